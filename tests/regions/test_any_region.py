"""A region that nobody has heard of is run by the same commands: nothing in the code knows a country."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from faces.typing_words import type_words
from regions.inventing import Region
from regions.searching import colours_of, flat, found_in, shipped_actors, texts_of, words_in

from influence_sim.engines import compiled, model
from influence_sim.errors import InputError
from influence_sim.runs.choosing import prepare
from influence_sim.runs.simulate import simulate
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.strategies import FOCAL, strategy
from influence_sim.scenario.world import build_world

pytestmark = pytest.mark.slow  # they draw or run a good deal

SEEDS = [1, -1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (0, 2, 3, 4, 5, 6, 7, 8, 9, -2))]
OF_AN_OWN_FORUM = {"alone", "deepen", "hybrid", "institution", "phased"}
LEAST_COLOURS = 4
Regions = Callable[[int], Region]


def focal_strategies() -> list[str]:
    """The shipped strategies of the focal power, whoever it is."""
    return [name for name in shipped_names("strategy") if strategy(name).by == FOCAL]


def shares_sum_to_one(trajectory: Any) -> bool:
    sums = trajectory.influence.groupby(["year", "state"])["share"].sum()
    return bool(np.allclose(sums, 1.0, rtol=0, atol=1e-9)) and bool((trajectory.influence["share"] >= 0).all())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_region_and_its_strategy_are_found_sound(region: Regions, seed: int) -> None:
    made = region(seed)
    result = type_words("validate", str(made.scenario), str(made.strategy), "--scenario", str(made.scenario))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("ok: ") == 2 and "fits region" in result.stdout


@pytest.mark.parametrize("seed", SEEDS)
def test_both_engines_leave_the_same_bits(region: Regions, seed: int) -> None:
    scenario = load_scenario(region(seed).scenario)
    for chosen in ([], [strategy(region(seed).strategy)]):
        world = build_world(scenario, chosen)
        assert record_digest(model.play(world, 1, 0)) == record_digest(compiled.play(world, 1, 0))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_strategy_of_the_focal_power_that_fits_runs_and_shares_sum_to_one(region: Regions, seed: int) -> None:
    made = region(seed)
    scenario, ran = load_scenario(made.scenario), set()
    for name in focal_strategies():
        try:
            prepare(scenario, strategy(name))
        except InputError as refused:
            assert "\n" not in str(refused)
            continue
        ran.add(name)
        assert shares_sum_to_one(simulate(scenario, name, engine="compiled"))
    assert ran == {"bilateral"} | (OF_AN_OWN_FORUM if made.has_own_forum else set())
    assert shares_sum_to_one(simulate(scenario, made.strategy, engine="compiled"))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_a_run_is_unknown(region: Regions, seed: int) -> None:
    ran = simulate(load_scenario(region(seed).scenario), region(seed).strategy, engine="compiled")
    for frame in (ran.influence, ran.exchange, ran.forums, ran.metrics):
        assert np.isfinite(frame.select_dtypes("number").to_numpy()).all()


def run(made: Region, out: Path) -> Any:
    return type_words("run", str(made.scenario), "--runs", "3", "--out", str(out), "--quiet")


def compare(made: Region, out: Path) -> Any:
    names = ["bilateral", "institution" if made.has_own_forum else str(made.strategy)]
    words = [word for name in names for word in ("--strategy", name)]
    sizes = ("--runs", "8", "--ledger-runs", "2")
    return type_words("compare", str(made.scenario), *words, *sizes, "--out", str(out), "--quiet")


QUICK = [(run, 39)]
SLOW = [(compare, -1), (run, -1), (compare, 39), (run, 6), (run, -2), (compare, -2)]


@pytest.fixture(scope="module", params=[*QUICK, *(pytest.param(each, marks=pytest.mark.slow) for each in SLOW)])
def results(
    region: Regions, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Region, Path, Any]:
    """A region, the folder that a command left and what it said."""
    command, seed = request.param
    out = tmp_path_factory.mktemp("results") / "out"
    return region(seed), out, command(region(seed), out)


def test_a_command_succeeds_and_leaves_a_report(results: tuple[Region, Path, Any]) -> None:
    _, out, result = results
    assert (result.exit_code, result.stderr) == (0, "")
    assert {"report.md", "report.html", "provenance.json", "tables", "figures"} == {path.name for path in out.iterdir()}


def test_no_text_speaks_of_another_region_or_of_a_fault(results: tuple[Region, Path, Any]) -> None:
    _, out, result = results
    texts = texts_of(out) | {"screen": result.stdout}
    elsewhere = [*shipped_actors(), "nan", "NaN", "inf", "Traceback", "None"]
    assert len(texts) > 8
    assert {name: found for name, text in texts.items() if (found := found_in(text, elsewhere))} == {}


def test_a_report_calls_every_power_and_state_by_its_name(results: tuple[Region, Path, Any]) -> None:
    made, out, _ = results
    for page in ("report.md", "report.html"):
        text = flat(words_in(out / page))
        assert [name for name in made.names("powers", "states") if name not in text] == []


def test_no_figure_is_blank(results: tuple[Region, Path, Any]) -> None:
    _, out, _ = results
    found = {path.name: colours_of(path) for path in out.rglob("*.png")}
    assert len(found) >= 3 and {name: count for name, count in found.items() if count < LEAST_COLOURS} == {}
    assert {path.stem for path in out.rglob("*.svg")} == {path.stem for path in out.rglob("*.png")}


def test_a_comparison_draws_worlds_on_two_axes_where_there_are_rivals(results: tuple[Region, Path, Any]) -> None:
    made, out, _ = results
    compared = any(path.name.startswith("difference-") for path in out.rglob("*.png"))
    drawn = any(path.name.startswith("plane-") for path in out.rglob("*.png"))
    assert drawn == (compared and bool(made.content["roles"]["rivals"]))


def test_the_region_of_a_report_without_history_says_from_when_the_model_decides(region: Regions) -> None:
    from influence_sim.faces.report.told import world_words

    scenario = load_scenario(region(-1).scenario, {"branch": region(-1).content["years"]["first"], "replay": True})
    said = world_words(scenario)
    assert "history" not in said.lower() and f"The model decides from the first year, {scenario.branch}, on." in said


@pytest.mark.parametrize("seed", [0, 3])
def test_patterns_says_in_one_sentence_that_there_are_none(region: Regions, seed: int) -> None:
    result = type_words("patterns", str(region(seed).scenario))
    assert result.exit_code == 2 and result.stdout == ""
    assert "pattern" in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_a_sheet_with_words_and_an_empty_panel_would_count_as_blank(tmp_path: Path) -> None:
    from influence_sim.plots.saving import save
    from influence_sim.plots.sheet import dress, new_sheet, place
    from influence_sim.plots.theme import LIGHT, styled

    with styled():
        sheet, top = new_sheet("Who belongs to which forum, 1966–1979", ["A note at the foot"], 3, LIGHT)
        dress(place(sheet, 1, top, 6, 2.5), LIGHT)
        save(sheet, tmp_path, "blank")
    assert colours_of(tmp_path / "blank.png") < LEAST_COLOURS
