"""Times in alternation: every subject once, then all again, so that a busy moment hits all of them alike."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

Subject = Callable[[], float]
"""Does its work once and returns the seconds that it took, per run if it makes runs."""


class Ratio(NamedTuple):
    """How many times longer one subject takes than another: the median over rounds, and its range."""

    median: float
    low: float
    high: float


class Times:
    """The seconds of each subject, by round."""

    def __init__(self, seconds: Mapping[str, list[float]]) -> None:
        self.seconds = dict(seconds)

    def median(self, name: str) -> float:
        """A subject's median, in seconds."""
        return median(self.seconds[name])

    def ratio(self, slow: str, fast: str) -> Ratio:
        """How many times longer ``slow`` takes, both measured in the same rounds."""
        ratios = [a / b for a, b in zip(self.seconds[slow], self.seconds[fast], strict=True)]
        return Ratio(median(ratios), min(ratios), max(ratios))


def alternate(subjects: Mapping[str, Subject], rounds: int) -> Times:
    """Measure all subjects in turn, each second round in the opposite order."""
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds):
        for name in list(subjects)[:: 1 if number % 2 == 0 else -1]:
            say(f"  {number + 1}/{rounds} {name}")
            seconds[name].append(subjects[name]())
    return Times(seconds)


def timed(work: Callable[[], object], runs: int = 1) -> Subject:
    """The subject that does this work, which makes so many runs."""

    def subject() -> float:
        begin = time.perf_counter()
        work()
        return (time.perf_counter() - begin) / runs

    return subject


@contextmanager
def cores(count: int) -> Iterator[None]:
    """Keep this thread, and those that it starts, on so many processors; no limit where the system has none."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def on(count: int, subject: Subject) -> Subject:
    """A subject on so many processors."""

    def pinned() -> float:
        with cores(count):
            return subject()

    return pinned


def say(text: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
