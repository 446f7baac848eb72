/* The core of the model in C, one run at a time: the yardstick of benchmarks/. All modules are off.
 *
 * Written from rules/ as one would write it by hand: flat arrays, no memory taken during a run, what depends on the
 * world alone computed once (tables.h), no work for funds that do not exist and decisions that nobody makes. Sums
 * are in the rulebook's order, so that the bits are the same as long as the compiler does not fuse operations.
 */

#include "exchange.h"
#include <stdlib.h>

static inline double by_effort(const World *w, double effect)
{
    return w->standing_per_log_effort * logarithm(1.0 + effect / w->effort_saturation);
}

static void contest(Model *m, int64_t y)
{
    const int64_t P = m->n->P, S = m->n->S;
    Situation *x = &m->x;
    for (int64_t s = 0; s < S; s++) {
        double independent = m->t.home[y * S + s] + x->forum_hand[s] + m->w->leak_to_home * x->own_hand[s];
        double total = independent;
        for (int64_t p = 0; p < P; p++)
            total += x->standing[p * S + s];
        for (int64_t p = 0; p < P; p++)
            x->share[p * S + s] = x->standing[p * S + s] / total;
        x->independence[s] = independent / total;
        x->total[s] = total;
    }
}

static void begin(Model *m, Luck luck)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F;
    Situation *x = &m->x;
    for (int64_t p = 0, i = 0; p < P; p++) {
        for (int64_t s = 0; s < S; s++, i++) {
            double z = normal(luck, 0, STANDING_START, w->power_id[p], w->state_id[s]);
            x->standing[i] = m->t.first[i];
            x->shock[i] = m->t.shock_spread * z;
        }
        x->budget_shock[p] = m->t.budget_spread * normal(luck, 0, BUDGET_START, w->power_id[p], 0);
    }
    for (int64_t f = 0; f < F; f++) {
        x->opens[f] = -1.0;
        for (int64_t s = 0; s < S; s++)
            x->status[f * S + s] = x->intention[f * S + s] = dictated(w, 0) ? dictated_status(m, f, s, 0) : NONE;
    }
    contest(m, 0);
}

static void take_effect(Model *m, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F, C = m->n->C;
    Situation *x = &m->x;
    for (int64_t s = 0; s < S; s++) {
        const double *need = w->channel_need + s * C, *weight = m->t.neighbour + (y * S + s) * S;
        double gdp = w->state_gdp[y * S + s], everything = 0.0;
        for (int64_t p = 0; p < P; p++) {
            double direct = 0.0, pooled = 0.0;
            const double *paid = x->paid + p * S * C;
            for (int64_t c = 0; c < C; c++) {
                double spilt = 0.0;
                for (int64_t u = 0; u < S; u++)
                    spilt += weight[u] * paid[u * C + c];
                direct += need[c] * (paid[s * C + c] * m->t.alone[c] + m->t.spill[c] * spilt);
            }
            for (int64_t f = 0; f < F; f++) {
                if (w->uses[p * F + f] != 1 || x->opens[f] < 0.0)
                    continue;
                const double *sigma = x->sigma + (f * S + s) * S, *fund_paid = x->fund_paid + (p * F + f) * S * C;
                for (int64_t c = 0; c < C; c++) {
                    double own = fund_paid[s * C + c] * alone_factor(w, m->t.rivalry[c], sigma[s]), spilt = 0.0;
                    for (int64_t u = 0; u < S; u++)
                        if (u != s)
                            spilt += sigma[u] * fund_paid[u * C + c];
                    pooled += need[c] * (own + m->t.rivalry[c] * spilt);
                }
            }
            double effect = (direct + m->t.credited * pooled) / gdp;
            x->effect[p * S + s] = effect;
            x->gathered[p * S + s] += effect * m->t.h;
            everything += pooled;
        }
        x->leaked[s] = m->t.leaked * everything / gdp;
    }
}

