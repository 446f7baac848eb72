"""Runs side by side, whole groups at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np

from influence_sim.engines.lanes import compiling
from influence_sim.engines.lanes.memory import Array, Group, address_of, may_share_a_group
from influence_sim.rules.shapes import Record, World, empty, sizes_of


class Lanes:
    """Plays runs of worlds of one size in memory that is used again.

    Not for several threads at once: give each its own. Arrays of worlds that were played must not be changed in place.

    Args:
        world: any of the worlds that will be played; only its sizes count.
        wanted: the fields of the record that are asked for; all if left out.
        years: the indices of the years that are asked for; all if left out. Other years stay 0.
        drawn: the parameters that each run draws, with their places among the cells that ``play_drawn`` is given.
    """

    def __init__(
        self,
        world: World,
        wanted: Collection[str] = Record._fields,
        years: Collection[int] | None = None,
        drawn: Mapping[str, slice] | None = None,
    ) -> None:
        self._machine = compiling.machine()
        self._group = Group(world, self._machine.lanes, self._machine.sites, wanted, years)
        if drawn:
            self._group.lay_together(drawn)

    def play(
        self, worlds: Sequence[World], seed: int, runs: Sequence[int]
    ) -> Iterator[tuple[slice, Mapping[str, Array]]]:
        """Play runs, each in its world, a group at a time; the machine's other threads go on meanwhile.

        Yields for each group which of the runs it holds, and what they leave behind by field: [run, …]; the next
        group overwrites it. Runs of worlds that cannot share a group are played apart.
        """
        for part in groups_of(worlds, self._machine.lanes):
            self._group.use(worlds[part])
            yield part, self._played(seed, runs[part])

    def play_drawn(
        self, world: World, cells: Array, seed: int, runs: Sequence[int]
    ) -> Iterator[tuple[slice, Mapping[str, Array]]]:
        """Play runs of one world, each with what it draws: [cell, run]; otherwise as ``play``."""
        for start in range(0, len(runs), self._machine.lanes):
            part = slice(start, min(start + self._machine.lanes, len(runs)))
            self._group.use_drawn(world, cells[:, part])
            yield part, self._played(seed, runs[part])

    def _played(self, seed: int, runs: Sequence[int]) -> dict[str, Array]:
        """Play a group whose worlds are in memory; what it leaves behind, run first."""
        self._group.start(runs)
        self._machine.play(address_of(self._group.table), address_of(self._group.runs), seed)
        return {name: array[: len(runs)] for name, array in self._group.results().items()}


def groups_of(worlds: Sequence[World], lanes: int) -> Iterator[slice]:
    """The worlds in groups of at most so many that can be played side by side."""
    start = 0
    while start < len(worlds):
        stop = start + 1
        while stop < min(start + lanes, len(worlds)) and may_share_a_group(worlds[start], worlds[stop]):
            stop += 1
        yield slice(start, stop)
        start = stop


def play_block(
    world: World | Callable[[int], World],
    seed: int,
    runs: Sequence[int],
    wanted: Collection[str] = Record._fields,
    years: Collection[int] | None = None,
) -> dict[str, Array]:
    """Play runs of one world, or of a world for each run, side by side.

    The same bits as ``engines.compiled.play``, whatever the other runs of the block are.

    Args:
        world: what the runs are given; or a function of the run's number. Worlds may differ in anything; those
            that differ in series, in roles or in size are not played side by side, which is slower.
        seed: which luck.
        runs: the numbers of the runs, in any order.
        wanted: fields of the record that are asked for; all if left out.
        years: indices of the years that are asked for; all if left out. Other years stay 0.

    Returns:
        Field → [run, …], in the order of ``runs``.
    """
    worlds = [world(run) if callable(world) else world for run in runs]
    lanes = Lanes(worlds[0], wanted, years)
    sample = empty(Record, sizes_of(worlds[0]))
    kept = {name: np.empty((len(runs), *getattr(sample, name).shape), getattr(sample, name).dtype) for name in wanted}
    for part, results in lanes.play(worlds, seed, runs):
        for name, array in results.items():
            kept[name][part] = array
    return kept


def play(world: World, seed: int, run: int) -> Record:
    """One run of a world, in a group of its own: what it leaves behind."""
    return Record(**{name: array[0] for name, array in play_block(world, seed, [run]).items()})
