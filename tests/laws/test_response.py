"""A leader's rise, other states as they were: what a dollar is worth to power p moves as 2 x_p − 1 + β (1 − 2 x_L).

The bracket of equation 4 is ((1 − x_p) + β x_L) / T · ε/(ε + Z). The leader L gains standing da in the state:
dT = da, dx_p = −x_p da/T and dx_L = (1 − x_L) da/T, so its derivative is (2 x_p − 1 + β (1 − 2 x_L)) / T² · ε/(ε + Z).
"""

import importlib
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from laws.spoils import COPY, spoilt
from rules.helpers import situation_of, world_of

from influence_sim.rules import allocation, contest

STANDING = st.floats(0.05, 5.0)
RISE = 1e-6


def slope(rules: Any, own: float, leader: float, third: float, balancing: float) -> float:
    """How the bracket of the first power changes with the standing of the second, the leader."""
    world = world_of(powers=3, states=1, balancing_weight=balancing, reactivity=[1, 1, 1], leak_to_home=0)
    values = []
    for rise in (-RISE, RISE):
        now = situation_of(world, standing=[[own], [leader + rise], [third]], effect_seen=[[0.01], [0.0], [0.0]])
        contest.contest(world, now, 0, 0)
        values.append(rules.marginal_value(world, now, 0, 0, 0))
    return float((values[1] - values[0]) / (2.0 * RISE))


def bracket(own: float, leader: float, third: float, balancing: float) -> float:
    """2 x_p − 1 + β (1 − 2 x_L), with home standing 1."""
    total = 1.0 + own + leader + third
    return 2.0 * own / total - 1.0 + balancing * (1.0 - 2.0 * leader / total)


@given(own=STANDING, leader=STANDING, third=STANDING, balancing=st.floats(0.0, 4.0))
def test_the_response_to_a_leaders_rise_has_the_sign_of_the_law(
    own: float, leader: float, third: float, balancing: float
) -> None:
    assume(leader > max(own, third) + 1e-3)
    sign = bracket(own, leader, third, balancing)
    assume(abs(sign) > 1e-3)
    assert np.sign(slope(allocation, own, leader, third, balancing)) == np.sign(sign)


def test_without_balancing_an_underdog_gives_up() -> None:
    # x_p = .5/5 = .1: 2 · .1 − 1 = −.8
    assert slope(allocation, own=0.5, leader=3.0, third=0.5, balancing=0.0) < 0.0


def test_with_strong_balancing_an_underdog_rises_to_a_leader_below_one_half() -> None:
    # x_p = .5/4.5 = .11, x_L = 2/4.5 = .44: .22 − 1 + 8 · (1 − .89) = +.11
    assert slope(allocation, own=0.5, leader=2.0, third=1.0, balancing=8.0) > 0.0


def test_above_one_half_balancing_makes_giving_up_worse() -> None:
    # x_L = 3/5 = .6: the last term is β · (−.2)
    weak, strong = (slope(allocation, own=0.5, leader=3.0, third=0.5, balancing=b) for b in (0.0, 4.0))
    assert strong < weak < 0.0


def test_a_prediction_of_the_size_holds_too() -> None:
    # T = 1 + 1 + 3 + 1 = 6: (2/6 − 1 + 2 (1 − 1)) / 36 · ε/(ε + Z) = −.0185185 · ε/(ε + .01)
    world = world_of(powers=3, states=1)
    saturation = world.effort_saturation / (world.effort_saturation + 0.01)
    found = slope(allocation, own=1.0, leader=3.0, third=1.0, balancing=2.0)
    assert found == pytest.approx(-0.0185185 * saturation, rel=1e-4)


def test_the_law_bites_where_the_rivals_share_is_forgotten() -> None:
    with spoilt("allocation", "stake = (1.0 - now.share[p, s]) + balancing", "stake = 1.0 - now.share[p, s]"):
        wrong = importlib.import_module(f"{COPY}.allocation")
        assert slope(wrong, own=0.5, leader=2.0, third=1.0, balancing=8.0) < 0.0
