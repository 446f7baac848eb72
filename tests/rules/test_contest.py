"""Equation 1: shares of a contest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.contest import contest, home_standing, independent_standing

STOCK = st.floats(0.0, 50.0)


def test_a_contest_by_hand() -> None:
    # standings 1 and 2, home 1: shares 1/4 and 2/4, independence 1/4
    world = world_of(states=1)
    now = situation_of(world, standing=[[1.0], [2.0]])
    contest(world, now, 0, 0)
    assert now.share[:, 0] == pytest.approx([0.25, 0.5])
    assert now.independence[0] == pytest.approx(0.25)
    assert now.contest_total[0] == pytest.approx(4.0)


@given(a=STOCK, b=STOCK, own=STOCK, forum=STOCK, weight=st.floats(0.0, 2.0))
def test_shares_and_independence_sum_to_one(a: float, b: float, own: float, forum: float, weight: float) -> None:
    world = world_of(states=1, leak_to_home=weight)
    now = situation_of(world, standing=[[a], [b]], own_hand=[own], forum_hand=[forum])
    contest(world, now, 0, 1)
    assert now.share.sum() + now.independence.sum() == pytest.approx(1.0)


def test_home_standing_is_one_in_the_first_year() -> None:
    world = world_of()
    assert [home_standing(world, s, 0) for s in range(2)] == [1.0, 1.0]


def test_home_standing_grows_with_the_economy() -> None:
    # 2 ** .4 = 1.3195
    world = world_of(states=1, state_gdp=[[100.0], [200.0]], home_growth_elasticity=0.4)
    assert home_standing(world, 0, 1) == pytest.approx(1.3195079108)


def test_without_elasticity_growth_makes_nobody_independent() -> None:
    world = world_of(states=1, state_gdp=[[100.0], [900.0]], home_growth_elasticity=0.0)
    assert home_standing(world, 0, 1) == 1.0


def test_forums_without_powers_and_leaked_credit_count_as_independence() -> None:
    # 1 + .3 + .5 · .4
    world = world_of(states=1, leak_to_home=0.5)
    now = situation_of(world, forum_hand=[0.3], own_hand=[0.4])
    assert independent_standing(world, now, 0, 0) == pytest.approx(1.5)


def test_without_powers_standing_a_state_is_all_its_own() -> None:
    world = world_of(states=1)
    now = situation_of(world)
    contest(world, now, 0, 0)
    assert now.independence[0] == 1.0
