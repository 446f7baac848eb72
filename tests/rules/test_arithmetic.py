"""The rulebook's own exp and log, measured against 40 decimal digits."""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np
import pytest

from influence_sim.rules.arithmetic import exp, larger, log, logistic, power, smaller, within

SMALLEST = 5e-324
LARGEST = math.nextafter(math.inf, 0.0)


def worst_error(function: Callable[[float], float], true: Callable[[Decimal], Decimal], points: list[float]) -> float:
    """The largest error over the points, in units in the last place of the true value."""
    worst = 0.0
    with localcontext() as context:
        context.prec = 40
        for x in points:
            exact = true(Decimal(x))
            worst = max(worst, float(abs(Decimal(function(x)) - exact) / Decimal(math.ulp(float(exact)))))
    return worst


def test_exp_errs_by_less_than_one_unit_in_the_last_place() -> None:
    chance = np.random.default_rng(1)
    sign = chance.choice([-1.0, 1.0], 40_000)
    points = [
        *chance.uniform(-708.0, 708.0, 40_000),
        *chance.uniform(-1.0, 1.0, 30_000),
        *(sign * 10.0 ** chance.uniform(-20.0, 2.85, 40_000)),
        *(k * math.log(2.0) / 2.0 for k in range(-2042, 2043)),
        0.0,
    ]
    points = [float(x) for x in points]
    assert worst_error(exp, Decimal.exp, points) < 0.9  # measured: 0.84


def test_log_errs_by_less_than_one_unit_in_the_last_place() -> None:
    chance = np.random.default_rng(2)
    points = [
        *chance.uniform(0.5, 2.0, 40_000),
        *(1.0 + chance.choice([-1.0, 1.0], 30_000) * 2.0 ** chance.uniform(-52.0, -1.0, 30_000)),
        *np.ldexp(chance.uniform(0.5, 1.0, 40_000), chance.integers(-1021, 1025, 40_000)),
        SMALLEST,
        LARGEST,
    ]
    points = [float(x) for x in points if x != 1.0]
    assert worst_error(log, Decimal.ln, points) < 0.9  # measured: 0.80


def test_log_holds_its_accuracy_below_the_smallest_normal_number() -> None:
    chance = np.random.default_rng(3)
    points = [SMALLEST * math.floor(2.0**x) for x in chance.uniform(0.0, 52.0, 5_000)]
    assert worst_error(log, Decimal.ln, points) < 0.9


def test_exp_of_zero_is_one_and_log_of_one_is_zero() -> None:
    assert exp(0.0) == 1.0
    assert log(1.0) == 0.0


def test_exp_never_overflows() -> None:
    assert exp(709.0) == exp(708.0) == exp(1e308) == exp(math.inf) < math.inf


def test_exp_far_below_is_zero() -> None:
    assert exp(-708.1) == exp(-1e308) == 0.0 < exp(-708.0)


def test_exp_never_falls_from_one_number_to_the_next() -> None:
    for start in (-700.0, -math.log(2.0) / 2, -1e-3, 0.25, math.log(2.0) / 2, 1.0, 600.0):
        x = start
        for _ in range(2_000):
            following = math.nextafter(x, math.inf)
            assert exp(x) <= exp(following)
            x = following


@pytest.mark.parametrize(("a", "value"), [(0.5, 0.0), (2.0, 0.0), (0.0, 1.0), (-1.0, exp(708.0))])
def test_power_is_defined_at_zero(a: float, value: float) -> None:
    assert power(0.0, a) == value


def test_power_errs_by_its_exponent_times_the_last_place() -> None:
    chance = np.random.default_rng(4)
    for x, a in zip(10.0 ** chance.uniform(-6.0, 6.0, 20_000), chance.uniform(-5.0, 5.0, 20_000), strict=True):
        exact = float(x) ** float(a)
        allowed = (2.0 + abs(a * math.log(x))) * math.ulp(1.0)
        assert abs(power(float(x), float(a)) / exact - 1.0) <= allowed


def test_logistic_of_opposite_numbers_sums_to_one() -> None:
    for x in np.random.default_rng(5).uniform(-50.0, 50.0, 5_000):
        assert abs(logistic(float(x)) + logistic(-float(x)) - 1.0) <= math.ulp(1.0)


def test_logistic_keeps_relative_accuracy_far_out() -> None:
    # e**-40 = 4.248354255291589e-18, and 1 + e**40 is e**40 to the last place
    assert logistic(-40.0) == pytest.approx(4.248354255291589e-18, rel=1e-15)
    assert 0.0 < logistic(-1e6) < 1e-300
    assert logistic(1e6) == 1.0


def test_smaller_larger_and_within_pick_one_of_their_numbers() -> None:
    assert (smaller(2.0, 3.0), smaller(3.0, 2.0), larger(2.0, 3.0), larger(3.0, 2.0)) == (2.0, 2.0, 3.0, 3.0)
    assert (within(-1.0, 0.0, 1.0), within(0.5, 0.0, 1.0), within(2.0, 0.0, 1.0)) == (0.0, 0.5, 1.0)
