"""What a rule reads and writes, itself and through the rules that it calls.

A rule that returns a value writes nothing.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .rulebook import Field
from .scope import Scope
from .statements import returns_of


@dataclass(frozen=True)
class Effects:
    """The fields that a function touches, and whether it has a loop."""

    own_reads: frozenset[Field]
    own_writes: frozenset[Field]
    reads: frozenset[Field]
    writes: frozenset[Field]
    loops: bool


def find_effects(scopes: Mapping[str, Scope]) -> dict[str, Effects]:
    """The effects of every function; one that returns a value and writes is refused."""
    effects: dict[str, Effects] = {}
    for scope in scopes.values():
        definition = scope.definition
        touched = list(touches(scope, definition.node))
        called = [effects[name] for name in scope.calls if name in effects]
        own_reads = frozenset(field for _, field, reads, _ in touched if reads)
        own_writes = frozenset(field for _, field, _, writes in touched if writes)
        effects[definition.name] = Effects(
            own_reads,
            own_writes,
            own_reads.union(*(callee.reads for callee in called)),
            own_writes.union(*(callee.writes for callee in called)),
            any(isinstance(node, ast.For) for node in ast.walk(definition.node)) or any(one.loops for one in called),
        )
        if returns_of(definition.body):
            for node, field, _, writes in touched:
                if writes:
                    what = f"{definition.name} returns a value and writes {field}"
                    scope.refuse(node, what, "let one rule compute and another write")
            for name, call in scope.calls.items():
                if name in effects and effects[name].writes:
                    what = f"{definition.name} returns a value and writes through {name}()"
                    scope.refuse(call, what, "let one rule compute and another write")
    return effects


def touches(scope: Scope, node: ast.AST) -> Iterator[tuple[ast.AST, Field, bool, bool]]:
    """Every place where a function reads or writes a field: (node, field, whether it reads, whether it writes)."""
    added_to = {inner.target for inner in ast.walk(node) if isinstance(inner, ast.AugAssign)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript):
            field = scope.field_at(inner.value)
            if field is not None:
                writes = isinstance(inner.ctx, ast.Store)
                yield inner, field, not writes or inner in added_to, writes
        elif isinstance(inner, ast.Attribute):
            field = scope.field_at(inner)
            if field is not None and not field.axes:
                yield inner, field, True, False
