"""Module hedging: states accept less of a power the more it holds already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, world_of

from influence_sim.rules.allocation import marginal_value
from influence_sim.rules.effect import take_effect
from influence_sim.rules.hedging import accept, accepted_part, record_acceptance

SHARE = st.floats(0.0, 1.0)
HALF_POINT = st.floats(0.01, 1.0)


def test_acceptance_by_hand() -> None:
    # 1/(1 + (.15/.45)²) = 1/(1 + 1/9)
    assert accepted_part(0.15, 0.45) == pytest.approx(0.9)


@given(half_point=HALF_POINT)
def test_at_the_half_point_half_is_accepted(half_point: float) -> None:
    assert accepted_part(half_point, half_point) == 0.5


@given(half_point=HALF_POINT)
def test_all_is_accepted_of_a_power_that_holds_nothing(half_point: float) -> None:
    assert accepted_part(0.0, half_point) == 1.0


@given(share=SHARE, more=st.floats(0.001, 0.5), half_point=HALF_POINT)
def test_the_more_a_power_holds_the_less_is_accepted(share: float, more: float, half_point: float) -> None:
    assert 0.0 < accepted_part(share + more, half_point) < accepted_part(share, half_point) <= 1.0


@given(share=st.floats(0.01, 1.0), half_point=HALF_POINT, more=st.floats(0.01, 1.0))
def test_a_state_with_a_higher_half_point_accepts_more(share: float, half_point: float, more: float) -> None:
    assert accepted_part(share, half_point + more) > accepted_part(share, half_point)


def test_a_state_accepts_each_power_by_the_share_it_sees() -> None:
    # 1/(1 + 1), 1/(1 + 4); the other state decides for itself
    world = world_of(with_hedging=1, hedging_half_point=0.4)
    now = situation_of(world, share=[[0.4, 0.0], [0.8, 0.0]], acceptance=[[1, 0.7], [1, 0.7]])
    accept(world, now, 0)
    assert now.acceptance[:, 0] == pytest.approx([0.5, 0.2])
    assert now.acceptance[:, 1].tolist() == [0.7, 0.7]


def test_without_the_module_states_accept_all() -> None:
    world = world_of(with_hedging=0, hedging_half_point=0.4)
    now = situation_of(world, share=[[0.4, 0.1], [0.5, 0.1]])
    accept(world, now, 0)
    assert (now.acceptance == 1.0).all()


def test_what_is_not_accepted_of_a_powers_effect_is_the_states_own() -> None:
    # 20 M$ of 1000 M$ at a need of ½: .01, of which a quarter is accepted
    world = world_of(years=1, non_rivalry=[0.0], channel_need=[[0.5], [1]], state_gdp=[[1000, 1000]])
    now = situation_of(world, paid=[[[20], [0]], [[0], [0]]], acceptance=[[0.25, 1], [1, 1]])
    take_effect(world, now, 0, 0)
    assert now.effect[0, 0] == pytest.approx(0.0025)
    assert now.leaked[0] == pytest.approx(0.0075)


@given(
    seed=st.integers(0, 2**32 - 1), acceptance=st.floats(0.0, 1.0), paid=st.floats(0.0, 1e3), pooled=st.floats(0.0, 1e3)
)
def test_acceptance_moves_credit_and_changes_nothing_else(
    seed: int, acceptance: float, paid: float, pooled: float
) -> None:
    world = world_of(seed=seed, vehicle=[0, -1])
    total = []
    for accepted in (1.0, acceptance):
        now = situation_of(world, paid=[[[paid], [0]], [[0], [0]]], acceptance=[[accepted, 1], [1, 1]])
        now.fund_paid[0, 0, 0, 0] = pooled
        take_effect(world, now, 0, 0)
        total.append(now.effect[:, 0].sum() + now.leaked[0])
    assert total[1] == pytest.approx(total[0])


def test_a_dollar_does_as_much_less_as_less_of_it_is_accepted() -> None:
    world = world_of(states=1)
    given = {"share": [[0.1], [0.4]], "contest_total": [4.0]}
    all_of_it = marginal_value(world, situation_of(world, **given), 0, 0, 0)
    part = marginal_value(world, situation_of(world, acceptance=[[0.3], [1]], **given), 0, 0, 0)
    assert part == pytest.approx(0.3 * all_of_it)


def test_acceptance_is_that_of_the_years_end() -> None:
    world = world_of()
    record = record_of(world)
    for accepted in (0.9, 0.6):
        record_acceptance(situation_of(world, acceptance=[[accepted, 1], [0.2, 0.2]]), record, 0, 1)
    assert record.acceptance[1, 0].tolist() == [0.6, 1.0]
    assert record.acceptance[0].sum() == record.acceptance[1, 1].sum() == 0.0
