"""Every key and every value of the shipped files spoilt in turn: a sound world comes of it, or one sentence."""

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bad_input.spoiling import Spoil, spoils_of, spoilt

from influence_sim.errors import InputError
from influence_sim.scenario.files import find, shipped_names
from influence_sim.scenario.loading import load_scenario, made_of
from influence_sim.scenario.merging import Merged, read_extended
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world
from influence_sim.scenario.yaml import read_file

LONGEST = 300
PARTS = 8


@cache
def merged(name: str) -> Merged:
    """A shipped scenario and all that it extends."""
    return read_extended(find(name, "scenario"))


@cache
def spoils(name: str) -> tuple[Spoil, ...]:
    """Every spoil of a scenario, in an order that mixes them."""
    found = list(spoils_of(merged(name).mapping))
    random.Random(name).shuffle(found)
    return tuple(found)


def unsound(make: Callable[[], Any], spoil: Spoil, *names: str) -> str:
    """What is wrong with the answer to a spoil; nothing, if it is a finite world or one good sentence."""
    try:
        world = make()
    except InputError as error:
        said = str(error)
        if not said.isprintable() or len(said) >= LONGEST:
            return f"{spoil}: {said!r}"
        named = any(name in said for name in (*names, ".csv", str(spoil.path[0])))
        return "" if named else f"{spoil}: no place in {said!r}"
    except Exception as error:
        return f"{spoil}: {error!r}"
    finite = all(np.all(np.isfinite(field)) for field in world)
    return "" if finite else f"{spoil}: not finite"


def unsound_scenarios(name: str, some: tuple[Spoil, ...]) -> list[str]:
    """What is wrong with the answers to spoils of a scenario."""
    whole = merged(name)

    def of(spoil: Spoil) -> str:
        changed = whole._replace(mapping=spoilt(whole.mapping, spoil))
        return unsound(lambda: build_world(made_of(changed, name, None)), spoil, ".yaml")

    return list(filter(None, map(of, some)))


@pytest.mark.parametrize(("name", "number"), [("classroom", 500), ("baseline", 80)])
def test_a_spoilt_scenario_is_a_sound_world_or_one_sentence(name: str, number: int) -> None:
    assert unsound_scenarios(name, spoils(name)[:number]) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["classroom", "baseline"])
def test_every_spoilt_scenario_is_a_sound_world_or_one_sentence(name: str, part: int) -> None:
    assert unsound_scenarios(name, spoils(name)[part::PARTS]) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in ("hybrid", "phased") else pytest.mark.slow)
        for name in shipped_names("strategy")
    ],
)
def test_every_spoilt_strategy_is_a_sound_world_or_one_sentence(name: str, tmp_path: Path) -> None:
    scenario = load_scenario("classroom")
    mapping = read_file(find(name, "strategy")).mapping
    file = tmp_path / "mine.yaml"

    def of(spoil: Spoil) -> str:
        file.write_text(json.dumps(spoilt(mapping, spoil)), encoding="utf-8")
        return unsound(lambda: build_world(scenario, [strategy(file)]), spoil, "mine")

    assert list(filter(None, map(of, spoils_of(mapping)))) == []


def test_the_spoils_reach_every_key() -> None:
    mapping = {"a": {"b": [1, {"c": 2}]}}
    assert {spoil.path for spoil in spoils_of(mapping)} == {
        ("a",),
        ("a", "b"),
        ("a", "b", 0),
        ("a", "b", 1),
        ("a", "b", 1, "c"),
    }


def test_a_spoil_changes_a_copy() -> None:
    mapping = {"a": {"b": [1, 2]}}
    assert spoilt(mapping, Spoil(("a", "b", 1), 1, None)) == {"a": {"b": [1, None]}}
    assert mapping == {"a": {"b": [1, 2]}}
