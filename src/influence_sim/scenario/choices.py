"""Strategies → the choices of a World: who sends how much where, from which year on."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any, NamedTuple

import numpy as np

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Numbers, Whole
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import FOCAL, OWN_FORUM, Strategy


class Founded(NamedTuple):
    """A forum that a strategy founds."""

    start: int
    forum: int
    power: int


def choices_of(scenario: Scenario, strategies: Sequence[Strategy]) -> tuple[list[Founded], dict[str, Any]]:
    """What strategies found and choose; powers without a strategy go on as they did.

    Raises:
        InputError: a strategy names an actor or year that the scenario lacks, or two are of one power.
    """
    years, powers, states, forums, channels = (
        len(scenario.calendar),
        *(len(scenario.keys[axis]) for axis in "PSFC"),
    )
    chosen = {
        "regional_share": np.zeros((years, powers, forums)),
        "convening": np.ones((years, forums)),
        "reactivity": np.ones((years, powers)),
        "state_value": np.ones((years, powers, states)),
        "channel_fit": np.ones((years, powers, channels)),
        "uses": forums_used(scenario),
    }
    founded: list[Founded] = []
    taken: dict[int, Strategy] = {}
    for strategy in strategies:
        power = power_of(scenario, strategy)
        if power in taken:
            raise InputError(
                f'the strategies "{taken[power].key}" and "{strategy.key}" are both of {scenario.keys["P"][power]}; '
                "a power follows one"
            )
        taken[power] = strategy
        founded += follow(scenario, strategy, power, chosen)
    return founded, chosen


def forums_used(scenario: Scenario) -> Whole:
    """Forums that a power may send money through whatever its strategy: its vehicle, and the focal power's own."""
    used = np.zeros((len(scenario.powers), len(scenario.forums)), dtype=np.int64)
    forums = scenario.keys["F"]
    for p, (key, power) in enumerate(scenario.powers.items()):
        own = scenario.roles.own_forum if key == scenario.roles.focal else None
        for forum in (power.forum, own):
            if forum is not None:
                used[p, forums.index(forum)] = 1
    return used


def follow(scenario: Scenario, strategy: Strategy, power: int, chosen: Mapping[str, Any]) -> list[Founded]:
    """Write one power's strategy into the choices; what it founds."""
    start = start_of(scenario, strategy)
    own = own_forum_of(scenario, strategy, power)
    share = over_time(strategy.regional_share, scenario, start, 0.0)
    for forum, weight in routes(scenario, strategy, own).items():
        chosen["regional_share"][:, power, forum] = share * weight
        chosen["uses"][power, forum] = 1
    if own is not None:
        chosen["convening"][:, own] = over_time(strategy.activity, scenario, start, 1.0)
    chosen["reactivity"][start:, power] = strategy.reactivity
    for field, axis, kind in (("state_value", "S", "state"), ("channel_fit", "C", "channel")):
        said = getattr(strategy, field)
        for key, factor in said.items():
            chosen[field][start:, power, place(key, scenario.keys[axis], kind, strategy, field)] = factor
    return [Founded(start, own, power)] if strategy.found and own is not None else []


def power_of(scenario: Scenario, strategy: Strategy) -> int:
    """Whose strategy it is."""
    key = scenario.roles.focal if strategy.by == FOCAL else strategy.by
    return place(key, scenario.keys["P"], "power", strategy, "by", FOCAL)


def start_of(scenario: Scenario, strategy: Strategy) -> int:
    """The index of a strategy's first year."""
    year = strategy.start or scenario.branch or scenario.years.first
    if year not in scenario.calendar:
        first, last = scenario.years.first, scenario.years.last
        raise InputError(f'strategy "{strategy.key}": start is {year}; it must be a year from {first} to {last}')
    return year - scenario.years.first


def own_forum_of(scenario: Scenario, strategy: Strategy, power: int) -> int | None:
    """The index of the power's own forum; None if the scenario gives it none and the strategy needs none."""
    key = scenario.keys["P"][power]
    forum = scenario.roles.own_forum if key == scenario.roles.focal else scenario.powers[key].forum
    if forum is not None:
        return scenario.keys["F"].index(forum)
    uses = strategy.through == OWN_FORUM and strategy.regional_share != 0
    if uses or strategy.activity != 1 or strategy.found:
        raise InputError(f'strategy "{strategy.key}" needs a forum of {key}\'s own; the scenario gives it none')
    return None


def routes(scenario: Scenario, strategy: Strategy, own: int | None) -> dict[int, float]:
    """The part of regional money that goes through each forum; weights are divided by their sum."""
    if isinstance(strategy.through, dict):
        total = fsum(strategy.through.values())
        if total <= 0:
            raise InputError(f'strategy "{strategy.key}": through has no weight above 0; name a forum and a weight')
        return {
            place(key, scenario.keys["F"], "forum", strategy, "through", OWN_FORUM): weight / total
            for key, weight in strategy.through.items()
        }
    if strategy.through != OWN_FORUM:
        return {place(strategy.through, scenario.keys["F"], "forum", strategy, "through", OWN_FORUM): 1.0}
    return {} if own is None else {own: 1.0}


def over_time(said: float | dict[int, float], scenario: Scenario, start: int, before: float) -> Numbers:
    """A number for each year: ``before`` up to the start, then each number from its year until the next."""
    steps = said if isinstance(said, dict) else {scenario.years.first + start: said}
    values = np.full(len(scenario.calendar), before)
    for year in sorted(steps):
        values[max(year - scenario.years.first, start) :] = steps[year]
    return values


def place(key: str, keys: Sequence[str], kind: str, strategy: Strategy, field: str, *also: str) -> int:
    """The index of an actor that a strategy names."""
    if key not in keys:
        raise InputError(
            f'strategy "{strategy.key}": {field} names {shown(key)}, which is no {kind} of this scenario; '
            f"{nearest_of_many(key, [*keys, *also])}"
        )
    return keys.index(key)
