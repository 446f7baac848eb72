"""What notebooks show."""

import pytest
from faces.test_hypertext import HOSTILE, Reader

import influence_sim as isim
from influence_sim.experiments.comparison import Comparison
from influence_sim.faces import notebook
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.trajectory import Trajectory
from influence_sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return isim.load_scenario("classroom", {"parameters.shocks": 1})


@pytest.fixture(scope="module")
def comparison(scenario: Scenario) -> Comparison:
    return isim.compare(scenario, runs=3, engine="mesa")


@pytest.fixture(scope="module")
def shown(scenario: Scenario, comparison: Comparison) -> dict[str, str]:
    run = isim.simulate(scenario, "institution", engine="mesa")
    results = {"run": run, "many": comparison.ensembles["institution"], "two": comparison, "scenario": scenario}
    return {name: result._repr_html_() for name, result in (results | {"strategy": comparison.reference}).items()}


@pytest.mark.parametrize("name", ["run", "many", "two", "scenario", "strategy"])
def test_a_cell_is_well_formed_and_brings_no_colour_and_no_style_sheet(shown: dict[str, str], name: str) -> None:
    reader = Reader(shown[name])
    assert reader.open == []
    assert not {tag for tag, _ in reader.tags} & {"style", "script", "link"}
    assert "color: " not in shown[name].replace("color: inherit", "")


@pytest.mark.parametrize("name", ["run", "many", "two"])
def test_axes_are_told_in_words_and_with_names(shown: dict[str, str], name: str) -> None:
    assert "South’s share" in shown[name] and "What no power holds" in shown[name]
    assert "possession" not in shown[name] and "milieu" not in shown[name]


def test_a_comparison_shows_both_verdicts(shown: dict[str, str]) -> None:
    assert "“Regional institution” against “Bilateral only”" in shown["two"]
    assert "as given" in shown["two"] and "at zero" in shown["two"]


def test_a_comparison_without_a_decider_shows_one_verdict(scenario: Scenario) -> None:
    bare = isim.load_scenario("classroom", {"deciders": []})
    assert "at zero" not in isim.compare(bare, runs=1, engine="mesa")._repr_html_()


def test_a_run_shows_the_mean_of_its_years(scenario: Scenario, shown: dict[str, str]) -> None:
    run: Trajectory = isim.simulate(scenario, "institution", engine="mesa")
    first, last = scenario.windows.late
    years = run.record.possession[first - scenario.years.first : last + 1 - scenario.years.first]
    assert f"{100 * years.mean():.1f}\N{NO-BREAK SPACE}%" in shown["run"]


@pytest.mark.parametrize("record", ["outcomes", [2005]])
def test_an_ensemble_with_less_on_record_is_shown_as_well(scenario: Scenario, record: str | list[int]) -> None:
    runs: Ensemble = isim.ensemble(scenario, runs=2, engine="mesa", record=record)
    assert ("<table" in runs._repr_html_()) == (record == "outcomes")


def test_a_hostile_title_stays_text() -> None:
    shown = notebook.card(HOSTILE, HOSTILE, [HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]], HOSTILE)
    reader = Reader(shown)
    assert reader.open == [] and not reader.all("script") and not reader.all("img")
