"""From what runs leave behind to the outcomes of a sweep, one number each, for many runs at once.

Years, powers and parts are added one after the other, so that a run has the same bits whatever it is computed with.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from influence_sim.experiments.verdict import WEIGHTS
from influence_sim.rules.shapes import World
from influence_sim.runs.keeping import AXES, OUTCOMES
from influence_sim.scenario.schema import Scenario

Array: TypeAlias = np.ndarray[Any, Any]

FIELDS = (*OUTCOMES, "share", "home", "forum_hand", "own_hand", "budget", "upkeep")
"""The fields of a record that outcomes are made of."""

OF_STATES = ("focal_share_late", "rivals_share_late", "independence_late")
SPENT = "spent_focal_late"


def outcome_columns(states: Sequence[str]) -> tuple[str, ...]:
    """Names of all outcomes.

    The axes of a verdict, states counted equally and by GDP, early and late; then for each state what the focal
    power, its rivals together and no power hold, late; last what the focal power spends, M$ a year, late.

    >>> outcome_columns(["alba"])[:4]
    ('possession_early', 'possession_late', 'possession_by_gdp_early', 'possession_by_gdp_late')
    >>> outcome_columns(["alba"])[12:]
    ('focal_share_late.alba', 'rivals_share_late.alba', 'independence_late.alba', 'spent_focal_late')
    """
    of_axes = [
        f"{axis}{suffix}_{window}" for axis in AXES for suffix in WEIGHTS.values() for window in ("early", "late")
    ]
    return (*of_axes, *(f"{name}.{state}" for state in states for name in OF_STATES), SPENT)


def outcomes_of(scenario: Scenario, world: World, fields: Mapping[str, Array]) -> dict[str, Array]:
    """Outcome → [run], of what runs of one world left behind: field of the record → [run, year, …]."""
    late = years_of(scenario, "late")
    found = {
        f"{axis}{suffix}_{window}": mean_over(fields[axis + suffix], years_of(scenario, window))
        for axis in AXES
        for suffix in WEIGHTS.values()
        for window in ("early", "late")
    }
    share = mean_over(fields["share"], late)  # run, power, state
    rivals = np.zeros_like(share[:, 0])
    for power in np.flatnonzero(world.rival):
        rivals += share[:, power]
    nobody = (
        mean_over(fields["home"], late) + mean_over(fields["forum_hand"], late) + mean_over(fields["own_hand"], late)
    )
    for place, state in enumerate(scenario.states):
        for name, held in zip(OF_STATES, (share[:, world.focal], rivals, nobody), strict=True):
            found[f"{name}.{state}"] = held[:, place]
    spent = fields["budget"][:, :, world.focal] + fields["upkeep"][:, :, world.focal]
    found[SPENT] = mean_over(spent, late)
    return found


def years_of(scenario: Scenario, window: str) -> range:
    """The indices of the years of a window, "early" or "late"."""
    first, last = getattr(scenario.windows, window)
    return range(first - scenario.years.first, last + 1 - scenario.years.first)


def mean_over(values: Array, years: range) -> Array:
    """[run, …]: the mean of [run, year, …] over some years, added in their order."""
    total = np.zeros((len(values), *values.shape[2:]))
    for year in years:
        total += values[:, year]
    return total / len(years)
