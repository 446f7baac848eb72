"""Equation 6, public goods belong to the good, not to the route.

    E_s  = D_s (1 − χ κ_c (1 − σ)) + κ_c Σ_u σ w_su D_u         w_su = b_su Y_s / Σ_v b_vu Y_v

A cross-border work (κ_c > 0) serves neighbours, and is worth less alone: the more so, the less
works are coordinated (σ). The same equation holds for bilateral money, with σ = σ_0, and for a
fund's, with σ = σ_0 + (1 − σ_0) g · min(1, age / phase-in) between its members.
Sandler 2004 on regional public goods.
"""

from .arithmetic import larger, smaller, within
from .levers import SHORTEST, elapsed, non_rivalry_of, step_length
from .membership import membership_weight


def weigh_neighbours(world, now, u, year):
    """w_su for the works in state u: neighbours share what spills over, by the size of their economies."""
    total = 0.0
    for s in range(world.neighbour.shape[0]):
        total += world.neighbour[s, u] * world.state_gdp[year, s]
    for s in range(world.neighbour.shape[0]):
        weight = world.neighbour[s, u] * world.state_gdp[year, s]
        now.neighbour_weight[s, u] = weight / total if total > 0.0 else 0.0


def fund_maturity(world, now, f, tick):
    """min(1, age / phase-in) of a fund in the middle of the step; 0 before it opens."""
    if now.opens[f] < 0.0:
        return 0.0
    age = larger(0.0, elapsed(world, tick) + 0.5 * step_length(world) - now.opens[f])
    if world.coordination_phase_in < SHORTEST:
        return 1.0 if age > 0.0 else 0.0
    return within(age / world.coordination_phase_in, 0.0, 1.0)


def coordination_between(world, now, f, s, u, maturity):
    """σ of a forum for works that concern two states, as far as both belong."""
    both = smaller(membership_weight(world, now.status[f, s]), membership_weight(world, now.status[f, u]))
    gain = world.forum_coordination_gain * maturity * both
    return world.bilateral_coordination + (1.0 - world.bilateral_coordination) * gain


def coordinate(world, now, f, tick):
    """How far a forum coordinates: on the diagonal σ itself, elsewhere σ w_su."""
    maturity = fund_maturity(world, now, f, tick)
    for s in range(now.coordination.shape[1]):
        for u in range(now.coordination.shape[2]):
            sigma = coordination_between(world, now, f, s, u, maturity)
            now.coordination[f, s, u] = sigma if s == u else sigma * now.neighbour_weight[s, u]


def alone_factor(world, c, sigma):
    """1 − χ κ_c (1 − σ): what a work is worth where it stands; never below nothing."""
    return larger(0.0, 1.0 - world.complementarity * non_rivalry_of(world, c) * (1.0 - sigma))


def bilateral_result(world, now, p, s, c):
    """E of bilateral payments: what they do in the state, neighbours' works included (M$/yr)."""
    sigma = world.bilateral_coordination
    spilt = 0.0
    for u in range(now.paid.shape[1]):
        spilt += now.neighbour_weight[s, u] * now.paid[p, u, c]
    return now.paid[p, s, c] * alone_factor(world, c, sigma) + non_rivalry_of(world, c) * sigma * spilt


def fund_result(world, now, p, f, s, c):
    """R of a fund's payments from one contributor's money (M$/yr)."""
    spilt = 0.0
    for u in range(now.coordination.shape[2]):
        spilt += now.coordination[f, s, u] * now.fund_paid[p, f, u, c] if u != s else 0.0
    own = now.fund_paid[p, f, s, c] * alone_factor(world, c, now.coordination[f, s, s])
    return own + non_rivalry_of(world, c) * spilt
