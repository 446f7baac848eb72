"""Where lanes part, and which code is worth leaving out when no lane goes there."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from influence_sim.language.rulebook import Function, Rulebook
from influence_sim.language.scope import indices_of
from influence_sim.language.statements import returns_of

WORTH_A_BRANCH = 60  # nodes of syntax trees
TURNS = 4  # how often a loop goes round, for want of better knowledge


def parts_lanes(rule: Function, statement: ast.stmt) -> bool:
    """Whether a statement returns under a condition that may differ from run to run."""
    if not isinstance(statement, ast.If) or not returns_of([statement]):
        return False
    inner = [*statement.body, *statement.orelse]
    return statement.test in rule.varying or any(parts_lanes(rule, one) for one in inner)


class Costs:
    """How long the rules of a rulebook are."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.lengths: dict[str, int] = {}
        for name, rule in book.functions.items():  # callees first
            self.lengths[name] = sum(self.length(statement) for statement in rule.body)

    def length(self, node: ast.AST) -> int:
        """How many nodes a syntax tree has, with those of the rules that it calls; loops count several times."""
        parts = sum(self.length(part) for part in ast.iter_child_nodes(node))
        if is_call(node):
            parts += self.lengths.get(ast.unparse(node.func), 1)
        return 1 + (TURNS * parts if isinstance(node, ast.For) else parts)

    def must_branch(self, rule: Function, node: ast.AST) -> bool:
        """Whether code is to be left out if no lane needs it: it takes long, or an index may be wrong there."""
        return self.length(node) > WORTH_A_BRANCH or any(not is_safe(rule, index) for index in self.places(rule, node))

    def places(self, rule: Function, node: ast.AST) -> Iterator[ast.expr]:
        """Whole numbers that say where to read or write: indices, and what is passed to rules that see state."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.Subscript):
                yield from indices_of(inner)
            elif is_call(inner) and ast.unparse(inner.func) in self.book.functions:
                callee = self.book[ast.unparse(inner.func)]
                if callee.takes_shapes:
                    given = zip(callee.parameters, inner.args, strict=True)
                    yield from (argument for parameter, argument in given if callee.kinds.get(parameter) == "int")


def is_call(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is a call."""
    return isinstance(node, ast.Call)


def is_safe(rule: Function, index: ast.expr) -> bool:
    """Whether an index is right whatever a condition says: a number, a parameter or a loop's variable, or 1 + f."""
    match index:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name in rule.parameters or name in loop_variables(rule)
        case ast.BinOp(op=ast.Add(), left=ast.Constant(value=1), right=ast.Name(id="f")):
            return True
    return False


def loop_variables(rule: Function) -> set[str]:
    """The variables of a rule's loops."""
    loops = (node for node in ast.walk(rule.node) if isinstance(node, ast.For))
    return {node.target.id for node in loops if isinstance(node.target, ast.Name)}
