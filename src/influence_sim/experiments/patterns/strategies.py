"""Patterns of strategies: what one wins late and another early, and for how many people."""

import numpy as np

from influence_sim.experiments.patterns.case import Arm, Case, Look, Quantity, Seen, Untold, Values, Wanted
from influence_sim.experiments.patterns.money import flow_of
from influence_sim.rules.shapes import Record
from influence_sim.scenario.patterns import SlowerAndEvener

QUADRANTS = {
    (True, True): "more possession, better milieu",
    (True, False): "more possession, worse milieu",
    (False, True): "less possession, better milieu",
    (False, False): "less possession, worse milieu",
}


def slower_and_evener(pattern: SlowerAndEvener, case: Case) -> Look:
    """Possession early, and how evenly the focal power’s payments reach people late, of one strategy less another."""
    scenario = case.scenario
    if scenario.roles.own_forum is None:
        raise Untold("the focal power has no forum of its own")
    focal = case.power(scenario.roles.focal)
    early, late = case.span(scenario.windows.early), case.span(scenario.windows.late)
    states = case.among(pattern)
    people = case.world().population[late][:, states].mean(axis=0)

    def evenness(record: Record) -> float:
        return gini(flow_of(record, focal, "paid")[late][:, states].mean(axis=0), people)

    def measure(seen: Seen) -> list[float]:
        one, other = seen.records["one"], seen.records["other"]
        return [
            float(one.possession[early].mean() - other.possession[early].mean()),
            evenness(one) - evenness(other),
            float(one.possession[late].mean() - other.possession[late].mean()),
            float(one.milieu[late].mean() - other.milieu[late].mean()),
        ]

    quantities = [
        Quantity("possession, early", "points", Wanted(high=0.0, strict=True)),
        Quantity("Gini of payments per head, late", "index", Wanted(high=0.0, strict=True)),
        Quantity("possession, late", "points"),
        Quantity("milieu, late", "points"),
    ]
    arms = {"one": Arm(pattern.strategy, pattern.strategy), "other": Arm(pattern.against, pattern.against)}
    return Look(quantities, measure, arms, contested=quadrants)


def gini(money: Values, people: Values) -> float:
    """Gini coefficient of money per head, each state counting as its people.

    >>> gini(np.array([1.0, 1.0]), np.array([1.0, 1.0])), gini(np.array([0.0, 1.0]), np.array([1.0, 1.0]))
    (0.0, 0.5)
    """
    per_head, weight = money / people, people / people.sum()
    mean = float((weight * per_head).sum())
    if mean <= 0.0:
        return float("nan")
    gaps = np.abs(per_head[:, None] - per_head[None, :])
    return float((weight[:, None] * weight[None, :] * gaps).sum() / (2.0 * mean))


def quadrants(values: Values) -> list[tuple[Quantity, float]]:
    """The part of draws in each quadrant of possession and milieu, late: columns 2 and 3; no gain counts as none."""
    signs = [(bool(possession > 0.0), bool(milieu > 0.0)) for possession, milieu in values[:, 2:4]]
    return [
        (Quantity(f"draws with {words}", "share"), signs.count(sign) / len(signs)) for sign, words in QUADRANTS.items()
    ]
