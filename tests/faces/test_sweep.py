"""``influence-sim sweep`` and ``merge``."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from faces.typing_words import Typed
from sweeping import TESTS, bytes_of, play_quickly, write_design

PROGRAM = f"""
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, {str(TESTS)!r})
import sweeping
from influence_sim.experiments.sweeps import estimating, rows
def play(*given):
    time.sleep(0.02)
    return sweeping.play_quickly(*given)
rows.play_block = play
estimating.play_block = play
from influence_sim.faces.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("rows", "estimating"):
        monkeypatch.setattr(f"influence_sim.experiments.sweeps.{module}.play_block", play_quickly)
    monkeypatch.setattr("influence_sim.runs.choosing.is_ready", lambda engine: True)


def test_it_says_first_what_it_will_do_and_last_what_there_is(typed: Typed, tmp_path: Path) -> None:
    write_design(tmp_path)
    result = typed("sweep", "mine.yaml")
    assert result.exit_code == 0
    first, second, *_ = result.stderr.splitlines()
    assert first == "6 points × 2 strategies × 100 runs = 1,200 runs, seed 1, into results/sweep-mine"
    assert second == "About 1 s, and at most 216 kB on disk."
    assert result.stdout == "1,200 runs in 2 chunks: results/sweep-mine\n"
    assert (tmp_path / "results" / "sweep-mine" / "manifest.json").is_file()


def test_it_says_what_is_there_already(typed: Typed, tmp_path: Path) -> None:
    write_design(tmp_path)
    typed("sweep", "mine.yaml")
    assert "0 runs are left" in typed("sweep", "mine.yaml").stderr
    again = typed("sweep", "mine.yaml", "--runs-per-point", "150")
    assert "1,200 runs are there already; 600 runs are left." in again.stderr
    (tmp_path / "results" / "sweep-mine" / "chunks" / "chunk-000000-000000.parquet").write_bytes(b"spoilt")
    mended = typed("sweep", "mine.yaml", "--runs-per-point", "150")
    assert "1 chunk damaged, to be run again: chunk-000000-000000.parquet" in mended.stderr


def test_quiet_is_quiet(typed: Typed, tmp_path: Path) -> None:
    write_design(tmp_path)
    assert typed("sweep", "mine.yaml", "--quiet").stderr == ""


def test_shards_are_merged_by_the_command_that_their_names_suggest(typed: Typed, tmp_path: Path) -> None:
    write_design(tmp_path)
    typed("sweep", "mine.yaml", "--out", "whole")
    for number in (1, 2):
        result = typed("sweep", "mine.yaml", "--shard", f"{number}/2")
        assert f"This is shard {number} of 2; merge puts all together." in result.stdout
    merged = typed("merge", *sorted(str(path) for path in Path("results").iterdir()))
    assert (merged.exit_code, merged.stdout) == (0, "2 chunks: results/sweep-mine\n")
    assert bytes_of(Path("results/sweep-mine")) == bytes_of(Path("whole"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sweep", "mine.yaml", "--shard", "3/2"), '--shard "3/2" is out of range; allowed: 1/N to N/N'),
        (("sweep", "mine.yaml", "--shard", "half"), '--shard "half" is not I/N, as in 2/8'),
        (("sweep", "mine.yaml", "--runs-per-point", "0"), "--runs-per-point 0 is out of range"),
        (("sweep", "mine.yaml", "--out", "."), "cannot write results to ."),
        (("sweep", "absent.yaml"), "absent.yaml"),
        (("merge", "absent"), "absent holds no sweep"),
        (("merge",), "DIR… is missing"),
    ],
)
def test_what_is_wrong_is_one_sentence_before_any_work(
    words: tuple[str, ...], said: str, typed: Typed, tmp_path: Path
) -> None:
    write_design(tmp_path)
    result = typed(*words)
    assert result.exit_code == 2
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
def test_ctrl_c_says_in_one_sentence_how_to_go_on(tmp_path: Path) -> None:
    write_design(tmp_path, runs_per_point=5000)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "sweep", "mine.yaml", "--out", "stopped"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "into stopped" in process.stderr.readline()
    while not [*tmp_path.glob("stopped/chunks/chunk-*")] and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    last = err.splitlines()[-1]
    assert last.startswith("interrupted; ")
    assert last.endswith("chunks are kept in stopped; the same command goes on from there")
