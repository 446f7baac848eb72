"""A sweep that was never interrupted, made by an engine that takes no time."""

from pathlib import Path

import pytest
from sweeping import bytes_of, play_quickly, small_design

from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps import run_sweep


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that takes no time, in place of the real one."""
    for module in ("rows", "estimating"):
        monkeypatch.setattr(f"influence_sim.experiments.sweeps.{module}.play_block", play_quickly)


@pytest.fixture
def design(tmp_path: Path) -> Design:
    """6 points, 2 strategies, 100 runs: 2 chunks."""
    return small_design(tmp_path)


@pytest.fixture
def whole(quick: None, design: Design, tmp_path: Path) -> Path:
    """The folder of the finished sweep."""
    run_sweep(design, tmp_path / "whole")
    return tmp_path / "whole"


@pytest.fixture
def wanted(whole: Path) -> dict[str, str]:
    """What the finished sweep is, byte for byte."""
    return bytes_of(whole)
