"""A loop runs over a range with fixed bounds."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            while x > 0.0:
                x -= 1.0
            return x
        """,
        "2: while is not in the language; write for i in range(n) with fixed bounds",
        id="while",
    ),
    pytest.param(
        """
        def rule(n):
            y = 0.0
            for i in range(3):
                y += 1.0
                break
            return y + n
        """,
        "5: break is not in the language; keep the bounds of the loop and guard its body by an if",
        id="break",
    ),
    pytest.param(
        """
        def rule(n):
            y = 0.0
            for i in range(3):
                y += 1.0
                continue
            return y + n
        """,
        "5: continue is not in the language; guard the rest of the loop's body by an if",
        id="continue",
    ),
    pytest.param(
        """
        def rule(now):
            y = 0.0
            for x in now.depth:
                y += x
            return y
        """,
        "3: a loop runs over something other than a range; write for i in range(n)",
        id="a loop over something else",
    ),
    pytest.param(
        """
        def rule(now):
            y = 0.0
            for i, x in range(3):
                y += x + i
            return y
        """,
        "3: a loop has more than one variable; write for i in range(n)",
        id="a loop with two variables",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            for i in range(3):
                y += 1.0
            else:
                y += 2.0
            return y
        """,
        "6: a loop has an else; write it after the loop",
        id="a loop with an else",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            for i in range(0, 6, 2):
                y += 1.0
            return y
        """,
        "3: a range has a step; write range(end) or range(start, end)",
        id="a range with a step",
    ),
    pytest.param(
        """
        def rule(p, x):
            for p in range(3):
                x += 1.0
            return x
        """,
        "2: the loop's variable p is a parameter; find another name",
        id="a parameter as a loop's variable",
    ),
    pytest.param(
        """
        def rule(x):
            for i in range(3):
                x += 1.0
                i += 1
            return x
        """,
        "4: the loop's variable i is assigned in the loop; use another name",
        id="a loop's variable assigned",
    ),
    pytest.param(
        """
        def rule(x):
            for i in range(3):
                for i in range(3):
                    x += 1.0
            return x
        """,
        "3: the loop's variable i is assigned in the loop; use another name",
        id="a nested loop of the same variable",
    ),
    pytest.param(
        """
        def rule(x):
            n = 3
            for i in range(n):
                n += 1
                x += 1.0
            return x
        """,
        "4: n, a bound of the loop in line 3, changes in the loop; keep bounds fixed",
        id="a bound that changes",
    ),
    pytest.param(
        """
        def rule(x):
            for i in range(3):
                if x > 0.0:
                    return x
            return 0.0
        """,
        "4: a return within a loop; keep the answer in a variable and return it after the loop",
        id="a return in a loop",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_loop_runs_over_a_range_that_nothing_changes(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
