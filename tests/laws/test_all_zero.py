"""Without budgets, ties and forums standing only fades: T_s − n_s = Σ_p a_0 e^{−δt}."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.spoils import Play, play, spoilt
from worlds import make_world

from influence_sim.rules.shapes import World

NOTHING: dict[str, Any] = {"budget_scale": np.zeros(3), "tie_strength": 0.0, "standing_per_depth": 0.0}


def distance_from_fading(play: Play, world: World) -> float:
    """The largest difference between what powers hold beside the home standing and what is left of the first."""
    record = play(world, 1, 0)
    strongest = world.initial_pattern.mean(axis=1).max()
    first = world.initial_standing * (world.initial_pattern / strongest).sum(axis=0)
    growth = (world.state_gdp / world.state_gdp[0]) ** world.home_growth_elasticity
    worst = 0.0
    for year in range(len(record.home)):
        total = growth[year] / record.home[year]  # T_s, since home standing is n_s = growth and its share n_s / T_s
        left = first * math.exp(-world.standing_decay * (year + 1))
        worst = max(worst, float(np.abs(total - growth[year] - left).max()))
    return worst


@given(number=st.integers(0, 2**32 - 1), steps=st.sampled_from((1, 4)), forums=st.integers(0, 3))
@settings(max_examples=40)
def test_standing_only_fades_where_nobody_does_anything(number: int, steps: int, forums: int) -> None:
    world = make_world(np.random.default_rng(number), forums=forums, steps_per_year=steps, extremes=True, **NOTHING)
    world = world._replace(budget_scale=np.zeros(3))
    assert distance_from_fading(play, world) < 1e-9  # measured: 4e-14


@pytest.mark.parametrize("something", [{"budget_scale": np.ones(3)}, {"tie_strength": 0.1}])
def test_standing_does_not_only_fade_where_somebody_does_something(something: dict[str, Any]) -> None:
    assert distance_from_fading(play, make_world(np.random.default_rng(1), **NOTHING | something)) > 1e-3


def test_the_law_bites_where_fading_is_a_first_approximation() -> None:
    world = make_world(np.random.default_rng(1), **NOTHING)
    with spoilt("stocks", "return exp(-rate * h)", "return 1.0 - rate * h") as wrong:
        assert distance_from_fading(wrong, world) > 1e-6


def test_the_law_bites_where_home_standing_enters_twice() -> None:
    world = make_world(np.random.default_rng(1), **NOTHING)
    with spoilt("contest", "total = independent\n", "total = independent + 0.01 * now.share[0, s]\n") as wrong:
        assert distance_from_fading(wrong, world) > 1e-6
