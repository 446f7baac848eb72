"""Who decides: one assumption at a time, between the ends of its prior."""

import numpy as np
import pandas as pd
import pytest

import influence_sim as isim
from influence_sim.experiments.swings import moved, settings_of, swing_frame, swing_run_count
from influence_sim.scenario.world import build_world


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    scenario = isim.load_scenario("baseline")
    return swing_frame(scenario, isim.strategy("institution"), isim.strategy("bilateral"), runs=4)


def test_only_contested_assumptions_are_moved() -> None:
    scenario = isim.load_scenario("baseline")
    names = {setting.parameter for setting in settings_of(scenario)}
    assert names
    assert {scenario.parameters[name].evidence for name in names} == {"contested"}


def test_ends_lie_inside_the_prior_and_in_order() -> None:
    """credit_leak is uniform from 0 to .8: .04 and .76."""
    ends = {s.end: s.value for s in settings_of(isim.load_scenario("baseline")) if s.parameter == "credit_leak"}
    assert ends == pytest.approx({"low": 0.04, "high": 0.76})


def test_a_prior_with_half_its_mass_at_zero_starts_at_zero() -> None:
    ends = {s.end: s.value for s in settings_of(isim.load_scenario("baseline")) if s.parameter == "standing_per_depth"}
    assert ends == pytest.approx({"low": 0.0, "high": 0.19})


def test_an_assumption_that_is_a_word_takes_every_word() -> None:
    ends = [s.said for s in settings_of(isim.load_scenario("baseline")) if s.parameter == "rivals_answer"]
    assert ends == ["none", "copy", "outspend"]


def test_of_a_parameter_with_elements_one_is_moved_at_a_time() -> None:
    scenario = isim.load_scenario("baseline")
    world = build_world(scenario)
    setting = next(s for s in settings_of(scenario) if s.parameter == "budget_scale" and s.end == "high")
    changed = moved(world, setting=setting).budget_scale != world.budget_scale
    assert changed.sum() == 1
    assert list(scenario.powers)[int(np.argmax(changed))] == setting.element


def test_the_word_as_given_gives_the_difference_as_given(frame: pd.DataFrame) -> None:
    scenario = isim.load_scenario("baseline")
    same = frame[(frame["parameter"] == "rivals_answer") & (frame["end"] == scenario.parameters["rivals_answer"].value)]
    assert (same["difference"] - same["given"]).abs().max() == 0.0


def test_the_depth_at_zero_is_the_verdict_at_zero(frame: pd.DataFrame) -> None:
    verdict = isim.compare("baseline", runs=4).verdict.query("decider == 'at zero'")
    low = frame.query("parameter == 'standing_per_depth' and end == 'low'")
    both = low.merge(verdict, on=["axis", "window", "weight"])
    assert len(both) == 12
    assert (both["difference_x"] - both["difference_y"]).abs().max() < 1e-12


def test_swapped_strategies_mirror_the_swings(frame: pd.DataFrame) -> None:
    scenario = isim.load_scenario("baseline")
    swapped = swing_frame(scenario, isim.strategy("bilateral"), isim.strategy("institution"), runs=4)
    assert np.allclose(swapped["difference"], -frame["difference"], atol=1e-15)


def test_the_number_of_runs_is_known_before() -> None:
    scenario, told = isim.load_scenario("classroom"), list[int]()
    swing_frame(scenario, isim.strategy("institution"), isim.strategy("bilateral"), runs=1, progress=told.append)
    assert sum(told) == swing_run_count(scenario, 1)
