"""Who makes the parts of a sweep: threads here; a scheduler of a cluster can take their place."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import NamedTuple, TypeAlias

from influence_sim.experiments.sweeps.chunks import Chunk, Part
from influence_sim.experiments.sweeps.rows import Maker, Rows


class Task(NamedTuple):
    """A chunk, and the parts of it that are to be made."""

    chunk: Chunk
    parts: tuple[Part, ...]


Made: TypeAlias = tuple[Task, list[Rows]]
Scheduler: TypeAlias = Callable[[Maker, Sequence[Task]], Iterator[Made]]
"""Makes all parts of all tasks with a maker, in any order, and yields each task when it is done.

When it is closed early it stops what is under way. What it yields may be made anywhere: ``maker.alone()`` can be sent.
"""


def make(maker: Maker, task: Task) -> list[Rows]:
    """The rows of all parts of a task."""
    return [maker.rows(part) for part in task.parts]


def threads(workers: int | None = None) -> Scheduler:
    """A scheduler that works in so many threads; as many as there are processors unless told."""
    number = workers or os.cpu_count() or 1

    def work(maker: Maker, tasks: Sequence[Task]) -> Iterator[Made]:
        pool = ThreadPoolExecutor(number)
        waiting: dict[Future[list[Rows]], Task] = {}
        try:
            for task in tasks:
                waiting[pool.submit(make, maker, task)] = task
                if len(waiting) > number:  # one more than can be worked at; finished ones must not pile up
                    yield from ended(waiting)
            while waiting:
                yield from ended(waiting)
        finally:
            if waiting and maker.stopped is not None:
                maker.stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)

    return work


def ended(waiting: dict[Future[list[Rows]], Task]) -> Iterator[Made]:
    """The tasks that are done by the time at least one is; they wait no longer."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        rows = future.result()
        yield waiting.pop(future), rows
