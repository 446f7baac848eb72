"""An explanation's parts sum to the number that they explain, and are those that the rules saw."""

import subprocess
import sys
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.experiments.explained_walk import copied, seen_by_powers, seen_by_states
from influence_sim.experiments.explanation import Explanation, explain
from influence_sim.rules.allocation import allocate
from influence_sim.rules.chance import CHOICE, uniform
from influence_sim.rules.joining import reconsider

CLOSE: dict[str, Any] = {"rel": 1e-12, "abs": 1e-12}


def made(name: str, changes: dict[str, Any], *words: Any, **more: Any) -> Explanation:
    return explain(isim.load_scenario(name, changes), *words, **more)


QUARTERS = {"steps_per_year": 4}
CASES = {
    "a power with a bilateral strategy": lambda: explain("baseline", "CHN", "UZB", 2014),
    "a fund and its spillovers": lambda: explain("baseline", "JPN", "TJK", 2020, "institution", seed=5, run=3),
    "the first year": lambda: explain("baseline", "IND", "KGZ", 1992),
    "four steps a year": lambda: made("baseline", QUARTERS, "RUS", "KAZ", 2016, "hybrid", run=2),
    "drawn parameters": lambda: explain("baseline", "EU", "TKM", 2010, parameters="prior", run=4),
    "a small region": lambda: explain("classroom", "south", "cima", 2008, "institution"),
}


@pytest.fixture(scope="module", params=list(CASES))
def case(request: pytest.FixtureRequest) -> Explanation:
    return CASES[request.param]()


@pytest.fixture(scope="module")
def run(case: Explanation) -> isim.Trajectory:
    """The same run from the engine."""
    words = case.scenario, case.strategy, case.seed, case.run
    return isim.simulate(*words, engine="mesa", parameters=case.parameters)


# --- sums ---


def test_the_share_that_is_explained_is_the_simulated_one(case: Explanation, run: isim.Trajectory) -> None:
    rows = run.influence.query("year == @case.year and power == @case.power and state == @case.state")
    assert case.share == rows["share"].item()


def test_the_parts_of_a_standing_sum_to_it(case: Explanation, run: isim.Trajectory) -> None:
    standing = run.record.standing[case.year - case.scenario.years.first, case.p, case.s]
    assert case.standing["standing"].sum() == pytest.approx(standing, **CLOSE)
    assert case.standing["share"].sum() == pytest.approx(1.0, **CLOSE)


def test_all_who_stand_in_a_state_sum_to_the_whole_contest(case: Explanation) -> None:
    last = case.walk.steps[-1].after
    assert case.contest["share"].sum() == pytest.approx(1.0, **CLOSE)
    powers = case.contest[case.contest["kind"] == "power"]
    assert powers["standing"].to_numpy() == pytest.approx(np.array(last.standing)[:, case.s], **CLOSE)


def test_the_effects_of_all_money_sum_to_the_effect_that_earned_standing(
    case: Explanation, run: isim.Trajectory
) -> None:
    effect = run.record.effect[case.year - case.scenario.years.first, case.p, case.s]
    assert case.money["effect"].sum() == pytest.approx(effect, **CLOSE)


def test_money_paid_in_the_state_is_the_simulated_money(case: Explanation, run: isim.Trajectory) -> None:
    rows = run.exchange.query("year == @case.year and power == @case.power and state == @case.state")
    here = case.money[case.money["place"] == case.state]
    for name in ("committed_musd", "disbursed_musd"):
        assert here[name].sum() == pytest.approx(rows[name].sum(), **CLOSE)


def test_what_earlier_years_paid_is_a_part_of_what_was_paid(case: Explanation) -> None:
    money = case.money
    assert (money["disbursed_earlier_musd"] >= 0).all()
    assert (money["disbursed_earlier_musd"] <= money["disbursed_musd"] * (1 + 1e-12)).all()
    assert (money["effect_earlier"] <= money["effect"] * (1 + 1e-12)).all()


