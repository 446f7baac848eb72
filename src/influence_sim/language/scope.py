"""What a function can see: its parameters, its variables, the names of its module, the fields of the shapes."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

from .errors import refuse
from .modules import Definition
from .rulebook import Field, Signature

Shapes = Mapping[str, Mapping[str, Field]]


@dataclass(frozen=True)
class Book:
    """All that functions may call, and the shapes."""

    definitions: Mapping[str, Definition]
    constants: Mapping[str, int | float]
    primitives: Mapping[str, Signature]
    shapes: Shapes


@dataclass(frozen=True)
class Scope:
    """One function among the others, and what its text alone tells."""

    definition: Definition
    book: Book

    @cached_property
    def variables(self) -> list[str]:
        """Names that the function assigns, in order; "_" is nobody's name."""
        every = (name.id for name in names_in(self.definition.node) if isinstance(name.ctx, ast.Store))
        return [name for name in dict.fromkeys(every) if name != "_" and name not in self.definition.parameters]

    @cached_property
    def calls(self) -> dict[str, ast.Call]:
        """The rules and primitives that the function calls, each with its first call, in the order of the text."""
        every = [node for node in ast.walk(self.definition.node) if isinstance(node, ast.Call)]
        every.sort(key=lambda node: (node.lineno, node.col_offset))
        known = {*self.book.definitions, *self.book.primitives}
        calls: dict[str, ast.Call] = {}
        for node in every:
            if isinstance(node.func, ast.Name) and node.func.id in known:
                calls.setdefault(node.func.id, node)
        return calls

    @property
    def takes_shapes(self) -> bool:
        """Whether the function sees state."""
        return any(parameter in self.book.shapes for parameter in self.definition.parameters)

    def refuse(self, node: ast.AST, what: str, instead: str) -> NoReturn:
        """Refuse what stands at a node of this function."""
        refuse(self.definition.file, node, what, instead)

    def holds_shape(self, node: ast.AST) -> bool:
        """Whether a node names a parameter that holds a shape."""
        return isinstance(node, ast.Name) and node.id in self.book.shapes and node.id in self.definition.parameters

    def field_at(self, node: ast.AST) -> Field | None:
        """The field that a node of the form ``parameter.field`` names."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and self.holds_shape(node.value):
            return self.book.shapes[node.value.id].get(node.attr)
        return None

    def shape_at(self, node: ast.AST) -> Field | None:
        """The field whose lengths a node of the form ``parameter.field.shape`` names."""
        if isinstance(node, ast.Attribute) and node.attr == "shape":
            return self.field_at(node.value)
        return None


def names_in(node: ast.AST) -> Iterator[ast.Name]:
    """All names at and below a node, in the order of the text."""
    found = [inner for inner in ast.walk(node) if isinstance(inner, ast.Name)]
    return iter(sorted(found, key=lambda name: (name.lineno, name.col_offset)))


def indices_of(node: ast.Subscript) -> list[ast.expr]:
    """The indices of a subscript."""
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def children(statement: ast.stmt) -> list[ast.stmt]:
    """The statements directly within an if or a loop."""
    return [*getattr(statement, "body", []), *getattr(statement, "orelse", [])]


def statements_in(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements at and below these, in the order of the text."""
    for statement in body:
        yield statement
        yield from statements_in(children(statement))
