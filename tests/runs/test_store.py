import contextlib
import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from influence_sim.errors import InputError, OutputError
from influence_sim.runs import store
from influence_sim.runs.store import MARK, Folder, check_output, whole_file, write_json, write_table, write_text

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": [2001, 2002],
            "power": ["north", "Österreich, Süd"],
            "share": [0.1 + 0.2, 1 / 3],
            "lost": [np.nan, 2.0],
        }
    )


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder with earlier results."""
    with Folder(tmp_path / "out") as folder:
        write_json({"seed": 1}, folder / MARK)
        write_text("old", folder / "old.txt")
    return tmp_path / "out"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# --- check_output ---


def test_a_new_folder_is_free_however_deep(tmp_path: Path) -> None:
    check_output(tmp_path / "a" / "b" / "out")
    assert names(tmp_path) == []


def test_an_empty_folder_is_free(tmp_path: Path) -> None:
    check_output(tmp_path)
    with Folder(tmp_path) as folder:
        write_text("x", folder / "x.txt")
    assert names(tmp_path) == ["x.txt"]


def test_earlier_results_are_not_replaced_unasked(earlier: Path) -> None:
    with pytest.raises(InputError, match=r"out already holds results; add --force to replace them"):
        check_output(earlier)


def test_earlier_results_may_be_replaced_when_asked(earlier: Path) -> None:
    check_output(earlier, force=True)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_other_files_is_never_replaced(tmp_path: Path, force: bool) -> None:
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(InputError, match="holds other files"):
        check_output(tmp_path, force=force)


@pytest.mark.parametrize("force", [False, True])
def test_a_file_in_the_way_is_an_error(tmp_path: Path, force: bool) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="there is a file of that name"):
        check_output(tmp_path / "out", force=force)


def test_a_file_among_the_parents_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="file is a file, not a folder"):
        check_output(tmp_path / "file" / "deeper" / "out")


def test_the_current_folder_is_not_replaced(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(earlier)
    for path in (".", "..", earlier):
        with pytest.raises(InputError, match="the folder you are in"):
            check_output(path, force=True)


def test_a_folder_without_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)  # root may write everywhere
    with pytest.raises(InputError, match="no permission to write in"):
        check_output(tmp_path / "out")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_an_impossible_name_is_an_error_of_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot write results to") as caught:
        check_output(tmp_path / name)
    assert "\n" not in str(caught.value)


# --- Folder ---


def test_results_appear_only_when_complete(tmp_path: Path) -> None:
    with Folder(tmp_path / "out") as folder:
        write_text("1", folder / "tables" / "a.txt")
        assert not (tmp_path / "out").exists()
        assert folder.parent == tmp_path
    assert names(tmp_path) == ["out", "out/tables", "out/tables/a.txt"]


def test_new_results_replace_the_old_ones_whole(earlier: Path) -> None:
    with Folder(earlier, force=True) as folder:
        write_json({"seed": 2}, folder / MARK)
        assert (earlier / "old.txt").exists()
    assert names(earlier.parent) == ["out", f"out/{MARK}"]
    assert json.loads((earlier / MARK).read_text()) == {"seed": 2}


def test_a_failure_leaves_earlier_results_as_they_were(earlier: Path) -> None:
    before = names(earlier.parent)
    with pytest.raises(ZeroDivisionError), Folder(earlier, force=True) as folder:
        write_text("new", folder / "new.txt")
        raise ZeroDivisionError
    assert names(earlier.parent) == before


def test_a_failure_leaves_no_new_parents(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Folder(tmp_path / "a" / "b" / "out"):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_an_interrupted_run_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt, match=r"interrupted; nothing was written to .*out"), Folder(tmp_path / "out"):
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise NO_SPACE

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError) as caught, Folder(tmp_path / "out") as folder:
        write_text("x", folder / "x.txt")
    assert str(caught.value) == f"nothing was written to {tmp_path / 'out'}: the disk is full"
    assert names(tmp_path) == []


def test_a_full_disk_is_noticed_in_other_peoples_writers_too(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the disk is full"), Folder(tmp_path / "out"):
        raise NO_SPACE


def test_a_file_missing_elsewhere_is_not_blamed_on_the_results(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), Folder(tmp_path / "out"):
        (tmp_path / "posterior.csv").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_table_on_a_disk_that_is_really_full_is_an_output_error(
    tmp_path: Path, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Folder(tmp_path / "out") as folder:
        (folder / f".t.partial-{os.getpid()}.csv").symlink_to("/dev/full")
        with pytest.raises(OutputError, match="the disk is full"):
            write_table(frame, folder / "t")


def test_results_that_cannot_be_put_in_place_leave_the_old_ones(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(earlier.parent)
    rename = Path.rename

    def stubborn(self: Path, target: Path) -> Path:
        if ".partial-" in self.name:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(OutputError, match="nothing was written"), Folder(earlier, force=True) as folder:
        write_text("new", folder / "new.txt")
    assert names(earlier.parent) == before


def test_results_that_appeared_meanwhile_are_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="already holds results"), Folder(tmp_path / "out"):
        write_text("{}", tmp_path / "out" / MARK)
    assert names(tmp_path) == ["out", f"out/{MARK}"]


def test_what_a_killed_process_left_is_not_mixed_in(tmp_path: Path) -> None:
    left = tmp_path / f".out.partial-{os.getpid()}"
    write_text("stale", left / "stale.txt")
    with Folder(tmp_path / "out") as folder:
        write_text("new", folder / "new.txt")
    assert names(tmp_path) == ["out", "out/new.txt"]


def test_a_link_to_a_folder_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    with Folder(tmp_path / "out") as folder:
        write_text("x", folder / "x.txt")
    assert (tmp_path / "out").is_symlink()
    assert names(tmp_path / "disk") == ["x.txt"]


# --- tables, text, JSON ---


def test_numbers_in_csv_read_back_as_the_same_numbers(tmp_path: Path, frame: pd.DataFrame) -> None:
    write_table(frame, tmp_path / "t")
    expected = 'year,power,share,lost\n2001,north,0.30000000000000004,\n2002,"Österreich, Süd",0.3333333333333333,2.0\n'
    assert (tmp_path / "t.csv").read_bytes() == expected.encode()


def test_parquet_reads_back_as_the_same_frame(tmp_path: Path, frame: pd.DataFrame) -> None:
    write_table(frame, tmp_path / "t")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), frame)


def both(path: Path) -> bytes:
    return path.with_suffix(".csv").read_bytes() + path.with_suffix(".parquet").read_bytes()


def test_the_same_values_are_the_same_bytes_however_pandas_keeps_them(tmp_path: Path, frame: pd.DataFrame) -> None:
    write_table(frame, tmp_path / "first")
    categories = pd.CategoricalDtype(["nobody", *frame["power"][::-1]])
    kinds: list[Any] = ["object", "str", "category", categories]
    for number, kind in enumerate(kinds):
        write_table(frame.astype({"power": kind}).set_index(pd.Index([7, 3])), tmp_path / f"t{number}")
        assert both(tmp_path / f"t{number}") == both(tmp_path / "first")


def test_another_process_writes_the_same_bytes(tmp_path: Path, frame: pd.DataFrame) -> None:
    write_table(frame, tmp_path / "here")
    program = (
        "import sys, pandas as pd; from influence_sim.runs.store import write_table;"
        "write_table(pd.read_csv(sys.argv[1], float_precision='round_trip'), sys.argv[2])"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "here.csv"), str(tmp_path / "there")]
    source = str(Path(store.__file__).parents[2])
    subprocess.run(words, check=True, env={**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": "7"})
    assert both(tmp_path / "there") == both(tmp_path / "here")


def test_parquet_tells_neither_pandas_nor_arrow_types(tmp_path: Path, frame: pd.DataFrame) -> None:
    import pyarrow.parquet as pq

    write_table(frame, tmp_path / "t")
    file = pq.ParquetFile(tmp_path / "t.parquet")
    assert file.metadata.metadata is None
    assert file.metadata.row_group(0).column(1).compression == "ZSTD"


def test_text_ends_its_lines_the_same_way_everywhere(tmp_path: Path) -> None:
    write_text("a\nü\n", tmp_path / "t.txt")
    assert (tmp_path / "t.txt").read_bytes() == b"a\n\xc3\xbc\n"


def test_json_has_sorted_keys_and_an_end_of_line(tmp_path: Path) -> None:
    write_json({"b": np.int64(2), "a": [np.float64(0.5), np.array([1, 2])], "c": Path("x")}, tmp_path / "t.json")
    text = (tmp_path / "t.json").read_text()
    assert text.startswith('{\n  "a": [\n    0.5,')
    assert text.endswith('"b": 2,\n  "c": "x"\n}\n')


@pytest.mark.parametrize(("value", "kind"), [(float("nan"), ValueError), ({1, 2}, TypeError)])
def test_json_takes_only_what_json_has(tmp_path: Path, value: object, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        write_json({"a": value}, tmp_path / "t.json")
    assert names(tmp_path) == []


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "t.txt"
    write_text("old", target)
    with contextlib.suppress(ZeroDivisionError), whole_file(target) as partial:
        partial.write_text("ne")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert names(tmp_path) == ["t.txt"]


def test_a_file_where_a_folder_should_be_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot write .*t\.txt"):
        write_text("x", tmp_path / "file" / "t.txt")
