"""Draws of many runs at once: the bits of one run at a time."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from influence_sim.rules.shapes import World
from influence_sim.scenario.block_draws import CHUNK, BlockDraws, draw_block
from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

BITS_32 = st.integers(0, 2**32 - 1)
LEAK = "parameters.credit_leak"
LAST = 2**32 - 1


@pytest.fixture(scope="module")
def world(classroom: Scenario) -> World:
    return build_world(classroom)


@cache
def shipped(name: str) -> tuple[Scenario, World]:
    scenario = load_scenario(name)
    return scenario, build_world(scenario)


def differing(scenario: Scenario, world: World, seed: int, runs: Sequence[int]) -> list[tuple[int, str]]:
    """The runs and fields in which a block is not what is drawn run by run."""
    found = draw_block(scenario, world, seed, runs)
    wrong = []
    for k, run in enumerate(runs):
        single = draw_parameters(scenario, world, seed, run)
        block = world._replace(**{name: array[k] for name, array in found.items()})
        wrong += [(run, name) for name in World._fields if bits(getattr(single, name)) != bits(getattr(block, name))]
    return wrong


def bits(value: Any) -> tuple[Any, tuple[int, ...], bytes]:
    array = np.asarray(value)
    return array.dtype, array.shape, array.tobytes()


@pytest.mark.parametrize("name", shipped_names("scenario"))
@settings(max_examples=15)
@given(seed=BITS_32, runs=st.lists(BITS_32, min_size=1, max_size=5))
def test_a_block_of_a_shipped_scenario_has_the_bits_of_single_runs(name: str, seed: int, runs: list[int]) -> None:
    assert differing(*shipped(name), seed, runs) == []


@pytest.mark.parametrize("name", shipped_names("scenario"))
def test_all_that_has_a_prior_is_drawn_and_nothing_else(name: str) -> None:
    scenario, world = shipped(name)
    assert set(draw_block(scenario, world, 1, [0])) == {plan.name for plan in scenario.drawn}


@pytest.mark.parametrize(
    "prior",
    [
        {"uniform": [0.1, 0.7]},
        {"loguniform": [0.001, 0.7]},
        {"times": [0, 1.7]},
        {"times_log": [0.01, 30]},
        {"plus": [-1, 1]},
        {"half_zero": {"uniform": [0.1, 0.7]}},
        {"half_zero": {"loguniform": [0.1, 0.7]}},
        {"times": [1e300, 1e308]},
        {"times_log": [1e-300, 1e300]},
    ],
)
@pytest.mark.parametrize("value", [0.0, -0.0, 5e-324, 0.3, 1.0])
def test_every_form_of_a_prior_has_the_bits_of_single_runs(
    classroom: Scenario, world: World, prior: Any, value: float
) -> None:
    scenario = load_scenario(classroom, {f"{LEAK}.prior": prior})
    assert differing(scenario, world._replace(credit_leak=value), 7, range(12)) == []


@settings(max_examples=60)
@given(
    low=st.floats(-10, 10),
    width=st.floats(1e-6, 20),
    value=st.floats(0, 1),
    seed=BITS_32,
    form=st.sampled_from(["plus", "times", "times_log"]),
)
def test_any_ends_around_any_value_have_the_bits_of_single_runs(
    low: float, width: float, value: float, seed: int, form: str
) -> None:
    classroom, world = shipped("classroom")
    low = low if form == "plus" else abs(low) + 1e-9
    scenario = load_scenario(classroom, {f"{LEAK}.prior": {form: [low, low + width]}})
    assert differing(scenario, world._replace(credit_leak=value), seed, range(6)) == []


def test_all_years_of_an_element_share_its_draw(classroom: Scenario) -> None:
    steps = {
        "parameters.forum_credit.council.south": {2001: 0.2, 2005: 0.4},
        "parameters.forum_credit.prior": {"times": [0.5, 1.5]},
    }
    scenario = load_scenario(classroom, steps)
    world = build_world(scenario)
    assert differing(scenario, world, 3, range(9)) == []
    credit = draw_block(scenario, world, 3, range(9))["forum_credit"][:, :, 0, 1]
    assert np.array_equal(credit[:, 0], credit[:, 1])
    assert np.allclose(credit[:, 11] / credit[:, 0], 2)


def test_an_element_without_a_prior_keeps_its_value(classroom: Scenario, world: World) -> None:
    scenario = load_scenario(classroom, {"parameters.tie_reach.prior": {"south": {"plus": [-0.5, 0.5]}}})
    assert differing(scenario, world, 3, range(9)) == []
    drawn = draw_block(scenario, world, 3, range(9))["tie_reach"]
    assert np.all(drawn[:, 0] == world.tie_reach[0])
    assert np.all(drawn[:, 1] != world.tie_reach[1])


def test_a_world_other_than_the_scenarios_is_drawn_around(classroom: Scenario, world: World) -> None:
    doubled = world._replace(disbursement_lag=2 * world.disbursement_lag)
    once, twice = (draw_block(classroom, one, 3, [4])["disbursement_lag"] for one in (world, doubled))
    assert np.array_equal(twice, 2 * once)


def test_a_long_block_has_the_bits_of_short_ones(classroom: Scenario, world: World) -> None:
    runs = range(LAST - 2 * CHUNK - 5, LAST)
    long = draw_block(classroom, world, 1, runs)
    short = [draw_block(classroom, world, 1, [run]) for run in runs]
    for name, array in long.items():
        assert bits(array) == bits(np.concatenate([one[name] for one in short]))


def test_words_are_whole_numbers(classroom: Scenario, world: World) -> None:
    answers = draw_block(classroom, world, 1, range(60))["rivals_answer"]
    assert answers.dtype == np.int64
    assert set(answers.tolist()) == {0, 1, 2}


def test_no_runs_are_a_block_too(classroom: Scenario, world: World) -> None:
    found = draw_block(classroom, world, 1, [])
    assert found["credit_leak"].shape == (0,)
    assert found["tie_reach"].shape == (0, *world.tie_reach.shape)


def test_without_priors_nothing_is_drawn(classroom: Scenario, world: World) -> None:
    fixed = {f"parameters.{name}.prior": "fixed" for name in classroom.parameters}
    assert draw_block(load_scenario(classroom, fixed), world, 1, [1, 2]) == {}


def test_what_is_asked_for_alone_has_the_same_bits(classroom: Scenario, world: World) -> None:
    full = draw_block(classroom, world, 1, range(5))
    draws = BlockDraws(classroom, world, only={"tie_reach", "rivals_answer", "standing_per_depth"})
    some = draws.by_name(draws.cells(1, range(5)))
    assert set(some) == {"tie_reach", "rivals_answer", "standing_per_depth"}
    assert all(bits(some[name]) == bits(full[name]) for name in some)


def test_cells_hold_the_bits_of_each_parameter_with_runs_innermost(classroom: Scenario, world: World) -> None:
    draws = BlockDraws(classroom, world)
    cells = draws.cells(1, range(5))
    assert cells.shape == (draws.count, 5)
    for name, array in draw_block(classroom, world, 1, range(5)).items():
        assert cells[draws.places[name]].tobytes() == np.moveaxis(array, 0, -1).tobytes()


def test_the_world_that_is_drawn_around_is_not_changed(classroom: Scenario, world: World) -> None:
    before = {name: bits(getattr(world, name)) for name in World._fields}
    draw_block(classroom, world, 3, range(4))
    assert before == {name: bits(getattr(world, name)) for name in World._fields}
