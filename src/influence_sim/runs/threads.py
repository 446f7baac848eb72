"""Work in as many threads as there are processors."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from threading import Event

Progress = Callable[[int], None]

AHEAD = 2  # pieces of work for each thread that are handed out: the one at hand, and the next


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
    threads = os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        try:
            for ended in ends_of(pool, block, starts, AHEAD * threads):
                if progress:
                    progress(ended)
        except BaseException:
            if stopped is not None:
                stopped.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def ends_of(pool: ThreadPoolExecutor, block: Callable[[int], int], starts: Sequence[int], ahead: int) -> Iterator[int]:
    """How much each block was, as blocks end; so many are handed out at a time, for waiting looks at each of them."""
    left = iter(starts)
    waiting: set[Future[int]] = {pool.submit(block, start) for start in islice(left, ahead)}
    while waiting:
        ended, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        waiting |= {pool.submit(block, start) for start in islice(left, len(ended))}
        for future in ended:
            yield future.result()
