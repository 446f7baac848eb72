"""Tools of the benchmarks: ratios, straight lines, other sizes, and a small pass of everything."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from worlds import make_world

from benchmarks.document import Goal, number, table
from benchmarks.linearity import straight_line
from benchmarks.many import stage_of
from benchmarks.measuring import Ratio, Times, alternate
from benchmarks.profiling import Sampler, place_of
from benchmarks.sizes import resized
from influence_sim.engines import compiled
from influence_sim.rules.shapes import sizes_of


def test_a_ratio_is_the_median_of_the_rounds_and_not_of_the_sums() -> None:
    times = Times({"slow": [4.0, 9.0, 100.0], "fast": [2.0, 3.0, 1.0]})
    assert times.ratio("slow", "fast") == Ratio(3.0, 2.0, 100.0)


def test_every_second_round_goes_backwards() -> None:
    order: list[str] = []
    subjects = {name: lambda name=name: (order.append(name), 1.0)[1] for name in "abc"}
    alternate(subjects, 2)
    assert "".join(order) == "abccba"


def test_a_straight_line_is_found_and_what_bends_is_told() -> None:
    assert straight_line([1, 2, 4], [5, 7, 11]) == pytest.approx((3, 2, 0))
    assert straight_line([1, 2, 3], [1, 4, 9])[2] > 0.1


@pytest.mark.parametrize(("measured", "most", "met"), [(2.0, False, "yes"), (1.9, False, "no"), (1.9, True, "yes")])
def test_a_goal_is_met_from_its_number_on(measured: float, most: bool, met: str) -> None:
    assert Goal("x", Ratio(measured, measured, measured), 2.0, most=most).row()[-1] == met


def test_numbers_have_no_exponent() -> None:
    assert [number(0.01234), number(12.34), number(123456.0)] == ["0.0123", "12.3", "123,456"]


def test_a_table_has_a_rule_under_its_head() -> None:
    assert table(("a", "b"), [["1", "2"]]).splitlines() == ["| a | b |", "| --- | ---: |", "| 1 | 2 |"]


def test_a_module_counts_for_its_own_stage_and_not_for_its_packages() -> None:
    assert stage_of("influence_sim.scenario.priors") != stage_of("influence_sim.scenario.loading")


def test_a_thread_that_waits_counts_for_nothing() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    frame = sys._current_frames()[thread.ident or 0]
    assert place_of(frame) is None
    ended.set()
    thread.join()


def test_what_runs_is_seen_where_it_runs() -> None:
    world = make_world(np.random.default_rng(4), years=30)
    with Sampler(interval=0.001) as sampler:
        while not sampler.seen:
            compiled.play(world, 1, 0)
    assert next(iter(sampler.shares())).startswith("influence_sim.")


def test_a_world_of_another_size_can_be_run() -> None:
    world = resized(make_world(np.random.default_rng(1)), Y=9, P=5, S=2, C=3)
    sizes = sizes_of(world)
    assert [sizes[axis] for axis in "YPSC"] == [9, 5, 2, 3]
    assert np.isfinite(compiled.play(world, 1, 0).share).all()


def test_a_world_of_its_own_size_is_the_same_world() -> None:
    world = make_world(np.random.default_rng(2), powers=3, years=6)
    again = resized(world, Y=6, P=3)
    assert all(np.array_equal(one, other) for one, other in zip(world, again, strict=True))


@pytest.mark.slow
def test_a_small_pass_writes_every_table(tmp_path: Path, root: Path) -> None:
    target = tmp_path / "performance.md"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--out", str(target)]
    subprocess.run(command, check=True, cwd=root, capture_output=True)
    text = target.read_text(encoding="utf-8")
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        "Against the goals",
        "One core",
        "Inside lanes",
        "Two cores, outcomes on disk",
        "Cost by years",
        "Cost by powers × states × channels",
        "Starting",
        "Runs with parameters of their own",
    ]
