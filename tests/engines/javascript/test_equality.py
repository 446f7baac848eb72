"""Whole runs: the record that JavaScript leaves has the bits of Mesa's."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
from modular import modular
from worlds import make_world

import influence_sim as isim
from influence_sim.engines import model
from influence_sim.engines.javascript import world_json
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

Named = tuple[str, World]
SEED, RUN = 2**32 - 1, 3
FEW = {"baseline": ["institution", "phased"], "pacific": ["hybrid"], "extended": ["corridor"]}
MODULES = [*shapes.modules()]


@pytest.fixture(scope="module")
def differing(in_node: Callable[[str, Any], Any], sources: list[str]) -> Callable[..., list[str]]:
    """The names of the worlds whose run differs from Mesa's, in either form of the source."""
    fields = [
        (name, "int64" if shapes.is_whole(kind) else "float64", said.axes, bool(said.module))
        for name, kind, said in shapes.fields(Record)
    ]

    def compare(worlds: Iterable[Named], run: int = RUN) -> list[str]:
        named = [*worlds]
        runs = [(world_json(world), SEED, RUN) for _, world in named]
        expected = [record_digest(model.play(world, SEED, run)) for _, world in named]
        every = in_node("digests.mjs", {"sources": sources, "fields": fields, "runs": runs})
        return [name for found in every for (name, _), a, b in zip(named, found, expected, strict=True) if a != b]

    return compare


def possible(scenario: Scenario) -> list[str]:
    """The shipped strategies that fit a scenario."""
    table = isim.list_strategies(scenario)
    return [*table["name"][table["refusal"] == ""]]


def shipped(chosen: dict[str, list[str]]) -> Iterable[Named]:
    """Worlds of the shipped scenarios, under the chosen strategies or under all."""
    for key in shipped_names("scenario"):
        scenario = isim.load_scenario(key)
        for name in chosen.get(key) or possible(scenario):
            yield f"{key} {name}", build_world(scenario, [isim.strategy(name)])


def generated(numbers: range) -> Iterable[Named]:
    """Invented worlds of many sizes, one or four steps a year."""
    for number in numbers:
        yield (
            f"generated {number}",
            make_world(
                np.random.default_rng(number),
                powers=2 + number % 7,
                states=1 + number % 6,
                forums=number % 5,
                channels=1 + number % 4,
                corridors=number % 4,
                years=1 + number % 6,
                steps_per_year=(1, 4)[number % 2],
                extremes=number % 3 == 0,
                modules=number % 4 > 0,
                universal_membership=float(number % 5 == 4),
            ),
        )


def combinations() -> Iterable[Named]:
    """The classroom with all modules, and with any number of them drawn."""
    drawn = np.random.default_rng(1).random((12, len(MODULES))) < 0.5
    for off in [[], *([name for name, left in zip(MODULES, row, strict=True) if left] for row in drawn)]:
        world = build_world(modular(*off, parameters__shocks=1), [isim.strategy("institution")])
        yield f"without {', '.join(off)}", world


def test_shipped_scenarios_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    assert differing(shipped(FEW)) == []


@pytest.mark.slow
def test_generated_worlds_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    assert differing(generated(range(24))) == []


def test_any_modules_together_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    assert differing(combinations()) == []


def test_strategies_of_several_powers_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    plans = [isim.strategy(name) for name in ("phased", "sco_bank", "eaeu_deepening", "connect")]
    assert differing([("several", build_world(isim.load_scenario("baseline"), plans))]) == []


def test_a_run_differs_from_another(differing: Callable[..., list[str]]) -> None:
    """The comparison can fail."""
    world = make_world(np.random.default_rng(3), shocks=1.0, standing_shock_sd=0.2)
    assert differing([("world", world)], run=RUN + 1) == ["world", "world"]


@pytest.mark.slow
def test_every_shipped_strategy_leaves_mesas_bits(differing: Callable[..., list[str]]) -> None:
    assert differing(shipped({})) == []


@pytest.mark.slow
def test_four_and_twelve_steps_a_year_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    scenarios = {f"{steps} steps": isim.load_scenario("baseline", {"steps_per_year": steps}) for steps in (4, 12)}
    built = {name: build_world(scenario, [isim.strategy("institution")]) for name, scenario in scenarios.items()}
    assert differing(built.items()) == []


@pytest.mark.slow
def test_many_generated_worlds_leave_mesas_bits(differing: Callable[..., list[str]]) -> None:
    assert differing(generated(range(24, 400))) == []
