"""Sweeps that are killed, interrupted or run out of disk; the same call then makes the same files."""

import errno
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sweeping import TESTS, bytes_of, play_quickly, write_design

from influence_sim.errors import InputError, OutputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps import open_sweep, rows, run_sweep
from influence_sim.experiments.sweeps.journal import Journal
from influence_sim.experiments.sweeps.working import make

posix = pytest.mark.skipif(os.name != "posix", reason="processes and signals of POSIX")

SLOWLY = f"""
import sys, time
sys.path.insert(0, {str(TESTS)!r})
import sweeping
from influence_sim.experiments.sweeps import rows, run_sweep
from influence_sim.experiments.designs import load_design
def play(*given):
    time.sleep(0.01)
    return sweeping.play_quickly(*given)
rows.play_block = play
run_sweep(load_design(sys.argv[1]), sys.argv[2])
"""


def here_and_now(maker: Any, tasks: Any) -> Iterator[Any]:
    """A scheduler without threads."""
    for task in tasks:
        yield task, make(maker, task)


def dies_at(step: int, design: Design, folder: Path) -> bool:
    """Run a sweep in a process that dies before or after the step-th write, sync, rename or removal; whether it did."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        child = os.fork()
    if not child:
        left = [step]

        def counted(call: Any) -> Any:
            def doing(*given: Any, **named: Any) -> Any:
                for after in (False, True):
                    left[0] -= 1
                    if left[0] == 0:
                        os._exit(99)
                    if not after:
                        found = call(*given, **named)
                return found

            return doing

        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
            setattr(owner, name, counted(getattr(owner, name)))
        try:
            run_sweep(design, folder, scheduler=here_and_now)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 99


every_step = pytest.mark.parametrize("stride", [13, pytest.param(1, marks=pytest.mark.slow)])


@pytest.mark.slow
@posix
@every_step
def test_a_process_may_die_at_any_step(stride: int, design: Design, wanted: dict[str, str], tmp_path: Path) -> None:
    step = 1
    while dies_at(step, design, tmp_path / f"step_{step}"):
        run_sweep(design, tmp_path / f"step_{step}", scheduler=here_and_now)
        assert bytes_of(tmp_path / f"step_{step}") == wanted, step
        step += stride
    assert step > 40


@pytest.mark.slow
@posix
@every_step
def test_a_process_may_die_at_any_step_of_an_extension(
    stride: int, design: Design, whole: Path, tmp_path: Path, wanted: dict[str, str]
) -> None:
    more = design.model_copy(update={"runs_per_point": 150})
    run_sweep(more, tmp_path / "at_once")
    longer, step = bytes_of(tmp_path / "at_once"), 1
    while True:
        folder = tmp_path / f"step_{step}"
        run_sweep(design, folder)
        assert bytes_of(folder) == wanted
        if not dies_at(step, more, folder):
            break
        run_sweep(more, folder, scheduler=here_and_now)
        assert bytes_of(folder) == longer, step
        step += stride
    assert step > 40


def stopped_after(chunks: int, design: Design, folder: Path) -> str:
    """Interrupt a sweep once so many chunks more are there; what the user is told."""

    def work(maker: Any, tasks: Any) -> Iterator[Any]:
        yield from here_and_now(maker, tasks[:chunks])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        run_sweep(design, folder, scheduler=work)
    return str(caught.value)


def test_half_a_line_of_the_journal_spoils_no_line_after_it(quick: None, design: Design, tmp_path: Path) -> None:
    longer = design.model_copy(update={"runs_per_point": 200})
    folder = tmp_path / "half"
    stopped_after(1, longer, folder)
    journal = folder / "journal.jsonl"
    line = journal.read_bytes()
    journal.write_bytes(line + line[: len(line) // 2])
    said = stopped_after(1, longer, folder)
    assert said == f"interrupted; 2 of 3 chunks are kept in {folder}; the same command goes on from there"
    assert len(open_sweep(folder).entries) == 2


def test_an_interrupted_sweep_keeps_its_chunks_and_goes_on(
    design: Design, wanted: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_after(1, design, tmp_path / "stopped")
    assert not open_sweep(tmp_path / "stopped").complete
    played: list[int] = []
    monkeypatch.setattr(rows, "play_block", lambda *given: played.append(len(given[2])) or play_quickly(*given))
    run_sweep(design, tmp_path / "stopped")
    assert sum(played) == 6 * 2 * 36
    assert bytes_of(tmp_path / "stopped") == wanted


def test_two_processes_do_not_write_one_sweep(design: Design, whole: Path) -> None:
    with Journal(whole), pytest.raises(InputError, match="being written by another process"):
        run_sweep(design, whole)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk on which no file can be larger."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize("size", [100, 2_000, 20_000])
def test_a_disk_that_takes_no_more_leaves_nothing_half_written(
    size: int, design: Design, wanted: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "full"
    with files_of_at_most(size), pytest.raises(OutputError, match=r"of 2 chunks are kept in .*; the same command"):
        run_sweep(design, folder)
    assert [path.name for path in folder.rglob("*partial*")] == []
    run_sweep(design, folder)
    assert bytes_of(folder) == wanted


def test_a_full_disk_is_called_by_its_name(design: Design, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        run_sweep(design, tmp_path / "full")


def killed(design: Path, folder: Path, chunks: int) -> None:
    """A process of its own that makes the sweep, killed as soon as so many chunks are there."""
    process = subprocess.Popen([sys.executable, "-c", SLOWLY, str(design), str(folder)])
    end = time.monotonic() + 60
    while len([*folder.glob("chunks/chunk-*")]) < chunks and process.poll() is None and time.monotonic() < end:
        time.sleep(0.002)
    process.kill()
    assert process.wait() == -signal.SIGKILL


@posix
def test_a_sweep_that_is_killed_goes_on_as_if_nothing_had_happened(quick: None, tmp_path: Path) -> None:
    from influence_sim.experiments.designs import load_design

    path = write_design(tmp_path, runs_per_point=500)
    run_sweep(load_design(path), tmp_path / "whole")
    killed(path, tmp_path / "killed", 1)
    before = len(open_sweep(tmp_path / "killed").entries)
    run_sweep(load_design(path), tmp_path / "killed")
    assert before < 4
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")


@posix
@pytest.mark.slow
def test_the_command_killed_ten_times_at_random_makes_the_same_files(tmp_path: Path) -> None:
    path = write_design(tmp_path, runs_per_point=6000)
    words = [sys.executable, "-c", "from influence_sim.faces.cli import main; import sys; sys.exit(main(sys.argv[1:]))"]
    command = [*words, "sweep", str(path), "--quiet", "--out"]
    subprocess.run([*command, str(tmp_path / "whole")], check=True, capture_output=True)
    random = Random(1)
    for _ in range(10):
        process = subprocess.Popen([*command, str(tmp_path / "killed")], stdout=subprocess.DEVNULL)
        begun = len([*tmp_path.glob("killed/chunks/chunk-*")])
        end = time.monotonic() + 60
        while len([*tmp_path.glob("killed/chunks/chunk-*")]) <= begun and process.poll() is None:
            time.sleep(0.01)
            assert time.monotonic() < end
        time.sleep(random.uniform(0.0, 0.3))
        process.kill()
        process.wait()
    subprocess.run([*command, str(tmp_path / "killed")], check=True, capture_output=True)
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")
