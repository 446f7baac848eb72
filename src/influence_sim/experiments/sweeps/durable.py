"""Files that survive a loss of power: whole under their name, or not there."""

import errno
import os
from pathlib import Path

from influence_sim.errors import OutputError

PARTIAL = ".partial"


def reason(error: OSError) -> str:
    """Why something could not be written, in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    return str(error.strerror or error)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file beside its place, see it onto the disk, then rename it into place.

    Raises:
        OutputError: it could not be written; nothing of it is left.
    """
    partial = path.with_name(f".{path.name}{PARTIAL}")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {reason(error)}") from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def make_folder(path: Path) -> None:
    """Make a folder and those above it, and see its name onto the disk.

    Raises:
        OutputError: it could not be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"cannot make the folder {path}: {reason(error)}") from error


def sync_folder(folder: Path) -> None:
    """See the names in a folder onto the disk, where the system lets a folder be opened for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_partials(folder: Path) -> None:
    """Remove what a process that was killed had begun to write."""
    for left in folder.glob(f".*{PARTIAL}"):
        left.unlink(missing_ok=True)
