"""The axes of a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import record_of, situation_of, world_of

from influence_sim.rules.measures import record_measures, region_gdp, rivals_share
from influence_sim.rules.shapes import Record


def measured(share: list[list[float]], independence: list[float]) -> Record:
    """The measures of three powers, the first focal and the last its rival, in states of GDP 300 and 100."""
    world = world_of(powers=3, focal=0, rival=[0, 0, 1], state_gdp=[[300, 100], [300, 100]])
    record = record_of(world)
    record_measures(world, situation_of(world, share=share, independence=independence), record, 0)
    return record


def test_the_axes_by_hand() -> None:
    record = measured([[0.1, 0.3], [0.2, 0.2], [0.5, 0.1]], [0.2, 0.4])
    assert record.possession[0] == pytest.approx(0.2)  # (.1 + .3)/2
    assert record.milieu[0] == pytest.approx(0.7)  # (.5 + .9)/2
    assert record.independence[0] == pytest.approx(0.3)
    assert record.possession_by_gdp[0] == pytest.approx(0.15)  # .75 · .1 + .25 · .3
    assert record.milieu_by_gdp[0] == pytest.approx(0.6)  # .75 · .5 + .25 · .9
    assert record.independence_by_gdp[0] == pytest.approx(0.25)


def test_rivals_are_counted_together() -> None:
    world = world_of(powers=3, states=1, rival=[0, 1, 1])
    assert rivals_share(world, situation_of(world, share=[[0.1], [0.2], [0.4]]), 0) == pytest.approx(0.6)


def test_the_region_is_all_its_states() -> None:
    assert region_gdp(world_of(state_gdp=[[300, 100], [1, 2]]), 0) == 400.0


@given(own=st.floats(0.0, 1.0), rival=st.floats(0.0, 1.0))
def test_what_rivals_do_not_hold_is_at_least_what_the_focal_power_and_nobody_hold(own: float, rival: float) -> None:
    a, b = own * (1.0 - rival), rival * (1.0 - own)
    third = 0.5 * (1.0 - a - b)
    record = measured([[a, a], [third, third], [b, b]], [third, third])
    assert record.milieu[0] == pytest.approx(record.possession[0] + third + record.independence[0])
