"""A name has one meaning."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            g = x
            return g
        """,
        "6: g hides a function or a constant of that name; find another name",
        id="a hidden function",
    ),
    pytest.param(
        """
        RATE = 1.0


        def rule(RATE):
            return RATE
        """,
        "4: RATE hides a function or a constant of that name; find another name",
        id="a hidden constant",
    ),
    pytest.param(
        """
        from math import sqrt


        def rule(x):
            sqrt = x
            return sqrt
        """,
        "5: sqrt hides a function or a constant of that name; find another name",
        id="a hidden import",
    ),
    pytest.param(
        """
        def rule(x):
            sum = x
            return sum
        """,
        "2: sum hides a function or a constant of that name; find another name",
        id="a hidden builtin",
    ),
    pytest.param(
        """
        def rule(x):
            now = x
            return now
        """,
        "2: now is the name of a shape's parameter; find another name",
        id="a shape's name for a variable",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_no_variable_hides_another_name(complaint_about: Callable[[str], str], text: str, complaint: str) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
