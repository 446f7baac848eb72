"""The four operations that every engine supplies for itself, here in plain Python.

The rule language cannot take a number's bits apart or multiply beyond 2**53. What it needs of both is
these four functions; an engine may replace them by its own as long as every bit of the answer agrees.
Like ``shapes.py`` this file does not obey the rule language.
"""

from math import frexp, ldexp


def scale(x: float, k: int) -> float:
    """Number x times 2**k, exact, for k from -1022 to 1023 and a result that is a normal number.

    >>> scale(0.75, 3)
    6.0
    """
    return ldexp(x, k)


def split(x: float) -> tuple[float, int]:
    """The fraction in [1/2, 1) and the exponent of x, a positive normal number: x = fraction · 2**exponent.

    >>> split(6.0)
    (0.75, 3)
    """
    return frexp(x)


def multiply_high(a: int, b: int) -> int:
    """The upper 32 bits of the product of two numbers of 32 bits.

    Right in Python's whole numbers and in 64 bits that wrap around alike.

    >>> multiply_high(0xFFFFFFFF, 0xFFFFFFFF) == 0xFFFFFFFE
    True
    """
    return ((a * b) >> 32) & 0xFFFFFFFF


def multiply_low(a: int, b: int) -> int:
    """The lower 32 bits of the product of two numbers of 32 bits.

    >>> multiply_low(0xFFFFFFFF, 0xFFFFFFFF)
    1
    """
    return (a * b) & 0xFFFFFFFF
