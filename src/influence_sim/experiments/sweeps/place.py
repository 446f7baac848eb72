"""Where a sweep may go: a new folder, or one that holds a sweep."""

from pathlib import Path

from influence_sim.experiments.sweeps.durable import PARTIAL
from influence_sim.experiments.sweeps.folder import CHUNKS, JOURNAL, MANIFEST, POINTS, is_dataset, read_manifest
from influence_sim.runs.store import check_output

BEFORE_THE_MANIFEST = {JOURNAL, POINTS, CHUNKS, f".{POINTS}{PARTIAL}", f".{MANIFEST}{PARTIAL}"}


def check_place(folder: Path) -> None:
    """Say before any work why a sweep could not be put into a folder.

    Raises:
        InputError: it holds something that is no sweep, or cannot be written to.
    """
    if is_dataset(folder):
        read_manifest(folder)
    elif not was_just_begun(folder):
        check_output(folder)


def was_just_begun(folder: Path) -> bool:
    """Whether a process died in this folder before there was a manifest."""
    try:
        names = {path.name for path in folder.iterdir()}
        chunks = [*(folder / CHUNKS).iterdir()] if CHUNKS in names else []
    except OSError:
        return False
    return JOURNAL in names and names <= BEFORE_THE_MANIFEST and not chunks


def empty(folder: Path) -> None:
    """Remove a sweep from its folder; the manifest last, so that the folder is known for what it is until then."""
    for path in [*(folder / CHUNKS).glob("chunk-*.parquet"), folder / POINTS, folder / MANIFEST]:
        path.unlink(missing_ok=True)
