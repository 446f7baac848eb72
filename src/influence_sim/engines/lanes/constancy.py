"""What stays as it is for a while, so that a value that takes long can be computed once and remembered.

Some values follow from the world and from places on axes alone: they are the same whenever a run comes by, and in
every group of runs that has the same worlds. Others follow from the situation too, but from nothing that the rule at
work writes: they stay as they are as long as this rule is at work, on one actor after the other.
"""

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from influence_sim.engines.lanes.costs import Costs, loop_variables
from influence_sim.language.rulebook import Field, Function, Rulebook
from influence_sim.language.scope import indices_of, statements_in

WORLD, SITUATION = "world", "now"
WORTH_REMEMBERING = 80  # nodes of syntax trees, see costs.py


class Place:
    """A place on an axis: a loop's variable or a parameter of a rule, in the generated code."""

    def __init__(self, axis: str, code: Any = None, lasts: bool = False) -> None:
        self.axis = axis
        self.code = code
        self.lasts = lasts  # a parameter of the rule at work; one that is a year stays the same as long as it works


NOW = Place("")  # stands for the situation as the rule at work finds it
Known: TypeAlias = frozenset[Place] | None  # what a value follows from, besides the world; None: from more than that


@dataclass
class Sight:
    """What names follow from within a rule, and which rule is at work."""

    names: dict[str, Known] = field(default_factory=dict)
    work: Function | None = None  # the rule that writes; None where it is not known, or writes nothing

    def of(self, names: Mapping[str, Known]) -> "Sight":
        """The same rule at work, with other names in sight."""
        return Sight(dict(names), self.work)


