"""Shocks: an Ornstein-Uhlenbeck process is moved exactly, whatever the step."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.chance import STANDING_BRIDGE, STANDING_SHOCK, normal
from influence_sim.rules.luck import (
    budget_luck,
    mean_variance,
    meet_budget_luck,
    meet_luck,
    memory_kept,
    open_luck,
    shock_end,
    shock_mean,
)

MEMORY = st.floats(0.05, 20.0)
LENGTH = st.floats(0.02, 2.0)

# Gauss-Hermite nodes integrate polynomials in standard normal draws without error.
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(6)
WEIGHTS = WEIGHTS / WEIGHTS.sum()


def test_memory_fades_by_the_law_of_the_process() -> None:
    assert memory_kept(1.0, 1.0) == pytest.approx(0.3678794412)  # e^-1


def test_without_memory_nothing_is_kept() -> None:
    assert memory_kept(0.0, 1.0) == 0.0


@given(memory=MEMORY, first=LENGTH, second=LENGTH)
def test_what_two_steps_keep_is_what_their_sum_keeps(memory: float, first: float, second: float) -> None:
    assert memory_kept(memory, first) * memory_kept(memory, second) == pytest.approx(
        memory_kept(memory, first + second)
    )


def test_a_shock_moves_by_hand() -> None:
    # k = .5: .5 · .4 + .2 · √.75 · 1 = .3732
    assert shock_end(0.4, 0.2, 0.5, 1.0) == pytest.approx(0.3732050808)


@given(memory=MEMORY, h=LENGTH)
def test_a_step_keeps_the_spread(memory: float, h: float) -> None:
    """From a normal start of spread σ, variance σ²k² + σ²(1 − k²) = σ²."""
    kept = memory_kept(memory, h)
    ends = np.array([[shock_end(0.3 * start, 0.3, kept, z) for z in NODES] for start in NODES])
    variance = WEIGHTS @ (ends**2) @ WEIGHTS
    assert variance == pytest.approx(0.09, rel=1e-9)


def mean_by_quadrature(memory: float, h: float) -> tuple[float, float]:
    """Variance of the mean of the process over a step, and its covariance with the end, for spread 1.

    From the correlation e^{−|t−u|/τ} alone: the double integral over the step, and the integral to its end.
    """
    nodes, weights = np.polynomial.legendre.leggauss(60)
    t, w = 0.5 * h * (nodes + 1.0), 0.5 * weights
    towards = np.exp(-(h - t) / memory)
    # inner integral over u < t of e^{−(t−u)/τ}: τ (1 − e^{−t/τ}); twice, by symmetry
    variance = 2.0 / h * (w @ (memory * (1.0 - np.exp(-t / memory))))
    return float(variance), float(w @ towards)


@given(memory=MEMORY, h=LENGTH)
def test_the_mean_over_a_step_has_the_variance_of_the_process(memory: float, h: float) -> None:
    assert mean_variance(1.0, memory, h) == pytest.approx(mean_by_quadrature(memory, h)[0], rel=1e-6)


def moments_of_rules(memory: float, h: float) -> tuple[float, float]:
    """The same two moments from shock_end and shock_mean, over normal draws of the start and both steps."""
    kept = memory_kept(memory, h)
    variance = covariance = 0.0
    for start, weight_start in zip(NODES, WEIGHTS, strict=True):
        for z_end, weight_end in zip(NODES, WEIGHTS, strict=True):
            end = shock_end(start, 1.0, kept, z_end)
            for z_mean, weight_mean in zip(NODES, WEIGHTS, strict=True):
                weight = weight_start * weight_end * weight_mean
                mean = shock_mean(start, end, 1.0, memory, h, z_mean)
                variance += weight * mean * mean
                covariance += weight * mean * end
    return variance, covariance


@pytest.mark.parametrize("memory", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("h", [1.0, 0.25, 0.0625])
def test_the_mean_given_both_ends_has_the_moments_of_the_process(memory: float, h: float) -> None:
    assert moments_of_rules(memory, h) == pytest.approx(mean_by_quadrature(memory, h), rel=1e-6)


def test_one_year_with_a_memory_of_one_by_hand() -> None:
    # V = 2 (1 − (1 − e^-1)) = 2 e^-1
    assert mean_variance(1.0, 1.0, 1.0) == pytest.approx(0.7357588823)


def test_a_long_memory_makes_the_mean_as_uncertain_as_the_end() -> None:
    assert mean_variance(0.5, 1e4, 1.0) == pytest.approx(0.25, rel=1e-4)


def test_a_memory_close_to_zero_averages_away() -> None:
    assert mean_variance(0.5, 1e-9, 1.0) == pytest.approx(0.0, abs=1e-8)
    assert mean_variance(0.5, 0.0, 1.0) == 0.0


def test_without_memory_the_mean_is_zero() -> None:
    assert shock_mean(0.3, -0.2, 0.5, 0.0, 1.0, 2.0) == 0.0


def test_means_of_two_halves_have_the_variance_of_the_whole() -> None:
    """The mean over a year is that of two half years' means, which are correlated through the middle."""
    kept, memory, h = memory_kept(1.5, 0.5), 1.5, 0.5
    second_moment = 0.0
    # the mean is linear in its five draws: start, two ends, two bridges; the variance is the sum of squares
    for place in range(5):
        draws = [0.0] * 5
        draws[place] = 1.0
        start, z_1, z_2, b_1, b_2 = draws
        middle = shock_end(start, 1.0, kept, z_1)
        end = shock_end(middle, 1.0, kept, z_2)
        first = shock_mean(start, middle, 1.0, memory, h, b_1)
        second = shock_mean(middle, end, 1.0, memory, h, b_2)
        second_moment += (0.5 * (first + second)) ** 2
    assert second_moment == pytest.approx(mean_variance(1.0, 1.5, 1.0))


