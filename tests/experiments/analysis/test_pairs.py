import numpy as np
import pandas as pd
import pytest

from influence_sim.experiments.analysis.pairs import luck, pair_frame, runs_needed, standard_error


def one(points):
    return np.full(len(points), 0.01)


def test_luck_that_is_the_same_at_every_point_does_not_shrink_with_points(fakes):
    few = fakes.results(fakes.grid(rho=[0.0, 1.0]), one, runs=16, noise=0.01)
    many = fakes.results(fakes.grid(rho=np.linspace(0, 1, 50)), one, runs=16, noise=0.01)
    errors = [standard_error(it.paired("possession_late", "club", "alone")) for it in (few, many)]
    assert errors[0] == pytest.approx(errors[1])


def test_the_error_of_a_mean_is_that_of_its_runs(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.0, 1.0]), one, runs=16, noise=0.01)
    values = sweep.paired("possession_late", "club", "alone")
    by_run = values.xs(0, level="point").to_numpy()
    assert standard_error(values) == pytest.approx(by_run.std(ddof=1) / 4)


def test_luck_is_the_spread_between_runs_and_not_between_points(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.0, 1.0]), lambda points: points["rho"], runs=4)
    assert luck(sweep.paired("possession_late", "club", "alone")) == pytest.approx(0.0, abs=1e-12)


def test_half_the_width_takes_four_times_the_runs():
    assert runs_needed(0.02, 0.001) == pytest.approx(4 * runs_needed(0.02, 0.002), rel=0.01)


def test_promised_runs_bring_the_promised_precision():
    rng = np.random.default_rng(1)
    count = runs_needed(0.01, 0.001)
    means = rng.normal(0.0, 0.01, size=(2000, count)).mean(axis=1)
    assert (np.abs(means) < 0.001).mean() == pytest.approx(0.9, abs=0.02)


def test_a_single_run_says_nothing_of_luck(fakes):
    row = pair_frame(fakes.results(fakes.grid(rho=[0.0, 1.0]), one, runs=1), "club", "alone").iloc[0]
    assert np.isnan(row["error"]) and row["more_runs_mean"] == row["more_runs_point"] == -1


def test_more_runs_are_those_that_are_lacking(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.0, 1.0]), one, runs=16, noise=0.01)
    row = pair_frame(sweep, "club", "alone", ["possession_late"], precision=0.002).iloc[0]
    assert row["more_runs_point"] == max(0, runs_needed(row["luck"], 0.002) - 16) > 0


def test_swapped_strategies_swap_every_sign(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.0, 1.0]), lambda points: points["rho"] - 0.3, runs=8, noise=0.01)
    one_way = pair_frame(sweep, "club", "alone").iloc[0]
    other = pair_frame(sweep, "alone", "club").iloc[0]
    assert other["difference"] == pytest.approx(-one_way["difference"])
    assert (other["low"], other["high"]) == pytest.approx((-one_way["high"], -one_way["low"]))
    assert other["part_higher"] == pytest.approx(1 - one_way["part_higher"])


def test_every_outcome_has_its_row_and_states_are_told_apart(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.0]), one, **{"possession_late.ada": one, "spent_focal_late": one})
    frame = pair_frame(sweep, "club", "alone").set_index("outcome")
    assert frame.loc["possession_late.ada", "state"] == "ada"
    assert frame.loc["spent_focal_late", "measure"] == "spent_focal"
    assert len(frame) == 5


def test_points_with_more_runs_count_more_for_luck():
    index = pd.MultiIndex.from_tuples([(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)], names=["point", "run"])
    values = pd.Series([0.0, 2.0, 0.0, 3.0, 6.0], index=index)
    assert luck(values) ** 2 == pytest.approx((1 * 2.0 + 2 * 9.0) / 3)  # variances 2 and 9, with 1 and 2 degrees
