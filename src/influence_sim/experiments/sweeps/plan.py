"""What a sweep will do, before it does anything."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps.chunks import Chunk, Shard, chunks_of
from influence_sim.experiments.sweeps.folder import Entry, Manifest
from influence_sim.experiments.sweeps.identity import digest_of_points, identity_of
from influence_sim.experiments.sweeps.outcomes import outcome_columns
from influence_sim.experiments.sweeps.parquet import plain_points
from influence_sim.experiments.sweeps.rows import Maker
from influence_sim.experiments.sweeps.worlds import Worlds
from influence_sim.runs.choosing import check_number


@dataclass(frozen=True)
class Plan:
    """A sweep that can be run.

    Attributes:
        maker: makes its rows.
        wanted: what the manifest will say; nothing is made yet.
    """

    maker: Maker
    wanted: Manifest

    @property
    def points(self) -> pd.DataFrame:
        """The factors' values, a row a point."""
        return self.maker.worlds.points

    @property
    def all_chunks(self) -> list[Chunk]:
        """The chunks of the whole sweep, in the order of work."""
        return chunks_of(len(self.points), len(self.wanted.strategies), self.wanted.runs)

    @property
    def chunks(self) -> list[Chunk]:
        """Those of this shard."""
        return [chunk for chunk in self.all_chunks if self.wanted.shard.has(chunk)]

    def runs_in(self, chunks: list[Chunk]) -> int:
        """How many runs, strategies counted, some chunks hold."""
        pairs = sum(chunk.part.pairs for chunk in chunks)
        return pairs * len(self.wanted.strategies)


def planned(design: Design, runs: int | None = None, seed: int | None = None, shard: Shard | None = None) -> Plan:
    """The plan of a design; number of runs and seed are the design's unless given.

    Raises:
        InputError: the design cannot be run.
    """
    runs = check_number("runs", design.runs_per_point if runs is None else runs, low=1)
    seed = check_number("seed", design.seed if seed is None else seed)
    shard = checked(shard or Shard())
    seeded = design.model_copy(update={"seed": seed})
    seeded.check(series=True)
    worlds = Worlds(seeded, plain_points(seeded.points()))
    columns = chosen_columns(seeded)
    content = seeded.model_dump(mode="json")
    wanted = Manifest(
        design={"key": design.key, **content, "strategies": list(worlds.strategies)},
        identity=identity_of(seeded, content, columns),
        strategies=worlds.strategies,
        columns=columns,
        points={"count": len(worlds.points), "sha256": digest_of_points(worlds.points)},
        runs=runs,
        seed=seed,
        shard=shard,
        chunks={},
        complete=False,
        made=[],
    )
    return Plan(Maker(worlds, columns), wanted)


def checked(shard: Shard) -> Shard:
    """A shard that there is.

    Raises:
        InputError: its number is not from 1 to how many there are.
    """
    number, of = check_number("shard", shard.number, 1), check_number("shards", shard.of, 1)
    if number > of:
        raise InputError(f"shard {number}/{of} is not there; allowed: 1/{of} to {of}/{of}")
    return Shard(number, of)


def chosen_columns(design: Design) -> tuple[str, ...]:
    """The outcomes that a design keeps, in the order in which all of them stand."""
    states = dict.fromkeys(state for scenario in design.resolved.cast.scenarios.values() for state in scenario.states)
    everything = outcome_columns(list(states))
    return tuple(name for name in everything if not design.outcomes or name in design.outcomes)


@dataclass(frozen=True)
class State:
    """What is there of a plan, and what is left to do.

    Attributes:
        there: name → entry of each chunk that is on the disk, sound and as long as it is to be.
        shorter: the same of chunks that are sound and are to be longer.
        left: the chunks that are to be made, made longer, or made again.
        damaged: the names of those that are on the disk and are not what was written.
    """

    there: dict[str, Entry]
    shorter: dict[str, Entry]
    left: list[Chunk]
    damaged: tuple[str, ...]


def default_folder(key: str, shard: Shard) -> Path:
    """Where a sweep goes unless told."""
    part = f"-shard-{shard.number}-of-{shard.of}" if shard.of > 1 else ""
    return Path("results") / f"sweep-{key}{part}"
