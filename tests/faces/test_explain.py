"""``explain``: the sentences follow the numbers, and a wrong word is told before any work."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from faces.typing_words import Typed

import influence_sim as isim
from influence_sim.experiments.explanation import explain
from influence_sim.faces import explained, explained_forums, explained_plan
from influence_sim.faces.explained_plan import Pull
from influence_sim.faces.layout import cell_width
from influence_sim.wording import NO_BREAK

FORUMS = {"league": "League"}
CLASSROOM = ("explain", "classroom", "--power", "North", "--state", "Alba")


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


# --- the words follow the numbers ---


@pytest.mark.parametrize(
    ("share", "before", "change"),
    [
        (0.36, 0.352, "0.8 points more than a year before"),
        (0.352, 0.36, "0.8 points less than a year before"),
        (0.36, 0.36, "the same as a year before"),
    ],
)
def test_the_mirrored_change_gives_the_mirrored_sentence(share: float, before: float, change: str) -> None:
    assert explained.share_sentence("Ada", "Alba", 2002, share, before).endswith(f"in Alba, {change}.")


def test_the_largest_other_power_comes_first_and_nothing_is_told_of_nothing() -> None:
    hands = {"home": 0.2, "forum_hand": 0.0, "own_hand": 0.1}
    said = plain(explained.others_sentence({"Bo": 0.1, "Cy": 0.3}, hands, "Alba"))
    assert said == (
        "Cy holds 30 % and Bo 10 %; no power holds 30 %: 20 % Alba’s own weight and 10 % by credit that leaked to the"
        " state."
    )


PARTS = {("left", ""): 0.88, ("effort", ""): 0.06, ("ties", ""): 0.03, ("depth", "league"): 0.01, ("luck", ""): 0.02}


def standing(**changes: float) -> list[str]:
    """The sentences on a standing whose parts are changed; ``league`` is its depth."""
    parts = {part: changes.get(part[1] or part[0], value) for part, value in PARTS.items()}
    return [plain(said) for said in explained.standing_sentences(0.95, parts, 0.009, FORUMS, "the year before")]


def test_a_standing_is_told_by_its_sources_the_largest_first() -> None:
    assert standing() == [
        "Of its standing, 88 % was left from the year before; this year’s income came 60 % from effort (money worth"
        " 0.9 % of GDP), 30 % from ties and 10 % from depth (League); luck added 20 % of it.",
        "Over the year 0.0700 faded and 0.120 came in: standing rose from 0.950 to 1.00.",
    ]
    assert (
        "80 % from ties, 13 % from effort (money worth 0.9 % of GDP) and 7 % from"
        in standing(ties=0.12, effort=0.02)[0]
    )


def test_mirrored_luck_is_told_the_other_way_round() -> None:
    assert "luck took away 20 % of it" in standing(luck=-0.02)[0]
    assert "luck changed nothing" in standing(luck=0.0)[0]


def test_a_standing_that_fell_is_said_to_fall() -> None:
    assert standing(effort=0.0, luck=0.0)[1].endswith("standing fell from 0.950 to 0.920.")


def test_a_source_that_brought_nothing_is_not_told() -> None:
    assert "depth" not in standing(league=0.0)[0]
    assert "income came wholly from ties; luck" in standing(effort=0.0, league=0.0)[0]
    assert standing(effort=0.0, ties=0.0, league=0.0, luck=0.0) == [
        "All of its standing was left from the year before; no standing came in this year."
    ]


def test_no_standing_at_all_is_told_as_such() -> None:
    nothing = dict.fromkeys(PARTS, 0.0)
    assert explained.standing_sentences(0.0, nothing, 0.0, FORUMS, "the start") == [
        "It has no standing there, and none came in."
    ]


def test_a_fund_is_told_beside_bilateral_money() -> None:
    ways = {"": 0.25, "League": 0.75}
    said = plain(explained.effect_sentence("Ada", "Alba", 0.012, {"aid": 0.4, "works": 0.6}, ways, 0.0))
    assert said == (
        "Counted by need, Ada’s money did as much as 1.2 % of Alba’s GDP: 60 % through works and 40 % through aid;"
        " 25 % bilaterally and 75 % through a fund (League); none of it from commitments of earlier years."
    )
    alone = explained.effect_sentence("Ada", "Alba", 0.012, {"aid": 1.0}, {"": 1.0}, 1.0)
    assert "; all of it bilateral; all of it from commitments of earlier years." in alone


def test_spillovers_name_where_they_come_from() -> None:
    assert explained.spillover_sentence({}) == "None of it spilt over from works in neighbouring states."
    said = plain(explained.spillover_sentence({"Bora": 0.02, "Cima": 0.1, "Dora": 0.0001}))
    assert said == "12 % of it spilt over from works in Cima and Bora."


def test_a_plan_is_told_by_its_rank() -> None:
    ranked = ["Alba", "Bora", "Cima"]
    first = plain(explained_plan.plan_sentence("Ada", "Alba", 50, 0.5, 1, ranked, 0.5))
    third = plain(explained_plan.plan_sentence("Ada", "Cima", 50, 0.1, 3, ranked, 0.5, " (9 M$ more went into funds)"))
    assert first == "Of 50 M$ that Ada commits bilaterally, 50 % go to Alba, the most among 3 states."
    assert third == (
        "Of 50 M$ that Ada commits bilaterally (9 M$ more went into funds), 10 % go to Cima, the third most among 3"
        " states; the most, 50 %, to Alba."
    )
    assert explained_plan.plan_sentence("Ada", "Alba", 50, 1.0, 1, ["Alba"], 1.0).endswith(
        "go to Alba, the only state."
    )


def test_mirrored_pulls_change_sides() -> None:
    draws, keeps = Pull(20, 10, 2.0), Pull(5, 10, 0.5)
    assert explained_plan.pulls_sentence({"people": draws, "need": keeps}) == (
        "Against an average state, more people (×2.0) draws money there; less need (×0.50) keeps money away."
    )
    assert explained_plan.pulls_sentence({"people": keeps, "need": draws}) == (
        "Against an average state, more need (×2.0) draws money there; fewer people (×0.50) keeps money away."
    )
    assert explained_plan.pulls_sentence({"people": Pull(1, 1, 1.05)}).startswith("No term sets it a tenth apart")


# --- forums ---


def row(**changes: Any) -> dict[str, Any]:
    terms = {"gain": 0.0, "market": 0.5, "autonomy": -0.7, "constant": 0.5, "utility": 0.3, "chance": 0.6}
    return {"exists": True, "status": "member", "since": 2001, "decided_by": "history", **terms, **changes}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exists": False}, "League: not founded yet in 2010."),
        ({"decided_by": "opening"}, "League: Alba has been a member since the run began in 1990."),
        ({"decided_by": "opening", "status": "none"}, "League: Alba has never belonged to it."),
        ({}, "League: Alba has been a member since 2001, as history has it."),
        ({"status": "observer"}, "League: Alba has been an observer since 2001, as history has it."),
        ({"decided_by": "assumption"}, "League: Alba has been a member since 2001, by the assumption that all"),
        (
            {"decided_by": "clock"},
            "League: Alba has been a member since 2001: then it reconsidered, wanted to belong, and the members",
        ),
        (
            {"decided_by": "clock", "status": "observer"},
            "League: Alba has been an observer since 2001: then it reconsidered and wanted to belong, but the",
        ),
        (
            {"decided_by": "clock", "status": "none"},
            "League: Alba has not belonged to it since 2001: then it reconsidered and did not want to belong.",
        ),
    ],
)
def test_every_status_has_its_sentence(changes: dict[str, Any], said: str) -> None:
    assert explained_forums.status_sentence("League", "Alba", row(**changes), 1990, 2010).startswith(said)


@pytest.mark.parametrize(
    ("changes", "years", "said"),
    [
        ({}, [], "States decide on it from 2000 on, and it has not reconsidered."),
        ({}, [2003], "It reconsidered in 2003 and stayed a member."),
        ({"status": "none"}, [2003, 2003, 2007], "It reconsidered in 2003 and 2007 and stayed outside."),
        ({"decided_by": "clock"}, [2001], "It has not reconsidered since."),
        ({"decided_by": "clock"}, [2001, 2005], "It reconsidered again in 2005 and stayed a member."),
    ],
)
def test_what_a_state_reconsidered_is_told(changes: dict[str, Any], years: list[int], said: str) -> None:
    assert explained_forums.decided_sentence(row(**changes), years, 2000) == said


def test_belonging_is_told_by_its_terms_and_left_open_where_it_is_dictated() -> None:
    assert plain(explained_forums.worth_sentence(row(), True)) == (
        "Belonging is worth +0.30 to it: +0.50 for trade with its members, −0.70 for autonomy given up and +0.50 for"
        " belonging as such; when it next decides, it wants to belong with a chance of 60 %."
    )
    assert "if it could decide, it would want to belong" in explained_forums.worth_sentence(row(), False)


# --- the command ---


def test_it_tells_the_sentences_of_the_explanation_and_then_tables(typed: Typed) -> None:
    result = typed(*CLASSROOM, "--year", "2005")
    assert (result.exit_code, result.stderr) == (0, "")
    flat = " ".join(result.stdout.split())
    for sentence in explain("classroom", "north", "alba", 2005).sentences:
        assert " ".join(sentence.split()) in flat
    for heading in ("Who stands in Alba", "How North’s standing came about", "Money that worked", "Where Alba belongs"):
        assert f"\n{heading}\n───" in result.stdout


def test_every_option_reaches_the_explanation(typed: Typed) -> None:
    changed = isim.load_scenario("classroom", {"parameters.shocks": 1})
    made = explain(changed, "south", "bora", 2009, "institution", seed=3, run=7, parameters="prior")
    words = ("--strategy", "institution", "--seed", "3", "--run", "7", "--set", "parameters.shocks=1", "--prior")
    shown = typed("explain", "classroom", "--power", "south", "--state", "bora", "--year", "2009", *words).stdout
    flat = " ".join(shown.split())
    assert "“Regional institution”; seed 3, run 7, parameters drawn from their priors." in flat
    assert " ".join(made.sentences[1].split()) in flat


@pytest.mark.parametrize("state", ["Kazakhstan", "TKM"])
def test_no_line_is_wider_than_80_columns(typed: Typed, state: str) -> None:
    shown = typed("explain", "--power", "Japan", "--state", state, "--year", "2018", "--strategy", "institution").stdout
    assert max(cell_width(line) for line in shown.splitlines()) <= 80


def test_a_power_without_money_is_told_so(typed: Typed) -> None:
    shown = typed(*CLASSROOM, "--set", "facts.budgets.north=0").stdout
    assert "No money of North’s worked in Alba in 2012." in shown
    assert "North has no bilateral money to plan in 2012." in shown
    assert "Where North planned" not in shown


def test_commitments_that_are_never_paid_are_told_to_do_nothing(typed: Typed) -> None:
    never = ("--set", "parameters.never_disbursed.aid=1", "--set", "parameters.never_disbursed.works=1")
    flat = plain(" ".join(typed(*CLASSROOM, *never).stdout.split()))
    assert "M$ to Alba and paid 0 M$. No money had an effect there this year." in flat


def test_a_single_state_is_compared_with_none(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("extends: classroom\nstates: {bora: , cima: }\n")
    shown = typed("explain", "one.yaml", "--power", "North", "--state", "Alba").stdout
    assert "100 % go to Alba, the only state." in plain(" ".join(shown.split()))
    assert "Pull" not in shown and "average state" not in shown


def test_a_forum_that_is_not_founded_has_one_sentence_and_no_numbers(typed: Typed) -> None:
    shown = typed("explain", "--power", "China", "--state", "UZB", "--year", "1992").stdout
    assert "\nSCO: not founded yet in 1992.\n\n" in shown
    (line,) = [line for line in shown.splitlines() if line.startswith("SCO ")]
    assert line.split() == ["SCO", "not", "founded", *["–"] * 7]


WRONG = [
    (
        [*CLASSROOM, "--year", "2050"],
        "year 2050 is not in classroom; allowed: 2001 to 2012",
    ),
    ([*CLASSROOM, "--year", "soon"], '--year "soon" is not a year; allowed: 2001 to 2012'),
    (
        ["explain", "classroom", "--power", "Nroth", "--state", "Alba"],
        'power "Nroth" is not in classroom; did you mean "North"?',
    ),
    (
        ["explain", "classroom", "--power", "North", "--state", "Albo"],
        'state "Albo" is not in classroom; did you mean "Alba"?',
    ),
    (["explain", "classroom", "--state", "Alba"], "a power is missing; allowed: north (North), south (South)"),
    (
        [*CLASSROOM, "--strategy", "bilatral"],
        'unknown strategy "bilatral"; did you mean "bilateral"? (or give a path ending in .yaml)',
    ),
    ([*CLASSROOM, "--run", "x"], '--run "x" is not a whole number; allowed: 0 to 4294967295'),
    ([*CLASSROOM, "--pwoer", "x"], 'unknown option "--pwoer"; did you mean "--power"?'),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_a_wrong_word_is_one_sentence(words: list[str], sentence: str, typed: Typed) -> None:
    result = typed(*words)
    assert (result.exit_code, result.stderr, result.stdout) == (2, f"error: {sentence}\n", "")


def test_help_has_examples_that_run(typed: Typed) -> None:
    shown = typed("explain", "--help").stdout
    examples = [line.split()[1:] for line in shown.splitlines() if line.strip().startswith("influence-sim explain")]
    assert len(examples) == 3
    assert [typed(*words).exit_code for words in examples] == [0, 0, 0]


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
def test_tab_offers_powers_and_states_of_the_scenario() -> None:
    assert complete("influence-sim explain classroom --power N") == ["North"]
    assert complete("influence-sim explain classroom --state al") == ["alba"]
    assert complete("influence-sim explain --power Ch") == ["China"]
