"""What is there of a sweep: each chunk is held against its SHA-256."""

from pathlib import Path

from influence_sim.errors import InputError
from influence_sim.experiments.sweeps.folder import Entry, Manifest, chunk_path, is_dataset, read_manifest
from influence_sim.experiments.sweeps.identity import WAY_OUT, check_points, differing
from influence_sim.experiments.sweeps.parquet import digest_of_file
from influence_sim.experiments.sweeps.plan import Plan, State


def examine(plan: Plan, folder: Path) -> State:
    """Hold a folder against a plan; it may be empty or not there.

    Raises:
        InputError: it holds another sweep, or more than is wanted; the sentence says in what they differ.
    """
    if not is_dataset(folder):
        return State({}, {}, plan.chunks, ())
    manifest = read_manifest(folder)
    check_belongs(plan, manifest, folder)
    sound, damaged = sound_chunks(folder, manifest)
    there, shorter, left = {}, {}, []
    for chunk in plan.chunks:
        entry = sound.get(chunk.name)
        if entry is not None and entry.part == chunk.part:
            there[chunk.name] = entry
            continue
        left.append(chunk)
        if entry is not None:
            shorter[chunk.name] = entry
    return State(there, shorter, left, damaged)


def check_belongs(plan: Plan, manifest: Manifest, folder: Path) -> None:
    """See that a plan goes on with what is there.

    Raises:
        InputError: it does not.
    """
    where, wanted = str(folder), plan.wanted
    different = differing(manifest.identity, wanted.identity)
    if different:
        raise InputError(f"{where} holds another sweep: {different}{WAY_OUT}")
    check_points(manifest.points, plan.points, where)
    if manifest.shard != wanted.shard:
        was, now = (f"{shard.number}/{shard.of}" for shard in (manifest.shard, wanted.shard))
        raise InputError(f"{where} holds shard {was} of this sweep, and shard {now} was asked for{WAY_OUT}")
    if manifest.runs > wanted.runs:
        there = f"{manifest.runs:,} runs of each strategy at each point, more than {wanted.runs:,}"
        raise InputError(f"{where} holds {there}{WAY_OUT}")


def sound_chunks(folder: Path, manifest: Manifest) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """Chunks that are on the disk as they were written; and the names of those that are on it and are not."""
    sound, damaged = {}, []
    for name, entry in sorted(manifest.chunks.items()):
        found = digest_of_file(chunk_path(folder, name))
        if found == entry.sha256:
            sound[name] = entry
        elif found is not None:
            damaged.append(name)
    return sound, tuple(damaged)
