"""Small worlds and situations made by hand, for one rule at a time."""

from typing import Any

import numpy as np
from worlds import make_world

from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, Situation, World


def views(values: Any) -> Any:
    """The same fields as memoryviews, which hand out Python's own numbers."""
    return type(values)(*(memoryview(v) if isinstance(v, np.ndarray) else v for v in values))


def with_types(shape: type, given: dict[str, Any]) -> dict[str, Any]:
    """Lists as arrays of the type that the shape says."""
    found = {}
    for name, kind, said in shapes.fields(shape):
        if name in given:
            whole = shapes.is_whole(kind)
            found[name] = np.array(given[name], np.int64 if whole else np.float64) if said.axes else given[name]
    if unknown := set(given) - set(found):
        raise ValueError(f"{shape.__name__} has no field {sorted(unknown)}")
    return found


def world_of(
    powers: int = 2, states: int = 2, forums: int = 1, channels: int = 1, years: int = 2, seed: int = 7, **given: Any
) -> World:
    """A small world: what is given, as numbers and lists. What is not is drawn, and must not matter to the rule.

    A strategy's emphasis may be given without years: then it is the same in all.
    """
    rng = np.random.default_rng(seed)
    values = with_types(World, given)
    for name, axes in (("reactivity", 1), ("state_value", 2), ("channel_fit", 2)):
        if name in values and values[name].ndim == axes:
            values[name] = np.array([values[name]] * years)
    world: World = views(make_world(rng, powers, states, forums, channels, years, **values))
    return world


def situation_of(world: World, **given: Any) -> Situation:
    """A situation of the world's size: what is given, ones where modules multiply, and zeros."""
    now = shapes.empty(Situation, shapes.sizes_of(world))
    for neutral in (now.acceptance, now.passage, now.urgency):
        neutral[...] = 1.0
    return now._replace(**with_types(Situation, given))


def record_of(world: World) -> Record:
    """An empty record of the world's size."""
    return shapes.empty(Record, shapes.sizes_of(world))
