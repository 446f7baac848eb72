/* What depends on the world alone, computed once for all runs of that world. */
#ifndef TABLES_H
#define TABLES_H

#include "chance.h"
#include "shapes.h" /* World, Record and Sizes: written from rules/shapes.py by yardstick.py */

#define SHORTEST 1e-12

typedef struct {
    double h, kept, gained;                                     /* a step, and a stock over it */
    double shock_spread, shock_kept, shock_step, bridge, mean_step, centre; /* shocks to standing */
    double budget_spread, budget_kept, budget_step, budget_centre;         /* shocks to budgets */
    double credited, leaked, chance_of_tick, ticks;
    double *restrict tie, *restrict first;                      /* [P][S] */
    double *restrict growth, *restrict budget;                  /* [Y][P] */
    double *restrict home, *restrict weight, *restrict need;    /* [Y][S] */
    double *restrict size;                                      /* [Y][P][S] */
    double *restrict claim;                                     /* [Y][S][C] */
    double *restrict neighbour;                                 /* [Y][S][S], the second state's works */
    double *restrict market;                                    /* [Y][F][S], that of the powers */
    double *restrict nobody;                                    /* [Y][F], 1: credits no power */
    double *restrict pipe_kept, *restrict pipe_gained, *restrict alone, *restrict spill, *restrict rivalry; /* [C] */
} Tables;

static inline double *take(double **arena, int64_t count)
{
    double *at = *arena;
    *arena += count;
    return at;
}

static size_t tables_size(const Sizes *n)
{
    return n->Y * (2 * n->P + 3 * n->S + n->P * n->S + n->S * n->C + n->S * n->S + n->F * n->S + n->F)
        + 2 * n->P * n->S + 5 * n->C;
}

static void place_tables(Tables *t, const Sizes *n, double **arena)
{
    t->tie = take(arena, n->P * n->S), t->first = take(arena, n->P * n->S);
    t->growth = take(arena, n->Y * n->P), t->budget = take(arena, n->Y * n->P);
    t->home = take(arena, n->Y * n->S), t->weight = take(arena, n->Y * n->S), t->need = take(arena, n->Y * n->S);
    t->size = take(arena, n->Y * n->P * n->S), t->claim = take(arena, n->Y * n->S * n->C);
    t->neighbour = take(arena, n->Y * n->S * n->S), t->market = take(arena, n->Y * n->F * n->S);
    t->nobody = take(arena, n->Y * n->F);
    t->pipe_kept = take(arena, n->C), t->pipe_gained = take(arena, n->C);
    t->alone = take(arena, n->C), t->spill = take(arena, n->C), t->rivalry = take(arena, n->C);
}

static double member_weight(const World *w, int64_t status)
{
    return status == 2 ? 1.0 : status == 1 ? w->observer_weight : 0.0;
}

static double alone_factor(const World *w, double rivalry, double sigma)
{
    return larger(0.0, 1.0 - w->complementarity * rivalry * (1.0 - sigma));
}

static void tabulate_luck(const World *w, Tables *t)
{
    double memory = w->standing_shock_memory, spread = w->shocks * w->standing_shock_sd;
    t->shock_spread = spread;
    t->shock_kept = memory < SHORTEST ? 0.0 : exponential(-t->h / memory);
    t->shock_step = spread * sqrt(1.0 - t->shock_kept * t->shock_kept);
    t->bridge = t->mean_step = t->centre = 0.0;
    if (memory >= SHORTEST) {
        double kept = t->shock_kept, ratio = memory / t->h;
        t->bridge = ratio * (1.0 - kept) / (1.0 + kept);
        t->mean_step = spread * sqrt(larger(0.0, 2.0 * ratio * (1.0 - 2.0 * t->bridge)));
        t->centre = 0.5 * (spread * spread * 2.0 * ratio * larger(0.0, 1.0 - ratio * (1.0 - kept)));
    }
    memory = w->budget_shock_memory, spread = w->shocks * w->budget_shock_sd;
    t->budget_spread = spread;
    t->budget_kept = memory < SHORTEST ? 0.0 : exponential(-1.0 / memory);
    t->budget_step = spread * sqrt(1.0 - t->budget_kept * t->budget_kept);
    t->budget_centre = 0.5 * spread * spread;
}

