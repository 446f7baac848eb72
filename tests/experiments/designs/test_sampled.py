"""What holds for every method that draws: Latin hypercube, Sobol, Morris."""

from typing import Any

import numpy as np
import pytest
from experiments.designs.making import THREE, design

from influence_sim.errors import InputError
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import known_parameters

pytestmark = pytest.mark.slow  # they draw or run a good deal

EACH = pytest.mark.parametrize(
    ("method", "options"),
    [
        ("latin_hypercube", {"samples": 64}),
        ("sobol", {"samples": 16}),
        ("sobol", {"samples": 8, "second_order": True}),
        ("morris", {"samples": 12}),
        ("morris", {"samples": 12, "levels": 8}),
    ],
)


@EACH
def test_the_same_seed_gives_the_same_points(method: str, options: dict[str, Any]) -> None:
    assert design(method, THREE, **options).points().equals(design(method, THREE, **options).points())


@EACH
def test_another_seed_gives_other_points(method: str, options: dict[str, Any]) -> None:
    first, second = (design(method, THREE, seed=seed, **options).points() for seed in (1, 2))
    assert not first.equals(second)


@EACH
def test_drawing_leaves_the_luck_of_others_alone(method: str, options: dict[str, Any]) -> None:
    before = np.random.get_state()[1].tolist()  # type: ignore[union-attr]
    design(method, THREE, **options).points()
    assert np.random.get_state()[1].tolist() == before  # type: ignore[union-attr]


@EACH
def test_there_are_as_many_points_as_were_said(method: str, options: dict[str, Any]) -> None:
    made = design(method, THREE, **options)
    assert len(made.points()) == made.point_count


@EACH
def test_every_value_is_in_the_range_of_its_parameter(method: str, options: dict[str, Any]) -> None:
    names = drawn_as_one()
    assert len(names) > 20
    points = design(method, {name: {"path": f"parameters.{name}"} for name in names}, **options).points()
    for name in names:
        about, words = known_parameters()[name]
        allowed = points[name].isin(words) if words else points[name].between(about.low, about.high)
        assert allowed.all(), name


def drawn_as_one() -> list[str]:
    """The parameters of the classroom that are one number, or word, with a prior."""
    return [plan.name for plan in load_scenario("classroom").drawn if not known_parameters()[plan.name].about.axes]


@EACH
def test_a_prior_with_half_its_mass_at_zero_keeps_it(method: str, options: dict[str, Any]) -> None:
    made = design(method, THREE, **options)
    low = made.unit_points()[:, 1] < 0.5
    assert ((made.points()["depth"] == 0)[low]).all()
    assert (made.points()["depth"] <= 0.2).all()


@EACH
def test_points_are_the_quantiles_in_the_values_of_the_factors(method: str, options: dict[str, Any]) -> None:
    made = design(method, THREE, **options)
    unit = made.unit_points()
    assert unit.min() >= 0 and unit.max() <= 1
    assert made.points()["leak"].tolist() == pytest.approx((0.8 * unit[:, 0]).tolist())


def test_a_grid_has_no_quantiles() -> None:
    with pytest.raises(InputError, match="the method grid draws no quantiles"):
        design("grid", {"leak": {"path": "parameters.credit_leak", "steps": 2}}).unit_points()
