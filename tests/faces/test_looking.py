"""``validate``, ``list``, ``show``, help, version and completion: what costs no simulation."""

import subprocess
import sys
from pathlib import Path

import pytest
from faces.typing_words import Typed

import influence_sim
from influence_sim.faces.cli import completing
from influence_sim.faces.layout import cell_width
from influence_sim.scenario.parameters import known_parameters

COMMANDS = [
    "compare", "run", "explain", "laws", "patterns", "sweep", "merge", "analyse", "validate", "list", "show", "engines",
]  # fmt: skip


def test_a_right_file_is_ok_in_one_line(typed: Typed) -> None:
    result = typed("validate", "classroom")
    assert result.exit_code == 0
    assert result.stdout == (
        "ok: classroom: scenario “Two powers, three states”, 2001–2012, 2 powers, 3 states, 1 forum\n"
    )


def test_all_files_are_checked_and_one_wrong_one_is_enough(typed: Typed) -> None:
    Path("good.yaml").write_text("title: Good\nregional_share: 0.5\n")
    Path("bad.yaml").write_text("title: Bad\nregional_shar: 0.5\nfound: true\n")
    Path("worse.yaml").write_text("colour: blue\n")
    result = typed("validate", "bad.yaml", "good.yaml", "worse.yaml")
    assert result.exit_code == 2
    assert result.stdout == "ok: good.yaml: strategy “Good”\n"
    assert result.stderr.splitlines() == [
        'error: bad.yaml, line 2: unknown key "regional_shar"; did you mean "regional_share"?',
        "error: worse.yaml holds neither a scenario nor a strategy nor a design: a scenario has years, roles, powers,"
        " …, a strategy by, regional_share, …, a design method, factors, …",
    ]


def test_a_strategy_is_checked_against_a_scenario(typed: Typed) -> None:
    Path("mine.yaml").write_text("title: Mine\nstate_value: {atlantis: 2}\n")
    assert typed("validate", "mine.yaml").exit_code == 0
    result = typed("validate", "mine.yaml", "--scenario", "classroom")
    assert result.exit_code == 2
    assert "atlantis" in result.stderr


def test_validate_reads_the_series_too(typed: Typed) -> None:
    Path("mine.yaml").write_text("extends: baseline\nfacts: {tables: {gdp: {file: nowhere.csv}}}\n")
    assert "nowhere.csv" in typed("validate", "mine.yaml").stderr


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("scenarios", ["baseline", "classroom"]),
        ("strategies", ["bilateral", "institution"]),
        ("designs", ["bilateral_vs_regional", "metagame"]),
        ("parameters", list(known_parameters())),
        ("metrics", ["possession", "milieu_by_gdp", "independence by leaked credit"]),
    ],
)
def test_a_list_has_every_name(typed: Typed, subject: str, names: list[str]) -> None:
    shown = typed("list", subject).stdout
    assert all(name in shown for name in names)


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "parameters"], ["show", "baseline"], ["show", "institution"], ["show", "join_or_found"]],
)
def test_no_list_is_wider_than_80_columns(typed: Typed, words: list[str]) -> None:
    assert max(cell_width(line) for line in typed(*words).stdout.splitlines()) <= 80


def test_a_scenario_is_shown_with_its_roles_and_parameters(typed: Typed) -> None:
    shown = typed("show", "classroom").stdout
    assert "Focal power           South" in shown
    assert all(name in shown for name in known_parameters())


def test_a_parameter_is_shown_with_value_prior_and_evidence(typed: Typed) -> None:
    shown = " ".join(typed("show", "parameters.credit_leak", "--scenario", "classroom").stdout.split())
    for words in ("in classroom", "from 0 to 1", "uniform 0 to 0.8", "contested", "--set parameters.credit_leak="):
        assert words in shown


def test_a_parameter_of_words_shows_which_are_allowed(typed: Typed) -> None:
    assert "one of: none, copy, outspend" in typed("show", "rivals_answer").stdout


def test_a_strategy_is_shown_by_its_path(typed: Typed) -> None:
    Path("mine.yaml").write_text("title: Mine\nregional_share: {2005: 0.1, 2010: 0.4}\n")
    assert "2005: 0.1, 2010: 0.4" in typed("show", "mine.yaml").stdout


def test_a_design_is_shown_with_its_question_and_its_factors(typed: Typed) -> None:
    shown = " ".join(typed("show", "bilateral_vs_regional").stdout.split())
    for words in ("how far does the answer hang", "3,375", "strategies.institution.start", "2005, 2010, 2015"):
        assert words in shown


def test_a_right_design_is_ok_in_one_line(typed: Typed) -> None:
    assert typed("validate", "chinese_surge").stdout == (
        "ok: chinese_surge: design “China surges”, grid, 324 points of 5 factors, 41,472 runs\n"
    )


def test_a_wrong_design_is_told_by_its_own_keys(typed: Typed) -> None:
    Path("mine.yaml").write_text("title: x\nmethod: grid\nfactors: {a: {path: brunch, values: [2005]}}\n")
    result = typed("validate", "mine.yaml")
    assert result.exit_code == 2
    assert result.stderr == (
        'error: mine.yaml, line 3: factors.a.path is "brunch", which begins with "brunch"; did you mean "branch"?\n'
    )


def test_the_version_is_the_packages(typed: Typed) -> None:
    assert typed("--version").stdout == f"influence-sim {influence_sim.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_that_begin_with_the_command(typed: Typed, command: str) -> None:
    result = typed(command, "--help")
    examples = [line.strip() for line in result.stdout.splitlines() if line.strip().startswith("influence-sim ")]
    assert result.exit_code == 0
    assert 2 <= len(examples) <= 4
    assert all(line.startswith(f"influence-sim {command}") for line in examples)


def test_help_lists_what_there_is_and_nothing_else(typed: Typed) -> None:
    listed = typed("--help").stdout.partition("Commands:")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == COMMANDS


@pytest.mark.parametrize(
    "words", ["--help", "validate classroom", "list", "show classroom", "show credit_leak", "show metagame"]
)
def test_looking_imports_nothing_that_simulates_or_draws(words: str, tmp_path: Path) -> None:
    program = (
        "import sys; from influence_sim.faces.cli import main; main(sys.argv[1:]);"
        "sys.exit(' '.join({'numba', 'matplotlib', 'mesa', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words.split()], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (done.stderr, done.returncode) == ("\n", 1) or (done.stderr, done.returncode) == ("", 0)


def complete(line: str) -> list[str]:
    """What the shell is offered for the last word of a line."""
    words = line.split(" ")
    environment = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_INFLUENCE_SIM_COMPLETE": "complete_bash"}
    program = "from influence_sim.faces.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env={**environment, "PATH": ""}
    )
    return done.stdout.split()


@pytest.mark.slow
def test_tab_offers_scenarios_strategies_and_parameters() -> None:
    assert complete("influence-sim compare cl") == ["classroom"]
    assert complete("influence-sim run --strategy ins") == ["institution"]
    assert complete("influence-sim run --set parameters.credit") == ["parameters.credit_leak="]
    assert complete("influence-sim va") == ["validate"]
    assert complete("influence-sim show rare") == ["rare_earths"]


def test_tab_never_prints_an_error() -> None:
    def broken() -> list[str]:
        raise RuntimeError

    assert completing.quietly(broken, "x") == []


def test_tab_offers_engines_and_subjects() -> None:
    assert (completing.engines("me"), completing.subjects("s")) == (["mesa"], ["scenarios", "strategies"])
