/* What powers and states decide, and what they see when they do. */
#ifndef DECISIONS_H
#define DECISIONS_H

#include "situation.h"

enum { NONE = 0, OBSERVER = 1, MEMBER = 2, COPY = 1, OUTSPEND = 2 };

/* The model, as every rule needs it. */
typedef struct {
    const World *w;
    const Sizes *n;
    Tables t;
    Situation x;
} Model;

static int dictated(const World *w, int64_t y)
{
    return y < w->branch || w->moving == 0 || w->universal_membership > 0.0;
}

static double dictated_status(const Model *m, int64_t f, int64_t s, int64_t y)
{
    if (y >= m->w->branch && m->w->universal_membership > 0.0 && f == m->w->own_forum)
        return MEMBER;
    return (double)m->w->history[(y * m->n->F + f) * m->n->S + s];
}

static void replay_memberships(Model *m, int64_t y)
{
    const int64_t S = m->n->S;
    Situation *x = &m->x;
    for (int64_t f = 0, i = 0; f < m->n->F; f++) {
        for (int64_t s = 0; s < S; s++, i++) {
            if (dictated(m->w, y))
                x->status[i] = dictated_status(m, f, s, y);
            x->intention[i] = x->status[i];
            x->belongs[i] = member_weight(m->w, (int64_t)x->status[i]);
        }
    }
}

static void meet_luck(Model *m, Luck luck, uint32_t tick)
{
    const Tables *t = &m->t;
    Situation *x = &m->x;
    for (int64_t p = 0, i = 0; p < m->n->P; p++) {
        for (int64_t s = 0; s < m->n->S; s++, i++) {
            double before = x->shock[i];
            double z_end = normal(luck, tick, STANDING_SHOCK, m->w->power_id[p], m->w->state_id[s]);
            double z_mean = normal(luck, tick, STANDING_BRIDGE, m->w->power_id[p], m->w->state_id[s]);
            double after = t->shock_kept * before + t->shock_step * z_end;
            x->luck[i] = exponential((before + after) * t->bridge + t->mean_step * z_mean - t->centre);
            x->shock[i] = after;
        }
    }
}

static void make_budgets(Model *m, Luck luck, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, F = m->n->F;
    Situation *x = &m->x;
    double answered = w->own_forum >= 0 && x->opens[w->own_forum] >= 0.0 ? x->depth[w->own_forum] : 0.0;
    for (int64_t p = 0; p < P; p++) {
        double z = normal(luck, (uint32_t)y + 1, BUDGET_SHOCK, w->power_id[p], 0);
        x->budget_shock[p] = m->t.budget_kept * x->budget_shock[p] + m->t.budget_step * z;
        double budget = m->t.budget[y * P + p], moved = 0.0;
        const double *sent = w->regional_share + (y * P + p) * F;
        if (y >= w->branch) {
            double answer = w->rival[p] == 1 ? w->rivals_answer_size * answered : 0.0;
            budget *= exponential(x->budget_shock[p] - m->t.budget_centre);
            budget *= w->rivals_answer == OUTSPEND ? 1.0 + answer : 1.0;
            double share = 0.0;
            for (int64_t f = 0; f < F; f++)
                share += sent[f];
            moved = smaller(1.0 - smaller(share, 1.0), w->rivals_answer == COPY ? answer : 0.0);
        }
        budget = larger(0.0, larger(0.0, budget) - w->upkeep[y * P + p]);
        x->budget[p] = budget;
        for (int64_t f = 0; f < F; f++)
            x->given[p * F + f] = budget * sent[f];
        if (w->vehicle[p] >= 0)
            x->given[p * F + w->vehicle[p]] += budget * moved;
    }
    for (int64_t f = 0; f < F; f++) {
        x->income[f] = 0.0;
        for (int64_t p = 0; p < P; p++)
            x->income[f] += x->given[p * F + f];
    }
}

static void allocate(Model *m, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, C = m->n->C;
    Situation *x = &m->x;
    for (int64_t p = 0; p < P; p++) {
        const double *value = w->state_value + (y * P + p) * S, *fit = w->channel_fit + (y * P + p) * C;
        double *restrict plan = x->plan + p * S * C, largest = 0.0, total = 0.0;
        double balancing = w->balancing_weight * w->reactivity[y * P + p];
        for (int64_t s = 0; s < S; s++) {
            double rival = 0.0;
            for (int64_t q = 0; q < P; q++)
                if (q != p && x->share[q * S + s] > rival)
                    rival = x->share[q * S + s];
            x->seen[p * S + s] = x->gathered[p * S + s];
            x->gathered[p * S + s] = 0.0;
            double stake = (1.0 - x->share[p * S + s]) + balancing * rival;
            double saturation = w->effort_saturation / (w->effort_saturation + x->seen[p * S + s]);
            double marginal = stake / x->total[s] * saturation;
            for (int64_t c = 0; c < C; c++) {
                double worth = value[s] * fit[c] * w->channel_need[s * C + c] * marginal;
                plan[s * C + c] = worth;
                if (worth > largest)
                    largest = worth;
            }
        }
        for (int64_t s = 0, i = 0; s < S; s++) {
            double size = m->t.size[(y * P + p) * S + s];
            for (int64_t c = 0; c < C; c++, i++) {
                double worth = plan[i];
                plan[i] = worth <= 0.0 ? 0.0
                    : w->channel_weight[c] * size * power(worth / largest, w->choice_precision);
                total += plan[i];
            }
        }
        for (int64_t i = 0; i < S * C; i++)
            plan[i] = total > 0.0 ? plan[i] / total : 0.0;
    }
}

