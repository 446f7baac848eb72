"""Tables of numbers: a CSV file read as the scenario says, in the units and prices it asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum, isnan, nan
from pathlib import Path
from typing import TypeAlias

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.sheets import Sheet, find_file, number_in, read_sheet, year_in
from influence_sim.scenario.sources import Between, Conditions, Table

Key: TypeAlias = tuple[str, ...]
Test: TypeAlias = Callable[[int, list[str]], bool]


@dataclass(frozen=True)
class Panel:
    """Numbers by year (0 where the table has none) and by codes; NaN is a number known to be wrong."""

    table: Table
    numbers: dict[tuple[int, Key], float]
    known: list[set[str]]  # the codes that each key column has anywhere in the file

    @cached_property
    def years(self) -> list[int]:
        """The years that have a row, in order."""
        return sorted({year for year, _ in self.numbers})

    @cached_property
    def _totals(self) -> dict[tuple[int, str], float]:
        """The sum over all codes of the first of two key columns."""
        totals: dict[tuple[int, str], float] = {}
        for (year, key), number in self.numbers.items():
            totals[year, key[1]] = totals.get((year, key[1]), 0.0) + number
        return totals

    def at(self, year: int, *actors: str) -> float:
        """The number of these actors in a year; NaN where there is none."""
        found = [self._of_codes(year, codes) for codes in self._codes(actors)]
        if self.table.combine == "sum":
            return fsum(found)
        return min(found) if self.table.combine == "minimum" else max(found)

    def codes_of(self, actor: str, column: int) -> set[str]:
        """The codes that make up an actor in one of the key columns."""
        return {codes[0] for codes in self._codes((actor,), first=column)}

    def total(self, year: int, actor: str) -> float:
        """The sum over all codes of the first key column, for an actor of the second."""
        return fsum(self._totals.get((year, code), 0.0) for code in self.codes_of(actor, 1))

    def _of_codes(self, year: int, codes: Key) -> float:
        if (year, codes) in self.numbers:
            return self.numbers[year, codes]
        if any(code not in known for code, known in zip(codes, self.known, strict=True)):
            return 0.0
        first, last = self.table.covers or (self.years[0], self.years[-1])
        return 0.0 if self.table.absent == "zero" and first <= year <= last else nan

    def _codes(self, actors: Key, first: int = 0) -> list[Key]:
        """All combinations of the codes that make up the actors."""
        combinations: list[Key] = [()]
        for place, actor in enumerate(actors, first):
            codes = self.table.codes.get(actor, [actor])
            for code in codes:
                if code not in self.known[place] and self.table.unlisted == "error":
                    raise InputError(
                        f'{self.table.file}: column "{self.table.keys[place]}" has no {shown(code)} '
                        f"(needed for {actor}); {nearest_of_many(code, self.known[place])}"
                    )
            combinations = [(*start, code) for start in combinations for code in codes]
        return combinations


class Library:
    """The tables of a scenario, each file read once and each selection made once."""

    def __init__(self, facts: Facts, folders: Sequence[Path]) -> None:
        self.facts = facts
        self.folders = folders
        self._sheets: dict[str, Sheet] = {}
        self._panels: dict[str, Panel] = {}

    def sheet(self, file: str, place: str) -> Sheet:
        """A CSV file as it stands, for the place in the scenario that names it."""
        if file not in self._sheets:
            self._sheets[file] = read_sheet(find_file(file, self.folders, place))
        return self._sheets[file]

    def panel(self, name: str, where: Conditions, keys: int, place: str, yearly: bool = True) -> Panel:
        """A table's numbers under further conditions, for a fact that needs so many key columns."""
        if name not in self.facts.tables:
            raise InputError(f"{place}: there is no table {shown(name)}; {nearest_of_many(name, self.facts.tables)}")
        table = self.facts.tables[name]
        if len(table.keys) != keys:
            said = ", ".join(table.keys) or "none"
            raise InputError(f"{place}: the table {shown(name)} has the key columns {said}; {keys} are needed here")
        if yearly and table.year is None:
            raise InputError(
                f"{place}: the table {shown(name)} names no column of the year; numbers by year are needed"
            )
        mark = f"{name} {where!r}"
        if mark not in self._panels:
            self._panels[mark] = self._read(name, table, where, place)
        return self._panels[mark]

    def _read(self, name: str, table: Table, where: Conditions, place: str) -> Panel:
        sheet = self.sheet(table.file, f"facts.tables.{name}.file")
        numbers = dict(self._numbers(sheet, table, where, f"facts.tables.{name}"))
        if not numbers:
            raise InputError(f"{place}: no row of {shown(table.file)} meets the conditions of the table {shown(name)}")
        for other in table.replaced_by:
            better = self.panel(other, {}, len(table.keys), f"facts.tables.{name}.replaced_by")
            numbers.update({key: number for key, number in better.numbers.items() if key in numbers})
        places = [sheet.column(column) for column in table.keys]
        known = [{row[place] for _, row in sheet.rows} for place in places]
        if table.symmetric:
            known = [set().union(*known) for _ in known]
        return Panel(table, numbers, known)

    def _numbers(
        self, sheet: Sheet, table: Table, where: Conditions, place: str
    ) -> Iterator[tuple[tuple[int, Key], float]]:
        """Each address once, with its number."""
        found: dict[tuple[int, Key], float] = {}
        lines: dict[tuple[int, Key], int] = {}
        for line, year, key, number in _rows(sheet, table, where):
            number *= table.times * self._price_factor(table, year, place)
            ways = {key, key[::-1]} if table.symmetric else {key}
            for way in ways:
                address = (year, way)
                if address in found and table.repeats == "error":
                    raise InputError(
                        f"{sheet.name}, line {line}: {_said(year, way)} stands there twice, "
                        f"first on line {lines[address]}; each may stand once unless the table says repeats: sum"
                    )
                found[address] = found.get(address, 0.0) + number
                lines.setdefault(address, line)
        yield from found.items()

    def _price_factor(self, table: Table, year: int, place: str) -> float:
        """What brings a number to the prices of the base year."""
        if table.prices == "none":
            return 1.0
        if self.facts.money is None:
            raise InputError(f"{place}.prices: {table.prices} needs facts.money with deflator and base_year")
        if table.prices == "current" and table.year is None:
            raise InputError(f"{place}.prices: current prices need a column of the year")
        year = year if table.prices == "current" else int(table.prices.removeprefix("constant "))
        return self._index(self.facts.money.base_year) / self._index(year)

    def _index(self, year: int) -> float:
        assert self.facts.money is not None
        index = self.panel(self.facts.money.deflator, {}, 0, "facts.money.deflator")
        level = index.numbers.get((year, ()), nan)
        if isnan(level) or level <= 0:
            raise InputError(f"{index.table.file}: the price index of {year} must be a number above 0, not {level}")
        return level


