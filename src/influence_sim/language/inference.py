"""The kinds of parameters: from their names, from what is done with them, and from what callers give.

A parameter is a whole number if its name says so (``vocabulary.WHOLE_PARAMETERS``), if it is used where only whole
numbers can be (an index, a bound, a bit operation, // and %, a whole parameter of a function that is called), or if
every caller gives one. All others are floats; a whole number may be given for a float.
"""

import ast
from collections.abc import Iterator, Mapping

from .kinds import FunctionKinds, Table
from .rulebook import Kind
from .scope import Book, Scope, indices_of
from .vocabulary import BITS, RANGE, WHOLE_DIVISION, WHOLE_PARAMETERS


def infer_kinds(book: Book, scopes: Mapping[str, Scope]) -> tuple[Table, dict[str, dict[ast.expr, Kind]]]:
    """The kinds of all names and returns, and of every expression by function; offences are refused."""
    table = Table(
        {name: "int" if isinstance(value, int) else "float" for name, value in book.constants.items()},
        whole_parameters(scopes),
    )
    gather(scopes, table)
    for definition in book.definitions.values():
        for parameter in definition.parameters:
            if parameter not in book.shapes and table.names.get((definition.name, parameter)) is None:
                table.names[definition.name, parameter] = "float"
    gather(scopes, table)
    return table, {name: FunctionKinds(scopes[name], table, strict=True).run() for name in book.definitions}


def gather(scopes: Mapping[str, Scope], table: Table) -> None:
    """Go through all functions until no kind changes any more."""
    before = None
    while before != (known := (dict(table.names), {name: tuple(kinds) for name, kinds in table.returns.items()})):
        before = known
        for scope in scopes.values():
            FunctionKinds(scope, table, strict=False).run()


def whole_parameters(scopes: Mapping[str, Scope]) -> set[tuple[str, str]]:
    """Parameters that are whole by their name or by what is done with them, as (function, parameter)."""
    whole: set[tuple[str, str]] = set()
    for name, scope in scopes.items():  # callees first, so that what is passed on is known
        nodes = ast.walk(scope.definition.node)
        used = {used for node in nodes for use in whole_uses(scope, node, whole) for used in names(use)}
        for parameter in scope.definition.parameters:
            if parameter not in scope.book.shapes and (parameter in WHOLE_PARAMETERS or parameter in used):
                whole.add((name, parameter))
    return whole


def whole_uses(scope: Scope, node: ast.AST, whole: set[tuple[str, str]]) -> Iterator[ast.expr]:
    """The expressions directly at a node that can only be whole numbers."""
    book = scope.book
    match node:
        case ast.Subscript():
            if scope.field_at(node.value):
                yield from indices_of(node)
        case ast.BinOp(op=op) if isinstance(op, (*BITS, *WHOLE_DIVISION)):
            yield from (node.left, node.right)
        case ast.AugAssign(op=op) if isinstance(op, (*BITS, *WHOLE_DIVISION)):
            yield node.value
        case ast.Call(func=ast.Name(id=name)):
            if name == RANGE:
                yield from node.args
            elif name in book.primitives:
                pairs = zip(node.args, book.primitives[name].parameters, strict=True)
                yield from (argument for argument, kind in pairs if kind == "int")
            elif name in book.definitions:
                given = zip(node.args, book.definitions[name].parameters, strict=True)
                yield from (argument for argument, parameter in given if (name, parameter) in whole)


def names(node: ast.expr) -> Iterator[str]:
    """The names that are whole if the expression is: sums, differences and products of whole numbers are whole."""
    match node:
        case ast.Name():
            yield node.id
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult()):
            yield from names(node.left)
            yield from names(node.right)
        case ast.UnaryOp(op=ast.USub()):
            yield from names(node.operand)
        case ast.IfExp():
            yield from names(node.body)
            yield from names(node.orelse)
