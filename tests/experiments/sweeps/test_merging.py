"""Shards and the whole."""

import shutil
from pathlib import Path

import pytest
from sweeping import bytes_of, small_design

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps import merge_sweeps, open_sweep, run_sweep
from influence_sim.experiments.sweeps.chunks import Shard
from influence_sim.experiments.sweeps.plan import default_folder

pytestmark = pytest.mark.slow  # they draw or run a good deal


@pytest.fixture
def shards(quick: None, design: Design, tmp_path: Path) -> list[Path]:
    """Three shards of two chunks: one has nothing to do."""
    folders = [tmp_path / f"shard_{number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, start=1):
        run_sweep(design, folder, shard=(number, 3))
    return folders


def test_merged_shards_are_the_dataset_of_one_machine(
    shards: list[Path], wanted: dict[str, str], tmp_path: Path
) -> None:
    assert merge_sweeps([*reversed(shards)], tmp_path / "merged").complete
    assert bytes_of(tmp_path / "merged") == wanted


def test_a_shard_by_itself_is_unfinished(shards: list[Path]) -> None:
    sweep = open_sweep(shards[0])
    assert not sweep.complete
    with pytest.raises(InputError, match="shard 1 of 3: merge all shards first"):
        sweep.check_complete()


@pytest.mark.slow
def test_a_merge_that_was_interrupted_goes_on(shards: list[Path], wanted: dict[str, str], tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"interrupted; 1 of 2 chunks are in .*; the same command goes on"):
        merge_sweeps(shards, tmp_path / "merged", progress=stop)
    merge_sweeps(shards, tmp_path / "merged")
    assert bytes_of(tmp_path / "merged") == wanted


def test_a_shard_that_is_not_given_is_named(shards: list[Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1 of 2 chunks are missing: shard 2/3 is not among the folders"):
        merge_sweeps([shards[0], shards[2]], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()


def test_a_damaged_chunk_of_a_shard_is_not_merged(shards: list[Path], tmp_path: Path) -> None:
    (chunk,) = (shards[1] / "chunks").iterdir()
    chunk.write_bytes(chunk.read_bytes()[:-1])
    with pytest.raises(InputError, match=r"1 damaged, the first .*finish shard 2/3 by the command that made it"):
        merge_sweeps(shards, tmp_path / "merged")


def test_shards_of_different_sweeps_are_not_merged(shards: list[Path], tmp_path: Path) -> None:
    other = small_design(tmp_path, seed=5)
    run_sweep(other, tmp_path / "other", shard=(2, 3))
    with pytest.raises(InputError, match="hold different sweeps: the seed was 1 and is now 5"):
        merge_sweeps([shards[0], tmp_path / "other", shards[2]], tmp_path / "merged")


@pytest.mark.slow
def test_a_merged_sweep_is_extended_like_any_other(shards: list[Path], design: Design, tmp_path: Path) -> None:
    merge_sweeps(shards, tmp_path / "merged")
    run_sweep(design, tmp_path / "merged", runs=200)
    run_sweep(design, tmp_path / "at_once", runs=200)
    assert bytes_of(tmp_path / "merged") == bytes_of(tmp_path / "at_once")


@pytest.mark.slow
def test_extended_shards_merge_into_the_extended_whole(shards: list[Path], design: Design, tmp_path: Path) -> None:
    for number, folder in enumerate(shards, start=1):
        run_sweep(design, folder, runs=200, shard=(number, 3))
    merge_sweeps(shards, tmp_path / "merged")
    run_sweep(design, tmp_path / "at_once", runs=200)
    assert bytes_of(tmp_path / "merged") == bytes_of(tmp_path / "at_once")


def test_a_folder_of_one_shard_takes_no_other(shards: list[Path], design: Design) -> None:
    with pytest.raises(InputError, match="holds shard 1/3 of this sweep, and shard 2/3 was asked for"):
        run_sweep(design, shards[0], shard=(2, 3))


def test_shards_are_not_merged_into_one_of_them(shards: list[Path]) -> None:
    with pytest.raises(InputError, match="it is one of the shards"):
        merge_sweeps(shards, shards[0])


@pytest.mark.slow
def test_shards_can_be_merged_elsewhere_than_they_were_made(
    shards: list[Path], wanted: dict[str, str], tmp_path: Path
) -> None:
    moved = [Path(shutil.move(folder, tmp_path / f"from_{folder.name}")) for folder in shards]
    merge_sweeps(moved, tmp_path / "merged")
    assert bytes_of(tmp_path / "merged") == wanted


def test_each_shard_has_a_folder_of_its_own() -> None:
    assert default_folder("mine", Shard()) == Path("results/sweep-mine")
    assert default_folder("mine", Shard(2, 3)) == Path("results/sweep-mine-shard-2-of-3")