def _rows(sheet: Sheet, table: Table, where: Conditions) -> Iterator[tuple[int, int, Key, float]]:
    """Line, year, codes and number of each row that is wanted; NaN where the number is known to be wrong."""
    year_at = None if table.year is None else sheet.column(table.year)
    keys_at = [sheet.column(column) for column in table.keys]
    values_at = [(column, sheet.column(column)) for column in table.value]
    kept, also = _meets(sheet, table.where), _meets(sheet, where)
    dropped = [_meets(sheet, conditions) for conditions in table.leave_out]
    wrong = [_meets(sheet, conditions) for conditions in table.unusable]
    for line, row in sheet.rows:
        if not kept(line, row) or not also(line, row) or any(test(line, row) for test in dropped):
            continue
        year = 0 if year_at is None else year_in(sheet, line, table.year or "", row[year_at])
        key = tuple(row[place] for place in keys_at)
        cells = [(column, row[place]) for column, place in values_at]
        if any(test(line, row) for test in wrong):
            yield line, year, key, nan
        elif table.blank == "skip" and any(cell == "" for _, cell in cells):
            continue
        else:
            yield line, year, key, fsum(_value(sheet, table, line, column, cell) for column, cell in cells)


def _value(sheet: Sheet, table: Table, line: int, column: str, cell: str) -> float:
    """The number of a cell; an empty one counts as the table says."""
    return 0.0 if cell == "" and table.blank == "zero" else number_in(sheet, line, column, cell)


def _meets(sheet: Sheet, conditions: Conditions) -> Test:
    """A test of a row against conditions on columns, all of which must hold."""
    ranges: list[tuple[str, int, float, float]] = []
    choices: list[tuple[int, set[str]]] = []
    for column, condition in conditions.items():
        place = sheet.column(column)
        if isinstance(condition, Between):
            first, last = condition.first, condition.last
            ranges.append((column, place, -1e300 if first is None else first, 1e300 if last is None else last))
            continue
        wanted = {str(value) for value in condition}
        cells = {row[place] for _, row in sheet.rows}
        for value in sorted(wanted - cells):
            raise InputError(
                f"{sheet.name}: column {shown(column)} never holds {shown(value)}; {nearest_of_many(value, cells)}"
            )
        choices.append((place, wanted))

    def test(line: int, row: list[str]) -> bool:
        return all(row[place] in wanted for place, wanted in choices) and all(
            first <= number_in(sheet, line, column, row[place]) <= last for column, place, first, last in ranges
        )

    return test


def _said(year: int, key: Key) -> str:
    """An address in words."""
    return ", ".join([*key, *([str(year)] if year else [])])
