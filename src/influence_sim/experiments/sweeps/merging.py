"""Shards put together: the dataset that one machine would have made."""

from collections.abc import Callable, Sequence
from pathlib import Path

from influence_sim.errors import InputError, OutputError
from influence_sim.experiments.sweeps.chunks import Chunk, Shard, chunks_of
from influence_sim.experiments.sweeps.durable import make_folder, remove_partials, write_durably
from influence_sim.experiments.sweeps.examining import sound_chunks
from influence_sim.experiments.sweeps.folder import (
    CHUNKS,
    POINTS,
    Entry,
    Manifest,
    chunk_path,
    is_dataset,
    read_manifest,
    write_manifest,
)
from influence_sim.experiments.sweeps.identity import differing
from influence_sim.experiments.sweeps.journal import Journal
from influence_sim.experiments.sweeps.opening import Sweep, open_sweep
from influence_sim.experiments.sweeps.origin import with_origin
from influence_sim.experiments.sweeps.parquet import digest_of
from influence_sim.experiments.sweeps.place import check_place, empty

Progress = Callable[[int], None]
Found = dict[str, tuple[Path, Entry]]


def merge_sweeps(
    folders: Sequence[str | Path], out: str | Path, *, force: bool = False, progress: Progress | None = None
) -> Sweep:
    """Put the shards of a sweep together; the same files, byte for byte, as of a sweep made in one folder.

    Args:
        folders: those of the shards, in any order.
        out: folder of the whole dataset; an interrupted merge goes on where it was.
        force: begin anew, whatever sweep that folder holds.
        progress: called with the number of chunks copied since the last call.

    Raises:
        InputError: shards are of different sweeps, or chunks are missing; nothing was written.
        OutputError: the disk is full or cannot be written. What was copied stays.
    """
    places = [Path(folder) for folder in folders]
    whole, chunks, found = gathered(places)
    target = Path(out)
    if target.resolve() in [place.resolve() for place in places]:
        raise InputError(f"cannot merge into {target}: it is one of the shards; choose another --out")
    check_place(target)
    make_folder(target)
    with Journal(target) as journal:
        if force:
            empty(target)
        there = already_there(target, whole)
        copied = 0
        try:
            begin(target, places[0], whole)
            for chunk in chunks:
                folder, entry = found[chunk.name]
                if there.get(chunk.name) != entry:
                    copy(chunk_path(folder, chunk.name), chunk_path(target, chunk.name), entry)
                    journal.add(chunk.name, entry)
                copied += 1
                if progress:
                    progress(1)
            entries = {chunk.name: found[chunk.name][1] for chunk in chunks}
            write_manifest(target, whole._replace(chunks=entries, complete=True))
        except KeyboardInterrupt as stop:
            done = f"{copied:,} of {len(chunks):,} chunks are in {target}"
            raise KeyboardInterrupt(f"interrupted; {done}; the same command goes on from there") from stop
        journal.remove()
    return open_sweep(target)


def begin(target: Path, shard: Path, whole: Manifest) -> None:
    """Say in the folder what it is to hold: first the manifest, by which it is known."""
    if not is_dataset(target):
        write_manifest(target, whole)
    write_durably(target / POINTS, points_of(shard))
    make_folder(target / CHUNKS)
    for folder in (target, target / CHUNKS):
        remove_partials(folder)


def gathered(places: Sequence[Path]) -> tuple[Manifest, list[Chunk], Found]:
    """What the whole is to say, its chunks, and where each of them lies.

    Raises:
        InputError: folders hold different sweeps, or not all of one.
    """
    if not places:
        raise InputError("merge needs the folders of shards")
    manifests = [read_manifest(place) for place in places]
    first = manifests[0]
    for place, manifest in zip(places, manifests, strict=True):
        check_alike(first, manifest, places[0], place)
    found: Found = {}
    damaged: list[str] = []
    for place, manifest in zip(places, manifests, strict=True):
        sound, spoilt = sound_chunks(place, manifest)
        damaged.extend(str(chunk_path(place, name)) for name in spoilt)
        found |= {name: (place, entry) for name, entry in sound.items()}
    chunks = chunks_of(first.points["count"], len(first.strategies), first.runs)
    missing = [chunk for chunk in chunks if chunk.name not in found or found[chunk.name][1].part != chunk.part]
    if missing:
        raise InputError(missing_words(missing, damaged, {manifest.shard for manifest in manifests}, len(chunks)))
    made = first.made
    for manifest in manifests[1:]:
        for origin in manifest.made:
            made = with_origin(made, origin)
    whole = first._replace(shard=Shard(), chunks={}, complete=False, made=made)
    return whole, chunks, found


def check_alike(one: Manifest, other: Manifest, here: Path, there: Path) -> None:
    """See that two folders hold parts of one sweep.

    Raises:
        InputError: they do not; the sentence says in what they differ.
    """
    here_is, there_is = (
        {**manifest.identity, "the points": manifest.points, "the number of runs": manifest.runs}
        for manifest in (one, other)
    )
    different = differing(here_is, there_is)
    if different:
        raise InputError(f"{here} and {there} hold different sweeps: {different}")


def missing_words(missing: Sequence[Chunk], damaged: Sequence[str], shards: set[Shard], chunks: int) -> str:
    """Why shards are no whole, and what to do."""
    said = f"{len(missing):,} of {chunks:,} chunks are missing"
    if damaged:
        said += f" ({len(damaged):,} damaged, the first {damaged[0]})"
    of = max(shard.of for shard in shards)
    absent = [f"{number}/{of}" for number in range(1, of + 1) if Shard(number, of) not in shards]
    if absent:
        return f"{said}: shard {', '.join(absent)} is not among the folders"
    unfinished = sorted({f"{chunk.turn % of + 1}/{of}" for chunk in missing})
    return f"{said}: finish shard {', '.join(unfinished)} by the command that made it"


def already_there(target: Path, whole: Manifest) -> dict[str, Entry]:
    """The sound chunks of an earlier merge.

    Raises:
        InputError: the folder holds another sweep.
    """
    if not is_dataset(target):
        return {}
    manifest = read_manifest(target)
    check_alike(manifest, whole, target, Path("these shards"))
    return sound_chunks(target, manifest)[0]


def points_of(folder: Path) -> bytes:
    """The file of the points.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return (folder / POINTS).read_bytes()
    except OSError as error:
        raise InputError(f"{folder / POINTS} cannot be read: {error.strerror}") from None


def copy(source: Path, target: Path, entry: Entry) -> None:
    """Copy a chunk.

    Raises:
        OutputError: it is not what it was when it was looked at, or cannot be written.
    """
    content = source.read_bytes()
    if digest_of(content) != entry.sha256:
        raise OutputError(f"{source} has changed while it was copied")
    write_durably(target, content)
