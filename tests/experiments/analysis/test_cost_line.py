import numpy as np
import pandas as pd
import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.cost_line import cost_line, fitted_line, where_departs


@pytest.fixture(scope="module")
def points():
    rng = np.random.default_rng(9)
    frame = pd.DataFrame({"depth": rng.random(400), "leak": 2 * rng.random(400), "who": rng.choice(["no", "yes"], 400)})
    return frame.rename_axis("point")


def sums(points):
    return 0.04 * points["depth"] - 0.01 * points["leak"] + 0.005 * (points["who"] == "yes") - 0.012


def test_a_sum_of_costs_is_found_term_by_term(points):
    line = fitted_line(sums(points), points)
    low, high = points["leak"].min(), points["leak"].max()
    costs = line.terms.set_index("factor")["cost"]
    assert costs["leak"] == pytest.approx(-0.01 * (high - low))
    assert abs(costs["who"]) == pytest.approx(0.005)
    assert line.accuracy == 1.0 and line.explained == pytest.approx(1.0) and line.departures.empty


def test_a_logistic_line_predicts_it_too(points):
    assert fitted_line(sums(points), points).logistic > 0.96


def test_the_majority_is_the_more_frequent_winner(points):
    values = sums(points)
    share = (values > 0).mean()
    assert fitted_line(values, points).majority == pytest.approx(max(share, 1 - share))


def test_noise_is_predicted_no_better_than_by_the_majority(points):
    noise = pd.Series(np.random.default_rng(2).normal(size=len(points)), index=points.index)
    line = fitted_line(noise, points)
    assert abs(line.accuracy - line.majority) < 0.08 and line.explained < 0.05


def test_factors_that_act_only_together_are_where_the_line_departs(points):
    values = (points["depth"] - 0.5) * (points["leak"] - 1.0)
    line = fitted_line(values, points)
    assert line.accuracy < 0.65 and len(line.departures) > 100
    sizes = line.departures["difference"].abs()
    assert sizes.is_monotonic_decreasing
    assert (np.sign(line.departures["predicted"]) != np.sign(line.departures["difference"])).all()


def test_where_it_departs_is_told_by_thirds_and_words(points):
    values = pd.Series(np.where(points["who"] == "yes", points["depth"] - 0.5, 0.5 - points["depth"]), points.index)
    values[points["who"] == "no"] = 0.4
    line = fitted_line(values, points)
    found = where_departs(line, points, list(points.columns))
    who = found[found["factor"] == "who"].set_index("word")["part_wrong"]
    assert who["no"] == 0.0 and who["yes"] > 0.0


def test_swapped_strategies_turn_every_cost_round(fakes):
    sweep = fakes.results(
        fakes.grid(depth=np.linspace(0, 1, 7), leak=np.linspace(0, 1, 7)), lambda p: p["depth"] - p["leak"] + 0.05
    )
    one = cost_line(sweep, "possession_late", "club", "alone")
    other = cost_line(sweep, "possession_late", "alone", "club")
    assert other.terms["cost"].tolist() == pytest.approx((-one.terms["cost"]).tolist())
    assert (other.accuracy, other.majority) == (one.accuracy, one.majority)


def test_points_without_a_difference_are_no_ones_win(points):
    values = sums(points).where(points["who"] == "yes", 0.0)
    assert fitted_line(values, points).ties == (points["who"] == "no").sum()


def test_errors_are_those_of_repeated_samples():
    rng = np.random.default_rng(1)
    found, told = [], []
    for _ in range(100):
        points = pd.DataFrame({"depth": rng.random(80)}).rename_axis("point")
        points.iloc[0], points.iloc[1] = 0.0, 1.0
        line = fitted_line(points["depth"] + rng.normal(0, 0.3, 80), points)
        found.append(line.terms["cost"][0])
        told.append(line.terms["error"][0])
    assert np.mean(told) == pytest.approx(np.std(found), rel=0.2)


def test_too_few_points_are_refused(points):
    with pytest.raises(InputError, match="8 points are too few"):
        fitted_line(sums(points).iloc[:8], points.iloc[:8])


def test_a_line_is_judged_by_points_that_it_has_not_seen():
    """Twelve factors of pure noise would fit thirty points well, and predict none."""
    rng = np.random.default_rng(5)
    points = pd.DataFrame(rng.random((30, 12)), columns=[f"f{k}" for k in range(12)]).rename_axis("point")
    assert fitted_line(pd.Series(rng.normal(size=30)), points).explained < 0
