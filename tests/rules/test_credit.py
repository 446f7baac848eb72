"""Equation 7: where leaked credit goes, and forums without powers."""

import math

import pytest
from rules.helpers import situation_of, world_of

from influence_sim.rules.credit import credits_no_power, depth_without_powers, strengthen_home

OWNED_AND_FREE = [[[0.5, 0.2], [0.0, 0.0]]]


def test_a_forum_that_credits_nobody_is_the_states_own() -> None:
    world = world_of(forums=2, years=1, forum_credit=OWNED_AND_FREE)
    assert [credits_no_power(world, f, 0) for f in (0, 1)] == [0.0, 1.0]


def test_depth_counts_for_home_where_no_power_is_credited() -> None:
    # .6 · .5 for an observer of the second forum; the first is a power's
    world = world_of(forums=2, years=1, forum_credit=OWNED_AND_FREE, observer_weight=0.5)
    now = situation_of(world, mean_depth=[0.9, 0.6], status=[[2, 2], [1, 0]])
    assert depth_without_powers(world, now, 0, 0) == pytest.approx(0.3)
    assert depth_without_powers(world, now, 1, 0) == 0.0


def test_the_states_own_hand_is_earned_and_fades_like_standing() -> None:
    # δ = ln 2: half is kept, gain 1/(2 ln 2) = .72135; leaked = ε earns η ln 2 = .2 · .69315
    world = world_of(standing_decay=math.log(2.0), standing_per_log_effort=0.2, effort_saturation=0.01)
    now = situation_of(world, own_hand=[0.4, 0.0], leaked=[0.01, 0.0])
    strengthen_home(world, now, 0, 0)
    assert now.own_hand[0] == pytest.approx(0.2 + 0.2 * 0.6931471806 * 0.7213475204)


def test_forums_without_powers_feed_a_stock_of_their_own() -> None:
    # η_f d M = .1 · .6 · 1, gain .72135
    world = world_of(standing_decay=math.log(2.0), standing_per_depth=0.1, forum_credit=[[[0, 0]], [[0, 0]]])
    now = situation_of(world, forum_hand=[0.4, 0.0], mean_depth=[0.6], status=[[2, 0]])
    strengthen_home(world, now, 0, 0)
    assert now.forum_hand[0] == pytest.approx(0.2 + 0.06 * 0.7213475204)


def test_nothing_leaked_leaves_the_own_hand_to_fade() -> None:
    world = world_of(standing_decay=0.1)
    now = situation_of(world, own_hand=[1.0, 0.0])
    strengthen_home(world, now, 0, 0)
    assert now.own_hand[0] == pytest.approx(math.exp(-0.1))
