from typing import Any

import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Parameter, World, fields, is_whole
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.names import name_id
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world, checked

BOTH = pytest.mark.parametrize("name", ["baseline", "classroom"])


@BOTH
@pytest.mark.parametrize("field", World._fields)
def test_every_field_has_the_shape_that_its_axes_say(name: str, field: str) -> None:
    scenario = load_scenario(name)
    value = getattr(build_world(scenario, [strategy("institution")]), field)
    kind, about = next((kind, about) for each, kind, about in fields(World) if each == field)
    if kind in (int, float):
        assert type(value) is kind
        return
    lengths = {"Y": len(scenario.calendar), **{axis: len(keys) for axis, keys in scenario.keys.items()}}
    assert value.shape == tuple(lengths[axis] for axis in about.axes)
    assert value.dtype == (np.int64 if is_whole(kind) else np.float64)
    assert value.flags.c_contiguous
    assert value.flags.writeable


@BOTH
@pytest.mark.parametrize("field", World._fields)
def test_every_number_is_finite_and_every_parameter_in_its_range(name: str, field: str) -> None:
    value = getattr(build_world(load_scenario(name)), field)
    about = next(about for each, _, about in fields(World) if each == field)
    assert np.all(np.isfinite(value))
    if isinstance(about, Parameter):
        assert np.all((about.low <= value) & (value <= about.high))


@BOTH
def test_two_worlds_of_one_scenario_are_equal_and_share_no_array(name: str) -> None:
    scenario = load_scenario(name)
    one, two = build_world(scenario), build_world(scenario)
    for field in World._fields:
        assert np.array_equal(getattr(one, field), getattr(two, field))
        if isinstance(getattr(one, field), np.ndarray):
            assert not np.shares_memory(getattr(one, field), getattr(two, field))


def test_roles_become_indices(classroom: Scenario) -> None:
    world = build_world(classroom)
    assert (world.focal, world.own_forum) == (1, 0)
    assert world.rival.tolist() == [1, 0]
    assert world.vehicle.tolist() == [-1, 0]
    assert world.convenor.tolist() == [1]


def test_names_become_addresses(classroom: Scenario) -> None:
    world = build_world(classroom)
    assert world.power_id.tolist() == [name_id("north"), name_id("south")]
    assert world.state_id.tolist() == [name_id(key) for key in ("alba", "bora", "cima")]
    assert world.forum_id.tolist() == [name_id("council")]


def test_years_become_indices(baseline: Scenario) -> None:
    world = build_world(baseline)
    first = baseline.years.first
    assert baseline.branch is not None
    assert world.branch == baseline.branch - first
    assert world.gdp_year == baseline.reference_years.gdp - first  # type: ignore[operator]
    assert world.tie_year == baseline.reference_years.ties - first  # type: ignore[operator]


def test_without_a_branch_history_dictates_nothing(classroom: Scenario) -> None:
    assert (classroom.branch, build_world(classroom).branch) == (None, 0)


def test_without_replay_history_dictates_nothing(baseline: Scenario) -> None:
    assert build_world(load_scenario(baseline, {"replay": False})).branch == 0


@pytest.mark.parametrize(("switch", "moving"), [(True, 1), (False, 0)])
def test_memberships_move_where_the_scenario_says_so(classroom: Scenario, switch: bool, moving: int) -> None:
    assert build_world(load_scenario(classroom, {"membership_by_clock": switch})).moving == moving


def test_without_reference_years_the_first_year_counts(classroom: Scenario) -> None:
    world = build_world(classroom)
    assert (world.gdp_year, world.tie_year) == (0, 0)


def test_swapped_roles_change_roles_alone(classroom: Scenario) -> None:
    swapped = build_world(load_scenario(classroom, {"roles.focal": "north", "roles.rivals": ["south"]}))
    world = build_world(classroom)
    differ = {name for name in World._fields if not np.array_equal(getattr(world, name), getattr(swapped, name))}
    assert differ == {"focal", "rival", "uses"}


def test_actors_in_another_order_have_their_numbers_in_that_order(classroom: Scenario) -> None:
    turned = {key: classroom.states[key].model_dump() for key in ("cima", "alba", "bora")}
    world, other = build_world(classroom), build_world(load_scenario(classroom, {"states": turned}))
    order = [2, 0, 1]
    assert np.array_equal(other.state_gdp, world.state_gdp[:, order])
    assert np.array_equal(other.state_id, world.state_id[order])
    assert np.array_equal(other.neighbour, world.neighbour[np.ix_(order, order)])
    assert np.array_equal(other.history, world.history[:, :, order])


def test_a_scenario_without_forums_has_a_world(classroom: Scenario) -> None:
    power = {**classroom.powers["south"].model_dump(), "forum": None}
    lonely = load_scenario(
        classroom,
        {
            "forums": {},
            "roles.own_forum": None,
            "powers.south": power,
            "facts.memberships": {},
            "parameters.forum_credit": {"others": 0},
            "parameters.forum_activity": 0,
            "parameters.depth_ceiling": 0,
        },
    )
    assert build_world(lonely).regional_share.shape == (12, 2, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("population", np.ones((12, 2))),
        ("population", np.full((12, 3), np.nan)),
        ("population", np.ones((12, 3), dtype=np.int64)),
        ("population", np.ones((3, 12)).T),
        ("credit_leak", 1),
    ],
)
def test_a_world_that_is_not_as_its_axes_say_is_refused(classroom: Scenario, field: str, value: Any) -> None:
    with pytest.raises(InputError, match=rf'scenario "classroom": the \w+ {field} is not a finite number'):
        checked(build_world(classroom)._replace(**{field: value}), classroom)
