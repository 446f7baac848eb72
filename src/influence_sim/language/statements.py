"""What a statement may be: assignments, if, for over a range, return, and calls of rules that return nothing."""

import ast
import builtins

from .expressions import check_expression, check_operation, check_subscript, count_of_axes, refuse_attribute, sample
from .rulebook import Field
from .scope import Scope, names_in, statements_in
from .vocabulary import INSTEAD_OF_STATEMENT, MATH, RANGE

READ_ONLY = "world"


def check_function(scope: Scope) -> None:
    """Refuse whatever in a function is not in the language, as far as its text alone tells."""
    check_names(scope)
    if not scope.definition.body:
        scope.refuse(scope.definition.node, f"{scope.definition.name} does nothing", "write what it computes")
    for statement in scope.definition.body:
        check_statement(scope, statement, in_loop=False)


def check_names(scope: Scope) -> None:
    """Refuse a parameter or a variable that hides a function or a constant."""
    definition = scope.definition
    stored = [name for name in names_in(definition.node) if isinstance(name.ctx, ast.Store) and name.id != "_"]
    places: dict[str, ast.AST] = {name.id: name for name in reversed(stored)}
    places.update({parameter.arg: parameter for parameter in definition.node.args.args})
    for name, node in places.items():
        if name in definition.module.names or hasattr(builtins, name) or name in MATH:
            scope.refuse(node, f"{name} hides a function or a constant of that name", "find another name")
        if name in scope.book.shapes and name not in definition.parameters:
            scope.refuse(node, f"{name} is the name of a shape's parameter", "find another name")


def check_statement(scope: Scope, node: ast.stmt, *, in_loop: bool) -> None:
    """Refuse a statement that is not in the language."""
    match node:
        case ast.Assign():
            check_assignment(scope, node)
        case ast.AugAssign():
            check_target(scope, node.target)
            check_operation(scope, node, node.op, node.value)
        case ast.If():
            check_expression(scope, node.test)
            check_block(scope, node.body, in_loop=in_loop)
            check_block(scope, node.orelse, in_loop=in_loop)
        case ast.For():
            check_loop(scope, node)
            check_block(scope, node.body, in_loop=True)
        case ast.Return():
            check_return(scope, node, in_loop=in_loop)
        case ast.Expr(value=ast.Call() as call):
            check_expression(scope, call)
        case ast.Expr(value=ast.Constant(value=str())):
            scope.refuse(node, "a string stands in the code", "write a comment")
        case ast.Expr():
            check_expression(scope, node.value)
            scope.refuse(node, "a value is computed and not used", "assign it, or leave it out")
        case _:
            unknown = ("this statement is not in the language", "assign, call, loop, decide or return")
            scope.refuse(node, *INSTEAD_OF_STATEMENT.get(type(node).__name__, unknown))


def check_block(scope: Scope, body: list[ast.stmt], *, in_loop: bool) -> None:
    """Refuse what is not in the language in any of these statements."""
    for statement in body:
        check_statement(scope, statement, in_loop=in_loop)


def check_assignment(scope: Scope, node: ast.Assign) -> None:
    """Accept one target and a value, or names that unpack a shape or a return."""
    if len(node.targets) > 1:
        scope.refuse(node, "one value is assigned to several targets", "write one assignment a line")
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple | ast.List):
        check_unpacking(scope, target, value)
        return
    aliased = scope.field_at(value)
    if aliased is not None and aliased.axes:
        what = f"{ast.unparse(target)} would be a second name of the array {aliased}"
        scope.refuse(node, what, f"index it each time: {sample(aliased)}")
    check_target(scope, target)
    check_expression(scope, value)


