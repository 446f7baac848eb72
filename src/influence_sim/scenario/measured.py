"""A scenario's measured facts as arrays, built once for equal facts."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.complaints import place_of
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.series import build_facts, files_of
from influence_sim.scenario.sheets import find_file
from influence_sim.scenario.yaml import Key


def fact_arrays(scenario: Scenario) -> dict[str, NDArray[Any]]:
    """Copies of the arrays of all World fields that come from series.

    Raises:
        InputError: a series is missing, doubled, misspelt or out of range.
    """
    axes = tuple(scenario.keys[axis] for axis in "PSFC")
    text = scenario.facts.model_dump_json()
    try:
        arrays = built(text, axes, scenario.calendar, scenario.folders, series_digest(scenario))
    except InputError as error:
        raise InputError(with_place(str(error), scenario)) from None
    return {name: array.copy() for name, array in arrays.items()}


@lru_cache(maxsize=8)
def built(
    text: str, axes: tuple[tuple[str, ...], ...], years: range, folders: tuple[Path, ...], digest: str
) -> dict[str, NDArray[Any]]:
    """The arrays; ``digest`` stands for what the files hold, so that an edited file is read again."""
    powers, states, forums, channels = axes
    with np.errstate(over="ignore", invalid="ignore"):  # what is too large is told by the checks of the world
        return build_facts(Facts.model_validate_json(text), powers, states, forums, channels, years, folders)


def series_digest(scenario: Scenario) -> str:
    """SHA-256 of the series that the facts name, in the order of their names; line ends do not count."""
    total = hashlib.sha256()
    for name in files_of(scenario.facts):
        content = find_file(name, scenario.folders, said_at(name, scenario.facts)).read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def said_at(file: str, facts: Facts) -> str:
    """The key path that names a file."""
    tables = [name for name, table in facts.tables.items() if table.file == file]
    return f"facts.tables.{tables[0]}.file" if tables else "facts.timeline.file"


def with_place(message: str, scenario: Scenario) -> str:
    """A message that begins with a key path of the facts, led by the file and line that said it."""
    if not message.startswith("facts."):
        return message
    keys: tuple[Key, ...] = tuple(message.partition(":")[0].split("."))
    return f"{place_of(keys, scenario.resolved.places)}: {message}" if scenario.resolved.places else message
