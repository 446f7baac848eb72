"""Equation 5: the effect of money, and whose credit it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.effect import credited_part, leaked_part, take_effect

PART = st.floats(0.0, 1.0)
# Works that stay where they are, so that a payment is its result.
PRIVATE = {"non_rivalry": [0.0], "channel_need": [[1.0], [0.5]], "state_gdp": [[1000, 1000]], "years": 1}


def test_credit_by_hand() -> None:
    # ψ = .2, ℓ = .5, ℓ' = .4: .8 · 1.2 = .96 credited, .2 · 1.2 + .6 · .5 = .54 leaked
    world = world_of(credit_leak=0.2, leverage=0.5, leverage_credit=0.4)
    assert credited_part(world) == pytest.approx(0.96)
    assert leaked_part(world) == pytest.approx(0.54)


@given(leak=PART, credit=PART, leverage=st.floats(0.0, 5.0))
def test_what_is_credited_and_what_leaks_is_all_that_was_spent(leak: float, credit: float, leverage: float) -> None:
    world = world_of(credit_leak=leak, leverage=leverage, leverage_credit=credit)
    assert credited_part(world) + leaked_part(world) == pytest.approx(1.0 + leverage)


def test_without_leak_and_leverage_a_dollar_through_a_fund_is_a_dollar() -> None:
    world = world_of(credit_leak=0.0, leverage=0.0)
    assert credited_part(world) == 1.0
    assert leaked_part(world) == 0.0


def test_bilateral_money_is_all_the_givers() -> None:
    # 20 M$ to a state of 1000 M$ that needs half of it: .01 of GDP
    world = world_of(**PRIVATE)
    now = situation_of(world, paid=[[[0], [20]], [[0], [0]]])
    take_effect(world, now, 1, 0)
    assert now.effect[:, 1] == pytest.approx([0.01, 0.0])
    assert now.leaked[1] == 0.0


def test_money_through_a_fund_is_shared_between_giver_and_state() -> None:
    # 20 M$ of 1000 M$: .02 · .96 for the giver, .02 · .54 for nobody
    world = world_of(
        credit_leak=0.2, leverage=0.5, leverage_credit=0.4, vehicle=[0, -1], regional_share=[[[0], [0]]], **PRIVATE
    )
    now = situation_of(world, fund_paid=[[[[20], [0]]], [[[0], [0]]]])
    take_effect(world, now, 0, 0)
    assert now.effect[0, 0] == pytest.approx(0.0192)
    assert now.leaked[0] == pytest.approx(0.0108)


def test_effects_add_up_over_the_year() -> None:
    world = world_of(
        vehicle=[0, -1], regional_share=[[[0], [0]]], steps_per_year=4, credit_leak=0.0, leverage=0.0, **PRIVATE
    )
    now = situation_of(world, paid=[[[40], [0]], [[0], [0]]], fund_paid=[[[[20], [0]]], [[[0], [0]]]])
    for _ in range(2):
        take_effect(world, now, 0, 0)
    # each quarter (40 + 20)/1000 a year
    assert now.effect[0, 0] == pytest.approx(0.06)
    assert now.effect_sum[0, 0] == pytest.approx(2 * 0.25 * 0.06)


def test_the_larger_an_economy_the_less_a_dollar_does() -> None:
    found = []
    for gdp in (1000, 4000):
        world = world_of(**PRIVATE | {"state_gdp": [[gdp, gdp]]})
        now = situation_of(world, paid=[[[20], [0]], [[0], [0]]])
        take_effect(world, now, 0, 0)
        found.append(now.effect[0, 0])
    assert found[0] == pytest.approx(4 * found[1])
