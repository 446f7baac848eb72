"""From the ``facts`` section of a scenario to the arrays of :class:`influence_sim.rules.shapes.World`.

Reads, deflates, smooths and scales, and checks everything on the way; what each fact is made of
is said in the scenario alone. Axes: ``Y`` years, ``P`` powers, ``S`` states, ``F`` forums,
``C`` channels.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from influence_sim.errors import InputError
from influence_sim.scenario.budgets import budget, of_power
from influence_sim.scenario.facts import Facts, Mix
from influence_sim.scenario.levels import levels, needed, span_of
from influence_sim.scenario.memberships import membership
from influence_sim.scenario.modules import FromTable, WithFacts
from influence_sim.scenario.names import nearest_of_many
from influence_sim.scenario.needs import Measured, by_gdp, given_to_states, need
from influence_sim.scenario.pairs import mix, pairs
from influence_sim.scenario.sources import Item
from influence_sim.scenario.tables import Library

Numbers: TypeAlias = NDArray[np.float64]
Arrays: TypeAlias = dict[str, NDArray[Any]]
Part = TypeVar("Part", bound=BaseModel)


class Actors(NamedTuple):
    """The scenario's keys, in the order of the axes."""

    powers: Sequence[str]
    states: Sequence[str]
    forums: Sequence[str]
    channels: Sequence[str]


def build_facts(
    facts: Facts,
    powers: Sequence[str],
    states: Sequence[str],
    forums: Sequence[str],
    channels: Sequence[str],
    years: range,
    folders: Sequence[Path],
) -> Arrays:
    """Every array that World marks as a fact and that comes from series, float64 or int64.

    ``folders`` are searched in order for the files that the tables name.

    Raises:
        InputError: something is missing, doubled, misspelt or out of range. Nothing else has been done by then.
    """
    library = Library(facts, folders)
    actors = Actors(list(powers), list(states), list(forums), list(channels))
    span = span_of(
        library,
        {f"facts.{name}": getattr(facts, name) for name in ("power_gdp", "state_gdp", "population")},
        range(min([years.start, *_windows(facts)]), max([years.stop, *(year + 1 for year in _windows(facts))])),
    )
    power_gdp = levels(library, facts.power_gdp, powers, span, "facts.power_gdp")
    measured = Measured(
        library,
        actors.states,
        span,
        levels(library, facts.state_gdp, states, span, "facts.state_gdp"),
        levels(library, facts.population, states, span, "facts.population"),
        facts.distance,
    )
    arrays = {
        "power_gdp": needed(power_gdp, span, years, powers, "facts.power_gdp"),
        "state_gdp": needed(measured.gdp, span, years, states, "facts.state_gdp"),
        "population": needed(measured.population, span, years, states, "facts.population"),
        **_budgets(library, actors, power_gdp, span, years),
        **_geography(library, actors),
        "initial_pattern": mix(library, facts.initial_pattern, actors.powers, states, "facts.initial_pattern"),
        "trade_with_power": _part_of_trade(library, facts.trade_with_power, actors.powers, states, "trade_with_power"),
        "trade_with_state": _part_of_trade(library, facts.trade_with_state, actors.states, states, "trade_with_state"),
        "resource_rents": _resource_rents(measured),
        "channel_need": _channel_need(measured, actors),
        **_memberships(library, actors, years),
    }
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}


def files_of(facts: Facts, modules: WithFacts | None = None) -> list[str]:
    """The names of all files that these facts and those of the modules read, sorted: what a digest must cover."""
    names = {item.table for item in _parts(facts, Item)} | {rows.table for rows in _parts(modules, FromTable)}
    names.update(getattr(facts, name).table for name in _WITH_A_TABLE if getattr(facts, name).table is not None)
    waiting, used = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in facts.tables and name not in used:
            used.add(name)
            waiting.extend(facts.tables[name].replaced_by)
            if facts.money is not None and facts.tables[name].prices != "none":
                waiting.append(facts.money.deflator)
    files = {facts.tables[name].file for name in used}
    if facts.timeline is not None and any(entry.timeline for entry in facts.memberships.values()):
        files.add(facts.timeline.file)
    return sorted(files)


_WITH_A_TABLE = ("power_gdp", "state_gdp", "population", "border", "distance", "neighbour")


