"""A World as JSON, for the class World of the rules in JavaScript: every bit of it."""

import json
from typing import Any

import numpy as np

from influence_sim.rules.shapes import World, sizes_of


def world_json(world: World) -> str:
    """A World as JSON: the lengths of the axes under their letters, then every field by its name.

    An array is the flat list of its numbers, which the reader repeats to the array's length: an array of zeros is
    ``[0]``, a series that never changes is written for one year. Numbers are the shortest that give the same bits.

    Raises:
        ValueError: If a number is not finite.
    """
    values: dict[str, Any] = {**sizes_of(world), **{name: written(value) for name, value in world._asdict().items()}}
    return json.dumps(values, separators=(",", ":"), allow_nan=False)


def written(value: Any) -> Any:
    """A number or the numbers of an array as JSON has them."""
    if not isinstance(value, np.ndarray):
        return short(value)
    return [short(number) for number in shortest_period(value).tolist()]


def shortest_period(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The fewest numbers along the last axes that give the array when repeated, bit for bit."""
    flat = np.ascontiguousarray(array).reshape(-1)
    bits = flat.view(np.int64)
    for axis in range(array.ndim, 0, -1):
        length = int(np.prod(array.shape[axis:]))
        if flat.size and (bits.reshape(-1, length) == bits[:length]).all():
            return flat[:length]
    return flat


def short(number: float) -> float | int:
    """A number as JSON writes it shortest: 2 for 2.0, but the sign of a zero stays."""
    whole = float(number).is_integer() and abs(number) < 2**53
    return int(number) if whole and not (number == 0 and np.signbit(number)) else number
