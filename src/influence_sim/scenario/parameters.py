"""Parameters of a scenario: what ``rules/shapes.py`` says of each, what the scenario gives, and how the two align.

Names, axes, units and ranges stand in ``shapes.World`` alone. Here they are read, never listed a second time.
"""

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from influence_sim.errors import nearest
from influence_sim.rules.shapes import Parameter, World, fields
from influence_sim.scenario.names import element_name, shown

Evidence: TypeAlias = Literal[
    "measured", "measured shape", "literature", "calibrated", "normalisation", "assumed", "contested"
]
KeysByAxis: TypeAlias = Mapping[str, Sequence[str]]

OTHERS = "others"
EQUAL = "equal"
WEIGHTS = "channel_weight"  # the one parameter whose elements sum to 1
AXIS_WORDS = {"P": "power", "S": "state", "F": "forum", "C": "channel", "K": "corridor"}
SECTIONS: Mapping[str, tuple[str, ...]] = {  # where a scenario lists the actors of an axis
    "P": ("powers",),
    "S": ("states",),
    "F": ("forums",),
    "C": ("channels",),
    "K": ("modules", "corridors", "routes"),
}


class ParameterEntry(BaseModel):
    """What a scenario says of a parameter; ``value`` and ``prior`` are as in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    value: Any
    unit: str = Field(description="the rules' unit, as the list of parameters shows it")
    evidence: Evidence
    prior: Any = None
    note: str = ""
    source: str = ""


class Wrong(ValueError):
    """What is wrong inside an entry: the keys that lead there, and a sentence without its subject."""

    def __init__(self, keys: Iterable[str | int], sentence: str) -> None:
        super().__init__(sentence)
        self.keys, self.sentence = tuple(keys), sentence


class Known(NamedTuple):
    """A parameter as the rules know it."""

    about: Parameter
    words: tuple[str, ...]  # what a parameter that is a choice of words may say, in the order of its numbers


@cache
def known_parameters() -> Mapping[str, Known]:
    """Every parameter of the rules, by its name in code and in YAML."""
    return {
        name: Known(about, tuple(about.unit.split(", ")) if kind is int else ())
        for name, kind, about in fields(World)
        if isinstance(about, Parameter)
    }


def actors_in(mapping: Mapping[Any, Any], axis: str) -> dict[Any, Any]:
    """What a scenario's mapping lists of an axis; nothing where it has no such mapping.

    >>> actors_in({"powers": {"north": 1}}, "P"), actors_in({"powers": 3}, "P"), actors_in({}, "K")
    ({'north': 1}, {}, {})
    """
    here: Any = mapping
    for key in SECTIONS[axis]:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here if isinstance(here, dict) else {}


def filled(entries: Mapping[str, ParameterEntry], is_on: Callable[[str], bool]) -> dict[str, ParameterEntry]:
    """The entries, and for each missing parameter of a module that is off one with its lowest value (0 if none is)."""
    missing = {
        name: ParameterEntry(value=lowest(known), unit=known.about.unit, evidence="assumed", note="its module is off")
        for name, known in known_parameters().items()
        if name not in entries and known.about.module and not is_on(known.about.module)
    }
    return {**entries, **missing}


def lowest(known: Known) -> float | str:
    """The lowest value that a parameter may have, 0 where there is no lowest."""
    about, words = known
    return words[0] if words else about.low if math.isfinite(about.low) else 0.0


def nearest_parameter(word: str, allowed: Iterable[str]) -> str:
    """The nearest parameter; where none is near, where to find them all, as they are too many for a message.

    >>> nearest_parameter("credit_leek", known_parameters())
    'did you mean "credit_leak"?'
    >>> nearest_parameter("zzz", known_parameters())
    '"influence-sim list parameters" shows them all'
    """
    hint = nearest(word, allowed)
    return '"influence-sim list parameters" shows them all' if hint.startswith("allowed") else hint


def element_keys(name: str, keys: KeysByAxis) -> list[tuple[str, ...]]:
    """The keys of a parameter's elements, years aside; ``[()]`` for a parameter without axes."""
    axes = known_parameters()[name].about.axes.replace("Y", "")
    return list(product(*(keys[axis] for axis in axes)))


def element_names(name: str, keys: KeysByAxis) -> list[str]:
    """The names of a parameter's elements in the order of its array."""
    return [element_name(*element) for element in element_keys(name, keys)]


