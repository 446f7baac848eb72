"""Golden trajectories: no number of a shipped run moves unnoticed, to the bit."""

import json
from typing import Any

import pytest
from golden.write import AXES, CASES, FILE, Case, numbers_of

KEPT: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
RENEW = "If this is wanted, say why in a line of CHANGELOG.md and renew the file with: python tests/golden/write.py"


def moved(kept: dict[str, Any], found: dict[str, Any]) -> str:
    """What differs, in words; empty when nothing does."""
    axes = [name for name in {**kept, **found} if name != "digest" and kept.get(name) != found.get(name)]
    parts = [f"{name} moved from {kept.get(name)} to {found.get(name)}" for name in axes]
    if not parts and kept["digest"] != found["digest"]:
        parts = ["the digest moved: numbers of the record moved, but none of those written here"]
    return "; ".join(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_shipped_run_leaves_the_bits_it_always_left(case: Case) -> None:
    difference = moved(KEPT[case.name], numbers_of(case))
    assert not difference, f"{case.name}: {difference}. {RENEW}"


def test_every_case_is_kept_and_nothing_else() -> None:
    assert list(KEPT) == [case.name for case in CASES]


@pytest.mark.parametrize("axis", AXES)
def test_strategies_differ_in_the_last_year_in_what_is_kept(axis: str) -> None:
    """Else the numbers that a person reads would not tell the runs apart."""
    for scenario in ("baseline", "classroom", "classroom, with luck"):
        last = next(name for name in KEPT[f"{scenario}, bilateral"] if name.startswith(axis))
        assert KEPT[f"{scenario}, bilateral"][last] != KEPT[f"{scenario}, institution"][last]


def test_luck_moves_a_classroom() -> None:
    assert moved(KEPT["classroom, bilateral"], KEPT["classroom, with luck, bilateral"])


NUMBERS = {"possession in 2024": 0.25, "milieu in 2024": 0.5, "digest": "abc"}


def test_the_message_names_the_number_that_moved() -> None:
    message = moved(NUMBERS, NUMBERS | {"milieu in 2024": 0.75, "digest": "xyz"})
    assert message == "milieu in 2024 moved from 0.5 to 0.75"


def test_the_message_says_when_only_other_numbers_moved() -> None:
    assert "none of those written here" in moved(NUMBERS, NUMBERS | {"digest": "xyz"})


def test_there_is_no_message_when_nothing_moved() -> None:
    assert moved(NUMBERS, dict(NUMBERS)) == ""
