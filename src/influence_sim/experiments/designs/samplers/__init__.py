"""How the points of a design are chosen: one file a method, each with ``count`` and ``columns`` or ``unit``.

``count`` says how many points there are, before any is made. ``columns`` gives each factor's values, point by point;
``unit`` gives quantiles in [0, 1], points × factors, which the factors turn into values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from influence_sim.experiments.designs.factors import Factor
from influence_sim.experiments.designs.samplers import grid, latin_hypercube, morris, one_at_a_time, sobol
from influence_sim.experiments.designs.schema import DesignFile, Method, Scalar
from influence_sim.rules.shapes import Numbers

Factors = Mapping[str, Factor]
Columns = dict[str, list[Scalar]]


@dataclass(frozen=True)
class OfValues:
    """A method that combines values."""

    count: Callable[[Factors], int]
    columns: Callable[[Factors], Columns]


@dataclass(frozen=True)
class OfQuantiles:
    """A method that draws quantiles."""

    count: Callable[[DesignFile, int], int]
    unit: Callable[[DesignFile, int], Numbers]


METHODS: dict[Method, OfValues | OfQuantiles] = {
    "grid": OfValues(grid.count, grid.columns),
    "one_at_a_time": OfValues(one_at_a_time.count, one_at_a_time.columns),
    "latin_hypercube": OfQuantiles(latin_hypercube.count, latin_hypercube.unit),
    "sobol": OfQuantiles(sobol.count, sobol.unit),
    "morris": OfQuantiles(morris.count, morris.unit),
}


def from_quantiles(unit: Any, factors: Factors) -> Columns:
    """The values at points × factors quantiles."""
    return {name: [factor.at(float(u)) for u in unit[:, j]] for j, (name, factor) in enumerate(factors.items())}
