"""The order of a step is read from the schedule's text."""

import pytest

from influence_sim.language.phases import ACTORS, Call, calls_of_step, read_calls
from influence_sim.rules import schedule

SOURCE = '''
def other(world):
    # 9 Not a phase of the step
    look(world)


def step(world, now, tick):
    """One step."""
    fiscal = opens_year(world, tick)
    # 1 World: luck
    for p in range(now.share.shape[0]):
        meet_luck(world, now, p)
    if fiscal == 1:
        for s in range(now.share.shape[1]):
            look(now, s)
    for f in range(now.depth.shape[0]):
        deepen(now, f)
    # 2 Record
    for k in range(now.capacity.shape[0]):
        widen(now, k)
    note(now)
'''


def test_calls_are_read_in_their_order() -> None:
    assert [call.rule for call in read_calls(SOURCE)] == ["meet_luck", "look", "deepen", "widen", "note"]


def test_a_call_is_made_for_the_actors_of_its_loop() -> None:
    assert [call.actor for call in read_calls(SOURCE)] == ["power", "state", "forum", "corridor", "once"]


def test_a_call_under_a_condition_is_made_every_year() -> None:
    assert [call.when for call in read_calls(SOURCE)] == ["step", "year", "step", "step", "step"]


def test_a_call_belongs_to_the_phase_whose_comment_stands_last_above_it() -> None:
    phases = [call.phase for call in read_calls(SOURCE)]
    assert phases == ["1 World", "1 World", "1 World", "2 Record", "2 Record"]


def test_the_schedule_has_seven_phases_in_order() -> None:
    phases = list(dict.fromkeys(call.phase for call in calls_of_step()))
    assert phases == ["1 World", "2 Powers", "3 States", "4 Exchange", "5 Forums", "6 Influence", "7 Record"]


def test_the_calls_of_the_schedule_are_rules_that_it_knows() -> None:
    assert all(callable(getattr(schedule, call.rule)) for call in calls_of_step())


def test_no_rule_is_called_twice_in_a_step() -> None:
    rules = [call.rule for call in calls_of_step()]
    assert len(set(rules)) == len(rules)


def test_every_kind_of_actor_has_calls() -> None:
    assert {call.actor for call in calls_of_step()} == {*ACTORS.values(), "once"}


@pytest.mark.parametrize(
    "call",
    [
        Call("1 World", "find_passage", "power", "step"),
        Call("2 Powers", "allocate", "power", "year"),
        Call("3 States", "accept", "state", "step"),
        Call("6 Influence", "widen", "corridor", "step"),
        Call("7 Record", "record_measures", "once", "step"),
    ],
    ids=lambda call: call.rule,
)
def test_a_call_of_the_schedule_is_found_as_it_stands(call: Call) -> None:
    assert call in calls_of_step()
