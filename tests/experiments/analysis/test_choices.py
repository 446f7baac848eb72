import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.choices import choice_frame, own_factors
from influence_sim.experiments.analysis.reading import Results

OWN = {"rho": ["club"]}


def gamble(points):
    """A large part through the forum wins 3 where depth is high, and loses 1 where it is not."""
    return points["rho"] * np.where(points["depth"] > 0, 0.03, -0.01)


@pytest.fixture
def frame(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.5, 1.0], depth=[0.0, 1.0]), gamble)
    return choice_frame(sweep, "possession_late", OWN).set_index(["strategy", "rho"])


def test_each_plan_has_its_mean_worst_case_and_regret(frame):
    assert frame.loc[("club", 1.0), ["expected", "worst", "regret"]].tolist() == pytest.approx([0.01, -0.01, 0.01])
    assert frame.loc[("club", 0.5), ["expected", "worst", "regret"]].tolist() == pytest.approx([0.005, -0.005, 0.015])


def test_the_reference_is_one_plan_whatever_others_choose(frame):
    alone = frame.xs("alone", level="strategy")
    assert len(alone) == 1 and alone["regret"].iloc[0] == pytest.approx(0.03)
    assert alone["expected"].iloc[0] == alone["worst"].iloc[0] == 0.0


def test_the_most_worth_is_told_first(frame):
    assert frame["expected"].is_monotonic_decreasing and frame["futures"].eq(2).all()


def test_factors_of_strategies_are_told_from_those_of_the_world(fakes):
    sweep = fakes.results(fakes.grid(rho=[0.5, 1.0], depth=[0.0, 1.0]), gamble)
    design = {"factors": {"rho": {"path": ["strategies.club.rho"]}, "depth": {"path": "parameters.standing_per_depth"}}}
    assert own_factors(Results(sweep.points, sweep.read, sweep.outcomes, manifest={"design": design})) == OWN


def test_plans_that_met_different_futures_are_not_held_together(fakes):
    points = fakes.grid(rho=[0.5, 1.0], depth=[0.0, 1.0]).iloc[[0, 3]]
    with pytest.raises(InputError, match="not all played in one and the same future"):
        choice_frame(fakes.results(points, gamble), "possession_late", OWN)
