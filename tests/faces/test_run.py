"""``run`` and the folder it leaves."""

from pathlib import Path

import pandas as pd
import pytest
from faces.typing_words import QUICK, Typed

import influence_sim as isim

RUN = ("run", "classroom", *QUICK, "--no-figures")


def test_a_single_run_leaves_its_own_frames(typed: Typed) -> None:
    typed(*RUN, "--runs", "1", "--strategy", "institution", "--seed", "5", "--out", "one")
    scenario = isim.load_scenario("classroom", {"parameters.shocks": 1})
    run = isim.simulate(scenario, "institution", seed=5, engine="mesa")
    read = pd.read_csv("one/tables/exchange.csv")
    pd.testing.assert_frame_equal(read, run.exchange, check_dtype=False)


def test_many_runs_leave_quantiles(typed: Typed) -> None:
    typed(*RUN, "--runs", "3", "--out", "many")
    influence = pd.read_csv("many/tables/influence.csv")
    assert list(influence.columns) == ["strategy", "year", "power", "state", "quantile", "share"]


def test_run_writes_to_a_folder_of_its_own(typed: Typed, tmp_path: Path) -> None:
    assert typed(*RUN, "--runs", "1").exit_code == 0
    assert (tmp_path / "results" / "run-classroom" / "report.md").is_file()


def test_a_single_run_speaks_of_no_interval(typed: Typed) -> None:
    assert "of worlds" not in typed(*RUN, "--runs", "1").stdout


@pytest.mark.slow
def test_figures_of_a_run_are_drawn(typed: Typed) -> None:
    typed("run", "classroom", *QUICK, "--runs", "1", "--out", "drawn")
    names = {path.name for path in Path("drawn/figures").glob("*.png")}
    assert names == {"influence.png", "leaders.png", "money.png", "membership.png", "forums.png"}


def test_progress_goes_to_stderr_in_plain_lines(typed: Typed) -> None:
    words = [word for word in RUN if word != "--quiet"]
    result = typed(*words, "--runs", "3")
    assert result.stderr.splitlines()[0] == "runs: 3 done in 1 s"
    assert "done in" not in result.stdout


def test_a_strategy_of_ones_own_is_run_by_its_path(typed: Typed) -> None:
    Path("mine.yaml").write_text("title: Mine\nregional_share: 0.2\nfound: true\n")
    assert "“Mine”" in typed(*RUN, "--runs", "1", "--strategy", "mine.yaml").stdout
