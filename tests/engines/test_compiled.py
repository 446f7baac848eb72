"""The compiled engine: the same bits as Mesa, for any world, without stale code."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import numba
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import make_world, worlds

from influence_sim.engines import bits, compiled, model
from influence_sim.engines.bundles import PLACES, Bundle
from influence_sim.language.reading import read_rulebook, rulebook_digest
from influence_sim.rules import primitives, shapes
from influence_sim.rules.shapes import Record, Situation, World
from influence_sim.runs.trajectory import record_digest

SCALE, SPLIT = numba.njit(bits.scale), numba.njit(bits.split)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(world=worlds(), seed=st.integers(0, 2**32 - 1), run=st.integers(0, 2**32 - 1))
def test_mesa_and_the_compiled_engine_leave_the_same_bits(world: World, seed: int, run: int) -> None:
    assert record_digest(model.play(world, seed, run)) == record_digest(compiled.play(world, seed, run))


def test_generated_worlds_leave_finite_numbers_only() -> None:
    for number in range(40):
        world = make_world(np.random.default_rng(number), extremes=True, forums=number % 4, years=8)
        for name, array in zip(Record._fields, compiled.play(world, 1, number), strict=True):
            assert np.isfinite(array).all(), name


def test_another_seed_or_run_leaves_other_bits() -> None:
    world = make_world(np.random.default_rng(3), shocks=1.0, standing_shock_sd=0.2)
    first = record_digest(compiled.play(world, 1, 0))
    assert record_digest(compiled.play(world, 1, 1)) != first
    assert record_digest(compiled.play(world, 2, 0)) != first


def test_other_parameters_and_sizes_need_no_new_compilation() -> None:
    compiled.play(make_world(np.random.default_rng(1)), 1, 0)
    compilations = len(compiled.compiled_play().signatures)  # type: ignore[attr-defined]
    compiled.play(make_world(np.random.default_rng(2), powers=7, states=2, forums=0), 1, 0)
    compiled.play(make_world(np.random.default_rng(3))._replace(credit_leak=0.9, rivals_answer=2), 1, 0)
    assert len(compiled.compiled_play().signatures) == compilations == 1  # type: ignore[attr-defined]


def test_memory_that_is_used_again_does_not_change_a_run() -> None:
    world = make_world(np.random.default_rng(5))
    runs = compiled.CompiledRuns(world)
    runs.play(1, 0)
    assert record_digest(runs.play(1, 4)) == record_digest(compiled.play(world, 1, 4))


def test_every_field_has_a_place_of_its_own_in_its_bundle() -> None:
    for shape, places in PLACES.items():
        taken = [place.at + k for place in places.values() for k in range(1 + place.axes)]
        assert len(set(taken)) == len(taken), shape


def test_a_bundle_holds_numbers_and_lengths_as_they_are() -> None:
    world = make_world(np.random.default_rng(6), powers=4, states=3)
    bundle, places = Bundle(world), PLACES["World"]
    assert bundle.table[places["steps_per_year"].at] == world.steps_per_year
    assert bundle.table.view(np.float64)[places["credit_leak"].at] == world.credit_leak
    start = places["border"].at
    assert list(bundle.table[start + 1 : start + 3]) == [4, 3]


@given(x=st.floats(min_value=2.2250738585072014e-308, max_value=1e300), k=st.integers(-1000, 1000))
def test_the_engines_own_scale_and_split_answer_as_the_rulebooks(x: float, k: int) -> None:
    assert SPLIT(x) == primitives.split(x)
    fraction = primitives.split(x)[0]
    assert SCALE(fraction, k) == primitives.scale(fraction, k)


def copy_of_the_rules(folder: Path, name: str) -> Path:
    """The rules under another package name, to edit."""
    target = folder / name
    shutil.copytree(Path(str(shapes.__file__)).parent, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("stocks.py", "exp(-rate * h)", "exp(-2.0 * rate * h)"),
        (
            "world.py",
            '    shocks: Annotated[float, Parameter("", "switch"',
            '    shakes: Annotated[float, Parameter("", "switch"',
        ),
    ],
)
def test_an_edited_rule_or_shape_is_never_answered_with_old_code(
    file: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numba itself would: its cache sees neither helpers in other files nor fields that changed places."""
    monkeypatch.syspath_prepend(str(tmp_path))
    name = f"edited_{Path(file).stem}"
    package = copy_of_the_rules(tmp_path, name)

    def folder() -> Path:
        importlib.invalidate_caches()
        return compiled.cache_folder(compiled.code_digest(rulebook_digest(name)))

    before = folder()
    assert folder() == before
    edited = package / file
    assert old in edited.read_text()
    edited.write_text(edited.read_text().replace(old, new))
    assert folder() != before


@pytest.mark.slow
def test_a_second_process_finds_the_code_ready(tmp_path: Path) -> None:
    script = (
        "import time, influence_sim.engines.compiled as c\n"
        "from influence_sim.runs.simulate import simulate\n"
        "print(c.is_ready(), simulate('classroom', engine='compiled').digest)\n"
    )

    def told() -> list[str]:
        environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        return done.stdout.split()

    first, second = told(), told()
    assert (first[0], second[0]) == ("False", "True")
    assert first[1] == second[1]


@pytest.mark.slow
def test_the_private_option_against_reference_counting_still_works(tmp_path: Path) -> None:
    """Without it numba would count references in every rule."""
    world = make_world(np.random.default_rng(1))
    now = shapes.empty(Situation, shapes.sizes_of(world))
    rule = compiled.compile_rules(compiled.rule_modules(read_rulebook()), tmp_path)["contest"]
    rule(Bundle(world), Bundle(now), 0, 0)
    assert "NRT_incref" not in "".join(rule.inspect_llvm().values())


def test_without_a_cache_folder_the_rules_still_compile(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with compiled.numba_cache(blocked / "folder") as writable:
        assert not writable
