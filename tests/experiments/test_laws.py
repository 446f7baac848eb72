"""The laws as users check them: they hold on what is shipped, fail under a spoilt rule, and know when to be silent."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from laws.spoils import play, spoilt

from influence_sim.errors import InputError
from influence_sim.experiments.laws import LAWS, check_laws
from influence_sim.experiments.laws.case import Case, Found, Law
from influence_sim.experiments.laws.checking import COLUMNS, NOT_APPLICABLE, words_of
from influence_sim.experiments.laws.steps import off_mean, off_spread
from influence_sim.experiments.laws.switches import FUNDS, LUCK, MEMBERSHIP, shaken
from influence_sim.rules.shapes import Parameter, World, fields
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario

BY_NAME = {law.__name__: law for law in LAWS}
NORMAL = "normal(seed, run, tick, STANDING_SHOCK, world.power_id[p], world.state_id[s])"

# law: file, what stands there, what is put in its place
SPOILS = {
    "neutral_point": ("effect", "return (1.0 - world.credit_leak) *", "return 0.99 * (1.0 - world.credit_leak) *"),
    "ledger_terms": ("budget", "= now.budget[p] * world.regional_share[year, p, f]", "= 0.0"),
    "luck_off": ("luck", "spread = world.shocks * world.standing_shock_sd", "spread = world.standing_shock_sd"),
    "memberships_dictated": ("membership", "year < world.branch or world.moving == 0 or", "year < world.branch or"),
    "no_answer": ("reaction", "if world.rivals_answer == OUTSPEND else 1.0", "if world.rivals_answer >= 0 else 1.0"),
    "no_fund": ("standing", "(effort + ties + depth +", "(0.001 * world.credit_leak + effort + ties + depth +"),
    "on_differs": ("reaction", "return size if world.rival[p] == 1 else 0.0", "return 0.0 * size"),
    "relabelling": ("contest", "now.share[p, s] = now.standing[p, s] / total", "now.share[p, s] = p / total"),
    "splitting": ("allocation", "return world.channel_weight[c] *", "return world.channel_weight[c] ** 2 *"),
    "modules_off": ("hedging", "if world.with_hedging == 1:", "if world.with_hedging >= 0:"),
    "modules_on": ("hedging", "if world.with_hedging == 1:", "if world.with_hedging > 1:"),
    "fading": ("stocks", "return exp(-rate * h)", "return 1.0 - rate * h"),
    "money": ("disbursement", "return (stock - left) / h + inflow", "return 0.999 * ((stock - left) / h + inflow)"),
    "response": ("allocation", "stake = (1.0 - now.share[p, s]) + balancing", "stake = 1.0 + now.share[p, s]"),
    "idle_strategy": ("recording", "pending += now.pot[p, f]", "pending += now.pot[p, f] + 1.0"),
    "the_past": ("budget", "world.regional_share[year, p, f]", "world.regional_share[-1, p, f]"),
    "one_decision": ("luck", f"z_end = {NORMAL}", f"z_end = {NORMAL.replace('tick,', 'tick + now.status[0, s],')}"),
    "paths": ("stocks", "return h * mean_decay(rate * h)", "return h"),
    "means": ("stocks", "return h * mean_decay(rate * h)", "return mean_decay(rate * h)"),
    "spreads": ("luck", "spread = world.shocks * world.standing_shock_sd", "spread = world.steps_per_year + 0.0"),
    "membership_changes": (
        "joining",
        "world.membership_revision_rate * step_length(world)",
        "world.membership_revision_rate",
    ),
}


@pytest.fixture(scope="module")
def short() -> Scenario:
    """A few years of the classroom, in which everything can be played in plain Python."""
    return load_scenario("classroom", {"years.last": 2006, "windows.early": [2001, 2002], "windows.late": [2005, 2006]})


@pytest.fixture(scope="module")
def classroom() -> pd.DataFrame:
    return check_laws("classroom", runs=30)


@pytest.fixture(scope="module")
def baseline() -> pd.DataFrame:
    return check_laws("baseline", runs=30)


def changed(overrides: dict[str, Any], law: str) -> pd.DataFrame:
    """The one row of a law on a changed classroom."""
    return check_laws(load_scenario("classroom", overrides), runs=10, laws=[BY_NAME[law]])


# On what is shipped


@pytest.mark.parametrize("scenario", ["classroom", "baseline"])
def test_all_laws_apply_to_a_shipped_scenario_and_hold(scenario: str, request: pytest.FixtureRequest) -> None:
    table = request.getfixturevalue(scenario)
    assert len(table) == len(LAWS)
    assert table["holds"].notna().all()
    assert list(table["law"][~table["holds"]]) == []


def test_every_term_of_the_baselines_ledger_makes_the_route_matter(baseline: pd.DataFrame) -> None:
    (note,) = baseline.query("law == 'The terms of the ledger'")["note"]
    assert "no effect" not in note


def test_terms_without_an_effect_alone_are_named(classroom: pd.DataFrame) -> None:
    """In the classroom nobody answers and all are members for good."""
    (note,) = classroom.query("law == 'The terms of the ledger'")["note"]
    assert "no effect alone: the states’ choice to belong, the rivals’ answer" in note


def test_the_table_has_a_row_a_law_in_order(classroom: pd.DataFrame) -> None:
    assert list(classroom.columns) == list(COLUMNS)
    assert list(classroom["law"]) == [words_of(law)[0] for law in LAWS]


def test_what_holds_is_on_the_right_side_of_its_bound(baseline: pd.DataFrame) -> None:
    below = baseline[baseline["side"] == "at most"]
    above = baseline[baseline["side"] == "at least"]
    assert (below["measured"] <= below["bound"]).all() and len(below) > len(above) > 0
    assert (above["measured"] >= above["bound"]).all()


def test_the_same_seed_measures_the_same(classroom: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(check_laws("classroom", runs=30), classroom)


def test_another_seed_measures_something_else(classroom: pd.DataFrame) -> None:
    assert not check_laws("classroom", seed=2, runs=30)["measured"].equals(classroom["measured"])


# Laws that bite


LONG = {"memberships_dictated", "no_fund", "spreads", "membership_changes", "means", "luck_off"}


@pytest.mark.parametrize("law", [pytest.param(law, marks=pytest.mark.slow if law in LONG else ()) for law in BY_NAME])
def test_a_law_holds_in_plain_python_and_fails_under_a_spoilt_rule(law: str, short: Scenario) -> None:
    healthy = check_laws(short, runs=10, player=play, laws=[BY_NAME[law]])
    assert bool(healthy["holds"].iloc[0]), healthy.iloc[0].to_dict()
    with spoilt(*SPOILS[law]) as wrong:
        found = check_laws(short, runs=10, player=wrong, laws=[BY_NAME[law]])
    assert found["holds"].notna().all() and not found["holds"].any(), found.iloc[0].to_dict()


def test_a_ledger_that_leaves_a_leak_on_is_no_neutral_point() -> None:
    table = changed({"ledger.leak.off": {"credit_leak": 0.5}}, "neutral_point")
    assert not table["holds"].any() and table["measured"].iloc[0] > 1e-4


def test_a_measure_that_is_no_number_does_not_hold() -> None:
    assert not Found(float("nan"), 1.0, "share").holds
    assert not Found(float("nan"), 1.0, "share", at_least=True).holds


# Laws that are silent


@pytest.mark.parametrize(
    ("law", "overrides", "reason"),
    [
        ("neutral_point", {"roles.own_forum": None}, "the focal power has no forum of its own"),
        ("neutral_point", {"ledger": {}}, "the scenario has no ledger"),
        ("neutral_point", {"forums.council.convenor": "north"}, "another than the focal power convenes its own forum"),
        ("neutral_point", {"facts.budgets.south": 0}, "the focal power has no money to send"),
        ("no_answer", {"roles.rivals": []}, "the focal power has no rivals"),
        ("no_fund", {"roles.own_forum": None}, "the focal power has no forum of its own"),
        ("fading", {"parameters.initial_standing": 0}, "no power has standing at the start"),
        ("money", {"facts.budgets": {"north": 0, "south": 0}}, "no power has money"),
        ("response", {"parameters.initial_standing": 0}, "no power leads anywhere, or nobody chooses between states"),
        (
            "the_past",
            {"years.last": 2001, "windows.early": [2001, 2001], "windows.late": [2001, 2001]},
            "the scenario has a single year",
        ),
        (
            "spreads",
            {
                "parameters.standing_shock_sd": 0,
                "parameters.budget_shock_sd": 0,
                "parameters.membership_revision_rate": 0,
            },
            "neither luck nor memberships make runs differ",
        ),
    ],
)
def test_a_law_that_says_nothing_says_why(law: str, overrides: dict[str, Any], reason: str) -> None:
    table = changed(overrides, law)
    assert list(table["note"]) == [NOT_APPLICABLE + reason]
    assert table["holds"].isna().all() and table["measured"].isna().all()


# Words, input, parts


@pytest.mark.parametrize("law", LAWS, ids=BY_NAME)
def test_a_law_has_a_short_name_and_a_sentence(law: Law) -> None:
    name, statement = words_of(law)
    assert 0 < len(name) <= 24 and "\n" not in name
    assert statement.endswith(".") and "`" not in statement


@pytest.mark.parametrize(
    ("given", "words"),
    [({"runs": 9}, "runs 9 is out of range"), ({"seed": -1}, "seed -1 is out of range"), ({"scenario": "x"}, '"x"')],
)
def test_wrong_input_is_told_before_any_work(given: dict[str, Any], words: str) -> None:
    def never(world: World, seed: int, run: int) -> Any:
        raise AssertionError("something has run")

    with pytest.raises(InputError, match=words):
        check_laws(**{"scenario": "classroom"} | given, player=never)


def test_progress_is_told_once_a_law() -> None:
    told: list[int] = []
    check_laws("classroom", runs=10, progress=told.append)
    assert told == [1] * len(LAWS)


def test_every_parameter_of_a_switch_gets_another_value_that_is_allowed() -> None:
    world = Case(load_scenario("baseline"), 1, 10, play).plain
    names = (*LUCK, *MEMBERSHIP, *FUNDS)
    other, said = shaken(world, names), {name: about for name, _, about in fields(World)}
    for name in names:
        about, value = said[name], np.asarray(getattr(other, name))
        assert isinstance(about, Parameter)
        assert (value != getattr(world, name)).all() and (about.low <= value).all() and (value <= about.high).all()


def test_errors_of_a_mean_are_those_of_two_samples() -> None:
    """1, 3 and 2, 4: means 2 and 3, variances 2, so 1 / √(2/2 + 2/2) = .707, beside a hundredth / 4 of the mean."""
    few, many = np.array([[1.0], [3.0]]), np.array([[2.0], [4.0]])
    assert off_mean(few, many) == pytest.approx(1 / np.sqrt(2.0 + 0.0075**2), rel=1e-12)


def test_errors_of_a_spread_are_those_of_normal_samples_at_least() -> None:
    """Spreads 1 and 2 with n = 2: ln 2 / √(2 · 2/8) = .98."""
    few, many = np.array([[1.0], [3.0]]), np.array([[1.0], [5.0]])
    assert off_spread(few, many) == pytest.approx(np.log(2.0) / np.sqrt(0.5), rel=1e-4)


def test_a_spread_beside_none_is_without_end() -> None:
    assert off_spread(np.array([[1.0], [3.0]]), np.array([[2.0], [2.0]])) == float("inf")
