"""Covariates of states that do not change: resource rents, and the need of each channel's works."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario import elementary
from influence_sim.scenario.facts import Need, Pairs
from influence_sim.scenario.levels import needed
from influence_sim.scenario.names import nearest_of_many
from influence_sim.scenario.pairs import pairs
from influence_sim.scenario.sources import Item
from influence_sim.scenario.tables import Library

Numbers: TypeAlias = NDArray[np.float64]


class Measured(NamedTuple):
    """What the rules of need draw on: levels over all years and distances."""

    library: Library
    states: Sequence[str]
    years: range
    gdp: Numbers
    population: Numbers
    distance: Pairs

    def mean(self, level: Numbers, window: tuple[int, int], place: str) -> Numbers:
        """A level's mean over a window, by state."""
        part = needed(level, self.years, range(window[0], window[1] + 1), self.states, place)
        return np.asarray(part.mean(axis=0))


def by_gdp(measured: Measured, items: Sequence[Item], window: tuple[int, int], place: str) -> Numbers:
    """Sum of the items over the GDP of the same years, by state."""
    years = range(window[0], window[1] + 1)
    rows = np.zeros(len(measured.states))
    for item in items:
        panel = measured.library.panel(item.table, item.where, 1, place)
        for year in years:
            for s, state in enumerate(measured.states):
                number = panel.at(year, state)
                if np.isnan(number) or number < 0:
                    said = "no number" if np.isnan(number) else f"{number:g}"
                    raise InputError(
                        f"{place}: {panel.table.file} has {said} for {state} in {year}; a number not below 0 is needed"
                    )
                rows[s] += number
    return rows / len(years) / measured.mean(measured.gdp, window, place)


def given_to_states(given: float | dict[str, float], states: Sequence[str], place: str) -> Numbers:
    """A number for all, or one for each."""
    if not isinstance(given, dict):
        return np.full(len(states), given)
    for state in states:
        if state not in given:
            raise InputError(f'{place}: there is no number for "{state}"; {nearest_of_many(state, given)}')
    return np.array([given[state] for state in states])


def need(measured: Measured, fact: Need, place: str) -> Numbers:
    """Need of each state in one channel, from 0 to 1."""
    if fact.rule is None:
        numbers = given_to_states(fact.given, measured.states, place)
        for state, number in zip(measured.states, numbers, strict=True):
            if not 0 <= number <= 1:
                raise InputError(f"{place}: {number:g} for {state}; a need is a number from 0 to 1")
        return numbers
    return scaled(_raw(measured, fact, place), fact.least)


def scaled(raw: Numbers, least: float) -> Numbers:
    """Brought to [least, 1], 1 for the highest; all 1 where nothing tells the states apart from zero.

    >>> scaled(np.array([0.0, 1.0, 2.0]), 0.25).tolist()
    [0.25, 0.625, 1.0]
    """
    top = raw.max()
    return least + (1 - least) * raw / top if top > 0 else np.ones_like(raw)


def _raw(measured: Measured, fact: Need, place: str) -> Numbers:
    """The covariate behind a rule, before scaling."""
    window = fact.years or (0, 0)
    if fact.rule == "low_income":
        people = measured.mean(measured.population, window, place)
        income = measured.mean(measured.gdp, window, place) / people
        return elementary.power(income.min() / income, fact.power)
    if fact.rule == "exports_to_gdp":
        return elementary.power(by_gdp(measured, fact.sum, window, place), fact.power)
    known = measured.distance
    if isinstance(known.given, dict):  # which may hold more actors than those that matter here
        known = known.model_copy(update={"given": {key: known.given[key] for key in known.given if key in fact.to}})
    distance = pairs(measured.library, known, fact.to, measured.states, f"{place}.to")
    return np.asarray(1 / (fact.offset + distance.sum(axis=0)))
