"""What the modules that are on leave behind, as metrics: one array over years and subjects each."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from influence_sim.rules.shapes import SWITCH_OF, Quantity, Record, World, fields
from influence_sim.runs.frames import Labels

Array: TypeAlias = np.ndarray[Any, Any]
IN = "{} in {}"
IN_EXCHANGE = ("returned",)  # fields that the frame ``exchange`` holds

# How a subject is called by the keys along a field's axes, years aside.
SUBJECTS: dict[str, str] = {"S": "{}", "K": "{}", "PS": IN, "PK": "{} at {}", "PC": "{} {}", "PSC": "{} in {}: {}"}
# Subjects that a field holds as zeros because it says nothing of them.
SAYS_NOTHING: dict[str, Callable[[World, Any], Array]] = {
    field: lambda world, years: world.import_need[years] <= 0.0 for field in ("supply_security", "shortage")
}


class Metric(NamedTuple):
    """A metric: its name, its subjects, [(run,) year, subject] and its unit."""

    name: str
    subjects: list[str]
    values: Array
    unit: str


def recorded_by_modules(world: World) -> dict[str, Quantity]:
    """The fields of the record that modules which are on write, with what is said of them."""
    return {
        name: said
        for name, _, said in fields(Record)
        if said.module and getattr(world, f"{SWITCH_OF}{said.module}") == 1
    }


def metrics_of_modules(world: World, labels: Labels, record: Any, years: Any = slice(None)) -> Iterator[Metric]:
    """The metrics of all modules that are on.

    Args:
        world: what the rules were given.
        labels: names along the axes.
        record: the arrays, as attributes, each [(run,) year, …].
        years: the years of the world that the arrays have.
    """
    keys = {"P": labels.powers, "S": labels.states, "C": labels.channels, "K": labels.corridors}
    for name, said in recorded_by_modules(world).items():
        if name in IN_EXCHANGE:
            continue
        axes = said.axes[1:]
        values = getattr(record, name)
        flat = values.reshape(*values.shape[: values.ndim - len(axes)], -1)
        subjects = [SUBJECTS[axes].format(*each) for each in product(*(keys[axis] for axis in axes))]
        if name in SAYS_NOTHING:
            told = np.flatnonzero(~SAYS_NOTHING[name](world, years).reshape(flat.shape[-2], -1).all(axis=0))
            flat, subjects = flat[..., told], [subjects[place] for place in told]
        yield Metric(name.replace("_", " "), subjects, flat, said.unit)
