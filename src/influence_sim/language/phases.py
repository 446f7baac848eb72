"""The order of a step, read from ``rules/schedule.py``: the calls of its seven phases, one after the other."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

ACTORS = {"p": "power", "s": "state", "f": "forum", "k": "corridor"}
ONCE = "once"
STEP, YEAR = "step", "year"


class Call(NamedTuple):
    """A call of a step: its phase, the rule, for each of which actors (or once), every step or every year."""

    phase: str
    rule: str
    actor: str
    when: str


@cache
def calls_of_step() -> tuple[Call, ...]:
    """The calls of a step in their order."""
    return read_calls(files("influence_sim.rules").joinpath("schedule.py").read_text(encoding="utf-8"))


def read_calls(source: str) -> tuple[Call, ...]:
    """The calls of a step, from the text of a schedule. A phase starts at a comment: ``# 3 States decide``."""
    titles = {
        at: found[1] for at, line in enumerate(source.splitlines(), 1) if (found := re.match(r" +# (\d \w+)", line))
    }
    rules = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return tuple(
        Call(titles[max(at for at in titles if at < line)], rule, actor, when)
        for line, rule, actor, when in calls_in(rules["step"].body)
    )


def calls_in(body: Sequence[ast.stmt], actor: str = ONCE, when: str = STEP) -> Iterator[tuple[int, str, str, str]]:
    """Line, rule, actor and rhythm of each call that stands alone."""
    for node in body:
        match node:
            case ast.For(target=ast.Name(id=index)):
                yield from calls_in(node.body, ACTORS[index], when)
            case ast.If():
                yield from calls_in(node.body, actor, YEAR)
            case ast.Expr(value=ast.Call(func=ast.Name(id=rule))):
                yield node.lineno, rule, actor, when
