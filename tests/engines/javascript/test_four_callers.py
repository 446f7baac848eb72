"""One scenario, four callers, one digest of all that a run leaves behind."""

from collections.abc import Callable
from typing import Any

import pytest
from modular import modular

import influence_sim as isim
from influence_sim.engines import compiled, model
from influence_sim.engines.javascript import world_json
from influence_sim.engines.lanes import playing
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.world import build_world

SEED, RUN = 20, 7
FIELDS = [
    (name, "int64" if shapes.is_whole(kind) else "float64", said.axes, bool(said.module))
    for name, kind, said in shapes.fields(Record)
]


def digests_of(world: World, in_node: Callable[[str, Any], Any], sources: list[str]) -> dict[str, str]:
    """Caller → digest of the run's record."""
    job = {"sources": sources[:1], "fields": FIELDS, "runs": [(world_json(world), SEED, RUN)]}
    return {
        "Mesa": record_digest(model.play(world, SEED, RUN)),
        "compiled": record_digest(compiled.play(world, SEED, RUN)),
        "lanes": record_digest(playing.play(world, SEED, RUN)),
        "JavaScript": in_node("digests.mjs", job)[0][0],
    }


@pytest.mark.parametrize(
    ("scenario", "strategy"),
    [
        ("baseline", "institution"),
        ("classroom", "hybrid"),
        pytest.param("pacific", "institution", marks=pytest.mark.slow),
        pytest.param("extended", "corridor", marks=pytest.mark.slow),
    ],
)
def test_a_scenario_has_one_digest_from_all_four_callers(
    scenario: str, strategy: str, in_node: Callable[[str, Any], Any], sources: list[str]
) -> None:
    world = build_world(isim.load_scenario(scenario), [isim.strategy(strategy)])
    found = digests_of(world, in_node, sources)
    assert len(set(found.values())) == 1, found


def test_all_modules_at_once_have_one_digest_too(in_node: Callable[[str, Any], Any], sources: list[str]) -> None:
    found = digests_of(build_world(modular(), [isim.strategy("hybrid")]), in_node, sources)
    assert len(set(found.values())) == 1, found


def test_another_run_has_another_digest(in_node: Callable[[str, Any], Any], sources: list[str]) -> None:
    world = build_world(modular(), [isim.strategy("hybrid")])._replace(shocks=1.0)
    assert record_digest(model.play(world, SEED, RUN + 1)) not in digests_of(world, in_node, sources).values()
