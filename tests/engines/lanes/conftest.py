"""Tiny rules on lanes and in plain Python."""

from collections.abc import Callable, Sequence
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from worlds import make_world

from influence_sim.engines.lanes import compiling
from influence_sim.engines.lanes.functions import Program
from influence_sim.engines.lanes.memory import Group, address_of
from influence_sim.language.reading import read_sources
from influence_sim.rules.shapes import Record, Situation, World, empty, sizes_of, views

LANES = 4
RUNS = (7, 3, 2**32 - 1, 0)


class Left:
    """What a rule left behind: field → [lane, …] of the situation and of the record."""

    def __init__(self, now: dict[str, np.ndarray[Any, Any]], record: dict[str, np.ndarray[Any, Any]]) -> None:
        self.now, self.record = now, record

    def same_as(self, other: "Left") -> bool:
        """Whether every bit is the same."""
        pairs = [(mine, theirs) for a, b in ((self.now, other.now), (self.record, other.record))
                 for mine, theirs in ((a[name], b[name]) for name in a)]  # fmt: skip
        return all(np.array_equal(mine.view(np.int64), theirs.view(np.int64)) for mine, theirs in pairs)


def tiny_worlds() -> list[World]:
    """Four worlds with the same series and roles, and parameters and choices of their own."""
    first = make_world(np.random.default_rng(0), powers=3, states=2, forums=2, years=3)
    others = (make_world(np.random.default_rng(k), powers=3, states=2, forums=2, years=3) for k in (1, 2, 3))
    own = ("credit_leak", "standing_decay", "tie_reach", "rivals_answer", "state_value", "distance")
    return [first, *(first._replace(**{name: getattr(other, name) for name in own}) for other in others)]


def starts(world: World, lane: int) -> Situation:
    """A situation with numbers of either sign, and statuses from 0 to 2."""
    rng = np.random.default_rng(100 + lane)
    now = empty(Situation, sizes_of(world))
    for array in now:
        whole = array.dtype == np.int64
        array[...] = rng.integers(0, 3, array.shape) if whole else rng.uniform(-2, 2, array.shape)
    return now


def plain(text: str, worlds: Sequence[World], seed: int) -> Left:
    """The rule ``rule`` in plain Python, one run after the other."""
    space: dict[str, Any] = {"__package__": "influence_sim.rules", "__name__": "influence_sim.rules.sample"}
    exec(compile(text, "sample.py", "exec"), space)
    now, record = [], []
    for lane, (world, run) in enumerate(zip(worlds, RUNS, strict=True)):
        situation, left = starts(world, lane), empty(Record, sizes_of(world))
        space["rule"](views(world), views(situation), views(left), seed, run)
        now.append(situation)
        record.append(left)
    return Left(
        {name: np.array([getattr(one, name) for one in now]) for name in Situation._fields},
        {name: np.array([getattr(one, name) for one in record]) for name in Record._fields},
    )


def on_lanes(text: str, worlds: Sequence[World], seed: int, wanted: Sequence[str], years: Any = None) -> Left:
    """The rule ``rule`` on lanes, all runs at once."""
    program = Program(read_sources({"sample": text}), LANES)
    program.write_entry("rule")
    code = compiling.machine_code_of(str(program.module))
    machine = compiling.machine_from(program.sites, code, LANES, "rule")
    group = Group(worlds[0], LANES, program.sites, wanted, years)
    group.use(worlds)
    group.start(RUNS)
    for lane, world in enumerate(worlds):
        for name, array in zip(Situation._fields, starts(world, lane), strict=True):
            group.situation[name][..., lane] = array
    machine.play(address_of(group.table), address_of(group.runs), seed)
    return Left(
        {name: np.ascontiguousarray(np.moveaxis(group.situation[name], -1, 0)) for name in Situation._fields},
        {name: np.ascontiguousarray(array) for name, array in group.results().items()},
    )


Both = Callable[..., tuple[Left, Left]]


@pytest.fixture
def both() -> Both:
    """Play a rule ``rule(world, now, record, seed, run)`` on lanes and in plain Python: ``both(text)``."""

    def play(text: str, seed: int = 5, wanted: Sequence[str] = Record._fields, years: Any = None) -> tuple[Left, Left]:
        text, worlds = dedent(text).lstrip("\n"), tiny_worlds()
        return on_lanes(text, worlds, seed, wanted, years), plain(text, worlds, seed)

    return play
