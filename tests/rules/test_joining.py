"""States decide: the market, the utility, the clock, the wish and the consent."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, views, world_of

from influence_sim.rules.joining import (
    consent_in_step,
    decided_status,
    market_of,
    membership_utility,
    reconsider,
)
from influence_sim.rules.membership import MEMBER, NO_MEMBER, OBSERVER
from influence_sim.rules.shapes import Situation, World

DRAW = st.floats(0.0, 1.0, exclude_max=True)


def test_the_market_of_a_forum_is_trade_with_its_powers_and_other_members() -> None:
    # .4 with the first power, a member; .2 · 1 and .1 · .5 with a member and an observer; not with itself
    world = world_of(
        states=3, years=1, power_member=[[[1, 0]]], trade_with_power=[[0.4, 0, 0], [0.3, 0, 0]],
        trade_with_state=[[0.9, 0, 0], [0.2, 0, 0], [0.1, 0, 0]], observer_weight=0.5,
    )  # fmt: skip
    now = situation_of(world, status=[[2, 2, 1]])
    assert market_of(world, now, 0, 0, 0) == pytest.approx(0.65)


def test_the_utility_of_belonging_by_hand() -> None:
    # a fund that pays 3 to its only member, of 1000: ln(1 + .003/.003) + 2 · .4 − .5 · (.5 + 2 · .25) + .5
    # = .6931 + .8 − .5 + .5
    world = world_of(
        states=1, years=1, effort_saturation=0.003, market_weight=2.0, power_member=[[[1, 0]]],
        trade_with_power=[[0.4], [0]], autonomy_scale=1.0, autonomy_base=0.5, autonomy_rents=0.0, autonomy_shallow=0.5,
        autonomy_deep=2.0, membership_constant=0.5, leverage=0.0, channel_need=[[1]], state_gdp=[[1000]],
    )  # fmt: skip
    now = situation_of(world, status=[[2]], payment=[[2], [1]], depth=[0.25])
    assert membership_utility(world, now, 0, 0, 0) == pytest.approx(1.4931471806)


def test_a_fund_attracts_an_outsider_as_it_holds_its_only_member() -> None:
    given = {"states": 1, "years": 1, "channel_need": [[1]], "state_gdp": [[1000]]}
    outside, inside = (
        membership_utility(world_of(**given), situation_of(world_of(**given), status=[[status]], payment=[[3], [0]]),
                           0, 0, 0)
        for status in (NO_MEMBER, MEMBER)
    )  # fmt: skip
    unpaid = membership_utility(world_of(**given), situation_of(world_of(**given)), 0, 0, 0)
    assert outside == pytest.approx(inside)
    assert outside > unpaid


def test_a_deeper_forum_costs_more_autonomy() -> None:
    world = world_of(states=1, years=1, autonomy_scale=1.0, autonomy_base=0.5, autonomy_rents=0.0, autonomy_deep=2.0)
    shallow, deep = (membership_utility(world, situation_of(world, depth=[d]), 0, 0, 0) for d in (0.1, 0.4))
    assert shallow - deep == pytest.approx(0.3)  # .5 · 2 · (.4 − .1)


# Consent over a step


@pytest.mark.parametrize(("before", "chance"), [(0.0, 0.5948), (1.0, 0.9526)])
def test_consent_in_a_step_by_hand(before: float, chance: float) -> None:
    # wish .8, consent .5, one tick: turnover .2 + .4 = .6, settled .4/.6 = .6667, e^−.6 = .5488, 1 − e^−1 = .6321
    # outsider: .6667 · .4512 = .3008 over .6321 · .8; member: .8496 − .3679 = .4817 over the same
    assert consent_in_step(before, 0.8, 0.5, 1.0, 1.0 - math.exp(-1.0)) == pytest.approx(chance, abs=1e-4)


def by_number_of_ticks(before: float, wish: float, consent: float, ticks: float) -> float:
    """The same by adding up over how many ticks fall into the step, given that there is one; a Poisson number."""
    member, weight, everything, found = before, math.exp(-ticks), 0.0, 0.0
    for k in range(1, 120):
        weight *= ticks / k
        found += weight * (member + (1.0 - member) * consent)
        everything += weight
        member = wish * (member + (1.0 - member) * consent)
    return found / everything


def by_small_steps(before: float, wish: float, consent: float, ticks: float, steps: int = 1 << 14) -> float:
    """The same by a Markov chain of small steps with at most one tick each.

    States: outside and inside before the first tick, outside and inside after it.
    """
    tick = ticks / steps
    joins, stays = tick * wish * consent, tick * wish
    chain = np.array(
        [
            [1.0 - tick, 0.0, tick - joins, joins],
            [0.0, 1.0 - tick, tick - stays, stays],
            [0.0, 0.0, 1.0 - joins, joins],
            [0.0, 0.0, tick - stays, 1.0 - tick + stays],
        ]
    )
    _, _, outside, inside = np.array([1.0 - before, before, 0.0, 0.0]) @ np.linalg.matrix_power(chain, steps)
    return float(inside / ((outside + inside) * wish))


@pytest.mark.parametrize("before", [0.0, 1.0])
@pytest.mark.parametrize("ticks", [0.05, 1.0, 4.0])
@pytest.mark.parametrize(("wish", "consent"), [(0.8, 0.5), (0.3, 0.1), (0.95, 0.9), (0.5, 0.0), (1.0, 0.2)])
def test_consent_in_a_step_is_that_of_a_chain_of_small_steps(
    wish: float, consent: float, ticks: float, before: float
) -> None:
    exact = consent_in_step(before, wish, consent, ticks, 1.0 - math.exp(-ticks))
    assert exact == pytest.approx(by_small_steps(before, wish, consent, ticks), abs=1e-3)  # measured: 1.5e-4


CHANCE = st.just(0.0) | st.just(1.0) | st.floats(1e-3, 1.0)
BEFORE = st.sampled_from([0.0, 1.0])
TICKS = st.floats(1e-3, 20.0)


@given(before=BEFORE, wish=st.floats(1e-3, 1.0), consent=CHANCE, ticks=TICKS)
def test_consent_in_a_step_is_that_over_any_number_of_ticks(
    before: float, wish: float, consent: float, ticks: float
) -> None:
    found = consent_in_step(before, wish, consent, ticks, 1.0 - math.exp(-ticks))
    assert found == pytest.approx(by_number_of_ticks(before, wish, consent, ticks), abs=1e-9)


@given(before=BEFORE, wish=CHANCE, consent=CHANCE, ticks=TICKS)
def test_consent_in_a_step_is_a_probability(before: float, wish: float, consent: float, ticks: float) -> None:
    assert -1e-9 <= consent_in_step(before, wish, consent, ticks, 1.0 - math.exp(-ticks)) <= 1.0 + 1e-9


@given(before=BEFORE, wish=st.floats(1e-3, 1.0), ticks=TICKS)
def test_where_all_consent_a_state_that_wishes_belongs(before: float, wish: float, ticks: float) -> None:
    assert consent_in_step(before, wish, 1.0, ticks, 1.0 - math.exp(-ticks)) == pytest.approx(1.0, abs=1e-9)


@given(wish=st.floats(1e-3, 1.0), consent=CHANCE)
def test_with_one_tick_at_most_an_outsider_needs_consent_once_and_a_member_none(wish: float, consent: float) -> None:
    ticks = 1e-6
    chance = 1.0 - math.exp(-ticks)
    assert consent_in_step(0.0, wish, consent, ticks, chance) == pytest.approx(consent, abs=1e-5)
    assert consent_in_step(1.0, wish, consent, ticks, chance) == pytest.approx(1.0, abs=1e-5)


@given(before=BEFORE, wish=st.floats(0.01, 1.0), consent=st.floats(0.05, 1.0))
def test_over_very_many_ticks_where_a_state_began_is_forgotten(before: float, wish: float, consent: float) -> None:
    # w c / (1 − w + w c) belong, and the last tick of w wanted to
    settled = consent / (1.0 - wish + wish * consent)
    assert consent_in_step(before, wish, consent, 5000.0, 1.0) == pytest.approx(settled)


@pytest.mark.parametrize("before", [0.0, 1.0])
@pytest.mark.parametrize(("wish", "consent", "ticks"), [(1.0, 0.0, 1.0), (0.0, 0.5, 1.0), (0.8, 0.5, 0.0)])
def test_where_nothing_can_happen_a_state_stays_what_it_was(
    before: float, wish: float, consent: float, ticks: float
) -> None:
    assert consent_in_step(before, wish, consent, ticks, 1.0 - math.exp(-ticks)) == before


# Decisions


@pytest.mark.parametrize(
    ("choice", "answer", "decided"),
    [(0.5, 0.2, MEMBER), (0.5, 0.3, OBSERVER), (0.5, 0.4, OBSERVER), (0.6, 0.2, NO_MEMBER), (0.7, 0.4, NO_MEMBER)],
)
def test_decisions_with_a_wish_of_six_tenths_and_a_consent_of_three(choice: float, answer: float, decided: int) -> None:
    assert decided_status(choice, 0.6, answer, 0.3) == decided


@given(choice=DRAW, answer=DRAW)
def test_where_everybody_consents_nobody_observes(choice: float, answer: float) -> None:
    assert decided_status(choice, 0.6, answer, 1.0) in (NO_MEMBER, MEMBER)


def a_choice(states: int, **changes: object) -> tuple[World, Situation]:
    """A forum whose every state would belong with probability .8, and reconsiders with 1 − e^{−1} = .632 a year."""
    world = world_of(
        states=states,
        **{
            "branch": 0,
            "moving": 1,
            "forum_exists": [[1], [1]],
            "eligible": [[1] * states],
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


def intentions(states: int, runs: int, before: int = NO_MEMBER, **changes: object) -> np.ndarray:
    """What states of one status decide in one step, over states and runs."""
    world, now = a_choice(states, **changes)
    now.status[...] = before
    seen, found = views(now), []
    for run in range(runs):
        for s in range(states):
            reconsider(world, seen, s, 0, 3, run, 1)
        found.append(now.intention[0].copy())
    return np.concatenate(found)


def test_states_join_as_often_as_clock_and_wish_say() -> None:
    # .632 · .8 = .5057; 4,000 draws: standard error .0079
    assert (intentions(8, 500) == MEMBER).mean() == pytest.approx(0.5057, abs=0.032)


def test_the_clock_ticks_as_often_as_its_rate_says() -> None:
    # everybody wishes; four steps a year at rate 2: 1 − e^{−.5} = .3935
    joined = intentions(8, 500, membership_constant=15.0, membership_revision_rate=2.0, steps_per_year=4)
    assert (joined == MEMBER).mean() == pytest.approx(0.3935, abs=0.031)


def test_the_refused_observe() -> None:
    # turnover .2 + .24 = .44: .24/.44 · (1 − e^−.44) = .1942 find consent of the .5057 who want to belong at last
    joined = intentions(8, 500, consent=[0.3])
    assert (joined == MEMBER).mean() == pytest.approx(0.1942, abs=0.025)
    assert (joined == OBSERVER).mean() == pytest.approx(0.3115, abs=0.030)


def test_an_observer_needs_consent_like_an_outsider() -> None:
    joined = intentions(8, 500, before=OBSERVER, consent=[0.3])
    assert (joined == MEMBER).mean() == pytest.approx(0.1942, abs=0.025)


def test_a_member_that_left_within_the_step_needs_consent_to_return() -> None:
    # .5455 + .4545 e^−.44 = .8382 belong at the end, .3679 of them without a tick; .1264 want to leave at last
    stayed = intentions(8, 500, before=MEMBER, consent=[0.3])
    assert (stayed == MEMBER).mean() == pytest.approx(0.8382, abs=0.024)
    assert (stayed == NO_MEMBER).mean() == pytest.approx(0.1264, abs=0.022)


@pytest.mark.parametrize("before", [NO_MEMBER, MEMBER])
def test_where_consent_is_certain_nobody_ends_a_step_as_an_observer(before: int) -> None:
    assert not (intentions(8, 250, before=before, membership_revision_rate=5.0) == OBSERVER).any()


def test_a_forum_that_does_not_exist_cannot_be_joined() -> None:
    assert (intentions(20, 10, forum_exists=[[0], [0]]) == NO_MEMBER).all()


@pytest.mark.parametrize("before", [NO_MEMBER, OBSERVER, MEMBER])
def test_a_state_to_which_a_forum_is_not_open_stays_what_it_is(before: int) -> None:
    decided = intentions(2, 100, before=before, eligible=[[0, 1]]).reshape(100, 2)
    assert (decided[:, 0] == before).all()
    assert (decided[:, 1] != before).any()


@pytest.mark.parametrize(
    "still", [{"branch": 1}, {"moving": 0}, {"universal_membership": 1.0}, {"membership_revision_rate": 0.0}]
)
def test_nobody_decides_where_memberships_are_dictated_or_the_clock_does_not_tick(still: dict[str, object]) -> None:
    assert (intentions(20, 10, **still) == NO_MEMBER).all()


def test_a_decision_is_not_seen_before_it_settles() -> None:
    _, now = a_choice(20)
    world, _ = a_choice(20)
    for s in range(20):
        reconsider(world, now, s, 0, 3, 0, 1)
    assert now.intention.any()
    assert not now.status.any()
