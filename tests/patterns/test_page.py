"""The page on patterns says what comes out."""

import re
from pathlib import Path

import pytest

from influence_sim.experiments.patterns import check_patterns
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.patterns import KINDS

WORDS = {"met": "met", "**missed**": "failed", "cannot be told": "cannot be told"}


def rows(root: Path) -> list[tuple[str, str]]:
    """Letter and verdict of each row of the table of verdicts."""
    text = (root / "docs" / "patterns.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| ([A-J]) \| .*? \| (met|\*\*missed\*\*|cannot be told)", text, re.MULTILINE)
    return [(letter, WORDS[verdict]) for letter, verdict in found]


def test_the_page_has_a_row_for_every_pattern_of_the_baseline(root: Path) -> None:
    letters = sorted(pattern.letter for pattern in load_scenario("baseline").patterns.values())
    assert [letter for letter, _ in rows(root)] == letters


def test_the_page_describes_every_kind(root: Path) -> None:
    text = (root / "docs" / "patterns.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(KINDS)


@pytest.mark.slow
def test_the_page_has_the_verdicts_that_come_out(root: Path) -> None:
    found = check_patterns("baseline", 100, 0).verdicts
    assert rows(root) == list(zip(found["letter"], found["verdict"], strict=True))
