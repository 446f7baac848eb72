"""Levels year by year (GDP, people): gaps bridged by the rule the scenario names, smoothed in logarithms."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario import elementary
from influence_sim.scenario.facts import Series
from influence_sim.scenario.names import nearest_of_many
from influence_sim.scenario.tables import Library

Numbers: TypeAlias = NDArray[np.float64]


def levels(library: Library, fact: Series, actors: Sequence[str], years: range, place: str) -> Numbers:
    """Numbers above zero of each actor in each year, NaN where the scenario's rules leave none: (years, actors)."""
    columns = [_bridged(_recorded(library, fact, actor, years, place), fact, years, place, actor) for actor in actors]
    return np.stack([smooth_logs(column, fact.smooth_years) for column in columns], axis=1)


def span_of(library: Library, facts: Mapping[str, Series], years: range) -> range:
    """The years of the scenario and those that the tables of these facts have beside them."""
    ends = {years.start, years.stop - 1}
    for place, fact in facts.items():
        if fact.table is not None:
            ends.update(library.panel(fact.table, fact.where, 1, place).years)
        if isinstance(fact.given, dict):
            ends.update(year for entry in fact.given.values() if isinstance(entry, dict) for year in entry)
    return range(min(ends), max(ends) + 1)


def smooth_logs(column: Numbers, width: int) -> Numbers:
    """Geometric mean over a centred window, which is cut short where the series ends.

    >>> smooth_logs(np.array([1.0, 10.0, 100.0]), 3).round(2).tolist()
    [3.16, 10.0, 31.62]
    """
    return elementary.exp(smooth(elementary.log(column), width)) if width > 1 else column


def smooth(column: Numbers, width: int) -> Numbers:
    """Mean over a centred window of what is there; NaN stays NaN.

    >>> smooth(np.array([1.0, 2.0, 6.0, np.nan]), 3).tolist()
    [1.5, 3.0, 4.0, nan]
    """
    half = width // 2
    windows = [column[max(0, at - half) : at + half + 1] for at in range(len(column))]
    return np.array([nan if np.isnan(own) else np.nanmean(window) for own, window in zip(column, windows, strict=True)])


def _recorded(library: Library, fact: Series, actor: str, years: range, place: str) -> dict[int, float]:
    """What is known of an actor, by year."""
    if not isinstance(fact.given, dict):
        return dict.fromkeys(years, fact.given)
    if actor in fact.given:
        entry = fact.given[actor]
        return dict(entry) if isinstance(entry, dict) else dict.fromkeys(years, entry)
    if fact.table is None:
        raise InputError(f'{place}: there is no number for "{actor}"; {nearest_of_many(actor, fact.given)}')
    panel = library.panel(fact.table, fact.where, 1, place)
    numbers = {year: panel.at(year, actor) for year in panel.years}
    return {year: number for year, number in numbers.items() if not np.isnan(number)}


def _bridged(known: Mapping[int, float], fact: Series, years: range, place: str, actor: str) -> Numbers:
    """An actor's series over all years, gaps bridged as the fact says."""
    for year, number in known.items():
        if number <= 0:
            raise InputError(f"{place}: {actor} has {number:g} in {year}; a number above 0 is needed")
    marks = sorted(known)
    if not marks:
        raise InputError(f"{place}: there is no number for {actor} in any year")
    column = np.array([known.get(year, nan) for year in years])
    inside = np.array([marks[0] <= year <= marks[-1] for year in years])
    gaps = np.isnan(column) & inside
    if gaps.any() and fact.between == "none":
        year = years[int(np.argmax(gaps))]
        raise InputError(f"{place}: {actor} has no number in {year}; name a rule, between: step or log_linear")
    logs = elementary.log(np.array([known[year] for year in marks]))
    for at in np.flatnonzero(gaps):
        year = years[int(at)]
        before = max(mark for mark in marks if mark < year)
        between = elementary.exp(np.array([np.interp(year, marks, logs)]))
        column[at] = known[before] if fact.between == "step" else between[0]
    if fact.before == "hold":
        column[np.array(years) < marks[0]] = known[marks[0]]
    if fact.after == "hold":
        column[np.array(years) > marks[-1]] = known[marks[-1]]
    return column


def needed(column: Numbers, years: range, wanted: Sequence[int], actors: Sequence[str], place: str) -> Numbers:
    """The wanted years of an array over all years; an error where one has no number: (wanted, actors)."""
    for year in wanted:
        if year not in years:
            raise InputError(f"{place}: there is no number in {year}; the years are {years[0]} to {years[-1]}")
    part = np.ascontiguousarray(column[[year - years.start for year in wanted]])
    missing = np.argwhere(np.isnan(part))
    if len(missing):
        at, who = missing[0]
        raise InputError(
            f"{place}: {actors[who]} has no number in {wanted[at]}; name a rule, before: hold or after: hold"
        )
    return part
