"""Numbers that stand on several pages agree with each other, and counts with what is shipped; nothing is run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from influence_sim.rules import shapes
from influence_sim.scenario.listing import list_scenarios, list_strategies
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario

Page = Callable[[str], str]

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
COUNT = "(" + "|".join([*WORDS, r"\d+"]) + ")"
DECIMAL = r"([+−]?\d*\.\d+)"


@pytest.fixture
def page(root: Path) -> Page:
    """The text of a page of the project, line ends as spaces."""

    def read(name: str) -> str:
        return re.sub(r"\s+", " ", (root / name).read_text(encoding="utf-8"))

    return read


def rows(root: Path, name: str) -> list[list[str]]:
    """The cells of every row of a page's tables."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def counts(text: str, pattern: str) -> list[int]:
    """Every number, in digits or in words, that stands for N in a pattern.

    Raises:
        ValueError: Nothing on the page is like the pattern.
    """
    found = re.findall(pattern.replace("N", COUNT), text, re.IGNORECASE)
    if not found:
        raise ValueError(f"nothing on the page is like {pattern}")
    parts = [part for one in found for part in ((one,) if isinstance(one, str) else one)]
    return [WORDS.get(part.lower()) or int(part) for part in parts]


def decimals(text: str, pattern: str) -> list[float]:
    """The numbers that stand for D in a pattern, which is on the page once."""
    (found,) = re.findall(pattern.replace("D", DECIMAL), text)
    return [float(part.replace("−", "-")) for part in ((found,) if isinstance(found, str) else found)]


def verdict(cell: str) -> str:
    """What the beginning of a cell says."""
    (said,) = [one for one in ("met", "missed", "cannot be told") if cell.strip("*").startswith(one)]
    return said


# Patterns


@pytest.fixture
def patterns(root: Path) -> list[list[str]]:
    """Rows of the table of what came out: letter, claim, verdict, runs, prior, what was measured."""
    return [row for row in rows(root, "docs/patterns.md") if len(row) == 6 and re.fullmatch("[A-J]", row[0])]


def test_the_sentence_on_patterns_counts_its_table(page: Page, patterns: list[list[str]]) -> None:
    sentence = "Of N patterns N are met, N of them no more than .*?; N are missed; N cannot be told"
    said = counts(page("docs/patterns.md"), sentence)
    verdicts = [verdict(row[2]) for row in patterns]
    sanity = sum("sanity" in row[2] for row in patterns)
    met, missed, untold = (verdicts.count(one) for one in ("met", "missed", "cannot be told"))
    assert said == [len(patterns), met, sanity, missed, untold]


def test_sanity_is_where_nearly_all_draws_meet_a_pattern(patterns: list[list[str]]) -> None:
    assert [row for row in patterns if ("sanity" in row[2]) != (float(row[4] or 0) > 0.95)] == []


def test_the_readme_counts_the_verdicts_of_the_page_on_patterns(page: Page) -> None:
    there = counts(page("docs/patterns.md"), "Of N patterns N are met, .*? N are missed; N cannot be told")
    assert counts(page("README.md"), "N patterns of history .*?: N are met, N missed, N cannot be told") == there


def test_as_many_patterns_are_told_as_the_baseline_names(page: Page) -> None:
    named = len(load_scenario("baseline").patterns)
    assert counts(page("docs/patterns.md"), "Of N patterns") == [named]
    assert counts(page("CHANGELOG.md"), "`influence-sim patterns`: N statements") == [named]


def test_the_odd_has_the_verdicts_and_draws_of_the_page_on_patterns(root: Path, patterns: list[list[str]]) -> None:
    here = [row for row in rows(root, "docs/odd.md") if len(row) == 3 and re.match("[A-J] ", row[0])]
    for letter in {row[0] for row in patterns}:
        there = [row for row in patterns if row[0] == letter and verdict(row[2]) != "cannot be told"]
        mine = [row for row in here if row[0].startswith(f"{letter} ")]
        draws = [part for row in mine for part in row[2].split(", ")]
        assert set(map(float, draws)) == {float(row[4]) for row in there}, letter
        assert {verdict(row[1]) for row in mine} == {verdict(row[2]) for row in there}, letter


# What is shipped


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("README.md", "# N modules, all off"),
        ("README.md", "equations and N modules"),
        ("CHANGELOG.md", "- N modules, each off"),
    ],
)
def test_as_many_modules_are_told_as_there_are(name: str, pattern: str, page: Page) -> None:
    assert counts(page(name), pattern) == [len(list(shapes.modules()))]


