"""What a report holds besides its numbers: assumptions and sources by name, figures with words, the page as HTML."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from faces.test_hypertext import Reader
from faces.typing_words import QUICK, Typed

import influence_sim as isim
from influence_sim.faces.document import Heading, Paragraph, Table
from influence_sim.faces.report.assumed import CONTESTED, assumed, unrecorded_sentence
from influence_sim.faces.report.sources import UNKNOWN, sources, stated
from influence_sim.faces.report.values import prior_words, value_words
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.series import files_of

DATA = re.compile(r'src="data:[^"]*"')


@pytest.fixture(scope="module")
def baseline() -> Scenario:
    return load_scenario("baseline")


@pytest.fixture(scope="module")
def html(compared: tuple[Path, Any]) -> str:
    out, _ = compared
    return (out / "report.html").read_text(encoding="utf-8")


def test_the_page_is_well_formed(html: str) -> None:
    assert Reader(html).open == []


def test_the_page_asks_nobody_for_anything(html: str) -> None:
    bare = DATA.sub("", html).replace("http-equiv", "")
    assert "http" not in bare and "<script" not in bare and "url(" not in bare


def test_the_page_holds_every_figure_of_the_folder(compared: tuple[Path, Any], html: str) -> None:
    out, _ = compared
    assert len(Reader(html).all("img")) == len(list((out / "figures").glob("*.svg")))


def test_a_figure_is_read_out_as_the_sentence_above_it(html: str) -> None:
    told = [image["alt"] for image in Reader(html).all("img")]
    assert all(told)
    assert told[0].startswith("“Regional institution” compared with “Bilateral only”. Under “Regional institution”")


def test_the_page_is_smaller_than_three_megabytes(html: str) -> None:
    assert len(html.encode()) < 3_000_000


def test_each_section_is_named_once(html: str) -> None:
    names = re.findall(r"<h2[^>]*>(.*?)</h2>", html)
    assert len(names) == len(set(names)) > 5


def test_no_level_of_headings_is_skipped(html: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_says_what_the_markdown_says(compared: tuple[Path, Any], html: str) -> None:
    out, _ = compared
    headings = re.findall(r"^## (.*)$", (out / "report.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == headings


def test_provenance_and_citation_stand_at_the_foot(html: str) -> None:
    foot = html[html.index("Where this comes from</h2>") :]
    assert "rulebook digest" in foot and "To cite: influence_sim contributors" in foot
    assert "<h2" not in foot


@pytest.mark.slow
def test_the_same_command_gives_the_same_page_byte_for_byte(typed: Typed) -> None:
    words = ("run", "classroom", "--runs", "1", *QUICK, "--out", "same", "--force")
    typed(*words)
    first = Path("same/report.html").read_bytes()
    typed(*words)
    assert Path("same/report.html").read_bytes() == first


def test_a_hostile_name_in_a_scenario_stays_text_on_the_page(typed: Typed) -> None:
    Path("mine.yaml").write_text("title: '<script>alert(1)</script>'\n")
    words = ("--runs", "1", *QUICK, "--no-figures", "--out", "mine", "--strategy", "mine.yaml")
    assert typed("run", "classroom", *words).exit_code == 0
    page = Path("mine/report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page


def test_a_report_without_figures_has_no_section_for_them(typed: Typed) -> None:
    typed("run", "classroom", "--runs", "1", *QUICK, "--no-figures", "--out", "bare")
    assert "Figures</h2>" not in Path("bare/report.html").read_text(encoding="utf-8")


def test_every_contested_parameter_stands_with_its_value_and_prior(baseline: Scenario) -> None:
    (table,) = (block for block in assumed(baseline, {}, False) if isinstance(block, Table))
    contested = [
        name for name, entry in baseline.parameters.items() if entry.evidence == CONTESTED and baseline.in_force(name)
    ]
    assert sorted(row[-1] for row in table.rows) == sorted(contested)
    assert all(cell for row in table.rows for cell in row)


def test_priors_of_single_powers_bear_their_names(baseline: Scenario) -> None:
    said = prior_words(baseline, "budget_scale")
    assert said == "Russia and India: value times loguniform 0.5 to 3; others fixed"


def test_values_of_single_powers_bear_their_names() -> None:
    scenario = isim.load_scenario("baseline", {"parameters.budget_scale.value": {"IND": 2, "others": 1}})
    assert value_words(scenario, "budget_scale") == "Japan, China, Russia and EU: 1; India: 2"


@pytest.mark.parametrize(
    ("name", "words"),
    [("standing_per_depth", "0.1 per year"), ("fund_lag", "3 years"), ("secretariat_cost", "10 M$ a year")],
)
def test_a_value_has_its_unit_in_words(baseline: Scenario, name: str, words: str) -> None:
    assert value_words(baseline, name) == words


def test_what_was_set_is_told(baseline: Scenario) -> None:
    said = [
        block.text for block in assumed(baseline, {"parameters.credit_leak": 0.2}, True) if isinstance(block, Paragraph)
    ]
    assert said[0] == "Set on the command line: parameters.credit_leak = 0.2."


def test_every_series_is_named_with_its_maker(baseline: Scenario) -> None:
    heading, table = sources(baseline)
    assert isinstance(heading, Heading) and isinstance(table, Table)
    assert [row[0] for row in table.rows] == files_of(baseline.facts)
    assert UNKNOWN not in {cell for row in table.rows for cell in row}


def test_a_scenario_without_series_has_no_section_for_them() -> None:
    assert sources(load_scenario("classroom")) == []


def test_sources_are_read_from_the_table_with_a_column_for_the_file(tmp_path: Path) -> None:
    page = tmp_path / "SOURCES.md"
    page.write_text(
        "# Series\n\n| file | what |\n|---|---|\n| a.csv | *old* numbers |\n\n| name | x |\n|---|---|\n| b | c |\n"
    )
    assert stated(page)["a.csv"]["what"] == "old numbers"
    assert "b" not in stated(page)


def test_sources_that_nobody_states_are_told_as_such(tmp_path: Path) -> None:
    assert stated(tmp_path / "SOURCES.md") == {}


def test_powers_without_a_series_are_named_with_what_is_assumed() -> None:
    said = unrecorded_sentence(isim.load_scenario("baseline"))
    assert said == (
        "No series tells what Russia and India commit; a share of their own GDP is assumed:"
        " Russia 0.05\xa0% and India 0.002\xa0%."
    )


def test_where_every_budget_is_known_nothing_is_said_of_missing_series() -> None:
    assert unrecorded_sentence(isim.load_scenario("classroom")) == ""
