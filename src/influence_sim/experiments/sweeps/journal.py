"""The journal of a sweep that is being made; whoever holds it open is the only one that adds to the dataset."""

import io
import os
import sys
from pathlib import Path

from influence_sim.errors import InputError, OutputError
from influence_sim.experiments.sweeps.durable import reason, sync_folder
from influence_sim.experiments.sweeps.folder import JOURNAL, Entry, journal_entries, journal_line

FAR = 1 << 40  # where Windows locks a byte: beyond all that is written


class Journal:
    """The journal, locked; used in a ``with`` statement. A process that dies gives it back.

    Raises:
        InputError: another process is adding to this dataset.
        OutputError: it could not be written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self.removed = False

    def __enter__(self) -> "Journal":
        try:
            self.stream = self.opened()
        except OSError as error:
            raise OutputError(f"cannot write {self.path}: {reason(error)}") from error
        return self

    def opened(self) -> io.FileIO:
        """The file, once it is ours; what a dying process wrote of a last line is cut off."""
        while True:
            stream = io.FileIO(self.path, "a+")
            if not locked(stream):
                stream.close()
                raise InputError(f"{self.path.parent} is being written by another process; wait until it has ended")
            if self.path.is_file() and os.path.samestat(os.fstat(stream.fileno()), self.path.stat()):
                break
            stream.close()  # the one who held it has finished and removed it meanwhile
        stream.truncate(journal_entries(self.path.read_bytes())[1])
        sync_folder(self.path.parent)
        return stream

    def add(self, name: str, entry: Entry) -> None:
        """Say that a chunk is on the disk.

        Raises:
            OutputError: it could not be written.
        """
        try:
            line = memoryview(journal_line(name, entry))
            while line:  # the last bytes of a disk may take only part of it
                line = line[self.stream.write(line) or 0 :]
            os.fsync(self.stream.fileno())
        except OSError as error:
            raise OutputError(f"cannot write {self.path}: {reason(error)}") from error

    def remove(self) -> None:
        """The manifest has all that it says."""
        if sys.platform == "win32":
            self.stream.close()
        self.path.unlink(missing_ok=True)
        self.removed = True

    def __exit__(self, *_: object) -> None:
        if not self.removed and not os.fstat(self.stream.fileno()).st_size:
            self.remove()  # nothing was done
        self.stream.close()


def locked(stream: io.FileIO) -> bool:
    """Whether a file is now ours alone; True where files cannot be locked."""
    if sys.platform == "win32":
        import msvcrt

        stream.seek(FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