def aligned(name: str, value: Any, keys: KeysByAxis, years: range) -> NDArray[np.float64] | float | int:
    """A parameter's value as the rules take it: an array along its axes, a float, or an int for a word.

    Raises:
        Wrong: the value is missing somewhere, is no number, lies outside the range, or names an unknown actor.
    """
    about, words = known_parameters()[name]
    if words:
        return word_number(value, words)
    if not about.axes:
        return number(value, about, ())
    if value == EQUAL and name == WEIGHTS:
        return np.full(len(keys["C"]), 1 / len(keys["C"]))
    named = about.axes.replace("Y", "")
    spread = spread_value(value, named, keys, ())
    columns = [column(spread[element], years, about, element) for element in element_keys(name, keys)]
    sizes = [len(keys[axis]) for axis in named]
    array = np.array(columns, dtype=np.float64).reshape([*sizes, len(years)])
    by_year = np.ascontiguousarray(np.moveaxis(array, -1, 0))
    if name == WEIGHTS and not math.isclose(float(np.sum(by_year[0])), 1.0, abs_tol=1e-9):
        raise Wrong((), f"sums to {float(np.sum(by_year[0])):.6g} over the channels; the weights sum to 1")
    return by_year if "Y" in about.axes else by_year[0].copy()


def word_number(value: Any, words: Sequence[str]) -> int:
    """The number that the rules use for a word."""
    if value not in words:
        raise Wrong((), f"is {shown(value)}; it must be one of: {', '.join(words)}")
    return words.index(value)


def number(value: Any, about: Parameter, keys: tuple[str | int, ...]) -> float:
    """A finite number inside the parameter's range."""
    if not is_number(value):
        raise Wrong(keys, f"is {shown(value)}; it must be a number, {range_text(about)}")
    if not about.low <= value <= about.high:
        raise Wrong(keys, f"is {value}; it must be {range_text(about)}")
    return float(value)


def is_number(value: Any) -> bool:
    """Whether a value is a number that a float can hold, true and false aside."""
    largest = sys.float_info.max
    return isinstance(value, int | float) and not isinstance(value, bool) and -largest <= value <= largest


def range_text(about: Parameter) -> str:
    """The range of a parameter in words.

    >>> range_text(Parameter("", "-", "", "x", high=1)), range_text(Parameter("", "-", "", "x"))
    ('from 0 to 1', 'at least 0')
    """
    return f"at least {about.low:g}" if math.isinf(about.high) else f"from {about.low:g} to {about.high:g}"


def spread_value(value: Any, axes: str, keys: KeysByAxis, path: tuple[str, ...]) -> dict[tuple[str, ...], Any]:
    """What each element of a parameter gets: its own entry, ``others``, or the one value for all.

    On the last axis a mapping whose keys are years is one element's value over time.
    """
    if not axes:
        return {path: value}
    here, rest = keys[axes[0]], axes[1:]
    if not isinstance(value, dict):
        value = {OTHERS: value}
    check_keys(value, here, AXIS_WORDS[axes[0]], path)
    spread: dict[tuple[str, ...], Any] = {}
    for key in here:
        if key not in value and OTHERS not in value:
            raise Wrong(path, f'has no number for the {AXIS_WORDS[axes[0]]} "{key}"; add {key}: or {OTHERS}:')
        spread |= spread_value(value[key] if key in value else value[OTHERS], rest, keys, (*path, key))
    return spread


def check_keys(value: Mapping[Any, Any], allowed: Iterable[str], kind: str, path: tuple[str, ...]) -> None:
    """Refuse the keys of actors that are not in the scenario."""
    choices = [*allowed, OTHERS]
    for key in value:
        if key not in choices:
            raise Wrong((*path, key), f"names no {kind} of this scenario; {nearest(str(key), choices)}")


def column(value: Any, years: range, about: Parameter, keys: tuple[str, ...]) -> list[float]:
    """One element's value in every year; a mapping of years holds each number until the next, and 0 before."""
    if not isinstance(value, dict) or "Y" not in about.axes:
        return [number(value, about, keys)] * len(years)
    for year in value:
        if isinstance(year, bool) or not isinstance(year, int):
            raise Wrong((*keys, year), f"names no year; a year is meant, as in {{{years.start}: 0.5}}")
    steps = {year: number(item, about, (*keys, year)) for year, item in sorted(value.items())}
    return [next((steps[start] for start in reversed(steps) if start <= year), 0.0) for year in years]