def test_the_terms_of_belonging_sum_to_its_utility(case: Explanation) -> None:
    for frame in (case.membership, case.decisions):
        terms = frame[["gain", "market", "autonomy", "constant"]].sum(axis=1)
        assert terms.to_numpy(float) == pytest.approx(frame["utility"].to_numpy(float), **CLOSE)


def test_the_plan_is_the_one_that_the_rule_makes_of_what_the_power_saw(case: Explanation) -> None:
    step = case.walk.steps[0]
    probe = copied(seen_by_powers(step))
    allocate(case.walk.world, probe, case.p, case.walk.year)
    assert np.array_equal(np.array(probe.plan)[case.p], np.array(step.after.plan)[case.p])
    assert case.allocation["share_of_plan"].sum() == pytest.approx(1.0, **CLOSE)
    assert list(case.allocation["rank"]) == list(range(1, len(case.scenario.states) + 1))


def test_the_status_is_the_one_that_the_rule_makes_of_what_the_state_saw(case: Explanation) -> None:
    for step in case.walk.steps:
        probe = copied(seen_by_states(case.walk.world, step, case.walk.year))
        reconsider(case.walk.world, probe, case.s, case.walk.year, case.seed, case.run, step.tick)
        assert np.array_equal(np.array(probe.intention)[:, case.s], np.array(step.after.status)[:, case.s])


def test_every_change_of_status_by_the_clock_is_a_decision(case: Explanation) -> None:
    decided = set(zip(case.decisions["forum"], case.decisions["year"], strict=True))
    by_clock = case.changes[case.changes["decided_by"] == "clock"]
    assert set(zip(by_clock["forum"], by_clock["year"], strict=True)) <= decided


def test_a_state_stays_outside_just_when_its_draw_says_so(case: Explanation) -> None:
    world = case.walk.world
    for decision, chance in zip(
        sorted(case.walk.decisions, key=lambda one: one.forum), case.decisions["chance"], strict=True
    ):
        address = CHOICE, world.forum_id[decision.forum], world.state_id[case.s]
        draw = uniform(case.seed, case.run, decision.step.tick, *address)
        assert (decision.after == 0) == (draw >= chance)


def test_the_latest_change_is_the_status_that_membership_tells(case: Explanation) -> None:
    latest = case.changes.groupby("forum", sort=False).last()
    assert list(latest["after"]) == list(case.membership["status"])


# --- by hand: two powers, three states, luck off ---
# First standings: north 8/3, 2, 4/3 and south 1/3, 1, 5/3 in alba, bora, cima; home 1: all 4 in each.


def test_a_standing_by_hand() -> None:
    alone = made("classroom", {"parameters.non_rivalry_scale": 0}, "south", "bora", 2001)
    parts = alone.standing.set_index("part")["standing"]
    gain = (1 - exp(-0.1)) / 0.1
    assert parts["left"] == pytest.approx(exp(-0.1))  # of a standing of 1
    assert parts["ties"] == pytest.approx(0.1 * 3 / (5 + exp(1)) * gain)  # north borders alba: ties sum to 5 + e
    plan = 2.5 / (2.375 + 2.5 + 11 / 6)  # bora: need 2, own share 1/4, rival 1/2: 2 (3/4 + 1/2)
    aid = 1000 * plan / 2 * exp(-1)  # mean wait of one year
    works = 1000 * plan / 2 * 0.8 * (1 - 4 * (1 - exp(-0.25)))  # four years; a fifth is never paid
    effect = (aid + works) / 50000
    assert alone.money["effect"].sum() == pytest.approx(effect)
    assert parts["effort"] == pytest.approx(0.2 * log(1 + effect / 0.01) * gain)
    assert parts["luck"] == 0.0


