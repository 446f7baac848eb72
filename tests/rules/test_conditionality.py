"""Module conditionality: a power that ties its money to the regime values open states more."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.allocation import worth_of
from influence_sim.rules.conditionality import mean_openness, regime_factor

ON = {"years": 1, "with_conditionality": 1, "conditionality": 2.0, "conditions": [1, 0], "openness": [[0.4, 0.0]]}


def test_the_mean_regime_is_that_of_all_states() -> None:
    world = world_of(**ON | {"states": 3, "openness": [[0.6, 0.2, 0.1]]})
    assert mean_openness(world, 0) == pytest.approx(0.3)


def test_a_factor_by_hand() -> None:
    # e^{2 · 1 · (.4 − .2)} = e^{.4}, and its inverse in the closed state
    world = world_of(**ON)
    assert regime_factor(world, 0, 0, 0) == pytest.approx(1.4918247)
    assert regime_factor(world, 0, 1, 0) == pytest.approx(1 / 1.4918247)


def test_a_power_that_minds_half_as_much_has_the_root_of_the_factor() -> None:
    world = world_of(**ON | {"conditions": [0.5, 0]})
    assert regime_factor(world, 0, 0, 0) == pytest.approx(math.sqrt(1.4918247))


def test_a_power_without_conditions_minds_no_regime() -> None:
    assert regime_factor(world_of(**ON), 1, 0, 0) == 1.0


def test_without_the_module_nobody_minds_a_regime() -> None:
    assert regime_factor(world_of(**ON | {"with_conditionality": 0}), 0, 0, 0) == 1.0


@given(openness=st.floats(0.0, 1.0), size=st.floats(0.0, 5.0))
def test_among_alike_regimes_none_is_preferred(openness: float, size: float) -> None:
    world = world_of(**ON | {"openness": [[openness, openness]], "conditionality": size})
    assert regime_factor(world, 0, 0, 0) == pytest.approx(1.0)


@given(openness=st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4), size=st.floats(0.0, 5.0))
def test_conditions_move_worth_between_states_and_add_none(openness: list[float], size: float) -> None:
    world = world_of(**ON | {"states": 4, "openness": [openness], "conditionality": size})
    assert np.prod([regime_factor(world, 0, s, 0) for s in range(4)]) == pytest.approx(1.0)


def test_an_open_state_is_worth_as_much_more() -> None:
    on, off = world_of(**ON), world_of(**ON | {"with_conditionality": 0})
    now = situation_of(on, contest_total=[2.0, 2.0])
    assert worth_of(on, now, 0, 0, 0, 0) == pytest.approx(1.4918247 * worth_of(off, now, 0, 0, 0, 0))
    assert worth_of(on, now, 1, 0, 0, 0) == worth_of(off, now, 1, 0, 0, 0)
