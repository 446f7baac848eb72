"""The real rules obey the language."""

import inspect
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import numpy as np
import pytest

from influence_sim.language.reading import read_rulebook
from influence_sim.language.rulebook import Rulebook
from influence_sim.language.vocabulary import primitive_signatures
from influence_sim.rules import schedule
from influence_sim.rules.shapes import Record, Situation, World, empty, fields, is_whole, sizes_of

PYTHON_TYPES = {"int": (int, np.integer), "float": (float, np.floating), "bool": (bool, np.bool_)}
LENGTHS = {"Y": 2, "P": 2, "S": 3, "F": 2, "C": 2, "K": 2}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return read_rulebook()


def test_the_rules_obey_the_rule_language(rulebook: Rulebook) -> None:
    assert "play" in rulebook.functions


def test_the_primitives_are_the_four_that_engines_supply() -> None:
    signatures = {name: (said.parameters, said.returns) for name, said in primitive_signatures().items()}
    assert signatures == {
        "scale": (("float", "int"), ("float",)),
        "split": (("float",), ("float", "int")),
        "multiply_high": (("int", "int"), ("int",)),
        "multiply_low": (("int", "int"), ("int",)),
    }


def test_a_run_writes_every_field_of_the_situation_and_the_record(rulebook: Rulebook) -> None:
    written = {str(field) for field in rulebook["play"].writes}
    every = {f"now.{name}" for name, _, _ in fields(Situation)} | {f"record.{name}" for name, _, _ in fields(Record)}
    assert written == every


def test_the_rules_read_every_field_of_the_world(rulebook: Rulebook) -> None:
    read = {str(field) for function in rulebook.functions.values() for field in function.own_reads}
    assert {f"world.{name}" for name, _, _ in fields(World)} - read == set()


def some_world() -> World:
    """Two powers, three states, two forums, all modules on: every whole number is 1, every other number one half."""
    values: dict[str, Any] = {}
    for name, kind, said in fields(World):
        number = 1 if is_whole(kind) else 0.5
        values[name] = np.full([LENGTHS[axis] for axis in said.axes], number) if said.axes else number
    return World(**values)


def variables_of_a_run(rulebook: Rulebook) -> Iterator[tuple[str, str, Any]]:
    """Every value that a variable of a rule has when the rule returns, in a run of a made-up world."""
    seen: list[tuple[str, dict[str, Any]]] = []
    functions = rulebook.functions

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_name not in functions or "influence_sim" not in frame.f_code.co_filename:
            return None
        if event == "return":
            seen.append((frame.f_code.co_name, dict(frame.f_locals)))
        return trace

    world = some_world()
    sizes = sizes_of(world)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with np.errstate(over="ignore"):  # products of 32-bit numbers wrap around in 64 bits
            schedule.play(world, empty(Situation, sizes), empty(Record, sizes), 1, 0)
    finally:
        sys.settrace(before)
    for function, variables in seen:
        for name, value in variables.items():
            if name in functions[function].kinds:
                yield function, name, value


def test_variables_have_in_a_run_the_kinds_that_the_reader_tells(rulebook: Rulebook) -> None:
    wrong = {
        (function, name, type(value).__name__)
        for function, name, value in variables_of_a_run(rulebook)
        if not isinstance(value, PYTHON_TYPES[rulebook[function].kinds[name]])
    }
    assert wrong == set()


def test_the_reader_finds_the_lines_that_python_finds(rulebook: Rulebook) -> None:
    assert rulebook["play"].line == inspect.getsourcelines(schedule.play)[1]
