"""Where a program spends its time: a second thread looks at what the others do, a hundred times a second."""

import sys
import threading
from collections import Counter
from types import FrameType, TracebackType

PACKAGE = "influence_sim"
WAITING = ("threading", "concurrent.futures", "queue", "selectors", "subprocess")


class Sampler:
    """Counts, in a ``with`` statement, in which module of the package each busy thread is.

    What numpy or Arrow do counts for the module that calls them. A thread that waits for others does not count.
    Threads hand over the interpreter much more often meanwhile: the sampler would otherwise get its turn mostly when
    a thread enters machine code, and see nothing else.
    """

    HANDOVER = 5e-5  # seconds

    def __init__(self, interval: float = 0.01) -> None:
        self.interval = interval
        self.seen: Counter[str] = Counter()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Sampler":
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(self.HANDOVER)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._ended.set()
        self._thread.join()
        sys.setswitchinterval(self._before)

    def shares(self) -> dict[str, float]:
        """Module → its share of all samples, the largest first."""
        total = sum(self.seen.values()) or 1
        return {name: count / total for name, count in self.seen.most_common()}

    def _look(self) -> None:
        own = threading.get_ident()
        while not self._ended.wait(self.interval):
            for thread, frame in sys._current_frames().items():
                place = None if thread == own else place_of(frame)
                if place:
                    self.seen[place] += 1


def place_of(frame: FrameType | None) -> str | None:
    """The innermost module that is ours; None for a thread that waits."""
    if frame is None or module_of(frame).startswith(WAITING):
        return None
    while frame is not None:
        if module_of(frame).startswith((PACKAGE, "benchmarks")):
            return module_of(frame)
        frame = frame.f_back
    return None


def module_of(frame: FrameType) -> str:
    """The name of the module whose code a frame runs."""
    return str(frame.f_globals.get("__name__", ""))
