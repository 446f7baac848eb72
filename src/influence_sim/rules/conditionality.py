"""Module regime conditionality: a power that ties its money to the regime values open states more.

    factor = exp( k · conditions_p · (openness_s − mean openness) )

k is the module's one parameter; who ties money to the regime, and how open a regime is, are facts.
Hackenesch 2015 and Dreher et al. 2022 on donors with and without conditions. k = 2, conditions 1, openness .4 where the
mean is .2: worth 1.49 times as much.
"""

from .arithmetic import exp


def mean_openness(world, year):
    """The regimes of all states, on average."""
    states = world.openness.shape[1]
    total = 0.0
    for s in range(states):
        total += world.openness[year, s] / states
    return total


def regime_factor(world, p, s, year):
    """Factor on what a state is worth to a power; 1 when the module is off."""
    if world.with_conditionality == 0:
        return 1.0
    relative = world.openness[year, s] - mean_openness(world, year)
    return exp(world.conditionality * world.conditions[p] * relative)
