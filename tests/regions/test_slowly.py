"""What takes longer: the laws on invented regions, and explanations of anybody in any year."""

import random
from collections.abc import Callable

import pytest
from faces.typing_words import type_words
from regions.inventing import Region
from regions.searching import flat, found_in, shipped_actors

pytestmark = pytest.mark.slow
Regions = Callable[[int], Region]


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5, -1])
def test_the_laws_hold(region: Regions, seed: int) -> None:
    result = type_words("laws", str(region(seed).scenario), "--runs", "200", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert found_in(result.stdout, [*shipped_actors(), "NO"]) == []


@pytest.mark.parametrize("seed", [*range(8), -1, -2])
def test_anybody_can_be_explained_in_any_year(region: Regions, seed: int) -> None:
    made, draw = region(seed), random.Random(seed)
    for _ in range(3):
        (power, about), (_, state) = (draw.choice(list(made.content[kind].items())) for kind in ("powers", "states"))
        year = draw.randint(made.content["years"]["first"], made.content["years"]["last"])
        called = draw.choice([power, about["name"]])
        line = ["--power", called, "--state", state["name"], "--year", str(year), "--strategy", str(made.strategy)]
        result = type_words("explain", str(made.scenario), *line)
        assert (result.exit_code, result.stderr) == (0, "")
        told = flat(result.stdout)
        assert f"In {year} {about['name']} holds" in told and state["name"] in told
        assert found_in(told, [*shipped_actors(), "nan", "inf"]) == []
