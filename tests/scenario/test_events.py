"""Events: changes added up over the years in which they last."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from influence_sim.errors import InputError
from influence_sim.rules.shapes import World
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

WithModules = Callable[..., Scenario]
ROUTES = {"routes": {"rail": {"name": "Rail"}, "road": {"name": "Road"}}}


def world_of(with_modules: WithModules, **events: dict[str, Any]) -> World:
    listed = {key: {"name": key, **event} for key, event in events.items()}
    return build_world(with_modules({"corridors": ROUTES, "events": {"list": listed}}))


def refusal(with_modules: WithModules, **event: Any) -> str:
    with pytest.raises(InputError) as caught:
        world_of(with_modules, war={"years": [2002, 2003], **event})
    return str(caught.value)


def test_a_change_lasts_from_the_first_year_to_the_last(with_modules: WithModules) -> None:
    world = world_of(with_modules, war={"years": [2002, 2003], "budget": {"north": -0.3}})
    assert world.event_budget[:, 0].tolist() == [0, -0.3, -0.3] + [0] * 9
    assert not world.event_budget[:, 1].any()


@pytest.mark.parametrize(
    ("years", "counts"), [([1990, 2001], [0]), ([2012, 2050], [11]), ([1, 9999], list(range(12))), ([2001, 2001], [0])]
)
def test_years_outside_the_simulated_ones_are_left_aside(
    with_modules: WithModules, years: list[int], counts: list[int]
) -> None:
    world = world_of(with_modules, war={"years": years, "budget": -0.3})
    assert world.event_budget[:, 0].nonzero()[0].tolist() == counts


def test_changes_are_those_said_for_each_kind(with_modules: WithModules) -> None:
    world = world_of(
        with_modules,
        war={
            "years": [2001, 2001],
            "ties": {"north": -0.15},
            "standing": {"south": {"bora": -0.3}},
            "corridors": {"road": -1},
            "squeeze": {"south": {"works": 0.4}},
        },
    )
    assert world.event_ties[0].tolist() == [[-0.15] * 3, [0] * 3]
    assert world.event_standing[0].tolist() == [[0] * 3, [0, -0.3, 0]]
    assert world.event_corridor[0].tolist() == [0, -1]
    assert world.event_squeeze[0].tolist() == [[0, 0], [0, 0.4]]


def test_events_of_one_year_add_up(with_modules: WithModules) -> None:
    world = world_of(
        with_modules,
        war={"years": [2001, 2002], "budget": {"north": -0.3}},
        boom={"years": [2002, 2003], "budget": 0.1},
    )
    assert_allclose(world.event_budget[:4], np.array([[-0.3, 0], [-0.2, 0.1], [0.1, 0.1], [0, 0]]))


def test_an_event_that_is_off_counts_for_nothing_wherever_it_lies(with_modules: WithModules) -> None:
    world = world_of(with_modules, war={"years": [1950, 1951], "on": False, "budget": -0.3, "ties": -1})
    assert not world.event_budget.any() and not world.event_ties.any()


@pytest.mark.parametrize("years", [[1990, 2000], [2013, 2014]])
def test_an_event_outside_the_simulated_years_is_refused(with_modules: WithModules, years: list[int]) -> None:
    said = refusal(with_modules, years=years)
    assert f"modules.events.list.war.years is {years}; it must have a year from 2001 to 2012" in said


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"years": [2003, 2002]}, "war.years is [2003, 2002]; the first year must not lie after the last"),
        ({"years": 2003}, "war.years is 2003; it must be a pair [first, last]"),
        ({"years": [2003]}, "war.years is [2003]; it must be a pair [first, last]"),
        ({"budget": {"norht": -0.1}}, 'war.budget.norht names no power of this scenario; did you mean "north"?'),
        ({"budget": {"north": -1.5}}, "war.budget.north is -1.5; it must be from -1 to 1000"),
        ({"budget": {"north": {"alba": 1}}}, "war.budget.north is {alba: 1}; it must be a number"),
        ({"ties": {"north": {"works": -1}}}, "war.ties.north.works names no state of this scenario"),
        ({"corridors": {"rall": -1}}, 'war.corridors.rall names no corridor of this scenario; did you mean "rail"?'),
        ({"squeeze": {"south": {"works": 1.4}}}, "war.squeeze.south.works is 1.4; it must be from 0 to 1"),
        (
            {"squeeze": {"south": {"work": 0.4}}},
            "war.squeeze.south.work names no channel of this scenario; did you mean",
        ),
        ({"on": 1}, "war.on is 1; it must be true or false"),
        ({"evidence": "hearsay"}, 'war.evidence is "hearsay"'),
        ({"budgets": 1}, 'unknown key "budgets" in modules.events.list.war; did you mean "budget"?'),
    ],
)
def test_a_slip_is_told_where_it_stands(with_modules: WithModules, event: dict[str, Any], said: str) -> None:
    assert said in refusal(with_modules, **event)
