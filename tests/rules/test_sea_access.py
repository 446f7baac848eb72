"""Module sea access: how far a state is from the sea, and how free in its choice of the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, world_of

from influence_sim.rules.sea_access import record_sea_access, sea_conductance

ON = {"years": 1, "states": 1, "with_sea_access": 1, "with_corridors": 1, "corridor_open": [[1, 1]]}


def told(lengths: list[float], capacity: list[float], **given: object) -> tuple[float, float]:
    """Way and choice of a state with two ways to the sea."""
    world = world_of(sea_length=[lengths], **ON | given)  # type: ignore[arg-type]
    record = record_of(world)
    record_sea_access(world, situation_of(world, capacity=capacity), record, 0, 0)
    return float(record.sea_distance[0, 0]), float(record.sea_choice[0, 0])


def test_two_equal_ways_by_hand() -> None:
    # 3 / √2
    assert told([3, 3], [1, 1]) == pytest.approx((2.1213203, 0.5))


def test_a_single_way_leaves_no_choice() -> None:
    assert told([3, 0], [1, 1]) == pytest.approx((3.0, 0.0))


def test_unequal_ways_by_hand() -> None:
    # 1/4 and 1/16: (5/16)^{−1/2}, and 1 − .8² − .2²
    assert told([2, 4], [1, 1]) == pytest.approx((1.7888544, 0.32))


def test_a_wider_line_is_as_good_as_a_shorter_one() -> None:
    assert told([4, 0], [4, 1]) == pytest.approx(told([2, 0], [1, 1]))


def test_a_half_closed_line_is_as_good_as_half_a_line() -> None:
    assert told([2, 4], [1, 1], corridor_open=[[0.5, 1]]) == pytest.approx(told([2, 4], [0.5, 1]))


@pytest.mark.parametrize(
    ("lengths", "closed"), [([0, 0], [[1, 1]]), ([3, 3], [[0, 0]])], ids=["no way", "all are closed"]
)
def test_without_an_open_way_neither_is_told(lengths: list[float], closed: list[list[float]]) -> None:
    assert told(lengths, [1, 1], corridor_open=closed) == (0.0, 0.0)


@pytest.mark.parametrize("off", ["with_sea_access", "with_corridors"])
def test_without_the_module_or_its_corridors_nothing_is_told(off: str) -> None:
    assert told([3, 3], [1, 1], **{off: 0}) == (0.0, 0.0)


def test_an_event_that_closes_a_way_lengthens_it() -> None:
    event = {"with_events": 1, "event_size": 1.0, "event_corridor": [[0, -1]]}
    assert told([3, 3], [1, 1], **event) == pytest.approx((3.0, 0.0))


@given(lengths=st.lists(st.floats(0.1, 20.0), min_size=2, max_size=2), capacity=st.floats(0.01, 5.0))
def test_a_second_way_brings_the_sea_nearer_and_adds_choice(lengths: list[float], capacity: float) -> None:
    one, two = told([lengths[0], 0.0], [1.0, capacity]), told(lengths, [1.0, capacity])
    assert two[0] < one[0]
    assert 0.0 < two[1] <= 0.5 + 1e-12


def test_each_state_has_its_own_ways() -> None:
    world = world_of(**ON | {"states": 2}, sea_length=[[2, 0], [0, 1]])
    now = situation_of(world, capacity=[1, 0.5])
    assert [sea_conductance(world, now, s, 0) for s in range(2)] == pytest.approx([0.25, 0.5])
