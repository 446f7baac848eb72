"""Every pattern of the baseline can fail: a spoilt rule or another world turns its verdict.

A pattern that the shipped model meets fails where one line of a rule is spoilt. One that it misses is met in another
world, named by the test: so the pattern does not fail whatever happens.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from laws.spoils import spoilt

from influence_sim.experiments.patterns import check_patterns
from influence_sim.experiments.patterns.case import Case
from influence_sim.experiments.patterns.money import part, recorded
from influence_sim.rules.joining import membership_utility
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import player
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.tables import Library

pytestmark = pytest.mark.slow

Play = Callable[[World, int, int], Record]
RUNS = {"J": 15}  # elsewhere a few tell as much


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The baseline; patterns switch on the modules that they need."""
    return load_scenario("baseline")


@pytest.fixture(scope="module")
def shipped(scenario: Scenario) -> dict[str, str]:
    """Key of a pattern → its verdict with the model as shipped."""
    letters = {pattern.letter for pattern in scenario.patterns.values()}
    return {key: verdict for letter in letters for key, verdict in verdicts(scenario, letter).items()}


def verdicts(scenario: Scenario, only: str, **given: Any) -> dict[str, str]:
    """Key of a pattern → verdict, over a few runs with the values as shipped."""
    found = check_patterns(scenario, RUNS.get(only, 3), 0, 1, only, **given).verdicts
    return dict(zip(found["key"], found["verdict"], strict=True))


# key of a pattern that is met → rule file, healthy text, spoilt text
SPOILS: Mapping[str, tuple[str, str, str]] = {
    "russia_leads_at_first": ("opening", "world.initial_standing * first", "world.initial_standing * (1.0 - first)"),
    "nobody_holds_three_quarters": (
        "contest",
        "now.share[p, s] = now.standing[p, s] / total",
        "now.share[p, s] = power(now.standing[p, s] / total, 0.2)",
    ),
    "powers_that_count": (
        "contest",
        "now.share[p, s] = now.standing[p, s] / total",
        "now.share[p, s] = power(now.standing[p, s] / total, 3.0)",
    ),
    "china_passes_russia": ("stocks", "return exp(-rate * h)", "return 1.0"),
    "japan_answers_china": ("allocation", "stake / now.contest_total[s] * saturation", "stake * saturation"),
    "added_dollar": ("standing", "effort = standing_by_effort(world, now.effect[p, s])", "effort = 0.0"),
    "rare_earth_squeeze": (
        "resources",
        "world.shortage_weight * shortage_of(world, now, p, c, year)",
        "0.0 * shortage_of(world, now, p, c, year)",
    ),
    "regional_slower_and_evener": (
        "forums",
        "world.channel_need[s, c] * world.population[year, s]",
        "world.channel_need[s, c] / world.population[year, s]",
    ),
}


@pytest.mark.parametrize("key", SPOILS)
def test_a_spoilt_rule_fails_the_pattern(key: str, scenario: Scenario, shipped: dict[str, str]) -> None:
    assert shipped[key] == "met"
    with spoilt(*SPOILS[key]) as wrong:
        assert verdicts(scenario, scenario.patterns[key].letter, player=wrong)[key] == "failed"


def in_world(change: Callable[[World], World]) -> Play:
    """Runs on the compiled engine, in another world."""
    play = player("compiled")
    return lambda world, seed, run: play(change(world), seed, run)


def test_turkmenistan_is_early_where_it_borders_china(scenario: Scenario, shipped: dict[str, str]) -> None:
    key = "turkmenistan_and_tajikistan_early"
    assert shipped[key] == "failed"

    def neighbours(world: World) -> World:
        border = world.border.copy()
        border[scenario.keys["P"].index("CHN"), scenario.keys["S"].index("TKM")] = 1.0
        return world._replace(border=border)

    assert verdicts(scenario, "B", player=in_world(neighbours))[key] == "met"


