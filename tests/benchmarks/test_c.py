"""The model in C is the model: the same bits as the compiled engine, for any world without modules."""

from itertools import product

import numpy as np
import pytest
from worlds import make_world

from benchmarks.yardstick import OUTCOMES, Worlds, Yardstick, compiler
from influence_sim.engines import compiled
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import prepare
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.priors import draw_parameters

pytestmark = pytest.mark.skipif(compiler() is None, reason="no C compiler (gcc, clang or cc) on this machine")


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return Yardstick()


def differing(world: World, yardstick: Yardstick, seed: int, run: int) -> list[str]:
    """The fields of the record in which C and the compiled engine differ by a bit."""
    ours, theirs = compiled.play(world, seed, run), yardstick.record(world, seed, run)
    return [name for name in Record._fields if getattr(ours, name).tobytes() != getattr(theirs, name).tobytes()]


@pytest.mark.parametrize(
    ("scenario", "strategy"),
    [*product(("classroom", "baseline", "pacific"), ("bilateral", "institution", "hybrid"))],
)
def test_the_record_of_a_scenario_is_the_compiled_engines_to_the_bit(
    scenario: str, strategy: str, yardstick: Yardstick
) -> None:
    setup = prepare(scenario, strategy)
    for run in range(3):
        assert differing(setup.world, yardstick, 1, run) == []


def test_the_record_of_a_run_with_drawn_parameters_is_the_compiled_engines_to_the_bit(yardstick: Yardstick) -> None:
    setup = prepare("baseline", "institution")
    for run in range(20):
        assert differing(draw_parameters(setup.scenario, setup.world, 1, run), yardstick, 1, run) == []


@pytest.mark.parametrize("number", range(60))
def test_the_record_of_a_generated_world_is_the_compiled_engines_to_the_bit(number: int, yardstick: Yardstick) -> None:
    rng = np.random.default_rng(number)
    world = make_world(
        rng,
        powers=int(rng.integers(2, 8)),
        states=int(rng.integers(1, 7)),
        forums=int(rng.integers(0, 5)),
        channels=int(rng.integers(1, 5)),
        years=int(rng.integers(1, 8)),
        steps_per_year=int(rng.choice([1, 4])),
        extremes=number % 2 == 0,
        universal_membership=float(number % 5 == 0),
    )
    assert differing(world, yardstick, number, 3) == []


def test_runs_in_one_call_are_those_of_calls_of_their_own(yardstick: Yardstick) -> None:
    worlds = [make_world(np.random.default_rng(number)) for number in range(3)]
    together = yardstick.outcomes(Worlds(worlds), 1, 5, 3)
    for k, world in enumerate(worlds):
        alone = yardstick.record(world, 1, 5 + k)
        assert [together[k, i].tobytes() for i in range(len(OUTCOMES))] == [
            getattr(alone, name).tobytes() for name in OUTCOMES
        ]


def test_tables_made_once_for_all_runs_change_no_bit(yardstick: Yardstick) -> None:
    world = make_world(np.random.default_rng(8))
    once, anew = Worlds([world]), Worlds([world] * 4)
    assert yardstick.outcomes(once, 1, 0, 4).tobytes() == yardstick.outcomes(anew, 1, 0, 4).tobytes()


@pytest.mark.slow
def test_fused_operations_move_only_the_last_digits(yardstick: Yardstick) -> None:
    world = prepare("baseline", "institution").world._replace(moving=0)
    exact, fused = (c.outcomes(Worlds([world]), 1, 0, 50) for c in (yardstick, Yardstick(fused=True)))
    assert np.abs(fused - exact).max() < 1e-12


@pytest.mark.parametrize("module", ["hedging", "corridors", "events"])
def test_a_world_with_a_module_on_is_refused_by_name(module: str, yardstick: Yardstick) -> None:
    world = make_world(np.random.default_rng(1), **{f"with_{module}": 1})
    with pytest.raises(ValueError, match=module):
        yardstick.record(world, 1, 0)


def test_another_seed_leaves_other_bits_in_c_too(yardstick: Yardstick) -> None:
    world = make_world(np.random.default_rng(3), shocks=1.0, standing_shock_sd=0.2)
    assert record_digest(yardstick.record(world, 1, 0)) != record_digest(yardstick.record(world, 2, 0))
