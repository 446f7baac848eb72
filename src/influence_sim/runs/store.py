"""Results reach the disk whole or not at all, and the same results are the same bytes.

Everything is written under another name beside its place and renamed at the end:

    check_output(out, force=force)              # before any work
    with Folder(out, force=force) as folder:    # a pathlib.Path
        write_table(frame, folder / "tables" / "influence")
        write_json(facts, folder / "provenance.json")
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from influence_sim.errors import InputError, OutputError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

MARK = "provenance.json"
"""The file by which a folder of results is known; a folder without it is never replaced."""

_ROWS_PER_GROUP = 1 << 20
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


def check_output(path: str | Path, *, force: bool = False) -> None:
    """Say now, before any work, why results could not be put into a folder.

    An empty folder counts as free. ``force`` lets earlier results be replaced, never anything else.

    Raises:
        InputError: The folder holds something, a file is in the way, or it cannot be written to.
    """
    given = Path(path)
    try:
        place = given.resolve()
        if place.is_dir():
            _check_replaceable(given, place, force)
        elif place.exists():
            raise InputError(f"cannot write results to {given}: there is a file of that name; choose another --out")
        ancestor = next(folder for folder in place.parents if folder.exists())
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"cannot write results to {given}: {_reason(error)}") from error
    if not ancestor.is_dir():
        raise InputError(f"cannot write results to {given}: {ancestor} is a file, not a folder")
    if not os.access(ancestor, os.W_OK | os.X_OK):
        raise InputError(f"cannot write results to {given}: no permission to write in {ancestor}")


def _check_replaceable(given: Path, place: Path, force: bool) -> None:
    here = Path.cwd()
    if place == here or place in here.parents:
        raise InputError(f"cannot write results to {given}: it is the folder you are in; name a new folder inside it")
    if not any(place.iterdir()):
        return
    if not (place / MARK).is_file():
        raise InputError(f"cannot write results to {given}: it holds other files (no {MARK}); choose another --out")
    if not force:
        raise InputError(f"{given} already holds results; add --force to replace them, or choose another --out")


class Folder:
    """A folder of results that appears under its name only when it is complete.

    Used in a ``with`` statement, which gives the path to write into. At its end that folder is renamed into
    place; earlier results (``force``) are removed only then. If anything fails, or the user interrupts,
    what was written is removed and earlier results stay as they were.

    Raises:
        InputError: As :func:`check_output`.
        OutputError: The disk is full, or the folder could not be written or renamed.
        KeyboardInterrupt: The user's, with a sentence for the user as its argument.
    """

    def __init__(self, path: str | Path, *, force: bool = False) -> None:
        self.given = Path(path)
        self.force = force

    def __enter__(self) -> Path:
        check_output(self.given, force=self.force)
        self._place = self.given.resolve()
        self._partial = _beside(self._place, "partial")
        self._made = [folder for folder in self._place.parents if not folder.exists()]
        try:
            # A folder of this name was left by a process that was killed and had the same number.
            shutil.rmtree(self._partial, ignore_errors=True)
            self._partial.mkdir(parents=True)
        except OSError as error:
            self._discard()
            raise OutputError(f"cannot write results to {self.given}: {_reason(error)}") from error
        return self._partial

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            if error is None:
                self._put_in_place()
                return
        except InputError as late:
            error = OutputError(str(late))
        except (OSError, KeyboardInterrupt) as late:
            error = late
        self._discard()
        if isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt(f"interrupted; nothing was written to {self.given}") from error
        cause = error.__cause__ if isinstance(error, OutputError) else error
        if isinstance(cause, OSError) and self._ours(cause):
            raise OutputError(f"nothing was written to {self.given}: {_reason(cause)}") from cause
        if kind is None and error is not None:
            raise error

    def _put_in_place(self) -> None:
        old = _beside(self._place, "old")
        replaced = self._place.is_dir()
        if replaced:
            check_output(self.given, force=self.force)  # somebody may have put something there meanwhile
            self._place.rename(old)
        try:
            self._partial.rename(self._place)
        except BaseException:
            if replaced:
                old.rename(self._place)
            raise
        if replaced:
            shutil.rmtree(old, ignore_errors=True)

    def _discard(self) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)
        for folder in self._made:
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _ours(self, error: OSError) -> bool:
        """Whether an error is about these results, and not about some file that the caller read."""
        return error.errno in _DISK_ERRORS or str(self._partial) in f"{error.filename} {error.filename2}"


def write_table(frame: "pd.DataFrame", path: str | Path) -> None:
    r"""Write a frame as ``path``.csv and ``path``.parquet; equal frames give equal bytes.

    CSV: UTF-8, ``\n``, the shortest digits that read back as the same number, no index. Parquet: zstd, and none of
    the notes that pandas and Arrow usually leave on their own versions and types.

    Raises:
        OutputError: A file could not be written.
    """
    import pyarrow.parquet as pq

    with whole_file(f"{path}.csv") as partial:
        frame.to_csv(partial, index=False, lineterminator="\n", encoding="utf-8")
    with whole_file(f"{path}.parquet") as partial:
        pq.write_table(
            _plain_table(frame),
            partial,
            compression="zstd",
            row_group_size=_ROWS_PER_GROUP,
            store_schema=False,
        )


def _plain_table(frame: "pd.DataFrame") -> "pa.Table":
    """Without categories: their order, and those that do not occur, would be in the bytes."""
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))


def write_text(text: str, path: str | Path) -> None:
    r"""Write text as UTF-8 with ``\n``.

    Raises:
        OutputError: The file could not be written.
    """
    with whole_file(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")


def write_json(value: Any, path: str | Path) -> None:
    """Write JSON with sorted keys, two spaces and a newline at the end; numpy numbers and arrays are welcome.

    Raises:
        OutputError: The file could not be written.
        ValueError: A number is not finite; JSON has no word for it.
    """
    text = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False, default=_plain)
    write_text(text + "\n", path)


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


@contextlib.contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; rename it into place at the end, remove it if anything fails.

    Folders on the way are made, an earlier file is replaced. The suffix stays, for writers that go by it.

    Raises:
        OutputError: The file could not be written.
    """
    place = Path(path)
    partial = place.with_name(f".{place.stem}.partial-{os.getpid()}{place.suffix}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.replace(place)
    except OSError as error:
        raise OutputError(f"cannot write {place}: {_reason(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}-{os.getpid()}")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the disk is full"
    return str(getattr(error, "strerror", None) or error)
