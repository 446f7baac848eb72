"""A problem as SALib describes it."""

from collections.abc import Sequence
from typing import Any


def unit_problem(names: Sequence[str]) -> dict[str, Any]:
    """Factors of these names, each from 0 to 1.

    >>> unit_problem(["leak"])
    {'num_vars': 1, 'names': ['leak'], 'bounds': [[0.0, 1.0]]}
    """
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0] for _ in names]}
