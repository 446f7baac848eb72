"""Expressions of the rule language in JavaScript, with as few brackets as JavaScript needs.

Sums and products keep their order, since floats are not associative. Whole numbers are JavaScript's numbers, exact
below 2**53; they never become -0, which Python's do not have. Bit operations stay unsigned by ``>>> 0``.
"""

import ast
from collections.abc import Mapping
from typing import NamedTuple

from influence_sim.engines.javascript.names import Names
from influence_sim.language.modules import number_of
from influence_sim.language.rulebook import Field, Function
from influence_sim.language.scope import indices_of

Fields = Mapping[str, Mapping[str, Field]]

# How tightly operators bind, as in ECMAScript's grammar.
CHOICE, OR, AND, BIT_OR, BIT_XOR, BIT_AND, EQUALS, COMPARES, SHIFTS, ADDS, MULTIPLIES, PREFIX, ATOM = range(13)

ARITHMETIC: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", ADDS),
    ast.Sub: ("-", ADDS),
    ast.Mult: ("*", MULTIPLIES),
    ast.Div: ("/", MULTIPLIES),
    ast.Mod: ("%", MULTIPLIES),
}
BITS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.BitAnd: ("&", BIT_AND),
    ast.BitOr: ("|", BIT_OR),
    ast.BitXor: ("^", BIT_XOR),
}
COMPARISONS: Mapping[type[ast.cmpop], tuple[str, int]] = {
    ast.Lt: ("<", COMPARES),
    ast.LtE: ("<=", COMPARES),
    ast.Gt: (">", COMPARES),
    ast.GtE: (">=", COMPARES),
    ast.Eq: ("===", EQUALS),
    ast.NotEq: ("!==", EQUALS),
}
OF_MATH = {"sqrt": "Math.sqrt", "abs": "Math.abs"}
WIDTH = 32  # of bit operations


class Text(NamedTuple):
    """JavaScript, and how tightly what is outermost in it binds."""

    code: str
    binds: int

    def within(self, binds: int) -> str:
        """The code for a place that asks for something that binds at least so tightly."""
        return self.code if self.binds >= binds else f"({self.code})"


