"""The operators of the language."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            return x**2
        """,
        "2: ** is not in the language; multiply, or call power(x, a) of arithmetic.py",
        id="a power",
    ),
    pytest.param(
        """
        def rule(k):
            return k << 2
        """,
        "2: << is not in the language; multiply by a power of two",
        id="a shift to the left",
    ),
    pytest.param(
        """
        def rule(a, b):
            return a @ b
        """,
        "2: @ is not in the language; write a loop over the index",
        id="a matrix product",
    ),
    pytest.param(
        """
        def rule(k):
            return ~k
        """,
        "2: ~ is not in the language; write x ^ 0xFFFFFFFF",
        id="an inversion",
    ),
    pytest.param(
        """
        def rule(x):
            return +x
        """,
        "2: a unary + is not in the language; leave it out",
        id="a plus",
    ),
    pytest.param(
        """
        def rule(x):
            return 1.0 if x is 0 else 0.0
        """,
        "2: `is` is not in the language; compare numbers by ==",
        id="is",
    ),
    pytest.param(
        """
        def rule(x):
            return 1.0 if x in (1, 2) else 0.0
        """,
        "2: `in` is not in the language; compare with each number in turn",
        id="in",
    ),
    pytest.param(
        """
        def rule(x):
            return 1.0 if 0.0 < x + 1.0 < 2.0 else 0.0
        """,
        "2: the middle of a chained comparison is an expression; give it a name first",
        id="a middle that is an expression",
    ),
    pytest.param(
        """
        def rule(k):
            return k // -2
        """,
        "2: // or % of a negative number; both sides are non-negative",
        id="a division by a negative number",
    ),
    pytest.param(
        """
        def rule(k):
            return -7 % k
        """,
        "2: // or % of a negative number; both sides are non-negative",
        id="a remainder of a negative number",
    ),
    pytest.param(
        """
        def rule(k):
            n = k
            n %= -3
            return n
        """,
        "3: // or % of a negative number; both sides are non-negative",
        id="a remainder in place",
    ),
    pytest.param(
        """
        def rule(k):
            return k & 4294967296
        """,
        "2: 4294967296 has more than 32 bits; bit operations are below 2**32",
        id="too many bits",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            y **= 2.0
            return y
        """,
        "3: ** is not in the language; multiply, or call power(x, a) of arithmetic.py",
        id="a power in place",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_an_operator_is_one_that_gives_the_same_bits_everywhere(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
