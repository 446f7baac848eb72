"""Work in as many threads as there are processors."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event

Progress = Callable[[int], None]


def in_threads(
    block: Callable[[int], int], starts: Sequence[int], progress: Progress | None, stopped: Event | None = None
) -> None:
    """Run blocks in as many threads as there are processors; what is not begun is dropped on an error.

    Args:
        block: does the piece of work that begins at a number, and says how much that was.
        starts: where the pieces begin.
        progress: called with how much each piece was, as they end.
        stopped: set on an error or an interrupt, for blocks that can end early.
    """
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        waiting: set[Future[int]] = {pool.submit(block, start) for start in starts}
        try:
            for ended in ends_of(waiting):
                if progress:
                    progress(ended)
        except BaseException:
            if stopped is not None:
                stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def ends_of(waiting: set[Future[int]]) -> Iterator[int]:
    """How many runs each block had, as blocks end."""
    while waiting:
        ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in ended:
            yield future.result()
