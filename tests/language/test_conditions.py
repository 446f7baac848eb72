"""Conditions are comparisons and no numbers."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            return 1.0 if x else 0.0
        """,
        "2: a condition is a bare number; compare it: x != 0.0",
        id="a bare number as a condition",
    ),
    pytest.param(
        """
        def rule(world, x):
            y = 0.0
            if world.moving:
                y = x
            return y
        """,
        "3: a condition is a bare number; compare it: x != 0.0",
        id="a whole number as a condition",
    ),
    pytest.param(
        """
        def rule(x, k):
            return 1.0 if x > 0.0 and k else 0.0
        """,
        "2: a condition is a bare number; compare it: x != 0.0",
        id="a number within a condition",
    ),
    pytest.param(
        """
        def rule(x):
            return 1.0 if not x else 0.0
        """,
        "2: a condition is a bare number; compare it: x != 0.0",
        id="a number denied",
    ),
    pytest.param(
        """
        def rule(x, y):
            return 1.0 if (x > 0.0) == (y > 0.0) else 0.0
        """,
        "2: a condition is used as a number; write 1.0 if … else 0.0",
        id="a comparison of comparisons",
    ),
    pytest.param(
        """
        def rule(x, y):
            return (x > 0.0) + (y > 0.0)
        """,
        "2: a condition is used as a number; write 1.0 if … else 0.0",
        id="a comparison added",
    ),
    pytest.param(
        """
        def rule(x):
            y = 0.0
            y += x > 0.0
            return y
        """,
        "3: a condition is used as a number; write 1.0 if … else 0.0",
        id="a comparison added in place",
    ),
    pytest.param(
        """
        def rule(x):
            return x > 0.0
        """,
        "2: a condition is returned; return 1 if … else 0",
        id="a comparison returned",
    ),
    pytest.param(
        """
        def rule(now, s, x):
            now.own_hand[s] = x > 0.0
        """,
        "2: a condition is stored in a field; store 1 if … else 0",
        id="a comparison stored",
    ),
    pytest.param(
        """
        def g(x):
            return x


        def rule(x):
            return g(x > 0.0)
        """,
        "6: a condition is used as a number; write 1.0 if … else 0.0",
        id="a comparison as an argument",
    ),
    pytest.param(
        """
        def rule(x):
            y = x > 0.0
            return -y
        """,
        "3: a condition is used as a number; write 1.0 if … else 0.0",
        id="a condition negated as a number",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_condition_is_a_comparison_and_no_number(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
