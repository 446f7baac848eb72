"""An explanation's parts sum to the number that they explain, and are those that the rules saw."""

import subprocess
import sys
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from modular import modular

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
    "all modules": lambda: explain(modular(), "south", "alba", 2006, "institution"),
    "all modules, an event, luck and short steps": lambda: explain(
        modular(steps_per_year=4, parameters__shocks=1), "north", "bora", 2004, "hybrid", run=1
    ),
    "more money than is absorbed": lambda: explain(
        modular(parameters__absorptive_capacity=0.003), "south", "bora", 2007, "hybrid"
    ),
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


# --- modules ---


def standing_of(*words: Any, **changes: Any) -> dict[str, float]:
    """The parts of a standing in the classroom with all modules on."""
    frame = explain(modular(**changes), *words).standing
    return {str(part): float(value) for part, value in zip(frame["part"], frame["standing"], strict=True)}


def test_what_events_took_of_a_standing_by_hand() -> None:
    """Of what fading leaves of the standing a year before, three tenths."""
    quiet = {"parameters__standing_per_log_effort": 0, "parameters__tie_strength": 0, "parameters__corridor_toll": 0}
    parts = standing_of("north", "bora", 2003, **quiet)
    before = 2.0 * exp(-0.1 * 2)  # a first standing of 2 at the start of 2001, two years later
    assert parts["left"] == pytest.approx(before * exp(-0.1))
    assert parts["events"] == pytest.approx(-0.3 * before * exp(-0.1))


def test_in_years_without_events_they_took_nothing() -> None:
    assert standing_of("north", "bora", 2006)["events"] == 0.0


def test_events_over_short_steps_take_what_they_take_over_long_ones() -> None:
    quiet = {"parameters__standing_per_log_effort": 0, "parameters__tie_strength": 0, "parameters__corridor_toll": 0}
    long, short = (standing_of("north", "bora", 2003, steps_per_year=n, **quiet) for n in (1, 12))
    assert long["left"] == pytest.approx(short["left"])
    assert long["events"] == pytest.approx(short["events"])


def test_control_of_corridors_by_hand() -> None:
    # north reaches alba by the pass alone and ties it by e, south by the pass (3,000 km) and the coast (2,000) with 1:
    # the pass carries (e + 1 · (1/9)/(1/9 + 1/8)) / (e + 1) in the first year, of which north controls .6
    parts = standing_of("north", "alba", 2001, parameters__corridor_toll=0.05)
    pass_used = (exp(1) + (1 / 9) / (1 / 9 + 1 / 8)) / (exp(1) + 1)
    assert parts["control"] == pytest.approx(0.05 * 0.6 * pass_used * (1 - exp(-0.1)) / 0.1)


@pytest.mark.parametrize(("module", "part"), [("corridors", "control"), ("events", "events")])
def test_without_its_module_a_part_is_not_told(module: str, part: str) -> None:
    assert part in standing_of("north", "bora", 2004)
    frame = explain(modular(module), "north", "bora", 2004).standing
    assert part not in set(frame["part"])


def test_acceptance_pulls_by_what_the_power_saw() -> None:
    """At a precision of 1 a term pulls as many times as it is above that of an average state."""
    made_of = explain(modular(), "north", "bora", 2005)
    row = made_of.pulls.set_index("term").loc["acceptance"]
    seen = np.array(made_of.walk.steps[0].before.acceptance)[0]
    assert (row["here"], row["average"]) == pytest.approx((seen[1], seen.mean()))
    assert row["pull"] == pytest.approx(seen[1] / seen.mean())


def test_a_regime_pulls_by_hand() -> None:
    # openness .8, .5, .2, on average .5: e^{.8 − .5}; were alba's .5, the average would be .4: e^{.5 − .4}
    pulls = explain(modular(), "south", "alba", 2005).pulls.set_index("term")
    assert (pulls.loc["regime", "here"], pulls.loc["regime", "average"]) == pytest.approx((0.8, 0.5))
    assert pulls.loc["regime", "pull"] == pytest.approx(exp(0.3) / exp(0.1))


def test_a_regime_pulls_no_power_that_does_not_mind() -> None:
    pulls = explain(modular(), "north", "alba", 2005).pulls.set_index("term")
    assert pulls.loc["regime", "pull"] == pytest.approx(1.0)


@pytest.mark.parametrize(("module", "term"), [("hedging", "acceptance"), ("conditionality", "regime")])
def test_without_its_module_a_term_is_not_told(module: str, term: str) -> None:
    assert term in set(explain(modular(), "south", "alba", 2005).pulls["term"])
    assert term not in set(explain(modular(module), "south", "alba", 2005).pulls["term"])


def told(*words: Any, **changes: Any) -> str:
    """The sentences on the classroom with all modules on, with plain spaces."""
    return " ".join(explain(modular(**changes), *words).sentences).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_words_tell_what_events_did() -> None:
    assert "Events took away a standing of" in told("north", "bora", 2003)
    assert "Events" not in told("north", "bora", 2007)


def test_the_words_tell_of_control() -> None:
    assert "from control of corridors" in told("north", "alba", 2005)
    assert "control" not in told("north", "alba", 2005, parameters__corridor_toll=0)


def test_the_words_tell_of_regimes_and_acceptance() -> None:
    words = told("south", "cima", 2005, parameters__conditionality=3)
    assert "a less open regime" in words
    hedged = told("north", "alba", 2005, parameters__hedging_half_point=0.2)
    assert "accepted of it" in hedged


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


@pytest.mark.slow
def test_explaining_compiles_nothing_and_draws_nothing() -> None:
    program = (
        "import sys; from influence_sim.experiments.explanation import explain;"
        "explain('classroom', 'south', 'bora', 2004).money;"
        "print(sorted({'numba', 'matplotlib', 'mesa'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
