"""One value of a scenario changed by its dotted path, as ``--set`` and ``overrides=`` do."""

import re
from typing import Any

from influence_sim.errors import InputError
from influence_sim.scenario.complaints import dotted, keys_at, stands_in
from influence_sim.scenario.merging import Merged, with_full_modules
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.parameters import (
    AXIS_WORDS,
    EQUAL,
    OTHERS,
    SECTIONS,
    ParameterEntry,
    actors_in,
    is_number,
    known_parameters,
    nearest_parameter,
)
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.yaml import Key, KeyPath, Place, parse_value

OVERRIDES = Place("overrides", 0)


def parse_setting(text: str) -> tuple[str, Any]:
    """Path and value of ``PATH=VALUE``; the value is read as YAML.

    >>> parse_setting("parameters.credit_leak=0.2")
    ('parameters.credit_leak', 0.2)
    >>> parse_setting("windows.early=[1, 3]")
    ('windows.early', [1, 3])
    """
    path, sign, value = text.partition("=")
    if not sign or not path.strip():
        raise InputError(f"{shown(text)} is no setting; write PATH=VALUE, as in parameters.credit_leak=0.2")
    return path.strip(), parse_value(value, f"the value of {path.strip()}")


def override(merged: Merged, path: str, value: object) -> Merged:
    """The mapping with one value changed; the one given stays as it is.

    Raises:
        InputError: there is nothing at this path.
    """
    if not isinstance(path, str):
        raise InputError(f"overrides: {shown(path)} is no path; write it with dots, as in parameters.credit_leak")
    keys = located(merged.mapping, path)
    new = plain(value)
    if isinstance(new, str):
        new = parse_value(new, f"the value of {path}")
    if isinstance(new, bool) and keys[0] == "modules" and len(keys) == 2:
        keys = (*keys, "on")
    mapping = with_full_modules(placed(merged.mapping, keys, new))
    places = {told: place for told, place in merged.places.items() if told[: len(keys)] != keys}
    return merged._replace(mapping=mapping, places={**places, keys: OVERRIDES})


def located(mapping: dict[Key, Any], path: str) -> KeyPath:
    """The keys of a dotted path, checked one by one."""
    words = [word.strip() for word in path.split(".")]
    if words[0] == "parameters" and len(words) > 1:
        return located_parameter(mapping, path, words)
    keys: KeyPath = ()
    here: Any = mapping
    for word in words:
        key = index_of(word) if isinstance(here, list) else as_key(word, here)
        allowed = keys_below(mapping, keys, here)
        if str(key) not in [str(one) for one in allowed]:
            raise nothing_at(path, word, keys, allowed)
        keys = (*keys, key)
        here = here[key] if stands_in(key, here) else inherited(here)
    return keys


def keys_below(mapping: dict[Key, Any], keys: KeyPath, here: Any) -> list[Any]:
    """What may stand below a value: its own keys, those of its model, and actors where a module's number is for all."""
    if isinstance(here, list):
        return [str(i) for i in range(len(here))]
    own = here if isinstance(here, dict) else ()
    for_all = keys[:1] == ("modules",) and (OTHERS in own or is_number(here))
    actors = [key for axis in SECTIONS for key in actors_in(mapping, axis)] if for_all else []
    return [*keys_at(Scenario, keys), *own, *actors]


def inherited(here: Any) -> Any:
    """What holds for who is not named: the number of the others, or the one number for all."""
    return here.get(OTHERS) if isinstance(here, dict) else here if is_number(here) else None


def located_parameter(mapping: dict[Key, Any], path: str, words: list[str]) -> KeyPath:
    """The keys of a path into a parameter: its value, one element of it, or another field of its entry."""
    name, *rest = words[1:]
    if name not in known_parameters():
        hint = nearest_parameter(name, known_parameters())
        raise InputError(f'overrides: there is nothing at {shown(path)}: no {shown(name)} in "parameters"; {hint}')
    part = "value"
    if rest and rest[0] in ParameterEntry.model_fields:
        part, *rest = rest
    keys: KeyPath = ("parameters", name, part)
    all_axes = known_parameters()[name].about.axes if part in ("value", "prior") else ""
    axes = all_axes.replace("Y", "")
    for axis, word in zip(axes, rest, strict=False):
        choices = [OTHERS, *actors_in(mapping, axis)]
        if word not in choices:
            raise nothing_at(path, word, keys, choices)
        keys = (*keys, word)
    below = rest[len(axes) :]
    if "Y" in all_axes and len(below) == 1 and is_whole(below[0]):
        return (*keys, int(below[0]))
    if below:
        each = " and ".join(AXIS_WORDS[axis] for axis in axes)
        said = f"one value for each {each}" if each else "one value"
        raise InputError(f"overrides: there is nothing at {shown(path)}; {name} has {said}")
    return keys


def placed(here: Any, keys: KeyPath, value: Any) -> Any:
    """A copy of nested values with one changed; a number for all actors becomes the number for the others."""
    if not keys:
        return value
    key, *rest = keys
    if isinstance(here, list):
        return [placed(item, tuple(rest), value) if i == key else item for i, item in enumerate(here)]
    if not isinstance(here, dict):
        here = {} if here in (None, EQUAL) or isinstance(key, int) else {OTHERS: here}
    now = here.get(key, here.get(OTHERS) if rest else None)
    return {**here, key: placed(now, tuple(rest), value)}


def nothing_at(path: str, word: str, above: KeyPath, allowed: list[Any]) -> InputError:
    """The error for a path that leads nowhere, with the nearest key where it goes astray."""
    where = f' in "{dotted(above)}"' if above else ""
    hint = nearest_of_many(word, [str(key) for key in allowed])
    return InputError(f"overrides: there is nothing at {shown(path)}: no {shown(word)}{where}; {hint}")


def as_key(word: str, here: Any) -> Key:
    """A word as a key: a year where the mapping has years."""
    if is_whole(word) and isinstance(here, dict) and word not in here and int(word) in here:
        return int(word)
    return word


def index_of(word: str) -> Key:
    """A word as an index of a list, as far as it is one."""
    return int(word) if is_whole(word) else word


def is_whole(word: str) -> bool:
    """Whether a word is a year or an index, of a length that makes sense."""
    return re.fullmatch("[0-9]{1,9}", word) is not None


def plain(value: object) -> Any:
    """A value as YAML would give it: numpy's numbers as Python's, tuples as lists."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return value
