"""From the ``modules`` section to the arrays that :class:`influence_sim.rules.shapes.World` marks as a module's facts.

Numbers that stand in the scenario are checked when it is loaded; tables are read when a world is built.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.rules.shapes import Fact, World, fields, is_whole
from influence_sim.scenario.corridors import corridors
from influence_sim.scenario.events import events
from influence_sim.scenario.module_values import SHARE, Values
from influence_sim.scenario.modules import Conditionality, WithFacts
from influence_sim.scenario.supplies import supplies
from influence_sim.scenario.yaml import KeyPath

CONDITIONALITY: KeyPath = ("modules", "conditionality")


def module_arrays(section: WithFacts, values: Values) -> dict[str, NDArray[Any]]:
    """Every fact of every module of the rules, float64 or int64, 0 where the scenario says nothing.

    Raises:
        Wrong: something in the section is misspelt, missing or out of range.
        InputError: a table cannot be read.
    """
    said = {
        **supplies(section.resources, values),
        **corridors(section.corridors, values),
        **conditionality(section.conditionality, values),
        **events(section.events, values),
    }
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind, about in fields(World):
        if isinstance(about, Fact) and about.module:
            array = said.pop(name, None)
            dtype = np.int64 if is_whole(kind) else np.float64
            arrays[name] = np.ascontiguousarray(np.zeros(values.shape(about.axes)) if array is None else array, dtype)
    assert not said, f"facts that the rules do not know: {sorted(said)}"
    return arrays


def conditionality(section: Conditionality, values: Values) -> dict[str, Any]:
    """The arrays of the module conditionality."""
    return {
        "openness": values.over_time(section.openness, "S", SHARE, (*CONDITIONALITY, "openness")),
        "conditions": values.steady(section.conditions, "P", SHARE, (*CONDITIONALITY, "conditions")),
    }