def _budgets(library: Library, actors: Actors, power_gdp: Numbers, span: range, years: range) -> Arrays:
    known: list[Numbers] = []
    presumed: list[Numbers] = []
    for p, power in enumerate(actors.powers):
        fact, place = of_power(library.facts.budgets, power), f"facts.budgets.{power}"
        series = budget(library, fact, power_gdp[:, p], actors.states, span, place)
        known.append(_bounded(series[0], span, years, place))
        presumed.append(_bounded(series[1], span, years, place))
    return {"budget_known": np.stack(known, axis=1), "budget_presumed": np.stack(presumed, axis=1)}


def _bounded(series: Numbers, span: range, years: range, place: str) -> Numbers:
    """The scenario's years of a budget, all of which must have a number."""
    part = series[years.start - span.start : years.stop - span.start]
    if np.isnan(part).any():
        year = years[int(np.argmax(np.isnan(part)))]
        raise InputError(f"{place}: there is no number in {year}; name a rule, outside: hold, share_of_gdp or none")
    return part


def _geography(library: Library, actors: Actors) -> Arrays:
    facts, powers, states = library.facts, actors.powers, actors.states
    neighbour = pairs(library, facts.neighbour, states, states, "facts.neighbour", unsaid=0)
    border = pairs(library, facts.border, powers, states, "facts.border", unsaid=0)
    for place, matrix in (("facts.neighbour", neighbour), ("facts.border", border)):
        if not np.isin(matrix, (0, 1)).all():
            raise InputError(f"{place}: {matrix[~np.isin(matrix, (0, 1))][0]:g}; a border is 0 or 1")
    return {
        "border": border,
        "distance": pairs(library, facts.distance, powers, states, "facts.distance"),
        "neighbour": np.maximum(neighbour, neighbour.T),
    }


def _part_of_trade(library: Library, fact: Mix, rows: Sequence[str], states: Sequence[str], name: str) -> Numbers:
    """Shares of each state's trade, which cannot sum to more than all of it."""
    shares = mix(library, fact, rows, states, f"facts.{name}")
    total = shares.sum(axis=0)
    if (total > 1 + 1e-9).any():
        s = int(total.argmax())
        raise InputError(f"facts.{name}: the shares of {states[s]} sum to {total[s]:.4g}; at most 1 is possible")
    return shares


def _resource_rents(measured: Measured) -> Numbers:
    fact, place = measured.library.facts.resource_rents, "facts.resource_rents"
    if fact.years is not None:
        return by_gdp(measured, fact.sum, fact.years, place)
    rents = given_to_states(fact.given, measured.states, place)
    if (rents < 0).any():
        raise InputError(f"{place}: {rents.min():g}; the number cannot be negative")
    return rents


def _channel_need(measured: Measured, actors: Actors) -> Numbers:
    given = measured.library.facts.channel_need
    if not given:
        return np.ones((len(actors.states), len(actors.channels)))
    for channel in actors.channels:
        if channel not in given:
            raise InputError(f'facts.channel_need: there is no channel "{channel}"; {nearest_of_many(channel, given)}')
    columns = [need(measured, given[channel], f"facts.channel_need.{channel}") for channel in actors.channels]
    return np.stack(columns, axis=1) if columns else np.ones((len(actors.states), 0))


def _memberships(library: Library, actors: Actors, years: range) -> Arrays:
    states, powers = actors.states, actors.powers
    history = np.zeros((len(years), len(actors.forums), len(states)), np.int64)
    power_member = np.zeros((len(years), len(actors.forums), len(powers)))
    forum_exists = np.zeros((len(years), len(actors.forums)))
    known = library.facts.memberships
    for f, forum in enumerate(actors.forums):
        if forum not in known:
            raise InputError(f'facts.memberships: there is no forum "{forum}"; {nearest_of_many(forum, known)}')
        place = f"facts.memberships.{forum}"
        status, exists = membership(library, known[forum], [*states, *powers], years, place)
        history[:, f] = status[:, : len(states)]
        power_member[:, f] = status[:, len(states) :] == 2
        forum_exists[:, f] = exists
    return {"history": history, "power_member": power_member, "forum_exists": forum_exists}


def _windows(facts: Facts) -> list[int]:
    """First and last years of the windows over which GDP and people are averaged."""
    windows = [facts.resource_rents.years, *(need.years for need in facts.channel_need.values())]
    return [year for window in windows if window is not None for year in window]


def _parts(part: object, kind: type[Part]) -> Iterator[Part]:
    """All parts of a kind anywhere in a model."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name), kind)
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _parts(inner, kind)
