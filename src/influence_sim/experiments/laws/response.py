"""How money answers when a leader rises."""

import numpy as np

from influence_sim.experiments.laws.books import first_standing
from influence_sim.experiments.laws.case import Case, Found, Silent
from influence_sim.rules.shapes import Numbers, World

RISE = 1e-4  # of the leader’s standing
CLEAR = 1e-3  # a prediction nearer to zero has no sign to speak of


def response(case: Case) -> Found:
    """Response to a leader.

    Where another power that leads gains standing, money leaves a state or comes, by the sign of 2x − 1 + β (1 − 2x_L):
    x is the own share, x_L the leader’s, β how much a power minds it.
    """
    world = opening(case.plain)
    if world.channel_need.shape[0] < 2:
        raise Silent("in a single state money has nowhere else to go")
    before, standing = case.record(world).committed[0, ..., 0].sum(axis=2), first_standing(world)
    wrong, looked = [], 0
    for p, s in zip(*np.nonzero(before), strict=True):
        leader = strongest_other(standing, p, s)
        sign = np.sign(predicted(world, standing, p, s, leader))
        if sign == 0 or not np.delete(before[p], s).any():
            continue
        after = case.record(raised(world, standing, leader, s)).committed[0, ..., 0].sum(axis=2)
        looked += 1
        if np.sign(odds(after[p], s) - odds(before[p], s)) != sign:
            wrong.append((p, s))
    if looked == 0:
        raise Silent("no power leads anywhere, or nobody chooses between states")
    powers, states = list(case.scenario.powers.values()), list(case.scenario.states.values())
    named = ", ".join(f"{powers[p].name} in {states[s].name}" for p, s in wrong[:5])
    note = f"of {looked} pairs of power and state" + (f"; wrong: {named}" if wrong else "")
    return Found(len(wrong), 0, "pairs", note)


def opening(world: World) -> World:
    """The world in which every power has money in the first year, and follows what a dollar is worth."""
    return world._replace(
        budget_known=np.ones_like(world.budget_known),
        budget_scale=np.ones_like(world.budget_scale),
        choice_precision=1.0,
        rivals_answer=0,
    )


def strongest_other(standing: Numbers, p: int, s: int) -> int:
    """The power that leads in a state among the others."""
    others = standing[:, s].copy()
    others[p] = -1.0
    return int(others.argmax())


def predicted(world: World, standing: Numbers, p: int, s: int, leader: int) -> float:
    """2x − 1 + β (1 − 2x_L) at the start, where home standing is 1; 0 where it is too near to zero to have a sign."""
    total = 1.0 + standing[:, s].sum()
    own, other = standing[p, s] / total, standing[leader, s] / total
    value = 2.0 * own - 1.0 + world.balancing_weight * world.reactivity[0, p] * (1.0 - 2.0 * other)
    return float(value) if other > 0.0 and abs(value) > CLEAR else 0.0


def raised(world: World, standing: Numbers, leader: int, s: int) -> World:
    """The world in which one power starts with more standing in one state, and all else as it was."""
    pattern = standing.copy()
    pattern[leader, s] *= 1.0 + RISE
    return world._replace(initial_pattern=pattern, initial_standing=float(pattern.mean(axis=1).max()))


def odds(money: Numbers, s: int) -> float:
    """The logarithm of what goes to a state over what goes to the others."""
    return float(np.log(money[s] / np.delete(money, s).sum()))
