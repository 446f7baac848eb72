"""Shocks: Ornstein–Uhlenbeck processes, moved exactly over any step.

A shock ξ has mean 0, spread σ and memory τ: its correlation over a time t is e^{−t/τ}.
Over a step of length h, with k = e^{−h/τ}:

    ξ' = k ξ + σ √(1 − k²) z₁                                   the end of the step
    ξ̄  = (ξ + ξ') (τ/h)(1−k)/(1+k) + σ √v z₂                    the mean over the step
    v   = (2τ/h) (1 − (2τ/h)(1−k)/(1+k))                        the bridge between the ends
    V   = (2τ/h) (1 − (τ/h)(1−k))                               spread² of ξ̄ / σ²

The mean over the step acts, so that spreads do not depend on the number of steps a year.
Uhlenbeck & Ornstein 1930. One year with τ = 1: k = .368, V = .736.
"""

from math import sqrt

from .arithmetic import exp, larger
from .chance import BUDGET_SHOCK, BUDGET_START, STANDING_BRIDGE, STANDING_SHOCK, STANDING_START, normal
from .levers import SHORTEST, step_length


def memory_kept(memory, time):
    """e^{−t/τ}, and 0 without memory."""
    if memory < SHORTEST:
        return 0.0
    return exp(-time / memory)


def shock_end(shock, spread, kept, z):
    """The shock after a step."""
    return kept * shock + spread * sqrt(1.0 - kept * kept) * z


def shock_mean(before, after, spread, memory, h, z):
    """The shock's mean over a step, given both ends."""
    if memory < SHORTEST:
        return 0.0
    kept = exp(-h / memory)
    ratio = memory / h
    bridge = ratio * (1.0 - kept) / (1.0 + kept)
    variance = larger(0.0, 2.0 * ratio * (1.0 - 2.0 * bridge))
    return (before + after) * bridge + spread * sqrt(variance) * z


def mean_variance(spread, memory, h):
    """Variance of the shock's mean over a step."""
    if memory < SHORTEST:
        return 0.0
    ratio = memory / h
    return spread * spread * 2.0 * ratio * larger(0.0, 1.0 - ratio * (1.0 - exp(-h / memory)))


def open_luck(world, now, p, seed, run):
    """A power's shocks start in their long-run distribution."""
    for s in range(now.standing_shock.shape[1]):
        z = normal(seed, run, 0, STANDING_START, world.power_id[p], world.state_id[s])
        now.standing_shock[p, s] = world.shocks * world.standing_shock_sd * z
        now.standing_luck[p, s] = 1.0
    now.budget_shock[p] = (
        world.shocks * world.budget_shock_sd * normal(seed, run, 0, BUDGET_START, world.power_id[p], 0)
    )


def meet_luck(world, now, p, seed, run, tick):
    """The shocks to a power's standing over one step: e^{ξ̄ − σ²V/2}, of mean 1."""
    h = step_length(world)
    spread = world.shocks * world.standing_shock_sd
    memory = world.standing_shock_memory
    kept = memory_kept(memory, h)
    centre = 0.5 * mean_variance(spread, memory, h)
    for s in range(now.standing_shock.shape[1]):
        before = now.standing_shock[p, s]
        z_end = normal(seed, run, tick, STANDING_SHOCK, world.power_id[p], world.state_id[s])
        z_mean = normal(seed, run, tick, STANDING_BRIDGE, world.power_id[p], world.state_id[s])
        after = shock_end(before, spread, kept, z_end)
        now.standing_luck[p, s] = exp(shock_mean(before, after, spread, memory, h, z_mean) - centre)
        now.standing_shock[p, s] = after


def meet_budget_luck(world, now, p, seed, run, year):
    """The shock to a power's budget moves once a year, when budgets are made."""
    z = normal(seed, run, year + 1, BUDGET_SHOCK, world.power_id[p], 0)
    spread = world.shocks * world.budget_shock_sd
    now.budget_shock[p] = shock_end(now.budget_shock[p], spread, memory_kept(world.budget_shock_memory, 1.0), z)


def budget_luck(world, now, p):
    """The shock as a factor of mean 1: e^{ξ − σ²/2}."""
    spread = world.shocks * world.budget_shock_sd
    return exp(now.budget_shock[p] - 0.5 * spread * spread)
