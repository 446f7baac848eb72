"""What waits for the one way of a condition that needs it, and what cannot wait."""

from textwrap import dedent

import pytest

from influence_sim.engines.lanes.postponing import postponed
from influence_sim.language.reading import read_sources

HEAD = """
def value(now, s):
    return now.share[0, s] * 2.0

def change(now, s):
    now.share[0, s] = 7.0

def rule(world, now, record, seed, run):
    for s in range(now.share.shape[1]):
"""


def rule(lines: str) -> str:
    """A rule whose loop over states holds these lines."""
    return HEAD + "".join(f"        {line}\n" for line in dedent(lines).strip().splitlines())


def names_that_wait(text: str) -> list[str]:
    """The variables of the loop's body that wait for an if."""
    book = read_sources({"sample": text})
    body = book["rule"].body[0].body  # type: ignore[attr-defined]
    return [one.targets[0].id for waiting in postponed(book, book["rule"], body).values() for one in waiting]  # type: ignore[attr-defined]


WAITS = {
    "what only the first way reads": (
        """
        x = value(now, s)
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        """,
        ["x"],
    ),
    "what only that reads in turn": (
        """
        x = value(now, s)
        y = x + 1.0
        if now.depth[0] > 0.0:
            now.effect[0, s] = y * x
        """,
        ["x", "y"],
    ),
}
CANNOT_WAIT = {
    "what the condition reads": """
        x = value(now, s)
        if x > 0.0:
            now.effect[0, s] = x
        """,
    "what is read afterwards": """
        x = value(now, s)
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        now.effect[1, s] = x
        """,
    "what the other way reads": """
        x = value(now, s)
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        else:
            now.effect[1, s] = x
        """,
    "what reads a field that is written meanwhile": """
        x = value(now, s)
        now.share[0, s] = 3.0
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        """,
    "what reads a field that a rule writes meanwhile": """
        x = value(now, s)
        change(now, s)
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        """,
    "what reads a variable that changes meanwhile": """
        y = now.depth[1]
        x = y * 2.0
        y = 3.0
        if now.depth[0] > 0.0:
            now.effect[0, s] = x
        now.effect[1, s] = y
        """,
    "what is given a value twice": """
        x = 1.0
        if now.depth[0] > 0.0:
            x += now.depth[1]
            now.effect[0, s] = x
        """,
    "what waits for a condition that all runs share": """
        x = value(now, s)
        if world.moving == 1:
            now.effect[0, s] = x
        """,
}
RETURNS = """
def early(now, s):
    x = now.share[0, s] * 2.0
    if now.depth[0] > 0.0:
        return 1.0
    y = 0.0
    if now.depth[1] > 0.0:
        y = x
    return y

def rule(world, now, record, seed, run):
    for s in range(now.share.shape[1]):
        now.effect[0, s] = early(now, s)
"""


@pytest.mark.parametrize(("lines", "names"), WAITS.values(), ids=WAITS.keys())
def test_it_waits(lines: str, names: list[str], both) -> None:
    assert names_that_wait(rule(lines)) == names
    lanes, python = both(rule(lines))
    assert lanes.same_as(python)


@pytest.mark.parametrize("lines", CANNOT_WAIT.values(), ids=CANNOT_WAIT.keys())
def test_it_cannot_wait(lines: str, both) -> None:
    assert names_that_wait(rule(lines)) == []
    lanes, python = both(rule(lines))
    assert lanes.same_as(python)


def test_nothing_waits_across_a_return(both) -> None:
    lanes, python = both(RETURNS)
    assert lanes.same_as(python)
