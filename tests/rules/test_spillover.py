"""Equation 6: public goods belong to the good, not to the route."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.spillover import (
    alone_factor,
    bilateral_result,
    coordinate,
    coordination_between,
    fund_maturity,
    fund_result,
    weigh_neighbours,
)

LINE = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]  # the second of three states borders both others


def test_neighbours_share_what_spills_over_by_the_size_of_their_economies() -> None:
    # works in the second state: 30 and 10 of 40; works in the first: all for the second
    world = world_of(states=3, years=1, neighbour=LINE, state_gdp=[[30, 20, 10]])
    now = situation_of(world)
    for u in range(3):
        weigh_neighbours(world, now, u, 0)
    assert now.neighbour_weight[:, 1] == pytest.approx([0.75, 0.0, 0.25])
    assert now.neighbour_weight[:, 0] == pytest.approx([0.0, 1.0, 0.0])


@given(seed=st.integers(0, 2**32 - 1))
def test_what_spills_over_is_all_shared_or_there_is_no_neighbour(seed: int) -> None:
    world = world_of(states=5, seed=seed)
    now = situation_of(world)
    for u in range(5):
        weigh_neighbours(world, now, u, 0)
        neighbours = sum(world.neighbour[s, u] for s in range(5))
        assert now.neighbour_weight[:, u].sum() == pytest.approx(1.0 if neighbours else 0.0)


def test_an_island_has_nobody_to_serve() -> None:
    world = world_of(neighbour=[[0, 0], [0, 0]])
    now = situation_of(world)
    weigh_neighbours(world, now, 0, 0)
    assert now.neighbour_weight.sum() == 0.0


@pytest.mark.parametrize(
    ("tick", "maturity"),
    [(1, 0.0), (2, 0.0), (3, 0.5 / 3), (4, 0.5), (6, 1.0), (9, 1.0)],
    ids=["before", "the year before", "half a year old", "a year and a half", "full", "for good"],
)
def test_a_fund_matures_over_three_years_from_its_opening(tick: int, maturity: float) -> None:
    world = world_of(coordination_phase_in=3.0)
    assert fund_maturity(world, situation_of(world, opens=[2.0]), 0, tick) == pytest.approx(maturity)


def test_a_fund_that_was_never_founded_does_not_mature() -> None:
    world = world_of(coordination_phase_in=3.0)
    assert fund_maturity(world, situation_of(world, opens=[-1.0]), 0, 50) == 0.0


def test_without_a_phase_in_a_fund_coordinates_at_once() -> None:
    world = world_of(coordination_phase_in=0.0)
    now = situation_of(world, opens=[2.0])
    assert [fund_maturity(world, now, 0, tick) for tick in (2, 3)] == [0.0, 1.0]


def test_a_forum_coordinates_a_part_of_what_is_not_coordinated_already() -> None:
    # .3 + .7 · .5 · .4 = .44 between members, half the gain with an observer of weight .5, none with an outsider
    world = world_of(states=3, bilateral_coordination=0.3, forum_coordination_gain=0.5, observer_weight=0.5)
    now = situation_of(world, status=[[2, 1, 0]])
    assert coordination_between(world, now, 0, 0, 0, 0.4) == pytest.approx(0.44)
    assert coordination_between(world, now, 0, 0, 1, 0.4) == pytest.approx(0.37)
    assert coordination_between(world, now, 0, 0, 2, 0.4) == pytest.approx(0.3)


def test_coordination_holds_the_degree_on_its_diagonal_and_weights_beside() -> None:
    world = world_of(bilateral_coordination=0.2, forum_coordination_gain=1.0, coordination_phase_in=0.0)
    now = situation_of(world, status=[[2, 2]], opens=[0.0], neighbour_weight=[[0, 0.6], [0.9, 0]])
    coordinate(world, now, 0, 1)
    assert now.coordination[0] == pytest.approx(np.array([[1.0, 0.6], [0.9, 1.0]]))


def test_an_uncoordinated_cross_border_work_is_worth_less_alone() -> None:
    # 1 − .5 · .8 · (1 − .25) = .7
    world = world_of(complementarity=0.5, non_rivalry=[0.8], non_rivalry_scale=1.0)
    assert alone_factor(world, 0, 0.25) == pytest.approx(0.7)
    assert alone_factor(world, 0, 1.0) == 1.0


def test_a_work_is_never_worth_less_than_nothing() -> None:
    assert alone_factor(world_of(complementarity=1.0, non_rivalry=[1.0], non_rivalry_scale=3.0), 0, 0.0) == 0.0


# Two neighbours; χ = .5, κ = .8, σ_0 = .25. The first state is paid 10, the second 20.
WORKS = {"complementarity": 0.5, "non_rivalry": [0.8], "non_rivalry_scale": 1.0, "bilateral_coordination": 0.25}
CROSSED = [[0, 1], [1, 0]]


def test_bilateral_money_serves_the_state_and_its_neighbour() -> None:
    # 10 · .7 + .8 · .25 · 20 = 7 + 4
    world = world_of(**WORKS)
    now = situation_of(world, paid=[[[10], [20]], [[0], [0]]], neighbour_weight=CROSSED)
    assert bilateral_result(world, now, 0, 0, 0) == pytest.approx(11.0)


def test_a_funds_money_does_the_same_where_it_coordinates_no_more() -> None:
    world = world_of(**WORKS)
    degree = [[[0.25, 0.25], [0.25, 0.25]]]
    now = situation_of(world, fund_paid=[[[[10], [20]]], [[[0], [0]]]], coordination=degree)
    assert fund_result(world, now, 0, 0, 0, 0) == pytest.approx(11.0)


def test_a_funds_money_does_more_where_it_coordinates() -> None:
    # σ = 1: 10 · 1 + .8 · 20 = 26
    world = world_of(**WORKS)
    now = situation_of(world, fund_paid=[[[[10], [20]]], [[[0], [0]]]], coordination=[[[1, 1], [1, 1]]])
    assert fund_result(world, now, 0, 0, 0, 0) == pytest.approx(26.0)


def test_a_private_good_stays_where_it_is() -> None:
    world = world_of(**WORKS | {"non_rivalry": [0.0]})
    now = situation_of(world, paid=[[[10], [20]], [[0], [0]]], neighbour_weight=CROSSED)
    assert bilateral_result(world, now, 0, 0, 0) == 10.0


@given(seed=st.integers(0, 2**32 - 1), g=st.floats(0.0, 1.0))
def test_more_coordination_never_makes_a_region_worse_off(seed: int, g: float) -> None:
    results = []
    for gain in (0.0, g):
        world = world_of(seed=seed, states=3, forum_coordination_gain=gain, coordination_phase_in=0.0)
        now = situation_of(world, status=[[2, 2, 1]], opens=[0.0])
        now.fund_paid[0, 0, :, 0] = [1.0, 2.0, 3.0]
        for u in range(3):
            weigh_neighbours(world, now, u, 0)
        coordinate(world, now, 0, 1)
        results.append(sum(fund_result(world, now, 0, 0, s, 0) for s in range(3)))
    assert results[1] >= results[0] - 1e-12
