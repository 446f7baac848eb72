"""What depends on the run, and so may not steer a loop: runs side by side go through the same loops.

A whole-numbered fact of the world (steps a year, the branch, roles) or the switch of a module does not depend on the
run, nor do constants, lengths, the seed, and whole parameters, unless some caller gives one a value that does.
Everything else does: the situation, the record, parameters, choices and decimal facts of the world, floats that are
passed, and ``run``.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from .effects import Effects
from .flow import ends
from .kinds import Table
from .rulebook import Field
from .scope import Scope, names_in
from .vocabulary import RUN


def same_in_all_runs(given: Field) -> bool:
    """Whether a field has the same value in every run."""
    return given.owner == "world" and given.role in ("Fact", "Module") and given.kind == "int"


@dataclass
class Findings:
    """What is known so far: parameters given varying values, functions whose value varies by itself."""

    parameters: set[tuple[str, str]] = field(default_factory=set)
    values: set[str] = field(default_factory=set)


def find_varying(
    scopes: Mapping[str, Scope], table: Table, effects: Mapping[str, Effects]
) -> dict[str, frozenset[ast.expr]]:
    """The expressions of each function that depend on the run; a loop that does is refused."""
    findings = Findings()
    for name, scope in scopes.items():
        varying = {RUN} & set(scope.definition.parameters)
        if Dependence(scope, findings, varying).run().value_varies:
            findings.values.add(name)
    found: dict[str, frozenset[ast.expr]] = {}
    for name, scope in reversed(list(scopes.items())):  # callers first: they tell what they give
        varying = {parameter for function, parameter in findings.parameters if function == name}
        for parameter in scope.definition.parameters:
            if parameter == RUN or table.names.get((name, parameter)) == "float":
                varying.add(parameter)
        found[name] = frozenset(Dependence(scope, findings, varying, effects).run().expressions)
    return found


class Dependence:
    """Follows what varies from run to run through one function."""

    def __init__(
        self, scope: Scope, findings: Findings, varying: set[str], effects: Mapping[str, Effects] | None = None
    ) -> None:
        self.scope = scope
        self.findings = findings
        self.names = set(varying)
        self.effects = effects  # given once all is known: then calls are noted and loops refused
        self.expressions: set[ast.expr] = set()
        self.value_varies = False

    def run(self) -> "Dependence":
        """Go through the function until no more names vary, then note and refuse."""
        effects, self.effects = self.effects, None
        before = -1
        while before != len(self.names):
            before = len(self.names)
            self.block(self.scope.definition.body, 0)
        self.effects = effects
        if effects is not None:
            self.block(self.scope.definition.body, 0)
        return self

    def block(self, body: list[ast.stmt], under: int) -> int:
        """Go through statements that stand under a varying condition in line ``under``, 0 for none.

        Returns the line of the condition that what follows stands under.
        """
        for statement in body:
            under = self.statement(statement, under)
        return under

    def statement(self, node: ast.stmt, under: int) -> int:
        """Go through a statement; what follows an early return is under its condition too."""
        match node:
            case ast.Assign(targets=[target], value=value) | ast.AugAssign(target=target, value=value):
                varies = self.varies(value, under)
                self.varies(target, under)
                if varies or under:
                    self.names |= {name.id for name in names_in(target) if isinstance(name.ctx, ast.Store)}
            case ast.If():
                inside = node.lineno if self.varies(node.test, under) else under
                self.block(node.body, inside)
                self.block(node.orelse, inside)
                if ends(node.body) or ends(node.orelse):
                    return inside
            case ast.For(iter=ast.Call(args=bounds)):
                self.loop(node, bounds, under)
                self.block(node.body, under)
            case ast.Return(value=ast.expr() as value):
                self.value_varies |= self.varies(value, under) or under > 0
            case ast.Expr(value=value):
                self.varies(value, under)
        return under

    def loop(self, node: ast.For, bounds: list[ast.expr], under: int) -> None:
        """Refuse a loop that depends on the run."""
        for bound in bounds:
            if self.varies(bound, under) and self.effects is not None:
                self.scope.refuse(bound, "a bound of a loop depends on the run", "loop over all and guard by an if")
        if under and self.effects is not None:
            what = f"a loop under the condition in line {under}, which depends on the run"
            self.scope.refuse(node, what, "put the condition within the loop")

    def varies(self, node: ast.AST, under: int) -> bool:
        """Whether an expression depends on the run; notes all its parts."""
        match node:
            case ast.IfExp():
                test = self.varies(node.test, under)
                chosen_under = node.lineno if test else under
                parts = [test, self.varies(node.body, chosen_under), self.varies(node.orelse, chosen_under)]
            case ast.BoolOp():
                parts = []
                for part in node.values:
                    parts.append(self.varies(part, node.lineno if any(parts) else under))
            case ast.Call():
                parts = [self.call(node, under)]
            case ast.Subscript():
                parts = [self.varies(node.value, under), self.varies(node.slice, under)]
            case ast.Attribute():
                found = self.scope.field_at(node)  # none: the lengths of a field
                parts = [found is not None and not same_in_all_runs(found)]
            case ast.Name():
                parts = [node.id in self.names]
            case _:
                parts = [self.varies(part, under) for part in ast.iter_child_nodes(node)]
        if any(parts) and isinstance(node, ast.expr):
            self.expressions.add(node)
        return any(parts)

    def call(self, node: ast.Call, under: int) -> bool:
        """Whether the value of a call depends on the run; refuses a loop in it that must not be there."""
        arguments = [self.varies(argument, under) for argument in node.args]
        name = ast.unparse(node.func)
        definition = self.scope.book.definitions.get(name)
        if definition is None:
            return any(arguments)
        if self.effects is not None:
            for parameter, varies in zip(definition.parameters, arguments, strict=True):
                if varies:
                    self.findings.parameters.add((name, parameter))
            if under and self.effects[name].loops and Scope(definition, self.scope.book).takes_shapes:
                what = f"{name}() loops, under the condition in line {under}, which depends on the run"
                self.scope.refuse(node, what, "call it before the condition, or put the condition within its loop")
        return any(arguments) or name in self.findings.values
