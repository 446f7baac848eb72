"""A sweep on disk: points.parquet, chunks/, manifest.json, and journal.jsonl as long as chunks are missing.

The manifest says what the dataset is of and, once it is finished, which chunks there are, each with its SHA-256.
Until then a line of the journal says so of each chunk, written after the chunk is on the disk: to add one of ten
thousand chunks is one line. Whatever the moment at which a process dies, chunk and line are there or it is run again.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from influence_sim.errors import InputError
from influence_sim.experiments.sweeps.chunks import Chunk, Part, Range, Shard
from influence_sim.experiments.sweeps.durable import write_durably

MANIFEST, JOURNAL, POINTS, CHUNKS = "manifest.json", "journal.jsonl", "points.parquet", "chunks"
KIND, FORMAT = "influence-sim sweep", 1


class Entry(NamedTuple):
    """A chunk that is on disk: what it holds, how many of its rows are failed runs, and its SHA-256."""

    part: Part
    failed: int
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """As the manifest and the journal have it."""
        return {
            "points": list(self.part.points),
            "runs": list(self.part.runs),
            "failed": self.failed,
            "sha256": self.sha256,
        }

    @staticmethod
    def of_json(said: Mapping[str, Any]) -> "Entry":
        """From the manifest or the journal."""
        part = Part(Range(*said["points"]), Range(*said["runs"]))
        return Entry(part, int(said["failed"]), str(said["sha256"]))


class Manifest(NamedTuple):
    """What a dataset says of itself.

    Attributes:
        design: the design, as its file has it.
        identity: what must be the same for rows to belong together.
        strategies, columns: names of the strategies and of the outcomes, in order.
        points: ``count`` and ``sha256`` of the points.
        runs: runs of each strategy at each point.
        seed: which luck.
        shard: which part of the chunks this folder is to hold.
        chunks: name → what is on disk; while chunks are missing, more are in the journal.
        complete: whether all chunks that the folder is to hold were there.
        made: versions, commit, platform and command, of each program that has added to the dataset.
    """

    design: dict[str, Any]
    identity: dict[str, Any]
    strategies: tuple[str, ...]
    columns: tuple[str, ...]
    points: dict[str, Any]
    runs: int
    seed: int
    shard: Shard
    chunks: dict[str, Entry]
    complete: bool
    made: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """As ``manifest.json`` has it."""
        chunks = {name: self.chunks[name].as_json() for name in sorted(self.chunks)}
        return {"kind": KIND, "format": FORMAT, **self._asdict(), "shard": list(self.shard), "chunks": chunks}

    @staticmethod
    def of_json(said: Mapping[str, Any]) -> "Manifest":
        """From ``manifest.json``."""
        values = {name: said[name] for name in Manifest._fields}
        chunks = {name: Entry.of_json(entry) for name, entry in said["chunks"].items()}
        lists = {"strategies": tuple(said["strategies"]), "columns": tuple(said["columns"])}
        return Manifest(**{**values, **lists, "chunks": chunks, "shard": Shard(*said["shard"])})


def chunk_path(folder: Path, name: str) -> Path:
    """Where a chunk lies."""
    return folder / CHUNKS / name


def is_dataset(folder: Path) -> bool:
    """Whether a folder holds a sweep, finished or not."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, the journal's chunks included.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    path = folder / MANIFEST
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["kind"] != KIND or said["format"] != FORMAT:
            raise InputError(f"{path} is not the manifest of a sweep that this version of influence-sim can read")
        manifest = Manifest.of_json(said)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"{folder} holds no sweep: there is no {MANIFEST} in it") from None
    except InputError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} cannot be read as the manifest of a sweep ({type(error).__name__})") from None
    content = (folder / JOURNAL).read_bytes() if (folder / JOURNAL).is_file() else b""
    return manifest._replace(chunks={**manifest.chunks, **journal_entries(content)[0]})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all.

    Raises:
        OutputError: it could not be written.
    """
    text = json.dumps(manifest.as_json(), indent=1, ensure_ascii=False, allow_nan=False)
    write_durably(folder / MANIFEST, (text + "\n").encode())


def journal_line(name: str, entry: Entry) -> bytes:
    """What the journal says of a chunk."""
    return json.dumps({"chunk": name, **entry.as_json()}).encode() + b"\n"


def journal_entries(content: bytes) -> tuple[dict[str, Entry], int]:
    """What a journal says, and how many of its bytes are whole lines: a process may have died while it wrote one."""
    found: dict[str, Entry] = {}
    length = 0
    for line in content.splitlines(keepends=True):
        try:
            said = json.loads(line)
            entry = Entry.of_json(said)
        except (ValueError, KeyError, TypeError):
            break
        if not line.endswith(b"\n"):
            break
        found[said["chunk"]] = entry
        length += len(line)
    return found, length


def chunk_entry(chunk: Chunk, failed: int, sha256: str) -> Entry:
    """The entry of a chunk that holds all it is to hold."""
    return Entry(chunk.part, failed, sha256)
