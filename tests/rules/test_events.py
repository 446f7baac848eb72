"""Module events: what happens is data, with one size for all."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.budget import make_budget
from influence_sim.rules.events import (
    TRACE,
    event_factor,
    event_on_budget,
    event_on_corridor,
    event_on_fading,
    event_on_ties,
    squeezed_part,
)
from influence_sim.rules.shapes import World
from influence_sim.rules.standing import earn_standing, standing_by_ties

SIZE = st.floats(0.0, 2.0)
CHANGE = st.floats(-2.0, 2.0)
# In the second year something happens to the first power, in the first state, on the first corridor.
HAPPENS: dict[str, Any] = {
    "with_events": 1,
    "event_size": 0.5,
    "event_budget": [[0, 0], [-0.4, 0]],
    "event_ties": [[[0, 0], [0, 0]], [[-0.4, 0], [0, 0]]],
    "event_standing": [[[0, 0], [0, 0]], [[-0.4, 0], [0, 0]]],
    "event_corridor": [[0, 0], [-0.4, 0]],
    "event_squeeze": [[[0], [0]], [[0.4], [0]]],
    "corridor_open": [[1, 1], [1, 1]],
}
# Each kind of event: its factor for the first power, state, channel or corridor, and for another one.
FACTORS: dict[str, Callable[[World, int, int], float]] = {
    "budget": lambda world, who, year: event_on_budget(world, who, year),
    "ties": lambda world, who, year: event_on_ties(world, who, 0, year),
    "standing": lambda world, who, year: math.exp(-event_on_fading(world, who, 0, year)),
    "corridor": lambda world, who, year: event_on_corridor(world, who, year),
    "squeeze": lambda world, who, year: 1.0 - squeezed_part(world, who, 0, year),
}


def test_a_factor_by_hand() -> None:
    # 1 − .5 · .4
    assert event_factor(world_of(event_size=0.5), -0.4) == pytest.approx(0.8)


@given(size=SIZE, change=CHANGE)
def test_no_event_leaves_less_than_nothing(size: float, change: float) -> None:
    assert event_factor(world_of(event_size=size), change) >= 0.0


def test_an_event_takes_all_at_most() -> None:
    assert event_factor(world_of(event_size=2.0), -0.8) == 0.0


@pytest.mark.parametrize("kind", FACTORS)
def test_an_event_acts_where_and_when_it_happens(kind: str) -> None:
    world = world_of(**HAPPENS)
    factor = FACTORS[kind]
    assert factor(world, 0, 1) == pytest.approx(0.8)
    assert factor(world, 0, 0) == 1.0
    assert factor(world, 1, 1) == 1.0


@pytest.mark.parametrize("kind", FACTORS)
def test_without_the_module_nothing_happens(kind: str) -> None:
    assert FACTORS[kind](world_of(**HAPPENS | {"with_events": 0}), 0, 1) == 1.0


@pytest.mark.parametrize("kind", FACTORS)
def test_an_event_of_no_size_changes_nothing(kind: str) -> None:
    assert FACTORS[kind](world_of(**HAPPENS | {"event_size": 0.0}), 0, 1) == 1.0


@given(size=SIZE, change=st.floats(-0.99, 2.0))
def test_an_event_on_standing_leaves_its_factor_over_a_year(size: float, change: float) -> None:
    world = world_of(years=1, states=1, with_events=1, event_size=size, event_standing=[[[change], [0]]])
    left = math.exp(-event_on_fading(world, 0, 0, 0))
    assert left == pytest.approx(event_factor(world, change), abs=2 * TRACE)


def test_an_event_that_takes_all_leaves_a_trace() -> None:
    world = world_of(years=1, states=1, with_events=1, event_size=1.0, event_standing=[[[-1.5], [0]]])
    assert event_on_fading(world, 0, 0, 0) == pytest.approx(-math.log(1e-12))


@given(size=SIZE, change=CHANGE, openness=st.floats(0.0, 1.0))
def test_no_event_opens_a_corridor_wider_than_wide(size: float, change: float, openness: float) -> None:
    world = world_of(
        years=1, with_events=1, event_size=size, event_corridor=[[change, 0]], corridor_open=[[openness, 1]]
    )
    assert 0.0 <= openness * event_on_corridor(world, 0, 0) <= 1.0 + 1e-12


def test_an_event_opens_a_corridor_by_hand() -> None:
    # 1 + 1 · .5 of .4 open; of .8 open the rest, a quarter
    opened = {"years": 1, "with_events": 1, "event_size": 1.0, "event_corridor": [[0.5, 0.5]]}
    world = world_of(corridor_open=[[0.4, 0.8]], **opened)
    assert [event_on_corridor(world, k, 0) for k in range(2)] == pytest.approx([1.5, 1.25])


def test_no_event_opens_a_closed_corridor() -> None:
    world = world_of(years=1, with_events=1, event_size=1.0, event_corridor=[[9, 0]], corridor_open=[[0, 1]])
    assert event_on_corridor(world, 0, 0) == 1.0


@given(size=SIZE, cut=st.floats(0.0, 2.0))
def test_a_squeeze_cuts_a_part(size: float, cut: float) -> None:
    world = world_of(years=1, with_events=1, event_size=size, event_squeeze=[[[cut], [0]]])
    assert 0.0 <= squeezed_part(world, 0, 0, 0) <= 1.0


def test_an_event_acts_on_a_budget_of_history_too() -> None:
    money = {
        "budget_known": [[100, 100], [100, 100]],
        "presumed_budget_share": 0.0,
        "budget_scale": [1, 1],
        "budget_factor": [[1, 1], [1, 1]],
    }
    world = world_of(branch=2, upkeep=[[0, 0], [0, 0]], **HAPPENS | money)
    now = situation_of(world)
    for year, budget in ((0, 100.0), (1, 80.0)):
        make_budget(world, now, 0, year)
        assert now.budget[0] == pytest.approx(budget)


def test_an_event_acts_on_what_ties_earn() -> None:
    world, quiet = world_of(**HAPPENS), world_of(**HAPPENS | {"with_events": 0})
    now = situation_of(world, tie=[[2, 1], [1, 1]])
    assert standing_by_ties(world, now, 0, 0, 1) == pytest.approx(0.8 * standing_by_ties(quiet, now, 0, 0, 1))


@pytest.mark.parametrize("steps", [1, 4])
def test_an_event_acts_on_the_standing_there_is(steps: int) -> None:
    # nothing comes in and nothing fades: 5 · .8
    idle = {"tie_strength": 0.0, "standing_per_depth": 0.0, "standing_decay": 0.0}
    world = world_of(steps_per_year=steps, **HAPPENS | idle)
    now = situation_of(world, standing=[[5, 5], [5, 5]], standing_luck=[[1, 1], [1, 1]])
    for _ in range(steps):
        earn_standing(world, now, 0, 1)
    assert now.standing[0] == pytest.approx([4.0, 5.0])


@pytest.mark.parametrize("change", [-3.0, -1.6, -0.4, 0.4, 3.0])
def test_an_event_on_standing_costs_as_much_whatever_the_steps(change: float) -> None:
    # 5 there, 1 comes in during the year by ties, a tenth fades
    still = {"tie_strength": 1.0, "tie_gdp_elasticity": 0.0, "standing_per_depth": 0.0, "standing_decay": 0.1}
    happens = {"event_ties": [[[0, 0], [0, 0]]] * 2, "event_standing": [[[0, 0], [0, 0]], [[change, 0], [0, 0]]]}
    found = []
    for steps in (1, 16):
        world = world_of(steps_per_year=steps, **HAPPENS | still | happens)
        now = situation_of(world, standing=[[5, 5], [5, 5]], tie=[[1, 1], [0, 0]], standing_luck=[[1, 1], [1, 1]])
        for _ in range(steps):
            earn_standing(world, now, 0, 1)
        found.append(now.standing[0, 0])
    assert found[0] == pytest.approx(found[1])
