"""Stocks that fade and are fed: the exact solution over a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence_sim.rules.stocks import faded, gathered

RATE = st.floats(0.001, 3.0)
LENGTH = st.floats(0.01, 3.0)


def test_a_step_by_hand() -> None:
    # δ = .08 and a year: 1 · .92312 + .1 · .07688/.08 = .92312 + .09610
    assert 1.0 * faded(0.08, 1.0) + 0.1 * gathered(0.08, 1.0) == pytest.approx(1.0192206)


@given(rate=RATE, first=LENGTH, second=LENGTH)
def test_two_steps_leave_what_one_of_their_length_leaves(rate: float, first: float, second: float) -> None:
    kept = faded(rate, second)
    assert faded(rate, first) * kept == pytest.approx(faded(rate, first + second))
    assert gathered(rate, first) * kept + gathered(rate, second) == pytest.approx(gathered(rate, first + second))


def test_without_fading_a_step_adds_income_times_its_length() -> None:
    assert faded(0.0, 0.25) == 1.0
    assert gathered(0.0, 0.25) == 0.25


def test_slow_fading_is_close_to_none() -> None:
    assert gathered(1e-7, 0.25) == pytest.approx(0.25, rel=1e-6)


@given(rate=RATE)
def test_a_steady_income_settles_at_income_over_rate(rate: float) -> None:
    settled = 1.0 / rate
    assert settled * faded(rate, 0.5) + gathered(rate, 0.5) == pytest.approx(settled)
