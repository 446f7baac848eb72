"""An ensemble on lanes is that of the scalar engine, whatever the blocks and threads."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.runs import side_by_side
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.threads import in_threads


def same(one: Ensemble, other: Ensemble) -> bool:
    """Whether two ensembles kept the same bits."""
    return one.data.keys() == other.data.keys() and all(
        np.array_equal(array.view(np.int64), other.data[name].view(np.int64)) for name, array in one.data.items()
    )


def made(engine: str, **given: Any) -> Ensemble:
    """An ensemble of the institution."""
    return isim.ensemble(
        given.pop("scenario", "baseline"), "institution", given.pop("runs", 21), engine=engine, **given
    )


@pytest.mark.parametrize(
    "given",
    [
        {"record": "outcomes"},
        {"record": [2001, 2016]},
        {"record": "all"},
        {"exchange": "full", "record": [2016]},
        {"parameters": "prior", "record": "outcomes"},
        {"fixed": {"credit_leak": 0.5}, "record": "outcomes"},
        {"scenario": "classroom", "runs": 1},
    ],
    ids=str,
)
def test_an_ensemble_on_lanes_has_the_bits_of_the_scalar_engine(given: dict[str, Any]) -> None:
    assert same(made("lanes", **given), made("compiled", **given))


def test_many_runs_go_on_lanes_unless_another_engine_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[int] = []
    monkeypatch.setattr("influence_sim.runs.ensemble.play_side_by_side", lambda *given: played.append(given[2]))
    made("auto", runs=5)
    made("lanes", runs=6)
    assert played == [5, 6]


@pytest.mark.parametrize(("block", "threads"), [(1, 3), (7, 1), (16, 5), (100, 2)])
def test_blocks_and_threads_change_nothing(block: int, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made("lanes", runs=45, record="outcomes")
    monkeypatch.setattr(side_by_side, "BLOCK", block)
    monkeypatch.setattr("os.cpu_count", lambda: threads)
    assert same(made("lanes", runs=45, record="outcomes"), before)


def test_every_run_is_counted_once() -> None:
    told: list[int] = []
    made("lanes", runs=150, record="outcomes", progress=told.append)
    assert sum(told) == 150
    assert len(told) > 1


def test_an_interrupt_in_progress_ends_the_work_early() -> None:
    began = time.monotonic()

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made("lanes", runs=500_000, record="outcomes", progress=stop)
    assert time.monotonic() - began < 30.0  # all of them would take minutes


def test_blocks_are_told_that_the_work_has_stopped() -> None:
    from threading import Event

    stopped = Event()

    def block(start: int) -> int:
        if start == 0:
            raise ValueError("a block")
        return 1 if stopped.wait(30.0) else 0

    with pytest.raises(ValueError, match="a block"):
        in_threads(block, [0, 1], None, stopped)
    assert stopped.is_set()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_ends_many_runs_within_seconds(tmp_path: Path) -> None:
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import influence_sim as isim\n"
        "isim.ensemble('baseline', runs=2_000_000, record='outcomes', engine='lanes',"
        " progress=lambda n: print(n, flush=True))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert time.monotonic() - began < 10.0  # a second on an idle machine
