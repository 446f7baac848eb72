"""The one place that knows which engine plays a sweep."""

from collections.abc import Sequence

from influence_sim.experiments.sweeps.outcomes import FIELDS, Array
from influence_sim.rules.shapes import World

ENGINE = "lanes"


def play_block(world: World, seed: int, runs: Sequence[int]) -> dict[str, Array]:
    """Play runs of one world; field of the record → [run, year, …], of the fields that outcomes are made of.

    May be called by several threads at once.
    """
    from influence_sim.engines.lanes import playing

    return playing.play_block(world, seed, runs, FIELDS)
