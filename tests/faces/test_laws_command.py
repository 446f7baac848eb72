"""``laws`` as a person types it."""

import re

import pytest
from faces.typing_words import Typed, type_words

from influence_sim.experiments.laws import LAWS
from influence_sim.experiments.laws.checking import words_of
from influence_sim.faces.cli.laws import number
from influence_sim.faces.layout import cell_width

FAST = ("laws", "classroom", "--runs", "10")
BROKEN = ("--set", "ledger.leak.off.credit_leak=0.5")  # the neutral point with a leak


@pytest.fixture(scope="module")
def shown() -> str:
    """What the command prints on the classroom."""
    result = type_words(*FAST, "--quiet")
    assert result.exit_code == 0 and result.stderr == ""
    return str(result.stdout)


def in_one_line(text: str) -> str:
    """The words of a column, as a reader joins them."""
    return " ".join(text.split())


def test_every_law_is_named_and_held(shown: str) -> None:
    first_words = [words_of(law)[0].split()[0] for law in LAWS]
    assert all(word in shown for word in first_words)
    assert len(re.findall(r"  yes  ", shown)) == len(LAWS)
    assert "  NO  " not in shown and shown.rstrip().endswith(f"All {len(LAWS)} laws hold.")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(columns: int, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = typed(*FAST, "--quiet").stdout.splitlines()
    assert max(cell_width(line) for line in lines) <= columns


def test_a_broken_law_is_exit_code_1_and_one_sentence(typed: Typed) -> None:
    result = typed(*FAST, "--quiet", *BROKEN)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "error: a law does not hold in “Two powers, three states”: The neutral point" in result.stderr


def test_a_broken_law_is_seen_in_the_table(typed: Typed) -> None:
    result = typed(*FAST, "--quiet", *BROKEN)
    assert len(re.findall(r"  NO  ", result.stdout)) == 1
    assert f"{len(LAWS) - 1} of {len(LAWS)} laws hold." in result.stdout


def test_a_law_that_does_not_apply_says_so_and_breaks_nothing(typed: Typed) -> None:
    result = typed(*FAST, "--quiet", "--set", "roles.rivals=[]")
    assert result.exit_code == 0
    assert "(does not apply: the focal power has no rivals)" in in_one_line(result.stdout)
    assert "1 law does not apply to this scenario." in result.stdout


def test_progress_ends_on_stderr(typed: Typed) -> None:
    result = typed(*FAST)
    assert re.search(rf"laws: {len(LAWS)} done in \d+ s", result.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("laws", "clasroom"), 'did you mean "classroom"?'),
        (("laws", "classroom", "--runs", "9"), "--runs 9 is out of range; allowed: 10 to"),
        (("laws", "classroom", "--set", "parameters.shock=1"), 'did you mean "shocks"?'),
        (("laws", "classroom", "--seed", "x"), '--seed "x" is not a whole number'),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_sentence(words: tuple[str, ...], said: str, typed: Typed) -> None:
    result = typed(*words)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (1e-9, "1e-9"), (2.4e-16, "2e-16"), (0.326, "0.33"), (17170.0, "17,170")]
)
def test_measures_are_short(value: float, text: str) -> None:
    assert number(value) == text
