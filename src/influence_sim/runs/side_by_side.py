"""Runs on lanes: blocks of runs in threads, each thread with memory of its own that it uses again."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from influence_sim.rules.shapes import World
from influence_sim.runs.keeping import Keeper
from influence_sim.runs.threads import Progress, in_threads

if TYPE_CHECKING:
    from influence_sim.engines.lanes.playing import Lanes
    from influence_sim.scenario.block_draws import BlockDraws

BLOCK = 128  # runs that a thread takes at a time


def play_side_by_side(
    world_of: Callable[[int], World],
    seed: int,
    runs: int,
    keep: Keeper,
    progress: Progress | None,
    draws: "BlockDraws | None" = None,
) -> None:
    """Play all runs on lanes, on all processors; an interrupt ends it after the group of runs at hand.

    Memory is that of a group of runs for each thread, and of what is kept. With ``draws`` all runs have the world of
    run 0, but for the parameters that each draws.
    """
    first = world_of(0)
    keep.reserve()
    memory, stopped = Pool(first, keep.fields, keep.chosen, draws.places if draws else None), Event()

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        with memory.taken() as lanes:
            if draws is not None:
                played = lanes.play_drawn(first, draws.cells(seed, numbers), seed, numbers)
            else:
                played = lanes.play([world_of(run) for run in numbers], seed, numbers)
            for part, results in played:
                keep.keep_group(start + part.start, results)
                if stopped.is_set():
                    break
        return len(numbers)

    in_threads(block, range(0, runs, BLOCK), progress, stopped)


class Pool:
    """Memory for groups of runs: as many as there are threads at work, each used again.

    Args:
        world: any of the worlds that will be played; only its sizes count.
        wanted: the fields of the record that are asked for.
        years: the indices of the years that are asked for; all if left out.
        drawn: the parameters that each run draws, if any, and where they lie.
    """

    def __init__(
        self,
        world: World,
        wanted: Collection[str],
        years: Collection[int] | None = None,
        drawn: Mapping[str, slice] | None = None,
    ) -> None:
        from influence_sim.engines.lanes.playing import Lanes

        self._made: Callable[[], Lanes] = lambda: Lanes(world, wanted, years, drawn)
        self._idle: SimpleQueue[Lanes] = SimpleQueue()
        self._idle.put(self._made())  # here, so that what has to be compiled is compiled before threads begin

    @contextmanager
    def taken(self) -> Iterator["Lanes"]:
        """Memory that no other thread uses at the moment."""
        try:
            lanes = self._idle.get_nowait()
        except Empty:
            lanes = self._made()
        yield lanes
        self._idle.put(lanes)
