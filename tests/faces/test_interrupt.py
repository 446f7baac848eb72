"""Ctrl-C, a reader that goes away, a whole process from outside."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from influence_sim.faces.cli import main; sys.exit(main(sys.argv[1:]))"
)


def started(*words: str, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    process = started("run", "classroom", "--engine", "mesa", "--runs", "100000", cwd=tmp_path)
    assert process.stderr is not None
    assert "a second" in process.stderr.readline()  # the runs are under way
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "interrupted; nothing was written"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_while_figures_are_drawn_leaves_nothing(tmp_path: Path) -> None:
    process = started("run", "classroom", "--engine", "mesa", "--runs", "2", "--out", "results", cwd=tmp_path)
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".results.partial-*/figures/*.png")) and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "interrupted; nothing was written to results"
    assert list(tmp_path.iterdir()) == []


def test_a_process_gives_its_exit_code_and_its_sentence(tmp_path: Path) -> None:
    process = started("run", "--seed", "banana", cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (2, "", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    process = started("show", "baseline", cwd=tmp_path)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait(timeout=60)
