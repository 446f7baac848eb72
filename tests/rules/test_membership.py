"""Who belongs to a forum: the weights, what is dictated, and how intentions settle."""

import numpy as np
import pytest
from rules.helpers import situation_of, world_of

from influence_sim.rules.membership import (
    MEMBER,
    NO_MEMBER,
    OBSERVER,
    dictated,
    dictated_status,
    membership_weight,
    replay_memberships,
    settle_memberships,
)
from influence_sim.rules.opening import open_forum
from influence_sim.rules.shapes import Situation, World


def test_a_member_counts_one_an_outsider_nothing_and_an_observer_its_weight() -> None:
    world = world_of(observer_weight=0.3)
    assert [membership_weight(world, status) for status in (MEMBER, OBSERVER, NO_MEMBER)] == [1.0, 0.3, 0.0]


@pytest.mark.parametrize(
    ("branch", "moving", "universal", "decided"),
    [(2, 1, 0.0, 1), (1, 1, 0.0, 0), (0, 1, 0.0, 0), (1, 0, 0.0, 1), (1, 1, 1.0, 1), (1, 0, 1.0, 1)],
)
def test_states_decide_from_the_branch_on_where_memberships_move_and_are_not_universal(
    branch: int, moving: int, universal: float, decided: int
) -> None:
    assert dictated(world_of(branch=branch, moving=moving, universal_membership=universal), 1) == decided


@pytest.mark.parametrize(("branch", "moving", "dictated"), [(2, 1, True), (1, 1, False), (1, 0, True)])
def test_history_dictates_before_the_branch_and_where_memberships_do_not_move(
    branch: int, moving: int, dictated: bool
) -> None:
    world = world_of(branch=branch, moving=moving, history=[[[0, 0]], [[1, 2]]])
    now = situation_of(world, status=[[2, 0]], intention=[[2, 0]])
    replay_memberships(world, now, 0, 1)
    assert now.status[0].tolist() == ([1, 2] if dictated else [2, 0])
    assert now.intention[0].tolist() == now.status[0].tolist()


# Universal membership

HISTORY = [[[0, 1], [2, 0]], [[1, 0], [0, 2]], [[0, 0], [1, 1]]]  # year, forum, state


def universal(year: int, **changes: object) -> tuple[World, Situation]:
    """Two forums in a year, the second the focal power's own, branch in the second year, after the replay."""
    given = {"branch": 1, "moving": 1, "own_forum": 1, "universal_membership": 1.0, "history": HISTORY}
    world = world_of(forums=2, years=3, **given | changes)
    now = situation_of(world, status=[[2, 2], [0, 0]], intention=[[0, 1], [0, 1]])
    for f in range(2):
        replay_memberships(world, now, f, year)
    return world, now


@pytest.mark.parametrize("year", [1, 2])
def test_all_states_belong_to_the_own_forum_from_the_branch_on(year: int) -> None:
    _, now = universal(year)
    assert now.status[1].tolist() == [MEMBER, MEMBER]


@pytest.mark.parametrize("year", [1, 2])
def test_other_forums_have_the_members_of_history(year: int) -> None:
    _, now = universal(year)
    assert now.status[0].tolist() == HISTORY[year][0]


def test_before_the_branch_all_forums_have_the_members_of_history() -> None:
    _, now = universal(0)
    assert now.status.tolist() == HISTORY[0]


@pytest.mark.parametrize("year", [0, 1, 2])
def test_nobody_intends_what_is_not_dictated(year: int) -> None:
    _, now = universal(year)
    assert np.array_equal(now.intention, now.status)


def test_without_an_own_forum_universal_membership_is_history() -> None:
    _, now = universal(2, own_forum=-1)
    assert now.status.tolist() == HISTORY[2]


def test_without_universal_membership_the_own_forum_has_the_members_of_history() -> None:
    world, _ = universal(2, universal_membership=0.0)
    assert [dictated_status(world, 1, s, 2) for s in range(2)] == HISTORY[2][1]


@pytest.mark.parametrize(("branch", "first"), [(1, HISTORY[0][1]), (0, [MEMBER, MEMBER])])
def test_a_run_opens_with_universal_membership_if_it_begins_at_the_branch(branch: int, first: list[int]) -> None:
    world, now = universal(0, branch=branch)
    now.status[...] = NO_MEMBER
    open_forum(world, now, 1)
    assert now.status[1].tolist() == now.intention[1].tolist() == first


def test_intentions_become_status_at_once_for_all() -> None:
    now = situation_of(world_of(states=3))
    now.intention[0] = [MEMBER, NO_MEMBER, OBSERVER]
    settle_memberships(now, 0)
    assert now.status[0].tolist() == [MEMBER, NO_MEMBER, OBSERVER]
