"""A rule assigns, calls, loops, decides and returns."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x):
            try:
                return x
            except ValueError:
                return 0.0
        """,
        "2: try is not in the language; guard the case in the rule, before it can fail",
        id="try",
    ),
    pytest.param(
        """
        def rule(x):
            with x:
                return x
        """,
        "2: with is not in the language; rules only compute",
        id="with",
    ),
    pytest.param(
        """
        def rule(x):
            raise ValueError
        """,
        "2: raise is not in the language; guard the case in the rule, before it can fail",
        id="raise",
    ),
    pytest.param(
        """
        def rule(x):
            assert x > 0.0
            return x
        """,
        "2: assert is not in the language; write a test",
        id="assert",
    ),
    pytest.param(
        """
        def rule(x):
            del x
        """,
        "2: del is not in the language; let the variable be",
        id="del",
    ),
    pytest.param(
        """
        def rule(x):
            global y
            return x
        """,
        "2: global is not in the language; keep state in a field of the situation",
        id="global",
    ),
    pytest.param(
        """
        def rule(x):
            import math
            return x
        """,
        "2: an import within a function is not in the language; import at the top of the module",
        id="an import within a function",
    ),
    pytest.param(
        """
        def rule(x):
            nonlocal y
            return x
        """,
        "2: nonlocal is not in the language; keep state in a field of the situation",
        id="nonlocal",
    ),
    pytest.param(
        """
        def rule(x):
            pass
        """,
        "2: pass is not in the language; leave the branch out",
        id="pass",
    ),
    pytest.param(
        """
        def rule(x):
            match x:
                case 1:
                    return x
        """,
        "2: match is not in the language; write if and elif",
        id="match",
    ),
    pytest.param(
        """
        def rule(x):
            def g(y):
                return y
            return g(x)
        """,
        "2: a function within a function is not in the language; write it at module level",
        id="a nested function",
    ),
    pytest.param(
        '''
        def rule(x):
            """A rule."""
            "not a comment"
            return x
        ''',
        "3: a string stands in the code; write a comment",
        id="a string",
    ),
    pytest.param(
        """
        def rule(x):
            x + 1.0
            return x
        """,
        "2: a value is computed and not used; assign it, or leave it out",
        id="a value thrown away",
    ),
    pytest.param(
        """
        def rule(x):
            return (x,)
        """,
        "2: a tuple of fewer than two values is returned; return the value itself",
        id="a tuple of one",
    ),
    pytest.param(
        """
        def rule(now, s, x):
            if x > 0.0:
                return
            now.own_hand[s] = x
        """,
        "3: a return without a value; let the rule run to its end: write if and else",
        id="a return without a value",
    ),
    pytest.param(
        """
        def rule(now):
            return now.standing
        """,
        "2: the array now.standing is returned; return a number: now.standing[p, s]",
        id="an array returned",
    ),
    pytest.param(
        '''
        def rule(x):
            """Only words."""
        ''',
        "1: rule does nothing; write what it computes",
        id="an empty rule",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_rule_only_assigns_calls_loops_decides_and_returns(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
