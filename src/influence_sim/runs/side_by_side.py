"""Runs on lanes: blocks of runs in threads, each thread with memory of its own that it uses again."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from influence_sim.rules.shapes import World
from influence_sim.runs.keeping import Keeper
from influence_sim.runs.threads import Progress, in_threads

if TYPE_CHECKING:
    from influence_sim.engines.lanes.playing import Lanes

BLOCK = 64  # runs that a thread takes at a time


def play_side_by_side(
    world_of: Callable[[int], World], seed: int, runs: int, keep: Keeper, progress: Progress | None
) -> None:
    """Play all runs on lanes, on all processors; an interrupt ends it after the group of runs at hand.

    Memory is that of a group of runs for each thread, and of what is kept.
    """
    from influence_sim.engines.lanes.playing import Lanes

    first = world_of(0)
    keep.reserve()
    idle: SimpleQueue[Lanes] = SimpleQueue()
    idle.put(Lanes(first, keep.fields, keep.chosen))
    stopped = Event()

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        lanes = taken(idle) or Lanes(first, keep.fields, keep.chosen)
        for part, results in lanes.play([world_of(run) for run in numbers], seed, numbers):
            keep.keep_group(start + part.start, results)
            if stopped.is_set():
                break
        idle.put(lanes)
        return len(numbers)

    in_threads(block, range(0, runs, BLOCK), progress, stopped)


def taken(idle: "SimpleQueue[Lanes]") -> "Lanes | None":
    """Memory that no thread uses at the moment, if there is any."""
    try:
        return idle.get_nowait()
    except Empty:
        return None
