"""Point 0 with all factors as given, then each factor alone at each of its values."""

from collections.abc import Mapping

from influence_sim.experiments.designs.factors import Factor
from influence_sim.experiments.designs.schema import Scalar


def moves(factors: Mapping[str, Factor]) -> list[tuple[str, Scalar]]:
    """Factor and value of each point after the first; a value that is the given one is no move."""
    return [(name, value) for name, factor in factors.items() for value in factor.ends() if value != factor.given]


def count(factors: Mapping[str, Factor]) -> int:
    """How many points: one, and one for each move."""
    return 1 + len(moves(factors))


def columns(factors: Mapping[str, Factor]) -> dict[str, list[Scalar]]:
    """The values of each factor, point by point."""
    moved = moves(factors)
    return {
        name: [factor.given, *(value if name == who else factor.given for who, value in moved)]
        for name, factor in factors.items()
    }
