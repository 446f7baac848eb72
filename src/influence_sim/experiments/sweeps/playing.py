"""The one place that knows which engine plays a sweep."""

from collections.abc import Sequence

import numpy as np

from influence_sim.experiments.sweeps.outcomes import FIELDS, Array
from influence_sim.rules.shapes import Record, World, empty, sizes_of

ENGINE = "compiled"


def play_block(world: World, seed: int, runs: Sequence[int]) -> dict[str, Array]:
    """Play runs of one world; field of the record → [run, year, …], of the fields that outcomes are made of.

    May be called by several threads at once.
    """
    from influence_sim.engines.compiled import CompiledRuns

    sample = empty(Record, sizes_of(world))
    kept = {name: np.empty((len(runs), *getattr(sample, name).shape)) for name in FIELDS}
    machine = CompiledRuns(world)
    for place, run in enumerate(runs):
        record = machine.play(seed, run)
        for name, array in kept.items():
            array[place] = getattr(record, name)
    return kept
