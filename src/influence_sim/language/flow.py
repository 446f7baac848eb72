"""The paths through a function: variables are assigned before they are read, values are returned by all or by none."""

import ast
from itertools import pairwise

from .scope import Scope, names_in, statements_in
from .statements import returns_of


def check_flow(scope: Scope) -> None:
    """Refuse a function with a path on which something is missing."""
    check_returns(scope)
    definition = scope.definition
    check_paths(scope, definition.body, frozenset(definition.parameters), {})
    refuse_unread(scope)


def check_returns(scope: Scope) -> None:
    """Every path returns a value, or none does; nothing stands after a return."""
    body = scope.definition.body
    if returns_of(body) and not ends(body):
        what = f"{scope.definition.name} returns a value on some paths only"
        scope.refuse(scope.definition.node, what, "end every path with a return")
    blocks = [body]
    for statement in statements_in(body):
        blocks += [getattr(statement, "body", []), getattr(statement, "orelse", [])]
    for block in blocks:
        for statement, following in pairwise(block):
            if ends([statement]):
                scope.refuse(following, "this is never reached", "leave it out")


def ends(body: list[ast.stmt]) -> bool:
    """Whether every path through these statements returns."""
    for statement in body:
        if isinstance(statement, ast.Return):
            return True
        if isinstance(statement, ast.If) and ends(statement.body) and ends(statement.orelse):
            return True
    return False


def check_paths(scope: Scope, body: list[ast.stmt], assigned: frozenset[str], past: dict[str, int]) -> frozenset[str]:
    """Follow the paths; ``assigned`` holds on all that lead here, ``past`` are variables of loops that have ended.

    Returns what is assigned on all paths that go on after these statements.
    """
    for statement in body:
        match statement:
            case ast.If():
                check_reads(scope, [statement.test], assigned, past)
                yes = check_paths(scope, statement.body, assigned, past)
                no = check_paths(scope, statement.orelse, assigned, past)
                assigned = no if ends(statement.body) else yes if ends(statement.orelse) else yes & no
            case ast.For(target=ast.Name(id=variable), iter=ast.Call(args=bounds)):
                check_reads(scope, bounds, assigned, past)
                past.pop(variable, None)
                check_paths(scope, statement.body, assigned | {variable}, past)
                assigned -= {variable}
                past[variable] = statement.lineno
            case ast.AugAssign():
                target = statement.target
                reads = [target.slice] if isinstance(target, ast.Subscript) else [target]
                check_reads(scope, [*reads, statement.value], assigned, past)
            case ast.Assign(targets=[target]):
                indices = [target.slice] if isinstance(target, ast.Subscript) else []
                check_reads(scope, [*indices, statement.value], assigned, past)
                stored = {name.id for name in names_in(target) if isinstance(name.ctx, ast.Store)}
                assigned |= stored
                for name in stored & set(past):
                    what = f"{name} is also the variable of the loop in line {past[name]}"
                    scope.refuse(target, what, "find another name")
            case ast.Return(value=ast.expr() as value) | ast.Expr(value=value):
                check_reads(scope, [value], assigned, past)
    return assigned


def check_reads(scope: Scope, expressions: list[ast.expr], assigned: frozenset[str], past: dict[str, int]) -> None:
    """Refuse to read a variable that may have no value yet, or none any more."""
    local = {*scope.variables}
    for name in (name for expression in expressions for name in names_in(expression)):
        if name.id in local and name.id not in assigned:
            if name.id in past:
                what = f"{name.id} is used after its loop in line {past[name.id]}"
                scope.refuse(name, what, "keep what you need in another variable")
            what = f"{name.id} is read before it is assigned on every path"
            scope.refuse(name, what, "assign it before the if or the loop")


def refuse_unread(scope: Scope) -> None:
    """Refuse a variable that nobody reads; a loop's variable need not be read."""
    body = scope.definition.body
    every = [name for statement in body for name in names_in(statement)]
    read = {name.id for name in every if isinstance(name.ctx, ast.Load)}
    loops = [node for node in statements_in(body) if isinstance(node, ast.For)]
    counted = {name.id for loop in loops for name in names_in(loop.target)}
    for name in every:
        if isinstance(name.ctx, ast.Store) and name.id not in read | counted | {"_", *scope.definition.parameters}:
            scope.refuse(name, f"{name.id} is never read", "leave it out, or correct its name")