class Constancy:
    """Which expressions of which rules a run cannot change."""

    def __init__(self, book: Rulebook, costs: Costs) -> None:
        self.book = book
        self.costs = costs
        self.fields = {str(field): field for rule in book.functions.values() for field in rule.reads | rule.writes}
        self.axes: dict[tuple[str, str], str] = {}
        self.inlining: dict[tuple[str, str, frozenset[str]], bool] = {}
        for rule in book.functions.values():  # callees first
            self.find_axes(rule)

    def find_axes(self, rule: Function) -> None:
        """Note on which axis a rule's whole numbers are places: by the indices that it, or what it calls, uses."""
        for node in ast.walk(rule.node):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) in self.fields:
                axes = self.fields[ast.unparse(node.value)].axes
                for axis, index in zip(axes, indices_of(node), strict=True):
                    self.note_axis(rule, index, axis)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in self.book.functions:
                callee = self.book[ast.unparse(node.func)]
                for parameter, argument in zip(callee.parameters, node.args, strict=True):
                    self.note_axis(rule, argument, self.axes.get((callee.name, parameter)))

    def note_axis(self, rule: Function, index: ast.expr, axis: str | None) -> None:
        """Note one axis; a number that is a place on two is counted as none."""
        if isinstance(index, ast.Name) and axis is not None:
            name = rule.name, index.id
            self.axes[name] = axis if self.axes.get(name, axis) == axis else ""

    def place(self, rule: Function, name: str, code: Any = None, lasts: bool = False) -> Known:
        """A loop's variable or a whole parameter as a place on its axis; None if it is on none."""
        axis = self.axes.get((rule.name, name))
        return frozenset([Place(axis, code, lasts)]) if axis else None

    def known(self, sight: Sight, node: ast.expr) -> Known:
        """What an expression follows from."""
        match node:
            case ast.Constant():
                return frozenset()
            case ast.Name(id=name):
                return sight.names.get(name, frozenset() if name in self.book.constants else None)
            case ast.Attribute(attr="shape") | ast.Subscript(value=ast.Attribute(attr="shape")):
                return frozenset()
            case ast.Attribute():
                return self.of_fields(sight, {self.fields[ast.unparse(node)]})
            case ast.Subscript():
                indices = self.together(sight, indices_of(node))
                return both(indices, self.of_fields(sight, {self.fields[ast.unparse(node.value)]}))
            case ast.Call():
                rule = self.book.functions.get(ast.unparse(node.func))
                given = self.together(sight, self.numbers(node))
                return both(given, self.of_fields(sight, rule.reads) if rule else frozenset())
            case _:
                return self.together(sight, [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)])

    def of_fields(self, sight: Sight, fields: Collection[Field]) -> Known:
        """What the values of fields follow from."""
        owners = {field.owner for field in fields}
        if owners <= {WORLD}:
            return frozenset()
        if sight.work is None or owners - {WORLD, SITUATION} or sight.work.writes.intersection(fields):
            return None
        return frozenset([NOW])

    def numbers(self, call: ast.Call) -> list[ast.expr]:
        """The arguments of a call that are numbers."""
        rule = self.book.functions.get(ast.unparse(call.func))
        if rule is None:
            return call.args
        given = zip(rule.parameters, call.args, strict=True)
        return [argument for parameter, argument in given if parameter in rule.kinds]

    def together(self, sight: Sight, nodes: list[ast.expr]) -> Known:
        """What several expressions follow from."""
        found: Known = frozenset()
        for node in nodes:
            found = both(found, self.known(sight, node))
        return found

    def is_worth_remembering(self, rule: Function, node: ast.expr) -> bool:
        """Whether an expression takes long, and its value is a float for each lane."""
        long = self.costs.length(node) > WORTH_REMEMBERING
        return long and node in rule.varying and rule.kind_of.get(node) == "float"

    def known_arguments(self, sight: Sight, call: ast.Call) -> dict[str, Known]:
        """What the parameters of a called rule follow from."""
        rule = self.book[ast.unparse(call.func)]
        parameters = [parameter for parameter in rule.parameters if parameter in rule.kinds]
        given = zip(parameters, self.numbers(call), strict=True)
        return {parameter: self.known(sight, argument) for parameter, argument in given}

    def is_worth_inlining(self, rule: Function, sight: Sight) -> bool:
        """Whether a rule, given what its parameters follow from, has a part that is worth remembering."""
        work = sight.work.name if sight.work else ""
        key = rule.name, work, frozenset(name for name, known in sight.names.items() if known is not None)
        if key not in self.inlining:
            self.inlining[key] = self.has_part(rule, sight.of(sight.names))
        return self.inlining[key]

    def has_part(self, rule: Function, sight: Sight) -> bool:
        """The same, by going through the rule."""
        for name in loop_variables(rule):
            sight.names[name] = self.place(rule, name)
        once = assigned_once(rule)
        for statement in statements_in(rule.body):
            for node in expressions_in(statement):
                if self.known(sight, node) is not None and self.is_worth_remembering(rule, node):
                    return True
                if isinstance(node, ast.Call) and ast.unparse(node.func) in self.book.functions:
                    callee = self.book[ast.unparse(node.func)]
                    if callee.returns and self.is_worth_inlining(callee, sight.of(self.known_arguments(sight, node))):
                        return True
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                sight.names[name] = self.known(sight, statement.value) if name in once else None
        return False

    def calls_below(self, rule: Function, name: str) -> int:
        """How often the text of a rule, with the rules that it calls, calls another."""
        calls = [node for node in ast.walk(rule.node) if isinstance(node, ast.Call)]
        called = [ast.unparse(call.func) for call in calls]
        below = (self.calls_below(self.book[one], name) for one in called if one in self.book.functions)
        return called.count(name) + sum(below)


def both(one: Known, other: Known) -> Known:
    """What two values follow from; more than one year is more than can be remembered."""
    if one is None or other is None:
        return None
    together = one | other
    return together if sum(place.axis == "Y" for place in together) <= 1 else None


def assigned_once(rule: Function) -> set[str]:
    """Variables that one plain assignment gives their value, so that it is theirs wherever they are read."""
    stored = [n.id for n in ast.walk(rule.node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    plain = {
        statement.targets[0].id
        for statement in statements_in(rule.body)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }
    return {name for name in plain if stored.count(name) == 1 and name not in rule.parameters}


def expressions_in(statement: ast.stmt) -> list[ast.expr]:
    """The expressions of a statement itself, not of statements within it; outer ones before their parts."""
    roots = [part for part in ast.iter_child_nodes(statement) if isinstance(part, ast.expr)]
    kinds = ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp | ast.Call
    return [node for root in roots for node in ast.walk(root) if isinstance(node, kinds)]
