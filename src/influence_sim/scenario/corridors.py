"""Facts of the module corridors: where each goes, how long and how wide it is, who controls it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from influence_sim.scenario.module_values import AMOUNT, LENGTH, SHARE, Values
from influence_sim.scenario.modules import Corridors
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.yaml import KeyPath

PATH: KeyPath = ("modules", "corridors")
ROUNDING = 1e-9


def corridors(section: Corridors, values: Values) -> dict[str, Any]:
    """The arrays of the module; the corridors' order is that of the routes.

    Raises:
        Wrong: an actor or a channel is unknown, a number is outside its range, or control sums to more than 1.
    """
    arrays = {
        "builds_corridors": named(section.builds, "C", "channel", values, (*PATH, "builds")),
        "corridor_length": np.zeros(values.shape("PSK")),
        "sea_length": np.zeros(values.shape("SK")),
        "corridor_capacity": np.zeros(values.shape("K")),
        "corridor_open": np.zeros(values.shape("YK")),
        "corridor_control": np.zeros(values.shape("PK")),
        "corridor_crosses": np.zeros(values.shape("SK")),
    }
    for k, (key, route) in enumerate(section.routes.items()):
        path = (*PATH, "routes", key)
        arrays["corridor_length"][..., k] = values.steady(route.length, "PS", LENGTH, (*path, "length"))
        arrays["sea_length"][:, k] = values.steady(route.sea, "S", LENGTH, (*path, "sea"))
        arrays["corridor_capacity"][k] = values.steady(route.capacity, "", AMOUNT, (*path, "capacity"))
        arrays["corridor_open"][:, k] = values.over_time(route.open, "", SHARE, (*path, "open"))
        control = values.steady(route.control, "P", SHARE, (*path, "control"))
        if control.sum() > 1 + ROUNDING:
            raise Wrong((*path, "control"), f"sums to {control.sum():.6g} over the powers; it must sum to at most 1")
        arrays["corridor_control"][:, k] = control
        arrays["corridor_crosses"][:, k] = named(route.crosses, "S", "state", values, (*path, "crosses"))
    return arrays


def named(listed: Sequence[str], axis: str, kind: str, values: Values, path: KeyPath) -> Any:
    """1 for the actors in a list, 0 for the others."""
    keys = values.keys[axis]
    for i, key in enumerate(listed):
        if key not in keys:
            hint = nearest_of_many(key, keys)
            raise Wrong((*path, i), f"is {shown(key)}, which is no {kind} of this scenario; {hint}")
        if key in listed[:i]:
            raise Wrong((*path, i), f"is {shown(key)}, which stands twice; keep one")
    return np.array([float(key in listed) for key in keys])
