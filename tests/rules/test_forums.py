"""Equation 8: funds pool and pay, depth moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.forums import (
    activity_with_money,
    deepen,
    fund_income,
    grant,
    open_part,
    part_after_secretariat,
    pool,
    pooled_left,
)
from influence_sim.rules.shapes import Situation, World

MONEY = st.just(0.0) | st.floats(0.001, 1e4)
PART = st.floats(0.0, 1.0)


def test_the_income_of_a_fund_is_what_all_give() -> None:
    world = world_of()
    assert fund_income(situation_of(world, contribution=[[30], [12]]), 0) == 42.0


def test_the_secretariat_comes_first() -> None:
    assert part_after_secretariat(world_of(secretariat_cost=5.0), 20.0) == pytest.approx(0.75)


def test_a_secretariat_never_costs_more_than_there_is() -> None:
    assert part_after_secretariat(world_of(secretariat_cost=5.0), 3.0) == 0.0


@pytest.mark.parametrize("cost", [5.0, 0.0])
def test_without_contributions_there_is_nothing_to_hand_on(cost: float) -> None:
    assert part_after_secretariat(world_of(secretariat_cost=cost), 0.0) == 0.0


@pytest.mark.parametrize("income", [5e-324, 1e-300, 1e-12])
def test_a_free_secretariat_leaves_the_smallest_income_whole(income: float) -> None:
    assert part_after_secretariat(world_of(secretariat_cost=0.0), income) == 1.0


def test_the_smallest_income_does_not_pay_a_secretariat() -> None:
    assert part_after_secretariat(world_of(secretariat_cost=20.0), 5e-324) == 0.0


@pytest.mark.parametrize(("tick", "part"), [(1, 0.0), (2, 0.75), (3, 1.0)])
def test_a_fund_may_open_within_a_step(tick: int, part: float) -> None:
    # opens 1.25 years after the start: for three quarters of the second year
    world = world_of()
    assert open_part(world, situation_of(world, opens=[1.25]), 0, tick) == pytest.approx(part)


def test_a_fund_that_was_not_founded_is_never_open() -> None:
    world = world_of()
    assert open_part(world, situation_of(world, opens=[-1.0]), 0, 40) == 0.0


def test_a_closed_fund_only_gathers() -> None:
    assert pooled_left(10.0, 4.0, 2.0, 0.5, 0.0) == 12.0


def test_a_fund_that_opens_within_a_step_gathers_first() -> None:
    # a quarter year gathers 10 + 100/4 = 35; then .75 years of a pipe of lag 1.5: 35 e^{−.5} + 150 (1 − e^{−.5})
    assert pooled_left(10.0, 100.0, 1.5, 1.0, 0.75) == pytest.approx(35 * 0.6065306597 + 150 * 0.3934693403)


def test_a_fund_without_a_lag_that_opens_within_a_step_pays_all_it_has_gathered() -> None:
    assert pooled_left(10.0, 100.0, 0.0, 1.0, 0.1) == 0.0


@given(pot=MONEY, inflow=MONEY, lag=st.floats(0.05, 10.0), opens=PART)
def test_one_step_with_an_opening_is_a_closed_and_an_open_one(
    pot: float, inflow: float, lag: float, opens: float
) -> None:
    closed = pooled_left(pot, inflow, lag, opens, 0.0)
    opened = pooled_left(closed, inflow, lag, 1.0 - opens, 1.0)
    assert pooled_left(pot, inflow, lag, 1.0, 1.0 - opens) == pytest.approx(opened)


def test_a_fund_opens_when_it_first_gets_money_and_has_waited() -> None:
    world = world_of(steps_per_year=4, founding_delay=1.5)
    now = situation_of(world, contribution=[[10], [0]], opens=[-1.0])
    pool(world, now, 0, 1, 5)
    assert now.opens[0] == 2.5  # the fifth quarter begins after one year


def test_a_fund_without_money_is_not_founded() -> None:
    world = world_of()
    now = situation_of(world, opens=[-1.0])
    pool(world, now, 0, 0, 1)
    assert now.opens[0] == -1.0


def open_fund(**changes: object) -> tuple[World, Situation]:
    """A fund that opened long ago, with 20 and 10 a year from two powers and 40 and 0 in the pot."""
    world = world_of(
        **{
            "secretariat_cost": 3.0,
            "fund_lag": 0.0,
            "founding_delay": 0.0,
            "channel_weight": [1.0],
            "channel_need": [[1.0], [1.0]],
            "population": [[1, 3], [1, 3]],
            "convenor": [0],
            "convenor_targeting": 0.0,
            "never_disbursed": [0.0],
            "disbursement_lag": [0.0],
            "regional_share": [[[0.1], [0.1]], [[0.1], [0.1]]],
        }
        | changes
    )
    return world, situation_of(world, contribution=[[20], [10]], pot=[[40], [0]], opens=[0.0], status=[[2, 2]])


def test_a_fund_hands_out_each_contributors_money_less_the_secretariat() -> None:
    # without a lag: 40 + 20 · .9 and 10 · .9
    world, now = open_fund()
    pool(world, now, 0, 0, 1)
    assert now.payment[:, 0] == pytest.approx([58.0, 9.0])
    assert now.pot.sum() == 0.0


def test_without_members_the_pot_waits() -> None:
    world, now = open_fund()
    now.status[0] = 0
    pool(world, now, 0, 0, 1)
    assert now.payment[:, 0] == pytest.approx([0.0, 0.0], abs=1e-12)
    assert now.pot[:, 0] == pytest.approx([58.0, 9.0])


def test_without_anybody_in_need_the_pot_waits_unless_the_convenor_has_a_plan() -> None:
    world, now = open_fund(channel_need=[[0.0], [0.0]])
    pool(world, now, 0, 0, 1)
    assert now.payment.sum() == pytest.approx(0.0, abs=1e-12)
    now.plan[0, 0, 0] = 1.0
    pool(world, now, 0, 0, 2)
    assert now.payment.sum() > 50.0


@given(money=st.tuples(MONEY, MONEY, MONEY), lag=st.floats(0.0, 5.0), cost=st.floats(0.0, 50.0), delay=PART)
def test_a_fund_conserves_money(money: tuple[float, float, float], lag: float, cost: float, delay: float) -> None:
    pot, first, second = money
    world, now = open_fund(fund_lag=lag, secretariat_cost=cost, founding_delay=delay)
    now.contribution[:, 0] = [first, second]
    now.pot[:, 0] = [pot, 0.0]
    now.opens[0] = -1.0
    pool(world, now, 0, 0, 1)
    income = first + second
    spent = min(cost, income)
    assert now.pot.sum() + now.payment.sum() + spent == pytest.approx(pot + income, abs=1e-6)


def test_a_fund_grants_by_need_and_by_its_convenors_plan() -> None:
    # 100: three quarters by people 1 : 3, a quarter as the convenor plans 1 : 0 → 18.75 + 25 and 56.25
    world, now = open_fund(convenor_targeting=0.25)
    now.payment[0, 0] = 100.0
    now.plan[0, :, 0] = [0.6, 0.0]
    grant(world, now, 0, 0)
    assert now.granted[0, 0, :, 0] == pytest.approx([43.75, 56.25])


def test_grants_pass_through_the_pipes_and_losses_of_their_channel() -> None:
    # 100 · .25 · (1 − .2) = 20 a year into an empty pipe of lag 4: 20 · .1152 paid
    world, now = open_fund(never_disbursed=[0.2], disbursement_lag=[4.0])
    now.payment[0, 0] = 100.0
    grant(world, now, 0, 0)
    assert now.fund_paid[0, 0, 0, 0] == pytest.approx(20 * 0.115203133)
    assert now.fund_pending[0, 0, 0, 0] == pytest.approx(20 * 0.884796867)


@given(seed=st.integers(0, 2**32 - 1), first=MONEY, second=MONEY)
def test_a_fund_grants_all_it_hands_out(seed: int, first: float, second: float) -> None:
    world = world_of(states=3, channels=2, seed=seed, regional_share=[[[0.1], [0.1]], [[0.1], [0.1]]])
    now = situation_of(world, status=[[0, 1, 2]], payment=[[first], [second]])
    now.plan[...] = 1.0 / 6.0
    grant(world, now, 0, 0)
    assert now.granted.sum(axis=(1, 2, 3)) == pytest.approx([first, second])
    assert now.granted[:, :, 0].sum() == 0.0  # nothing for who does not belong


def test_money_buys_activity_with_falling_returns() -> None:
    # .2 + .4 · 50/(50 + 50)
    world = world_of(money_to_depth=0.4, money_to_depth_half=50.0, convening=[[1.0], [1.0]], forum_activity=[0.2])
    now = situation_of(world, contribution=[[30], [20]], status=[[2, 0]])
    assert activity_with_money(world, now, 0, 0) == pytest.approx(0.4)


def test_a_forum_without_a_member_is_not_active() -> None:
    world = world_of(forum_activity=[0.2], convening=[[1.0], [1.0]])
    assert activity_with_money(world, situation_of(world, contribution=[[30], [20]]), 0, 0) == 0.0


# Growth .5 · .4 = .2 and decay .05: depth tends to .2 · .8/.25 = .64 at rate .25.
DEEPENING = {
    "depth_growth": 0.5,
    "depth_decay": 0.05,
    "depth_ceiling": [0.8],
    "money_to_depth": 0.0,
    "forum_activity": [0.4],
    "convening": [[1.0], [1.0]],
}


def test_depth_moves_towards_its_goal() -> None:
    # .64 (1 − e^{−.25}) = .64 · .2212
    world = world_of(**DEEPENING)
    now = situation_of(world, status=[[2, 2]])
    deepen(world, now, 0, 0)
    assert now.depth[0] == pytest.approx(0.64 * 0.2211992169)


def test_the_mean_depth_is_that_of_the_path() -> None:
    world = world_of(**DEEPENING)
    now = situation_of(world, status=[[2, 2]], depth=[0.3])
    fine = world_of(**DEEPENING, steps_per_year=400)
    path = situation_of(fine, status=[[2, 2]], depth=[0.3])
    seen = []
    for _ in range(400):
        before = path.depth[0]
        deepen(fine, path, 0, 0)
        seen.append((before + path.depth[0]) / 2)
    deepen(world, now, 0, 0)
    assert now.mean_depth[0] == pytest.approx(np.mean(seen), rel=1e-6)
    assert now.depth[0] == pytest.approx(path.depth[0])


def test_without_members_depth_only_fades() -> None:
    world = world_of(**DEEPENING)
    now = situation_of(world, depth=[0.5])
    deepen(world, now, 0, 0)
    assert now.depth[0] == pytest.approx(0.5 * 0.9512294245)  # e^−.05


def test_where_nothing_grows_or_fades_depth_stays() -> None:
    world = world_of(**DEEPENING | {"depth_growth": 0.0, "depth_decay": 0.0})
    now = situation_of(world, status=[[2, 2]], depth=[0.5])
    deepen(world, now, 0, 0)
    assert now.depth[0] == now.mean_depth[0] == 0.5


@given(seed=st.integers(0, 2**32 - 1), depth=PART, growth=st.floats(0.0, 5.0), decay=st.floats(0.0, 2.0), ceiling=PART)
def test_depth_stays_between_nothing_and_its_ceiling(
    seed: int, depth: float, growth: float, decay: float, ceiling: float
) -> None:
    world = world_of(seed=seed, depth_growth=growth, depth_decay=decay, depth_ceiling=[ceiling])
    now = situation_of(world, status=[[2, 1]], depth=[depth * ceiling], contribution=[[50], [0]])
    deepen(world, now, 0, 0)
    for found in (now.depth[0], now.mean_depth[0]):
        assert -1e-12 <= found <= ceiling + 1e-9
