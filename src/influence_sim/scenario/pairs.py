"""Numbers of pairs of actors: borders, distances, shares of trade and of people."""

from collections.abc import Mapping, Sequence
from math import fsum, isnan, nan
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Mix, Pairs, Share
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.tables import Library, Panel

Numbers: TypeAlias = NDArray[np.float64]
Given: TypeAlias = float | Mapping[str, float | list[str] | dict[str, float]] | Mapping[str, float | dict[str, float]]


def pairs(
    library: Library, fact: Pairs, rows: Sequence[str], columns: Sequence[str], place: str, unsaid: float = nan
) -> Numbers:
    """What is given, else what the table holds, else ``unsaid``: (rows, columns). An actor has 0 with itself."""
    matrix = _given(fact.given, rows, columns, place)
    for r, c in _open_cells(matrix, rows, columns):
        matrix[r, c] = unsaid if fact.table is None else _from_table(library, fact, rows[r], columns[c], place)
        if isnan(matrix[r, c]):
            source = "nothing given" if fact.table is None else f"nothing in the table {shown(fact.table)}"
            raise InputError(f"{place}: there is {source} for {rows[r]} and {columns[c]}; a number is needed")
    return _not_negative(matrix, rows, columns, place)


def _from_table(library: Library, fact: Pairs, row: str, column: str, place: str) -> float:
    """The number of a pair, of the last year if the table has years."""
    panel = library.panel(fact.table or "", fact.where, 2, place, yearly=False)
    return panel.at(panel.years[-1], row, column)


def mix(library: Library, fact: Mix, rows: Sequence[str], columns: Sequence[str], place: str) -> Numbers:
    """What is given, else the weighted mean of measured shares; equal shares if nothing is said."""
    if not fact.mix and fact.given == {}:
        return np.full((len(rows), len(columns)), 1 / max(1, len(rows)))
    matrix = _given(fact.given, rows, columns, place)
    still = _open_cells(matrix, rows, columns)
    if not fact.mix:
        matrix[np.isnan(matrix)] = 0.0
    elif still:
        open_rows = sorted({r for r, _ in still})
        open_columns = sorted({c for _, c in still})
        measured = _mean(library, fact.mix, [rows[r] for r in open_rows], [columns[c] for c in open_columns], place)
        for r, c in still:
            matrix[r, c] = measured[open_rows.index(r), open_columns.index(c)]
    return _not_negative(matrix, rows, columns, place)


def _mean(
    library: Library, shares: Sequence[Share], rows: Sequence[str], columns: Sequence[str], place: str
) -> Numbers:
    """The weighted mean of measured shares."""
    weights = fsum(share.weight for share in shares)
    if weights <= 0:
        raise InputError(f"{place}.mix: the weights sum to {weights:g}; a number above 0 is needed")
    parts = [share.weight / weights * _shares(library, share, rows, columns, f"{place}.mix") for share in shares]
    return np.asarray(np.sum(parts, axis=0))


def _shares(library: Library, share: Share, rows: Sequence[str], columns: Sequence[str], place: str) -> Numbers:
    """Mean over the window's years of each row's part of a column's total."""
    panels = [library.panel(item.table, item.where, 2, f"{place}.sum") for item in share.sum]
    first, last = share.years
    years = [year for year in range(first, last + 1) if all(year in panel.years for panel in panels)]
    if not years:
        raise InputError(f"{place}: {panels[0].table.file} has no year from {first} to {last}")
    yearly = []
    for year in years:
        part = np.array([[fsum(panel.at(year, row, column) for panel in panels) for column in columns] for row in rows])
        total = part.sum(axis=0) if share.among == "rows" else _totals(panels, year, columns)
        bad = np.argwhere(np.isnan(part) | np.isnan(total))
        if len(bad):
            r, c = bad[0]
            raise InputError(
                f"{place}: {panels[0].table.file} has no usable number for {rows[r]} and {columns[c]} in {year}; "
                "choose other years"
            )
        yearly.append(np.divide(part, total, out=np.full(part.shape, nan), where=total > 0))
    empty = np.isnan(yearly).all(axis=(0, 1))
    if empty.any():
        raise InputError(f"{place}: the numbers for {columns[int(np.argmax(empty))]} from {first} to {last} sum to 0")
    return np.asarray(np.nanmean(yearly, axis=0))


def _totals(panels: Sequence[Panel], year: int, columns: Sequence[str]) -> Numbers:
    return np.array([fsum(panel.total(year, column) for panel in panels) for column in columns])


def _given(given: Given, rows: Sequence[str], columns: Sequence[str], place: str) -> Numbers:
    """The numbers given, NaN where none is."""
    if not isinstance(given, Mapping):
        return np.full((len(rows), len(columns)), given)
    matrix = np.full((len(rows), len(columns)), nan)
    for actor, entry in given.items():
        row = _place(actor, rows, place)
        if isinstance(entry, list):
            matrix[row] = 0.0
            entry = dict.fromkeys(entry, 1.0)
        if isinstance(entry, Mapping):
            for other, number in entry.items():
                matrix[row, _place(other, columns, f"{place}.{actor}")] = number
        else:
            matrix[row] = entry
    return matrix


def _place(actor: str, actors: Sequence[str], place: str) -> int:
    if actor not in actors:
        raise InputError(f"{place}: there is no actor {shown(actor)} here; {nearest_of_many(actor, actors)}")
    return actors.index(actor)


def _open_cells(matrix: Numbers, rows: Sequence[str], columns: Sequence[str]) -> list[tuple[int, int]]:
    """Where a number is still missing; an actor needs none with itself."""
    cells = [(int(r), int(c)) for r, c in np.argwhere(np.isnan(matrix))]
    return [(r, c) for r, c in cells if rows[r] != columns[c]]


def _not_negative(matrix: Numbers, rows: Sequence[str], columns: Sequence[str], place: str) -> Numbers:
    """The matrix with 0 for an actor and itself; an error where a number is below 0."""
    for r, row in enumerate(rows):
        if row in columns:
            matrix[r, columns.index(row)] = 0.0
    low = np.argwhere(matrix < 0)
    if len(low):
        r, c = low[0]
        raise InputError(f"{place}: {matrix[r, c]:g} for {rows[r]} and {columns[c]}; the number cannot be negative")
    return matrix
