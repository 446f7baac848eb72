"""Worlds as JSON: every bit arrives, in few characters."""

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from worlds import make_world, worlds

from influence_sim.engines.javascript import world_json
from influence_sim.rules import shapes
from influence_sim.rules.shapes import World


def read_back(text: str) -> dict[str, Any]:
    """The fields of a world from its JSON, each list repeated to the length that its axes say."""
    values = json.loads(text)
    for name, kind, said in shapes.fields(World):
        if said.axes:
            shape = [values[axis] for axis in said.axes]
            repeated = np.resize(np.array(values[name], float), shape)
            values[name] = repeated.astype(np.int64 if shapes.is_whole(kind) else float)
    return values


@settings(max_examples=30)
@given(world=worlds())
def test_every_bit_of_a_world_comes_back(world: World) -> None:
    values = read_back(world_json(world))
    for name, value in world._asdict().items():
        assert np.asarray(values[name], np.asarray(value).dtype).tobytes() == np.asarray(value).tobytes(), name


def test_lists_that_repeat_are_written_once() -> None:
    world = make_world(np.random.default_rng(1), years=6)
    values = json.loads(world_json(world._replace(history=np.zeros_like(world.history))))
    assert values["history"] == [0]
    assert len(values["reactivity"]) == 3  # one year of the same emphasis each year
    assert len(values["state_gdp"]) == 6 * 4


def test_the_sign_of_a_zero_is_kept() -> None:
    world = make_world(np.random.default_rng(1))
    budget = np.zeros_like(world.budget_known)
    budget[0, 0] = -0.0
    found = read_back(world_json(world._replace(budget_known=budget, shocks=-0.0)))
    assert np.signbit(found["budget_known"]).sum() == 1
    assert math.copysign(1.0, found["shocks"]) == -1.0


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        world_json(make_world(np.random.default_rng(1), shocks=math.inf))


def test_javascript_reads_every_field_back(twins: Callable[..., Any]) -> None:
    world = make_world(np.random.default_rng(4), modules=True, forums=0)
    fields = [("world", name) for name, _, _ in shapes.fields(World)]
    twins("def rule(x):\n    return x\n", world).agree("rule", (1.0,), fields=fields)
