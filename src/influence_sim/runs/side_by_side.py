"""Runs on lanes: blocks of runs in threads, each thread with memory of its own that it uses again."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from influence_sim.rules.shapes import World
from influence_sim.runs.keeping import Keeper
from influence_sim.runs.threads import Progress, in_threads

if TYPE_CHECKING:
    from influence_sim.engines.lanes.playing import Lanes

BLOCK = 128  # runs that a thread takes at a time


def play_side_by_side(
    world_of: Callable[[int], World], seed: int, runs: int, keep: Keeper, progress: Progress | None
) -> None:
    """Play all runs on lanes, on all processors; an interrupt ends it after the group of runs at hand.

    Memory is that of a group of runs for each thread, and of what is kept.
    """
    first = world_of(0)
    keep.reserve()
    memory, stopped = Pool(first, keep.fields, keep.chosen), Event()

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        with memory.taken() as lanes:
            for part, results in lanes.play([world_of(run) for run in numbers], seed, numbers):
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
    """

    def __init__(self, world: World, wanted: Collection[str], years: Collection[int] | None = None) -> None:
        from influence_sim.engines.lanes.playing import Lanes

        self._made: Callable[[], Lanes] = lambda: Lanes(world, wanted, years)
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
