"""Budgets and what goes through forums."""

import math

import pytest
from rules.helpers import situation_of, world_of

from influence_sim.rules.budget import make_budget
from influence_sim.rules.reaction import COPY, NO_ANSWER, OUTSPEND

MONEY = {"budget_known": [[100, 100], [200, 100]], "presumed_budget_share": 0.0, "budget_scale": [1, 1],
         "budget_factor": [[1, 1], [1, 1]], "upkeep": [[0, 0], [0, 0]]}  # fmt: skip
# The first power has founded its forum, the only one, with depth .4; the second is its rival.
ANSWERED = {"focal": 0, "own_forum": 0, "rival": [0, 1], "branch": 1, "rivals_answer_size": 0.5, "shocks": 0.0}
FOUNDED = {"depth": [0.4], "opens": [0.0]}
NOTHING_SENT = [[[0.0], [0.0]], [[0.0], [0.0]]]


def test_up_to_the_branch_the_record_holds() -> None:
    world = world_of(**MONEY | ANSWERED | {"shocks": 1.0, "budget_shock_sd": 0.3, "rivals_answer": OUTSPEND})
    now = situation_of(world, budget_shock=[1.0, 1.0], **FOUNDED)
    make_budget(world, now, 1, 0)
    assert now.budget[1] == 100.0


def test_from_the_branch_on_luck_comes_in() -> None:
    # e^{.2 − .3²/2} = e^{.155}
    world = world_of(**MONEY, branch=1, shocks=1.0, budget_shock_sd=0.3, rivals_answer=NO_ANSWER)
    now = situation_of(world, budget_shock=[0.2, 0.0])
    make_budget(world, now, 0, 1)
    assert now.budget[0] == pytest.approx(200.0 * math.exp(0.155))


def test_a_rival_may_outspend() -> None:
    # 100 · (1 + .5 · .4)
    world = world_of(**MONEY | ANSWERED, rivals_answer=OUTSPEND)
    now = situation_of(world, **FOUNDED)
    make_budget(world, now, 1, 1)
    assert now.budget[1] == pytest.approx(120.0)


def test_a_rival_may_copy_with_its_own_money() -> None:
    # .5 · .4 of 100 moves into its own forum, the second; the budget stays
    credit = [[[0, 0], [0, 0]], [[0, 0], [0, 0]]]
    world = world_of(forums=2, vehicle=[0, 1], regional_share=credit, rivals_answer=COPY, **MONEY | ANSWERED)
    now = situation_of(world, depth=[0.4, 0.0], opens=[0.0, -1.0])
    make_budget(world, now, 1, 1)
    assert now.budget[1] == 100.0
    assert now.contribution[1] == pytest.approx([0.0, 20.0])


def test_a_rival_copies_with_no_more_than_it_has_left() -> None:
    sent = [[[0, 0], [0.9, 0]], [[0, 0], [0.9, 0]]]
    world = world_of(
        forums=2,
        vehicle=[0, 1],
        regional_share=sent,
        rivals_answer=COPY,
        **MONEY | ANSWERED | {"rivals_answer_size": 2.0},
    )
    now = situation_of(world, depth=[0.4, 0.0], opens=[0.0, -1.0])
    make_budget(world, now, 1, 1)  # .8 would move, .1 is left
    assert now.contribution[1] == pytest.approx([90.0, 10.0])


def test_a_rival_without_a_forum_cannot_copy() -> None:
    world = world_of(vehicle=[0, -1], regional_share=NOTHING_SENT, rivals_answer=COPY, **MONEY | ANSWERED)
    now = situation_of(world, **FOUNDED)
    make_budget(world, now, 1, 1)
    assert now.contribution[1, 0] == 0.0


def test_a_strategy_may_enlarge_a_budget() -> None:
    # 1.5 · 200 in its second year
    world = world_of(**MONEY | {"budget_factor": [[1, 1], [1.5, 1]]}, branch=2)
    now = situation_of(world)
    make_budget(world, now, 0, 1)
    assert now.budget[0] == pytest.approx(300.0)


def test_contributions_are_the_regional_share_of_the_budget() -> None:
    world = world_of(
        **MONEY, branch=1, shocks=0.0, rivals_answer=NO_ANSWER, regional_share=[[[0.6], [0]], [[0.1], [0]]]
    )
    now = situation_of(world)
    make_budget(world, now, 0, 0)
    assert now.contribution[0, 0] == pytest.approx(60.0)
    make_budget(world, now, 0, 1)
    assert now.contribution[0, 0] == pytest.approx(20.0)


@pytest.mark.parametrize(("upkeep", "budget"), [(30.0, 70.0), (130.0, 0.0)])
def test_what_a_strategy_costs_comes_off_first_and_leaves_nothing_at_least(upkeep: float, budget: float) -> None:
    world = world_of(**MONEY | {"upkeep": [[upkeep, 0], [0, 0]]}, branch=2, regional_share=[[[0.5], [0]], [[0.5], [0]]])
    now = situation_of(world)
    make_budget(world, now, 0, 0)
    assert now.budget[0] == pytest.approx(budget)
    assert now.contribution[0, 0] == pytest.approx(0.5 * budget)
