"""A call names a function and gives each argument by position."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(now):
            return now.depth.sum()
        """,
        "2: a method .sum() is called; call a function by its name",
        id="a method",
    ),
    pytest.param(
        """
        def rule(now):
            return now.total()
        """,
        "2: a method .total() is called; call a function by its name",
        id="a method of a shape",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            return g(x)(x)
        """,
        "6: only a name can be called; call a function by its name",
        id="a call of a call",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            return g(x=x)
        """,
        "6: g() has an argument by keyword; give arguments by position",
        id="a keyword",
    ),
    pytest.param(
        """
        def growth(x):
            return x


        def rule(x):
            return grwoth(x)
        """,
        '6: there is no rule grwoth(); did you mean "growth"?',
        id="an unknown function",
    ),
    pytest.param(
        """
        def g(x, y):
            return x + y


        def rule(x):
            return g(x)
        """,
        "6: the number of arguments of g() is 2, not 1; write g(x, y)",
        id="too few arguments",
    ),
    pytest.param(
        """
        from math import sqrt


        def rule(x):
            return sqrt(x, x)
        """,
        "5: the number of arguments of sqrt() is 1, not 2; write sqrt(x)",
        id="too many arguments",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(now):
            return g(now.depth)
        """,
        "6: the array now.depth is passed to a function; pass the shape, or a number of it",
        id="an array passed",
    ),
    pytest.param(
        """
        def g(now, f):
            return now.depth[f]


        def rule(now, k):
            return g(k, k)
        """,
        "6: g() takes now here; write g(now, f)",
        id="a number in place of a shape",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(now):
            return g(now)
        """,
        "6: g() takes x here; write g(x)",
        id="a shape in place of a number",
    ),
    pytest.param(
        """
        def g(world, now, f):
            return world.consent[f] * now.depth[f]


        def rule(world, now, k):
            return g(now, world, k)
        """,
        "6: g() takes world here; write g(world, now, f)",
        id="shapes in the wrong order",
    ),
    pytest.param(
        """
        def rule(a, b):
            return min(a, b)
        """,
        "2: min() is not in the language; call smaller(a, b) of arithmetic.py",
        id="min",
    ),
    pytest.param(
        """
        def rule(a, b):
            return max(a, b)
        """,
        "2: max() is not in the language; call larger(a, b) of arithmetic.py",
        id="max",
    ),
    pytest.param(
        """
        def rule(x):
            return sin(x)
        """,
        "2: sin() is not in the language; the language has no trigonometry",
        id="a sine",
    ),
    pytest.param(
        """
        def rule(k):
            return float(k)
        """,
        "2: float() is not in the language; multiply by 1.0",
        id="a conversion",
    ),
    pytest.param(
        """
        def rule(x):
            print(x)
            return x
        """,
        "2: print() is not in the language; step through the rule with a debugger",
        id="print",
    ),
    pytest.param(
        """
        def rule(k):
            return range(k)
        """,
        "2: range() is not in the language; use it only in the head of a loop: for i in range(n)",
        id="a range that is no loop's",
    ),
    pytest.param(
        """
        def rule(x):
            return sqrt(x)
        """,
        "2: sqrt() is not imported; write from math import sqrt",
        id="a function of math that is not imported",
    ),
    pytest.param(
        """
        def rule(x, k):
            return scale(x, k)
        """,
        "2: scale() is not imported; write from .primitives import scale",
        id="a primitive that is not imported",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            return g(*x)
        """,
        "6: a star is not in the language; write each value out",
        id="a star",
    ),
    pytest.param(
        """
        def rule(k):
            return 1 if k <= 1 else k * rule(k - 1)
        """,
        "2: a rule calls itself: rule → rule; write a loop with fixed bounds",
        id="a rule that calls itself",
    ),
    pytest.param(
        """
        def rule(k):
            return 1 if k <= 1 else k * g(k - 1)


        def g(k):
            return rule(k)
        """,
        "6: a rule calls itself: rule → g → rule; write a loop with fixed bounds",
        id="rules that call each other",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_call_names_a_rule_with_each_argument_in_its_place(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
