"""How the rows of a sweep are cut into chunks, so that more points or more runs leave most chunks as they are.

A chunk holds all strategies for a range of points and a range of runs. Ranges of runs begin at 0, 64, 128, 256, …,
whatever the number of runs, and the longer they are, the fewer points are in a chunk. So the chunks of a sweep do not
depend on how it came about: extended, in shards or at once, it is the same files.
"""

from collections.abc import Iterator
from typing import NamedTuple

ROWS = 4096  # of a chunk, about
FIRST_RUNS, MOST_RUNS = 64, 2048


class Range(NamedTuple):
    """Numbers from first to below ``end``."""

    first: int
    end: int

    @property
    def length(self) -> int:
        """How many."""
        return max(self.end - self.first, 0)

    @property
    def numbers(self) -> range:
        """The numbers themselves."""
        return range(self.first, self.end)


class Part(NamedTuple):
    """All strategies for a range of points and a range of runs."""

    points: Range
    runs: Range

    @property
    def pairs(self) -> int:
        """How many runs each strategy has here."""
        return self.points.length * self.runs.length


class Chunk(NamedTuple):
    """A part of a sweep that is written as one file."""

    part: Part
    turn: int  # which chunk is whose in a sweep that is divided among machines

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"chunk-{self.part.points.first:06d}-{self.part.runs.first:06d}.parquet"


class Shard(NamedTuple):
    """Which part of a sweep this machine does: number 1 to ``of``."""

    number: int = 1
    of: int = 1

    def has(self, chunk: Chunk) -> bool:
        """Whether a chunk is this machine's."""
        return chunk.turn % self.of == self.number - 1


def run_ranges(runs: int) -> Iterator[Range]:
    """The ranges of runs: doubling in length, up to a limit.

    >>> [tuple(one) for one in run_ranges(200)]
    [(0, 64), (64, 128), (128, 200)]
    """
    first = 0
    while first < runs:
        length = min(max(first, FIRST_RUNS), MOST_RUNS)
        yield Range(first, min(first + length, runs))
        first += length


def points_at_a_time(first_run: int, strategies: int) -> int:
    """How many points are in a chunk whose runs begin at a number."""
    length = min(max(first_run, FIRST_RUNS), MOST_RUNS)
    return max(1, ROWS // (length * strategies))


def chunks_of(points: int, strategies: int, runs: int) -> list[Chunk]:
    """All chunks: first those of the first runs, for all points."""
    found = []
    for which, some_runs in enumerate(run_ranges(runs)):
        step = points_at_a_time(some_runs.first, strategies)
        for turn, first in enumerate(range(0, points, step), start=which):
            found.append(Chunk(Part(Range(first, min(first + step, points)), some_runs), turn))
    return found


def missing_parts(wanted: Part, there: Part | None) -> list[Part]:
    """What a chunk lacks of what is wanted, if a smaller one that begins alike is there."""
    if there is None:
        return [wanted]
    more_runs = Part(there.points, Range(there.runs.end, wanted.runs.end))
    more_points = Part(Range(there.points.end, wanted.points.end), wanted.runs)
    return [part for part in (more_runs, more_points) if part.pairs]
