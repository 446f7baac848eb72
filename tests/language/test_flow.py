"""The paths through a rule."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                return x
        """,
        "1: rule returns a value on some paths only; end every path with a return",
        id="a branch without a value",
    ),
    pytest.param(
        """
        def rule(now, s, x):
            if x > 0.0:
                return x
            y = x
            now.own_hand[s] = y
        """,
        "1: rule returns a value on some paths only; end every path with a return",
        id="a value from an if only",
    ),
    pytest.param(
        """
        def rule(x):
            return x
            y = x
        """,
        "3: this is never reached; leave it out",
        id="a line after the end",
    ),
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                return x
            else:
                return -x
            return 0.0
        """,
        "6: this is never reached; leave it out",
        id="a line after both branches",
    ),
    pytest.param(
        """
        def rule(x):
            if x > 0.0:
                y = x
            return y
        """,
        "4: y is read before it is assigned on every path; assign it before the if or the loop",
        id="a variable of one branch",
    ),
    pytest.param(
        """
        def rule(x):
            for i in range(3):
                y = x + i
            return y
        """,
        "4: y is read before it is assigned on every path; assign it before the if or the loop",
        id="a variable of a loop's body",
    ),
    pytest.param(
        """
        def rule(x):
            y = z + x
            z = x
            return y + z
        """,
        "2: z is read before it is assigned on every path; assign it before the if or the loop",
        id="a variable read too early",
    ),
    pytest.param(
        """
        def rule(x):
            for i in range(3):
                total += x + i
            return total
        """,
        "3: total is read before it is assigned on every path; assign it before the if or the loop",
        id="a sum that was not started",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            for i in range(3):
                y += 1.0
            return y + i
        """,
        "5: i is used after its loop in line 3; keep what you need in another variable",
        id="a loop's variable afterwards",
    ),
    pytest.param(
        """
        def rule(x):
            y = x
            for i in range(3):
                y += 1.0
            i = 2
            return y + i
        """,
        "5: i is also the variable of the loop in line 3; find another name",
        id="a loop's variable assigned afterwards",
    ),
    pytest.param(
        """
        def rule(x):
            unused = x
            return x
        """,
        "2: unused is never read; leave it out, or correct its name",
        id="a variable that nobody reads",
    ),
    pytest.param(
        """
        def rule(now, x):
            total = 0.0
            for s in range(3):
                total += x
            return x
        """,
        "2: total is never read; leave it out, or correct its name",
        id="a sum that nobody reads",
    ),
    pytest.param(
        """
        def rule(now):
            P, S = now.share.shape
            return P
        """,
        "2: S is never read; leave it out, or correct its name",
        id="an unpacked name that nobody reads",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_on_every_path_a_variable_has_its_value_and_a_rule_its_return(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
