"""Module absorption: a state takes no more money in a year than it can absorb; the rest waits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.spoils import play
from rules.helpers import situation_of, world_of
from worlds import make_world, worlds

from influence_sim.rules.absorption import absorb, absorbed_part, due_in
from influence_sim.rules.shapes import Situation, World

# A state that can absorb 500 M$ a year, and one that is not looked at.
NARROW = {
    "with_absorption": 1,
    "absorptive_capacity": 0.1,
    "state_gdp": [[5000, 1e9]],
    "years": 1,
    "vehicle": [0, -1],
    "regional_share": [[[0], [0]]],
}


def test_what_can_be_absorbed_by_hand() -> None:
    assert absorbed_part(800.0, 500.0) == 0.625
    assert absorbed_part(500.0, 500.0) == 1.0
    assert absorbed_part(200.0, 500.0) == 1.0
    assert absorbed_part(0.0, 0.0) == 1.0


def test_bilateral_and_pooled_money_of_all_is_due_together() -> None:
    # 300 + 100 + 250; the second power sends nothing through the forum, whatever stands there
    world = world_of(**NARROW)
    now = situation_of(world, paid=[[[300], [9]], [[100], [9]]])
    now.fund_paid[:, 0, 0, 0] = [250.0, 77.0]
    assert due_in(world, now, 0) == 650.0


def test_money_is_cut_alike_whoever_gives_it_and_the_rest_waits() -> None:
    # 400 + 200 + 200 due, 500 absorbed: five eighths are paid, three eighths wait, over half a year
    world = world_of(steps_per_year=2, **NARROW)
    now = situation_of(world, paid=[[[400], [50]], [[200], [50]]], pending=[[[10], [20]], [[0], [0]]])
    now.fund_paid[0, 0, 0, 0], now.fund_pending[0, 0, 0, 0] = 200.0, 30.0
    absorb(world, now, 0, 0)
    assert now.paid[:, 0, 0] == pytest.approx([250.0, 125.0])
    assert now.fund_paid[0, 0, 0, 0] == pytest.approx(125.0)
    assert now.pending[:, 0, 0] == pytest.approx([10.0 + 75.0, 37.5])
    assert now.fund_pending[0, 0, 0, 0] == pytest.approx(30.0 + 37.5)


def test_another_states_money_is_not_touched() -> None:
    world = world_of(**NARROW)
    now = situation_of(world, paid=[[[800], [50]], [[0], [50]]], pending=[[[10], [20]], [[0], [0]]])
    absorb(world, now, 0, 0)
    assert now.paid[:, 1, 0].tolist() == [50.0, 50.0]
    assert now.pending[:, 1, 0].tolist() == [20.0, 0.0]


def test_what_a_state_can_absorb_is_paid_to_the_last_dollar() -> None:
    world = world_of(**NARROW)
    now = situation_of(world, paid=[[[300], [0]], [[200], [0]]])
    absorb(world, now, 0, 0)
    assert now.paid[:, 0, 0].tolist() == [300.0, 200.0]
    assert now.pending.sum() == 0.0


def test_without_the_module_everything_is_paid() -> None:
    world = world_of(**NARROW | {"with_absorption": 0})
    now = situation_of(world, paid=[[[800], [0]], [[0], [0]]])
    absorb(world, now, 0, 0)
    assert now.paid[0, 0, 0] == 800.0
    assert now.pending.sum() == 0.0


def all_money(world: World, now: Situation) -> np.ndarray:
    """What each power pays in a step and has waiting, in M$."""
    h = 1.0 / world.steps_per_year
    bilateral = (now.pending + h * now.paid).sum(axis=(1, 2))
    return np.asarray(bilateral + (now.fund_pending + h * now.fund_paid).sum(axis=(1, 2, 3)))


@given(seed=st.integers(0, 2**32 - 1), steps=st.sampled_from((1, 4)), capacity=st.floats(1e-4, 0.5))
def test_absorption_conserves_each_powers_money(seed: int, steps: int, capacity: float) -> None:
    rng = np.random.default_rng(seed)
    world = world_of(seed=seed, steps_per_year=steps, with_absorption=1, absorptive_capacity=capacity, vehicle=[0, 0])
    now = situation_of(world, paid=rng.uniform(0, 5e3, (2, 2, 1)), pending=rng.uniform(0, 5e3, (2, 2, 1)))
    now.fund_paid[...] = rng.uniform(0, 5e3, (2, 1, 2, 1))
    before = all_money(world, now)
    absorb(world, now, 0, 0)
    assert all_money(world, now) == pytest.approx(before)


@given(world=worlds())
@settings(max_examples=40)
def test_no_state_is_ever_paid_more_in_a_year_than_it_can_absorb(world: World) -> None:
    narrow = world._replace(with_absorption=1, absorptive_capacity=0.02 * world.absorptive_capacity)
    paid = play(narrow, 1, 0).disbursed.sum(axis=(1, 3, 4))
    assert (paid <= narrow.absorptive_capacity * narrow.state_gdp * (1.0 + 1e-12)).all()


def test_money_that_waited_is_paid_once_there_is_room() -> None:
    """A power commits 100 M$ in the first year only, to a state that absorbs 5 a year: all of it arrives in the end."""
    known = np.zeros((40, 3))
    known[0, 0] = 100.0
    world = make_world(
        np.random.default_rng(3), states=1, years=40, forums=0, with_absorption=1, absorptive_capacity=0.001,
        state_gdp=np.full((40, 1), 5000.0), budget_known=known, budget_presumed=np.zeros((40, 3)), branch=40,
        budget_scale=np.ones(3), never_disbursed=np.zeros(2), disbursement_lag=np.full(2, 0.5),
        budget_factor=np.ones((40, 3)), upkeep=np.zeros((40, 3)),
    )  # fmt: skip
    paid = play(world, 1, 0).disbursed.sum(axis=(1, 2, 3, 4))
    assert paid[:15] == pytest.approx(5.0)
    assert paid.sum() == pytest.approx(100.0, rel=1e-6)