static void earn_standing(Model *m, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F;
    Situation *x = &m->x;
    for (int64_t p = 0, i = 0; p < P; p++) {
        const double *credit = w->forum_credit + y * F * P + p;
        for (int64_t s = 0; s < S; s++, i++) {
            double depth = 0.0;
            for (int64_t f = 0; f < F; f++)
                depth += x->mean_depth[f] * (credit[f * P] * x->belongs[f * S + s]);
            double ties = w->tie_strength * m->t.tie[i] * m->t.growth[y * P + p];
            double income = by_effort(w, x->effect[i]) + ties + w->standing_per_depth * depth;
            x->standing[i] = x->standing[i] * m->t.kept + income * x->luck[i] * m->t.gained;
        }
    }
    for (int64_t s = 0; s < S; s++) {
        double depth = 0.0;
        for (int64_t f = 0; f < F; f++)
            depth += m->t.nobody[y * F + f] * x->mean_depth[f] * x->belongs[f * S + s];
        x->own_hand[s] = x->own_hand[s] * m->t.kept + by_effort(w, x->leaked[s]) * m->t.gained;
        x->forum_hand[s] = x->forum_hand[s] * m->t.kept + w->standing_per_depth * depth * m->t.gained;
    }
}

/* The six axes of a verdict at a year's end: possession, milieu, independence, and each by GDP. */
static void measure(const Model *m, int64_t y, double axes[6])
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S;
    const Situation *x = &m->x;
    memset(axes, 0, sizeof(double) * 6);
    for (int64_t s = 0; s < S; s++) {
        double rivals = 0.0, weight = m->t.weight[y * S + s], own = x->share[w->focal * S + s];
        for (int64_t p = 0; p < P; p++)
            if (w->rival[p] == 1)
                rivals += x->share[p * S + s];
        axes[0] += own / (double)S;
        axes[1] += (1.0 - rivals) / (double)S;
        axes[2] += x->independence[s] / (double)S;
        axes[3] += own * weight;
        axes[4] += (1.0 - rivals) * weight;
        axes[5] += x->independence[s] * weight;
    }
}

static inline void step(Model *m, Luck luck, uint32_t tick, int64_t y, int fiscal)
{
    replay_memberships(m, y);
    meet_luck(m, luck, tick);
    if (fiscal) {
        make_budgets(m, luck, y);
        allocate(m, y);
    }
    sum_claims(m, y);
    reconsider(m, luck, y, tick);
    disburse(m);
    run_forums(m, y, tick);
    take_effect(m, y);
    earn_standing(m, y);
    contest(m, y);
}

#include "recording.h"

/* One run: six axes of every year into outcomes [6][Y]; all else into a record, if there is one. */
static void run_once(Model *m, Luck luck, double *outcomes, const Record *record)
{
    const int64_t Y = m->n->Y, steps = m->w->steps_per_year;
    double axes[6];
    begin(m, luck);
    if (record)
        clear_flows(m->n, record);
    uint32_t tick = 1;
    for (int64_t y = 0; y < Y; y++) {
        for (int64_t k = 0; k < steps; k++, tick++) {
            step(m, luck, tick, y, k == 0);
            if (record)
                record_flows(m, record, y);
        }
        measure(m, y, axes);
        for (int i = 0; i < 6; i++)
            outcomes[i * Y + y] = axes[i];
        if (record)
            record_levels(m, record, y);
    }
}

/* Runs first, first + 1, ...: all of one world, or each of a world of its own (worlds == runs). Outcomes
 * [runs][6][Y]. The record is that of the last run, or a null pointer. Returns 0, or 1 without memory. */
int play(const World *world, int64_t worlds, const Sizes *n, uint32_t seed, uint32_t first, int64_t runs,
         double *outcomes, const Record *record)
{
    size_t size = situation_size(n) + tables_size(n);
    double *memory = malloc(sizeof(double) * size), *at = memory;
    if (!memory)
        return 1;
    Model m = {.n = n};
    place_situation(&m.x, n, &at);
    place_tables(&m.t, n, &at);
    for (int64_t i = 0; i < runs; i++) {
        m.w = world + (worlds > 1 ? i : 0);
        if (i == 0 || worlds > 1)
            tabulate(m.w, n, &m.t);
        memset(memory, 0, sizeof(double) * situation_size(n));
        run_once(&m, (Luck){seed, first + (uint32_t)i}, outcomes + i * 6 * n->Y, record);
    }
    free(memory);
    return 0;
}
