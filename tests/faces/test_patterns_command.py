"""``patterns`` as a person types it."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from faces.typing_words import Typed, type_words

from influence_sim.faces.layout import cell_width
from influence_sim.faces.report.patterns_page import as_json, summary, wanted
from influence_sim.runs.choosing import player

SCENARIO = """
title: Two powers, with patterns
extends: classroom
patterns:
  leads:
    letter: A
    kind: leads_everywhere
    claim: North leads in Alba at first.
    power: north
    years: [2001, 2002]
    among: [alba]
    source: a round number
  passes:
    letter: B
    kind: passes_between
    claim: South passes North in 2001.
    power: south
    rival: north
    years: [2001, 2001]
  east:
    letter: C
    kind: leads_everywhere
    claim: East leads.
    power: east
    years: [2001, 2002]
"""


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder and the result of one small search, on the engine that needs no compiling."""
    folder = tmp_path_factory.mktemp("patterns")
    (folder / "mine.yaml").write_text(SCENARIO, encoding="utf-8")
    out = folder / "results"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.setattr("influence_sim.experiments.patterns.checking.compiled", lambda: player("mesa"))
        result = type_words(
            "patterns", str(folder / "mine.yaml"), "--runs", "2", "--draws", "3", "--out", str(out), "--quiet"
        )
    return out, result


def test_every_pattern_stands_in_the_table_with_its_verdict(looked: tuple[Path, Any]) -> None:
    _, result = looked
    assert result.exit_code == 0 and result.stderr == ""
    assert re.search(r"A  North leads in Alba at first\. +met +1\.00 +1\.00 +sanity", result.stdout)
    assert re.search(r"B  South passes North in 2001\. +FAILED +\.00", result.stdout)
    assert re.search(r"C  East leads\. +cannot be told +– +– +–", result.stdout)


def test_the_summary_counts_what_is_met_and_what_that_is_worth(looked: tuple[Path, Any]) -> None:
    said = "Of 3 patterns 1 is met, 1 of them no more than a check of sanity; 1 has failed; 1 cannot be told."
    assert said in " ".join(looked[1].stdout.split())


def test_no_line_is_wider_than_the_screen(looked: tuple[Path, Any]) -> None:
    lines = looked[1].stdout.splitlines()
    assert max(cell_width(line) for line in lines if "results" not in line) <= 80


def test_the_folder_holds_tables_json_report_and_provenance(looked: tuple[Path, Any]) -> None:
    names = {path.name for path in looked[0].iterdir()}
    tables = {f"{name}.{ending}" for name in ("patterns", "quantities") for ending in ("csv", "parquet")}
    assert names == {*tables, "patterns.json", "report.md", "report.html", "provenance.json"}


def test_the_tables_and_json_say_the_same(looked: tuple[Path, Any]) -> None:
    table = pd.read_csv(looked[0] / "patterns.csv")
    entries = json.loads((looked[0] / "patterns.json").read_text(encoding="utf-8"))
    assert table["key"].tolist() == [entry["key"] for entry in entries] == ["leads", "passes", "east"]
    assert table["verdict"].tolist() == [entry["verdict"] for entry in entries]
    assert entries[0]["quantities"][0]["value"] == 0.0 and entries[2]["quantities"] == []


def test_a_year_that_never_comes_is_null_in_json(looked: tuple[Path, Any]) -> None:
    entries = json.loads((looked[0] / "patterns.json").read_text(encoding="utf-8"))
    assert entries[1]["quantities"][0]["wanted_low"] == 2001.0
    assert entries[0]["quantities"][0]["wanted_low"] is None  # open


def test_the_report_names_sources_and_seed(looked: tuple[Path, Any]) -> None:
    report = (looked[0] / "report.md").read_text(encoding="utf-8")
    assert "leads: a round number" in report and "seed 1" in report and "No claim is made" in report


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("patterns", "pacific"), 'scenario "pacific" has no patterns; a section "patterns" would name them'),
        (("patterns", "--only", "Z"), 'no pattern has the letter "Z"; allowed: A, B'),
        (("patterns", "--runs", "0"), "--runs 0 is out of range; allowed: 1 to"),
        (("patterns", "--draws", "-1"), "--draws -1 is out of range; allowed: 0 to"),
        (("patterns", "--out", "."), "it is the folder you are in"),
        (("patterns", "--set", "patterns.added_dollar.kind=dollars"), "patterns.added_dollar.kind is"),
        (("patterns", "--set", "patterns.added_dollar.musd=0"), "patterns.added_dollar.musd is 0; it must be above 0"),
        (("patterns", "--set", "patterns.added_dollar.mus=1"), 'did you mean "musd"?'),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_sentence(words: tuple[str, ...], said: str, typed: Typed) -> None:
    result = typed(*words)
    assert result.exit_code == 2 and result.stdout == ""
    assert said in result.stderr and result.stderr.count("\n") == 1


def test_a_range_is_in_the_unit_of_its_quantity() -> None:
    row = {"wanted_low": 0.5, "wanted_high": float("inf"), "wanted_ends": "in", "unit": "share"}
    assert wanted(row) == "at least 0.50"


def test_nothing_is_said_of_worth_without_draws() -> None:
    table = pd.DataFrame({"verdict": ["met"], "weight": [""]})
    assert summary(table) == "Of 1 pattern 1 is met; 0 have failed."


def test_json_has_no_word_for_what_never_comes() -> None:
    class Found:
        verdicts = pd.DataFrame({"key": ["it"], "verdict": ["failed"]})
        quantities = pd.DataFrame({"key": ["it"], "letter": ["A"], "value": [float("inf")]})

    found: Any = Found()
    assert as_json(found)[0]["quantities"] == [{"value": None}]
