"""Progress on stderr: a bar in a terminal, short plain lines elsewhere, nothing if that is wished."""

import sys
import time
from types import TracebackType
from typing import Any

SECONDS_BETWEEN_LINES = 5.0
COMPILING = "Compiling the rules for this machine, once (about {seconds} s)…"
SECONDS_TO_COMPILE = {"lanes": 5, "compiled": 20}


class Progress:
    """How far a number of equal pieces of work has come; ``with Progress("200 runs", 200, …) as p: p.advance(n)``."""

    def __init__(self, what: str, total: int, quiet: bool) -> None:
        self.what, self.total, self.quiet = what, total, quiet
        self.done, self.began = 0, time.monotonic()
        self.told = self.began
        self.bar: Any = None

    def __enter__(self) -> "Progress":
        if not self.quiet and sys.stderr.isatty():
            self.bar = bar_of(self.what, self.total)
            self.bar.start()
        return self

    def advance(self, number: int = 1) -> None:
        """So many pieces more are done."""
        self.done += number
        if self.bar is not None:
            self.bar.advance(self.bar.task_ids[0], number)
        elif not self.quiet:
            self.line()

    def line(self) -> None:
        """Tell where things stand, not more often than every few seconds."""
        now = time.monotonic()
        if now - self.told < SECONDS_BETWEEN_LINES or self.done >= self.total:
            return
        self.told = now
        rate = self.done / (now - self.began)
        left = (self.total - self.done) / rate
        say(f"{self.what}: {self.done:,} of {self.total:,}, {rate:.3g} a second, about {duration(left)} left")

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()
        elif not self.quiet and kind is None:
            say(f"{self.what}: {self.total:,} done in {duration(time.monotonic() - self.began)}")


def bar_of(what: str, total: int) -> Any:
    """A bar with number, rate and time left; it leaves no trace when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Any) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.3g}/s" if speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(what, total=total)
    return bar


def duration(seconds: float) -> str:
    """Seconds in words.

    >>> duration(0.2), duration(42.3), duration(150)
    ('1 s', '42 s', '2 min 30 s')
    """
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def say(text: str) -> None:
    """A line on stderr."""
    print(text, file=sys.stderr, flush=True)


def announce_compiling(engine: str, quiet: bool) -> None:
    """Say once that the rules have to be compiled, if they have to be."""
    from influence_sim.runs.choosing import is_ready

    if not quiet and engine in SECONDS_TO_COMPILE and not is_ready(engine):
        say(COMPILING.format(seconds=SECONDS_TO_COMPILE[engine]))
