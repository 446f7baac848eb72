"""What an expression may be: numbers, variables, indexed fields, operators, comparisons, calls."""

import ast
from typing import NoReturn

from ..errors import nearest
from .calls import check_call
from .modules import number_of
from .rulebook import Field
from .scope import Scope, indices_of
from .vocabulary import (
    BITS,
    COMPARISONS,
    INSTEAD_OF_EXPRESSION,
    INSTEAD_OF_OPERATOR,
    LARGEST_OF_BITS,
    OPERATORS,
    WHOLE_DIVISION,
)

INDEX_NAMES = {"Y": ["year"], "P": ["p", "q"], "S": ["s", "u"], "F": ["f"], "C": ["c"], "K": ["k"], "R": ["1 + f"]}


def check_expression(scope: Scope, node: ast.expr) -> None:
    """Refuse an expression, or a part of one, that is not in the language."""
    match node:
        case ast.Constant():
            check_number(scope, node)
        case ast.Name():
            check_name(scope, node)
        case ast.Attribute():
            check_attribute(scope, node)
        case ast.Subscript():
            check_subscript(scope, node)
        case ast.BinOp():
            check_operation(scope, node, node.op, node.left, node.right)
        case ast.UnaryOp():
            if not isinstance(node.op, ast.USub | ast.Not):
                scope.refuse(node, *INSTEAD_OF_OPERATOR[type(node.op)])
            check_expression(scope, node.operand)
        case ast.BoolOp():
            for part in node.values:
                check_expression(scope, part)
        case ast.Compare():
            check_comparison(scope, node)
        case ast.IfExp():
            for part in (node.test, node.body, node.orelse):
                check_expression(scope, part)
        case ast.Call():
            check_call(scope, node)
            for argument in node.args:
                if not scope.holds_shape(argument):
                    check_expression(scope, argument)
        case _:
            scope.refuse(node, *INSTEAD_OF_EXPRESSION.get(type(node), ("this is not in the language", "use numbers")))


def check_number(scope: Scope, node: ast.Constant) -> None:
    """Accept finite numbers, whole ones below 2**53."""
    value = node.value
    if value is None:
        scope.refuse(node, "None is not in the language", "return a number from every path, or nothing from any")
    if isinstance(value, bool):
        scope.refuse(node, f"{value} is not in the language", "write a comparison, or 1 and 0")
    if not isinstance(value, int | float):
        scope.refuse(node, f"{value!r} is not a number", "values are numbers")
    if number_of(node) is None:
        scope.refuse(node, f"{value} is too large", "whole numbers stay below 2**53 and floats finite")


def check_name(scope: Scope, node: ast.Name) -> None:
    """Accept variables, parameters that are numbers, and constants."""
    definition, module = scope.definition, scope.definition.module
    if scope.holds_shape(node):
        scope.refuse(node, f"{node.id} is not a number", "name a shape only before a field, or as an argument")
    if node.id in definition.parameters or node.id in scope.variables:
        return
    if node.id in module.names and node.id in scope.book.constants:
        return
    if node.id in module.names:
        scope.refuse(node, f"{node.id} is a function, not a number", "call it")
    if node.id == "_":
        scope.refuse(node, "_ is read", "give a value that is used a name")
    known = [*definition.parameters, *scope.variables, *module.names]
    scope.refuse(node, f"{node.id} is not defined", nearest(node.id, known))


def check_attribute(scope: Scope, node: ast.Attribute) -> None:
    """Accept a field that is one number."""
    found = scope.field_at(node) or refuse_attribute(scope, node)
    if found.axes:
        scope.refuse(node, f"{found} is an array, not a number", f"index it fully: {sample(found)}")


def refuse_attribute(scope: Scope, node: ast.Attribute) -> NoReturn:
    """Say what is wrong with an attribute that names no field."""
    if scope.shape_at(node):
        scope.refuse(node, "a shape is not a number", "write .shape[0], or P, S = now.field.shape")
    if isinstance(node.value, ast.Name) and scope.holds_shape(node.value):
        fields = scope.book.shapes[node.value.id]
        scope.refuse(node, f"{node.value.id} has no field {node.attr}", nearest(node.attr, fields))
    scope.refuse(node, f".{node.attr} is not in the language", "only a shape's parameter has fields: now.field[p, s]")


def check_subscript(scope: Scope, node: ast.Subscript) -> None:
    """Accept a fully indexed field, and a length of one."""
    lengths = scope.shape_at(node.value)
    if lengths is not None:
        axis = number_of(node.slice)
        if not isinstance(axis, int) or not 0 <= axis < len(lengths.axes):
            what = f"{lengths} has {count_of_axes(lengths)}"
            last = len(lengths.axes) - 1
            scope.refuse(node, what, f"write the axis as a number, 0 to {last}" if lengths.axes else "it is one number")
        return
    found = scope.field_at(node.value)
    if found is None:
        if isinstance(node.value, ast.Attribute):
            refuse_attribute(scope, node.value)
        scope.refuse(node, "only fields have indices", "write now.field[p, s]")
    indices = indices_of(node)
    for index in indices:
        check_index(scope, index)
    if len(indices) != len(found.axes):
        scope.refuse(node, f"{found} has {count_of_axes(found)}, not {len(indices)}", f"write {sample(found)}")


def check_index(scope: Scope, node: ast.expr) -> None:
    """Accept an index that does not count from the end."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        scope.refuse(node, "an index is negative", "count from the start: now.field.shape[0] - 1")
    check_expression(scope, node)


def check_operation(scope: Scope, node: ast.AST, op: ast.operator, *sides: ast.expr) -> None:
    """Accept the operators of the language, with what each allows on its sides."""
    if not isinstance(op, OPERATORS):
        scope.refuse(node, *INSTEAD_OF_OPERATOR[type(op)])
    for side in sides:
        check_expression(scope, side)
        value = number_of(side)
        if isinstance(op, WHOLE_DIVISION) and value is not None and value < 0:
            scope.refuse(node, "// or % of a negative number", "both sides are non-negative")
        if isinstance(op, BITS) and value is not None and not 0 <= value < LARGEST_OF_BITS:
            scope.refuse(node, f"{value} has more than 32 bits", "bit operations are below 2**32")


def check_comparison(scope: Scope, node: ast.Compare) -> None:
    """Accept comparisons, chained ones with a plain name or number in the middle."""
    for op in node.ops:
        if not isinstance(op, COMPARISONS):
            scope.refuse(node, *INSTEAD_OF_OPERATOR[type(op)])
    for middle in node.comparators[:-1]:
        if not isinstance(middle, ast.Name) and number_of(middle) is None:
            scope.refuse(node, "the middle of a chained comparison is an expression", "give it a name first")
    for part in (node.left, *node.comparators):
        check_expression(scope, part)


def count_of_axes(field: Field) -> str:
    """How many axes a field has, in words."""
    count = len(field.axes)
    return f"{count} {'axis' if count == 1 else 'axes'}" if count else "no axes"


def sample(field: Field) -> str:
    """A field as it is read in full.

    >>> sample(Field("now", "neighbour_weight", "SS", "float", "Quantity"))
    'now.neighbour_weight[s, u]'
    """
    names = [INDEX_NAMES[axis][field.axes[:place].count(axis) % 2] for place, axis in enumerate(field.axes)]
    return f"{field}[{', '.join(names)}]" if names else str(field)
