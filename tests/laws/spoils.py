"""Laws that bite: the rulebook played in plain Python, as it is or with one line of it spoilt.

A law is a function of a :data:`Play`. It must hold for :func:`play`, or for the compiled engine, which leaves the
same bits sooner, and fail for a spoilt copy::

    with spoilt("stocks", "return exp(-rate * h)", "return 1.0 - rate * h") as wrong:
        assert not law_holds(wrong)
"""

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from rules.helpers import views

from influence_sim.rules import schedule, shapes
from influence_sim.rules.shapes import Record, Situation, World

Play: TypeAlias = Callable[[World, int, int], Record]

COPY = "spoilt_rules"


def player(rules: Any) -> Play:
    """The run of a world by the ``schedule`` of a rulebook."""

    def play(world: World, seed: int = 1, run: int = 0) -> Record:
        sizes = shapes.sizes_of(world)
        now, record = shapes.empty(Situation, sizes), shapes.empty(Record, sizes)
        rules.play(views(world), views(now), views(record), seed, run)
        return record

    return play


play = player(schedule)


@contextmanager
def spoilt(rule: str, healthy: str, spoil: str) -> Iterator[Play]:
    """Play by a copy of the rulebook in which a text of one file, which stands there once, is replaced."""
    with TemporaryDirectory() as folder:
        package = Path(folder) / COPY
        shutil.copytree(Path(str(shapes.__file__)).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
        source = (package / f"{rule}.py").read_text(encoding="utf-8")
        if source.count(healthy) != 1:
            raise ValueError(f"{rule}.py holds {source.count(healthy)} times: {healthy}")
        (package / f"{rule}.py").write_text(source.replace(healthy, spoil), encoding="utf-8")
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        try:
            yield player(importlib.import_module(f"{COPY}.schedule"))
        finally:
            sys.path.remove(folder)
            for name in [name for name in sys.modules if name.partition(".")[0] == COPY]:
                del sys.modules[name]
