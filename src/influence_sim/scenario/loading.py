"""From a name or a path to a scenario: what it extends, overrides, checks."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from influence_sim.scenario.complaints import complain
from influence_sim.scenario.files import find, shipped_folder
from influence_sim.scenario.merging import Merged, read_extended
from influence_sim.scenario.overrides import override
from influence_sim.scenario.parameters import OTHERS, SECTIONS, actors_in, known_parameters
from influence_sim.scenario.priors import is_one_prior
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.yaml import Key, KeyPath, Place

OF_FILES = ("money", "tables", "timeline", "where", "sum", "less", "presumed", "mix", "to")  # keys inside facts


def load_scenario(
    name_or_path: str | os.PathLike[str] | Scenario, overrides: Mapping[str, object] | None = None
) -> Scenario:
    """Load a scenario by the name of a shipped one or by the path of a YAML file.

    Args:
        name_or_path: a name; a path (it has a separator or ends in .yaml); or a scenario, to override more in it.
        overrides: dotted path → value, such as ``{"parameters.credit_leak": 0.2, "roles.focal": "north"}``. A
            parameter's path sets its value, with an actor's key behind it that of one element. Texts are read as
            YAML, as they may come from a command line.

    Raises:
        InputError: one sentence with file, line, key, the bad value and what is allowed.
    """
    if isinstance(name_or_path, Scenario):
        if not overrides:
            return name_or_path
        source, key, merged = name_or_path.source, name_or_path.key, name_or_path.resolved
    else:
        source = find(name_or_path, "scenario")
        key, merged = source.stem, read_extended(source)
    for path, value in (overrides or {}).items():
        merged = override(merged, path, value)
    return made_of(merged, key, source)


def made_of(merged: Merged, key: str, source: Path | None) -> Scenario:
    """The scenario that a mapping describes."""
    content = without_absent_actors(merged)
    try:
        scenario = Scenario.model_validate(content)
    except ValidationError as error:
        raise complain(error, Scenario, content, merged.places) from None
    return scenario.with_origin(key, source, folders_of(merged.files), merged)


def folders_of(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Where series may lie: beside each file that was read, in ``series`` beside it, then among the shipped ones."""
    beside = [folder for file in reversed(files) for folder in (file.parent, file.parent / "series")]
    return tuple(dict.fromkeys(folder.resolve() for folder in [*beside, shipped_folder() / "series"]))


def without_absent_actors(merged: Merged) -> dict[Any, Any]:
    """The mapping without the numbers that an extended file holds for actors of other scenarios.

    A shared part may know more powers than a scenario has. The file that was asked for may not: there it is a slip.
    """
    content, own = dict(merged.mapping), merged.places[()].file
    actors = {axis: set(actors_in(content, axis)) for axis in SECTIONS}
    gone = merged.left_out.difference(*actors.values())
    for section in ("facts", "modules"):
        if gone and section in content:
            content[section] = without_left_out(content[section], (section,), gone, merged.places, own)
    entries = content.get("parameters")
    if not isinstance(entries, dict):
        return content
    content["parameters"] = dict(entries)
    for name, (about, _) in known_parameters().items():
        entry = entries.get(name)
        if not isinstance(entry, dict):
            continue
        axes = [actors[axis] for axis in about.axes if axis != "Y"]
        pruned = dict(entry)
        for part in ("value", "prior"):
            if part in entry and not (part == "prior" and is_one_prior(entry[part])):
                pruned[part] = prune(entry[part], axes, ("parameters", name, part), merged.places, own)
        content["parameters"][name] = pruned
    return content


def without_left_out(value: Any, path: KeyPath, gone: frozenset[Key], places: Mapping[KeyPath, Place], own: str) -> Any:
    """Given facts or modules without the actors that were taken out; what is said of files and their columns stays."""
    if isinstance(value, list):
        return [item for item in value if not (isinstance(item, str) and item in gone)]
    if not isinstance(value, dict):
        return value
    return {
        key: item if key in OF_FILES else without_left_out(item, (*path, key), gone, places, own)
        for key, item in value.items()
        if key not in gone or ((*path, key) in places and places[*path, key].file == own)
    }


def prune(value: Any, axes: list[set[Key]], path: KeyPath, places: Mapping[KeyPath, Place], own: str) -> Any:
    """A mapping of actors without the absent ones that another file speaks of."""
    if not axes or not isinstance(value, dict):
        return value
    here, *rest = axes
    return {
        key: prune(item, rest, (*path, key), places, own)
        for key, item in value.items()
        if key in here or key == OTHERS or (*path, key) not in places or places[*path, key].file == own
    }
