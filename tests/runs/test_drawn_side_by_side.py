"""Runs that draw their parameters, on lanes: the bits of those that are drawn and played one by one."""

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.engines.lanes.playing import Lanes
from influence_sim.runs.choosing import prepare
from influence_sim.scenario.block_draws import BlockDraws


@pytest.mark.parametrize("scenario", ["classroom", "baseline"])
def test_drawn_runs_are_those_of_the_scalar_engine(scenario: str) -> None:
    lanes, scalar = (
        isim.ensemble(scenario, "institution", 37, seed=5, parameters="prior", engine=engine)
        for engine in ("lanes", "compiled")
    )
    assert all(np.array_equal(lanes.data[name], scalar.data[name]) for name in scalar.data)


def test_a_fixed_parameter_is_not_drawn_on_lanes_either() -> None:
    fixed = {"standing_per_depth": 0.0, "credit_leak": 0.5}
    lanes, scalar = (
        isim.ensemble("classroom", "institution", 20, parameters="prior", fixed=fixed, engine=engine)
        for engine in ("lanes", "compiled")
    )
    assert np.array_equal(lanes.data["share"], scalar.data["share"])


def test_memory_may_go_to_drawn_runs_and_back() -> None:
    setup = prepare("classroom", "institution")
    draws = BlockDraws(setup.scenario, setup.world)
    lanes = Lanes(setup.world, ["possession"], drawn=draws.places)

    def plain() -> np.ndarray:
        return np.concatenate([found["possession"].copy() for _, found in lanes.play([setup.world] * 3, 1, range(3))])

    before = plain()
    drawn = [
        found["possession"].copy() for _, found in lanes.play_drawn(setup.world, draws.cells(1, range(3)), 1, range(3))
    ]
    assert not np.array_equal(before, drawn[0])
    assert np.array_equal(before, plain())
