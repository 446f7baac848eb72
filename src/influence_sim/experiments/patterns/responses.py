"""Patterns of responses: what more money of one power does to another’s money and share, and to the leader’s."""

from collections.abc import Callable

import numpy as np

from influence_sim.experiments.patterns.case import Arm, Case, Look, Quantity, Seen, Values, Wanted
from influence_sim.experiments.patterns.money import flow_of
from influence_sim.rules.shapes import World
from influence_sim.scenario.patterns import AddedDollar, ResponseOfEffort


def response_of_effort(pattern: ResponseOfEffort, case: Case) -> Look:
    """How a power’s money and share answer to a rival’s rise, in the states where the rival led before."""
    power, rival, start = case.power(pattern.power), case.power(pattern.rival), case.year(pattern.start)
    before, states = case.year(pattern.start - 1), np.array(case.among(pattern))
    raised = Arm(f"{pattern.rival} times {pattern.factor:g} from {pattern.start}", change=times(rival, pattern, case))

    def measure(seen: Seen) -> list[float]:
        plain, more = seen.plain, seen.records["raised"]
        led = states[plain.share[before][:, states].argmax(axis=0) == rival]
        if len(led) in (0, len(states)):  # nothing to move money to, or from
            return [float(len(led)), float("nan"), float("nan")]
        money = [flow_of(record, power, "committed")[start:, led].sum() for record in (plain, more)]
        shares = [record.share[start:, power][:, led].mean() for record in (plain, more)]
        change = money[1] / money[0] - 1.0 if money[0] > 0.0 else float("nan")
        return [float(len(led)), float(change), float(shares[1] - shares[0])]

    who, other = case.name(pattern.power), case.name(pattern.rival)
    quantities = [
        Quantity(f"states in which {other} led in {pattern.start - 1}", "count"),
        Quantity(f"change of {who}’s money there", "relative", Wanted(low=0.0, strict=True)),
        Quantity(f"change of {who}’s share there", "points", Wanted(high=0.0)),
    ]
    return Look(quantities, measure, {"plain": Arm(), "raised": raised})


def times(power: int, pattern: ResponseOfEffort, case: Case) -> Callable[[World], World]:
    """The change that gives a power more money from a year on."""
    start = case.year(pattern.start)

    def change(world: World) -> World:
        known, presumed = world.budget_known.copy(), world.budget_presumed.copy()
        known[start:, power] *= pattern.factor
        presumed[start:, power] *= pattern.factor
        return world._replace(budget_known=known, budget_presumed=presumed)

    return change


def added_dollar_lowers_leader(pattern: AddedDollar, case: Case) -> Look:
    """What one and two helpings of a power’s money do to the strongest other power’s share, late."""
    power, start = case.power(pattern.power), case.year(pattern.start)
    late, states = case.span(case.scenario.windows.late), case.among(pattern)

    def adding(helpings: int) -> Arm:
        def change(world: World) -> World:
            known = world.budget_known.copy()
            known[start:, power] += helpings * pattern.musd / world.budget_scale[power]
            return world._replace(budget_known=known)

        return Arm(f"{pattern.power} plus {helpings * pattern.musd:g} from {pattern.start}", change=change)

    def measure(seen: Seen) -> list[float]:
        paths = [seen.records[role].share[late][..., states] for role in ("plain", "once", "twice")]
        leader = strongest_other(paths[0], power)
        levels = [float(np.take_along_axis(path, leader, axis=1).mean()) for path in paths]
        first, second = levels[1] - levels[0], levels[2] - levels[1]
        return [first, second, second - first]

    helping = f"{pattern.musd:g} M$ a year"
    quantities = [
        Quantity(f"first {helping}: leader’s share", "points", Wanted(high=0.0, strict=True)),
        Quantity(f"second {helping}: leader’s share", "points", Wanted(high=0.0, strict=True)),
        Quantity("second less first", "points", Wanted(low=0.0, strict=True)),
    ]
    return Look(quantities, measure, {"plain": Arm(), "once": adding(1), "twice": adding(2)})


def strongest_other(share: Values, power: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """[year, 1, state]: which power but this one holds most, from [year, power, state].

    >>> strongest_other(np.array([[[0.5], [0.1], [0.3]]]), 0).tolist()
    [[[2]]]
    """
    others = share.copy()
    others[:, power] = -1.0
    return np.asarray(others.argmax(axis=1)[:, None, :])