def test_a_plan_by_hand() -> None:
    plan = explain("classroom", "south", "bora", 2001).allocation.set_index("state")
    total = 2.375 + 2.5 + 11 / 6  # need 1.5, 2, 2; stake 11/12 + 2/3, 3/4 + 1/2, 7/12 + 1/3
    assert plan.loc[["alba", "bora", "cima"], "share_of_plan"].to_numpy() == pytest.approx(
        np.array([2.375, 2.5, 11 / 6]) / total
    )
    assert list(plan["rank"]) == [1, 2, 3]
    assert list(plan.index) == ["bora", "alba", "cima"]


def test_a_term_as_in_an_average_state_pulls_neither_way() -> None:
    pulls = explain("classroom", "south", "bora", 2001).pulls.set_index("term")["pull"]
    assert pulls["all standing"] == pulls["effect so far"] == pulls["income"] == 1.0
    assert pulls["need"] == pytest.approx(2 / (1 + 2.5 / 3))  # an average state needs 2.5/3 of works


def test_a_strategy_that_prefers_a_state_pulls_money_there() -> None:
    fond = isim.strategy("bilateral", state_value={"bora": 4})
    pulls = explain("classroom", "south", "bora", 2001, fond).pulls.set_index("term")["pull"]
    assert pulls["value"] == pytest.approx(4 / 2)  # its states are worth 1, 4 and 1: an average one 2
    assert "value" not in set(explain("classroom", "north", "bora", 2001, fond).pulls["term"])


def test_where_nothing_is_needed_nothing_is_planned() -> None:
    idle = made("classroom", {"facts.channel_need.aid": 0, "facts.channel_need.works": 0}, "south", "bora", 2003)
    assert (idle.allocation["share_of_plan"] == 0.0).all()
    assert idle.pulls["pull"].isna().all()
    assert idle.money.empty


def test_the_second_year_pays_what_the_first_left_in_the_pipe() -> None:
    first, second = (explain("classroom", "south", "bora", year).money for year in (2001, 2002))
    waits = float(first.query("channel == 'aid'")["committed_musd"].sum()) * (1 - exp(-1))
    assert (first["disbursed_earlier_musd"] == 0.0).all()
    aid = second.query("channel == 'aid'")
    assert aid["disbursed_earlier_musd"].item() == pytest.approx(waits * (1 - exp(-1)))


def test_without_shared_works_nothing_spills_over() -> None:
    alone = made("classroom", {"parameters.non_rivalry_scale": 0}, "south", "bora", 2005)
    assert set(alone.money["place"]) == {"bora"}
    shared = explain("classroom", "south", "bora", 2005).money
    assert set(shared.query("place != 'bora'")["channel"]) == {"works"}
    assert set(shared["place"]) == {"alba", "bora", "cima"}


def test_luck_is_what_the_income_gained_by_it() -> None:
    lucky = made("classroom", {"parameters.shocks": 1}, "north", "alba", 2001, run=3)
    factor = lucky.walk.steps[0].after.standing_luck[lucky.p, lucky.s]
    gained = lucky.standing.query("part in ('effort', 'ties', 'depth')")["standing"].sum()
    assert lucky.standing.query("part == 'luck'")["standing"].item() == pytest.approx(gained * (factor - 1.0))


# --- memberships: who decided ---


def forum_row(explanation: Explanation, forum: str) -> Any:
    return explanation.membership.set_index("forum").loc[forum]


def test_a_status_of_the_opening_is_history_until_something_changes() -> None:
    row = forum_row(explain("classroom", "south", "alba", 2012), "council")
    assert (row["status"], row["since"], row["decided_by"], row["reconsidered"]) == ("member", 2001, "opening", 0)


def test_a_status_that_history_changed_is_historys() -> None:
    row = forum_row(explain("baseline", "CHN", "UZB", 2004), "SCO")
    assert (row["status"], row["since"], row["decided_by"], row["reconsidered"]) == ("member", 2001, "history", 0)


def test_a_status_that_the_state_decided_on_is_the_clocks() -> None:
    row = forum_row(explain("baseline", "CHN", "UZB", 2014), "ECO")
    assert (row["status"], row["since"], row["decided_by"], row["reconsidered"]) == ("none", 2011, "clock", 2011)


