"""The order of things."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, views, world_of
from worlds import make_world

from influence_sim.rules import shapes
from influence_sim.rules.schedule import open_run, opens_year, play, step, year_of
from influence_sim.rules.shapes import Record, Situation


@pytest.mark.parametrize(("tick", "year", "first"), [(1, 0, 1), (4, 0, 0), (5, 1, 1), (8, 1, 0), (9, 2, 1)])
def test_four_steps_make_a_year(tick: int, year: int, first: int) -> None:
    world = world_of(steps_per_year=4)
    assert year_of(world, tick) == year
    assert opens_year(world, tick) == first


def test_a_run_is_its_opening_and_all_its_steps() -> None:
    world = world_of(steps_per_year=2, years=3)
    whole, stepped = record_of(world), record_of(world)
    play(world, situation_of(world), whole, 1, 0)
    now = situation_of(world)
    open_run(world, now, 1, 0)
    for tick in range(1, 7):
        step(world, now, stepped, 1, 0, tick)
    for one, other in zip(whole, stepped, strict=True):
        assert np.array_equal(one, other)


def test_budgets_and_plans_are_made_once_a_year() -> None:
    world = world_of(steps_per_year=4, years=2, shocks=0.0)
    now, record = situation_of(world), record_of(world)
    open_run(world, now, 1, 0)
    plans = []
    for tick in range(1, 9):
        step(world, now, record, 1, 0, tick)
        plans.append(now.plan.copy())
    assert all(np.array_equal(plans[0], plan) for plan in plans[1:4])
    assert not np.array_equal(plans[3], plans[4])


@given(seed=st.integers(0, 2**32 - 1), steps=st.sampled_from((1, 2)), extremes=st.booleans())
@settings(max_examples=40)
def test_every_year_of_every_run_hands_out_all_influence_once(seed: int, steps: int, extremes: bool) -> None:
    world = make_world(np.random.default_rng(seed), steps_per_year=steps, extremes=extremes)
    record = shapes.empty(Record, shapes.sizes_of(world))
    play(views(world), views(shapes.empty(Situation, shapes.sizes_of(world))), views(record), 1, 0)
    independence = record.home + record.forum_hand + record.own_hand
    assert record.share.sum(axis=1) + independence == pytest.approx(1.0)
    assert (record.share >= 0.0).all()
    assert independence.mean(axis=1) == pytest.approx(record.independence)
    assert record.share[:, world.focal].mean(axis=1) == pytest.approx(record.possession)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_depth_of_every_run_stays_between_nothing_and_its_ceiling(seed: int) -> None:
    world = make_world(np.random.default_rng(seed), years=8)
    record = shapes.empty(Record, shapes.sizes_of(world))
    play(views(world), views(shapes.empty(Situation, shapes.sizes_of(world))), views(record), 1, 0)
    assert (record.depth >= 0.0).all()
    assert (record.depth <= world.depth_ceiling + 1e-12).all()
