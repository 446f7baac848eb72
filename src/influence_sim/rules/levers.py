"""What a strategy, an override or a slider changes, where the rules read it."""

from .arithmetic import smaller

SHORTEST = 1e-12  # years: a lag, memory or phase below it counts as none, so that no quotient overflows


def step_length(world):
    """Length of a step in years: h = 1 / steps per year."""
    return 1.0 / world.steps_per_year


def elapsed(world, tick):
    """Years from the start of the first year to the start of step ``tick`` (counted from 1)."""
    return (tick - 1) / world.steps_per_year


def recorded_budget(world, p, year):
    """A power's budget by the record and its strategy, in M$/yr.

    B = scale · factor · (known + share · presumed): the factor is the strategy's, 1 as it was; the presumed part is
    money of which only a share is the power's.
    100 M$ known, 50 presumed at .6, scale 1: 130 M$.
    """
    presumed = world.presumed_budget_share * world.budget_presumed[year, p]
    recorded = world.budget_scale[p] * (world.budget_known[year, p] + presumed)
    return world.budget_factor[year, p] * recorded


def non_rivalry_of(world, c):
    """κ_c: how far the works of a channel serve neighbours."""
    return world.non_rivalry_scale * world.non_rivalry[c]


def activity_of(world, f, year):
    """j_0 of a forum in a year, as its convenor's strategy keeps it."""
    return world.convening[year, f] * world.forum_activity[f]


def autonomy_of(world, s):
    """What belonging costs a state in autonomy: more where resource rents give it alternatives."""
    return world.autonomy_scale * (world.autonomy_base + world.autonomy_rents * world.resource_rents[s])


def free_share(world, p, year):
    """Part of a power's budget that its strategy does not send through forums."""
    sent = 0.0
    for f in range(world.regional_share.shape[2]):
        sent += world.regional_share[year, p, f]
    return 1.0 - smaller(sent, 1.0)