def test_the_readme_names_as_many_modules_as_there_are(page: Page) -> None:
    (named,) = re.findall(r"let you ask the next question: (.*?)\. Each", page("README.md"))
    assert len(named.split(", ")) == len(list(shapes.modules()))


@pytest.mark.parametrize(("name", "pattern"), [("README.md", "N equations and"), ("CHANGELOG.md", "N equations in")])
def test_as_many_equations_are_told_as_the_odd_has(name: str, pattern: str, page: Page) -> None:
    numbered = re.findall(r"### 7\.\d+ Equation (\d+):", page("docs/odd.md"))
    assert numbered == [str(n) for n in range(1, len(numbered) + 1)]
    assert counts(page(name), pattern) == [len(numbered)]


def sizes(scenario: Scenario) -> list[int]:
    return [len(part) for part in (scenario.powers, scenario.states, scenario.forums, scenario.channels)]


def test_the_extended_scenario_has_the_size_that_is_told(page: Page) -> None:
    told = sizes(load_scenario("extended"))
    assert counts(page("CHANGELOG.md"), r"N powers, N states, N forums, N channels") == told
    assert counts(page("README.md"), r"N powers, N states, N forums") == told[:3]
    assert counts(page("docs/strategies.md"), r"N powers, N states") == told[:2]
    assert counts(page("configs/extended.yaml"), r"N powers in N states, N forums, N channels") == told


def test_the_baseline_has_the_size_that_is_told(page: Page) -> None:
    told = sizes(load_scenario("baseline"))
    assert counts(page("CHANGELOG.md"), "N powers and N Central Asian states") == told[:2]


def test_the_ledger_has_as_many_combinations_as_is_told(page: Page) -> None:
    terms = len(load_scenario("baseline").ledger)
    assert counts(page("README.md"), "N contested terms .*? all N combinations") == [terms, 2**terms]
    assert counts(page("docs/decisions/neutral-point.md"), "one of N named assumptions") == [terms]


def test_the_readme_names_every_scenario(page: Page) -> None:
    assert [name for name in list_scenarios()["name"] if not re.search(rf"\b{name}\b", page("README.md"))] == []


def test_the_page_on_strategies_has_a_row_for_each(root: Path) -> None:
    tables = [row for row in rows(root, "docs/strategies.md") if len(row) in (4, 6) and row[0].startswith("`")]
    assert sorted(row[0].strip("`") for row in tables) == sorted(list_strategies()["name"])


def test_every_measured_strategy_is_shipped(root: Path) -> None:
    tables = [row[0].strip("`") for row in rows(root, "docs/strategies.md") if len(row) == 9 and row[0].startswith("`")]
    assert set(tables) | {"bilateral"} == set(list_strategies()["name"])


# What was measured, told twice


def test_the_form_of_the_answer_tells_the_milieu_of_the_two_axes(page: Page) -> None:
    _, milieu, _ = decimals(page("docs/decisions/two-axes.md"), r"belief as given \| D \| D \| D")
    assert decimals(page("docs/decisions/why-leaders-share-misleads.md"), r"copying rivals D,") == [milieu]


def test_the_odd_tells_the_independence_of_the_two_axes(page: Page) -> None:
    *_, given = decimals(page("docs/decisions/two-axes.md"), r"belief as given \| D \| D \| D")
    (told,) = decimals(page("docs/odd.md"), "raises late independence by D points")
    assert abs(told - given) <= 0.0501  # rounded to one decimal from another digit


def test_what_a_larger_institution_adds_starts_from_its_row(page: Page, root: Path) -> None:
    _, without = decimals(page("docs/strategies.md"), r"brings D points of late possession instead of D\.")
    first = next(row for row in rows(root, "docs/strategies.md") if len(row) == 9 and row[0] == "`institution`")
    assert float(first[1]) == without


def test_the_odd_tells_the_error_of_long_steps_as_its_law_does(page: Page) -> None:
    sentence = "differ by at most D % in the baseline, by up to D % in the first years"
    shipped, drawn = decimals(page("docs/odd.md"), sentence)
    law = page("tests/laws/test_steps_a_year.py")
    assert decimals(law, r"measured: .*? baseline D %") == [shipped]
    assert decimals(law, r"worst\.max\(\) < 0\.03 # measured over 300 draws: D,") == [pytest.approx(drawn / 100.0)]


# The check itself


def test_a_number_in_words_and_one_in_digits_are_read_alike() -> None:
    assert counts("Eighteen patterns, 8 met, nine missed", "N patterns, N met, N missed") == [18, 8, 9]


def test_a_sentence_that_is_gone_is_found_out() -> None:
    with pytest.raises(ValueError, match="nothing on the page is like N modules"):
        counts("modules without number", "N modules")
