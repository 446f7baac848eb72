"""What a call may be: a plain function by its name, each argument in its place."""

import ast

from ..errors import nearest
from .scope import Book, Scope
from .vocabulary import ABS, INSTEAD_OF_CALL, MATH, RANGE


def check_call(scope: Scope, node: ast.Call) -> None:
    """Refuse a call of something unknown, or with the wrong arguments; the arguments' insides are left to others."""
    if isinstance(node.func, ast.Attribute):
        scope.refuse(node, f"a method .{node.func.attr}() is called", "call a function by its name")
    if not isinstance(node.func, ast.Name):
        scope.refuse(node, "only a name can be called", "call a function by its name")
    if node.keywords:
        scope.refuse(node, f"{node.func.id}() has an argument by keyword", "give arguments by position")
    for argument in node.args:
        found = scope.field_at(argument)
        if found is not None and found.axes:
            scope.refuse(argument, f"the array {found} is passed to a function", "pass the shape, or a number of it")
    expected = expected_arguments(scope, node, node.func.id)
    if len(node.args) != len(expected):
        what = f"the number of arguments of {node.func.id}() is {len(expected)}, not {len(node.args)}"
        scope.refuse(node, what, f"write {node.func.id}({', '.join(expected)})")
    for parameter, argument in zip(expected, node.args, strict=True):
        named = isinstance(argument, ast.Name) and argument.id == parameter
        if (parameter in scope.book.shapes and not named) or (scope.holds_shape(argument) and not named):
            what = f"{node.func.id}() takes {parameter} here"
            scope.refuse(argument, what, f"write {node.func.id}({', '.join(expected)})")


def expected_arguments(scope: Scope, node: ast.Call, name: str) -> tuple[str, ...]:
    """The parameters of a function that can be called here."""
    module = scope.definition.module
    visible = name in module.functions or name in module.imports
    if visible and name in scope.book.definitions:
        return scope.book.definitions[name].parameters
    signature = scope.book.primitives.get(name) or MATH.get(name) if visible else None
    if signature is not None:
        return tuple("xyz"[: len(signature.parameters)])
    if name == ABS:
        return ("x",)
    if name in scope.book.definitions:
        origin = scope.book.definitions[name].module.name
        scope.refuse(node, f"{name}() is not imported", f"write from .{origin} import {name}")
    if name in scope.book.primitives or name in MATH:
        origin = "math" if name in MATH else ".primitives"
        scope.refuse(node, f"{name}() is not imported", f"write from {origin} import {name}")
    if name == RANGE or name in INSTEAD_OF_CALL:
        scope.refuse(node, f"{name}() is not in the language", INSTEAD_OF_CALL[name])
    scope.refuse(node, f"there is no rule {name}()", nearest(name, [*scope.book.definitions, *MATH, ABS]))


def callees_first(book: Book) -> dict[str, Scope]:
    """The functions, each after those it calls; recursion is refused."""
    ordered: dict[str, Scope] = {}

    def put(scope: Scope, callers: tuple[str, ...]) -> None:
        chain = (*callers, scope.definition.name)
        for name, node in scope.calls.items():
            if name in chain:
                what = f"a rule calls itself: {' → '.join((*chain, name))}"
                scope.refuse(node, what, "write a loop with fixed bounds")
            if name in book.definitions and name not in ordered:
                put(Scope(book.definitions[name], book), chain)
        ordered[scope.definition.name] = scope

    for name, definition in book.definitions.items():
        if name not in ordered:
            put(Scope(definition, book), ())
    return ordered
