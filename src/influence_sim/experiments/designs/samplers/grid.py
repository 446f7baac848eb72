"""Every combination of the factors' values; the last factor moves fastest."""

from collections.abc import Mapping
from itertools import product
from math import prod

from influence_sim.experiments.designs.factors import Factor
from influence_sim.experiments.designs.schema import Scalar


def count(factors: Mapping[str, Factor]) -> int:
    """How many points: the product of the numbers of values."""
    return prod(len(factor.lattice()) for factor in factors.values())


def columns(factors: Mapping[str, Factor]) -> dict[str, list[Scalar]]:
    """The values of each factor, point by point."""
    points = product(*(factor.lattice() for factor in factors.values()))
    return {name: list(column) for name, column in zip(factors, zip(*points, strict=True), strict=True)}