def check_unpacking(scope: Scope, target: ast.Tuple | ast.List, value: ast.expr) -> None:
    """Accept ``P, S = now.share.shape`` and ``a, b = function(…)`` with plain names."""
    if len(target.elts) < 2:
        scope.refuse(target, "one name unpacks a tuple", "write n = now.field.shape[0], or n = function(…)")
    for name in target.elts:
        if isinstance(name, ast.Starred):
            scope.refuse(name, "a star is not in the language", "give each value a name")
        if not isinstance(name, ast.Name):
            scope.refuse(name, "only plain names unpack a tuple", "assign to the field in a line of its own")
        check_target(scope, name)
    lengths = scope.shape_at(value)
    if lengths is not None:
        if len(target.elts) != len(lengths.axes):
            what = f"{lengths} has {count_of_axes(lengths)}, not {len(target.elts)}"
            scope.refuse(value, what, "name each axis once")
    elif isinstance(value, ast.Call):
        check_expression(scope, value)
    else:
        scope.refuse(value, "only a shape or a call is unpacked", "write one assignment a line")


def check_target(scope: Scope, target: ast.expr) -> None:
    """Accept a variable, and a fully indexed field that rules may write."""
    if isinstance(target, ast.Name):
        if scope.holds_shape(target):
            scope.refuse(target, f"{target.id} is assigned", "write to its fields: now.field[p, s] = value")
        return
    if isinstance(target, ast.Attribute):
        whole = scope.field_at(target) or refuse_attribute(scope, target)
        refuse_writing(scope, target, whole)
        scope.refuse(target, f"{whole} is assigned as a whole", f"index it fully: {sample(whole)}")
    if not isinstance(target, ast.Subscript):
        scope.refuse(target, "this cannot be assigned", "assign to a variable or to an indexed field")
    check_subscript(scope, target)
    found = scope.field_at(target.value)
    if found is None:
        scope.refuse(target, "a length is assigned", "lengths are fixed")
    refuse_writing(scope, target, found)


def refuse_writing(scope: Scope, node: ast.AST, field: Field) -> None:
    """Refuse to write to what a run is given."""
    if field.owner == READ_ONLY:
        scope.refuse(node, f"{field} is written", "write to the situation: no rule changes the world")


def check_loop(scope: Scope, node: ast.For) -> None:
    """Accept ``for i in range(…)`` whose bounds and whose variable nothing in it changes."""
    call = node.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == RANGE):
        scope.refuse(node, "a loop runs over something other than a range", "write for i in range(n)")
    if not isinstance(node.target, ast.Name):
        scope.refuse(node, "a loop has more than one variable", "write for i in range(n)")
    if node.orelse:
        scope.refuse(node.orelse[0], "a loop has an else", "write it after the loop")
    if call.keywords or len(call.args) not in (1, 2):
        scope.refuse(node, "a range has a step", "write range(end) or range(start, end)")
    for bound in call.args:
        check_expression(scope, bound)
    variable = node.target.id
    if variable in scope.definition.parameters:
        scope.refuse(node, f"the loop's variable {variable} is a parameter", "find another name")
    changed = {name.id: name for inner in node.body for name in names_in(inner) if isinstance(name.ctx, ast.Store)}
    if variable in changed and variable != "_":
        scope.refuse(changed[variable], f"the loop's variable {variable} is assigned in the loop", "use another name")
    for name in (name for bound in call.args for name in names_in(bound)):
        if name.id in changed:
            what = f"{name.id}, a bound of the loop in line {node.lineno}, changes in the loop"
            scope.refuse(changed[name.id], what, "keep bounds fixed")


def check_return(scope: Scope, node: ast.Return, *, in_loop: bool) -> None:
    """Accept a value or a tuple of values, outside loops."""
    if in_loop:
        scope.refuse(node, "a return within a loop", "keep the answer in a variable and return it after the loop")
    if node.value is None:
        scope.refuse(node, "a return without a value", "let the rule run to its end: write if and else")
    if isinstance(node.value, ast.Tuple):
        if len(node.value.elts) < 2:
            scope.refuse(node, "a tuple of fewer than two values is returned", "return the value itself")
        for value in node.value.elts:
            check_expression(scope, value)
    else:
        found = scope.field_at(node.value)
        if found is not None and found.axes:
            scope.refuse(node, f"the array {found} is returned", f"return a number: {sample(found)}")
        check_expression(scope, node.value)


def returns_of(body: list[ast.stmt]) -> list[ast.Return]:
    """All return statements, in the order of the text."""
    return [node for node in statements_in(body) if isinstance(node, ast.Return)]
