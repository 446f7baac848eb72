"""A rule that returns a value writes no state."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(now, s):
            now.own_hand[s] = 1.0
            return 2.0
        """,
        "2: rule returns a value and writes now.own_hand; let one rule compute and another write",
        id="a value and a write",
    ),
    pytest.param(
        """
        def g(now, s):
            now.own_hand[s] = 1.0


        def rule(now, s):
            g(now, s)
            return 2.0
        """,
        "6: rule returns a value and writes through g(); let one rule compute and another write",
        id="a value and a write through a call",
    ),
    pytest.param(
        """
        def rule(now, s, x):
            if x > 0.0:
                now.own_hand[s] += 1.0
            return x
        """,
        "3: rule returns a value and writes now.own_hand; let one rule compute and another write",
        id="a value and a write in a branch",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_rule_that_returns_a_value_writes_nothing(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
