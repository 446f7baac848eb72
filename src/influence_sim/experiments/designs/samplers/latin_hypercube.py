"""Latin hypercube: each factor's range in as many equal parts as there are points, each part once.

McKay, Beckman & Conover 1979. By ``scipy.stats.qmc``.
"""

import numpy as np

from influence_sim.experiments.designs.schema import DesignFile
from influence_sim.rules.shapes import Numbers


def count(design: DesignFile, factors: int) -> int:
    """How many points."""
    return design.samples or 0


def unit(design: DesignFile, factors: int) -> Numbers:
    """Quantiles, points × factors; the same for the same seed."""
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(d=factors, rng=np.random.default_rng(design.seed))
    return np.asarray(sampler.random(design.samples or 0), dtype=np.float64)