static void tabulate_start(const World *w, const Sizes *n, Tables *t)
{
    const int64_t P = n->P, S = n->S;
    double total = 0.0, largest = 0.0;
    for (int64_t p = 0; p < P; p++) {
        double ratio = w->power_gdp[w->tie_year * P + p] / w->power_gdp[w->gdp_year * P + p];
        double growth = power(ratio, w->tie_gdp_elasticity), mean = 0.0;
        for (int64_t s = 0, i = p * S; s < S; s++, i++) {
            double nearness = w->tie_distance * logarithm(0.3 + w->distance[i]);
            t->tie[i] = exponential(w->tie_reach[p] + w->tie_border * w->border[i] + nearness);
            total += t->tie[i] * growth / (double)S;
            mean += w->initial_pattern[i] / (double)S;
        }
        if (mean > largest)
            largest = mean;
    }
    for (int64_t i = 0; i < P * S; i++) {
        t->tie[i] = w->tie_total * t->tie[i] / total;
        t->first[i] = w->initial_standing * (largest > 0.0 ? w->initial_pattern[i] / largest : 0.0);
    }
}

static void tabulate_channels(const World *w, const Sizes *n, Tables *t)
{
    for (int64_t c = 0; c < n->C; c++) {
        double lag = w->disbursement_lag[c], x = t->h / lag;
        int waits = lag >= SHORTEST;
        t->pipe_kept[c] = waits ? exponential(-t->h / lag) : 0.0;
        t->pipe_gained[c] = waits ? mean_decay_of(x, t->pipe_kept[c]) : 0.0;
        t->rivalry[c] = w->non_rivalry_scale * w->non_rivalry[c];
        t->alone[c] = alone_factor(w, t->rivalry[c], w->bilateral_coordination);
        t->spill[c] = t->rivalry[c] * w->bilateral_coordination;
    }
}

static void tabulate_year(const World *w, const Sizes *n, Tables *t, int64_t y)
{
    const int64_t P = n->P, S = n->S, F = n->F, C = n->C;
    const double *gdp = w->state_gdp + y * S, *people = w->population + y * S;
    double region = 0.0;
    for (int64_t s = 0; s < S; s++)
        region += gdp[s];
    for (int64_t s = 0; s < S; s++) {
        t->home[y * S + s] = power(gdp[s] / w->state_gdp[s], w->home_growth_elasticity);
        t->weight[y * S + s] = gdp[s] / region;
        double need = 0.0;
        for (int64_t c = 0; c < C; c++) {
            double claim = w->channel_weight[c] * w->channel_need[s * C + c] * people[s];
            t->claim[(y * S + s) * C + c] = claim;
            need += claim;
        }
        t->need[y * S + s] = need;
    }
    for (int64_t p = 0; p < P; p++) {
        int64_t i = y * P + p;
        t->growth[i] = power(w->power_gdp[i] / w->power_gdp[w->gdp_year * P + p], w->tie_gdp_elasticity);
        double presumed = w->presumed_budget_share * w->budget_presumed[i];
        t->budget[i] = w->budget_factor[i] * (w->budget_scale[p] * (w->budget_known[i] + presumed));
        for (int64_t s = 0; s < S; s++)
            t->size[i * S + s] = exponential(
                w->people_exponent[p] * logarithm(people[s]) + w->income_exponent[p] * logarithm(gdp[s] / people[s]));
    }
    for (int64_t u = 0; u < S; u++) {
        double total = 0.0;
        for (int64_t s = 0; s < S; s++)
            total += w->neighbour[s * S + u] * gdp[s];
        for (int64_t s = 0; s < S; s++)
            t->neighbour[(y * S + s) * S + u] = total > 0.0 ? w->neighbour[s * S + u] * gdp[s] / total : 0.0;
    }
    for (int64_t f = 0; f < F; f++) {
        const double *member = w->power_member + (y * F + f) * P, *credit = w->forum_credit + (y * F + f) * P;
        double credited = 0.0;
        for (int64_t p = 0; p < P; p++)
            credited += credit[p];
        t->nobody[y * F + f] = credited <= 0.0 ? 1.0 : 0.0;
        for (int64_t s = 0; s < S; s++) {
            double market = 0.0;
            for (int64_t p = 0; p < P; p++)
                market += member[p] * w->trade_with_power[p * S + s];
            t->market[(y * F + f) * S + s] = market;
        }
    }
}

static void tabulate(const World *w, const Sizes *n, Tables *t)
{
    t->h = 1.0 / (double)w->steps_per_year;
    t->kept = exponential(-w->standing_decay * t->h);
    t->gained = t->h * mean_decay_of(w->standing_decay * t->h, t->kept);
    t->credited = (1.0 - w->credit_leak) * (1.0 + w->leverage_credit * w->leverage);
    t->leaked = w->credit_leak * (1.0 + w->leverage_credit * w->leverage) + (1.0 - w->leverage_credit) * w->leverage;
    t->ticks = w->membership_revision_rate * t->h;
    t->chance_of_tick = 1.0 - exponential(-t->ticks);
    tabulate_luck(w, t);
    tabulate_start(w, n, t);
    tabulate_channels(w, n, t);
    for (int64_t y = 0; y < n->Y; y++)
        tabulate_year(w, n, t, y);
}

#endif
