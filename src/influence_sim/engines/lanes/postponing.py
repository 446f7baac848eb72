"""What only one way of a condition needs is computed there, so that it is left out where no lane goes that way.

Rules have no loops and no calls of looping rules under a condition that differs from run to run; they compute first and
decide then. What they compute changes nothing, so that it may as well wait.
"""

import ast
from collections.abc import Mapping, Sequence

from influence_sim.engines.lanes.constancy import assigned_once
from influence_sim.language.rulebook import Function, Rulebook
from influence_sim.language.scope import statements_in
from influence_sim.language.statements import returns_of


def postponed(book: Rulebook, rule: Function, body: Sequence[ast.stmt]) -> dict[ast.stmt, list[ast.stmt]]:
    """For each if of a block, if its condition differs from run to run: the assignments that wait for its first way."""
    found: dict[ast.stmt, list[ast.stmt]] = {}
    once, reads = assigned_once(rule), loads_by_name(rule.body)
    for at, statement in enumerate(body):
        if not isinstance(statement, ast.If) or statement.test not in rule.varying:
            continue
        waiting: list[ast.stmt] = []
        for before in range(at - 1, -1, -1):
            candidate = body[before]
            if not isinstance(candidate, ast.Assign) or not isinstance(candidate.targets[0], ast.Name):
                continue
            name = candidate.targets[0].id
            inside = loads_by_name([*statement.body, *waiting]).get(name, 0)
            needed_there_alone = name in once and inside == reads.get(name, 0)
            if needed_there_alone and not disturbed(book, candidate.value, body[before + 1 : at]):
                waiting.insert(0, candidate)
        if waiting:
            found[statement] = waiting
    return found


def loads_by_name(body: Sequence[ast.stmt]) -> Mapping[str, int]:
    """How often each name is read in statements."""
    found: dict[str, int] = {}
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[node.id] = found.get(node.id, 0) + 1
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                found[node.target.id] = found.get(node.target.id, 0) + 1
    return found


def disturbed(book: Rulebook, value: ast.expr, between: Sequence[ast.stmt]) -> bool:
    """Whether statements change anything that an expression reads, or may end the rule."""
    if returns_of(list(between)):
        return True
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    fields = {ast.unparse(node) for node in ast.walk(value) if isinstance(node, ast.Attribute)}
    fields |= {str(field) for rule in called(book, value) for field in rule.reads}
    for statement in statements_in(list(between)):
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names:
                return True
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Store)
                and ast.unparse(node.value) in fields
            ):
                return True
        if any(str(field) in fields for rule in called(book, statement) for field in rule.writes):
            return True
    return False


def called(book: Rulebook, node: ast.AST) -> list[Function]:
    """The rules that are called at and below a node."""
    names = [ast.unparse(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    return [book[name] for name in names if name in book.functions]
