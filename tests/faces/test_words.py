"""The sentences follow the numbers: the mirrored comparison gives the mirrored sentence."""

import dataclasses
import itertools

import pytest

from influence_sim.faces.words import (
    AXES,
    Cast,
    Finding,
    better_in,
    dependence_sentence,
    interval,
    luck_sentence,
    overall_sentence,
    spells_words,
    standing,
    weights_sentence,
    window_sentence,
    worlds_of,
)
from influence_sim.wording import MINUS

CAST = Cast("Ada", ["Bo", "Cy"])
UP = Finding(0.5, 0.2, 0.9, 0.97, 200)
DOWN = Finding(-0.4, -0.7, -0.1, 0.02, 200)
OPEN = Finding(0.1, -0.3, 0.4, 0.61, 200)
SAME = Finding(0.001, -0.001, 0.002, 0.5, 200)
KINDS = {"up": UP, "down": DOWN, "open": OPEN, "same": SAME}
FOUR_PATTERNS = list(itertools.product(KINDS, repeat=3))


def findings(*kinds: str) -> dict[str, Finding]:
    return {axis: KINDS[kind] for axis, kind in zip(AXES, kinds, strict=True)}


def mirrored(finding: Finding) -> Finding:
    """The same worlds with the strategies swapped."""
    return dataclasses.replace(
        finding, difference=-finding.difference, low=-finding.high, high=-finding.low, better=1 - finding.better
    )


def swapped(sentence: str) -> str:
    """A sentence with everything turned that a swap of the strategies turns."""
    pairs = [("higher", "lower"), ("better for", "worse for"), ("“X”", "“Y”"), ("+0.10", f"{MINUS}0.10")]
    pairs += [("61 of", "39 of")]
    for i, (one, other) in enumerate(pairs):
        sentence = sentence.replace(one, f"<{i}>").replace(other, one).replace(f"<{i}>", other)
    return sentence


@pytest.mark.parametrize("kinds", FOUR_PATTERNS)
def test_swapped_strategies_swap_the_sentence_of_a_window(kinds: tuple[str, str, str]) -> None:
    said = window_sentence("Late", findings(*kinds), CAST, "X", "Y")
    turned = {axis: mirrored(finding) for axis, finding in findings(*kinds).items()}
    assert window_sentence("Late", turned, CAST, "Y", "X") == swapped(said)


@pytest.mark.parametrize("kinds", [("up", "up", "up"), ("open", "open", "up"), ("down", "same", "down")])
def test_swapped_strategies_swap_the_overall_sentence(kinds: tuple[str, str, str]) -> None:
    said = overall_sentence("late", findings(*kinds), findings("down", "down", "down"), CAST, "X", "Y")
    turned = {axis: mirrored(finding) for axis, finding in findings(*kinds).items()}
    assert overall_sentence("late", turned, findings("up", "up", "up"), CAST, "Y", "X") == swapped(said)


def test_a_window_with_all_kinds_of_answers_is_told_axis_by_axis() -> None:
    said = window_sentence("Late", findings("up", "down", "open"), CAST, "X", "Y")
    assert said == (
        "Late: under “X” Ada’s share is 0.50 points higher and what Bo and Cy do not hold is 0.40 points lower than"
        " under “Y”; the worlds do not decide on what no power holds (+0.10 points, better in 61 of 100 worlds)."
    )


def test_an_interval_that_holds_zero_is_no_answer() -> None:
    assert "do not decide" in window_sentence("Late", findings("open", "open", "open"), CAST, "X", "Y")


def test_an_interval_that_touches_zero_holds_it() -> None:
    assert Finding(0.5, 0.0, 1.0, 0.95, 200).direction == 0


def test_less_than_a_hundredth_of_a_point_is_no_difference() -> None:
    assert "no difference" in window_sentence("Late", findings("same", "same", "same"), CAST, "X", "Y")


def test_the_overall_sentence_tells_both_sides_of_the_decider_where_they_differ() -> None:
    given, zero = findings("up", "up", "up"), findings("down", "up", "up")
    assert overall_sentence("late", given, zero, CAST, "X", "Y") == (
        "“X” against “Y” late, with the deciding assumption as given: better for Ada’s share, what Bo and Cy do not"
        " hold and what no power holds. With it at zero: better for what Bo and Cy do not hold and what no power holds,"
        " worse for Ada’s share."
    )


def test_the_overall_sentence_says_when_the_decider_changes_nothing() -> None:
    both = findings("down", "up", "up")
    assert overall_sentence("late", both, both, CAST, "X", "Y").endswith("as given and at zero alike.")


def test_without_a_decider_none_is_spoken_of() -> None:
    assert "assumption" not in overall_sentence("late", findings("up", "up", "up"), None, CAST, "X", "Y")


def test_every_axis_stands_in_the_overall_sentence() -> None:
    for kinds in FOUR_PATTERNS:
        said = standing(findings(*kinds), CAST)
        assert all(CAST.subject(axis) in said for axis in AXES)


@pytest.mark.parametrize(
    ("given", "zero", "words"),
    [
        ("up", "down", "turns round"),
        ("up", "up", "does not change sides"),
        ("down", "down", "does not change sides"),
        ("up", "open", "rests on this assumption"),
        ("open", "down", "clear only without"),
        ("open", "same", "is open with this assumption and without it"),
    ],
)
def test_what_hangs_on_the_decider_is_named(given: str, zero: str, words: str) -> None:
    said = dependence_sentence(findings(given, "up", "up"), findings(zero, "up", "up"), CAST)
    assert words in said


def test_an_answer_that_the_weights_turn_is_named() -> None:
    said = weights_sentence(findings("up", "up", "up"), findings("up", "down", "up"), CAST)
    assert "the late answer on what Bo and Cy do not hold is another" in said


def test_luck_that_leaves_the_sign_open_is_told_so() -> None:
    assert "its sign is left to luck" in luck_sentence("the share", "Y", 0.04, 0.05, OPEN)


def test_luck_that_does_not_turn_the_sign_is_told_so() -> None:
    assert "does not turn its sign" in luck_sentence("the share", "Y", 0.04, 0.05, UP)


def test_without_luck_all_worlds_are_alike() -> None:
    assert "All worlds are alike" in luck_sentence("the share", "Y", 0.04, 0.04, UP)


def test_a_part_of_the_worlds_is_never_rounded_to_none_or_all() -> None:
    assert [worlds_of(part, 1000) for part in (0.001, 0.999)] == [
        "fewer than 1 of 100 worlds",
        "more than 99 of 100 worlds",
    ]


def test_better_counts_worlds_where_they_are_few() -> None:
    assert better_in(Finding(1, 0.5, 2, 0.75, 8)) == "better in 6 of 8 worlds"


def test_an_interval_has_both_signs() -> None:
    assert interval(OPEN) == f"{MINUS}0.30 to +0.40"


def test_one_rival_does_and_no_rival_needs_no_verb() -> None:
    assert [Cast("Ada", rivals).subject("milieu") for rivals in (["Bo"], [])] == [
        "what Bo does not hold",
        "what no rival holds",
    ]


def test_a_leader_that_changes_often_is_told_in_short() -> None:
    spells = [("Ada" if i % 2 else "Bo", 2000 + i) for i in range(8)]
    assert "6 changes from 2001 on, Ada from 2007" in spells_words(spells, (2000, 0.4), (2010, 0.3))
