"""The starting situation."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.opening import (
    largest_pattern,
    open_forum,
    open_power,
    open_state,
    tie_growth,
    unscaled_tie,
    unscaled_total,
)


def test_a_tie_by_hand() -> None:
    # e^{−1 + 2 · 1 − .5 ln(.3 + .7)} = e
    world = world_of(tie_reach=[-1, 0], tie_border=2.0, tie_distance=-0.5, border=[[1, 0], [0, 0]],
                     distance=[[0.7, 5], [1, 1]])  # fmt: skip
    assert unscaled_tie(world, 0, 0) == pytest.approx(math.e)


def test_distance_loosens_ties() -> None:
    # 1.3/.3 times the distance, elasticity −1: .3/1.3 of the tie
    world = world_of(states=2, tie_border=0.0, tie_distance=-1.0, distance=[[0, 1], [0, 0]])
    assert unscaled_tie(world, 0, 1) / unscaled_tie(world, 0, 0) == pytest.approx(0.3 / 1.3)


def test_ties_have_grown_with_the_power_by_the_tie_year() -> None:
    world = world_of(power_gdp=[[4, 1], [9, 1]], gdp_year=0, tie_year=1, tie_gdp_elasticity=0.5)
    assert tie_growth(world, 0) == pytest.approx(1.5)  # (9/4) ** .5


@given(seed=st.integers(0, 2**32 - 1), total=st.floats(0.1, 5.0))
def test_all_ties_of_an_average_state_sum_to_their_total_in_the_tie_year(seed: int, total: float) -> None:
    world = world_of(powers=3, states=4, seed=seed, tie_total=total)
    now = situation_of(world)
    for p in range(3):
        open_power(world, now, p, unscaled_total(world), largest_pattern(world), 1, 0)
    ties = sum(now.tie[p, s] * tie_growth(world, p) for p in range(3) for s in range(4)) / 4
    assert ties == pytest.approx(total)


def test_the_strongest_power_begins_with_the_first_standing_on_average() -> None:
    # means .5 and .25: the first power gets 2 · (.4, .6)/.5, the second 2 · (.1, .4)/.5
    world = world_of(initial_pattern=[[0.4, 0.6], [0.1, 0.4]], initial_standing=2.0)
    now = situation_of(world)
    for p in range(2):
        open_power(world, now, p, unscaled_total(world), largest_pattern(world), 1, 0)
    assert now.standing[0] == pytest.approx([1.6, 2.4])
    assert now.standing[1] == pytest.approx([0.4, 1.6])


def test_without_a_pattern_nobody_begins_with_standing() -> None:
    world = world_of(initial_pattern=[[0, 0], [0, 0]])
    now = situation_of(world)
    open_power(world, now, 0, unscaled_total(world), largest_pattern(world), 1, 0)
    assert now.standing[0].tolist() == [0.0, 0.0]


def test_the_first_contest_is_held_before_the_first_step() -> None:
    world = world_of(states=1)
    now = situation_of(world, standing=[[1.0], [2.0]])
    open_state(world, now, 0)
    assert now.share[:, 0] == pytest.approx([0.25, 0.5])


@pytest.mark.parametrize(("branch", "moving", "first"), [(1, 1, [2, 1]), (0, 0, [2, 1]), (0, 1, [0, 0])])
def test_members_are_those_of_history_unless_there_is_none(branch: int, moving: int, first: list[int]) -> None:
    world = world_of(branch=branch, moving=moving, history=[[[2, 1]], [[0, 0]]])
    now = situation_of(world)
    open_forum(world, now, 0)
    assert now.status[0].tolist() == now.intention[0].tolist() == first


def test_no_fund_is_open_at_first() -> None:
    world = world_of()
    now = situation_of(world)
    open_forum(world, now, 0)
    assert now.opens[0] < 0.0


def test_at_first_states_accept_all_and_nothing_is_urgent() -> None:
    world = world_of(channels=2)
    now = situation_of(world, acceptance=[[0, 0], [0, 0]], urgency=[[0, 0], [0, 0]])
    for p in range(2):
        open_power(world, now, p, unscaled_total(world), largest_pattern(world), 1, 0)
    assert (now.acceptance == 1.0).all()
    assert (now.urgency == 1.0).all()
