"""The neutral point: where nothing that an institution might add or cost is assumed, the route does not matter.

With no leak, leverage, coordination gain, lag, delay, secretariat and answer, without standing from depth or
without depth from money, a fund that pays as its convenor would, the convenor its only contributor, all states
members and memberships replayed, the part ρ of a power's money that goes through its forum changes nothing.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.spoils import Play, spoilt
from worlds import make_world

from influence_sim.engines.compiled import play
from influence_sim.rules import shapes
from influence_sim.rules.reaction import COPY, OUTSPEND
from influence_sim.rules.shapes import SWITCH_OF, World

YEARS, POWERS, FORUMS = 6, 3, 2
NUMBERS = st.integers(0, 2**32 - 1)
ALL_MEMBERS = np.full((YEARS, FORUMS, 4), 2)

NEUTRAL: dict[str, Any] = {
    "credit_leak": 0.0,
    "leverage": 0.0,
    "forum_coordination_gain": 0.0,
    "fund_lag": 0.0,
    "founding_delay": 0.0,
    "secretariat_cost": 0.0,
    "rivals_answer": 0,
    "standing_per_depth": 0.0,
    "convenor_targeting": 1.0,
    "convenor": np.array([0, -1]),
    "history": ALL_MEMBERS,
    "moving": 0,
}


def neutral_world(number: int, routes: np.ndarray | float, **changes: Any) -> World:
    """A generated world at the neutral point, in which the first power sends a part of its money through its forum."""
    shares = np.zeros((YEARS, POWERS, FORUMS))
    shares[:, 0, 0] = routes
    given = {**NEUTRAL, "regional_share": shares, "vehicle": np.array([0, 1, -1]), **changes}
    return make_world(np.random.default_rng(number), powers=POWERS, forums=FORUMS, years=YEARS, **given)


def effect_of_the_route(play: Play, number: int, routes: np.ndarray | float = 0.6, **changes: Any) -> float:
    """The largest difference that ρ makes to any share."""
    through = play(neutral_world(number, routes, **changes), 1, 0)
    direct = play(neutral_world(number, 0.0, **changes), 1, 0)
    return float(np.abs(through.share - direct.share).max())


@given(number=NUMBERS, route=st.floats(0.0, 1.0), steps=st.sampled_from((1, 4)))
@settings(max_examples=40)
def test_the_route_changes_nothing_without_standing_from_depth(number: int, route: float, steps: int) -> None:
    assert effect_of_the_route(play, number, route, steps_per_year=steps) < 1e-9  # measured: 1e-16


@given(number=NUMBERS, route=st.floats(0.0, 1.0))
@settings(max_examples=20)
def test_the_route_changes_nothing_without_depth_from_money(number: int, route: float) -> None:
    gap = effect_of_the_route(play, number, route, standing_per_depth=0.3, money_to_depth=0.0)
    assert gap < 1e-9  # measured: 1e-16


@given(number=NUMBERS)
@settings(max_examples=10)
def test_changing_the_route_from_year_to_year_changes_nothing(number: int) -> None:
    assert effect_of_the_route(play, number, np.array([0.0, 0.5, 1.0, 0.2, 0.0, 0.9])) < 1e-9  # measured: 1e-16


@given(number=NUMBERS, route=st.floats(0.0, 1.0), steps=st.sampled_from((1, 4)))
@settings(max_examples=20)
def test_universal_membership_takes_the_place_of_a_history_in_which_all_belong(
    number: int, route: float, steps: int
) -> None:
    history = np.random.default_rng(number).integers(0, 3, ALL_MEMBERS.shape)
    universal = {"universal_membership": 1.0, "own_forum": 0, "branch": 0, "moving": 1, "history": history}
    gap = effect_of_the_route(play, number, route, steps_per_year=steps, **universal)
    assert gap < 1e-9  # measured: 1e-16


NO_WORKS = np.zeros((YEARS, POWERS, 2))  # the route says where all of the money goes


@given(number=NUMBERS, route=st.floats(0.0, 1.0), steps=st.sampled_from((1, 4)))
@settings(max_examples=30)
def test_the_route_changes_nothing_with_all_modules_but_resources(number: int, route: float, steps: int) -> None:
    on = {SWITCH_OF + module: int(module != "resources") for module in shapes.modules()}
    narrow = {"absorptive_capacity": 0.002, "corridor_works": NO_WORKS}
    assert effect_of_the_route(play, number, route, steps_per_year=steps, **on | narrow) < 1e-9  # measured: 2e-16


def test_the_route_matters_where_only_bilateral_money_opens_sources() -> None:
    need = np.full((YEARS, POWERS, 2), 20.0)
    on = {"with_resources": 1, "import_need": need, "security_weight": 3.0, "offtake_yield": 0.5}
    assert max(effect_of_the_route(play, number, **on) for number in range(5)) > 1e-4


# What takes the world away from the neutral point, each alone. Depth confers standing only where money buys depth.
ON: dict[str, dict[str, Any]] = {
    "leak": {"credit_leak": 0.3},
    "leverage": {"leverage": 0.5, "leverage_credit": 0.5},
    "coordination": {"forum_coordination_gain": 0.8, "non_rivalry_scale": 1.0, "complementarity": 0.5},
    "lag": {"fund_lag": 2.0},
    "delay": {"founding_delay": 1.5},
    "secretariat": {"secretariat_cost": 20.0},
    "depth": {"standing_per_depth": 0.1, "money_to_depth": 0.5},
    "targeting": {"convenor_targeting": 0.5},
    "another convenor": {"convenor": np.array([1, -1])},
    "a state outside": {"history": np.where(np.arange(4) == 0, 0, ALL_MEMBERS)},
    "an observer": {"history": np.where(np.arange(4) == 0, 1, ALL_MEMBERS), "observer_weight": 0.5},
    "membership": {"moving": 1, "branch": 1, "forum_exists": np.ones((YEARS, FORUMS)), "membership_revision_rate": 2.0},
    "copying rivals": {"rivals_answer": COPY, "rivals_answer_size": 1.0},
    "outspending rivals": {"rivals_answer": OUTSPEND, "rivals_answer_size": 1.0},
}
ANSWERED: dict[str, Any] = {
    "own_forum": 0,
    "rival": np.array([0, 1, 1]),
    "branch": 1,
    "depth_growth": 0.4,
    "depth_ceiling": np.ones(FORUMS),
    "budget_known": np.full((YEARS, POWERS), 300.0),
    "effort_saturation": 0.01,
    "standing_per_log_effort": 0.3,
    "non_rivalry": np.full(2, 0.5),
    "neighbour": np.ones((4, 4)) - np.eye(4),
}


def test_the_world_that_answers_is_neutral_before_anything_is_switched_on() -> None:
    assert max(effect_of_the_route(play, number, **ANSWERED) for number in range(5)) < 1e-9


@pytest.mark.parametrize("ingredient", ON)
def test_each_ingredient_alone_makes_the_route_matter(ingredient: str) -> None:
    changes = {**ANSWERED, **ON[ingredient]}
    assert max(effect_of_the_route(play, number, **changes) for number in range(5)) > 1e-4


@pytest.mark.parametrize(
    ("rule", "healthy", "spoil"),
    [
        ("effect", "return (1.0 - world.credit_leak) *", "return 0.99 * (1.0 - world.credit_leak) *"),
        ("forums", "inflow = (1.0 - world.never_disbursed[c]) * granted", "inflow = granted"),
        ("disbursement", "return 0.0\n    return", "return 0.01 * inflow * h\n    return"),
        ("standing", "(effort + ties + depth +", "(effort + ties + 0.01 * now.mean_depth[0] +"),
    ],
    ids=["a hidden leak", "funds lose nothing", "money waits without a lag", "depth pays on top of money"],
)
def test_the_law_bites(rule: str, healthy: str, spoil: str) -> None:
    with spoilt(rule, healthy, spoil) as wrong:
        assert max(effect_of_the_route(wrong, number) for number in range(5)) > 1e-6
