"""What the rules read and write, in three shapes whose every field says its axes, unit and meaning.

* :class:`World` (``world.py``) is what a run is given: facts, parameters, choices. No rule writes it.
* :class:`Situation` (``situation.py``) is what a run changes.
* :class:`Record` (``record.py``) is what a run leaves behind, year by year.

Allocation, the checks of a scenario, the writers of other languages and ``docs/odd.md`` all read them.
These files and ``fields.py`` do not obey the rule language.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from .fields import SWITCH_OF as SWITCH_OF
from .fields import Choice as Choice
from .fields import Fact as Fact
from .fields import Field as Field
from .fields import Module as Module
from .fields import Numbers as Numbers
from .fields import Parameter as Parameter
from .fields import Quantity as Quantity
from .fields import Whole as Whole
from .fields import fields as fields
from .fields import is_whole as is_whole
from .record import Record as Record
from .situation import Situation as Situation
from .world import World as World

Shape = TypeVar("Shape", Situation, Record)


def modules() -> Iterator[str]:
    """The names of all modules, in the order of their switches."""
    for name, _, said in fields(World):
        if isinstance(said, Module):
            yield name.removeprefix(SWITCH_OF)


def sizes_of(world: World) -> dict[str, int]:
    """The length of each axis: Y, P, S, F, C, K and R (routes)."""
    years, powers, forums = world.regional_share.shape
    states, channels = world.channel_need.shape
    corridors = world.corridor_open.shape[1]
    return {"Y": years, "P": powers, "S": states, "F": forums, "C": channels, "K": corridors, "R": 1 + forums}


def empty(shape: type[Shape], sizes: Mapping[str, int]) -> Shape:
    """A situation or a record of zeros for the given lengths of the axes."""
    values: dict[str, Any] = {
        name: np.zeros([sizes[axis] for axis in said.axes], np.int64 if is_whole(kind) else np.float64)
        for name, kind, said in fields(shape)
    }
    return shape(**values)


def views(values: Any) -> Any:
    """The same World, Situation or Record with memoryviews in place of arrays.

    They give Python's own numbers, in a third of the time of numpy's.
    """
    return type(values)(*(memoryview(v.data) if isinstance(v, np.ndarray) else v for v in values))
