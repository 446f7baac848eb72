"""Saltelli's points for Sobol indices, from a scrambled Sobol sequence; in the order of ``SALib.analyze.sobol``.

With n base points and d factors there are n (d + 2) points, or n (2 d + 2) for indices of second order too. More
base points with the same seed begin with the same points. Saltelli et al. 2010; Sobol 2001. By SALib.
"""

import numpy as np

from influence_sim.experiments.designs.schema import DesignFile
from influence_sim.rules.shapes import Numbers


def count(design: DesignFile, factors: int) -> int:
    """How many points."""
    return (design.samples or 0) * (2 * factors + 2 if design.second_order else factors + 2)


def unit(design: DesignFile, factors: int) -> Numbers:
    """Quantiles, points × factors; the same for the same seed."""
    from SALib.sample import sobol

    from influence_sim.experiments.designs.samplers.problem import unit_problem

    drawn = sobol.sample(
        unit_problem([str(j) for j in range(factors)]),
        design.samples or 0,
        calc_second_order=bool(design.second_order),
        seed=np.random.default_rng(design.seed),
    )
    return np.asarray(drawn, dtype=np.float64)
