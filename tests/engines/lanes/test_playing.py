"""Runs on lanes: the same bits as one run at a time, whatever runs go beside them."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import make_world, worlds

import influence_sim as isim
from influence_sim.engines import compiled, model
from influence_sim.engines.lanes import compiling, playing
from influence_sim.rules.shapes import Parameter, Record, World, fields, modules
from influence_sim.runs.choosing import prepare
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.listing import list_strategies
from influence_sim.scenario.priors import draw_parameters

OUTCOMES = ("possession", "milieu_by_gdp")


def digests(world: World | Callable[[int], World], seed: int, runs: Sequence[int]) -> list[str]:
    """What runs side by side leave behind, a digest each."""
    found = playing.play_block(world, seed, runs)
    return [record_digest(Record(**{name: array[k] for name, array in found.items()})) for k in range(len(runs))]


def alone(world: World | Callable[[int], World], seed: int, runs: Sequence[int]) -> list[str]:
    """The same from the scalar engine."""
    return [record_digest(compiled.play(world(run) if callable(world) else world, seed, run)) for run in runs]


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(world=worlds(), seed=st.integers(0, 2**32 - 1), run=st.integers(0, 2**32 - 3))
def test_lanes_and_the_scalar_engine_leave_the_same_bits(world: World, seed: int, run: int) -> None:
    runs = [run, run + 1, run + 2]
    assert digests(world, seed, runs) == alone(world, seed, runs)


def test_lanes_and_mesa_leave_the_same_bits() -> None:
    for number in range(12):
        world = make_world(np.random.default_rng(number), extremes=True, modules=True, steps_per_year=1 + number % 3)
        assert digests(world, 3, [number]) == [record_digest(model.play(world, 3, number))]


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == "classroom" else pytest.mark.slow) for name in shipped_names("scenario")],
)
def test_every_shipped_strategy_has_the_same_bits_on_lanes(name: str) -> None:
    rows = list_strategies(name).to_dict("records")
    for strategy in (row["name"] for row in rows if not row["refusal"]):
        world = prepare(name, strategy).world
        assert digests(world, 1, [0, 9]) == alone(world, 1, [0, 9]), strategy


@pytest.mark.parametrize("module", list(modules()))
def test_every_module_has_the_same_bits_on_lanes(module: str) -> None:
    for number in range(4):
        world = make_world(np.random.default_rng(number), **{f"with_{module}": 1, "with_corridors": 1})
        assert digests(world, 1, [4, 5]) == alone(world, 1, [4, 5])


def test_each_run_may_have_parameters_of_its_own_without_compiling_again() -> None:
    scenario = isim.load_scenario("baseline")
    world = prepare(scenario, "institution").world
    drawn = partial(draw_parameters, scenario, world, 4)
    before = compiling.machine()
    runs = list(range(11))
    assert digests(drawn, 4, runs) == alone(drawn, 4, runs)
    assert compiling.machine() is before


def test_each_run_may_have_a_strategy_or_a_start_of_its_own() -> None:
    sides = [prepare("baseline", name).world for name in ("bilateral", "institution", "hybrid")]
    pattern = sides[0].initial_pattern

    def world(run: int) -> World:
        return sides[run % 3]._replace(initial_pattern=np.ascontiguousarray(np.roll(pattern, run, axis=0)))

    runs = list(range(10))
    assert digests(world, 2, runs) == alone(world, 2, runs)


def test_every_parameter_may_differ_from_lane_to_lane() -> None:
    given = [name for name, _, said in fields(World) if isinstance(said, Parameter)]
    every = [make_world(np.random.default_rng(number), extremes=True) for number in range(compiling.lanes_here())]
    same = every[0]

    def world(run: int) -> World:
        return same._replace(**{name: getattr(every[run], name) for name in given})

    runs = list(range(compiling.lanes_here()))
    assert playing.may_share_a_group(world(0), world(1))
    assert digests(world, 1, runs) == alone(world, 1, runs)


def test_worlds_that_cannot_share_a_group_are_played_apart() -> None:
    sides = [make_world(np.random.default_rng(number)) for number in range(3)]
    runs = [0, 1, 2, 2, 1]
    assert digests(lambda run: sides[run], 1, runs) == alone(lambda run: sides[run], 1, runs)


def test_order_and_number_of_runs_change_no_run() -> None:
    world = make_world(np.random.default_rng(8), modules=True)
    each = dict(zip(range(20), digests(world, 1, list(range(20))), strict=True))
    for runs in ([19, 3, 3, 7], list(range(9)), [2], list(reversed(range(17)))):
        assert digests(world, 1, runs) == [each[run] for run in runs]


def test_memory_that_is_used_again_changes_no_run() -> None:
    world = make_world(np.random.default_rng(9), modules=True)
    lanes = playing.Lanes(world)
    for _ in range(2):
        ((_, found),) = lanes.play([world], 1, [6])
        left = Record(**{name: array[0].copy() for name, array in found.items()})
        assert record_digest(left) == record_digest(compiled.play(world, 1, 6))


def test_what_is_not_asked_for_is_not_kept() -> None:
    world = make_world(np.random.default_rng(10))
    full = playing.play_block(world, 1, [0, 1])
    some = playing.play_block(world, 1, [0, 1], wanted=OUTCOMES)
    assert set(some) == set(OUTCOMES)
    assert all(np.array_equal(some[name], full[name]) for name in OUTCOMES)


def test_years_that_are_not_asked_for_stay_empty() -> None:
    world = make_world(np.random.default_rng(11), years=5)
    full = playing.play_block(world, 1, [0, 1])
    some = playing.play_block(world, 1, [0, 1], years=[1, 4])
    for name, array in some.items():
        assert np.array_equal(array[:, [1, 4]], full[name][:, [1, 4]]), name
        assert not array[:, [0, 2, 3]].any(), name


@pytest.mark.parametrize("steps", [1, 2, 12])
def test_steps_a_year_have_the_same_bits(steps: int) -> None:
    world = make_world(np.random.default_rng(12), steps_per_year=steps, modules=True)
    assert digests(world, 1, [0, 5]) == alone(world, 1, [0, 5])