@pytest.mark.parametrize("key", ["japan_across_states", "china_across_states", "europe_across_states"])
def test_a_donor_that_values_states_by_the_record_spreads_money_by_it(
    key: str, scenario: Scenario, shipped: dict[str, str]
) -> None:
    assert shipped[key] == "failed"
    assert verdicts(scenario, "C", player=in_world(valued_by_the_record(scenario, key)))[key] == "met"


def valued_by_the_record(scenario: Scenario, key: str) -> Callable[[World], World]:
    """The world in which a donor values states so that its money goes where the record says, window by window."""
    pattern: Any = scenario.patterns[key]
    case = Case(scenario)
    library, power = Library(scenario.facts, scenario.folders), case.power(pattern.power)
    play, value = player("compiled"), case.world().state_value.copy()
    for _ in range(12):
        record = play(case.world()._replace(state_value=value, shocks=0.0), 1, 0)
        money = getattr(record, {"paid": "disbursed", "committed": "committed"}[pattern.flow])[:, power].sum(
            axis=(2, 3)
        )
        for window in pattern.windows:
            years = case.span(window)
            truth = part(recorded(library, pattern.recorded, scenario.keys["S"], window).sum(axis=0), "")
            found = money[years].sum(axis=0) / money[years].sum()
            lead = slice(max(0, years.start - 3), years.stop)  # money takes time
            value[lead, power] *= (np.maximum(truth, 1e-3) / found) ** 0.3
    return lambda world: world._replace(state_value=value)


def test_payments_peak_on_time_where_money_takes_none(scenario: Scenario, shipped: dict[str, str]) -> None:
    assert shipped["japan_peak_and_trough"] == "failed"
    at_once = in_world(lambda world: world._replace(disbursement_lag=np.zeros_like(world.disbursement_lag)))
    assert verdicts(scenario, "D", player=at_once)["japan_peak_and_trough"] == "met"


def valuing(state: int, factor: float, start: int) -> Callable[[World], World]:
    """The world in which the focal power values one state by a factor from a year on."""

    def change(world: World) -> World:
        value = world.state_value.copy()
        value[start:, world.focal, state] *= factor
        return world._replace(state_value=value)

    return change


@pytest.mark.parametrize(
    ("key", "state", "factor", "start"),
    [("uzbekistan_above_half", "UZB", 3.0, 1992), ("kazakhstan_pays_back", "KAZ", 0.0, 2006)],
)
def test_a_state_that_is_valued_otherwise_gets_otherwise(
    key: str, state: str, factor: float, start: int, scenario: Scenario, shipped: dict[str, str]
) -> None:
    assert shipped[key] == "failed"
    otherwise = valuing(scenario.keys["S"].index(state), factor, start - scenario.years.first)
    assert verdicts(scenario, "D", player=in_world(otherwise))[key] == "met"


def test_chabahar_matters_most_where_it_is_the_only_way(scenario: Scenario, shipped: dict[str, str]) -> None:
    assert shipped["chabahar_closed"] == "failed"
    pattern: Any = scenario.patterns["chabahar_closed"]
    powers = [scenario.keys["P"].index(key) for key in pattern.powers]
    way = scenario.keys["K"].index(pattern.corridor)

    def only_way(world: World) -> World:
        length = world.corridor_length.copy()
        length[:, :, way] = 0.0
        length[powers] = 0.0
        length[powers, :, way] = 5.0
        opened = world.corridor_open.copy()
        before = slice(0, pattern.start - scenario.years.first)  # later it is as the pattern has it
        opened[before, way] = np.maximum(opened[before, way], 0.5)
        return world._replace(corridor_length=length, corridor_open=opened)

    assert verdicts(scenario, "G", player=in_world(only_way))["chabahar_closed"] == "met"


def test_foundings_are_told_where_neutrality_costs_autonomy(scenario: Scenario, shipped: dict[str, str]) -> None:
    assert shipped["who_founds"] == "failed"
    neutral = scenario.keys["S"].index("TKM")

    def utility(world: World, now: Any, f: int, s: int, year: int) -> float:
        return float(membership_utility(world, now, f, s, year)) - (1.0 if s == neutral else 0.0)

    assert verdicts(scenario, "I", utility=utility)["who_founds"] == "met"
