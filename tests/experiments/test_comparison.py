"""Paired worlds: the same luck for all strategies, and verdicts that mirror when strategies are swapped."""

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.experiments.comparison import Comparison, run_count


@pytest.fixture(scope="module")
def pair() -> Comparison:
    return isim.compare("baseline", runs=30)


def test_the_verdict_stands_twice_on_three_axes_two_windows_and_two_weights(pair: Comparison) -> None:
    verdict = pair.verdict
    assert len(verdict) == 3 * 2 * 2 * 2
    assert set(verdict["decider"]) == {"as given", "at zero"}
    assert not verdict.duplicated(["axis", "window", "weight", "decider"]).any()


def test_swapped_strategies_give_the_mirrored_verdict(pair: Comparison) -> None:
    mirrored = isim.compare("baseline", strategies=["institution", "bilateral"], runs=30).verdict
    assert np.allclose(mirrored["difference"], -pair.verdict["difference"], atol=1e-15)
    assert np.allclose(mirrored["low"], -pair.verdict["high"], atol=1e-15)
    assert np.allclose(mirrored["probability_better"], 1.0 - pair.verdict["probability_better"])


def test_a_strategy_that_changes_nothing_differs_by_nothing() -> None:
    twin = isim.strategy("bilateral", regional_share=0.0)
    same = isim.compare("baseline", strategies=["bilateral", twin], runs=5).verdict
    assert (same[["difference", "low", "high"]] == 0.0).all(axis=None)
    assert (same["probability_better"] == 0.5).all()


def test_nothing_differs_before_the_branch(pair: Comparison) -> None:
    before = pair.paths[pair.paths["year"] < pair.scenario.branch]
    assert (before["difference"] == 0.0).all()
    assert (pair.paths["difference"] != 0.0).any()


def test_a_difference_is_the_mean_over_worlds_of_the_paired_window_means(pair: Comparison) -> None:
    late = pair.paths.query("axis == 'milieu' and 2015 <= year <= 2024")
    by_hand = late.groupby("run")["difference"].mean().mean()
    row = pair.verdict.query("axis == 'milieu' and window == 'late' and weight == 'states equally'")
    assert row.query("decider == 'as given'")["difference"].item() == pytest.approx(by_hand, abs=1e-12)


def test_three_strategies_are_each_held_against_the_first() -> None:
    three = isim.compare("classroom", strategies=["bilateral", "alone", "hybrid"], runs=2)
    assert set(three.verdict["strategy"]) == {"alone", "hybrid"}
    assert set(three.verdict["against"]) == {"bilateral"}


def test_draws_of_the_prior_are_paired_too() -> None:
    drawn = isim.compare("baseline", runs=6, parameters="prior")
    first, second = drawn.ensembles.values()
    assert np.array_equal(first.data["share"][:, :13], second.data["share"][:, :13])


def test_the_number_of_runs_to_come_is_known_before(pair: Comparison) -> None:
    told: list[int] = []
    isim.compare("classroom", runs=4, progress=told.append)
    assert sum(told) == run_count(isim.load_scenario("classroom"), ["bilateral", "institution"], 4)


@pytest.mark.parametrize(
    ("strategies", "told"),
    [
        (["bilateral"], "at least two strategies"),
        (["bilateral", "bilateral"], "a strategy twice: bilateral, bilateral"),
    ],
)
def test_a_comparison_needs_different_strategies(strategies: list[str], told: str) -> None:
    with pytest.raises(isim.InputError, match=told):
        isim.compare("classroom", strategies=strategies)


def test_a_comparison_says_what_it_is(pair: Comparison) -> None:
    assert repr(pair).startswith('<Comparison "baseline", institution against bilateral, 30 paired worlds, seed 1')
