"""Elementary functions of arrays by the rulebook's own arithmetic: the same bits on every machine.

numpy's ``exp``, ``log`` and powers may differ in the last bit from one processor to the next.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.rules import arithmetic

Numbers: TypeAlias = NDArray[np.float64]


def each(function: Callable[[float], float], numbers: Numbers) -> Numbers:
    """The function of every number; NaN stays NaN."""
    return np.array([value if value != value else function(value) for value in numbers.tolist()])


def log(numbers: Numbers) -> Numbers:
    """Natural logarithms of numbers above 0, one-dimensional."""
    return each(arithmetic.log, numbers)


def exp(numbers: Numbers) -> Numbers:
    """E to the power of each number."""
    return each(arithmetic.exp, numbers)


def power(numbers: Numbers, exponent: float) -> Numbers:
    """Numbers from 0 on, each to the power of the exponent.

    >>> power(np.array([0.0, 4.0]), 0.5).tolist()
    [0.0, 2.0]
    """
    return each(lambda value: float(arithmetic.power(value, exponent)), numbers)
