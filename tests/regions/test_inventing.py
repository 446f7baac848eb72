"""The inventor itself: the same seed, the same files; and every kind of region comes up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from regions.inventing import LARGEST, SMALLEST, Region, invent
from regions.searching import found_in, shipped_actors

SEEDS = range(12)
pytestmark = pytest.mark.slow  # they test what the tests of regions stand on


def files_of(region: Region) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(region.folder.iterdir())}


def test_the_same_seed_writes_the_same_bytes_and_another_other_ones(tmp_path: Path) -> None:
    first, again, other = (invent(tmp_path / name, seed) for name, seed in (("a", 7), ("b", 7), ("c", 8)))
    assert files_of(first) == files_of(again) != files_of(other)


def test_a_region_has_at_least_the_series_that_a_user_would_bring(region: Callable[[int], Region]) -> None:
    wanted = {"output", "people", "aid", "borders", "trade", "timeline", "regime"}
    assert {f"{name}.csv" for name in wanted} <= set(files_of(region(0)))


def test_sizes_reach_both_ends(region: Callable[[int], Region]) -> None:
    assert (region(-1).size, region(-2).size) == (SMALLEST, LARGEST)
    assert [len(region(-2).content[kind]) for kind in ("powers", "states", "forums", "channels")] == [12, 12, 12, 6]


@pytest.mark.parametrize(
    "happens",
    [
        lambda said: "branch" in said,
        lambda said: "branch" not in said,
        lambda said: "own_forum" in said["roles"],
        lambda said: "own_forum" not in said["roles"],
        lambda said: not said["roles"]["rivals"],
        lambda said: len(said["roles"]["rivals"]) > 1,
        lambda said: said["steps_per_year"] > 1,
        lambda said: said["modules"]["corridors"]["on"],
        lambda said: said["modules"]["resources"]["on"],
        lambda said: said["modules"]["events"]["on"],
        lambda said: not said["modules"]["events"]["on"],
        lambda said: any(not key.isascii() for key in said["states"]),
        lambda said: any(len(actor["name"]) > 40 for actor in said["powers"].values()),
        lambda said: any("'" in actor["name"] for actor in said["states"].values()),
        lambda said: any("&" in actor["name"] for actor in said["forums"].values()),
    ],
)
def test_what_a_region_may_have_comes_up_among_twelve(
    region: Callable[[int], Region], happens: Callable[[dict[str, object]], bool]
) -> None:
    assert any(happens(region(seed).content) for seed in SEEDS)


def test_years_are_missing_from_the_series(region: Callable[[int], Region]) -> None:
    said = region(1).content
    years = said["years"]["last"] - said["years"]["first"] + 1
    rows = (region(1).folder / "output.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) < years * (len(said["powers"]) + len(said["states"]))


@pytest.mark.parametrize("seed", [-2, -1, *SEEDS])
def test_no_name_is_that_of_a_shipped_region(region: Callable[[int], Region], seed: int) -> None:
    made = region(seed)
    text = " ".join([*made.names("powers", "states", "forums", "channels"), made.scenario.read_text(encoding="utf-8")])
    assert found_in(text, shipped_actors()) == []


@pytest.mark.slow
def test_a_shipped_name_would_be_found_as_a_word_but_not_inside_another() -> None:
    some, other = shipped_actors()[-1], shipped_actors()[0]
    assert found_in(f"Aid from {some}, and {other}x or x{other}.", [some, other]) == [some]