class Expressions:
    """Writes the expressions of one rule.

    Attributes:
        lengths: letters of the axes whose lengths were used, as ``$S``; the function's head defines them.
    """

    def __init__(self, function: Function, fields: Fields, names: Names) -> None:
        self.function = function
        self.fields = fields
        self.names = names
        self.variables = names.of_variables(function)
        self.lengths: dict[str, None] = {}

    def code(self, node: ast.expr) -> str:
        """An expression that stands alone."""
        return self.text(node).code

    def text(self, node: ast.expr) -> Text:
        """An expression."""
        match node:
            case ast.Constant(value=int() | float() as value):
                return Text(repr(value), ATOM)
            case ast.Name(id=name):
                return Text(self.variables.get(name) or self.names.common[name], ATOM)
            case ast.Attribute(value=ast.Name(id=owner), attr=field):
                return Text(f"{self.variables[owner]}.{field}", ATOM)
            case ast.Subscript():
                return self.subscript(node)
            case ast.BinOp(left=left, op=op, right=right):
                return self.operation(node, op, left, right)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Text(f"!{self.text(operand).within(PREFIX)}", PREFIX)
            case ast.UnaryOp(operand=operand):
                return self.negative(node, operand)
            case ast.BoolOp(op=op, values=values):
                mark, binds = ("&&", AND) if isinstance(op, ast.And) else ("||", OR)
                return Text(f" {mark} ".join(self.text(value).within(binds + 1) for value in values), binds)
            case ast.Compare():
                return self.comparison(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                parts = self.code(test), self.text(body).within(OR), self.code(orelse)
                return Text("{} ? {} : {}".format(*parts), CHOICE)
            case ast.Call():
                return self.call(node)
        raise TypeError(f"the reader let an expression pass that has no JavaScript: {ast.unparse(node)}")

    def is_whole(self, node: ast.expr) -> bool:
        """Whether an expression is a whole number."""
        return self.function.kind_of.get(node) == "int"

    # --- fields

    def field_at(self, node: ast.expr) -> Field:
        """The field that ``parameter.field`` names."""
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            raise TypeError(f"the reader let something pass that is no field: {ast.unparse(node)}")
        return self.fields[node.value.id][node.attr]

    def length(self, axis: str) -> str:
        """The length of an axis, whatever it is of."""
        self.lengths[axis] = None
        return f"${axis}"

    def lengths_of(self, node: ast.expr) -> list[str]:
        """What ``parameter.field.shape`` unpacks."""
        if not isinstance(node, ast.Attribute):
            raise TypeError(f"the reader let something pass that has no lengths: {ast.unparse(node)}")
        return [self.length(axis) for axis in self.field_at(node.value).axes]

    def subscript(self, node: ast.Subscript) -> Text:
        """A cell of a field at its place in the flat array, or the length of an axis."""
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            place_of_axis = int(number_of(node.slice) or 0)
            return Text(self.length(self.field_at(node.value.value).axes[place_of_axis]), ATOM)
        first, *others = indices_of(node)
        place = self.text(first)
        for index, axis in zip(others, self.field_at(node.value).axes[1:], strict=True):
            place = Text(f"{place.within(MULTIPLIES)} * {self.length(axis)} + {self.text(index).within(ADDS)}", ADDS)
        return Text(f"{self.code(node.value)}[{place.code}]", ATOM)

    # --- operators

    def operation(self, node: ast.AST, op: ast.operator, left: ast.expr, right: ast.expr) -> Text:
        """Two sides and an operator; ``node`` may be an assignment that adds to its left side."""
        if isinstance(op, ast.FloorDiv):  # exact: below 2**53 no quotient is rounded up to a whole number
            return Text(f"Math.floor({self.text(left).within(MULTIPLIES)} / {self.text(right).within(PREFIX)})", ATOM)
        if isinstance(op, ast.RShift):
            bits = number_of(right)
            if bits is None or bits >= WIDTH:
                return Text(f"$right({self.code(left)}, {self.code(right)})", ATOM)
            return Text(f"{self.text(left).within(SHIFTS)} >>> {self.code(right)}", SHIFTS)
        if type(op) in BITS:
            return Text(f"({self.bits(op, left, right).code}) >>> 0", SHIFTS)
        mark, binds = ARITHMETIC[type(op)]
        written = Text(f"{self.text(left).within(binds)} {mark} {self.text(right).within(binds + 1)}", binds)
        whole = self.is_whole(left) and self.is_whole(right)
        if isinstance(op, ast.Mult) and whole:  # without a sign of zero
            return Text(f"{written.code} + 0", ADDS)
        return written

    def bits(self, op: ast.operator, left: ast.expr, right: ast.expr) -> Text:
        """A bit operation on bit operations, as a signed number of 32 bits."""
        mark, binds = BITS[type(op)]
        return Text(f"{self.side(left, binds)} {mark} {self.side(right, binds + 1)}", binds)

    def side(self, node: ast.expr, binds: int) -> str:
        """A side of a bit operation: of another one, whose sign does not matter, or in brackets, as readers expect."""
        if isinstance(node, ast.BinOp) and type(node.op) in BITS:
            return self.bits(node.op, node.left, node.right).within(binds)
        return self.text(node).within(PREFIX)

    def negative(self, node: ast.expr, operand: ast.expr) -> Text:
        """A number with its sign turned; a whole zero has none."""
        if self.is_whole(node) and not number_of(operand):
            return Text(f"0 - {self.text(operand).within(MULTIPLIES)}", ADDS)
        inner = self.text(operand).within(PREFIX)
        return Text(f"-({inner})" if inner.startswith("-") else f"-{inner}", PREFIX)

    def comparison(self, node: ast.Compare) -> Text:
        """Comparisons, all of which must hold; what stands between two is a plain name or number."""
        sides = [node.left, *node.comparators]
        pairs = []
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
            mark, binds = COMPARISONS[type(op)]
            pairs.append(Text(f"{self.text(left).within(SHIFTS)} {mark} {self.text(right).within(SHIFTS)}", binds))
        return pairs[0] if len(pairs) == 1 else Text(" && ".join(pair.code for pair in pairs), AND)

    def call(self, node: ast.Call) -> Text:
        """A call; a floor is a whole number, without a sign of zero."""
        name = ast.unparse(node.func)
        arguments = ", ".join(self.code(argument) for argument in node.args)
        if name == "floor":
            return Text(f"Math.floor({arguments}) + 0", ADDS)
        return Text(f"{OF_MATH.get(name) or self.names.common[name]}({arguments})", ATOM)
