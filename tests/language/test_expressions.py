"""Values are numbers."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            return x + "1"
        """,
        "2: '1' is not a number; values are numbers",
        id="a string",
    ),
    pytest.param(
        """
        def rule(x):
            return f"{x}"
        """,
        "2: a string is not in the language; values are numbers",
        id="an f-string",
    ),
    pytest.param(
        """
        def rule(x):
            return None
        """,
        "2: None is not in the language; return a number from every path, or nothing from any",
        id="None",
    ),
    pytest.param(
        """
        def rule(x):
            y = True
            return x if y else 0.0
        """,
        "2: True is not in the language; write a comparison, or 1 and 0",
        id="True",
    ),
    pytest.param(
        """
        def rule(x):
            return x * 1j
        """,
        "2: 1j is not a number; values are numbers",
        id="a complex number",
    ),
    pytest.param(
        """
        def rule(x):
            return x + 9007199254740992
        """,
        "2: 9007199254740992 is too large; whole numbers stay below 2**53 and floats finite",
        id="a huge number",
    ),
    pytest.param(
        """
        def rule(x):
            return x + 1e999
        """,
        "2: inf is too large; whole numbers stay below 2**53 and floats finite",
        id="an infinite number",
    ),
    pytest.param(
        """
        def rule(x):
            return [x]
        """,
        "2: a list is not in the language; keep numbers in variables or in a field of the situation",
        id="a list",
    ),
    pytest.param(
        """
        def rule(x):
            return {1: x}
        """,
        "2: a dict is not in the language; keep numbers in variables or in a field of the situation",
        id="a dict",
    ),
    pytest.param(
        """
        def rule(x):
            return {x}
        """,
        "2: a set is not in the language; keep numbers in variables or in a field of the situation",
        id="a set",
    ),
    pytest.param(
        """
        def rule(x):
            y = (x, x)
            return y
        """,
        "2: a tuple is only for a return and to unpack one; keep numbers in variables or in a field of the situation",
        id="a tuple",
    ),
    pytest.param(
        """
        def rule(x):
            return [x for i in range(3)]
        """,
        "2: a comprehension is not in the language; write a loop",
        id="a comprehension",
    ),
    pytest.param(
        """
        def rule(x):
            return largest(x for i in range(3))
        """,
        "2: there is no rule largest(); allowed: abs, floor, rule, sqrt",
        id="a generator",
    ),
    pytest.param(
        """
        def rule(x):
            g = lambda y: y
            return g(x)
        """,
        "2: a lambda is not in the language; write a function at module level",
        id="a lambda",
    ),
    pytest.param(
        """
        def rule(x):
            return (y := x) + y
        """,
        "2: := is not in the language; assign in a line of its own",
        id="a walrus",
    ),
    pytest.param(
        """
        def rule(x):
            yield x
        """,
        "2: yield is not in the language; return a value",
        id="yield",
    ),
    pytest.param(
        """
        def rule(x):
            return await x
        """,
        "2: await is not in the language; call the function plainly",
        id="await",
    ),
    pytest.param(
        """
        def rule(standing):
            return stading
        """,
        '2: stading is not defined; did you mean "standing"?',
        id="an unknown variable",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            return x + g
        """,
        "6: g is a function, not a number; call it",
        id="a function as a number",
    ),
    pytest.param(
        """
        def rule(now):
            _, n = now.share.shape
            return n + _
        """,
        "3: _ is read; give a value that is used a name",
        id="a name that is nobody's",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_an_expression_is_made_of_numbers_and_their_names(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
