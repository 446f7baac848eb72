"""A scenario's measured facts as arrays, built once for equal facts."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.complaints import dotted, place_of
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.module_facts import module_arrays
from influence_sim.scenario.module_values import Values
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.series import build_facts, files_of
from influence_sim.scenario.sheets import find_file
from influence_sim.scenario.tables import Library
from influence_sim.scenario.yaml import Key


def fact_arrays(scenario: Scenario) -> dict[str, NDArray[Any]]:
    """Copies of the arrays of all World fields that come from series or are facts of modules.

    Raises:
        InputError: a series is missing, doubled, misspelt or out of range.
    """
    said = scenario.facts.model_dump_json() + scenario.modules.model_dump_json()
    keys = tuple(scenario.keys.items())
    try:
        digest = series_digest(scenario)
        arrays = built(Source(said, keys, scenario.calendar, scenario.folders, digest, scenario))
    except InputError as error:
        raise InputError(with_place(str(error), scenario)) from None
    except Wrong as wrong:
        raise InputError(with_place(f"{dotted(wrong.keys)}: {wrong.sentence}", scenario)) from None
    return {name: array.copy() for name, array in arrays.items()}


@dataclass(frozen=True)
class Source:
    """What arrays are built from. The scenario itself does not count: another that says the same has the same arrays.

    ``digest`` stands for what the files hold, so that an edited file is read again.
    """

    said: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    years: range
    folders: tuple[Path, ...]
    digest: str
    scenario: Scenario = field(compare=False)


@lru_cache(maxsize=8)
def built(source: Source) -> dict[str, NDArray[Any]]:
    """The arrays of facts and modules."""
    keys, facts = dict(source.keys), source.scenario.facts
    powers, states, forums, channels = (keys[axis] for axis in "PSFC")
    values = Values(keys, source.years, Library(facts, source.folders))
    with np.errstate(over="ignore", invalid="ignore"):  # what is too large is told by the checks of the world
        arrays = build_facts(facts, powers, states, forums, channels, source.years, source.folders)
        return {**arrays, **module_arrays(source.scenario.modules, values)}


def series_digest(scenario: Scenario) -> str:
    """SHA-256 of the series that the facts name, in the order of their names; line ends do not count."""
    total = hashlib.sha256()
    for name in files_of(scenario.facts, scenario.modules):
        content = find_file(name, scenario.folders, said_at(name, scenario.facts)).read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def said_at(file: str, facts: Facts) -> str:
    """The key path that names a file."""
    tables = [name for name, table in facts.tables.items() if table.file == file]
    return f"facts.tables.{tables[0]}.file" if tables else "facts.timeline.file"


def with_place(message: str, scenario: Scenario) -> str:
    """A message that begins with a key path of facts or modules, led by the file and line that said it."""
    if not message.startswith(("facts.", "modules.")):
        return message
    keys: tuple[Key, ...] = tuple(message.partition(":")[0].split("."))
    return f"{place_of(keys, scenario.resolved.places)}: {message}" if scenario.resolved.places else message
