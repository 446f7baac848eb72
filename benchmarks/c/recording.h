/* What a run leaves behind besides the axes, as rules/recording.py. */
#ifndef RECORDING_H
#define RECORDING_H

#include "exchange.h"

/* Flows add up over a year; levels are overwritten. */
static void clear_flows(const Sizes *n, const Record *r)
{
    const size_t word = sizeof(double), YP = (size_t)(n->Y * n->P);
    memset(r->committed, 0, word * YP * (size_t)(n->S * n->C * n->R));
    memset(r->disbursed, 0, word * YP * (size_t)(n->S * n->C * n->R));
    memset(r->secretariat, 0, word * YP * (size_t)n->F);
    memset(r->effect, 0, word * YP * (size_t)n->S);
    memset(r->budget, 0, word * YP);
    memset(r->lost, 0, word * YP);
    memset(r->upkeep, 0, word * YP);
}

static void record_flows(const Model *m, const Record *r, int64_t y)
{
    const World *w = m->w;
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F, C = m->n->C, R = m->n->R;
    const Situation *x = &m->x;
    const double h = m->t.h;
    for (int64_t p = 0; p < P; p++) {
        int64_t i = y * P + p;
        double money = bilateral_money(m, p), pending = 0.0;
        for (int64_t s = 0; s < S; s++) {
            for (int64_t c = 0; c < C; c++) {
                int64_t cell = (p * S + s) * C + c, at = ((i * S + s) * C + c) * R;
                double committed = money * x->plan[cell] * h;
                r->committed[at] += committed;
                r->disbursed[at] += x->paid[cell] * h;
                r->budget[i] += committed;
                r->lost[i] += w->never_disbursed[c] * committed;
                pending += x->pending[cell];
            }
            r->effect[i * S + s] += x->effect[p * S + s] * h;
        }
        for (int64_t f = 0; f < F; f++) {
            if (w->uses[p * F + f] != 1)
                continue;
            double given = x->given[p * F + f] * h;
            r->budget[i] += given;
            r->secretariat[i * F + f] += given * (1.0 - part_after_secretariat(w, x->income[f]));
            r->fund[i * F + f] = x->pot[p * F + f];
            pending += x->pot[p * F + f];
            if (x->opens[f] < 0.0)
                continue;
            for (int64_t s = 0; s < S; s++) {
                for (int64_t c = 0; c < C; c++) {
                    int64_t cell = ((p * F + f) * S + s) * C + c, at = ((i * S + s) * C + c) * R + 1 + f;
                    double granted = x->granted[cell] * h;
                    r->committed[at] += granted;
                    r->disbursed[at] += x->fund_paid[cell] * h;
                    r->lost[i] += w->never_disbursed[c] * granted;
                    pending += x->fund_pending[cell];
                }
            }
        }
        r->upkeep[i] += w->upkeep[i] * h;
        r->pending[i] = pending;
    }
}

static void record_levels(const Model *m, const Record *r, int64_t y)
{
    const int64_t P = m->n->P, S = m->n->S, F = m->n->F;
    const Situation *x = &m->x;
    for (int64_t i = 0; i < P * S; i++) {
        r->share[y * P * S + i] = x->share[i];
        r->standing[y * P * S + i] = x->standing[i];
        r->acceptance[y * P * S + i] = 1.0;
    }
    for (int64_t s = 0; s < S; s++) {
        r->home[y * S + s] = m->t.home[y * S + s] / x->total[s];
        r->forum_hand[y * S + s] = x->forum_hand[s] / x->total[s];
        r->own_hand[y * S + s] = m->w->leak_to_home * x->own_hand[s] / x->total[s];
    }
    for (int64_t f = 0; f < F; f++) {
        r->depth[y * F + f] = x->depth[f];
        for (int64_t s = 0; s < S; s++)
            r->status[(y * F + f) * S + s] = (int64_t)x->status[f * S + s];
    }
}

#endif
