"""``--with``: what other powers do while strategies are compared or run."""

import json
from pathlib import Path

import pytest
from faces.typing_words import QUICK, Typed

BUSY = "title: Busy North\nsummary: Works first.\nby: north\nchannel_fit: {works: 3}\nupkeep: 50\n"
COMPARE = ("compare", "classroom", "--runs", "2", "--ledger-runs", "0", *QUICK, "--no-figures")
RUN = ("run", "classroom", "--runs", "1", *QUICK, "--no-figures")


@pytest.fixture(autouse=True)
def busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A strategy of the rival, in the folder that one is in."""
    monkeypatch.chdir(tmp_path)
    Path("busy.yaml").write_text(BUSY, encoding="utf-8")


@pytest.mark.parametrize("words", [COMPARE, RUN])
def test_the_screen_the_report_and_provenance_name_it(typed: Typed, words: tuple[str, ...]) -> None:
    result = typed(*words, "--with", "busy.yaml", "--out", "done")
    assert result.exit_code == 0, result.stderr
    assert "In all worlds North follows “Busy North”: Works first." in " ".join(result.stdout.split())
    assert json.loads(Path("done/provenance.json").read_text(encoding="utf-8"))["others"] == ["busy"]
    report = " ".join(Path("done/report.md").read_text(encoding="utf-8").split())
    assert "North follows “Busy North”" in report and "with busy; " in report


def test_without_it_nothing_is_said_of_it(typed: Typed) -> None:
    result = typed(*RUN, "--out", "done")
    assert "In all worlds" not in result.stdout
    assert json.loads(Path("done/provenance.json").read_text(encoding="utf-8"))["others"] == []


def test_it_changes_the_numbers(typed: Typed) -> None:
    typed(*RUN, "--out", "plain")
    typed(*RUN, "--with", "busy.yaml", "--out", "together")
    plain, together = (Path(f"{out}/tables/influence.csv").read_bytes() for out in ("plain", "together"))
    assert plain != together


def test_a_number_is_explained_with_it(typed: Typed) -> None:
    words = ("explain", "classroom", "--power", "North", "--state", "Alba", "--year", "2008")
    plain, together = typed(*words).stdout, typed(*words, "--with", "busy.yaml").stdout
    assert "“Bilateral only” with “Busy North”" in together
    assert "Busy North" not in plain and plain.partition("\n\n")[2] != together.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("retreat", 'strategy "retreat": by names "RUS", which is no power of this scenario'),
        ("hybrid", 'the strategies "bilateral" and "hybrid" are both of south; a power follows one'),
        ("retreet", 'unknown strategy "retreet"; did you mean "retreat"?'),
    ],
)
def test_what_does_not_fit_is_one_sentence_before_any_work(typed: Typed, name: str, message: str) -> None:
    result = typed(*RUN, "--with", name, "--out", "done")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}") and result.stderr.count("\n") == 1
    assert not Path("done").exists()
