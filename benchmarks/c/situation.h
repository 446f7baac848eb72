/* What changes during a run, in one block of memory. */
#ifndef SITUATION_H
#define SITUATION_H

#include "tables.h"

typedef struct {
    double *restrict shock, *restrict luck, *restrict standing, *restrict share; /* [P][S] */
    double *restrict effect, *restrict gathered, *restrict seen;                 /* [P][S] */
    double *restrict own_hand, *restrict forum_hand, *restrict leaked;           /* [S] */
    double *restrict total, *restrict independence;                              /* [S] */
    double *restrict budget, *restrict budget_shock;                             /* [P] */
    double *restrict given, *restrict pot, *restrict payment;                    /* [P][F] */
    double *restrict plan, *restrict pending, *restrict paid;                    /* [P][S][C] */
    double *restrict granted, *restrict fund_pending, *restrict fund_paid;       /* [P][F][S][C] */
    double *restrict opens, *restrict depth, *restrict mean_depth;               /* [F] */
    double *restrict income, *restrict by_need, *restrict by_plan;               /* [F] */
    double *restrict belongs, *restrict status, *restrict intention;             /* [F][S] */
    double *restrict sigma;                                                      /* [F][S][S] */
    double *restrict part;                                                       /* [S][C] of one fund */
} Situation;

static size_t situation_size(const Sizes *n)
{
    return 7 * n->P * n->S + 5 * n->S + 2 * n->P + 3 * n->P * n->F + 3 * n->P * n->S * n->C
        + 3 * n->P * n->F * n->S * n->C + 6 * n->F + 3 * n->F * n->S + n->F * n->S * n->S + n->S * n->C;
}

static void place_situation(Situation *x, const Sizes *n, double **arena)
{
    const int64_t P = n->P, S = n->S, F = n->F, C = n->C;
    x->shock = take(arena, P * S), x->luck = take(arena, P * S), x->standing = take(arena, P * S);
    x->share = take(arena, P * S), x->effect = take(arena, P * S), x->gathered = take(arena, P * S);
    x->seen = take(arena, P * S);
    x->own_hand = take(arena, S), x->forum_hand = take(arena, S), x->leaked = take(arena, S);
    x->total = take(arena, S), x->independence = take(arena, S);
    x->budget = take(arena, P), x->budget_shock = take(arena, P);
    x->given = take(arena, P * F), x->pot = take(arena, P * F), x->payment = take(arena, P * F);
    x->plan = take(arena, P * S * C), x->pending = take(arena, P * S * C), x->paid = take(arena, P * S * C);
    x->granted = take(arena, P * F * S * C), x->fund_pending = take(arena, P * F * S * C);
    x->fund_paid = take(arena, P * F * S * C);
    x->opens = take(arena, F), x->depth = take(arena, F), x->mean_depth = take(arena, F);
    x->income = take(arena, F), x->by_need = take(arena, F), x->by_plan = take(arena, F);
    x->belongs = take(arena, F * S), x->status = take(arena, F * S), x->intention = take(arena, F * S);
    x->sigma = take(arena, F * S * S), x->part = take(arena, S * C);
}

#endif
