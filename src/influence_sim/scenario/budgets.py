"""What a power commits in the region each year, from aid and finance series or as a share of its GDP."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Budget
from influence_sim.scenario.levels import smooth
from influence_sim.scenario.names import nearest_of_many
from influence_sim.scenario.sources import Item
from influence_sim.scenario.tables import Library

Numbers: TypeAlias = NDArray[np.float64]


def budget(
    library: Library, fact: Budget, gdp: Numbers, states: Sequence[str], years: range, place: str
) -> tuple[Numbers, Numbers]:
    """A power's known and presumed budget in each year, in M$ of constant prices.

    ``gdp`` is the power's own; where it is NaN, a budget outside its series stays unknown (NaN).
    """
    nothing = np.zeros(len(years))
    if fact.share_of_gdp is not None:
        return fact.share_of_gdp * gdp, nothing
    if fact.given is not None:
        return _given(fact.given, years, place), nothing
    known, presumed = nothing, nothing
    if fact.sum:
        series = _by_state(library, fact.sum, states, years, f"{place}.sum").sum(axis=1)
        known = _completed(series, fact, gdp, years, f"{place}.sum")
    if fact.presumed is not None:
        total = _by_state(library, fact.presumed.sum, states, years, f"{place}.presumed.sum")
        less = _by_state(library, fact.presumed.less, states, years, f"{place}.presumed.less")
        rest = np.maximum(total - less, 0).sum(axis=1)
        presumed = _completed(rest, fact, gdp, years, f"{place}.presumed")
    return known, presumed


def _by_state(library: Library, items: Sequence[Item], states: Sequence[str], years: range, place: str) -> Numbers:
    """The sum of the items: (years, states), NaN where one has no number."""
    total = np.zeros((len(years), len(states)))
    for item in items:
        panel = library.panel(item.table, item.where, 1, place)
        for y, s in np.ndindex(total.shape):
            number = panel.at(years[y], states[s])
            total[y, s] += 0.0 if item.positive_only and number < 0 else number
    return total


def _completed(series: Numbers, fact: Budget, gdp: Numbers, years: range, place: str) -> Numbers:
    """A series smoothed, and bridged outside its years as the budget says."""
    observed = np.flatnonzero(~np.isnan(series))
    if len(observed) == 0:
        raise InputError(f"{place}: there is no year with a number for every state")
    negative = observed[series[observed] < 0]
    if len(negative):
        raise InputError(
            f"{place}: the sum of {years[int(negative[0])]} is {series[negative[0]]:.4g}; "
            "a budget cannot be negative: say positive_only: true to leave repayments out"
        )
    completed = smooth(series, fact.smooth_years)
    for at in map(int, np.flatnonzero(np.isnan(series))):
        if fact.outside == "none":
            completed[at] = 0.0
        elif fact.outside == "hold":
            completed[at] = series[_nearest(observed, at, fact.edge_years)].mean()
        elif fact.outside == "share_of_gdp":
            completed[at] = _mean_share(series, gdp, observed, at, fact.edge_years) * gdp[at]
    return completed


def _mean_share(series: Numbers, gdp: Numbers, observed: NDArray[np.int64], at: int, count: int) -> float:
    """Mean share of GDP over the nearest years that have a number."""
    edge = _nearest(observed[~np.isnan(gdp[observed])], at, count)
    return float((series[edge] / gdp[edge]).mean()) if len(edge) else np.nan


def _nearest(observed: NDArray[np.int64], at: int, count: int) -> NDArray[np.int64]:
    """The years nearest to one, the earlier first where two are as near."""
    return np.sort(observed[np.argsort(np.abs(observed - at), kind="stable")[:count]])


def _given(given: float | dict[int, float], years: range, place: str) -> Numbers:
    """A number for every year, or numbers that hold until the next year named."""
    steps = given if isinstance(given, dict) else {years[0]: given}
    for year, number in steps.items():
        if number < 0:
            raise InputError(f"{place}: {number:g} in {year}; a budget cannot be negative")
    marks = np.array(sorted(steps))
    at = np.searchsorted(marks, np.array(years), side="right") - 1
    levels = np.array([steps[int(mark)] for mark in marks])
    return np.where(at >= 0, levels[np.maximum(at, 0)], np.nan)


def of_power(budgets: dict[str, Budget], power: str) -> Budget:
    """A power's entry; every power needs one."""
    if power not in budgets:
        raise InputError(f'facts.budgets: there is no budget for "{power}"; {nearest_of_many(power, budgets)}')
    return budgets[power]
