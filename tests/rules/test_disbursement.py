"""Equation 3: money takes time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.disbursement import bilateral_money, disburse, pipe_left, pipe_paid

MONEY = st.floats(0.0, 1e4)
LAG = st.floats(0.01, 20.0)
LENGTH = st.floats(0.01, 2.0)


def test_a_year_of_an_empty_pipe_by_hand() -> None:
    # 100 · 4 (1 − e^{−1/4}) = 400 · .2212 = 88.48 wait, 11.52 are paid
    left = pipe_left(0.0, 100.0, 4.0, 1.0)
    assert left == pytest.approx(88.4796867)
    assert pipe_paid(0.0, left, 100.0, 1.0) == pytest.approx(11.5203133)


@given(stock=MONEY, inflow=MONEY, lag=LAG, h=LENGTH)
def test_a_pipe_conserves_money(stock: float, inflow: float, lag: float, h: float) -> None:
    left = pipe_left(stock, inflow, lag, h)
    assert left + pipe_paid(stock, left, inflow, h) * h == pytest.approx(stock + inflow * h)


@given(stock=MONEY, inflow=MONEY, lag=LAG, h=LENGTH)
def test_two_half_steps_are_one_whole_step(stock: float, inflow: float, lag: float, h: float) -> None:
    middle = pipe_left(stock, inflow, lag, h / 2)
    end = pipe_left(middle, inflow, lag, h / 2)
    assert end == pytest.approx(pipe_left(stock, inflow, lag, h))
    halves = [pipe_paid(stock, middle, inflow, h / 2), pipe_paid(middle, end, inflow, h / 2)]
    assert sum(halves) / 2 == pytest.approx(pipe_paid(stock, end, inflow, h), abs=1e-6)


@given(stock=MONEY, inflow=MONEY, h=LENGTH)
def test_without_a_lag_money_is_paid_at_once(stock: float, inflow: float, h: float) -> None:
    left = pipe_left(stock, inflow, 0.0, h)
    assert left == 0.0
    assert pipe_paid(stock, left, inflow, h) == pytest.approx(inflow + stock / h)


@given(stock=MONEY, inflow=MONEY, h=LENGTH)
def test_a_lag_close_to_zero_pays_almost_at_once(stock: float, inflow: float, h: float) -> None:
    assert pipe_left(stock, inflow, 1e-6, h) == pytest.approx(0.0, abs=0.011)  # inflow · lag = .01


@given(inflow=st.floats(0.1, 1e4), lag=LAG)
def test_a_pipe_settles_where_it_holds_its_inflow_times_its_lag(inflow: float, lag: float) -> None:
    full = inflow * lag
    assert pipe_left(full, inflow, lag, 0.5) == pytest.approx(full)
    assert pipe_paid(full, full, inflow, 0.5) == pytest.approx(inflow)


def test_bilateral_money_is_what_funds_do_not_get() -> None:
    world = world_of(forums=2)
    now = situation_of(world, budget=[100, 50], contribution=[[30, 20], [0, 0]])
    assert [bilateral_money(world, now, p) for p in (0, 1)] == [50.0, 50.0]


def test_works_at_corridors_are_paid_out_of_the_same_budget() -> None:
    world = world_of()
    now = situation_of(world, budget=[100, 50], contribution=[[30], [0]], works=[[5, 2], [0, 0]])
    assert [bilateral_money(world, now, p) for p in (0, 1)] == [63.0, 50.0]


def test_money_follows_the_plan_less_what_is_never_paid() -> None:
    # 100 · .25 · (1 − .2) = 20 into an empty pipe without a lag, and 100 · .75 · .8 = 60
    world = world_of(channels=1, never_disbursed=[0.2], disbursement_lag=[0.0])
    now = situation_of(world, budget=[100, 0], plan=[[[0.25], [0.75]], [[0], [0]]])
    disburse(world, now, 0)
    assert now.paid[0, :, 0] == pytest.approx([20.0, 60.0])
    assert now.pending.sum() == 0.0


def test_each_channel_has_a_pipe_of_its_own() -> None:
    world = world_of(states=1, channels=2, never_disbursed=[0, 0], disbursement_lag=[0.0, 4.0])
    now = situation_of(world, budget=[200, 0], plan=[[[0.5, 0.5]], [[0, 0]]])
    disburse(world, now, 0)
    assert now.paid[0, 0] == pytest.approx([100.0, 11.5203133])
    assert now.pending[0, 0] == pytest.approx([0.0, 88.4796867])
