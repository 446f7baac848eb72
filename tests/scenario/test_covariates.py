"""States differ by measured covariates, not by dials: what has no series and no citation is equal across them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.rules.shapes import Choice, fields
from influence_sim.scenario.world import World, build_world

SAID = {"evidence", "note", "source"}


def given_by_state(value: Any, states: set[str], path: str = "", said: frozenset[str] = frozenset()) -> Iterator[Any]:
    """(path, what is said around it) of every mapping of states to numbers in a scenario's files."""
    if isinstance(value, dict):
        here = said | (SAID & set(value))
        if states & set(value):
            yield path, here
        for key, part in value.items():
            yield from given_by_state(part, states, f"{path}.{key}", here)


def test_every_number_that_the_baseline_gives_a_state_says_what_it_rests_on() -> None:
    scenario = isim.load_scenario("baseline")
    found = [
        (path, said)
        for path, said in given_by_state(scenario.resolved.mapping, set(scenario.states))
        if path != ".states"
    ]
    assert found
    assert [path for path, said in found if not ({"evidence"} < said)] == []


def test_the_baselines_facts_come_from_series_alone() -> None:
    scenario = isim.load_scenario("baseline")
    facts = [path for path, _ in given_by_state(scenario.resolved.mapping["facts"], set(scenario.states))]
    assert facts == []


def test_no_parameter_of_the_baseline_names_a_state() -> None:
    scenario = isim.load_scenario("baseline")
    assert list(given_by_state(scenario.resolved.mapping["parameters"], set(scenario.states))) == []


@pytest.mark.parametrize("strategy", ["bilateral", "institution"])
def test_no_strategy_of_the_comparison_sets_a_state_apart(strategy: str) -> None:
    scenario = isim.load_scenario("baseline")
    world = build_world(scenario, [isim.strategy(strategy)])
    by_state = [(name, said) for name, _, said in fields(World) if isinstance(said, Choice) and "S" in said.axes]
    assert by_state
    for name, said in by_state:
        values = np.moveaxis(getattr(world, name), said.axes.index("S"), -1)
        assert (values == values[..., :1]).all(), name


def test_a_number_without_evidence_would_be_found() -> None:
    content = {"modules": {"x": {"level": {"Ada": 1}}}, "y": {"level": {"Ada": 1}, "evidence": "assumed", "note": "n"}}
    assert [path for path, said in given_by_state(content, {"Ada"}) if not ({"evidence"} < said)] == [
        ".modules.x.level"
    ]