/* All members' claims on each fund; plans and memberships stay as they are until the memberships settle. */
static void sum_claims(Model *m, int64_t y)
{
    const int64_t S = m->n->S, C = m->n->C;
    Situation *x = &m->x;
    for (int64_t f = 0; f < m->n->F; f++) {
        const int64_t convenor = m->w->convenor[f];
        double by_need = 0.0, by_plan = 0.0;
        for (int64_t s = 0; s < S; s++) {
            double plan = 0.0;
            if (convenor >= 0)
                for (int64_t c = 0; c < C; c++)
                    plan += x->plan[(convenor * S + s) * C + c];
            by_need += x->belongs[f * S + s] * m->t.need[y * S + s];
            by_plan += x->belongs[f * S + s] * plan;
        }
        x->by_need[f] = by_need;
        x->by_plan[f] = by_plan;
    }
}

/* A full member's share of what a fund hands out, by channel. */
static void share_out(Model *m, int64_t f, int64_t s, int64_t y, double by_need, double by_plan, double *restrict part)
{
    const int64_t S = m->n->S, C = m->n->C;
    const double *claim = m->t.claim + (y * S + s) * C, *plan = claim;
    if (m->w->convenor[f] >= 0)
        plan = m->x.plan + (m->w->convenor[f] * S + s) * C;
    double targeted = by_plan <= 0.0 ? 0.0 : by_need > 0.0 ? m->w->convenor_targeting : 1.0;
    for (int64_t c = 0; c < C; c++) {
        part[c] = by_need > 0.0 ? (1.0 - targeted) * claim[c] / by_need : 0.0;
        if (by_plan > 0.0) /* then there is a convenor */
            part[c] += targeted * plan[c] / by_plan;
    }
}

/* The chance that a state which wants to belong at its last tick is a member after the step. */
static double consent_in_step(const Tables *t, double before, double wish, double consent)
{
    double turnover = 1.0 - wish + wish * consent;
    if (turnover <= 0.0 || wish <= 0.0 || t->chance_of_tick <= 0.0)
        return before;
    double settled = wish * consent / turnover;
    double after = settled + (before - settled) * exponential(-t->ticks * turnover);
    return (after - before * (1.0 - t->chance_of_tick)) / (t->chance_of_tick * wish);
}

static double membership_utility(Model *m, int64_t f, int64_t s, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F, C = m->n->C;
    Situation *x = &m->x;
    double missing = 1.0 - x->belongs[f * S + s], payment = 0.0, receipts = 0.0, plan = 0.0;
    if (w->convenor[f] >= 0)
        for (int64_t c = 0; c < C; c++)
            plan += x->plan[(w->convenor[f] * S + s) * C + c];
    double by_need = x->by_need[f] + missing * m->t.need[y * S + s];
    double by_plan = x->by_plan[f] + missing * plan;
    for (int64_t p = 0; p < P; p++)
        payment += x->payment[p * F + f];
    share_out(m, f, s, y, by_need, by_plan, x->part);
    for (int64_t c = 0; c < C; c++)
        receipts += w->channel_need[s * C + c] * x->part[c] * payment;
    receipts = (1.0 + w->leverage) * receipts / w->state_gdp[y * S + s];
    double market = m->t.market[(y * F + f) * S + s];
    for (int64_t u = 0; u < S; u++)
        if (u != s)
            market += x->belongs[f * S + u] * w->trade_with_state[u * S + s];
    double gain = logarithm(1.0 + receipts / w->effort_saturation);
    double autonomy = w->autonomy_scale * (w->autonomy_base + w->autonomy_rents * w->resource_rents[s]);
    double tightness = w->autonomy_shallow + w->autonomy_deep * x->depth[f];
    return gain + w->market_weight * market - autonomy * tightness + w->membership_constant;
}

/* Only a tick of a state's clock lets it decide, so that nothing else need be known of the others. */
static void reconsider(Model *m, Luck luck, int64_t y, uint32_t tick)
{
    const World *w = m->w;
    const int64_t S = m->n->S, F = m->n->F;
    Situation *x = &m->x;
    if (dictated(w, y))
        return;
    for (int64_t f = 0; f < F; f++) {
        for (int64_t s = 0; s < S && w->forum_exists[y * F + f] > 0.0; s++) {
            uint32_t who = w->forum_id[f], whom = w->state_id[s];
            int64_t i = f * S + s;
            if (w->eligible[i] != 1 || uniform(luck, tick, REVISION, who, whom) >= m->t.chance_of_tick)
                continue;
            double utility = membership_utility(m, f, s, y);
            double wish = 1.0 / (1.0 + exponential(-(w->membership_precision * utility)));
            double before = x->status[i] == MEMBER ? 1.0 : 0.0;
            double consent = consent_in_step(&m->t, before, wish, w->consent[f]);
            if (uniform(luck, tick, CHOICE, who, whom) >= wish)
                x->intention[i] = NONE;
            else
                x->intention[i] = uniform(luck, tick, CONSENT, who, whom) < consent ? MEMBER : OBSERVER;
        }
    }
}

#endif