def test_a_state_that_finds_no_consent_observes() -> None:
    eager = {"parameters.membership_revision_rate": 50, "parameters.membership_constant": 20}
    refusing = {"parameters.consent": 0, **eager}
    refused = made("baseline", refusing, "RUS", "TKM", 2010, run=1)
    row = forum_row(refused, "EAEU")
    assert (row["status"], row["decided_by"]) == ("observer", "clock")


def test_a_status_by_assumption_is_called_so() -> None:
    everybody = {"parameters.universal_membership": 1, "branch": 2000}
    row = forum_row(made("baseline", everybody, "JPN", "TKM", 2003), "CAJ")
    assert (row["status"], row["since"], row["decided_by"]) == ("member", 2000, "assumption")


def test_a_forum_that_is_not_founded_does_not_exist() -> None:
    row = forum_row(explain("baseline", "CHN", "UZB", 1992), "SCO")
    assert (row["exists"], row["status"]) == (False, "none")


def test_where_states_never_decide_there_are_no_decisions() -> None:
    assert explain("classroom", "south", "alba", 2012).decisions.empty


# --- what is asked for ---


def test_actors_are_named_by_key_or_by_name() -> None:
    by_key, by_name = explain("classroom", "south", "bora", 2003), explain("classroom", "South", "BORA", 2003)
    assert repr(by_key) == repr(by_name)
    assert repr(by_key).startswith('<Explanation "classroom", bilateral, south in bora, 2003, seed 1, run 0: share 0.')


def test_without_a_year_the_last_one_is_explained() -> None:
    assert explain("classroom", "south", "bora").year == 2012


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("suoth", "bora", 2003), 'power "suoth" is not in classroom; did you mean "south"?'),
        (("SUOTH", "bora", 2003), 'power "SUOTH" is not in classroom; did you mean "South"?'),
        (("x", "bora", 2003), 'power "x" is not in classroom; allowed: north (North), south (South)'),
        (("", "bora", 2003), "a power is missing; allowed: north (North), south (South)"),
        (("south", "Alb", 2003), 'state "Alb" is not in classroom; did you mean "Alba"?'),
        (("south", "alba", 2013), "year 2013 is not in classroom; allowed: 2001 to 2012"),
        (("south", "alba", "now"), "year 'now' is not a whole number; classroom has the years 2001 to 2012"),
        (("south", "alba", 2003, "bilatral"), 'unknown strategy "bilatral"; did you mean "bilateral"?'),
        (("south", "alba", 2003, "bilateral", -1), "seed -1 is out of range"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(words: tuple[Any, ...], told: str) -> None:
    with pytest.raises(isim.InputError) as error:
        explain("classroom", *words)
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)


def test_a_region_without_forums_is_explained(tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text(
        "extends: classroom\nforums:\nroles: {own_forum: }\npowers: {south: {forum: }}\nfacts: {memberships: }\n"
        "parameters: {forum_credit: {value: {}}, forum_activity: {value: {}}, depth_ceiling: {value: {}}}\n"
    )
    plain = explain(tmp_path / "plain.yaml", "south", "bora", 2004)
    assert plain.membership.empty and plain.decisions.empty
    assert plain.standing["standing"].sum() == pytest.approx(plain.contest["standing"][1], **CLOSE)
    assert not any("Council" in sentence for sentence in plain.sentences)


def test_a_notebook_shows_words_and_tables() -> None:
    shown = explain("classroom", "south", "bora", 2004)
    assert shown.sentences[0] in shown._repr_html_()
    assert shown._repr_html_().count("<table") == 2


def test_explaining_compiles_nothing_and_draws_nothing() -> None:
    program = (
        "import sys; from influence_sim.experiments.explanation import explain;"
        "explain('classroom', 'south', 'bora', 2004).money;"
        "print(sorted({'numba', 'matplotlib', 'mesa'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
