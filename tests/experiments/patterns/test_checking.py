"""All patterns of a scenario at once: what is met, what each is worth, what cannot be told."""

from collections.abc import Callable

import numpy as np
import pytest
from experiments.patterns.made import with_patterns

from influence_sim.errors import InputError
from influence_sim.experiments.patterns import check_patterns
from influence_sim.experiments.patterns.checking import planned
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import player
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario

LEADS = {"kind": "leads_everywhere", "power": "north", "years": [2001, 2002], "among": ["alba"]}
BEHIND = LEADS | {"power": "south", "letter": "B"}
EAST = LEADS | {"power": "east", "letter": "C"}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return with_patterns(leads=LEADS, behind=BEHIND, east=EAST)


def counting(counts: list[int]) -> Callable[[World, int, int], Record]:
    """The Mesa engine, which notes every run."""
    play = player("mesa")

    def counted(world: World, seed: int, run: int) -> Record:
        counts.append(run)
        return play(world, seed, run)

    return counted


def test_verdicts_say_what_is_met_failed_and_untold(scenario: Scenario) -> None:
    found = check_patterns(scenario, 2, 0, player=player("mesa"))
    assert found.verdicts["verdict"].tolist() == ["met", "failed", "cannot be told"]
    assert found.verdicts["note"].iloc[2] == "the scenario has no power east"
    assert repr(found) == '<Patterns of "classroom": 1 met, 1 failed, 1 cannot be told; verdicts, quantities>'


def test_patterns_that_look_at_one_world_share_its_runs(scenario: Scenario) -> None:
    counts: list[int] = []
    check_patterns(scenario, 3, 2, player=counting(counts))
    assert sorted(counts) == [0, 0, 1, 1, 2]


def test_the_number_of_runs_is_known_before(scenario: Scenario) -> None:
    done: list[int] = []
    check_patterns(scenario, 5, 3, player=player("mesa"), progress=done.append)
    assert planned(scenario).run_count(5, 3) == sum(done) == 8


def test_what_all_draws_meet_is_a_sanity_check(scenario: Scenario) -> None:
    found = check_patterns(scenario, 1, 4, only=["A"], player=player("mesa"))
    assert found.verdicts["draws_meeting"].tolist() == [1.0]
    assert found.verdicts["weight"].tolist() == ["sanity check"]


def test_what_draws_miss_is_evidence(scenario: Scenario) -> None:
    found = check_patterns(scenario, 1, 4, only=["B"], player=player("mesa"))
    assert found.verdicts["draws_meeting"].tolist() == [0.0]
    assert found.verdicts["weight"].tolist() == ["evidence"]


def test_without_draws_nothing_is_said_of_worth(scenario: Scenario) -> None:
    found = check_patterns(scenario, 1, 0, only=["A"], player=player("mesa"))
    assert np.isnan(found.verdicts["draws_meeting"]).all() and found.verdicts["weight"].tolist() == [""]


def test_a_module_is_switched_on_for_a_pattern_that_needs_it() -> None:
    debt = {"kind": "net_repayments", "power": "south", "state": "alba", "years": [2005, 2012]}
    scenario = with_patterns(back=debt)
    assert not scenario.modules.is_on("debt")
    found = check_patterns(scenario, 1, 0, player=player("mesa"))
    (verdict,), (note,) = found.verdicts["verdict"], found.verdicts["note"]
    if verdict == "cannot be told":
        assert "debt" in note
    else:
        assert note == "Looked for with the module debt switched on."
        assert found.quantities["value"].iloc[2] > 0.0


def test_a_scenario_without_patterns_is_told_in_a_sentence() -> None:
    with pytest.raises(InputError, match='scenario "pacific" has no patterns'):
        check_patterns("pacific")


def test_an_unknown_letter_is_told_with_those_there_are(scenario: Scenario) -> None:
    with pytest.raises(InputError, match='no pattern has the letter "Z"; allowed: A, B, C'):
        check_patterns(scenario, only=["Z"])


def test_a_scenario_goes_without_patterns_of_absent_actors(scenario: Scenario) -> None:
    plan = planned(scenario)
    assert set(plan.untold) == {"east"} and set(plan.chosen) == {"leads", "behind", "east"}


def test_the_baseline_names_a_pattern_of_every_letter() -> None:
    letters = {pattern.letter for pattern in load_scenario("baseline").patterns.values()}
    assert letters == set("ABCDEFGHIJ")


def test_the_baseline_knows_31_of_45_choices() -> None:
    pattern = load_scenario("baseline").patterns["who_founds"]
    assert pattern.kind == "joins_at_founding"
    assert len(pattern.forums) * len(pattern.among) == 45
    assert sum(len(one.members) for one in pattern.forums.values()) == 31
