"""The rulebook's own exp and log, measured against 40 decimal digits."""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np
import pytest

from influence_sim.rules.arithmetic import exp, larger, log, logistic, mean_decay, power, smaller, within

# A sample for every day, and the one that the measured errors are from.
DENSITIES = [pytest.param(0.1, id="sampled"), pytest.param(1.0, id="densely", marks=pytest.mark.slow)]
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


@pytest.mark.parametrize("density", DENSITIES)
def test_exp_errs_by_less_than_one_unit_in_the_last_place(density: float) -> None:
    chance = np.random.default_rng(1)
    few, many = int(30_000 * density), int(40_000 * density)
    sign = chance.choice([-1.0, 1.0], many)
    points = [
        *chance.uniform(-708.0, 708.0, many),
        *chance.uniform(-1.0, 1.0, few),
        *(sign * 10.0 ** chance.uniform(-20.0, 2.85, many)),
        *(k * math.log(2.0) / 2.0 for k in range(-2042, 2043)),
        0.0,
    ]
    points = [float(x) for x in points]
    assert worst_error(exp, Decimal.exp, points) < 0.9  # measured: 0.84


@pytest.mark.parametrize("density", DENSITIES)
def test_log_errs_by_less_than_one_unit_in_the_last_place(density: float) -> None:
    chance = np.random.default_rng(2)
    few, many = int(30_000 * density), int(40_000 * density)
    points = [
        *chance.uniform(0.5, 2.0, many),
        *(1.0 + chance.choice([-1.0, 1.0], few) * 2.0 ** chance.uniform(-52.0, -1.0, few)),
        *np.ldexp(chance.uniform(0.5, 1.0, many), chance.integers(-1021, 1025, many)),
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


def true_mean_decay(x: Decimal) -> Decimal:
    """(1 − e^−x) / x, with digits to spare for the difference."""
    return (1 - (-x).exp()) / x


def test_mean_decay_errs_by_less_than_1e_12() -> None:
    chance = np.random.default_rng(6)
    points = [*10.0 ** chance.uniform(-12.0, 3.0, 10_000), *chance.uniform(5e-4, 2e-3, 5_000), 1e-12, 1e-3, 1.0, 1e3]
    points += [-x for x in points if x < 100.0]
    worst = 0.0
    with localcontext() as context:
        context.prec = 60
        for x in map(float, points):
            exact = true_mean_decay(Decimal(x))
            worst = max(worst, float(abs(Decimal(mean_decay(x)) / exact - 1)))
    assert worst < 1e-12  # measured: 5e-14


def test_mean_decay_has_no_step_where_the_series_ends() -> None:
    # the slope is −1/2: from one number to the next the function moves by 1e-19
    assert mean_decay(math.nextafter(1e-3, 0.0)) == pytest.approx(mean_decay(1e-3), rel=2e-13)
    assert mean_decay(math.nextafter(-1e-3, 0.0)) == pytest.approx(mean_decay(-1e-3), rel=2e-13)


def test_mean_decay_is_one_at_zero_and_keeps_its_digits_beside_it() -> None:
    assert mean_decay(0.0) == 1.0
    assert 1.0 - mean_decay(1e-9) == pytest.approx(5e-10, rel=1e-6)


def test_mean_decay_far_out_is_one_over_its_argument() -> None:
    assert mean_decay(800.0) == 1.0 / 800.0


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
