import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence_sim.rules.chance import PRIOR, uniform
from influence_sim.rules.shapes import World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.names import name_id
from influence_sim.scenario.parameters import Wrong, known_parameters
from influence_sim.scenario.priors import Prior, describe_draw, draw_parameters, read_priors
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

KEYS: Mapping[str, tuple[str, ...]] = {"P": ("north", "south"), "S": ("alba",), "F": ("league",), "C": ("aid",)}
LEAK = "parameters.credit_leak.prior"


@pytest.fixture(scope="module")
def world(classroom: Scenario) -> World:
    return build_world(classroom)


def same(one: Any, other: Any) -> bool:
    return bool(np.array_equal(one, other))


def changed(one: World, other: World) -> set[str]:
    """The fields in which two worlds differ."""
    return {name for name in World._fields if not same(getattr(one, name), getattr(other, name))}


def draws(scenario: Scenario, name: str, runs: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    world = build_world(scenario)
    return np.array([getattr(draw_parameters(scenario, world, 1, run), name) for run in range(runs)], dtype=float)


@pytest.mark.parametrize(
    ("raw", "prior"),
    [
        (None, Prior()),
        ("fixed", Prior()),
        ({"uniform": [0, 0.5]}, Prior("uniform", 0, 0.5)),
        ({"loguniform": [0.1, 0.5]}, Prior("loguniform", 0.1, 0.5)),
        ({"times": [0, 2]}, Prior("times", 0, 2)),
        ({"times_log": [0.5, 2]}, Prior("times_log", 0.5, 2)),
        ({"plus": [-1, 1]}, Prior("plus", -1, 1)),
        ({"half_zero": {"uniform": [0, 0.2]}}, Prior("uniform", 0, 0.2, half_zero=True)),
    ],
)
def test_each_form_of_a_prior_is_read(raw: Any, prior: Prior) -> None:
    assert read_priors("credit_leak", raw, KEYS) == [prior]


def test_a_choice_is_between_all_words() -> None:
    assert read_priors("rivals_answer", {"choice": ["none", "copy", "outspend"]}, KEYS) == [Prior("choice", 0, 2)]


def test_elements_may_have_their_own_priors() -> None:
    raw = {"north": {"times": [1, 2]}}
    assert read_priors("budget_scale", raw, KEYS) == [Prior("times", 1, 2), Prior()]


def test_others_have_the_prior_of_others() -> None:
    raw = {"north": "fixed", "others": {"times": [1, 2]}}
    assert read_priors("budget_scale", raw, KEYS) == [Prior(), Prior("times", 1, 2)]


@pytest.mark.parametrize(
    ("name", "raw", "keys", "sentence"),
    [
        ("credit_leak", {"unifrm": [0, 1]}, (), "is {unifrm: [0, 1]}; it must be one of: fixed, uniform"),
        ("credit_leak", "uniform", (), 'is "uniform"; it must be fixed or one of: uniform'),
        ("credit_leak", 0.3, (), "is 0.3; it must be fixed or one of"),
        ("credit_leak", {"uniform": [1, 0]}, ("uniform",), "is [1, 0]; it must be two numbers, the lower first"),
        ("credit_leak", {"uniform": [0.5, 0.5]}, ("uniform",), "is [0.5, 0.5]; it must be two numbers"),
        ("credit_leak", {"uniform": [0]}, ("uniform",), "is [0]; it must be two numbers"),
        ("credit_leak", {"uniform": [0, True]}, ("uniform",), "is [0, true]; it must be two numbers"),
        ("credit_leak", {"uniform": [0, float("nan")]}, ("uniform",), "is [0, nan]; it must be two numbers"),
        ("credit_leak", {"uniform": [0, 2]}, ("uniform",), "is [0, 2]; a value must be from 0 to 1"),
        ("credit_leak", {"loguniform": [0, 1]}, ("loguniform",), "is [0, 1]; it must be two numbers above 0"),
        ("credit_leak", {"times": [-1, 1]}, ("times",), "is [-1, 1]; it must be two numbers of at least 0"),
        ("credit_leak", {"choice": ["a", "b"]}, (), "is {choice: "),
        ("credit_leak", {"half_zero": "fixed"}, ("half_zero",), 'is "fixed"; it must hold uniform or loguniform'),
        ("effort_saturation", {"half_zero": {"uniform": [1, 2]}}, ("half_zero",), "is {uniform: [1, 2]}; it must hold"),
        ("rivals_answer", {"uniform": [0, 2]}, (), "is {uniform: [0, 2]}; it must be {choice: "),
        ("rivals_answer", {"choice": ["none"]}, ("choice",), 'is ["none"]; it must be ["none", "copy", "outspend"]'),
        ("channel_weight", {"uniform": [0, 1]}, (), "must be fixed: the weights sum to 1"),
        ("budget_scale", {"west": "fixed"}, ("west",), "names no power of this scenario"),
        ("budget_scale", {"north": {"x": 1}}, ("north",), "is {x: 1}; it must be fixed or one of"),
    ],
)
def test_a_prior_that_cannot_be_drawn_is_refused(
    name: str, raw: Any, keys: tuple[str | int, ...], sentence: str
) -> None:
    with pytest.raises(Wrong) as caught:
        read_priors(name, raw, KEYS)
    assert caught.value.keys == keys
    assert caught.value.sentence.startswith(sentence)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_draw_lies_between_its_ends(u: float) -> None:
    assert 2 <= Prior("uniform", 2, 5).at(u, 7) <= 5
    assert 2 * (1 - 1e-12) <= Prior("loguniform", 2, 5).at(u, 7) <= 5 * (1 + 1e-12)
    assert 14 <= Prior("times", 2, 5).at(u, 7) <= 35
    assert 5 <= Prior("plus", -2, 2).at(u, 7) <= 9
    assert Prior("choice", 0, 2).at(u, 1) in (0, 1, 2)


def test_half_of_a_loguniform_lies_below_the_geometric_mean() -> None:
    assert math.isclose(Prior("loguniform", 0.5, 8).at(0.5, 1), 2)
    assert math.isclose(Prior("times_log", 0.5, 8).at(0.5, 3), 6)


def test_a_draw_is_the_one_of_its_address(classroom: Scenario, world: World) -> None:
    u = uniform(5, 7, 0, PRIOR, name_id("credit_leak"), 0)
    assert draw_parameters(classroom, world, 5, 7).credit_leak == 0.8 * u


def test_an_element_is_drawn_by_its_name(classroom: Scenario, world: World) -> None:
    u = uniform(5, 7, 0, PRIOR, name_id("tie_reach"), name_id("south"))
    assert draw_parameters(classroom, world, 5, 7).tie_reach[1] == world.tie_reach[1] - 0.5 + u


def test_the_same_seed_and_run_give_the_same_world(classroom: Scenario, world: World) -> None:
    assert changed(draw_parameters(classroom, world, 3, 4), draw_parameters(classroom, world, 3, 4)) == set()


@pytest.mark.parametrize(("seed", "run"), [(4, 4), (3, 5)])
def test_another_seed_or_run_draws_every_parameter_anew(classroom: Scenario, world: World, seed: int, run: int) -> None:
    both = changed(draw_parameters(classroom, world, 3, 4), draw_parameters(classroom, world, seed, run))
    drawn = {plan.name for plan in classroom.drawn}
    may_coincide = {"rivals_answer", "standing_per_depth", "money_to_depth"}  # discrete, or with half their mass at 0
    assert drawn - may_coincide <= both <= drawn


def test_only_parameters_with_a_prior_are_drawn(classroom: Scenario, world: World) -> None:
    assert changed(world, draw_parameters(classroom, world, 3, 4)) <= {plan.name for plan in classroom.drawn}


def test_the_world_that_is_drawn_from_is_not_changed(classroom: Scenario, world: World) -> None:
    before = {name: np.copy(getattr(world, name)) for name in World._fields}
    draw_parameters(classroom, world, 3, 4)
    assert all(same(before[name], getattr(world, name)) for name in before)


@pytest.mark.parametrize("prior", ["fixed", {"uniform": [0, 0.1]}, {"half_zero": {"uniform": [0, 1]}}])
def test_another_prior_moves_no_other_draw(classroom: Scenario, world: World, prior: Any) -> None:
    other = load_scenario(classroom, {LEAK: prior})
    moved = changed(draw_parameters(classroom, world, 3, 4), draw_parameters(other, world, 3, 4))
    assert moved == {"credit_leak"}


def test_one_power_more_moves_no_other_draw(classroom: Scenario, world: World, tmp_path: Path) -> None:
    (tmp_path / "larger.yaml").write_text(
        """
        extends: classroom
        powers: {east: {name: East, colour: "#000000", colour_dark: "#FFFFFF"}}
        parameters: {forum_credit: {value: {council: {east: 0}}}}
        facts: {power_gdp: {east: 1000000}, budgets: {east: 10}}
        """,
        encoding="utf-8",
    )
    larger = load_scenario(tmp_path / "larger.yaml")
    two, three = draw_parameters(classroom, world, 3, 4), draw_parameters(larger, build_world(larger), 3, 4)
    assert [key for key in larger.powers if key != "east"] == list(classroom.powers)
    for name in known_parameters():
        axes = known_parameters()[name].about.axes
        if "P" in axes:
            kept = np.delete(getattr(three, name), list(larger.powers).index("east"), axis=axes.index("P"))
            assert same(kept, getattr(two, name))
        else:
            assert same(getattr(three, name), getattr(two, name))


def test_half_of_the_draws_are_zero(classroom: Scenario) -> None:
    zero = draws(load_scenario(classroom, {LEAK: {"half_zero": {"uniform": [0, 1]}}}), "credit_leak", 400) == 0
    assert abs(zero.mean() - 0.5) < 4 * 0.5 / math.sqrt(400)


def test_the_size_of_a_draw_does_not_depend_on_whether_it_is_zero(classroom: Scenario) -> None:
    halved = draws(load_scenario(classroom, {LEAK: {"half_zero": {"uniform": [0, 1]}}}), "credit_leak", 50)
    whole = draws(load_scenario(classroom, {LEAK: {"uniform": [0, 1]}}), "credit_leak", 50)
    assert halved[halved > 0].tolist() == whole[halved > 0].tolist()


def test_each_word_comes_up_as_often_as_the_others(classroom: Scenario) -> None:
    counts = np.bincount(draws(classroom, "rivals_answer", 600).astype(int), minlength=3)
    assert np.abs(counts - 200).max() < 4 * math.sqrt(600 * 2 / 9)


def test_a_uniform_prior_has_its_mean_and_spread(classroom: Scenario) -> None:
    drawn = draws(classroom, "credit_leak", 600)  # uniform 0 to 0.8: mean 0.4, spread 0.8/sqrt(12) = 0.231
    assert abs(drawn.mean() - 0.4) < 4 * 0.231 / math.sqrt(600)
    assert abs(drawn.std() - 0.231) < 0.02


def test_draws_are_kept_inside_the_range(classroom: Scenario) -> None:
    scenario = load_scenario(
        classroom, {"parameters.credit_leak": 0.9, "parameters.credit_leak.prior": {"plus": [-1, 1]}}
    )
    drawn = draws(scenario, "credit_leak", 100)
    assert (drawn.min(), drawn.max()) == (0.0, 1.0)


def test_a_draw_around_a_value_starts_from_that_of_the_world(classroom: Scenario, world: World) -> None:
    doubled = world._replace(disbursement_lag=2 * world.disbursement_lag)
    once = draw_parameters(classroom, world, 3, 4).disbursement_lag
    assert draw_parameters(classroom, doubled, 3, 4).disbursement_lag.tolist() == (2 * once).tolist()


def test_a_step_in_time_is_drawn_as_one(classroom: Scenario) -> None:
    scenario = load_scenario(
        classroom,
        {
            "parameters.forum_credit.council.south": {2001: 0.2, 2005: 0.4},
            "parameters.forum_credit.prior": {"times": [0.5, 1.5]},
        },
    )
    credit = draw_parameters(scenario, build_world(scenario), 3, 4).forum_credit[:, 0, 1]
    assert math.isclose(credit[11] / credit[0], 2)
    assert credit[0] != 0.2


def test_types_and_shapes_stay(classroom: Scenario, world: World) -> None:
    drawn = draw_parameters(classroom, world, 3, 4)
    for name in known_parameters():
        one, other = getattr(world, name), getattr(drawn, name)
        assert type(one) is type(other)
        assert np.shape(one) == np.shape(other)


def test_a_draw_is_described_by_the_paths_that_overrides_take(classroom: Scenario, world: World) -> None:
    drawn = draw_parameters(classroom, world, 3, 4)
    told = describe_draw(classroom, drawn)
    assert told["credit_leak"] == drawn.credit_leak
    assert told["tie_reach.south"] == drawn.tie_reach[1]
    assert told["rivals_answer"] in ("none", "copy", "outspend")
    again = load_scenario(classroom, {f"parameters.{path}": value for path, value in told.items()})
    assert changed(build_world(again), drawn) == set()
