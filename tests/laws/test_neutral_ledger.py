"""The neutral point of the shipped scenarios: with all terms of their ledgers off strategies do the same.

The terms and the values that switch them off are the scenario's own. Membership is off where it is universal.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest
from laws.spoils import Play, play, spoilt

from influence_sim.engines import compiled
from influence_sim.rules.shapes import World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world

SCENARIOS = ("baseline", "classroom")
OTHERS = ("institution", "hybrid", "alone")
TERMS = {
    "depth", "leak", "leverage", "coordination", "secretariat", "lag", "targeting", "membership", "answer",
}  # fmt: skip
# In the classroom memberships stay as they are, all states belong anyhow, and nobody answers.
IDLE: dict[str, set[str]] = {"baseline": set(), "classroom": {"membership", "answer"}}
MATTERING = [(scenario, term) for scenario in SCENARIOS for term in sorted(TERMS - IDLE[scenario])]
IDLING = [(scenario, term) for scenario in SCENARIOS for term in sorted(IDLE[scenario])]


@cache
def shipped(scenario: str) -> Scenario:
    """A shipped scenario."""
    return load_scenario(scenario)


@cache
def shipped_world(scenario: str, chosen: str) -> World:
    """The world of a shipped scenario and strategy."""
    return build_world(shipped(scenario), [strategy(chosen)])


def difference(play: Play, scenario: str, chosen: str, on: Iterable[str] = ()) -> float:
    """The largest difference of any share between a strategy and the bilateral one, with only some terms on."""
    off: dict[str, float] = {}
    for key, term in shipped(scenario).ledger.items():
        if key not in on:
            off |= term.off
    one, other = (play(shipped_world(scenario, key)._replace(**off), 1, 0).share for key in (chosen, "bilateral"))
    return float(np.abs(np.asarray(one) - np.asarray(other)).max())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_ledger_has_a_term_for_all_that_an_institution_might_add_or_cost(scenario: str) -> None:
    assert set(shipped(scenario).ledger) == TERMS


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_focal_power_convenes_its_own_forum_and_alone_gives_to_it(scenario: str) -> None:
    """Without this no values of the terms would make the neutral point."""
    world = shipped_world(scenario, "institution")
    assert world.convenor[world.own_forum] == world.focal
    assert np.flatnonzero(world.uses[:, world.own_forum]).tolist() == [world.focal]


@pytest.mark.parametrize("chosen", OTHERS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_with_all_terms_off_the_strategy_changes_nothing(scenario: str, chosen: str) -> None:
    assert difference(compiled.play, scenario, chosen) < 1e-9  # measured: 2e-16


@pytest.mark.parametrize("chosen", ["institution", "hybrid"])
@pytest.mark.parametrize(("scenario", "term"), MATTERING)
def test_each_term_alone_makes_the_strategy_matter(scenario: str, term: str, chosen: str) -> None:
    assert difference(compiled.play, scenario, chosen, [term]) > 1e-4  # measured: 8e-4 and more


@pytest.mark.parametrize(("scenario", "term"), IDLING)
def test_a_term_with_nothing_to_act_on_leaves_the_neutral_point_alone(scenario: str, term: str) -> None:
    assert difference(compiled.play, scenario, "institution", [term]) < 1e-9  # measured: 1e-16


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_forum_asleep_is_missed_for_what_its_depth_confers(scenario: str) -> None:
    assert difference(compiled.play, scenario, "alone", ["depth"]) > 1e-4  # measured: 5e-3


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_with_all_terms_on_strategies_differ(scenario: str) -> None:
    assert difference(compiled.play, scenario, "institution", TERMS) > 1e-2  # measured: .018 and .031


@pytest.mark.parametrize(
    ("scenario", "rule", "healthy", "spoil"),
    [
        ("baseline", "membership", "and f == world.own_forum:", "and f == -1:"),
        ("classroom", "effect", "return (1.0 - world.credit_leak) *", "return 0.99 * (1.0 - world.credit_leak) *"),
        ("classroom", "forums", "inflow = (1.0 - world.never_disbursed[c]) * granted", "inflow = granted"),
        ("classroom", "disbursement", "return 0.0\n    return", "return 0.01 * inflow * h\n    return"),
        ("classroom", "standing", "(effort + ties + depth +", "(effort + ties + 0.01 * now.depth[0] +"),
    ],
    ids=["nobody belongs", "a hidden leak", "funds lose nothing", "money waits without a lag", "depth pays anyhow"],
)
def test_the_law_bites(scenario: str, rule: str, healthy: str, spoil: str) -> None:
    with spoilt(rule, healthy, spoil) as wrong:
        assert difference(wrong, scenario, "institution") > 1e-6
    assert difference(play, scenario, "institution") < 1e-9
