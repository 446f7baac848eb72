"""Strategies → the choices of a World: who sends how much where, from which year on."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any, NamedTuple

import numpy as np

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Numbers, Whole
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.over_time import OverTime, first_year_of, numbers_over
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import FOCAL, OWN_FORUM, Strategy

WHOLE_BUDGET = 1.0 + 1e-9  # parts of a budget sum to at most this


class Founded(NamedTuple):
    """A power that a strategy makes a member of a forum, which exists from then on."""

    start: int
    forum: int
    power: int


def choices_of(scenario: Scenario, strategies: Sequence[Strategy]) -> tuple[list[Founded], dict[str, Any]]:
    """What strategies found and choose; powers without a strategy go on as they did.

    Raises:
        InputError: a strategy names an actor or year that the scenario lacks, or two are of one power.
    """
    years, powers, states, forums, channels, corridors = (
        len(scenario.calendar),
        *(len(scenario.keys[axis]) for axis in "PSFCK"),
    )
    chosen = {
        "regional_share": np.zeros((years, powers, forums)),
        "corridor_works": np.zeros((years, powers, corridors)),
        "budget_factor": np.ones((years, powers)),
        "upkeep": np.zeros((years, powers)),
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
    """Write one power's strategy into the choices; whom it makes a member of what."""
    start = start_of(scenario, strategy)
    own = own_forum_of(scenario, strategy, power)
    invited = [place(key, scenario.keys["P"], "power", strategy, "enlarge") for key in strategy.enlarge]

    def years(field: str, said: OverTime, before: float) -> Numbers:
        return over_time(scenario, strategy, field, said, start, before)

    by_forum = routes(scenario, strategy, own)
    share = years("regional_share", strategy.regional_share, 0.0)
    for forum, weight in by_forum.items():
        chosen["regional_share"][:, power, forum] = share * weight
        chosen["uses"][power, forum] = 1
    if own is not None:
        chosen["convening"][:, own] = years("activity", strategy.activity, 1.0)
    chosen["reactivity"][:, power] = years("reactivity", strategy.reactivity, 1.0)
    chosen["budget_factor"][:, power] = years("budget_factor", strategy.budget_factor, 1.0)
    chosen["upkeep"][:, power] = years("upkeep", strategy.upkeep, 0.0)
    for field, choice, axis, kind, before in (
        ("state_value", "state_value", "S", "state", 1.0),
        ("channel_fit", "channel_fit", "C", "channel", 1.0),
        ("corridors", "corridor_works", "K", "corridor", 0.0),
    ):
        for key, said in getattr(strategy, field).items():
            where = place(key, scenario.keys[axis], kind, strategy, field)
            chosen[choice][:, power, where] = years(f"{field}.{key}", said, before)
    check_corridors(scenario, strategy)
    check_budget(scenario, strategy, chosen["regional_share"][:, power], chosen["corridor_works"][:, power])
    members = [(own, power)] if strategy.found and own is not None else []
    members += [(own, guest) for guest in invited if own is not None]
    members += [(forum, power) for forum in by_forum if strategy.belong]
    return [Founded(start, forum, member) for forum, member in members]


def check_corridors(scenario: Scenario, strategy: Strategy) -> None:
    """Works at corridors are of no use where corridors play no part.

    Raises:
        InputError: the scenario has the corridor, but its module is off.
    """
    if strategy.corridors and not scenario.modules.corridors.on:
        raise InputError(
            f'strategy "{strategy.key}": corridors need the module of that name, which is off in {scenario.key}; '
            "set modules.corridors.on to true"
        )


def check_budget(scenario: Scenario, strategy: Strategy, forums: Numbers, works: Numbers) -> None:
    """No year's parts of the budget are more than the whole.

    Raises:
        InputError: the first year in which they are.
    """
    for year, parts in zip(scenario.calendar, np.concatenate([forums, works], axis=1), strict=True):
        total = fsum(parts)
        if total > WHOLE_BUDGET:
            raise InputError(
                f'strategy "{strategy.key}": regional_share and corridors take {total:.4g} of the budget in {year}; '
                "together at most 1"
            )


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
    if uses or strategy.activity != 1 or strategy.found or strategy.enlarge:
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


def over_time(scenario: Scenario, strategy: Strategy, field: str, said: OverTime, start: int, before: float) -> Numbers:
    """A number for each year: ``before`` up to the start, then what the strategy says.

    Raises:
        InputError: it speaks only of years after the scenario's last one.
    """
    first, last = first_year_of(said), scenario.years.last
    if first is not None and first > last:
        raise InputError(
            f'strategy "{strategy.key}": {field} begins in {first}; it must begin by {last}, the last year'
        )
    return numbers_over(said, scenario.calendar, start, before)


def place(key: str, keys: Sequence[str], kind: str, strategy: Strategy, field: str, *also: str) -> int:
    """The index of an actor that a strategy names."""
    if key not in keys:
        raise InputError(
            f'strategy "{strategy.key}": {field} names {shown(key)}, which is no {kind} of this scenario; '
            f"{nearest_of_many(key, [*keys, *also])}"
        )
    return keys.index(key)
