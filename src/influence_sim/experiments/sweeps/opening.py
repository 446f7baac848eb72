"""Reading a sweep back: points and runs as tidy frames, read when they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from influence_sim.errors import InputError, nearest
from influence_sim.experiments.sweeps.chunks import chunks_of
from influence_sim.experiments.sweeps.examining import sound_chunks
from influence_sim.experiments.sweeps.folder import POINTS, Entry, Manifest, chunk_path, read_manifest

KEYS = ("point", "strategy", "run")


@dataclass(frozen=True, eq=False)
class Sweep:
    """A sweep on disk.

    Attributes:
        folder: where it lies.
        points: the factors' values; index ``point``, a column a factor.
        strategies: those that were played, in the design's order.
        outcomes: the outcomes' names.
        chunks_wanted: how many chunks the whole sweep has.
        entries: name → entry of each chunk that is there and sound.
        damaged: names of chunks that are not what was written; they are left out.
        said: the manifest.
    """

    folder: Path
    points: pd.DataFrame
    strategies: tuple[str, ...]
    outcomes: tuple[str, ...]
    chunks_wanted: int
    entries: dict[str, Entry]
    damaged: tuple[str, ...]
    said: Manifest

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest as ``manifest.json`` has it: design, seed, digests, versions, chunks."""
        return self.said.as_json()

    @property
    def complete(self) -> bool:
        """Whether every run of the design is there, failed ones included."""
        return len(self.entries) == self.chunks_wanted

    @property
    def failed(self) -> int:
        """How many runs failed; their rows have an ``error`` and no outcomes."""
        return sum(entry.failed for entry in self.entries.values())

    @cached_property
    def dataset(self) -> Any:
        """All rows as a ``pyarrow.dataset.Dataset``, for what does not fit into memory."""
        import pyarrow.dataset as ds

        from influence_sim.experiments.sweeps.parquet import schema_of

        files = [str(chunk_path(self.folder, name)) for name in sorted(self.entries)]
        schema = schema_of(self.outcomes)
        return ds.dataset(files, schema=schema, format="parquet") if files else ds.dataset(schema.empty_table())

    def runs(self, columns: Sequence[str] | None = None, points: Sequence[int] | None = None) -> pd.DataFrame:
        """One row a run, in order of point, strategy as the design has them, and run.

        Args:
            columns: outcomes to read, or "error"; all if left out. Point, strategy and run are always there.
            points: points to read; all if left out.

        Raises:
            InputError: there is no such column.
        """
        import pyarrow.compute as pc

        wanted = ("error", *self.outcomes) if columns is None else [name for name in columns if name not in KEYS]
        for name in wanted:
            if name != "error" and name not in self.outcomes:
                raise InputError(f'the sweep has no column "{name}"; {nearest(str(name), ["error", *self.outcomes])}')
        chosen = None if points is None else pc.field("point").isin([int(point) for point in points])
        frame: pd.DataFrame = self.dataset.to_table(columns=[*KEYS, *wanted], filter=chosen).to_pandas()
        places = {name: place for place, name in enumerate(self.strategies)}
        frame["_strategy"] = frame["strategy"].map(places)
        ordered = frame.sort_values(["point", "_strategy", "run"], ignore_index=True)
        return ordered.drop(columns="_strategy")

    def check_complete(self, partial: bool = False) -> None:
        """Refuse to go on with an unfinished sweep.

        Args:
            partial: go on all the same.

        Raises:
            InputError: it is not complete; the sentence says what is missing and how to come by it.
        """
        if not self.complete and not partial:
            raise InputError(f"{self.folder} {self.what_is_missing()}; --partial takes what is there")

    def what_is_missing(self) -> str:
        """What is missing of an unfinished sweep, in words."""
        said = f"is unfinished: {len(self.entries):,} of {self.chunks_wanted:,} chunks are there"
        if self.damaged:
            said += f", {len(self.damaged):,} damaged"
        if self.said.shard.of > 1:
            return f"{said}, for it is shard {self.said.shard.number} of {self.said.shard.of}: merge all shards first"
        return f"{said}; the command that made it goes on from there"

    def __repr__(self) -> str:
        state = "" if self.complete else ", unfinished"
        counts = f"{len(self.points):,} points, {len(self.strategies)} strategies, {self.said.runs:,} runs of each"
        return f"<Sweep {self.said.design.get('key', self.folder.name)!r}: {counts}{state}: points, runs(…), manifest>"


def open_sweep(folder: str | Path) -> Sweep:
    """Open a sweep, finished or not; each chunk is held against its SHA-256, and a damaged one is left out.

    Raises:
        InputError: the folder holds no sweep, or its points cannot be read.
    """
    place = Path(folder)
    manifest = read_manifest(place)
    sound, damaged = sound_chunks(place, manifest)
    wanted = chunks_of(manifest.points["count"], len(manifest.strategies), manifest.runs)
    whole = {chunk.name: chunk.part for chunk in wanted}
    return Sweep(
        folder=place,
        points=read_points(place, manifest.points["count"]),
        strategies=manifest.strategies,
        outcomes=manifest.columns,
        chunks_wanted=len(wanted),
        entries={name: entry for name, entry in sound.items() if whole.get(name) == entry.part},
        damaged=damaged,
        said=manifest,
    )


def read_points(folder: Path, count: int) -> pd.DataFrame:
    """The first so many points.

    Raises:
        InputError: they cannot be read.
    """
    try:
        points = pd.read_parquet(folder / POINTS).set_index("point").iloc[:count]
    except (OSError, ValueError, KeyError) as error:
        said = f"the points cannot be read ({type(error).__name__})"
        raise InputError(f"{folder / POINTS}: {said}; the command that made the sweep writes them again") from None
    if len(points) < count:
        raise InputError(f"{folder / POINTS} has {len(points):,} points and lacks {count - len(points):,}")
    return points
