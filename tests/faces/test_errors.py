"""A wrong command line: one sentence, what is allowed, exit code 2, and nothing is written."""

import errno
import os
import re
from pathlib import Path

import pytest
from faces.typing_words import Typed

from influence_sim.faces.cli import failing
from influence_sim.faces.cli.failing import guarded

WRONG = [
    (["compar"], 'unknown command "compar"; did you mean "compare"?'),
    (["compare", "--rusn", "3"], 'unknown option "--rusn"; did you mean "--runs"?'),
    (["compare", "--seed", "banana"], '--seed "banana" is not a whole number; allowed: 0 to 4294967295'),
    (["compare", "--seed", "4294967296"], "--seed 4294967296 is out of range; allowed: 0 to 4294967295"),
    (["compare", "--runs", "0"], "--runs 0 is out of range; allowed: 1 to 4294967295"),
    (["run", "--runs", "1.5"], '--runs "1.5" is not a whole number; allowed: 1 to 4294967295'),
    (["run", "--runs"], "--runs needs a value; see influence-sim COMMAND --help"),
    (["run", "--force=3"], "--force takes no value; see influence-sim COMMAND --help"),
    (["run", "classroom", "x"], 'too many words: "x" is not expected here; see influence-sim run --help'),
    (["validate"], "FILE is missing; see influence-sim validate --help"),
    (["run", "classrom"], 'unknown scenario "classrom"; did you mean "classroom"? (or give a path ending in .yaml)'),
    (
        ["run", "classroom", "--strategy", "bilatral"],
        'unknown strategy "bilatral"; did you mean "bilateral"? (or give a path ending in .yaml)',
    ),
    (["run", "classroom", "--engine", "mesaa"], 'engine "mesaa" is not known; did you mean "mesa"?'),
    (
        ["compare", "classroom", "--strategy", "hybrid"],
        '--strategy names only "hybrid"; name at least 2 strategies to compare',
    ),
    (
        ["compare", "classroom", "--strategy", "hybrid", "--strategy", "hybrid"],
        '--strategy names "hybrid" twice; name each strategy once',
    ),
    (
        ["run", "classroom", "--set", "parameters.credit_leek=0.2"],
        '--set: there is nothing at "parameters.credit_leek": no "credit_leek" in "parameters"; did you mean'
        ' "credit_leak"?',
    ),
    (["run", "--set", "x"], '--set "x" is no setting; write PATH=VALUE, as in parameters.credit_leak=0.2'),
    (
        ["run", "classroom", "--set", "parameters.credit_leak=3"],
        "--set: parameters.credit_leak.value is 3; it must be from 0 to 1",
    ),
    (["list", "scenario"], '"scenario" cannot be listed; did you mean "scenarios"?'),
    (
        ["show", "credit_leek"],
        'there is no scenario, strategy, design or parameter "credit_leek"; did you mean "credit_leak"?',
    ),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_a_wrong_command_line_is_one_sentence(words: list[str], sentence: str, typed: Typed, tmp_path: Path) -> None:
    result = typed(*words)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"error: {sentence}\n", "")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_option_without_a_near_one_lists_what_is_allowed(typed: Typed) -> None:
    assert typed("list", "--qqqq").stderr == 'error: unknown option "--qqqq"; allowed: --help, --scenario, -h\n'


def test_no_words_at_all_print_the_help(typed: Typed) -> None:
    result = typed()
    assert result.exit_code == 2
    assert "Usage: influence-sim" in result.stderr or "Usage: " in result.stderr


def test_earlier_results_are_not_replaced_without_force(typed: Typed, compared: tuple[Path, object]) -> None:
    out, _ = compared
    result = typed("compare", "classroom", "--out", str(out))
    assert result.exit_code == 2
    assert "already holds results; add --force" in result.stderr


def test_a_folder_with_other_files_is_never_replaced(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    result = typed("run", "classroom", "--out", "mine", "--force")
    assert (result.exit_code, (tmp_path / "mine" / "thesis.txt").read_text()) == (2, "years of work")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_found_before_any_work(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    result = typed("run", "classroom", "--out", "locked/results")
    assert result.exit_code == 2
    assert "no permission to write" in result.stderr


def test_a_file_in_the_way_is_found_before_any_work(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    result = typed("run", "classroom", "--out", "taken")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "there is a file of that name" in result.stderr


def test_a_series_that_is_missing_is_found_before_any_work(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("extends: baseline\nfacts: {tables: {gdp: {file: nowhere.csv}}}\n")
    result = typed("compare", "mine.yaml", "--out", "results")
    assert result.exit_code == 2
    assert "nowhere.csv" in result.stderr


def test_a_full_disk_is_a_failure_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert guarded(work, []) == failing.FAILED
    assert capsys.readouterr().err == "error: the disk is full\n"


def test_too_little_memory_is_a_failure_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise MemoryError

    assert guarded(work, []) == failing.FAILED
    assert "not enough memory" in capsys.readouterr().err


def test_a_fault_of_ours_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise KeyError("depth")

    assert guarded(work, []) == failing.FAILED
    assert re.fullmatch(r"error: this is a fault in influence-sim.*KeyError: 'depth'.*\n", capsys.readouterr().err)


def test_a_fault_of_ours_shows_where_it_happened_if_asked() -> None:
    def work() -> None:
        raise KeyError("depth")

    with pytest.raises(KeyError):
        guarded(work, ["--traceback"])