def test_luck_is_a_factor_of_mean_one() -> None:
    """Over many addresses: e^{ξ̄ − σ²V/2} has mean 1; 4,000 draws of spread about .37 err by .006."""
    world = world_of(powers=1, states=40, shocks=1.0, standing_shock_sd=0.4, standing_shock_memory=1.0)
    drawn = []
    for run in range(100):
        now = situation_of(world)
        open_luck(world, now, 0, 5, run)
        meet_luck(world, now, 0, 5, run, 1)
        drawn.append(now.standing_luck[0].copy())
    assert np.mean(drawn) == pytest.approx(1.0, abs=0.02)
    spread = math.sqrt(math.exp(mean_variance(0.4, 1.0, 1.0)) - 1.0)
    assert np.std(drawn) == pytest.approx(spread, rel=0.05)


def test_luck_draws_by_the_names_of_power_and_state() -> None:
    world = world_of(
        powers=1, states=1, power_id=[11], state_id=[22], shocks=1.0, standing_shock_sd=0.4, standing_shock_memory=2.0
    )
    now = situation_of(world, standing_shock=[[0.1]])
    meet_luck(world, now, 0, 5, 6, 7)
    kept = math.exp(-0.5)
    end = kept * 0.1 + 0.4 * math.sqrt(1 - kept**2) * normal(5, 6, 7, STANDING_SHOCK, 11, 22)
    mean = shock_mean(0.1, end, 0.4, 2.0, 1.0, normal(5, 6, 7, STANDING_BRIDGE, 11, 22))
    assert now.standing_shock[0, 0] == pytest.approx(end)
    assert now.standing_luck[0, 0] == pytest.approx(math.exp(mean - 0.5 * mean_variance(0.4, 2.0, 1.0)))


def test_without_shocks_luck_is_exactly_one() -> None:
    world = world_of(shocks=0.0, standing_shock_sd=0.4, budget_shock_sd=0.4)
    now = situation_of(world)
    open_luck(world, now, 0, 1, 0)
    meet_luck(world, now, 0, 1, 0, 1)
    meet_budget_luck(world, now, 0, 1, 0, 0)
    assert (now.standing_luck[0] == 1.0).all()
    assert budget_luck(world, now, 0) == 1.0


def test_shocks_start_in_their_long_run_spread() -> None:
    world = world_of(powers=1, states=50, shocks=1.0, standing_shock_sd=0.4)
    drawn = []
    for run in range(40):
        now = situation_of(world)
        open_luck(world, now, 0, 1, run)
        drawn.append(now.standing_shock[0].copy())
    assert np.std(drawn) == pytest.approx(0.4, rel=0.06)  # 2,000 draws: 1.6 %
    assert np.mean(drawn) == pytest.approx(0.0, abs=0.036)  # four standard errors of .009


def test_budget_luck_has_mean_one() -> None:
    # ξ of spread σ: e^{ξ − σ²/2}, by quadrature over ξ
    world = world_of(shocks=1.0, budget_shock_sd=0.3)
    factors = [budget_luck(world, situation_of(world, budget_shock=[0.3 * z, 0.0]), 0) for z in NODES]
    assert WEIGHTS @ factors == pytest.approx(1.0, abs=1e-6)


def test_a_budget_shock_remembers_the_last_year() -> None:
    # two runs that differ by .2 before the year differ by .2 e^{−1/4} after it
    world = world_of(shocks=1.0, budget_shock_sd=0.3, budget_shock_memory=4.0)
    after = []
    for before in (0.0, 0.2):
        now = situation_of(world, budget_shock=[before, 0.0])
        meet_budget_luck(world, now, 0, 1, 0, 3)
        after.append(now.budget_shock[0])
    assert after[1] - after[0] == pytest.approx(0.2 * math.exp(-0.25))
