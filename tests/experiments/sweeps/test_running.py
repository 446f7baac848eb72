"""Sweeps that are interrupted, damaged, extended, divided."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sweeping import bytes_of, play_quickly, small_design

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps import rows, run_sweep
from influence_sim.experiments.sweeps.working import threads

SECOND = "chunk-000000-000064.parquet"


def made_again(monkeypatch: pytest.MonkeyPatch, design: Design, folder: Path) -> int:
    """Run a sweep; how many runs were played for it."""
    counts: list[int] = []
    monkeypatch.setattr(rows, "play_block", lambda *given: counts.append(len(given[2])) or play_quickly(*given))
    run_sweep(design, folder)
    return sum(counts)


def test_a_finished_sweep_is_left_as_it_is(
    whole: Path, design: Design, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (whole / "manifest.json").stat().st_mtime_ns
    assert made_again(monkeypatch, design, whole) == 0
    assert bytes_of(whole) == wanted
    assert (whole / "manifest.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_the_number_of_workers_changes_no_byte(
    workers: int, design: Design, wanted: dict[str, str], tmp_path: Path
) -> None:
    run_sweep(design, tmp_path / "again", workers=workers)
    assert bytes_of(tmp_path / "again") == wanted


@pytest.mark.slow
def test_the_order_of_work_changes_no_byte(design: Design, wanted: dict[str, str], tmp_path: Path) -> None:
    run_sweep(design, tmp_path / "again", scheduler=lambda maker, tasks: threads(1)(maker, [*reversed(tasks)]))
    assert bytes_of(tmp_path / "again") == wanted


def test_a_missing_chunk_is_run_again_and_no_other(
    whole: Path, design: Design, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole / "chunks" / SECOND).unlink()
    assert made_again(monkeypatch, design, whole) == 6 * 2 * 36
    assert bytes_of(whole) == wanted


def test_a_damaged_chunk_is_found_and_run_again(
    whole: Path, design: Design, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = whole / "chunks" / SECOND
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert made_again(monkeypatch, design, whole) == 6 * 2 * 36
    assert bytes_of(whole) == wanted


@pytest.mark.slow
def test_lost_points_are_written_again(whole: Path, design: Design, wanted: dict[str, str]) -> None:
    (whole / "points.parquet").unlink()
    (whole / "chunks" / SECOND).unlink()
    run_sweep(design, whole)
    assert bytes_of(whole) == wanted


def test_more_runs_extend_a_sweep_and_play_only_those(
    whole: Path, design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = design.model_copy(update={"runs_per_point": 300})
    assert made_again(monkeypatch, more, whole) == 6 * 2 * 200
    run_sweep(more, tmp_path / "at_once")
    assert bytes_of(whole) == bytes_of(tmp_path / "at_once")


@pytest.mark.slow
def test_more_points_extend_a_sweep_and_play_only_those(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = small_design(tmp_path, leaks=[0.0, 0.2, 0.4, 0.6])
    assert made_again(monkeypatch, more, whole) == 2 * 2 * 100
    run_sweep(more, tmp_path / "at_once")
    assert bytes_of(whole) == bytes_of(tmp_path / "at_once")


def test_fewer_runs_are_refused(whole: Path, design: Design) -> None:
    with pytest.raises(InputError, match=r"holds 100 runs of each strategy at each point, more than 50"):
        run_sweep(design, whole, runs=50)


def test_a_failed_run_is_a_record(design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_fails(world: Any, seed: int, runs: Any) -> Any:
        if 7 in runs:
            raise ZeroDivisionError("nothing to divide by")
        return play_quickly(world, seed, runs)

    monkeypatch.setattr(rows, "play_block", one_fails)
    sweep = run_sweep(design, tmp_path / "failing")
    frame = sweep.runs(["error", "possession_late"])
    assert sweep.complete and sweep.failed == 6 * 2
    assert set(frame["run"][frame["error"].notna()]) == {7}
    assert set(frame["error"].dropna()) == {"ZeroDivisionError: nothing to divide by"}
    assert frame["possession_late"].isna().equals(frame["error"].notna())


def test_a_number_that_is_not_finite_is_a_failed_run(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(world: Any, seed: int, runs: Any) -> Any:
        fields = play_quickly(world, seed, runs)
        fields["milieu"][[place for place, run in enumerate(runs) if run == 3]] = np.inf
        return fields

    monkeypatch.setattr(rows, "play_block", endless)
    frame = run_sweep(design, tmp_path / "failing").runs(["error", "possession_late"])
    failed = frame[frame["run"] == 3]
    assert set(failed["error"]) == {"milieu_early is not a finite number"}
    assert failed["possession_late"].isna().all()
    assert frame[frame["run"] != 3]["error"].isna().all()


def test_a_point_that_makes_no_world_is_a_record(quick: None, tmp_path: Path) -> None:
    starts = {"start": {"path": "strategies.institution.start", "values": [2003, 2005, 2007]},
              "last": {"path": "years.last", "values": [2012]}}  # fmt: skip
    design = small_design(tmp_path, factors=starts, runs_per_point=2)
    plain = Design.setting

    def setting(self: Design, row: Any) -> Any:
        if dict(row)["start"] == 2005:
            raise InputError("this cannot be")
        return plain(self, row)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Design, "setting", setting)
        frame = run_sweep(design, tmp_path / "failing").runs()
    assert list(frame["point"][frame["error"] == "this cannot be"]) == [1] * 4
    assert frame["error"].notna().sum() == 4


def test_trouble_of_the_machine_is_no_failed_run(
    design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(rows, "play_block", no_memory)
    with pytest.raises(MemoryError):
        run_sweep(design, tmp_path / "failing")
    assert not list((tmp_path / "failing" / "chunks").iterdir())


def test_run_r_has_the_same_luck_at_every_point_and_for_every_strategy(whole: Path, tmp_path: Path) -> None:
    seeds: dict[Any, set[int]] = {}
    for common in (True, False):
        design = small_design(tmp_path, common_random_numbers=common, runs_per_point=2)

        def noted(world: Any, seed: int, runs: Any, common: bool = common) -> Any:
            seeds.setdefault(common, set()).add(seed)
            return play_quickly(world, seed, runs)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rows, "play_block", noted)
            run_sweep(design, tmp_path / f"common_{common}")
    assert seeds[True] == {1}
    assert len(seeds[False]) == 6


def test_the_manifest_says_what_it_takes_to_make_it_again(whole: Path) -> None:
    said = json.loads((whole / "manifest.json").read_text())
    assert {"the rulebook", 'the scenario "classroom"', 'the strategy "institution"'} <= said["identity"].keys()
    assert said["design"]["strategies"] == ["bilateral", "institution"]
    assert said["seed"] == 1 and said["runs"] == 100 and said["complete"]
    assert {"version", "commit", "libraries", "platform"} <= said["made"][0].keys()
    assert [*said["chunks"]] == sorted(path.name for path in (whole / "chunks").iterdir())
