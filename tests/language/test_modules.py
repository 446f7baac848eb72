"""A module holds a docstring, imports of names, numbers in capitals and functions."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        class Rule:
            pass
        """,
        "1: a class stands at module level; write functions: shapes.py holds the state",
        id="a class",
    ),
    pytest.param(
        """
        print(1.0)
        """,
        "1: code stands at module level; put it into a function",
        id="a call at module level",
    ),
    pytest.param(
        """
        for i in range(3):
            f(i)
        """,
        "1: code stands at module level; put it into a function",
        id="a loop at module level",
    ),
    pytest.param(
        """
        rate = 0.5
        """,
        "1: rate is a variable at module level; constants are in capitals",
        id="a variable",
    ),
    pytest.param(
        """
        NAME = "rate"
        """,
        "1: NAME is not a finite number written out; write NAME = number",
        id="a string constant",
    ),
    pytest.param(
        """
        HALF = 1.0 / 2.0
        """,
        "1: HALF is not a finite number written out; write NAME = number",
        id="a computed constant",
    ),
    pytest.param(
        """
        A = B = 1.0
        """,
        "1: this assignment is not in the language; write NAME = number",
        id="a tuple of constants",
    ),
    pytest.param(
        """
        BIG = 9007199254740992
        """,
        "1: BIG is not a finite number written out; write NAME = number",
        id="a huge constant",
    ),
    pytest.param(
        """
        BIG = 1e999
        """,
        "1: BIG is not a finite number written out; write NAME = number",
        id="an infinite constant",
    ),
    pytest.param(
        """
        ON = True
        """,
        "1: ON is not a finite number written out; write NAME = number",
        id="a condition as a constant",
    ),
    pytest.param(
        """
        RATE = 1.0
        RATE += 1.0
        """,
        "2: this assignment is not in the language; write NAME = number",
        id="a constant that changes",
    ),
    pytest.param(
        """
        import math
        """,
        "1: a whole module is imported; write from .module import name",
        id="a whole module imported",
    ),
    pytest.param(
        """
        from numpy import exp
        """,
        "1: this import is not in the language; write from .module import name",
        id="a library",
    ),
    pytest.param(
        """
        from ..errors import nearest
        """,
        "1: this import is not in the language; write from .module import name",
        id="an import from far",
    ),
    pytest.param(
        """
        from . import arithmetic
        """,
        "1: this import is not in the language; write from .module import name",
        id="an import by package",
    ),
    pytest.param(
        """
        from math import *
        """,
        "1: * imports what nobody can see; name what is imported",
        id="a star",
    ),
    pytest.param(
        """
        from math import sqrt as root
        """,
        "1: sqrt is imported under another name; leave out the `as`",
        id="a new name",
    ),
    pytest.param(
        """
        from math import sin
        """,
        "1: math.sin is not in the language; only sqrt and floor are",
        id="another function of math",
    ),
    pytest.param(
        """
        from .sampel import f
        """,
        '1: sampel is no rule module; did you mean "sample"?',
        id="an unknown module",
    ),
    pytest.param(
        """
        from .primitives import scal
        """,
        '1: primitives does not define scal; did you mean "scale"?',
        id="an unknown name",
    ),
    pytest.param(
        """
        def rule(x):
            return x


        def rule(x):
            return x
        """,
        "5: rule has been defined above; give each name one meaning",
        id="a name twice",
    ),
    pytest.param(
        """
        def scale(x):
            return x
        """,
        "1: scale is also defined in rules/primitives.py; find a name of its own",
        id="a primitive's name",
    ),
    pytest.param(
        """
        def round(x):
            return x
        """,
        "1: round is a function of Python; find a name of its own",
        id="a name of Python",
    ),
    pytest.param(
        """
        def now(x):
            return x
        """,
        "1: now is the name of a shape's parameter; find a name of its own",
        id="a shape's name",
    ),
    pytest.param(
        """
        def rule(x)
            return x
        """,
        "1: this is not Python: expected ':'; correct it",
        id="not Python",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_module_holds_only_imports_numbers_and_functions(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
