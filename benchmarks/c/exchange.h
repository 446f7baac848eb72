/* Money moves: bilateral pipes, the funds of forums, and what they make of a forum's depth. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "decisions.h"

static double bilateral_money(const Model *m, int64_t p)
{
    double money = m->x.budget[p];
    for (int64_t f = 0; f < m->n->F; f++)
        money -= m->x.given[p * m->n->F + f];
    return money;
}

static void disburse(Model *m)
{
    const int64_t SC = m->n->S * m->n->C, C = m->n->C;
    const double h = m->t.h;
    for (int64_t p = 0; p < m->n->P; p++) {
        double money = bilateral_money(m, p);
        double *restrict pending = m->x.pending + p * SC, *restrict paid = m->x.paid + p * SC;
        const double *restrict plan = m->x.plan + p * SC;
        for (int64_t i = 0; i < SC; i += C) {
            for (int64_t c = 0; c < C; c++) {
                double inflow = (1.0 - m->w->never_disbursed[c]) * money * plan[i + c];
                double left = pending[i + c] * m->t.pipe_kept[c] + inflow * h * m->t.pipe_gained[c];
                paid[i + c] = (pending[i + c] - left) / h + inflow;
                pending[i + c] = left;
            }
        }
    }
}

static double pipe_left(double stock, double inflow, double lag, double h)
{
    if (lag < SHORTEST)
        return 0.0;
    double kept = exponential(-h / lag);
    return stock * kept + inflow * h * mean_decay_of(h / lag, kept);
}

static double elapsed(const World *w, uint32_t tick)
{
    return (double)(tick - 1) / (double)w->steps_per_year;
}

static double part_after_secretariat(const World *w, double income)
{
    return income <= w->secretariat_cost ? 0.0 : 1.0 - w->secretariat_cost / income;
}

static void pool(Model *m, int64_t f, uint32_t tick)
{
    const World *w = m->w;
    const int64_t F = m->n->F;
    const double h = m->t.h, income = m->x.income[f];
    if (m->x.opens[f] < 0.0)
        m->x.opens[f] = elapsed(w, tick) + w->founding_delay;
    double part = within((elapsed(w, tick) + h - m->x.opens[f]) / h, 0.0, 1.0);
    if (m->x.by_need[f] + m->x.by_plan[f] <= 0.0)
        part = 0.0;
    double kept = part_after_secretariat(w, income);
    for (int64_t i = f; i < m->n->P * F; i += F) {
        double inflow = m->x.given[i] * kept, pot = m->x.pot[i];
        double left = part <= 0.0 ? pot + inflow * h
                                  : pipe_left(pot + inflow * h * (1.0 - part), inflow, w->fund_lag, h * part);
        m->x.payment[i] = (pot - left) / h + inflow;
        m->x.pot[i] = left;
    }
}

static void grant(Model *m, int64_t f, int64_t y)
{
    const World *w = m->w;
    const int64_t S = m->n->S, F = m->n->F, C = m->n->C, SC = S * C;
    const double h = m->t.h;
    for (int64_t s = 0; s < S; s++) {
        double *restrict part = m->x.part + s * C;
        share_out(m, f, s, y, m->x.by_need[f], m->x.by_plan[f], part);
        for (int64_t c = 0; c < C; c++)
            part[c] *= m->x.belongs[f * S + s];
    }
    for (int64_t p = 0; p < m->n->P; p++) {
        if (w->uses[p * F + f] != 1)
            continue;
        int64_t at = (p * F + f) * SC;
        double *restrict granted = m->x.granted + at, *restrict pending = m->x.fund_pending + at;
        double *restrict paid = m->x.fund_paid + at;
        for (int64_t i = 0; i < SC; i += C) {
            for (int64_t c = 0; c < C; c++) {
                granted[i + c] = m->x.payment[p * F + f] * m->x.part[i + c];
                double inflow = (1.0 - w->never_disbursed[c]) * granted[i + c];
                double left = pending[i + c] * m->t.pipe_kept[c] + inflow * h * m->t.pipe_gained[c];
                paid[i + c] = (pending[i + c] - left) / h + inflow;
                pending[i + c] = left;
            }
        }
    }
}

/* How far a fund coordinates works: on the diagonal sigma, elsewhere sigma times the neighbour's weight. */
static void coordinate(Model *m, int64_t f, int64_t y, uint32_t tick)
{
    const World *w = m->w;
    const int64_t S = m->n->S;
    const double *belongs = m->x.belongs + f * S;
    double age = larger(0.0, elapsed(w, tick) + 0.5 * m->t.h - m->x.opens[f]), maturity;
    if (w->coordination_phase_in < SHORTEST)
        maturity = age > 0.0 ? 1.0 : 0.0;
    else
        maturity = within(age / w->coordination_phase_in, 0.0, 1.0);
    for (int64_t s = 0; s < S; s++) {
        for (int64_t u = 0; u < S; u++) {
            double gain = w->forum_coordination_gain * maturity * smaller(belongs[s], belongs[u]);
            double sigma = w->bilateral_coordination + (1.0 - w->bilateral_coordination) * gain;
            m->x.sigma[(f * S + s) * S + u] = s == u ? sigma : sigma * m->t.neighbour[(y * S + s) * S + u];
        }
    }
}

static void deepen(Model *m, int64_t f, int64_t y)
{
    const World *w = m->w;
    const int64_t S = m->n->S;
    double members = 0.0, income = m->x.income[f], before = m->x.depth[f];
    for (int64_t s = 0; s < S; s++)
        members += m->x.belongs[f * S + s];
    double bought = w->money_to_depth * income / (income + w->money_to_depth_half);
    double activity = members > 0.0 ? w->convening[y * m->n->F + f] * w->forum_activity[f] + bought : 0.0;
    double growth = w->depth_growth * activity, rate = growth + w->depth_decay;
    m->x.mean_depth[f] = before;
    if (rate > 0.0) {
        double goal = growth * w->depth_ceiling[f] / rate, kept = exponential(-rate * m->t.h);
        m->x.depth[f] = goal + (before - goal) * kept;
        m->x.mean_depth[f] = goal + (before - goal) * mean_decay_of(rate * m->t.h, kept);
    }
}

/* Funds pool and pay, depth moves, memberships settle. A fund that nobody has founded has nothing to do. */
static void run_forums(Model *m, int64_t y, uint32_t tick)
{
    const int64_t S = m->n->S;
    for (int64_t f = 0; f < m->n->F; f++) {
        if (m->x.income[f] > 0.0 || m->x.opens[f] >= 0.0) {
            pool(m, f, tick);
            grant(m, f, y);
            coordinate(m, f, y, tick);
        }
        deepen(m, f, y);
        for (int64_t i = f * S; i < (f + 1) * S; i++) {
            m->x.status[i] = m->x.intention[i];
            m->x.belongs[i] = member_weight(m->w, (int64_t)m->x.status[i]);
        }
    }
}

#endif
