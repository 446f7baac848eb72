"""Module corridors: ties follow the ways between a power and a state, and who controls a way gains from its use."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, views, world_of
from worlds import worlds

from influence_sim.rules import schedule, shapes
from influence_sim.rules.corridors import (
    conductance,
    conductance_along,
    corridors_through,
    find_passage,
    money_for,
    money_that_builds,
    open_corridor,
    open_passage,
    open_width,
    passage_cost,
    passage_factor,
    pay_works,
    plan_works,
    record_corridor,
    standing_by_control,
    use_corridors,
    widen,
)
from influence_sim.rules.shapes import Situation, World

# One state; the first power reaches it by both corridors, 2,000 km each, the second by the second corridor only.
WAYS: dict[str, Any] = {
    "years": 1,
    "states": 1,
    "with_corridors": 1,
    "corridor_open": [[1, 1]],
    "corridor_length": [[[2, 2]], [[0, 4]]],
    "corridor_capacity": [1, 1],
}
LENGTH = st.floats(0.2, 10.0)
WIDTH = st.floats(0.01, 5.0)


# Passage


def test_two_equal_corridors_by_hand() -> None:
    # 2 / √2, and 2 once one of them is closed
    now = situation_of(world_of(**WAYS), capacity=[1, 1])
    assert passage_cost(conductance(world_of(**WAYS), now, 0, 0, 0)) == pytest.approx(1.4142136)
    assert passage_cost(conductance(world_of(**WAYS | {"corridor_open": [[1, 0]]}), now, 0, 0, 0)) == 2.0


def test_a_corridor_that_does_not_serve_carries_nothing() -> None:
    assert conductance_along(5.0, 0.0) == 0.0


def test_the_width_of_a_corridor_is_its_capacity_as_far_as_it_is_open() -> None:
    # 3 lines, half open, and four fifths of that by an event
    event = {"with_events": 1, "event_size": 1.0, "event_corridor": [[-0.2, 0]]}
    now = situation_of(world_of(**WAYS), capacity=[3, 1])
    assert open_width(world_of(**WAYS | {"corridor_open": [[0.5, 1]]}), now, 0, 0) == 1.5
    assert open_width(world_of(**WAYS | event | {"corridor_open": [[0.5, 1]]}), now, 0, 0) == pytest.approx(1.2)


@given(lengths=st.tuples(LENGTH, LENGTH), capacity=st.tuples(WIDTH, WIDTH))
def test_a_closed_route_adds_nothing(lengths: tuple[float, float], capacity: tuple[float, float]) -> None:
    closed = world_of(**WAYS | {"corridor_open": [[1, 0]], "corridor_length": [[list(lengths)], [[0, 0]]]})
    without = world_of(**WAYS | {"corridor_length": [[[lengths[0], 0]], [[0, 0]]]})
    now = situation_of(closed, capacity=list(capacity))
    assert conductance(closed, now, 0, 0, 0) == conductance(without, now, 0, 0, 0)


@given(lengths=st.tuples(LENGTH, LENGTH), capacity=st.tuples(WIDTH, WIDTH))
def test_a_second_route_costs_nobody_anything(lengths: tuple[float, float], capacity: tuple[float, float]) -> None:
    world = world_of(**WAYS | {"corridor_length": [[list(lengths)], [[lengths[0], 0]]]})
    now = situation_of(world, capacity=list(capacity))
    both, one = (passage_cost(conductance(world, now, p, 0, 0)) for p in (0, 1))
    assert both < one


def test_passage_by_hand() -> None:
    # half the ease of passage costs √2 as much: 2^{−.5 · .9}
    assert passage_factor(0.5, 1.0, 0.9) == pytest.approx(0.7320428)


def test_passage_of_who_had_no_way_at_the_start_stays_as_it_was() -> None:
    assert passage_factor(2.0, 0.0, 0.9) == 1.0


@pytest.mark.parametrize(("elasticity", "factor"), [(0.9, 0.0), (0.0, 1.0)])
def test_who_loses_all_ways_loses_all_ties_unless_these_follow_no_ways(elasticity: float, factor: float) -> None:
    assert passage_factor(0.0, 1.0, elasticity) == factor


@given(now_open=st.floats(0.0, 10.0), more=st.floats(0.01, 5.0), at_start=WIDTH, elasticity=st.floats(0.0, 3.0))
def test_an_easier_passage_never_loosens_ties(now_open: float, more: float, at_start: float, elasticity: float) -> None:
    before = passage_factor(now_open, at_start, elasticity)
    assert passage_factor(now_open + more, at_start, elasticity) >= before


@pytest.mark.parametrize("on", [0, 1])
def test_before_the_first_step_every_passage_is_one(on: int) -> None:
    # 2/4 + 1/4 for the first power, 1/16 for the second
    world = world_of(**WAYS | {"with_corridors": on, "corridor_capacity": [2, 1]})
    now = situation_of(world, passage=[[7], [7]])
    for k in range(2):
        open_corridor(world, now, k)
    for p in range(2):
        open_passage(world, now, p)
    assert now.capacity.tolist() == [2.0, 1.0]
    assert now.first_conductance[:, 0] == pytest.approx([0.75, 0.0625])
    assert now.passage[:, 0].tolist() == [1.0, 1.0]


@given(world=worlds())
@settings(max_examples=40)
def test_passage_at_the_start_is_one_for_everybody(world: World) -> None:
    on = world._replace(with_corridors=1)
    now = shapes.empty(Situation, shapes.sizes_of(on))
    schedule.open_run(views(on), views(now), 1, 0)
    for p in range(now.passage.shape[0]):
        find_passage(views(on), views(now), p, 0)
    assert (now.passage == 1.0).all()


def test_passage_follows_the_corridors() -> None:
    # the first power has half of its ease left, the second none
    world = world_of(corridor_elasticity=1.0, **WAYS | {"corridor_open": [[1, 0]]})
    now = situation_of(world, capacity=[1, 1], first_conductance=[[0.5], [0.0625]])
    for p in range(2):
        find_passage(world, now, p, 0)
    assert now.passage[:, 0] == pytest.approx([np.sqrt(0.5), 0.0])


def test_without_the_module_passage_follows_nothing() -> None:
    world = world_of(**WAYS | {"corridor_open": [[1, 0]], "with_corridors": 0})
    now = situation_of(world, capacity=[1, 1], first_conductance=[[0.5], [0.0625]])
    find_passage(world, now, 0, 0)
    assert now.passage[0, 0] == 1.0


# Use and control


def test_a_states_use_of_corridors_by_hand() -> None:
    # ties 3 and 1: the first power's go half by each corridor, the second's all by the second
    world = world_of(**WAYS)
    now = situation_of(world, capacity=[1, 1], tie=[[3], [1]])
    use_corridors(world, now, 0, 0)
    assert now.corridor_use[0] == pytest.approx([0.375, 0.625])


def test_a_power_without_an_open_way_uses_none() -> None:
    world = world_of(**WAYS | {"corridor_open": [[1, 0]]})
    now = situation_of(world, capacity=[1, 1], tie=[[3], [1]])
    use_corridors(world, now, 0, 0)
    assert now.corridor_use[0] == pytest.approx([0.75, 0.0])


def test_a_state_without_ties_uses_no_corridor() -> None:
    world = world_of(**WAYS)
    now = situation_of(world, capacity=[1, 1])
    use_corridors(world, now, 0, 0)
    assert now.corridor_use[0].tolist() == [0.0, 0.0]


def test_without_the_module_no_corridor_is_used() -> None:
    world = world_of(**WAYS | {"with_corridors": 0})
    now = situation_of(world, capacity=[1, 1], tie=[[3], [1]])
    use_corridors(world, now, 0, 0)
    assert now.corridor_use[0].tolist() == [0.0, 0.0]


@given(seed=st.integers(0, 2**32 - 1), capacity=st.tuples(WIDTH, WIDTH), ties=st.tuples(WIDTH, WIDTH))
def test_uses_of_all_corridors_are_parts_of_one_whole(
    seed: int, capacity: tuple[float, float], ties: tuple[float, float]
) -> None:
    world = world_of(seed=seed, with_corridors=1)
    now = situation_of(world, capacity=list(capacity), tie=[[ties[0]] * 2, [ties[1]] * 2])
    for s in range(2):
        use_corridors(world, now, s, 1)
    assert (now.corridor_use >= 0.0).all()
    assert (now.corridor_use.sum(axis=1) <= 1.0 + 1e-12).all()


def test_standing_by_control_by_hand() -> None:
    # .1 · (.5 · .4 + 1 · .6)
    world = world_of(**WAYS, corridor_toll=0.1, corridor_control=[[0.5, 1], [0.5, 0]])
    now = situation_of(world, corridor_use=[[0.4, 0.6]])
    assert standing_by_control(world, now, 0, 0) == pytest.approx(0.08)
    assert standing_by_control(world, now, 1, 0) == pytest.approx(0.02)


# Works and capacity

WORKS: dict[str, Any] = {"with_corridors": 1, "years": 1, "corridor_works": [[[0.1, 0], [0, 0.2]]], "corridor_lag": 0.0}


def test_a_power_plans_its_part_of_the_budget_for_works() -> None:
    world = world_of(**WORKS)
    now = situation_of(world, budget=[100, 50])
    for p in range(2):
        plan_works(world, now, p, 0)
    assert now.works == pytest.approx(np.array([[10.0, 0.0], [0.0, 10.0]]))


def test_works_wait_in_a_pipe() -> None:
    # as commitments do: 100 a year into an empty pipe of four years
    world = world_of(**WORKS | {"corridor_lag": 4.0})
    now = situation_of(world, works=[[100, 0], [0, 0]])
    pay_works(world, now, 0)
    assert now.works_paid[0, 0] == pytest.approx(11.5203133)
    assert now.works_pending[0, 0] == pytest.approx(88.4796867)


def test_without_the_module_nobody_works_at_a_corridor() -> None:
    world = world_of(**WORKS | {"with_corridors": 0})
    now = situation_of(world, budget=[100, 50])
    plan_works(world, now, 0, 0)
    now.works_pending[0, 0] = 7.0
    pay_works(world, now, 0)
    assert now.works.sum() == now.works_paid.sum() == 0.0
    assert now.works_pending[0, 0] == 7.0


# Two states: both corridors cross the first, the second alone crosses the second; one of two channels builds.
CROSSING: dict[str, Any] = {
    "channels": 2,
    "with_corridors": 1,
    "builds_corridors": [1, 0],
    "corridor_crosses": [[1, 1], [0, 1]],
    "vehicle": [0, -1],
    "regional_share": [[[0], [0]], [[0], [0]]],
}


def paid_where_corridors_pass() -> tuple[World, Situation]:
    """30 + 10 bilaterally and 20 through a fund build in the first state, 8 in the second."""
    world = world_of(**CROSSING)
    now = situation_of(world, paid=[[[30, 99], [8, 99]], [[10, 99], [0, 99]]])
    now.fund_paid[:, 0, 0] = [[20.0, 99.0], [55.0, 99.0]]  # the second power sends nothing through the forum
    return world, now


def test_corridors_through_a_state_are_counted() -> None:
    world = world_of(**CROSSING)
    assert [corridors_through(world, s) for s in range(2)] == [2, 1]


def test_bilateral_and_pooled_money_of_a_building_channel_builds() -> None:
    world, now = paid_where_corridors_pass()
    assert [money_that_builds(world, now, s) for s in range(2)] == [60.0, 8.0]


def test_money_in_a_state_is_spread_over_its_corridors_and_works_stay_at_theirs() -> None:
    # 60/2 for the first; 60/2 + 8 and works of 5 + 2 for the second
    world, now = paid_where_corridors_pass()
    now.works_paid[:, 1] = [5.0, 2.0]
    assert money_for(world, now, 0) == pytest.approx(30.0)
    assert money_for(world, now, 1) == pytest.approx(45.0)


def test_money_widens_a_corridor_by_hand() -> None:
    # 500 M$ a year at .2 a 1000 M$, for half a year: .05 lines more, without decay
    given = {"corridor_build": 0.2, "corridor_decay": 0.0, "steps_per_year": 2}
    world = world_of(**CROSSING | given | {"corridor_crosses": [[0, 0], [0, 0]]})
    now = situation_of(world, capacity=[1.5, 1], works_paid=[[500, 0], [0, 0]])
    widen(world, now, 0)
    assert now.capacity.tolist() == pytest.approx([1.55, 1.0])


@given(first=st.floats(0.0, 5.0), natural=st.floats(0.0, 5.0), decay=st.floats(0.05, 1.0))
def test_without_money_capacity_returns_to_that_of_the_start(first: float, natural: float, decay: float) -> None:
    world = world_of(**WAYS | {"corridor_capacity": [natural, 1]}, corridor_decay=decay, corridor_crosses=[[0, 0]])
    now = situation_of(world, capacity=[first, 1])
    for _ in range(40):
        before = abs(now.capacity[0] - natural)
        widen(world, now, 0)
        assert abs(now.capacity[0] - natural) <= before + 1e-12
    assert now.capacity[0] == pytest.approx(natural + (first - natural) * np.exp(-40 * decay), abs=1e-9)


@given(decay=st.floats(0.0, 1.0), natural=st.floats(0.0, 5.0))
def test_without_money_capacity_stays_where_it_began(decay: float, natural: float) -> None:
    world = world_of(**WAYS | {"corridor_capacity": [natural, 1]}, corridor_decay=decay, corridor_crosses=[[0, 0]])
    now = situation_of(world)
    open_corridor(world, now, 0)
    widen(world, now, 0)
    assert now.capacity[0] == pytest.approx(natural)


@given(money=st.floats(0.0, 5e3), decay=st.floats(0.0, 1.0), build=st.floats(0.0, 2.0))
def test_steady_money_widens_a_corridor_as_much_whatever_the_steps(money: float, decay: float, build: float) -> None:
    found = []
    for steps in (1, 16):
        world = world_of(**WAYS, steps_per_year=steps, corridor_decay=decay, corridor_build=build)
        now = situation_of(world, capacity=[1, 1], works_paid=[[money, 0], [0, 0]])
        for _ in range(steps):
            widen(world, now, 0)
        found.append(now.capacity[0])
    assert found[0] == pytest.approx(found[1])


def test_without_the_module_no_corridor_widens() -> None:
    world = world_of(**CROSSING | {"with_corridors": 0})
    now = situation_of(world, capacity=[1.5, 1], works_paid=[[500, 0], [0, 0]])
    widen(world, now, 0)
    assert now.capacity.tolist() == [1.5, 1.0]


def test_capacity_is_written_down_as_far_as_it_is_open() -> None:
    world = world_of(**WAYS | {"corridor_open": [[0.5, 1]]})
    record = record_of(world)
    record_corridor(world, situation_of(world, capacity=[3, 1]), record, 0, 0)
    assert record.capacity[0].tolist() == [1.5, 0.0]


def test_without_the_module_no_capacity_is_told() -> None:
    world = world_of(**WAYS | {"with_corridors": 0})
    record = record_of(world)
    record_corridor(world, situation_of(world, capacity=[3, 1]), record, 0, 0)
    assert record.capacity.sum() == 0.0
