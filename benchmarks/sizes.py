"""The same world in other sizes, for how cost grows."""

from typing import Any

import numpy as np

from influence_sim.rules import shapes
from influence_sim.rules.shapes import World, sizes_of

AXIS_OF_INDEX = {"gdp_year": "Y", "tie_year": "Y", "branch": "Y", "focal": "P", "own_forum": "F"}
POINTERS = {"vehicle": "F", "convenor": "P"}


def resized(world: World, **lengths: int) -> World:
    """A world with other lengths of its axes: entries beyond the end repeat the last year or begin again.

    Args:
        world: where the numbers come from.
        lengths: axis (Y, P, S, F, C, K) → how long.
    """
    before = sizes_of(world)
    values: dict[str, Any] = {}
    for name, _, said in shapes.fields(World):
        value = getattr(world, name)
        for place, axis in enumerate(said.axes):
            if axis in lengths:
                places = np.arange(lengths[axis])
                places = np.minimum(places, before[axis] - 1) if axis == "Y" else places % max(before[axis], 1)
                value = np.take(value, places, axis=place)
        values[name] = np.ascontiguousarray(value) if isinstance(value, np.ndarray) else value
    for name, axis in AXIS_OF_INDEX.items():
        values[name] = min(values[name], lengths.get(axis, before[axis]) - 1)
    for name, axis in POINTERS.items():
        values[name] = np.minimum(values[name], lengths.get(axis, before[axis]) - 1)
    return World(**values)
