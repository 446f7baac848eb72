"""The starting situation, and what is computed once a run.

    K_ps = exp(reach_p + b_K border + g_K ln(.3 + km/1000)) · scale
    a_ps(first) = a_0 · pattern_ps / max_q mean_s pattern_qs

The ties are scaled so that, in the tie year, all powers' ties in an average state sum to their total.
Gravity in its simplest form; Tinbergen 1962.
"""

from .arithmetic import exp, log, power
from .contest import contest
from .luck import open_luck
from .membership import NO_MEMBER, dictated, dictated_status

NEARNESS = 0.3  # 1000 km added to the distance, so that neighbours are near and not at zero


def unscaled_tie(world, p, s):
    """How strongly geography ties a power to a state."""
    nearness = world.tie_distance * log(NEARNESS + world.distance[p, s])
    return exp(world.tie_reach[p] + world.tie_border * world.border[p, s] + nearness)


def tie_growth(world, p):
    """(G_p in the tie year / G_p in the GDP year)^α."""
    ratio = world.power_gdp[world.tie_year, p] / world.power_gdp[world.gdp_year, p]
    return power(ratio, world.tie_gdp_elasticity)


def unscaled_total(world):
    """All powers' unscaled ties in an average state in the tie year."""
    total = 0.0
    for p in range(world.distance.shape[0]):
        for s in range(world.distance.shape[1]):
            total += unscaled_tie(world, p, s) * tie_growth(world, p) / world.distance.shape[1]
    return total


def largest_pattern(world):
    """The strongest power's mean over states of the first pattern."""
    largest = 0.0
    for p in range(world.initial_pattern.shape[0]):
        mean = 0.0
        for s in range(world.initial_pattern.shape[1]):
            mean += world.initial_pattern[p, s] / world.initial_pattern.shape[1]
        if mean > largest:
            largest = mean
    return largest


def open_power(world, now, p, total, largest, seed, run):
    """A power's ties, first standing and luck."""
    for s in range(now.standing.shape[1]):
        now.tie[p, s] = world.tie_total * unscaled_tie(world, p, s) / total
        first = world.initial_pattern[p, s] / largest if largest > 0.0 else 0.0
        now.standing[p, s] = world.initial_standing * first
        now.acceptance[p, s] = 1.0
    for c in range(now.urgency.shape[1]):
        now.urgency[p, c] = 1.0
    open_luck(world, now, p, seed, run)


def open_state(world, now, s):
    """A state's contest before the first step."""
    contest(world, now, s, 0)


def open_forum(world, now, f):
    """A forum before the first step: members by history, no fund, no depth."""
    now.opens[f] = -1.0
    for s in range(now.status.shape[1]):
        status = dictated_status(world, f, s, 0) if dictated(world, 0) == 1 else NO_MEMBER
        now.status[f, s] = status
        now.intention[f, s] = status
