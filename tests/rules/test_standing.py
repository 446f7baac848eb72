"""Equation 2: standing is earned and fades."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.membership import MEMBER, NO_MEMBER, OBSERVER
from influence_sim.rules.standing import (
    earn_standing,
    standing_by_depth,
    standing_by_effort,
    standing_by_ties,
    standing_income,
)


def test_effort_as_large_as_the_saturation_earns_ln_2() -> None:
    world = world_of(standing_per_log_effort=0.16, effort_saturation=0.003)
    assert standing_by_effort(world, 0.003) == pytest.approx(0.16 * 0.6931471806)
    assert standing_by_effort(world, 0.0) == 0.0


@given(effect=st.floats(0.0, 1.0), more=st.floats(1e-6, 1.0))
def test_effort_has_falling_returns(effect: float, more: float) -> None:
    world = world_of(standing_per_log_effort=0.2, effort_saturation=0.01)
    first = standing_by_effort(world, effect + more) - standing_by_effort(world, effect)
    second = standing_by_effort(world, effect + 2.0 * more) - standing_by_effort(world, effect + more)
    assert first > second > 0.0


def test_ties_work_without_a_budget_and_grow_with_the_power() -> None:
    # .1 · 2 · (4/1) ** .5 = .4
    world = world_of(power_gdp=[[1, 1], [4, 1]], gdp_year=0, tie_strength=0.1, tie_gdp_elasticity=0.5)
    now = situation_of(world, tie=[[2, 0], [0, 0]])
    assert standing_by_ties(world, now, 0, 0, 1) == pytest.approx(0.4)
    assert standing_by_ties(world, now, 0, 0, 0) == pytest.approx(0.2)


def test_depth_confers_standing_where_a_state_belongs_on_whom_it_is_credited_to() -> None:
    # .1 · (.4 · 1 · .5 + .2 · .5 · .25) for a member of one forum and an observer of the other
    world = world_of(
        forums=2, years=1, forum_credit=[[[0.5, 0], [0.25, 0]]], standing_per_depth=0.1, observer_weight=0.5
    )
    now = situation_of(world, mean_depth=[0.4, 0.2], status=[[MEMBER, NO_MEMBER], [OBSERVER, NO_MEMBER]])
    assert standing_by_depth(world, now, 0, 0, 0) == pytest.approx(0.0225)
    assert standing_by_depth(world, now, 0, 1, 0) == 0.0
    assert standing_by_depth(world, now, 1, 0, 0) == 0.0


def test_ties_follow_passage() -> None:
    world = world_of(tie_strength=0.1, tie_gdp_elasticity=0.0)
    now = situation_of(world, tie=[[2, 2], [1, 1]], passage=[[0.5, 1], [1, 1]])
    assert [standing_by_ties(world, now, 0, s, 0) for s in range(2)] == pytest.approx([0.1, 0.2])


def test_control_of_corridors_earns_beside_all_else() -> None:
    # .1 · (.5 · .4 + 0 · .6) = .02
    world = world_of(corridor_toll=0.1, corridor_control=[[0.5, 0], [0, 0]])
    given = {"effect": [[0.01, 0], [0, 0]], "tie": [[1, 0], [0, 0]], "standing_luck": [[1, 1], [1, 1]]}
    plain = standing_income(world, situation_of(world, **given), 0, 0, 0)
    paid = standing_income(world, situation_of(world, corridor_use=[[0.4, 0.6], [0, 0]], **given), 0, 0, 0)
    assert paid == pytest.approx(plain + 0.02)


def test_luck_multiplies_all_that_is_earned() -> None:
    world = world_of(standing_per_depth=0.1)
    given = {"effect": [[0.01, 0], [0, 0]], "tie": [[1, 0], [0, 0]], "mean_depth": [0.5], "status": [[2, 0]],
             "corridor_use": [[0.5, 0.5], [0, 0]]}  # fmt: skip
    plain = standing_income(world, situation_of(world, standing_luck=[[1, 1], [1, 1]], **given), 0, 0, 0)
    lucky = standing_income(world, situation_of(world, standing_luck=[[1.2, 1], [1, 1]], **given), 0, 0, 0)
    assert lucky == pytest.approx(1.2 * plain)
    assert plain > 0.0


def test_a_power_earns_standing_in_every_state() -> None:
    # ties alone, income .1 and .3 a year, δ = ln 2: half of the old is kept, gain .5/ln 2 = .7213
    world = world_of(
        standing_decay=math.log(2.0), standing_per_log_effort=0.0, tie_strength=0.1, tie_gdp_elasticity=0.0,
        standing_per_depth=0.0,
    )  # fmt: skip
    now = situation_of(world, standing=[[1, 2], [5, 5]], tie=[[1, 3], [1, 1]], standing_luck=[[1, 1], [1, 1]])
    earn_standing(world, now, 0, 0)
    assert now.standing[0] == pytest.approx([0.5 + 0.1 * 0.7213475204, 1.0 + 0.3 * 0.7213475204])
    assert now.standing[1] == pytest.approx([5, 5])
