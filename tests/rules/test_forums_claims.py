"""Equation 8, who may claim what of a fund: by need, by the convenor's plan, as a member and as an outsider."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.forums import (
    expected_receipts,
    grant,
    granted_share,
    need_of,
    need_weight,
    plan_of,
    plan_weight,
    targeted_part,
    total_need,
    total_plan,
)
from influence_sim.rules.shapes import Situation, World

# Two channels that weigh .4 and .6; claims by need of 20 · (.4 · .3 + .6 · .5) = 8.4 and 10 · (.4 + 0) = 4.
CLAIMS = {
    "channels": 2,
    "channel_weight": [0.4, 0.6],
    "channel_need": [[0.3, 0.5], [1, 0]],
    "population": [[20, 10], [1, 1]],
    "observer_weight": 0.5,
    "convenor": [1],
}
CONVENORS_PLAN = [[[0, 0], [0, 0]], [[0.1, 0.2], [0.3, 0.4]]]


def test_a_claim_by_need_follows_channel_need_and_people() -> None:
    # .4 · .3 · 20 and .6 · .5 · 20
    world = world_of(**CLAIMS)
    assert [need_weight(world, 0, c, 0) for c in range(2)] == pytest.approx([2.4, 6.0])
    assert [need_of(world, s, 0) for s in range(2)] == pytest.approx([8.4, 4.0])


def test_a_claim_by_plan_is_the_convenors_own_plan() -> None:
    world = world_of(**CLAIMS)
    now = situation_of(world, plan=CONVENORS_PLAN)
    assert [plan_weight(world, now, 0, 1, c) for c in range(2)] == [0.3, 0.4]
    assert [plan_of(world, now, 0, s) for s in range(2)] == pytest.approx([0.3, 0.7])


@pytest.mark.parametrize(
    ("status", "by_need", "by_plan"), [([2, 2], 12.4, 1.0), ([1, 0], 4.2, 0.15), ([1, 2], 8.2, 0.85), ([0, 0], 0, 0)]
)
def test_claims_count_as_far_as_a_state_belongs(status: list[int], by_need: float, by_plan: float) -> None:
    world = world_of(**CLAIMS)
    now = situation_of(world, status=[status], plan=CONVENORS_PLAN)
    assert total_need(world, now, 0, 0) == pytest.approx(by_need)
    assert total_plan(world, now, 0) == pytest.approx(by_plan)


def test_a_full_members_share_mixes_need_and_plan() -> None:
    # a quarter by plan: .75 · 2.4/12 + .25 · .1/.5 and .75 · 6/12 + .25 · .2/.5
    world = world_of(**CLAIMS, convenor_targeting=0.25)
    now = situation_of(world, plan=CONVENORS_PLAN)
    shares = [granted_share(world, now, 0, 0, c, 12.0, 0.5, 0) for c in range(2)]
    assert shares == pytest.approx([0.2, 0.475])


def test_without_claims_nobody_gets_a_share() -> None:
    world = world_of(**CLAIMS)
    assert granted_share(world, situation_of(world), 0, 0, 0, 0.0, 0.0, 0) == 0.0


def test_without_a_convenor_there_is_no_plan_to_follow() -> None:
    world = world_of(convenor=[-1])
    now = situation_of(world, status=[[2, 2]], plan=[[[1], [0]], [[1], [0]]])
    assert plan_weight(world, now, 0, 0, 0) == 0.0


@pytest.mark.parametrize(
    ("by_need", "by_plan", "part"), [(1.0, 1.0, 0.3), (1.0, 0.0, 0.0), (0.0, 1.0, 1.0), (0.0, 0.0, 0.0)]
)
def test_a_fund_targets_by_what_there_is(by_need: float, by_plan: float, part: float) -> None:
    assert targeted_part(world_of(convenor_targeting=0.3), by_need, by_plan) == part


# What a state expects to receive


def fund_that_paid(status: list[int], **changes: object) -> tuple[World, Situation]:
    """A fund of :data:`CLAIMS` that last paid 100 of one power's and 20 of the other's money, by need alone."""
    given: dict[str, object] = {
        "convenor_targeting": 0.0,
        "leverage": 0.0,
        "state_gdp": [[1000, 500], [1, 1]],
        "regional_share": [[[0.1], [0.1]], [[0.1], [0.1]]],
    }
    world = world_of(**CLAIMS | given | changes)
    return world, situation_of(world, status=[status], plan=CONVENORS_PLAN, payment=[[100], [20]])


def received_of_grants(world: World, now: Situation, s: int) -> float:
    """What a state receives by the grants of the last payment (share of GDP a year)."""
    grant(world, now, 0, 0)
    need = np.asarray(world.channel_need)[s]
    everything = float((now.granted[:, 0, s] * need).sum())
    return (1.0 + world.leverage) * everything / world.state_gdp[0, s]


def test_a_member_expects_its_share_by_need() -> None:
    # 120 · (2.4 · .3 + 6 · .5)/12.4 /1000 = 120 · .3 /1000; and 120 · 4/12.4 · 1 /500
    world, now = fund_that_paid([2, 2])
    found = [expected_receipts(world, now, 0, s, 0) for s in range(2)]
    assert found == pytest.approx([0.036, 0.0774193548])


def test_an_outsider_expects_what_it_would_receive_if_it_belonged() -> None:
    # as above: its own claim joins that of the only member
    world, now = fund_that_paid([0, 2])
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(0.036)


def test_a_member_expects_more_while_others_are_outside() -> None:
    # 120 · 4/4 /500
    world, now = fund_that_paid([0, 2])
    assert expected_receipts(world, now, 0, 1, 0) == pytest.approx(0.24)


def test_an_observer_expects_what_a_full_member_gets() -> None:
    world, now = fund_that_paid([1, 2])
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(0.036)


def test_the_first_member_would_get_everything() -> None:
    # 120 · (2.4 · .3 + 6 · .5)/8.4 /1000
    world, now = fund_that_paid([0, 0])
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(0.0531428571)


def test_a_state_expects_by_the_convenors_plan_too() -> None:
    # a quarter by plan 1 : 2 of 3 and 7 tenths: .75 · .036 + .25 · 120 · (.1 · .3 + .2 · .5)/1 /1000
    world, now = fund_that_paid([0, 2], convenor_targeting=0.25)
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(0.027 + 0.0039)


def test_where_only_the_convenor_has_claims_its_plan_decides_alone() -> None:
    # without need nothing that is granted does anything: .3 · .3 in the second state's first channel remains
    world, now = fund_that_paid([2, 0], convenor_targeting=0.25, population=[[0, 0], [1, 1]])
    assert expected_receipts(world, now, 0, 1, 0) == pytest.approx(120 * 0.3 / 1.0 / 500)


def test_others_dollars_are_expected_as_well() -> None:
    world, now = fund_that_paid([0, 2], leverage=0.5)
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(1.5 * 0.036)


def test_a_fund_that_has_not_paid_promises_nothing() -> None:
    world, now = fund_that_paid([0, 2])
    now.payment[...] = 0.0
    assert expected_receipts(world, now, 0, 0, 0) == 0.0


@pytest.mark.parametrize("status", [[0, 0], [2, 0], [2, 2]])
def test_a_state_without_needs_expects_nothing(status: list[int]) -> None:
    world, now = fund_that_paid(status, channel_need=[[0, 0], [1, 0]])
    assert expected_receipts(world, now, 0, 0, 0) == 0.0


SIZES = {"states": 3, "channels": 2, "regional_share": [[[0.1], [0.1]], [[0.1], [0.1]]]}
STATUS = st.sampled_from([0, 1, 2])
MONEY = st.just(0.0) | st.floats(0.001, 1e4)


def drawn_fund(seed: int, status: tuple[int, ...], payment: tuple[float, float]) -> tuple[World, Situation]:
    """A fund of a generated world, with plans."""
    world = world_of(seed=seed, **SIZES)
    now = situation_of(world, status=[list(status)], payment=[[payment[0]], [payment[1]]])
    now.plan[...] = np.random.default_rng(seed).dirichlet(np.ones(6), 2).reshape(2, 3, 2)
    return world, now


@given(seed=st.integers(0, 2**32 - 1), others=st.tuples(STATUS, STATUS), payment=st.tuples(MONEY, MONEY))
def test_a_member_expects_what_the_fund_grants_it(
    seed: int, others: tuple[int, int], payment: tuple[float, float]
) -> None:
    world, now = drawn_fund(seed, (2, *others), payment)
    assert expected_receipts(world, now, 0, 0, 0) == pytest.approx(received_of_grants(world, now, 0))


@given(seed=st.integers(0, 2**32 - 1), before=STATUS, others=st.tuples(STATUS, STATUS))
def test_what_a_state_expects_does_not_hang_on_whether_it_belongs(
    seed: int, before: int, others: tuple[int, int]
) -> None:
    outside, inside = drawn_fund(seed, (before, *others), (30.0, 10.0)), drawn_fund(seed, (2, *others), (30.0, 10.0))
    assert expected_receipts(*outside, 0, 0, 0) == pytest.approx(expected_receipts(*inside, 0, 0, 0))


def test_expecting_moves_nothing() -> None:
    world, now = fund_that_paid([0, 2])
    before = [array.copy() for array in now]
    expected_receipts(world, now, 0, 0, 0)
    assert all(np.array_equal(old, new) for old, new in zip(before, now, strict=True))
