"""World, Situation and Record say of every field what it is."""

import numpy as np
import pytest
from worlds import make_world

from influence_sim.rules.shapes import (
    Choice,
    Fact,
    Module,
    Parameter,
    Quantity,
    Record,
    Situation,
    World,
    empty,
    fields,
    is_whole,
    modules,
    sizes_of,
)

SHAPES = (World, Situation, Record)
NAMES = [(shape, name) for shape in SHAPES for name in shape._fields]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_field_is_said_in_its_place(shape: type) -> None:
    assert tuple(name for name, _, _ in fields(shape)) == shape._fields  # type: ignore[attr-defined]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_field_has_axes_a_unit_and_a_meaning(shape: type) -> None:
    for name, _, said in fields(shape):
        assert set(said.axes) <= set("YPSFCKR"), name
        assert said.unit, name
        assert said.meaning, name


def test_a_world_holds_what_is_given_and_the_others_what_the_rules_set() -> None:
    assert all(isinstance(said, Fact | Choice | Parameter | Module) for _, _, said in fields(World))
    assert all(isinstance(said, Quantity) for shape in (Situation, Record) for _, _, said in fields(shape))


def test_a_parameter_has_a_symbol_and_a_range() -> None:
    for name, _, said in fields(World):
        if isinstance(said, Parameter):
            assert said.symbol, name
            assert said.low < said.high, name


def test_only_numbers_have_no_axes() -> None:
    for shape in SHAPES:
        for name, kind, said in fields(shape):
            assert (kind in (int, float)) == (said.axes == ""), name


def test_every_field_of_a_record_is_told_by_year() -> None:
    assert all(said.axes.startswith("Y") for _, _, said in fields(Record))


def test_sizes_are_read_from_a_world() -> None:
    world = make_world(np.random.default_rng(1), powers=3, states=4, forums=2, channels=5, years=6, corridors=1)
    assert sizes_of(world) == {"Y": 6, "P": 3, "S": 4, "F": 2, "C": 5, "K": 1, "R": 3}


def test_what_is_empty_is_zero_and_as_long_as_its_axes() -> None:
    sizes = {"Y": 6, "P": 3, "S": 4, "F": 2, "C": 5, "K": 1, "R": 3}
    for shape in (Situation, Record):
        values = empty(shape, sizes)
        for name, kind, said in fields(shape):
            array = getattr(values, name)
            assert array.shape == tuple(sizes[axis] for axis in said.axes), name
            assert array.dtype == (np.int64 if is_whole(kind) else np.float64), name
            assert not array.any(), name


def test_a_module_is_a_switch_of_one_whole_number() -> None:
    switches = [(name, kind, said) for name, kind, said in fields(World) if isinstance(said, Module)]
    assert [name for name, _, _ in switches] == [f"with_{module}" for module in modules()]
    assert all(kind is int and said.axes == "" for _, kind, said in switches)


def test_a_field_belongs_to_the_core_or_to_a_module_that_there_is() -> None:
    for shape in SHAPES:
        for name, _, said in fields(shape):
            assert said.module in ("", *modules()), name


def test_no_module_is_without_a_field_of_its_own() -> None:
    owners = {said.module for shape in (World, Record) for _, _, said in fields(shape)}
    assert set(modules()) <= owners
