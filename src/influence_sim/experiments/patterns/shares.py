"""Patterns of shares: who leads, how much a power holds, how many count, who passes whom and when."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.patterns.case import (
    NEVER,
    PLAIN,
    Arm,
    Case,
    Look,
    Quantity,
    Seen,
    Untold,
    Values,
    Wanted,
)
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.parameters import element_names, known_parameters
from influence_sim.scenario.patterns import (
    EffectiveNumber,
    LeadsEverywhere,
    PassesBetween,
    PassesEarly,
    ShareAtMost,
    Vary,
)


def leads_everywhere(pattern: LeadsEverywhere, case: Case) -> Look:
    """In how many states and years another power holds more."""
    power, years, states = case.power(pattern.power), case.span(pattern.years), case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        share = seen.plain.share[years][..., states]
        return [float((share.max(axis=1) > share[:, power]).sum())]

    return Look([Quantity("states and years in which another leads", "count", Wanted(high=0))], measure, PLAIN)


def share_at_most(pattern: ShareAtMost, case: Case) -> Look:
    """The largest share of any power in any state."""
    years, states = case.span(pattern.years), case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        return [float(seen.plain.share[years][..., states].max())]

    return Look([Quantity("largest share of a state", "share", Wanted(high=pattern.most))], measure, PLAIN)


def effective_number_between(pattern: EffectiveNumber, case: Case) -> Look:
    """The effective number of powers."""
    year, states = case.year(pattern.year), case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        return [float(effective_number(seen.plain.share[year][:, states]).mean())]

    wanted = Wanted(pattern.low, pattern.high)
    return Look([Quantity(f"effective number of powers in {pattern.year}", "number", wanted)], measure, PLAIN)


def effective_number(share: Values) -> Values:
    """[state]: 1 / Σ q² of [power, state] shares, q a power’s part of what powers hold (Laakso & Taagepera 1979).

    >>> effective_number(np.array([[0.2, 0.4], [0.2, 0.0]])).tolist()
    [2.0, 1.0]
    """
    parts = share / share.sum(axis=0)
    return np.asarray(1.0 / (parts**2).sum(axis=0))


def passes_between(pattern: PassesBetween, case: Case) -> Look:
    """When a power passes its rival in the mean over states; under changes of an assumption too."""
    pair, first = (case.power(pattern.power), case.power(pattern.rival)), case.scenario.years.first
    states = case.among(pattern)
    arms, quantities = dict(PLAIN), [Quantity("year of passing", "year", Wanted(*pattern.years))]
    if pattern.vary is not None:
        label = pattern.vary.parameter + (f" of {pattern.vary.element}" if pattern.vary.element else "")
        for factor in pattern.vary.factors:
            role = f"{label} times {factor:.3g}"
            arms[role] = Arm(role, change=varying(pattern.vary, factor, case))
            quantities.append(Quantity(f"the same with {role}", "year"))

    def measure(seen: Seen) -> list[float]:
        return [first + passing(of_mean(record, *pair, states)) for record in (seen.records[role] for role in arms)]

    return Look(quantities, measure, arms)


def passes_not_later_than_mean(pattern: PassesEarly, case: Case) -> Look:
    """By how many years states are behind the mean over states when a power passes its rival."""
    power, rival = case.power(pattern.power), case.power(pattern.rival)
    states, among = [case.state(key) for key in pattern.states], case.among(pattern)
    quantities = [
        Quantity(f"{case.scenario.states[key].name}: years after the mean", "years", Wanted(high=0.0))
        for key in pattern.states
    ]

    def measure(seen: Seen) -> list[float]:
        share = seen.plain.share
        mean = passing(of_mean(seen.plain, power, rival, among))
        each = [passing(share[:, power, state] > share[:, rival, state]) for state in states]
        return [0.0 if one == mean else one - mean for one in each]

    return Look(quantities, measure, PLAIN)


def of_mean(record: Record, power: int, rival: int, states: list[int]) -> NDArray[np.bool_]:
    """[year]: whether a power’s mean share over states exceeds a rival’s."""
    mean = record.share[..., states].mean(axis=2)
    return np.asarray(mean[:, power] > mean[:, rival])


def passing(ahead: NDArray[np.bool_]) -> float:
    """The index of the first year ahead.

    >>> passing(np.array([False, True, False])), passing(np.array([False]))
    (1.0, inf)
    """
    return float(ahead.argmax()) if ahead.any() else NEVER


def varying(vary: Vary, factor: float, case: Case) -> Callable[[World], World]:
    """The change of a world that multiplies an assumption, for one actor or for all."""
    if vary.parameter not in known_parameters():
        raise Untold(f"there is no parameter {vary.parameter}")
    labels = element_names(vary.parameter, case.scenario.keys)
    if vary.element is not None and vary.element not in labels:
        raise Untold(f"{vary.parameter} has no value for {vary.element}")
    chosen = slice(None) if vary.element is None else slice(labels.index(vary.element), labels.index(vary.element) + 1)

    def change(world: World) -> World:
        now = getattr(world, vary.parameter)
        if not isinstance(now, np.ndarray):
            return world._replace(**{vary.parameter: now * factor})
        array = now.copy()
        array.reshape(-1, len(labels))[:, chosen] *= factor
        varied: dict[str, Any] = {vary.parameter: array}
        return world._replace(**varied)

    return change
