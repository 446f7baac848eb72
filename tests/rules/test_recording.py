"""Phase 7: flows add up over a year, levels are those at its end."""

import pytest
from rules.helpers import record_of, situation_of, world_of

from influence_sim.rules.recording import record_forum, record_influence, record_money, record_state

FUND = {"regional_share": [[[0.2], [0]], [[0.2], [0]]], "vehicle": [0, -1], "secretariat_cost": 5.0}


def test_commitments_by_route_add_up_over_the_steps_of_a_year() -> None:
    # 80 M$ a year bilaterally and 12 granted by the fund, half a year twice
    world = world_of(steps_per_year=2, states=1, **FUND)
    now = situation_of(world, budget=[100, 0], contribution=[[20], [0]], plan=[[[1]], [[0]]])
    now.granted[0, 0, 0, 0] = 12.0
    record = record_of(world)
    for _ in range(2):
        record_money(world, now, record, 0, 0)
    assert record.committed[0, 0, 0, 0] == pytest.approx([80.0, 12.0])
    assert record.budget[0, 0] == pytest.approx(100.0)


def test_what_is_never_paid_is_lost_on_either_route() -> None:
    # a tenth of 80 and of 12
    world = world_of(states=1, never_disbursed=[0.1], **FUND)
    now = situation_of(world, budget=[100, 0], contribution=[[20], [0]], plan=[[[1]], [[0]]])
    now.granted[0, 0, 0, 0] = 12.0
    record = record_of(world)
    record_money(world, now, record, 0, 0)
    assert record.lost[0, 0] == pytest.approx(9.2)


def test_contributors_share_the_secretariat() -> None:
    # 5 of 25: a fifth of 20
    world = world_of(**FUND)
    now = situation_of(world, budget=[100, 0], contribution=[[20], [5]])
    record = record_of(world)
    record_money(world, now, record, 0, 0)
    assert record.secretariat[0, 0, 0] == pytest.approx(4.0)


def test_money_that_waits_is_that_of_the_years_end_wherever_it_waits() -> None:
    world = world_of(states=1, **FUND)
    now = situation_of(world, pending=[[[7]], [[0]]], pot=[[11], [0]])
    now.fund_pending[0, 0, 0, 0] = 13.0
    record = record_of(world)
    for _ in range(2):
        record_money(world, now, record, 0, 0)
    assert record.pending[0, 0] == pytest.approx(31.0)
    assert record.fund[0, 0, 0] == pytest.approx(11.0)


def test_a_power_without_a_plan_commits_nothing() -> None:
    world = world_of(**FUND)
    now = situation_of(world, budget=[100, 0], contribution=[[20], [0]])
    record = record_of(world)
    record_money(world, now, record, 0, 0)
    assert record.budget[0, 0] == pytest.approx(20.0)


def test_works_are_committed_paid_and_pending_beside_all_else() -> None:
    # 6 committed, 4 paid a year, for half a year twice; 9 wait
    world = world_of(steps_per_year=2, **FUND)
    works = {"works": [[6, 0], [0, 0]], "works_paid": [[4, 0], [0, 0]], "works_pending": [[9, 0], [0, 0]]}
    now = situation_of(world, budget=[6, 0], **works)
    record = record_of(world)
    for _ in range(2):
        record_money(world, now, record, 0, 0)
    assert record.budget[0, 0] == pytest.approx(6.0)
    assert record.works[0, 0] == pytest.approx([4.0, 0.0])
    assert record.pending[0, 0] == pytest.approx(9.0)


def test_what_a_strategy_costs_is_written_down() -> None:
    world = world_of(steps_per_year=2, upkeep=[[30, 0], [0, 0]], **FUND)
    record = record_of(world)
    for _ in range(2):
        record_money(world, situation_of(world), record, 0, 0)
    assert record.upkeep[0].tolist() == [30.0, 0.0]


def test_shares_are_those_of_the_years_end_and_effects_the_years_mean() -> None:
    world = world_of(steps_per_year=2)
    record = record_of(world)
    for share, effect in ((0.2, 0.01), (0.3, 0.03)):
        now = situation_of(
            world, share=[[share, 0], [0, 0]], effect=[[effect, 0], [0, 0]], standing=[[share, 0], [0, 0]]
        )
        record_influence(world, now, record, 0, 0)
    assert record.share[0, 0, 0] == record.standing[0, 0, 0] == 0.3
    assert record.effect[0, 0, 0] == pytest.approx(0.02)


def test_independence_is_written_down_by_where_it_comes_from() -> None:
    # home 1, own hand .5 · .4, forums .3 of a total of 2
    world = world_of(leak_to_home=0.5)
    now = situation_of(world, contest_total=[2.0, 1.0], own_hand=[0.4, 0], forum_hand=[0.3, 0])
    record = record_of(world)
    record_state(world, now, record, 0, 0)
    assert record.home[0, 0] == pytest.approx(0.5)
    assert record.own_hand[0, 0] == pytest.approx(0.1)
    assert record.forum_hand[0, 0] == pytest.approx(0.15)


def test_a_forum_is_written_down_as_it_is() -> None:
    world = world_of()
    now = situation_of(world, depth=[0.4], status=[[2, 1]])
    record = record_of(world)
    record_forum(now, record, 0, 1)
    assert record.depth[1, 0] == 0.4
    assert record.status[1, 0].tolist() == [2, 1]
