"""What strategies, overrides and sliders change."""

import pytest
from rules.helpers import world_of

from influence_sim.rules.levers import (
    activity_of,
    autonomy_of,
    elapsed,
    free_share,
    non_rivalry_of,
    recorded_budget,
    step_length,
)


def test_a_step_is_the_year_divided_by_their_number() -> None:
    assert step_length(world_of(steps_per_year=4)) == 0.25


def test_steps_are_counted_from_one() -> None:
    world = world_of(steps_per_year=4)
    assert [elapsed(world, tick) for tick in (1, 2, 9)] == [0.0, 0.25, 2.0]


def test_a_budget_is_what_is_known_and_a_part_of_what_is_presumed() -> None:
    world = world_of(
        budget_known=[[100, 0], [0, 0]],
        budget_presumed=[[50, 0], [0, 0]],
        presumed_budget_share=0.6,
        budget_scale=[2, 1],
        budget_factor=[[1, 1], [1.5, 1]],
    )
    assert recorded_budget(world, 0, 0) == pytest.approx(260.0)  # 2 · (100 + .6 · 50)


def test_non_rivalry_is_the_channels_times_the_common_scale() -> None:
    assert non_rivalry_of(world_of(non_rivalry=[0.3], non_rivalry_scale=2.0), 0) == pytest.approx(0.6)


def test_a_forum_is_as_active_as_its_convenor_keeps_it() -> None:
    world = world_of(forum_activity=[0.4], convening=[[1.0], [0.5]])
    assert [activity_of(world, 0, year) for year in (0, 1)] == pytest.approx([0.4, 0.2])


def test_resource_rents_make_belonging_costlier() -> None:
    world = world_of(autonomy_scale=0.5, autonomy_base=0.3, autonomy_rents=4.0, resource_rents=[0.0, 0.2])
    assert autonomy_of(world, 0) == pytest.approx(0.15)  # .5 · .3
    assert autonomy_of(world, 1) == pytest.approx(0.55)  # .5 · (.3 + 4 · .2)


def test_what_is_not_sent_through_forums_is_free() -> None:
    world = world_of(forums=2, regional_share=[[[0.3, 0.2], [0, 0]], [[0, 0], [1, 0]]])
    assert free_share(world, 0, 0) == pytest.approx(0.5)
    assert free_share(world, 1, 0) == 1.0
    assert free_share(world, 1, 1) == 0.0


def test_no_more_than_everything_can_be_sent() -> None:
    assert free_share(world_of(regional_share=[[[1.3], [0]], [[0], [0]]]), 0, 0) == 0.0
