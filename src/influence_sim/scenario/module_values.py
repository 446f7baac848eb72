"""Numbers of the modules' facts along their axes: spread over actors and years, read from tables, held in range."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from influence_sim.rules.shapes import Numbers
from influence_sim.scenario.complaints import dotted
from influence_sim.scenario.modules import FromTable
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import AXIS_WORDS, OTHERS, KeysByAxis, Wrong, check_keys
from influence_sim.scenario.tables import Library
from influence_sim.scenario.yaml import KeyPath


class Within(NamedTuple):
    """What a number may be."""

    low: float
    high: float = math.inf
    above: bool = False  # whether the lower end itself is no longer allowed

    def refuses(self, number: float) -> bool:
        """Whether a number lies outside; an unknown one (NaN) does not."""
        return number < self.low or number > self.high or (self.above and number == self.low)

    def text(self) -> str:
        """The range in words.

        >>> Within(0, 1).text(), Within(0, 9, above=True).text(), Within(0).text(), Within(0, above=True).text()
        ('from 0 to 1', 'above 0, at most 9', 'at least 0', 'above 0')
        """
        if math.isinf(self.high):
            return f"{'above' if self.above else 'at least'} {self.low:g}"
        return f"above {self.low:g}, at most {self.high:g}" if self.above else f"from {self.low:g} to {self.high:g}"


SHARE = Within(0, 1)
AMOUNT = Within(0, 1e12)
LENGTH = Within(0, 1000, above=True)
CHANGE = Within(-1, 1000)


class Cell(NamedTuple):
    """What is said of one combination of actors."""

    at: tuple[int, ...]
    who: tuple[str, ...]
    value: Any
    path: KeyPath


class Values(NamedTuple):
    """What values are read against; without a library, numbers in tables count as unknown (NaN)."""

    keys: KeysByAxis
    years: range
    library: Library | None = None

    def shape(self, axes: str) -> list[int]:
        """The lengths of axes."""
        return [len(self.years) if axis == "Y" else len(self.keys[axis]) for axis in axes]

    def over_time(self, said: Any, axes: str, within: Within, path: KeyPath) -> Numbers:
        """Numbers by year and actors, 0 where nothing is said: (Y, axes). A table is asked for the first actor.

        Raises:
            Wrong: an actor is unknown, or a number is missing or outside its range.
            InputError: a table cannot be read.
        """
        array = np.zeros(self.shape("Y" + axes))
        for cell in self.cells(said, axes, path):
            actor = cell.who[0] if cell.who else ""
            in_all_years: tuple[Any, ...] = (slice(None), *cell.at)
            array[in_all_years] = self.column(cell.value, actor, within, cell.path)
        return array

    def steady(self, said: Any, axes: str, within: Within, path: KeyPath) -> Numbers:
        """Numbers by actors that do not change, 0 where nothing is said: (axes)."""
        array = np.zeros(self.shape(axes))
        for cell in self.cells(said, axes, path):
            array[cell.at] = inside(cell.value, within, cell.path)
        return array

    def cells(self, said: Any, axes: str, path: KeyPath) -> Iterator[Cell]:
        """What is said of each combination of actors: its own entry, that of the others, or that of all."""
        yield from self._cells(said, axes, Cell((), (), None, path))

    def _cells(self, said: Any, axes: str, above: Cell) -> Iterator[Cell]:
        if not axes:
            yield above._replace(value=said)
            return
        here = self.keys[axes[0]]
        by_actor = isinstance(said, dict) and all(isinstance(key, str) for key in said)
        if by_actor:
            check_keys(said, here, AXIS_WORDS[axes[0]], above.path)  # type: ignore[arg-type]
        for at, key in enumerate(here):
            entry = key if not by_actor or key in said else OTHERS
            if by_actor and entry not in said:
                continue
            path = (*above.path, entry) if by_actor else above.path
            below = Cell((*above.at, at), (*above.who, key), None, path)
            yield from self._cells(said[entry] if by_actor else said, axes[1:], below)

    def column(self, said: Any, actor: str, within: Within, path: KeyPath) -> Numbers:
        """A number in every year, NaN where it stands in a table and there is no library."""
        if isinstance(said, FromTable):
            return self._from_table(said, actor, within, path)
        if not isinstance(said, Mapping):
            return np.full(len(self.years), inside(said, within, path))
        steps = {year: inside(number, within, (*path, year)) for year, number in sorted(said.items())}
        return held(steps, self.years)

    def _from_table(self, said: FromTable, actor: str, within: Within, path: KeyPath) -> Numbers:
        if self.library is None:
            return np.full(len(self.years), np.nan)
        panel = self.library.panel(said.table, said.where, 1, dotted(path))
        known = {year: panel.at(year, actor) for year in sorted({*panel.years, *self.years})}
        for year, number in known.items():
            if within.refuses(number):
                raise Wrong(path, f"is {number:g} for {actor} in {year} by the table; it must be {within.text()}")
        return bridged(known, said, self.years, actor, path)


def inside(number: float, within: Within, path: KeyPath) -> float:
    """A number that lies in its range."""
    if within.refuses(number):
        raise Wrong(path, f"is {number:g}; it must be {within.text()}")
    return number


def held(steps: Mapping[int, float], years: Sequence[int]) -> Numbers:
    """Each number until the next, and the first before it too.

    >>> held({2002: 1.0, 2004: 2.0}, range(2001, 2006)).tolist()
    [1.0, 1.0, 1.0, 2.0, 2.0]
    """
    marks = np.array(sorted(steps))
    at = np.searchsorted(marks, np.array(years), side="right") - 1
    return np.array([steps[int(mark)] for mark in marks])[np.maximum(at, 0)]


def bridged(known: Mapping[int, float], said: FromTable, years: range, actor: str, path: KeyPath) -> Numbers:
    """A table's numbers in all years, those without one (NaN) as the scenario says."""
    there = {year: number for year, number in known.items() if not math.isnan(number)}
    if not there:
        raise Wrong(path, f"has no number for {actor} in any year of the table {shown(said.table)}")
    first, last = min(there), max(there)
    for year in years:
        rule = "before" if year < first else "after" if year > last else "between"
        if year not in there and getattr(said, rule) == "none":
            allowed = "step" if rule == "between" else "hold"
            raise Wrong(path, f"has no number for {actor} in {year}; name a rule, {rule}: {allowed}")
    return held(there, years)
