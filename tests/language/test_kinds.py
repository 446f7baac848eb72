"""Whole numbers and floats: one kind a variable."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(now):
            total = 0
            for f in range(now.depth.shape[0]):
                total += now.depth[f]
            return total
        """,
        "2: total is a float elsewhere and a whole number here; one kind a variable: start sums with 0.0",
        id="an int that becomes a float",
    ),
    pytest.param(
        """
        def rule(now, f):
            y = now.depth[f]
            y = 1
            return y
        """,
        "3: y is a float elsewhere and a whole number here; one kind a variable: start sums with 0.0",
        id="a float that becomes an int",
    ),
    pytest.param(
        """
        def rule(k):
            n = 1
            n = k / 2
            return n
        """,
        "2: n is a float elsewhere and a whole number here; one kind a variable: start sums with 0.0",
        id="a quotient of whole numbers",
    ),
    pytest.param(
        """
        def rule(x):
            i = x
            y = i
            for i in range(3):
                y += 1.0 + i
            return y
        """,
        "4: i is a float elsewhere and a whole number here; one kind a variable: start sums with 0.0",
        id="a loop's variable that is a float elsewhere",
    ),
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                return 1
            return x
        """,
        "3: rule returns a whole number here and a float elsewhere; return one kind: 0.0, not 0",
        id="two kinds of return",
    ),
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                return x, x
            return x
        """,
        "3: rule returns 2 values here and 1 elsewhere; return as many values everywhere",
        id="two lengths of return",
    ),
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                return x, 1
            return x, x
        """,
        "3: rule returns a whole number here and a float elsewhere; return one kind: 0.0, not 0",
        id="two kinds of a tuple",
    ),
    pytest.param(
        """
        def rule(x):
            return x if x > 0.0 else 0
        """,
        "2: a choice between a float and a whole number; one kind on both sides: 0.0, not 0",
        id="two kinds of a choice",
    ),
    pytest.param(
        """
        def rule(now, f, s):
            now.status[f, s] = 0.5
        """,
        "2: a float is stored in now.status[f, s], a whole number; store floor(x)",
        id="a float in a whole field",
    ),
    pytest.param(
        """
        def rule(now, f, s):
            now.status[f, s] += 0.5
        """,
        "2: a float is stored in now.status[f, s], a whole number; store floor(x)",
        id="a float added to a whole field",
    ),
    pytest.param(
        """
        def rule(now, x):
            y = x + 0.5
            return now.depth[y]
        """,
        "3: an index is a float; use a whole number, or floor(x)",
        id="a float as an index",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            for i in range(2.0):
                y += 1.0
            return y
        """,
        "3: a bound of a range is a float; use a whole number, or floor(x)",
        id="a float as a bound",
    ),
    pytest.param(
        """
        def rule(k):
            return k & 2.0
        """,
        "2: a bit operation on a float; use whole numbers",
        id="a bit operation on a float",
    ),
    pytest.param(
        """
        def rule(k):
            return k // 2.0
        """,
        "2: // or % of a float; write floor(x / y)",
        id="whole division of a float",
    ),
    pytest.param(
        """
        def rule(world):
            return world.leak_to_home % 2
        """,
        "2: // or % of a float; write floor(x / y)",
        id="a remainder of a float",
    ),
    pytest.param(
        """
        def g(k):
            return k % 2


        def rule(x):
            return g(x + 0.5)
        """,
        "6: an argument of g() is a float; use a whole number, or floor(x)",
        id="a float for a whole parameter",
    ),
    pytest.param(
        """
        def rule(x):
            p = x + 0.5
            return p % 2
        """,
        "3: // or % of a float; write floor(x / y)",
        id="a variable named as an actor's index, but a float",
    ),
    pytest.param(
        """
        from .primitives import scale


        def rule(x):
            return scale(x, x + 0.5)
        """,
        "5: an argument of scale() is a float; use a whole number, or floor(x)",
        id="a float for a primitive",
    ),
    pytest.param(
        """
        from .primitives import split


        def rule(x):
            return split(x)
        """,
        "5: split() returns 2 values; unpack them: a, b = split(…)",
        id="several values as one",
    ),
    pytest.param(
        """
        from .primitives import split


        def rule(x):
            a, b, c = split(x)
            return a + b + c
        """,
        "5: split() returns 2 values and 3 are unpacked; give each a name",
        id="too few names for the values",
    ),
    pytest.param(
        """
        def g(now, s):
            now.own_hand[s] = 0.0


        def rule(now, s):
            now.own_hand[s] = g(now, s)
        """,
        "6: g() returns nothing; call it in a line of its own",
        id="nothing as a value",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            g(x)
            return x
        """,
        "6: the value of g() is not used; assign it, or leave it out",
        id="a value that is not used",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_variable_has_one_kind(complaint_about: Callable[[str], str], text: str, complaint: str) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
