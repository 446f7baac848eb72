"""One target an assignment: a variable, or an indexed field of the situation or the record."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            y: float = x
            return y
        """,
        "2: a variable has no annotation; assign plainly: its kind follows from its value",
        id="an annotated variable",
    ),
    pytest.param(
        """
        def rule(x):
            a = b = x
            return a + b
        """,
        "2: one value is assigned to several targets; write one assignment a line",
        id="several targets",
    ),
    pytest.param(
        """
        def rule(a, b):
            a, b = b, a
            return a - b
        """,
        "2: only a shape or a call is unpacked; write one assignment a line",
        id="swapping",
    ),
    pytest.param(
        """
        def rule(now, s):
            now.share[0, s], x = now.share.shape
            now.share[1, s] = x
        """,
        "2: only plain names unpack a tuple; assign to the field in a line of its own",
        id="unpacking into fields",
    ),
    pytest.param(
        """
        def rule(now):
            first, *rest = now.share.shape
            return first + rest
        """,
        "2: a star is not in the language; give each value a name",
        id="unpacking with a star",
    ),
    pytest.param(
        """
        def rule(now):
            a, b, c = now.share.shape
            return a + b + c
        """,
        "2: now.share has 2 axes, not 3; name each axis once",
        id="unpacking too many",
    ),
    pytest.param(
        """
        def rule(now):
            (n,) = now.depth.shape
            return n
        """,
        "2: one name unpacks a tuple; write n = now.field.shape[0], or n = function(…)",
        id="unpacking into one name",
    ),
    pytest.param(
        """
        def rule(now, s):
            now = s
        """,
        "2: now is assigned; write to its fields: now.field[p, s] = value",
        id="a shape assigned",
    ),
    pytest.param(
        """
        def rule(now, s):
            now.share = s
        """,
        "2: now.share is assigned as a whole; index it fully: now.share[p, s]",
        id="a field as a whole",
    ),
    pytest.param(
        """
        def rule(now, s):
            a = now.standing
            return a[0, s]
        """,
        "2: a would be a second name of the array now.standing; index it each time: now.standing[p, s]",
        id="an alias",
    ),
    pytest.param(
        """
        def rule(world, s):
            world.state_gdp[0, s] = 1.0
        """,
        "2: world.state_gdp is written; write to the situation: no rule changes the world",
        id="the world",
    ),
    pytest.param(
        """
        def rule(world, x):
            world.leak_to_home = x
        """,
        "2: world.leak_to_home is written; write to the situation: no rule changes the world",
        id="a number of the world",
    ),
    pytest.param(
        """
        def rule(now, x):
            now.share.shape[0] = x
        """,
        "2: a length is assigned; lengths are fixed",
        id="a length",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_an_assignment_has_one_target_that_rules_may_write(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
