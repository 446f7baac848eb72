"""Morris's trajectories: from a random point of a lattice each factor moves once, in random order.

With r trajectories and d factors there are r (d + 1) points, in the order of ``SALib.analyze.morris``, which wants
the quantiles. More trajectories with the same seed begin with the same ones. Morris 1991. By SALib.
"""

import numpy as np

from influence_sim.experiments.designs.schema import DesignFile
from influence_sim.rules.shapes import Numbers

LEVELS = 4


def count(design: DesignFile, factors: int) -> int:
    """How many points."""
    return (design.samples or 0) * (factors + 1)


def unit(design: DesignFile, factors: int) -> Numbers:
    """Quantiles, points × factors; the same for the same seed."""
    from SALib.sample import morris

    from influence_sim.experiments.designs.samplers.problem import unit_problem

    levels = design.levels or LEVELS
    drawn = morris.sample(
        unit_problem([str(j) for j in range(factors)]),
        design.samples or 0,
        num_levels=levels,
        seed=np.random.default_rng(design.seed),
    )
    places = np.round(np.asarray(drawn, dtype=np.float64) * (levels - 1))  # exactly on the lattice
    return places / (levels - 1)
