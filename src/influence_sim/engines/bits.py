"""``scale`` and ``split`` of the rulebook for compiled code: on the bits of a number, without a library.

They answer as ``rules/primitives.py`` does, for the same range: normal numbers in, normal numbers out.
"""

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

EXPONENT = 2047 << 52  # the bits of a number that hold its exponent, shifted by BIAS
BIAS = 1023


@intrinsic  # type: ignore[untyped-decorator]
def bits_of(_: Any, number: Any) -> Any:
    """The 64 bits of a floating-point number, as a whole number."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), code


@intrinsic  # type: ignore[untyped-decorator]
def number_of(_: Any, bits: Any) -> Any:
    """The floating-point number with these 64 bits."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), code


def scale(x: float, k: int) -> Any:
    """X · 2**k."""
    return x * number_of((k + BIAS) << 52)


def split(x: float) -> Any:
    """The fraction in [1/2, 1) and the exponent of x."""
    bits = bits_of(x)
    exponent = ((bits >> 52) & 2047) - (BIAS - 1)
    return number_of((bits & ~EXPONENT) | ((BIAS - 1) << 52)), exponent
