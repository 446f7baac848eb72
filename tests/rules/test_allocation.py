"""Equation 4: money goes where a dollar serves the power's objective most."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.allocation import (
    allocate,
    attraction,
    largest_worth,
    look_back,
    marginal_value,
    size_factor,
    strongest_rival_share,
    worth_of,
)

# Two states that differ in nothing but what a test says.
ALIKE = {
    "population": [[1, 1]],
    "state_gdp": [[1, 1]],
    "people_exponent": [0, 0],
    "income_exponent": [0, 0],
    "state_value": [[1, 1], [1, 1]],
    "channel_fit": [[1], [1]],
    "channel_need": [[1], [1]],
    "channel_weight": [1],
    "choice_precision": 1.0,
    "balancing_weight": 1.0,
    "reactivity": [1, 1],
    "effort_saturation": 0.01,
}
EVEN = {"contest_total": [1.0, 1.0]}


def test_the_strongest_rival_is_anybody_but_the_power_itself() -> None:
    world = world_of(powers=3, states=1)
    now = situation_of(world, share=[[0.5], [0.3], [0.1]])
    assert [strongest_rival_share(now, p, 0) for p in range(3)] == [0.3, 0.5, 0.5]


def test_the_marginal_value_of_a_dollar_by_hand() -> None:
    # ((1 − .1) + 1 · .4) / 4 · .01/(.01 + .01) = 1.3/4 · 1/2
    world = world_of(states=1, balancing_weight=1.0, reactivity=[1, 1], effort_saturation=0.01)
    now = situation_of(world, share=[[0.1], [0.4]], contest_total=[4.0], effect_seen=[[0.01], [0]])
    assert marginal_value(world, now, 0, 0, 0) == pytest.approx(0.1625)


def test_a_reactive_power_minds_its_rival_more() -> None:
    # (.9 + 2 · .5 · .4)/1 = 1.3 against .9 + .5 · .4 = 1.1 without reactivity doubled
    given = {"states": 1, "balancing_weight": 0.5}
    for reactivity, value in ((1.0, 1.1), (2.0, 1.3)):
        world = world_of(reactivity=[reactivity, 0], **given)
        now = situation_of(world, share=[[0.1], [0.4]], contest_total=[1.0])
        assert marginal_value(world, now, 0, 0, 0) == pytest.approx(value)


def test_the_marginal_value_is_the_slope_of_the_objective() -> None:
    """A dollar earns η ε^{-1} ε/(ε + Z) / Y of standing; x_p − β x_L rises by ((1 − x_p) + β x_L)/T of that."""
    own, leader, home, beta, saturation, effect, gain = 0.8, 2.0, 1.0, 0.7, 0.01, 0.004, 1e-6

    def objective(spent: float) -> float:
        standing = own + saturation * np.log((saturation + effect + spent) / (saturation + effect))
        total = standing + leader + home
        return float((standing - beta * leader) / total)

    slope = (objective(gain) - objective(-gain)) / (2.0 * gain)
    total = own + leader + home
    world = world_of(states=1, balancing_weight=beta, reactivity=[1, 1], effort_saturation=saturation)
    now = situation_of(
        world, share=[[own / total], [leader / total]], contest_total=[total], effect_seen=[[effect], [0]]
    )
    assert marginal_value(world, now, 0, 0, 0) == pytest.approx(slope, rel=1e-6)


def test_money_follows_people_and_income_per_head() -> None:
    # 4 ** .5 · (40/4) ** 2 = 2 · 100
    world = world_of(states=1, people_exponent=[0.5, 0], income_exponent=[2.0, 0], population=[[4], [4]],
                     state_gdp=[[40], [40]])  # fmt: skip
    assert size_factor(world, 0, 0, 0) == pytest.approx(200.0)
    assert size_factor(world, 1, 0, 0) == pytest.approx(1.0)


def test_a_plan_of_two_alike_states_is_even() -> None:
    world = world_of(years=1, **ALIKE)
    now = situation_of(world, **EVEN)
    allocate(world, now, 0, 0)
    assert now.plan[0, :, 0] == pytest.approx([0.5, 0.5])


def test_where_the_own_share_is_low_and_the_rivals_high_a_dollar_does_more() -> None:
    # 1 − .1 + .5 = 1.4 against 1 − .5 + .1 = .6
    world = world_of(years=1, **ALIKE)
    now = situation_of(world, share=[[0.1, 0.5], [0.5, 0.1]], **EVEN)
    allocate(world, now, 0, 0)
    assert now.plan[0, :, 0] == pytest.approx([0.7, 0.3])


def test_precision_sharpens_a_plan() -> None:
    # worths 2 : 1, squared 4 : 1
    world = world_of(years=1, **ALIKE | {"choice_precision": 2.0, "state_value": [[2, 1], [1, 1]]})
    now = situation_of(world, **EVEN)
    allocate(world, now, 0, 0)
    assert now.plan[0, :, 0] == pytest.approx([0.8, 0.2])


def test_without_precision_a_plan_follows_size_and_channel_weights_alone() -> None:
    world = world_of(
        years=1, channels=2,
        **ALIKE | {"choice_precision": 0.0, "people_exponent": [1, 1], "population": [[3, 1]], "state_gdp": [[3, 1]],
                   "channel_weight": [0.75, 0.25], "channel_fit": [[5, 1], [1, 1]], "channel_need": [[1, 1], [1, 1]]},
    )  # fmt: skip
    now = situation_of(world, **EVEN)
    allocate(world, now, 0, 0)
    assert now.plan[0] == pytest.approx(np.outer([0.75, 0.25], [0.75, 0.25]))


@pytest.mark.parametrize("worthless", ["state_value", "channel_fit", "channel_need"])
def test_a_worthless_cell_attracts_nothing_even_without_precision(worthless: str) -> None:
    nothing = np.zeros_like(np.array(ALIKE[worthless], float)).tolist()
    world = world_of(years=1, **ALIKE | {"choice_precision": 0.0, worthless: nothing})
    now = situation_of(world, **EVEN)
    assert largest_worth(world, now, 0, 0) == 0.0
    assert [attraction(world, now, 0, 0, 0, largest, 0) for largest in (0.0, 1.0)] == [0.0, 0.0]
    allocate(world, now, 0, 0)
    assert now.plan.sum() == 0.0


@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0.0, 0.5), other=st.floats(0.0, 0.5))
def test_a_plan_sums_to_one_or_zero(seed: int, share: float, other: float) -> None:
    world = world_of(seed=seed, channels=3)
    now = situation_of(world, share=[[share, other], [other, share]], contest_total=[2.0, 5.0])
    allocate(world, now, 0, 1)
    assert now.plan[0].sum() == pytest.approx(1.0)
    assert (now.plan[0] >= 0.0).all()
    assert now.plan[1].sum() == 0.0  # nobody else has planned


def plan_of_values(values: list[float], precision: float) -> np.ndarray:
    """The plan for two states that differ in their value alone."""
    world = world_of(years=1, **ALIKE | {"choice_precision": precision, "state_value": [values, [1, 1]]})
    now = situation_of(world, **EVEN)
    allocate(world, now, 0, 0)
    return np.asarray(now.plan[0, :, 0].copy())


@given(exponent=st.floats(-250.0, 250.0), ratio=st.floats(0.1, 1.0), precision=st.floats(0.0, 50.0))
def test_a_plan_does_not_depend_on_the_unit_of_value(exponent: float, ratio: float, precision: float) -> None:
    plan = plan_of_values([1.0, ratio], precision)
    assert plan_of_values([10.0**exponent, ratio * 10.0**exponent], precision) == pytest.approx(plan)


@pytest.mark.parametrize("worth", [1e-300, 1e-12, 1e12, 1e300])
def test_the_sharpest_choice_among_the_smallest_and_largest_worths_still_allocates_everything(worth: float) -> None:
    # worths 1 : .9 at λ = 50: .9^50 = .0051538, so 1/1.0051538 and .0051538/1.0051538
    assert plan_of_values([worth, 0.9 * worth], 50.0) == pytest.approx([0.9948726, 0.0051274], rel=1e-4)


def test_what_a_dollar_is_worth_by_hand() -> None:
    # 2 · .5 · .8 · ((1 − .1) + .4)/4 · 1/2 = .8 · .1625
    world = world_of(
        years=1, states=1, balancing_weight=1.0, reactivity=[1, 1], effort_saturation=0.01,
        state_value=[[2], [1]], channel_fit=[[0.5], [1]], channel_need=[[0.8]],
    )  # fmt: skip
    now = situation_of(world, share=[[0.1], [0.4]], contest_total=[4.0], effect_seen=[[0.01], [0]])
    assert worth_of(world, now, 0, 0, 0, 0) == pytest.approx(0.13)


def test_the_largest_worth_is_that_of_any_state_and_channel() -> None:
    # 1 − 0 of a stake times value and fit: 3 · 1, 3 · 2, 4 · 1, 4 · 2
    world = world_of(
        years=1, channels=2,
        **ALIKE | {"state_value": [[3, 4], [9, 9]], "channel_fit": [[1, 2], [9, 9]], "channel_need": [[1, 1], [1, 1]],
                   "channel_weight": [0.5, 0.5]},
    )  # fmt: skip
    assert largest_worth(world, situation_of(world, **EVEN), 0, 0) == 8.0


def test_attraction_by_hand() -> None:
    # half of the largest worth at λ = 2 is a quarter; .4 · 3 people · .25
    world = world_of(
        years=1, **ALIKE | {"choice_precision": 2.0, "channel_weight": [0.4], "state_value": [[2, 4], [1, 1]],
                            "people_exponent": [1, 1], "population": [[3, 1]]},
    )  # fmt: skip
    now = situation_of(world, **EVEN)
    assert largest_worth(world, now, 0, 0) == 4.0
    assert attraction(world, now, 0, 0, 0, 4.0, 0) == pytest.approx(0.3)


def test_a_power_sees_last_years_mean_effect_and_begins_a_new_sum() -> None:
    world = world_of()
    now = situation_of(world, effect_sum=[[0.02, 0.03], [0.5, 0.5]], effect_seen=[[0.9, 0.9], [0.9, 0.9]])
    look_back(now, 0)
    assert now.effect_seen[0] == pytest.approx([0.02, 0.03])
    assert now.effect_sum[0].sum() == 0.0
    assert now.effect_seen[1] == pytest.approx([0.9, 0.9])
