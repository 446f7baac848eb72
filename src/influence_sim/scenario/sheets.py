"""CSV files as they stand: found, read and checked for form. What the cells mean is not known here."""

import csv
import re
from collections.abc import Sequence
from math import isinf
from pathlib import Path
from typing import NamedTuple

from influence_sim.errors import InputError
from influence_sim.scenario.files import is_file
from influence_sim.scenario.names import nearest_of_many, shown

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class Sheet(NamedTuple):
    """A CSV file: its name, its columns, and its rows with their line numbers."""

    name: str
    columns: list[str]
    rows: list[tuple[int, list[str]]]

    def column(self, name: str) -> int:
        """Where a column stands."""
        if name not in self.columns:
            raise InputError(f"{self.name}: there is no column {shown(name)}; {nearest_of_many(name, self.columns)}")
        return self.columns.index(name)


def find_file(name: str, folders: Sequence[Path], place: str = "facts") -> Path:
    """The first file of this name in the folders; ``place`` is where the scenario names it."""
    for folder in folders:
        if is_file(folder / name):
            return folder / name
    known = {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.csv")}
    places = "beside the scenario, nor in series"
    raise InputError(f"{place}: there is no file {shown(name)} {places}; {nearest_of_many(name, known)}")


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8 with one header line; blank lines are passed over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = [cell.strip() for cell in next(reader, [])]
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise InputError(f"{path.name}: this is not a CSV file in UTF-8 ({problem})") from None
    except OSError as problem:
        raise InputError(f"{path}: the file cannot be read ({problem.strerror})") from None
    if not rows:
        raise InputError(f"{path.name}: the file has no rows; a header and at least one row are needed")
    doubled = {column for column in columns if columns.count(column) > 1}
    if doubled:
        raise InputError(f'{path.name}: the column "{min(doubled)}" stands there more than once')
    for line, row in rows:
        if len(row) != len(columns):
            raise InputError(f"{path.name}, line {line}: {len(row)} cells; the header has {len(columns)} columns")
    return Sheet(path.name, columns, rows)


def number_in(sheet: Sheet, line: int, column: str, cell: str) -> float:
    """A cell as a finite number."""
    if not _NUMBER.fullmatch(cell) or isinf(float(cell)):
        raise InputError(f"{sheet.name}, line {line}: column {shown(column)} holds {shown(cell)}; a number is needed")
    return float(cell)


def year_in(sheet: Sheet, line: int, column: str, cell: str) -> int:
    """A cell as a year."""
    if not re.fullmatch(r"[0-9]{1,4}", cell):
        raise InputError(f"{sheet.name}, line {line}: column {shown(column)} holds {shown(cell)}; a year is needed")
    return int(cell)
