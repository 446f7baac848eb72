"""Statements of the rule language in JavaScript, and where each variable is declared.

A variable belongs to the smallest block that holds all its uses: where its first statement there assigns it, that is
its declaration; where it is first assigned within a branch, it is declared before.
"""

import ast
from collections.abc import Iterable, Sequence

from influence_sim.engines.javascript.expressions import ARITHMETIC, Expressions
from influence_sim.language.modules import number_of
from influence_sim.language.scope import names_in

INDENT = "  "


class Blocks:
    """Writes the statements of one rule."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.extra = 0  # names that the writer added

    def block(self, body: Sequence[ast.stmt], free: Iterable[str]) -> list[str]:
        """The lines of statements that may declare these variables."""
        undeclared = list(free)
        used = [used_in(statement) for statement in body]
        lines: list[str] = []
        for at, statement in enumerate(body):
            here = [name for name in undeclared if name in used[at]]
            later = set().union(*used[at + 1 :])
            new = [name for name in here if name in later or not within_one_block(statement, name)]
            undeclared = [name for name in undeclared if name not in new]
            inner = [name for name in here if name not in new]
            lines += self.statement(statement, new, inner)
        return lines

    def statement(self, node: ast.stmt, new: list[str], inner: list[str]) -> list[str]:
        """A statement that declares the new variables, and has the inner ones for its own blocks to declare."""
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value):
                return self.unpacking(targets, value, new)
            case ast.Assign(targets=[ast.Name(id=name) as variable], value=value):
                return [self.assignment(variable, value, new=name in new)]
        lines = [f"let {self.expressions.variables[name]};" for name in new]
        match node:
            case ast.Assign(targets=[target], value=value):
                lines.append(self.assignment(target, value, new=False))
            case ast.AugAssign():
                lines.append(self.addition(node))
            case ast.If():
                lines += self.choice(node, inner)
            case ast.For():
                lines += self.loop(node, inner)
            case ast.Return(value=ast.Tuple(elts=values)):
                lines.append(f"return [{', '.join(self.expressions.code(value) for value in values)}];")
            case ast.Return(value=ast.expr() as value) | ast.Expr(value=value):
                word = "return " if isinstance(node, ast.Return) else ""
                lines.append(f"{word}{self.expressions.code(value)};")
            case _:
                raise TypeError(f"the reader let a statement pass that has no JavaScript: {ast.unparse(node)}")
        return lines

    def assignment(self, target: ast.expr, value: ast.expr, *, new: bool) -> str:
        """One value to a variable or a cell."""
        return f"{'let ' * new}{self.expressions.code(target)} = {self.expressions.code(value)};"

    def unpacking(self, targets: Sequence[ast.expr], value: ast.expr, new: list[str]) -> list[str]:
        """The lengths of a field, or what a call returns, each to a variable; _ is nobody's."""
        lines = []
        if isinstance(value, ast.Call):
            several = self.added()
            lines.append(f"const {several} = {self.expressions.code(value)};")
            values = [f"{several}[{place}]" for place in range(len(targets))]
        else:
            values = self.expressions.lengths_of(value)
        declared: set[str] = set()
        for target, part in zip(targets, values, strict=True):
            name = ast.unparse(target)
            if name != "_":
                word = "let " if name in new and name not in declared else ""
                lines.append(f"{word}{self.expressions.variables[name]} = {part};")
                declared.add(name)
        return lines

    def addition(self, node: ast.AugAssign) -> str:
        """A target that is changed by a value."""
        target = self.expressions.code(node.target)
        simple = isinstance(node.op, ast.Add | ast.Sub | ast.Div)
        if simple or (isinstance(node.op, ast.Mult) and not self.expressions.is_whole(node.target)):
            mark, _ = ARITHMETIC[type(node.op)]
            return f"{target} {mark}= {self.expressions.code(node.value)};"
        return f"{target} = {self.expressions.operation(node, node.op, node.target, node.value).code};"

    def choice(self, node: ast.If, inner: list[str]) -> list[str]:
        """If, else if and else."""
        lines = [f"if ({self.expressions.code(node.test)}) {{", *indented(self.block(node.body, inner))]
        if node.orelse:
            otherwise = self.block(node.orelse, inner)
            if len(node.orelse) == 1 and otherwise[0].startswith("if ("):
                return [*lines, f"}} else {otherwise[0]}", *otherwise[1:]]
            lines += ["} else {", *indented(otherwise)]
        return [*lines, "}"]

    def loop(self, node: ast.For, inner: list[str]) -> list[str]:
        """A loop; a bound that is computed is computed once, before."""
        if not (isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Call)):
            raise TypeError(f"the reader let a loop pass that has no JavaScript: {ast.unparse(node)}")
        *starts, end = node.iter.args
        plain = isinstance(end, ast.Name) or number_of(end) is not None or self.is_length(end)
        lines = []
        name = node.target.id
        limit, start = self.expressions.code(end), self.expressions.code(starts[0]) if starts else "0"
        clashes = any(used.id == name for bound in node.iter.args for used in names_in(bound))
        if clashes:
            first = self.added()
            lines.append(f"const {first} = {start};")
            start = first
        if clashes or not plain:
            last = self.added()
            lines.append(f"const {last} = {limit};")
            limit = last
        counter = self.expressions.variables.get(name, "_")
        lines.append(f"for (let {counter} = {start}; {counter} < {limit}; {counter}++) {{")
        return [*lines, *indented(self.block(node.body, [each for each in inner if each != name])), "}"]

    def is_length(self, node: ast.expr) -> bool:
        """Whether an expression is the length of an axis."""
        return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape"

    def added(self) -> str:
        """A name of the writer's own."""
        self.extra += 1
        return f"${self.extra}"


def assigned_in(node: ast.AST) -> set[str]:
    """The variables that are assigned at and below a node otherwise than by a loop."""
    every = [inner for inner in ast.walk(node) if isinstance(inner, ast.Assign)]
    stored = (name for assignment in every for target in assignment.targets for name in names_in(target))
    return {name.id for name in stored if isinstance(name.ctx, ast.Store)}


def used_in(node: ast.AST) -> set[str]:
    """The names at and below a node."""
    return {name.id for name in names_in(node)}


def within_one_block(statement: ast.stmt, name: str) -> bool:
    """Whether a variable that a statement uses occurs in one of its blocks and nowhere else in it."""
    if isinstance(statement, ast.For):
        return name not in used_in(statement.iter)
    if isinstance(statement, ast.If):
        blocks = [any(name in used_in(inner) for inner in block) for block in (statement.body, statement.orelse)]
        return name not in used_in(statement.test) and sum(blocks) == 1
    return False


def indented(lines: Iterable[str]) -> list[str]:
    """Lines one level further in."""
    return [INDENT + line for line in lines]
