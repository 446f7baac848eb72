"""From records to outcomes."""

import numpy as np
import pytest

from influence_sim.engines import model
from influence_sim.experiments.sweeps.outcomes import FIELDS, SPENT, outcome_columns, outcomes_of
from influence_sim.experiments.verdict import WEIGHTS
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.keeping import AXES
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("classroom", {"parameters.shocks": 1})


@pytest.fixture(scope="module")
def world(scenario: Scenario) -> World:
    return build_world(scenario, [strategy("institution", upkeep=7.0)])


@pytest.fixture(scope="module")
def records(world: World) -> list[Record]:
    return [model.play(world, 1, run) for run in range(3)]


@pytest.fixture(scope="module")
def found(scenario: Scenario, world: World, records: list[Record]) -> dict[str, np.ndarray]:
    return outcomes_of(scenario, world, {name: np.stack([getattr(one, name) for one in records]) for name in FIELDS})


def test_every_column_is_an_outcome_in_its_order(scenario: Scenario, found: dict[str, np.ndarray]) -> None:
    assert tuple(found) == outcome_columns(list(scenario.states))


def test_the_axes_are_means_over_the_windows_of_the_scenario(
    scenario: Scenario, records: list[Record], found: dict[str, np.ndarray]
) -> None:
    assert scenario.windows.early == (2001, 2004) and scenario.years.first == 2001
    for axis in AXES:
        for suffix in WEIGHTS.values():
            expected = [getattr(record, axis + suffix)[:4].mean() for record in records]
            np.testing.assert_allclose(found[f"{axis}{suffix}_early"], expected, rtol=1e-14)


def test_the_parts_of_a_state_and_of_all_states_agree(scenario: Scenario, found: dict[str, np.ndarray]) -> None:
    states = list(scenario.states)
    of = {name: np.mean([found[f"{name}_late.{state}"] for state in states], axis=0) for name in
          ("focal_share", "rivals_share", "independence")}  # fmt: skip
    np.testing.assert_allclose(of["focal_share"], found["possession_late"], rtol=1e-12)
    np.testing.assert_allclose(1.0 - of["rivals_share"], found["milieu_late"], rtol=1e-12)
    np.testing.assert_allclose(of["independence"], found["independence_late"], rtol=1e-12)


def test_what_is_spent_is_commitments_and_upkeep_of_a_year(
    scenario: Scenario, world: World, records: list[Record], found: dict[str, np.ndarray]
) -> None:
    first, last = (year - scenario.years.first for year in scenario.windows.late)
    committed = [record.budget[first : last + 1, world.focal].mean() for record in records]
    np.testing.assert_allclose(found[SPENT], np.array(committed) + 7.0, rtol=1e-12)


def test_a_run_has_the_same_bits_alone_and_among_others(
    scenario: Scenario, world: World, records: list[Record], found: dict[str, np.ndarray]
) -> None:
    alone = outcomes_of(scenario, world, {name: getattr(records[1], name)[None] for name in FIELDS})
    assert all(alone[name][0] == found[name][1] for name in found)
