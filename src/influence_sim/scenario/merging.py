"""A file and all that it extends, as one mapping that knows where each key was said."""

from pathlib import Path
from typing import Any, NamedTuple

from influence_sim.errors import InputError
from influence_sim.scenario.files import find_extended, shipped_folder, shown_path
from influence_sim.scenario.modules import in_full
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.parameters import SECTIONS, actors_in
from influence_sim.scenario.yaml import Document, Key, KeyPath, Place, read_file

DEEPEST = 8
MOST_NAMES = 20


class Merged(NamedTuple):
    """A mapping put together from files, later ones before earlier ones."""

    mapping: dict[Key, Any]
    places: dict[KeyPath, Place]
    files: tuple[Path, ...]  # all that were read, the file that was asked for last
    left_out: frozenset[Key] = frozenset()  # keys of what a later file took out


def read_extended(path: Path, above: tuple[Path, ...] = (), known: dict[Path, Merged] | None = None) -> Merged:
    """Read a file and what it ``extends``, a name or path or a list of them, which may extend others.

    Mappings are merged key by key; anything else is replaced; empty (null) takes a mapping out. Later names in the
    list come before earlier ones, and the file itself before all.

    Raises:
        InputError: a file cannot be read, is not found, extends itself, or the chain is longer than 8.
    """
    known = {} if known is None else known  # what has been read, so that no file is read twice
    document = read_file(path)
    here = path.resolve()
    place = document.places.get(("extends",), document.places[()])
    if here in above:
        raise InputError(f"{place}: {shown_path(path)} extends itself, directly or through others")
    if len(above) >= DEEPEST:
        raise InputError(f"{place}: files extend each other more than {DEEPEST} deep")
    merged = Merged({}, {}, ())
    for i, name in enumerate(extended_names(document)):
        base = find_extended(name, path.parent)
        if base is None:
            at = document.places.get(("extends", i), place)
            choices = [file.relative_to(shipped_folder()).with_suffix("").as_posix() for file in extendable()]
            said = f"extends names {shown(name)}, which is neither beside this file nor shipped"
            raise InputError(f"{at}: {said}; {nearest_of_many(name, choices)}")
        merged = merge(merged, known.get(base.resolve()) or read_extended(base, (*above, here), known))
    content = {key: value for key, value in document.mapping.items() if key != "extends"}
    known[here] = merge(merged, Merged(with_full_modules(content), document.places, (path,)))
    return known[here]


def with_full_modules(mapping: dict[Key, Any]) -> dict[Key, Any]:
    """A mapping with ``hedging: true`` written as ``hedging: {on: true}``, so that it merges key by key."""
    section = mapping.get("modules")
    if not isinstance(section, dict):
        return mapping
    return {**mapping, "modules": {key: in_full(said) for key, said in section.items()}}


def extended_names(document: Document) -> list[str]:
    """What a file extends."""
    said = document.mapping.get("extends", [])
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        place = document.places["extends",]
        raise InputError(f"{place}: extends is {shown(said)}; it must be a name or a list of names")
    if len(names) > MOST_NAMES:
        raise InputError(f"{document.places['extends',]}: extends has {len(names)} names; at most {MOST_NAMES} can be")
    return names


def extendable() -> list[Path]:
    """The shipped files that a scenario may extend."""
    folder = shipped_folder()
    return [*folder.glob("*.yaml"), *folder.glob("parts/*.yaml")]


def merge(base: Merged, over: Merged) -> Merged:
    """Two mappings as one; ``over`` wins."""
    replaced: set[KeyPath] = set()
    mapping = merge_mappings(base.mapping, over.mapping, (), replaced)
    kept = {path: place for path, place in base.places.items() if not starts_in(path, replaced)}
    places = {**kept, (): Place("", 0), **over.places}
    files = (*(file for file in base.files if file not in over.files), *over.files)
    return Merged(mapping, places, files, base.left_out | over.left_out | taken_out(base.mapping, over.mapping))


def taken_out(base: dict[Key, Any], over: dict[Key, Any]) -> frozenset[Key]:
    """The keys of actors that ``over`` takes out of a section of ``base``."""
    taken: list[Key] = []
    for axis in SECTIONS:
        old, new = actors_in(base, axis), actors_in(over, axis)
        taken += [key for key in new if new[key] is None and key in old]
    return frozenset(taken)


def merge_mappings(base: dict[Key, Any], over: dict[Key, Any], path: KeyPath, replaced: set[KeyPath]) -> dict[Key, Any]:
    """Merge below a path; ``replaced`` gets the paths of what was there before and is no more."""
    result = dict(base)
    for key, value in over.items():
        here = (*path, key)
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and not replaced_as_a_whole(here):
            result[key] = merge_mappings(old, value, here, replaced)
            continue
        replaced.add(here)
        if isinstance(old, dict) and value is None:
            del result[key]
        else:
            result[key] = value
    return result


def starts_in(path: KeyPath, tops: set[KeyPath]) -> bool:
    """Whether a key path or one above it is among some."""
    return any(path[:end] in tops for end in range(1, len(path) + 1))


def replaced_as_a_whole(path: KeyPath) -> bool:
    """A prior such as ``{uniform: [0, 1]}`` is one thing: half of it cannot be inherited."""
    return len(path) == 3 and path[0] == "parameters" and path[2] == "prior"
