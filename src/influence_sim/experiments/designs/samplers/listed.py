"""Points that a CSV file lists: a header with the factors' names, then one line a point."""

import csv
from collections.abc import Sequence
from pathlib import Path

from influence_sim.errors import InputError
from influence_sim.experiments.designs.schema import Scalar, kind_of
from influence_sim.scenario.files import shown_path
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.yaml import NUMBER, WHOLE, Place

MOST_BYTES = 100_000_000
LONGEST_WHOLE = 18  # digits of a whole number


def read_points(path: Path, names: Sequence[str]) -> dict[str, list[Scalar]]:
    """The values of each factor, point by point.

    Cells are numbers, true, false or words; a column has one kind.

    Raises:
        InputError: the file cannot be read, a column is missing or unknown, or a cell is empty or of another kind.
    """
    file = shown_path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{file} is larger than 100 MB; draw the points with another method")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            rows = [(reader.line_num, row) for row in reader if row]
    except FileNotFoundError:
        raise InputError(f"there is no file {file}") from None
    except InputError:
        raise
    except UnicodeDecodeError:
        raise InputError(f"{file}: the text is not UTF-8; save the file as UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{file}, line {reader.line_num}: this is not CSV: {error}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(rows) < 2:
        raise InputError(f"{file} has no points; write a header with the factors' names, then one line a point")
    columns = checked_header(Place(file, rows[0][0]), rows[0][1], names)
    cells: dict[str, list[Scalar]] = {name: [] for name in columns}
    for line, row in rows[1:]:
        read_row(Place(file, line), row, cells)
    return {name: in_one_kind(cells[name]) for name in names}


def checked_header(place: Place, header: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names of the columns: each factor once, and nothing else."""
    columns = [name.strip() for name in header]
    for i, name in enumerate(columns):
        if name not in names:
            raise InputError(f"{place}: the column {shown(name)} is no factor; {nearest_of_many(name, names)}")
        if name in columns[:i]:
            raise InputError(f"{place}: the column {shown(name)} stands twice; keep one")
    for name in names:
        if name not in columns:
            raise InputError(f"{place}: the factor {shown(name)} has no column")
    return columns


def read_row(place: Place, row: Sequence[str], cells: dict[str, list[Scalar]]) -> None:
    """Add one point to the columns."""
    if len(row) != len(cells):
        raise InputError(f"{place}: the line has {len(row)} cells; it must have {len(cells)}, as the header has")
    for (name, column), text in zip(cells.items(), row, strict=True):
        value = scalar(text.strip())
        if value is None:
            raise InputError(f"{place}: {name} is {shown(text) if text.strip() else 'empty'}; give a value")
        if column and kind_of(value) != kind_of(column[0]):
            raise InputError(f"{place}: {name} is {shown(value)}; it must be {kind_of(column[0])} as above")
        column.append(value)


def scalar(text: str) -> Scalar | None:
    """The value of a cell; None for an empty one and for a number that is not finite.

    >>> scalar("2005"), scalar("0.5"), scalar("true"), scalar("none"), scalar("")
    (2005, 0.5, True, 'none', None)
    """
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if WHOLE.fullmatch(text) and len(text) <= LONGEST_WHOLE:
        return int(text)
    if NUMBER.fullmatch(text):
        value = float(text)
        return value if kind_of(value) else None
    return text or None


def in_one_kind(values: list[Scalar]) -> list[Scalar]:
    """Whole numbers as decimals where a column has both."""
    if any(isinstance(value, float) for value in values):
        return [float(value) for value in values]
    return values
