"""Arrays only as fields of a parameter, fully indexed."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(now, s):
            return now.standing[:, s]
        """,
        "2: a slice is not in the language; write a loop over the index",
        id="a slice",
    ),
    pytest.param(
        """
        def rule(now):
            return now
        """,
        "2: now is not a number; name a shape only before a field, or as an argument",
        id="a shape as a number",
    ),
    pytest.param(
        """
        def rule(now, p, s):
            return now.stading[p, s]
        """,
        '2: now has no field stading; did you mean "standing"?',
        id="an unknown field",
    ),
    pytest.param(
        """
        def rule(x):
            return x.real
        """,
        "2: .real is not in the language; only a shape's parameter has fields: now.field[p, s]",
        id="a field of a number",
    ),
    pytest.param(
        """
        def rule(now, p):
            return now.standing.size
        """,
        "2: .size is not in the language; only a shape's parameter has fields: now.field[p, s]",
        id="a field of a field",
    ),
    pytest.param(
        """
        def rule(now):
            return 2.0 * now.depth
        """,
        "2: now.depth is an array, not a number; index it fully: now.depth[f]",
        id="an array as a number",
    ),
    pytest.param(
        """
        def rule(now):
            return now.depth.shape
        """,
        "2: a shape is not a number; write .shape[0], or P, S = now.field.shape",
        id="a shape without an axis",
    ),
    pytest.param(
        """
        def rule(now):
            return now.depth.shape[1]
        """,
        "2: now.depth has 1 axis; write the axis as a number, 0 to 0",
        id="an axis too far",
    ),
    pytest.param(
        """
        def rule(now, k):
            return now.depth.shape[k]
        """,
        "2: now.depth has 1 axis; write the axis as a number, 0 to 0",
        id="an axis that is not written out",
    ),
    pytest.param(
        """
        def rule(x, k):
            return x[k]
        """,
        "2: only fields have indices; write now.field[p, s]",
        id="a variable indexed",
    ),
    pytest.param(
        """
        def rule(now, p):
            return now.standing[p]
        """,
        "2: now.standing has 2 axes, not 1; write now.standing[p, s]",
        id="a partial index",
    ),
    pytest.param(
        """
        def rule(now, f):
            return now.depth[f, 0]
        """,
        "2: now.depth has 1 axis, not 2; write now.depth[f]",
        id="an index too many",
    ),
    pytest.param(
        """
        def rule(now, s):
            return now.corridor_use[s]
        """,
        "2: now.corridor_use has 2 axes, not 1; write now.corridor_use[s, k]",
        id="a corridor left out",
    ),
    pytest.param(
        """
        def rule(world):
            return world.leak_to_home[0]
        """,
        "2: world.leak_to_home has no axes, not 1; write world.leak_to_home",
        id="an index of a number",
    ),
    pytest.param(
        """
        def rule(now):
            return now.depth[-1]
        """,
        "2: an index is negative; count from the start: now.field.shape[0] - 1",
        id="a negative index",
    ),
    pytest.param(
        """
        def rule(now, f):
            return now.depth[-f]
        """,
        "2: an index is negative; count from the start: now.field.shape[0] - 1",
        id="a negative index by name",
    ),
    pytest.param(
        """
        def rule(now, p, s):
            return now.standing[p][s]
        """,
        "2: only fields have indices; write now.field[p, s]",
        id="a hidden index",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_an_array_is_a_field_of_a_parameter_and_fully_indexed(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
