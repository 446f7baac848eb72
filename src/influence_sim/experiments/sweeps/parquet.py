"""Rows as Parquet: the same rows are the same bytes; no time, place or order of work is in them."""

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from influence_sim.experiments.sweeps.rows import Rows

KEYS = ("point", "strategy", "run", "error")
WORDS = ["strategy", "error"]


def schema_of(columns: tuple[str, ...]) -> Any:
    """The columns of a chunk."""
    keys = [("point", pa.int64()), ("strategy", pa.string()), ("run", pa.int64()), ("error", pa.string())]
    return pa.schema([*keys, *((name, pa.float64()) for name in columns)])


def as_bytes(rows: Rows) -> bytes:
    """A chunk as a file."""
    columns = tuple(rows.outcomes)
    keys = [pa.array(rows.point, pa.int64()), pa.array(rows.strategy, pa.string()), pa.array(rows.run, pa.int64())]
    arrays = [*keys, pa.array(rows.error, pa.string()), *(pa.array(rows.outcomes[name]) for name in columns)]
    return written(pa.Table.from_arrays(arrays, schema=schema_of(columns)))


def from_bytes(content: bytes) -> Rows:
    """The rows of a chunk."""
    table = pq.read_table(io.BytesIO(content))
    values = {name: table.column(name) for name in table.column_names}
    outcomes = {name: np.array(column) for name, column in values.items() if name not in KEYS}
    point, run = np.array(values["point"]), np.array(values["run"])
    return Rows(point, np.array(values["strategy"].to_pylist(), object), run, values["error"].to_pylist(), outcomes)


def points_as_bytes(points: pd.DataFrame) -> bytes:
    """Plain points as a file: point, then the factors."""
    table = pa.Table.from_pandas(points.reset_index(), preserve_index=False)
    return written(table.replace_schema_metadata(None))


def plain_points(points: pd.DataFrame) -> pd.DataFrame:
    """The points with the index ``point``; a column of words and numbers mixed becomes words."""
    mixed = [name for name in points.columns if points[name].dtype == object]
    return points.rename_axis("point").assign(**{name: points[name].map(str) for name in mixed})


def written(table: Any) -> bytes:
    """A table as a file, without the notes of whom it was written by and when."""
    stream = io.BytesIO()
    pq.write_table(
        table,
        stream,
        compression="zstd",
        row_group_size=1 << 20,
        store_schema=False,
        use_dictionary=[name for name in table.column_names if name in WORDS],
    )
    return stream.getvalue()


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str | None:
    """SHA-256 of a file; None if it is not there or cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
