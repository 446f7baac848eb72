"""What a person may get wrong, typed: one sentence, exit code 2, nothing written, within two seconds."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from bad_input import file_cases, module_cases, option_cases, scenario_cases, series_cases
from bad_input.cases import COMPARE, Case, lay_out
from bad_input.telling import check_told, typed_in

from influence_sim.errors import InputError
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.world import build_world

CASES = [
    *file_cases.CASES,
    *scenario_cases.CASES,
    *module_cases.CASES,
    *series_cases.CASES,
    *option_cases.CASES,
]
OF_FILES = [case for case in CASES if case.words == COMPARE][::4]
SECONDS = 2.0
MAIN = "import sys; from influence_sim.faces.cli import main; sys.exit(main())"


def name_of(case: Case) -> str:
    return case.name


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_slip_is_told_in_one_sentence_and_nothing_is_written(case: Case, tmp_path: Path) -> None:
    result = typed_in(tmp_path, case)
    assert (result.exit_code, result.stdout) == (2, "")
    check_told(result.stderr, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", OF_FILES, ids=name_of)
def test_python_says_of_a_file_what_the_command_says(case: Case, tmp_path: Path) -> None:
    told = typed_in(tmp_path, case).stderr.removeprefix("error: ")
    with pytest.raises(InputError) as caught:
        build_world(load_scenario("mine.yaml"))
    assert f"{caught.value}\n" == told


@pytest.mark.slow
def test_slips_are_told_within_two_seconds_of_processor_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken: dict[str, float] = {}
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    for number, case in enumerate([CASES[0], *CASES[::4]]):  # once to warm up
        folder = tmp_path / str(number)
        folder.mkdir()
        lay_out(case.files, folder)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = subprocess.run(
            [sys.executable, "-c", MAIN, *case.words],
            cwd=folder,
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)  # a busy machine is not a slow program
        taken[case.name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        assert ended.returncode == 2, (case.name, ended)
        check_told("error: " + ended.stderr.partition("error: ")[2], case)
    with capsys.disabled():
        slowest = sorted(taken.items(), key=lambda item: -item[1])[:10]
        sys.stdout.write("\nslowest: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in slowest) + "\n")
    assert max(taken.values()) < SECONDS, slowest
