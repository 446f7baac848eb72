"""Elementary functions from + - * / alone, so that every engine gets the same bits.

Libraries differ in the last bit of ``exp`` and ``log``; IEEE 754 fixes the four operations and the square root.
The formulas are those of fdlibm (Sun Microsystems 1993, ``e_exp.c`` and ``e_log.c``, by K. C. Ng), with the
reduction by a logarithm of 2 in two parts of W. J. Cody and W. Waite, *Software Manual for the Elementary
Functions*, Prentice-Hall 1980, chapters 5 and 6. ``tests/rules/test_arithmetic.py`` measures their errors.
"""

from math import floor

from .primitives import scale, split

# ln 2 in two parts: the first has so many trailing zeros that its product with an exponent is exact.
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
ONE_OVER_LN2 = 1.44269504088896338700
ROOT_HALF = 0.7071067811865476
SMALLEST_NORMAL = 2.2250738585072014e-308
LARGEST_EXPONENT = 708.0  # e**-708 and e**708 are both normal numbers, and so are their reciprocals


def exp(x):
    """The exponential of x; never overflows: 0 below -708, e**708 above 708.

    x = k ln 2 + r, e**x = 2**k e**r with |r| <= ln(2)/2, and e**r = 1 + 2r / (R(r) - r) by a rational
    approximation of R. Error below 1 unit in the last place. Source: fdlibm, ``e_exp.c``.

    >>> exp(2.0)
    7.38905609893065
    """
    if x < -LARGEST_EXPONENT:
        return 0.0
    bounded = smaller(x, LARGEST_EXPONENT)
    k = floor(bounded * ONE_OVER_LN2 + 0.5)
    high = bounded - k * LN2_HIGH
    low = k * LN2_LOW
    r = high - low
    t = r * r
    even = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08
    even = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * even)
    even = r - t * (1.66666666666666019037e-01 + t * even)
    return scale(1.0 - ((low - (r * even) / (2.0 - even)) - high), k)


def log(x):
    """The natural logarithm of x; the caller sees to x > 0.

    x = 2**k (1 + f) with 1 + f within a factor of the square root of 2 from 1, and
    ln(1 + f) = f - f**2/2 + s (f**2/2 + R(s**2)), s = f / (2 + f), with a polynomial R.
    Error below 1 unit in the last place. Source: fdlibm, ``e_log.c``.

    >>> log(10.0)
    2.302585092994046
    """
    lift = 54 if x < SMALLEST_NORMAL else 0
    fraction, k = split(scale(x, lift))
    k -= lift
    if fraction < ROOT_HALF:
        fraction *= 2.0
        k -= 1
    f = fraction - 1.0
    s = f / (2.0 + f)
    z = s * s
    rest = 1.531383769920937332e-01 + z * 1.479819860511658591e-01
    rest = 2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * rest)
    rest = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * rest)
    rest = z * (6.666666666666735130e-01 + z * rest)
    half_square = 0.5 * f * f
    return k * LN2_HIGH - ((half_square - (s * (half_square + rest) + k * LN2_LOW)) - f)


def mean_decay(x):
    """The mean of e**-t for t from 0 to x, which may be negative: (1 - e**-x) / x, and 1 at x = 0.

    Near 0 by its series, since the difference would lose digits. Error below 1e-12.

    >>> mean_decay(1.0)
    0.6321205588285577
    """
    if -1e-3 < x < 1e-3:
        return 1.0 - x / 2.0 * (1.0 - x / 3.0 * (1.0 - x / 4.0))
    return (1.0 - exp(-x)) / x


def power(x, a):
    """Number x to the power of a for x >= 0: e**(a ln x).

    At x = 0 it is 0 for a > 0, 1 for a = 0, and e**708, the highest value of ``exp``, for a < 0.
    The relative error grows with the exponent: about (1 + |a ln x|) units in the last place.

    >>> power(9.0, 0.5)
    3.0
    """
    if a == 0.0:
        return 1.0
    if x <= 0.0:
        return 0.0 if a > 0.0 else exp(LARGEST_EXPONENT)
    return exp(a * log(x))


def logistic(x):
    """The logistic function of x: 1 / (1 + e**-x).

    Source: P.-F. Verhulst, Nouveaux Mémoires de l'Académie Royale de Bruxelles 18 (1845) 1-42.

    >>> logistic(0.0)
    0.5
    """
    return 1.0 / (1.0 + exp(-x))


def smaller(a, b):
    """The smaller of two numbers.

    >>> smaller(2.0, 3.0)
    2.0
    """
    return a if a <= b else b


def larger(a, b):
    """The larger of two numbers.

    >>> larger(2.0, 3.0)
    3.0
    """
    return a if a >= b else b


def within(x, low, high):
    """Number x, or the nearer end of [low, high] when x lies outside.

    >>> within(1.5, 0.0, 1.0)
    1.0
    """
    return larger(low, smaller(x, high))
