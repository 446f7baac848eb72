"""Corridors: where they go, how open they are, who controls them."""

from collections.abc import Callable
from typing import Any

import pytest

from influence_sim.errors import InputError
from influence_sim.rules.shapes import World
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

WithModules = Callable[..., Scenario]
RAIL: dict[str, Any] = {
    "name": "Rail",
    "capacity": 2,
    "open": {2002: 1, 2005: 0.5},
    "control": {"north": 0.7},
    "crosses": ["cima"],
    "length": {"south": {"alba": 7.5, "others": 8}, "north": 2.5},
    "sea": {"alba": 6},
}


def world_of(with_modules: WithModules, **rail: Any) -> World:
    section = {"builds": ["works"], "routes": {"road": {"name": "Road"}, "rail": {**RAIL, **rail}}}
    return build_world(with_modules({"corridors": section}))


def test_the_axis_of_corridors_is_that_of_the_routes(with_modules: WithModules) -> None:
    section = {"routes": {"road": {"name": "Road"}, "rail": RAIL}}
    assert with_modules({"corridors": section}).keys["K"] == ("road", "rail")


def test_a_corridor_is_what_its_route_says(with_modules: WithModules) -> None:
    world = world_of(with_modules)
    assert world.corridor_length[:, :, 1].tolist() == [[2.5, 2.5, 2.5], [7.5, 8, 8]]
    assert world.sea_length[:, 1].tolist() == [6, 0, 0]
    assert world.corridor_capacity.tolist() == [1, 2]
    assert world.corridor_open[:, 1].tolist() == [1.0] * 4 + [0.5] * 8
    assert world.corridor_control.tolist() == [[0, 0.7], [0, 0]]
    assert world.corridor_crosses.tolist() == [[0, 0], [0, 0], [0, 1]]
    assert world.builds_corridors.tolist() == [0, 1]


def test_a_route_that_says_nothing_is_an_open_line_to_nowhere(with_modules: WithModules) -> None:
    world = world_of(with_modules)
    assert world.corridor_open[:, 0].tolist() == [1.0] * 12
    assert not world.corridor_length[:, :, 0].any() and not world.sea_length[:, 0].any()


@pytest.mark.parametrize(
    ("rail", "said"),
    [
        ({"control": {"north": 0.7, "south": 0.4}}, "rail.control sums to 1.1 over the powers; it must sum to at most"),
        ({"control": {"nort": 1}}, 'rail.control.nort names no power of this scenario; did you mean "north"?'),
        ({"control": {"north": 2}}, "rail.control.north is 2; it must be from 0 to 1"),
        ({"crosses": ["albo"]}, 'rail.crosses.0 is "albo", which is no state of this scenario; did you mean "alba"?'),
        ({"crosses": ["alba", "alba"]}, 'rail.crosses.1 is "alba", which stands twice; keep one'),
        ({"length": {"south": {"alba": 0}}}, "rail.length.south.alba is 0; it must be above 0, at most 1000"),
        ({"length": {"south": {"albo": 1}}}, "rail.length.south.albo names no state of this scenario"),
        ({"sea": -1}, "rail.sea is -1; it must be above 0"),
        ({"open": 1.5}, "rail.open is 1.5; it must be from 0 to 1"),
        ({"open": {2001: -1}}, "rail.open.2001 is -1; it must be from 0 to 1"),
        ({"open": "soon"}, 'rail.open is "soon"; it must be a number'),
        ({"capacity": -1}, "rail.capacity is -1; it must be"),
        ({"name": "Road"}, 'rail.name is "Road", as that of road; names differ'),
        ({"lenght": 1}, 'unknown key "lenght" in modules.corridors.routes.rail; did you mean "length"?'),
    ],
)
def test_a_slip_is_told_where_it_stands(with_modules: WithModules, rail: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        world_of(with_modules, **rail)
    assert said in str(caught.value)


def test_builds_names_channels(with_modules: WithModules) -> None:
    with pytest.raises(InputError, match=r'builds\.0 is "work", which is no channel .*; did you mean "works"'):
        with_modules({"corridors": {"builds": ["work"]}})


def test_a_route_needs_a_usable_key(with_modules: WithModules) -> None:
    with pytest.raises(InputError, match=r"routes\.none is a reserved word"):
        with_modules({"corridors": {"routes": {"none": RAIL}}})
