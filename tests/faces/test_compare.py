"""``compare`` and the folder it leaves."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from faces.typing_words import QUICK, Typed

from influence_sim.faces.layout import cell_width
from influence_sim.wording import MINUS

TABLES = {"exchange", "forums", "influence", "membership", "metrics", "paths", "plane", "verdict"}
COMPARE = ("compare", "classroom", "--runs", "4", "--ledger-runs", "0", *QUICK, "--no-figures")


def table_bytes(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "tables").iterdir())}


def test_the_folder_has_report_figures_tables_and_provenance(compared: tuple[Path, Any]) -> None:
    out, result = compared
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {"report.md", "report.html", "figures", "tables", "provenance.json"}
    assert {path.stem for path in (out / "tables").glob("*.csv")} == TABLES
    assert {path.stem for path in (out / "tables").glob("*.parquet")} == TABLES


def test_every_figure_is_embedded_in_the_report_and_lies_there_twice(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    names = {path.stem for path in (out / "figures").glob("*.png")}
    assert "difference-institution" in names
    assert {path.stem for path in (out / "figures").glob("*.svg")} == names
    report = (out / "report.md").read_text(encoding="utf-8")
    assert all(f"](figures/{name}.png)" in report for name in names)


def test_nothing_is_left_beside_the_folder(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    assert list(out.parent.iterdir()) == [out]


def test_stdout_has_the_words_and_stderr_nothing_when_quiet(compared: tuple[Path, Any]) -> None:
    _, result = compared
    assert result.stderr == ""
    assert "The answer" in result.stdout and "as given" in result.stdout and "at zero" in result.stdout


def test_no_line_on_the_screen_is_wider_than_80_columns(typed: Typed) -> None:
    result = typed(*COMPARE)
    assert max(cell_width(line) for line in result.stdout.splitlines()) <= 80


def test_the_report_begins_with_what_the_screen_shows(compared: tuple[Path, Any]) -> None:
    out, result = compared
    report = " ".join((out / "report.md").read_text(encoding="utf-8").split())
    screen = " ".join(result.stdout.split())
    answer = screen[screen.index("“Regional institution” against") : screen.index("• Late")]
    assert answer in report


def test_names_are_shown_and_not_keys(compared: tuple[Path, Any]) -> None:
    _, result = compared
    assert "South’s share" in result.stdout and "Alba" in result.stdout
    assert not {"south", "north", "alba", "council"} & set(result.stdout.split())


def test_the_verdict_table_holds_what_the_words_say(compared: tuple[Path, Any]) -> None:
    out, result = compared
    verdict = pd.read_csv(out / "tables" / "verdict.csv")
    chosen = verdict.query(
        "axis == 'possession' and window == 'late' and weight == 'states equally' and decider == 'at zero'"
    )
    points = 100 * float(chosen["difference"].iloc[0])
    assert f"{points:+.2f}".replace("-", MINUS) in result.stdout


def test_csv_and_parquet_hold_the_same(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    for name in TABLES:
        read = pd.read_csv(out / "tables" / f"{name}.csv", keep_default_na=False)
        stored = pd.read_parquet(out / "tables" / f"{name}.parquet")
        pd.testing.assert_frame_equal(read, stored, check_dtype=False)


def test_shares_of_the_median_are_between_0_and_1(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    influence = pd.read_csv(out / "tables" / "influence.csv")
    assert set(influence["strategy"]) == {"bilateral", "institution"}
    assert influence["share"].between(0, 1).all()


def test_parts_of_runs_sum_to_1_over_statuses(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    membership = pd.read_csv(out / "tables" / "membership.csv", keep_default_na=False)
    sums = membership.groupby(["strategy", "year", "forum", "member"])["part_of_runs"].sum()
    assert sums.to_numpy() == pytest.approx(1.0)


def test_provenance_tells_the_command_and_the_seed(compared: tuple[Path, Any]) -> None:
    out, _ = compared
    facts = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert facts["command"][:3] == ["influence-sim", "compare", "classroom"]
    assert (facts["seed"], facts["runs"], facts["strategies"]) == (1, 4, ["bilateral", "institution"])


def test_the_same_command_gives_the_same_tables_byte_for_byte(compared: tuple[Path, Any], typed: Typed) -> None:
    out, _ = compared
    assert typed(*COMPARE, "--out", "again").exit_code == 0
    assert table_bytes(Path("again")) == table_bytes(out)


def test_another_seed_gives_other_tables(compared: tuple[Path, Any], typed: Typed) -> None:
    out, _ = compared
    typed(*COMPARE, "--seed", "2", "--out", "other")
    assert table_bytes(Path("other"))["influence.csv"] != table_bytes(out)["influence.csv"]


def test_a_setting_changes_results_and_stands_in_the_report(compared: tuple[Path, Any], typed: Typed) -> None:
    out, _ = compared
    typed(*COMPARE, "--set", "parameters.credit_leak=0.9", "--out", "other")
    assert table_bytes(Path("other"))["verdict.csv"] != table_bytes(out)["verdict.csv"]
    assert "parameters.credit\\_leak" not in (report := Path("other/report.md").read_text(encoding="utf-8"))
    assert "parameters.credit_leak = 0.9" in report


def test_the_default_folder_is_named_by_command_and_scenario(typed: Typed, tmp_path: Path) -> None:
    typed(*COMPARE)
    assert (tmp_path / "results" / "compare-classroom" / "report.md").is_file()


@pytest.mark.slow
def test_force_replaces_earlier_results(typed: Typed) -> None:
    typed(*COMPARE, "--out", "here")
    (Path("here") / "old.txt").touch()
    assert typed(*COMPARE, "--out", "here", "--force").exit_code == 0
    assert not (Path("here") / "old.txt").exists()


def test_swapped_strategies_swap_the_verdict(compared: tuple[Path, Any], typed: Typed) -> None:
    out, _ = compared
    typed(*COMPARE, "--strategy", "institution", "--strategy", "bilateral", "--out", "swapped")
    there = pd.read_csv(out / "tables" / "verdict.csv")["difference"]
    back = pd.read_csv("swapped/tables/verdict.csv")["difference"]
    assert back.to_numpy() == pytest.approx(-there.to_numpy(), abs=1e-15)


def test_priors_are_told_and_change_results(compared: tuple[Path, Any], typed: Typed) -> None:
    out, _ = compared
    result = typed(*COMPARE, "--prior", "--out", "prior")
    assert "drawn from their priors" in " ".join(result.stdout.split())
    assert table_bytes(Path("prior"))["influence.csv"] != table_bytes(out)["influence.csv"]


def test_without_a_decider_the_verdict_stands_once(typed: Typed) -> None:
    result = typed(*COMPARE, "--set", "deciders=[]")
    assert result.exit_code == 0
    assert "as given" not in result.stdout and "at zero" not in result.stdout


def test_three_strategies_are_each_held_against_the_first(typed: Typed) -> None:
    words = [word for key in ("bilateral", "institution", "hybrid") for word in ("--strategy", key)]
    typed(*COMPARE, *words, "--out", "three")
    verdict = pd.read_csv("three/tables/verdict.csv")
    assert set(zip(verdict["strategy"], verdict["against"], strict=True)) == {
        ("institution", "bilateral"),
        ("hybrid", "bilateral"),
    }


@pytest.mark.slow
def test_the_shipped_baseline_runs_on_the_compiled_engine(typed: Typed) -> None:
    result = typed("compare", "--runs", "20", "--no-figures", "--out", "results")
    assert result.exit_code == 0
    assert "runs: 80 done" in result.stderr


@pytest.mark.slow
def test_a_ledger_is_told_tabled_and_drawn(typed: Typed) -> None:
    words = ("compare", "classroom", "--runs", "2", "--ledger-runs", "1", *QUICK, "--out", "kept")
    assert "Why: the ledger of" in typed(*words).stdout
    tables = {path.stem for path in Path("kept/tables").glob("*.csv")}
    assert tables == TABLES | {"ledger", "interactions", "swings"}
    assert "](figures/ledger-institution.png)" in Path("kept/report.md").read_text(encoding="utf-8")


def test_without_worlds_for_it_there_is_no_ledger(compared: tuple[Path, Any]) -> None:
    out, result = compared
    assert "ledger" not in result.stdout.lower()
    assert not list(out.rglob("ledger*"))
