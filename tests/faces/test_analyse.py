"""``influence-sim analyse``."""

import json
from pathlib import Path

import pandas as pd
import pytest
from faces.typing_words import Typed
from sweeping import play_quickly, write_design


@pytest.fixture
def swept(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished sweep in results/sweep-mine of the folder in which words are typed."""
    for module in ("rows", "estimating"):
        monkeypatch.setattr(f"influence_sim.experiments.sweeps.{module}.play_block", play_quickly)
    monkeypatch.setattr("influence_sim.runs.choosing.is_ready", lambda engine: True)
    write_design(tmp_path)
    assert typed("sweep", "mine.yaml", "--quiet").exit_code == 0
    return tmp_path / "results" / "sweep-mine"


def cut(folder: Path) -> None:
    """Lose a chunk."""
    sorted((folder / "chunks").glob("*.parquet"))[-1].unlink()


def test_a_sweep_becomes_a_report_with_figures_tables_and_provenance(typed: Typed, swept: Path) -> None:
    result = typed("analyse", str(swept), "--quiet")
    assert result.exit_code == 0, result.stderr
    out = swept.parent / "analysis-sweep-mine"
    assert {"report.md", "report.html", "figures", "tables", "provenance.json"} == {one.name for one in out.iterdir()}
    assert json.loads((out / "provenance.json").read_text(encoding="utf-8"))["manifest"]["design"]["key"] == "mine"
    assert "The answer" in result.stdout and result.stdout.rstrip().endswith("results/analysis-sweep-mine")


@pytest.mark.slow
def test_tables_hold_every_outcome_of_every_pair(typed: Typed, swept: Path) -> None:
    typed("analyse", str(swept), "--quiet", "--no-figures", "--out", "told")
    pairs = pd.read_csv(swept.parents[1] / "told" / "tables" / "pairs.csv")
    assert set(pairs["strategy"]) == {"institution"} and set(pairs["against"]) == {"bilateral"}
    assert {"possession_late", "milieu_by_gdp_early", "spent_focal_late"} <= set(pairs["outcome"])


def test_an_unfinished_sweep_is_refused_unless_told(typed: Typed, swept: Path) -> None:
    cut(swept)
    refused = typed("analyse", str(swept))
    assert refused.exit_code == 2 and "is unfinished" in refused.stderr and "--partial" in refused.stderr
    assert not (swept.parent / "analysis-sweep-mine").exists()


def test_a_part_is_analysed_where_that_is_asked_for_and_the_report_says_so(typed: Typed, swept: Path) -> None:
    cut(swept)
    result = typed("analyse", str(swept), "--partial", "--no-figures", "--quiet")
    assert result.exit_code == 0, result.stderr
    text = (swept.parent / "analysis-sweep-mine" / "report.md").read_text(encoding="utf-8")
    assert "This sweep is unfinished" in text


@pytest.mark.slow
def test_sides_of_the_map_are_those_named(typed: Typed, swept: Path) -> None:
    typed("analyse", str(swept), "--no-figures", "--quiet", "--map", "leak", "--map", "rho", "--out", "told")
    regimes = pd.read_csv(swept.parents[1] / "told" / "tables" / "regimes.csv")
    assert set(regimes["x_factor"]) == {"leak"} and set(regimes["y_factor"]) == {"rho"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "leak"], "--map was given 1 times"),
        (["--map", "leak", "--map", "roh"], 'no factor "roh"; did you mean "rho"?'),
        (["--outcome", "possesion_late"], 'no outcome "possesion_late"; did you mean "possession_late"?'),
        (["--precision", "0"], "--precision 0 is not allowed"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(typed: Typed, swept: Path, words: list[str], said: str) -> None:
    result = typed("analyse", str(swept), *words)
    assert result.exit_code == 2 and said in result.stderr and "Traceback" not in result.stderr


def test_a_folder_without_a_sweep_is_told(typed: Typed, tmp_path: Path) -> None:
    assert "holds no sweep" in typed("analyse", str(tmp_path)).stderr


@pytest.mark.slow
def test_earlier_results_are_kept_unless_forced(typed: Typed, swept: Path) -> None:
    words = ("analyse", str(swept), "--no-figures", "--quiet")
    typed(*words)
    assert typed(*words).exit_code == 2
    assert typed(*words, "--force").exit_code == 0
