"""Results reach a folder whole or not at all, and what stood there stays as it was."""

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bad_input.cases import contents
from faces.typing_words import type_words

RUN = ("run", "classroom", "--runs", "1", "--engine", "mesa", "--no-figures", "--quiet")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def earlier(tmp_path: Path) -> dict[str, bytes | None]:
    """Earlier results, and what stands in the folder with them."""
    (tmp_path / "results" / "tables").mkdir(parents=True)
    (tmp_path / "results" / "provenance.json").write_bytes(b"{}")
    (tmp_path / "results" / "tables" / "old.csv").write_bytes(b"a,b\r\n1,2\r\n")
    return contents(tmp_path)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full once the tables are there."""

    def write_text(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", write_text)


def test_earlier_results_stay_byte_for_byte(tmp_path: Path, earlier: dict[str, bytes | None]) -> None:
    assert type_words(*RUN, "--out", "results").exit_code == 2
    assert contents(tmp_path) == earlier


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_exit_code_1_and_one_sentence(tmp_path: Path) -> None:
    result = type_words(*RUN, "--out", "deep/results")
    assert (result.exit_code, result.stderr) == (1, "error: nothing was written to deep/results: the disk is full\n")
    assert contents(tmp_path) == {}


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_earlier_results_as_they_were(tmp_path: Path, earlier: dict[str, bytes | None]) -> None:
    assert type_words(*RUN, "--out", "results", "--force").exit_code == 1
    assert contents(tmp_path) == earlier


def test_a_disk_of_a_few_pages_is_exit_code_1_and_one_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    made = (
        mount
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)], capture_output=True, check=False
        ).returncode
    )
    if not made:
        pytest.skip("only root can mount a small disk")
    try:
        result = type_words(*RUN, "--out", "disk/results")
        left = contents(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert (result.exit_code, left) == (1, {})
    assert result.stderr == "error: nothing was written to disk/results: the disk is full\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    result = type_words(*RUN, "--out", "locked/results")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no permission to write" in result.stderr


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that takes no files, even from root")
def test_a_folder_that_takes_no_files_is_one_sentence() -> None:
    result = type_words(*RUN, "--out", "/proc/results")
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith("error: cannot write results to /proc/results: ")
    assert result.stderr.count("\n") == 1


def test_forced_results_replace_earlier_ones(tmp_path: Path, earlier: dict[str, bytes | None]) -> None:
    assert type_words(*RUN, "--out", "results", "--force").exit_code == 0
    now = contents(tmp_path)
    assert "results/tables/old.csv" in earlier and "results/tables/old.csv" not in now
    assert not [name for name in now if "partial" in name or ".old" in name]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_names_in_any_script_run_to_the_end_with_figures(tmp_path: Path) -> None:
    names = "states: {alba: {name: Türkiye}, bora: {name: 日本}, cima: {name: قيرغيزستان}}"
    (tmp_path / "мой мир.yaml").write_text(f"extends: classroom\n{names}\n", encoding="utf-8")
    words = [word for word in RUN if word != "--no-figures"]
    result = type_words(*("мой мир.yaml" if word == "classroom" else word for word in words))
    assert result.exit_code == 0
    assert "日本" in (tmp_path / "results" / "run-мой мир" / "report.md").read_text(encoding="utf-8")
