"""Module events: what happens to budgets, ties, standing, corridors and supply is data, with one size for all.

    factor = max(0, 1 + size · change)

Changes are those of the scenario's list of events, added up in the years in which they last. A change of standing acts
as faster fading through the year, −ln(factor) a year, which a rise makes slower. Off, every factor is 1.
Size .5 and a change of −.4: the factor is .8.
"""

from .arithmetic import larger, log, within

TRACE = 1e-12  # the least part of standing that an event leaves


def event_factor(world, change):
    """The factor that belongs to a relative change."""
    return larger(0.0, 1.0 + world.event_size * change)


def event_on_budget(world, p, year):
    """Factor on a power's budget."""
    return event_factor(world, world.event_budget[year, p]) if world.with_events == 1 else 1.0


def event_on_ties(world, p, s, year):
    """Factor on what a power's ties with a state earn."""
    return event_factor(world, world.event_ties[year, p, s]) if world.with_events == 1 else 1.0


def event_on_fading(world, p, s, year):
    """What events add to the rate at which standing fades (1/yr): over the year their factor is left."""
    if world.with_events == 0:
        return 0.0
    return -log(larger(TRACE, event_factor(world, world.event_standing[year, p, s])))


def event_on_corridor(world, k, year):
    """Factor on how far a corridor is open; no event opens it wider than wide."""
    openness = world.corridor_open[year, k]
    if world.with_events == 0 or openness <= 0.0:
        return 1.0
    return within(event_factor(world, world.event_corridor[year, k]), 0.0, 1.0 / openness)


def squeezed_part(world, p, c, year):
    """Part of the main supplier's deliveries to a power that is cut."""
    return within(world.event_size * world.event_squeeze[year, p, c], 0.0, 1.0) if world.with_events == 1 else 0.0
