"""The words in which World, Situation and Record say what their fields are.

Six axes: ``Y`` years, ``P`` powers, ``S`` states, ``F`` forums, ``C`` channels, ``K`` corridors.
A field without axes is one number. A field that belongs to a module names it; the rules of a module
that is off read none of its fields. Like the shapes themselves, this file does not obey the rule language.
"""

from functools import cache
from typing import Any, NamedTuple, TypeAlias, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

SWITCH_OF = "with_"  # the switch of a module is the field with this in front of the module's name


class Field(NamedTuple):
    """What is said of one field of World, Situation or Record."""

    axes: str  # letters of "YPSFCK", "" for one number, "R" for 1 + F routes
    unit: str
    meaning: str
    module: str = ""  # the module it belongs to; "" for the core


class Fact(Field):
    """Comes from series or from the scenario's own numbers."""


class Module(Field):
    """The switch of a module: 1 on, 0 off."""


class Choice(Field):
    """Set by strategies."""


class Quantity(Field):
    """Set by the rules."""


class Parameter(NamedTuple):
    """An assumption with a range; the scenario gives its value, prior and evidence."""

    axes: str
    unit: str
    meaning: str
    symbol: str  # as in docs/odd.md
    low: float = 0.0  # lowest and highest value that make sense, both allowed
    high: float = float("inf")
    module: str = ""


def fields(shape: type) -> tuple[tuple[str, type, Any], ...]:
    """Each field of a shape as (name, int or float or an array type, what is said of it)."""
    return read_once(cast(Any, shape))


@cache
def read_once(shape: Any) -> tuple[tuple[str, type, Any], ...]:
    """The same, read from the annotations once: that takes a millisecond."""
    hints = get_type_hints(shape, include_extras=True)
    return tuple((name, hint.__origin__, hint.__metadata__[0]) for name, hint in hints.items())


def is_whole(kind: Any) -> bool:
    """Whether a field holds whole numbers."""
    return kind is int or kind is Whole
