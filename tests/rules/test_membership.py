"""Who belongs to a forum: replay, the clock, the wish and the consent."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.membership import (
    MEMBER,
    NO_MEMBER,
    OBSERVER,
    decided_status,
    market_of,
    membership_utility,
    membership_weight,
    reconsider,
    replay_memberships,
    settle_memberships,
)
from influence_sim.rules.shapes import Situation, World

DRAW = st.floats(0.0, 1.0, exclude_max=True)


def test_a_member_counts_one_an_outsider_nothing_and_an_observer_its_weight() -> None:
    world = world_of(observer_weight=0.3)
    assert [membership_weight(world, status) for status in (MEMBER, OBSERVER, NO_MEMBER)] == [1.0, 0.3, 0.0]


@pytest.mark.parametrize(("branch", "moving", "dictated"), [(2, 1, True), (1, 1, False), (1, 0, True)])
def test_history_dictates_before_the_branch_and_where_memberships_do_not_move(
    branch: int, moving: int, dictated: bool
) -> None:
    world = world_of(branch=branch, moving=moving, history=[[[0, 0]], [[1, 2]]])
    now = situation_of(world, status=[[2, 0]], intention=[[2, 0]])
    replay_memberships(world, now, 0, 1)
    assert now.status[0].tolist() == ([1, 2] if dictated else [2, 0])
    assert now.intention[0].tolist() == now.status[0].tolist()


def test_the_market_of_a_forum_is_trade_with_its_powers_and_other_members() -> None:
    # .4 with the first power, a member; .2 · 1 and .1 · .5 with a member and an observer; not with itself
    world = world_of(
        states=3, years=1, power_member=[[[1, 0]]], trade_with_power=[[0.4, 0, 0], [0.3, 0, 0]],
        trade_with_state=[[0.9, 0, 0], [0.2, 0, 0], [0.1, 0, 0]], observer_weight=0.5,
    )  # fmt: skip
    now = situation_of(world, status=[[2, 2, 1]])
    assert market_of(world, now, 0, 0, 0) == pytest.approx(0.65)


def test_the_utility_of_belonging_by_hand() -> None:
    # ln(1 + .003/.003) + 2 · .4 − .5 · (.5 + 2 · .25) + .5 = .6931 + .8 − .5 + .5
    world = world_of(
        states=1, years=1, effort_saturation=0.003, market_weight=2.0, power_member=[[[1, 0]]],
        trade_with_power=[[0.4], [0]], autonomy_scale=1.0, autonomy_base=0.5, autonomy_rents=0.0, autonomy_shallow=0.5,
        autonomy_deep=2.0, membership_constant=0.5,
    )  # fmt: skip
    now = situation_of(world, receipts=[[0.003]], depth=[0.25])
    assert membership_utility(world, now, 0, 0, 0) == pytest.approx(1.4931471806)


def test_a_deeper_forum_costs_more_autonomy() -> None:
    world = world_of(states=1, years=1, autonomy_scale=1.0, autonomy_base=0.5, autonomy_rents=0.0, autonomy_deep=2.0)
    shallow, deep = (membership_utility(world, situation_of(world, depth=[d]), 0, 0, 0) for d in (0.1, 0.4))
    assert shallow - deep == pytest.approx(0.3)  # .5 · 2 · (.4 − .1)


@pytest.mark.parametrize(
    ("status", "choice", "answer", "decided"),
    [
        (NO_MEMBER, 0.5, 0.2, MEMBER),
        (NO_MEMBER, 0.5, 0.4, OBSERVER),
        (OBSERVER, 0.5, 0.2, MEMBER),
        (OBSERVER, 0.5, 0.4, OBSERVER),
        (MEMBER, 0.5, 0.4, MEMBER),
        (MEMBER, 0.7, 0.2, NO_MEMBER),
        (OBSERVER, 0.7, 0.2, NO_MEMBER),
        (NO_MEMBER, 0.7, 0.2, NO_MEMBER),
    ],
)
def test_decisions_with_a_wish_of_six_tenths_and_a_consent_of_three(
    status: int, choice: float, answer: float, decided: int
) -> None:
    assert decided_status(status, choice, 0.6, answer, 0.3) == decided


@given(choice=DRAW, answer=DRAW, status=st.sampled_from((NO_MEMBER, OBSERVER, MEMBER)))
def test_where_everybody_consents_nobody_observes(choice: float, answer: float, status: int) -> None:
    assert decided_status(status, choice, 0.6, answer, 1.0) in (NO_MEMBER, MEMBER)


@given(choice=DRAW, answer=DRAW)
def test_a_member_needs_no_consent(choice: float, answer: float) -> None:
    assert decided_status(MEMBER, choice, 0.6, answer, 0.0) in (NO_MEMBER, MEMBER)


def a_choice(states: int, **changes: object) -> tuple[World, Situation]:
    """A forum whose every state would belong with probability .8, and reconsiders with 1 − e^{−1} = .632 a year."""
    world = world_of(
        states=states,
        **{
            "branch": 0,
            "moving": 1,
            "forum_exists": [[1], [1]],
            "membership_revision_rate": 1.0,
            "membership_precision": 1.0,
            "membership_constant": math.log(4.0),
            "market_weight": 0.0,
            "autonomy_scale": 0.0,
            "consent": [1.0],
        }
        | changes,
    )
    return world, situation_of(world)


def intentions(states: int, runs: int, **changes: object) -> np.ndarray:
    """What outsiders decide in one step, over states and runs."""
    world, now = a_choice(states, **changes)
    found = []
    for run in range(runs):
        for s in range(states):
            reconsider(world, now, s, 0, 3, run, 1)
        found.append(now.intention[0].copy())
    return np.concatenate(found)


def test_states_join_as_often_as_clock_and_wish_say() -> None:
    # .632 · .8 = .5057; 4,000 draws: standard error .0079
    assert (intentions(40, 100) == MEMBER).mean() == pytest.approx(0.5057, abs=0.032)


def test_the_clock_ticks_as_often_as_its_rate_says() -> None:
    # everybody wishes; four steps a year at rate 2: 1 − e^{−.5} = .3935
    joined = intentions(40, 100, membership_constant=15.0, membership_revision_rate=2.0, steps_per_year=4)
    assert (joined == MEMBER).mean() == pytest.approx(0.3935, abs=0.031)


def test_the_refused_observe() -> None:
    # .5057 want to belong, three tenths of them find consent: .1517 and .3540
    joined = intentions(40, 100, consent=[0.3])
    assert (joined == MEMBER).mean() == pytest.approx(0.1517, abs=0.023)
    assert (joined == OBSERVER).mean() == pytest.approx(0.3540, abs=0.030)


def test_a_forum_that_does_not_exist_cannot_be_joined() -> None:
    assert (intentions(20, 10, forum_exists=[[0], [0]]) == NO_MEMBER).all()


@pytest.mark.parametrize("still", [{"branch": 1}, {"moving": 0}, {"membership_revision_rate": 0.0}])
def test_nobody_decides_before_the_branch_without_movement_or_without_ticks(still: dict[str, object]) -> None:
    assert (intentions(20, 10, **still) == NO_MEMBER).all()


def test_intentions_become_status_at_once_for_all() -> None:
    world, now = a_choice(3)
    now.intention[0] = [MEMBER, NO_MEMBER, OBSERVER]
    settle_memberships(now, 0)
    assert now.status[0].tolist() == [MEMBER, NO_MEMBER, OBSERVER]
    assert world.moving == 1


def test_a_decision_is_not_seen_before_it_settles() -> None:
    _, now = a_choice(20)
    world, _ = a_choice(20)
    for s in range(20):
        reconsider(world, now, s, 0, 3, 0, 1)
    assert now.intention.any()
    assert not now.status.any()
