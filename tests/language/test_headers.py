"""A function has plain positional parameters and nothing else."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(x, rate=1.0):
            return x * rate
        """,
        "1: rule has a default; let the caller give every argument",
        id="a default",
    ),
    pytest.param(
        """
        @cached
        def rule(x):
            return x
        """,
        "2: rule is decorated; leave the decorator out",
        id="a decorator",
    ),
    pytest.param(
        """
        def rule(*x):
            return 1.0
        """,
        "1: rule has a special parameter; write plain positional parameters",
        id="stars",
    ),
    pytest.param(
        """
        def rule(x, *, rate):
            return x * rate
        """,
        "1: rule has a special parameter; write plain positional parameters",
        id="keyword-only",
    ),
    pytest.param(
        """
        def rule(x, /):
            return x
        """,
        "1: rule has a special parameter; write plain positional parameters",
        id="positional-only",
    ),
    pytest.param(
        """
        def rule(x: float):
            return x
        """,
        "1: rule is annotated; leave it out: the names tell the kinds",
        id="an annotation",
    ),
    pytest.param(
        """
        async def rule(x):
            return x
        """,
        "1: code stands at module level; put it into a function",
        id="an async function",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_a_function_has_plain_positional_parameters(
    complaint_about: Callable[[str], str], text: str, complaint: str
) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
