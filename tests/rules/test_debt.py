"""Module debt: part of the money is lent, and comes back after a time of grace, with interest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, world_of

from influence_sim.rules.debt import pipe_mean, record_debt, repay
from influence_sim.rules.disbursement import pipe_left
from influence_sim.rules.shapes import Situation, World

ONE = {"with_debt": 1, "states": 1}  # a single state and channel
LAG = st.one_of(st.just(0.0), st.floats(0.05, 20.0))


def lending(years: int, money: float, **given: object) -> tuple[World, Situation, list[float]]:
    """A power pays the same money every year: the world, the situation at the end and what is repaid in each step."""
    world = world_of(**ONE | given)  # type: ignore[arg-type]
    now = situation_of(world, paid=[[[money]], [[0]]])
    repaid = []
    for _ in range(years * world.steps_per_year):
        repay(world, now, 0)
        repaid.append(float(now.repaid[0, 0, 0]))
    return world, now, repaid


TERMS = {"loan_share": [[1], [0]], "loan_grace": [0, 0], "loan_maturity": [10, 0], "loan_interest": [0.02, 0]}


def test_ten_years_of_loans_by_hand() -> None:
    # 100 · 10 (1 − 1/e) = 632.1 owed; a tenth of it and two per cent are due in a year, over short steps
    _, now, repaid = lending(10, 100.0, steps_per_year=50, **TERMS)
    assert now.owed[0, 0, 0] == pytest.approx(632.12, abs=0.01)
    assert repaid[-1] == pytest.approx(63.21 + 12.64, abs=0.1)


def test_a_year_of_loans_by_hand() -> None:
    # 1000 (1 − e^{−.1}) = 95.163 owed and 4.837 paid back; 1000 (1 − .95163) = 48.374 owed on average
    _, now, repaid = lending(1, 100.0, **TERMS)
    assert now.owed[0, 0, 0] == pytest.approx(95.1626)
    assert repaid[0] == pytest.approx(4.8374 + 0.02 * 48.374, rel=1e-4)


def test_in_grace_only_interest_is_paid() -> None:
    # 50 of the 100 that are lent in a year wait on average, at a tenth a year
    terms = TERMS | {"loan_grace": [1e9, 0], "loan_interest": [0.1, 0]}
    _, now, repaid = lending(1, 100.0, **terms)
    assert now.in_grace[0, 0, 0] == pytest.approx(100.0)
    assert now.owed[0, 0, 0] == pytest.approx(0.0, abs=1e-6)
    assert repaid[0] == pytest.approx(5.0, rel=1e-6)


def test_loans_settle_where_as_much_comes_back_as_is_lent() -> None:
    # 60 lent a year: 60 · 3 in grace, 60 · 5 owed, and interest on both
    terms = {"loan_share": [[0.6], [0]], "loan_grace": [3, 0], "loan_maturity": [5, 0], "loan_interest": [0.02, 0]}
    _, now, repaid = lending(300, 100.0, **terms)
    assert now.in_grace[0, 0, 0] == pytest.approx(180.0)
    assert now.owed[0, 0, 0] == pytest.approx(300.0)
    assert repaid[-1] == pytest.approx(60.0 + 0.02 * 480.0)


@given(
    share=st.floats(0.0, 1.0), grace=LAG, maturity=LAG, money=st.floats(0.0, 1e4), steps=st.sampled_from((1, 4)),
    years=st.integers(1, 12),
)  # fmt: skip
def test_what_was_lent_is_repaid_or_still_owed(
    share: float, grace: float, maturity: float, money: float, steps: int, years: int
) -> None:
    terms = {"loan_share": [[share], [0]], "loan_grace": [grace, 0], "loan_maturity": [maturity, 0]}
    world, now, repaid = lending(years, money, steps_per_year=steps, loan_interest=[0, 0], **terms)
    principal = sum(repaid) / world.steps_per_year
    lent = share * money * years
    assert principal + now.in_grace[0, 0, 0] + now.owed[0, 0, 0] == pytest.approx(lent, abs=1e-6)


@given(grace=LAG, maturity=LAG, years=st.integers(1, 12))
def test_more_steps_a_year_leave_the_same_debt_and_nearly_the_same_repayments(
    grace: float, maturity: float, years: int
) -> None:
    terms = {"loan_share": [[1], [0]], "loan_grace": [grace, 0], "loan_maturity": [maturity, 0]}
    owed, back = [], []
    for steps in (4, 32):
        world, now, repaid = lending(years, 100.0, steps_per_year=steps, loan_interest=[0.05, 0], **terms)
        owed.append(now.in_grace[0, 0, 0] + now.owed[0, 0, 0])
        back.append(sum(repaid) / world.steps_per_year)
    # a loan leaves the grace evenly over a step: at most a step's money is a step late
    assert owed[0] == pytest.approx(owed[1], abs=3.5)
    assert back[0] == pytest.approx(back[1], abs=3.5)


@given(stock=st.floats(0.0, 1e4), inflow=st.floats(0.0, 1e4), lag=st.floats(0.05, 20.0))
def test_the_mean_of_a_pipe_is_that_of_its_parts(stock: float, inflow: float, lag: float) -> None:
    middle = pipe_left(stock, inflow, lag, 0.5)
    halves = pipe_mean(stock, inflow, lag, 0.5) + pipe_mean(middle, inflow, lag, 0.5)
    assert halves / 2 == pytest.approx(pipe_mean(stock, inflow, lag, 1.0), abs=1e-9)


def test_a_pipe_without_a_lag_holds_nothing_on_average() -> None:
    assert pipe_mean(100.0, 50.0, 0.0, 1.0) == 0.0


def test_a_grant_is_not_paid_back() -> None:
    _, now, repaid = lending(5, 100.0, **TERMS | {"loan_share": [[0], [0]]})
    assert now.owed.sum() == now.in_grace.sum() == sum(repaid) == 0.0


def test_a_fund_lends_nothing() -> None:
    world = world_of(vehicle=[0, -1], **ONE | TERMS)
    now = situation_of(world)
    now.fund_paid[0, 0, 0, 0] = 100.0
    repay(world, now, 0)
    assert now.owed.sum() == now.repaid.sum() == 0.0


def test_each_power_lends_on_its_own_terms_in_each_channel() -> None:
    world = world_of(
        states=1, channels=2, with_debt=1, loan_share=[[0.5, 0], [1, 1]], loan_grace=[0, 0], loan_maturity=[1e9, 1e9],
        loan_interest=[0, 0],
    )  # fmt: skip
    now = situation_of(world, paid=[[[100, 100]], [[100, 40]]])
    for p in range(2):
        repay(world, now, p)
    assert now.owed[:, 0] == pytest.approx(np.array([[50.0, 0.0], [100.0, 40.0]]))


def test_without_the_module_nothing_is_lent() -> None:
    _, now, repaid = lending(5, 100.0, **TERMS | {"with_debt": 0})
    assert now.owed.sum() == now.in_grace.sum() == sum(repaid) == 0.0


def test_repayments_add_up_over_a_year_and_debt_is_that_of_its_end() -> None:
    # 40 and 60 a year for half a year each; 7 + 11 and 2 owed in two channels
    world = world_of(states=1, channels=2, steps_per_year=2)
    record = record_of(world)
    for repaid in (40.0, 60.0):
        loans = {"in_grace": [[[7, 0]], [[9, 9]]], "owed": [[[11, 2]], [[9, 9]]]}
        record_debt(world, situation_of(world, repaid=[[[repaid, 1]], [[9, 9]]], **loans), record, 0, 1)
    assert record.returned[1, 0, 0] == pytest.approx([50.0, 1.0])
    assert record.debt[1, 0, 0] == 20.0
    assert record.debt[1, 1].sum() == record.debt[0].sum() == 0.0
