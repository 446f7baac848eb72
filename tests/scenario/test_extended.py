"""The extended scenario: what it adds, and that what no series tells favours nobody."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from influence_sim.rules.opening import unscaled_total
from influence_sim.rules.shapes import World, modules
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

NEW_STATES = ("AFG", "MNG")


@pytest.fixture(scope="module")
def extended() -> Scenario:
    return load_scenario("extended")


@pytest.fixture(scope="module")
def world(extended: Scenario) -> World:
    return build_world(extended)


@pytest.fixture(scope="module")
def base(baseline: Scenario) -> World:
    return build_world(baseline)


def places(keys: Iterable[str], wanted: Sequence[str]) -> list[int]:
    known = list(keys)
    return [known.index(key) for key in wanted]


def test_it_adds_to_the_baseline_and_takes_nothing_out(extended: Scenario, baseline: Scenario) -> None:
    for axis, keys in baseline.keys.items():
        assert extended.keys[axis][: len(keys)] == keys


def test_every_module_is_on(extended: Scenario) -> None:
    assert [module for module in modules() if not extended.modules.is_on(module)] == []


@pytest.mark.parametrize("fact", ["initial_pattern", "trade_with_power"])
def test_a_state_without_a_series_has_each_powers_mean_over_the_others(
    fact: str, world: World, extended: Scenario
) -> None:
    shares = getattr(world, fact)
    new = places(extended.states, NEW_STATES)
    measured = np.delete(shares, new, axis=1)
    for s in new:
        np.testing.assert_allclose(shares[:, s], measured.mean(axis=1), atol=1e-4)


def test_a_state_without_a_series_trades_with_the_others_as_they_do(world: World, extended: Scenario) -> None:
    new = places(extended.states, NEW_STATES)
    among = np.delete(np.delete(world.trade_with_state, new, axis=0), new, axis=1)
    for s in new:
        measured = np.delete(world.trade_with_state[:, s], new)
        np.testing.assert_allclose(measured, among.sum(axis=1) / (len(among) - 1), atol=1e-4)


@pytest.mark.parametrize("fact", ["initial_pattern", "trade_with_power"])
def test_a_power_without_a_series_is_the_same_in_every_state(fact: str, world: World, extended: Scenario) -> None:
    pakistan, india = places(extended.powers, ("PAK", "IND"))
    shares = getattr(world, fact)
    np.testing.assert_allclose(shares[pakistan], shares[india].mean(), atol=1e-4)


def test_powers_without_a_series_give_the_same_part_of_their_gdp(world: World, extended: Scenario) -> None:
    unknown = places(extended.powers, ("TUR", "IRN", "PAK", "KOR"))
    parts = world.budget_known[:, unknown] / world.power_gdp[:, unknown]
    np.testing.assert_allclose(parts, parts[0, 0])


def test_budgets_grow_by_the_states_that_no_series_of_aid_names(world: World, extended: Scenario) -> None:
    every = len(extended.states)
    np.testing.assert_allclose(world.budget_scale, every / (every - len(NEW_STATES)))


def test_channels_without_a_measure_are_needed_alike(world: World, extended: Scenario) -> None:
    assert (world.channel_need[:, places(extended.channels, ("security", "culture"))] == 1).all()


def test_a_gdp_known_from_2000_is_held_before(world: World, extended: Scenario) -> None:
    (afghanistan,) = places(extended.states, ("AFG",))
    early = world.state_gdp[: 1998 - extended.years.first, afghanistan]
    assert (early == early[0]).all()  # the mean of five years touches 2000 from 1998 on
    assert world.state_gdp[-1, afghanistan] != early[0]


def test_the_powers_of_the_baseline_keep_their_ties(world: World, base: World) -> None:
    assert world.tie_total / unscaled_total(world) == pytest.approx(base.tie_total / unscaled_total(base), rel=0.005)


def test_the_powers_of_the_baseline_keep_their_budgets_in_an_average_state(world: World, base: World) -> None:
    powers, states = base.border.shape
    mine = (world.budget_scale * world.budget_known)[:, :powers] / world.border.shape[1]
    np.testing.assert_allclose(mine, base.budget_scale * base.budget_known / states)


Numbers: TypeAlias = NDArray[np.float64]

CONES = {  # Machado, Oliveira & Fernandes 2009
    "all": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
LMS = [[0.4122215, 0.5363325, 0.051446], [0.2119035, 0.6806995, 0.107397], [0.0883025, 0.2817188, 0.6299787]]
LAB = [[0.2104543, 0.7936178, -0.004072], [1.9779985, -2.4285922, 0.4505937], [0.0259040, 0.7827718, -0.8086758]]


def seen(colour: str, cones: str) -> Numbers:
    """A colour #RRGGBB in OKLab (Ottosson 2020), as seen with these cones."""
    part = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.array(LAB) @ np.cbrt(np.array(LMS) @ np.clip(np.array(CONES[cones]) @ linear, 0, 1)))


@pytest.mark.parametrize("ground", ["colour", "colour_dark"])
@pytest.mark.parametrize(("cones", "least"), [("all", 0.12), ("no red", 0.09), ("no green", 0.09)])
def test_all_powers_look_different(extended: Scenario, ground: str, cones: str, least: float) -> None:
    colours = {key: seen(getattr(power, ground), cones) for key, power in extended.powers.items()}
    close = {pair: float(np.linalg.norm(colours[pair[0]] - colours[pair[1]])) for pair in combinations(colours, 2)}
    assert {pair: apart for pair, apart in close.items() if apart < least} == {}
