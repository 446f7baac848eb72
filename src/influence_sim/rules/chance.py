"""Draws by address: the same (seed, run, step, kind, who, whom) gives the same number in any order and engine.

``who`` and ``whom`` are 32-bit hashes of actors' *names*, so that adding or reordering actors moves no other draw.
Generator: Philox4x32-10, J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy
as 1, 2, 3", Proc. SC11, ACM 2011, doi:10.1145/2063384.2063405.
"""

from math import sqrt

from .arithmetic import log, smaller
from .primitives import multiply_high, multiply_low

# Every kind of draw there is. A new kind gets a new number; a number is never used again for another kind.
STANDING_START = 1
STANDING_SHOCK = 2
STANDING_BRIDGE = 3
BUDGET_START = 4
BUDGET_SHOCK = 5
REVISION = 6
CHOICE = 7
CONSENT = 8
PRIOR = 9
PRIOR_MASS = 10

LOW_32_BITS = 0xFFFFFFFF
TWO_TO_26 = 67108864.0
TWO_TO_MINUS_52 = 2.220446049250313e-16


def philox(key_0, key_1, counter_0, counter_1, counter_2, counter_3):
    """Four random numbers of 32 bits from a key of 64 and a counter of 128 bits, in words of 32.

    Ten rounds of two products, their halves crossed and mixed with the key, which moves by a constant each round.
    Source: Salmon et al. 2011, section 3.3, Philox4x32-10.

    >>> first, _, _, _ = philox(0, 0, 0, 0, 0, 0)
    >>> first == 0x6627E8D5
    True
    """
    k_0 = key_0
    k_1 = key_1
    c_0 = counter_0
    c_1 = counter_1
    c_2 = counter_2
    c_3 = counter_3
    for _ in range(10):
        mixed_0 = multiply_high(0xCD9E8D57, c_2) ^ c_1 ^ k_0
        mixed_2 = multiply_high(0xD2511F53, c_0) ^ c_3 ^ k_1
        c_1 = multiply_low(0xCD9E8D57, c_2)
        c_3 = multiply_low(0xD2511F53, c_0)
        c_0 = mixed_0
        c_2 = mixed_2
        k_0 = (k_0 + 0x9E3779B9) & LOW_32_BITS
        k_1 = (k_1 + 0xBB67AE85) & LOW_32_BITS
    return c_0, c_1, c_2, c_3


def uniform(seed, run, step, kind, who, whom):
    """A uniform draw from (0, 1), never 0 and never 1; each address is a whole number below 2**32.

    u = (n + 1/2) / 2**52 with 52 random bits n: all odd multiples of 2**-53, so u and 1 - u are both exact.

    >>> uniform(1, 0, 0, CHOICE, 0, 0)
    0.10376526117548035
    """
    x_0, x_1, _, _ = philox(seed, run, step, kind, who, whom)
    return ((x_0 >> 6) * TWO_TO_26 + (x_1 >> 6) + 0.5) * TWO_TO_MINUS_52


def normal(seed, run, step, kind, who, whom):
    """A standard normal draw: the quantile at a uniform draw of the same address.

    >>> normal(1, 0, 0, STANDING_SHOCK, 0, 0)
    1.2773424596775609
    """
    return normal_quantile(uniform(seed, run, step, kind, who, whom))


def normal_quantile(probability):
    """The number that a standard normal variable stays below with a probability between 0 and 1, both excluded.

    Relative error about 1e-15. Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal
    distribution", Applied Statistics 37 (1988) 477-484, PPND16.

    >>> normal_quantile(0.975)
    1.9599639845400536
    """
    q = probability - 0.5
    if abs(q) <= 0.425:
        return quantile_in_the_centre(q)
    r = sqrt(-log(smaller(probability, 1.0 - probability)))
    z = quantile_in_the_tail(r - 1.6) if r <= 5.0 else quantile_far_out(r - 5.0)
    return -z if q < 0.0 else z


def quantile_in_the_centre(from_half):
    """AS 241 for probabilities at most 0.425 from one half: the distance times a ratio in 0.425**2 - distance**2.

    >>> quantile_in_the_centre(0.0)
    0.0
    """
    r = 0.180625 - from_half * from_half
    above = 2.5090809287301226727e3
    above = above * r + 3.3430575583588128105e4
    above = above * r + 6.7265770927008700853e4
    above = above * r + 4.5921953931549871457e4
    above = above * r + 1.3731693765509461125e4
    above = above * r + 1.9715909503065514427e3
    above = above * r + 1.3314166789178437745e2
    above = above * r + 3.3871328727963666080e0
    below = 5.2264952788528545610e3
    below = below * r + 2.8729085735721942674e4
    below = below * r + 3.9307895800092710610e4
    below = below * r + 2.1213794301586595867e4
    below = below * r + 5.3941960214247511077e3
    below = below * r + 6.8718700749205790830e2
    below = below * r + 4.2313330701600911252e1
    below = below * r + 1.0
    return from_half * above / below


def quantile_in_the_tail(r):
    """AS 241 further out, down to e**-25 from 0 or 1: a ratio of polynomials in sqrt(-ln(tail)) - 1.6.

    >>> quantile_in_the_tail(0.4)
    2.089849982971257
    """
    above = 7.74545014278341407640e-4
    above = above * r + 2.27238449892691845833e-2
    above = above * r + 2.41780725177450611770e-1
    above = above * r + 1.27045825245236838258e0
    above = above * r + 3.64784832476320460504e0
    above = above * r + 5.76949722146069140550e0
    above = above * r + 4.63033784615654529590e0
    above = above * r + 1.42343711074968357734e0
    below = 1.05075007164441684324e-9
    below = below * r + 5.47593808499534494600e-4
    below = below * r + 1.51986665636164571966e-2
    below = below * r + 1.48103976427480074590e-1
    below = below * r + 6.89767334985100004550e-1
    below = below * r + 1.67638483018380384940e0
    below = below * r + 2.05319162663775882187e0
    below = below * r + 1.0
    return above / below


def quantile_far_out(r):
    """AS 241 nearer to 0 or 1 than e**-25: a ratio of polynomials in sqrt(-ln(tail)) - 5.

    >>> quantile_far_out(0.0)
    6.657904643501103
    """
    above = 2.01033439929228813265e-7
    above = above * r + 2.71155556874348757815e-5
    above = above * r + 1.24266094738807843860e-3
    above = above * r + 2.65321895265761230930e-2
    above = above * r + 2.96560571828504891230e-1
    above = above * r + 1.78482653991729133580e0
    above = above * r + 5.46378491116411436990e0
    above = above * r + 6.65790464350110377720e0
    below = 2.04426310338993978564e-15
    below = below * r + 1.42151175831644588870e-7
    below = below * r + 1.84631831751005468180e-5
    below = below * r + 7.86869131145613259100e-4
    below = below * r + 1.48753612908506148525e-2
    below = below * r + 1.36929880922735805310e-1
    below = below * r + 5.99832206555887937690e-1
    below = below * r + 1.0
    return above / below
