"""Whole numbers, floats and conditions: the kind of every expression, and one kind a variable."""

import ast

from .rulebook import Field, Kind, Signature
from .scope import Scope, indices_of
from .vocabulary import ABS, BITS, MATH, WHOLE_DIVISION

Maybe = Kind | None  # None: not known yet

IN_WORDS = {"int": "a whole number", "float": "a float", "bool": "a condition", None: "unknown"}


def join(first: Maybe, second: Maybe) -> Maybe:
    """The kind that holds both: a float if either is one."""
    if first is None or second is None:
        return first or second
    return "float" if {first, second} == {"int", "float"} else first


class Table:
    """What is known so far of the kinds of parameters, variables and returned values, over all functions."""

    def __init__(self, constants: dict[str, Kind], whole: set[tuple[str, str]]) -> None:
        self.constants = constants
        self.whole = whole  # parameters that are whole for what their function does with them
        self.names: dict[tuple[str, str], Maybe] = dict.fromkeys(whole, "int")
        self.returns: dict[str, list[Maybe]] = {}

    def widen(self, function: str, name: str, kind: Maybe) -> None:
        """Take note that a parameter or a variable is given this kind of value."""
        if (function, name) not in self.whole:
            self.names[function, name] = join(self.names.get((function, name)), kind)


class FunctionKinds:
    """Kinds within one function.

    While kinds are still being gathered, offences are let pass; once all are known, ``strict`` refuses them.
    """

    def __init__(self, scope: Scope, table: Table, *, strict: bool) -> None:
        self.scope = scope
        self.table = table
        self.strict = strict
        self.name = scope.definition.name
        self.kind_of: dict[ast.expr, Kind] = {}

    def run(self) -> dict[ast.expr, Kind]:
        """Go through the function once; returns the kind of every expression."""
        self.block(self.scope.definition.body)
        return self.kind_of

    def offence(self, node: ast.AST, what: str, instead: str) -> None:
        """Refuse, unless kinds are still being gathered."""
        if self.strict:
            self.scope.refuse(node, what, instead)

    # --- statements

    def block(self, body: list[ast.stmt]) -> None:
        """Go through statements."""
        for statement in body:
            self.statement(statement)

    def statement(self, node: ast.stmt) -> None:
        """Go through a statement."""
        match node:
            case ast.Assign(targets=[ast.Tuple() as target]):
                self.unpack(node, target)
            case ast.Assign(targets=[target]):
                self.assign(target, self.value(node.value))
            case ast.AugAssign():
                sides = [self.value(node.target), self.value(node.value)]
                self.assign(node.target, self.operation(node, node.op, sides))
            case ast.If():
                self.condition(node.test)
                self.block(node.body)
                self.block(node.orelse)
            case ast.For(target=ast.Name() as target, iter=ast.Call(args=bounds)):
                for bound in bounds:
                    self.whole(bound, "a bound of a range")
                self.assign(target, "int")
                self.block(node.body)
            case ast.Return(value=ast.expr() as value):
                self.give_back(node, value)
            case ast.Expr(value=ast.Call() as call):
                if self.call(call):
                    what = f"the value of {ast.unparse(call.func)}() is not used"
                    self.offence(node, what, "assign it, or leave it out")

    def assign(self, target: ast.expr, kind: Maybe) -> None:
        """Give a variable or a cell of a field a value of a kind."""
        if isinstance(target, ast.Name):
            if target.id == "_":
                return
            self.table.widen(self.name, target.id, kind)
            known = self.kind_of[target] = self.table.names[self.name, target.id] or "float"
            if known != kind:
                what = f"{target.id} is {IN_WORDS[known]} elsewhere and {IN_WORDS[kind]} here"
                self.offence(target, what, "one kind a variable: start sums with 0.0")
            return
        field = self.value(target)
        if kind == "bool":
            self.offence(target, "a condition is stored in a field", "store 1 if … else 0")
        elif field == "int" and kind == "float":
            self.offence(target, f"a float is stored in {ast.unparse(target)}, a whole number", "store floor(x)")

    def unpack(self, node: ast.Assign, target: ast.Tuple) -> None:
        """Unpack a shape or the values of a call."""
        values: list[Maybe] = ["int"] * len(target.elts)
        if isinstance(node.value, ast.Call):
            values = self.call(node.value)
            if len(values) != len(target.elts):
                name, many = ast.unparse(node.value.func), len(target.elts)
                self.offence(node, f"{name}() returns {len(values)} values and {many} are unpacked", "give each a name")
        for variable, kind in zip(target.elts, values, strict=False):
            self.assign(variable, kind)

    def give_back(self, node: ast.Return, value: ast.expr) -> None:
        """Take note of returned values: the same number of the same kinds from every return."""
        kinds = [self.value(part) for part in (value.elts if isinstance(value, ast.Tuple) else [value])]
        before = self.table.returns.setdefault(self.name, [None] * len(kinds))
        if len(before) != len(kinds):
            what = f"{self.name} returns {len(kinds)} values here and {len(before)} elsewhere"
            self.offence(node, what, "return as many values everywhere")
        known = self.table.returns[self.name] = [join(a, b) for a, b in zip(before, kinds, strict=False)]
        for kind, here in zip(known, kinds, strict=False):
            if here == "bool":
                self.offence(node, "a condition is returned", "return 1 if … else 0")
            if kind != here:
                what = f"{self.name} returns {IN_WORDS[here]} here and {IN_WORDS[kind]} elsewhere"
                self.offence(node, what, "return one kind: 0.0, not 0")

    # --- expressions

    def value(self, node: ast.expr) -> Maybe:
        """The kind of an expression."""
        kind = self._value(node)
        if kind is not None:
            self.kind_of[node] = kind
        return kind

    def number(self, node: ast.expr) -> Maybe:
        """The kind of an expression that must be a number."""
        kind = self.value(node)
        if kind == "bool":
            self.offence(node, "a condition is used as a number", "write 1.0 if … else 0.0")
        return kind

    def whole(self, node: ast.expr, role: str) -> None:
        """Go through an expression that must be a whole number."""
        if self.number(node) == "float":
            self.offence(node, f"{role} is a float", "use a whole number, or floor(x)")

    def condition(self, node: ast.expr) -> None:
        """Go through an expression that must be a condition."""
        if self.value(node) != "bool":
            self.offence(node, "a condition is a bare number", "compare it: x != 0.0")

    def _value(self, node: ast.expr) -> Maybe:
        match node:
            case ast.Constant(value=number):
                return "int" if isinstance(number, int) else "float"
            case ast.Name():
                return self.table.names.get((self.name, node.id)) or self.table.constants.get(node.id)
            case ast.Attribute():
                return self.field(self.scope.field_at(node))
            case ast.Subscript():
                return self.subscript(node)
            case ast.BinOp():
                return self.operation(node, node.op, [self.number(node.left), self.number(node.right)])
            case ast.UnaryOp(op=ast.USub()):
                return self.number(node.operand)
            case ast.UnaryOp():
                self.condition(node.operand)
            case ast.BoolOp():
                for part in node.values:
                    self.condition(part)
            case ast.Compare():
                for part in (node.left, *node.comparators):
                    self.number(part)
            case ast.IfExp():
                return self.choice(node)
            case ast.Call():
                return self.call_for_one(node)
        return "bool"

    def field(self, field: Field | None) -> Maybe:
        """The kind of a field's numbers."""
        return field.kind if field else None

    def subscript(self, node: ast.Subscript) -> Maybe:
        """The kind of an indexed field, or of a length."""
        if self.scope.shape_at(node.value):
            return "int"
        for index in indices_of(node):
            self.whole(index, "an index")
        return self.field(self.scope.field_at(node.value))

    def operation(self, node: ast.AST, op: ast.operator, sides: list[Maybe]) -> Maybe:
        """The kind of what an operator makes of its sides."""
        if "bool" in sides:
            self.offence(node, "a condition is used as a number", "write 1.0 if … else 0.0")
        if isinstance(op, ast.Div):
            return "float"
        if isinstance(op, WHOLE_DIVISION):
            if "float" in sides:
                self.offence(node, "// or % of a float", "write floor(x / y)")
            return "int"
        if isinstance(op, BITS):
            if "float" in sides:
                self.offence(node, "a bit operation on a float", "use whole numbers")
            return "int"
        return "float" if "float" in sides else None if None in sides else "int"

    def choice(self, node: ast.IfExp) -> Maybe:
        """The kind of ``a if condition else b``, the same on both sides."""
        self.condition(node.test)
        yes, no = self.number(node.body), self.number(node.orelse)
        if yes != no:
            what = f"a choice between {IN_WORDS[yes]} and {IN_WORDS[no]}"
            self.offence(node, what, "one kind on both sides: 0.0, not 0")
        return join(yes, no)

    def call_for_one(self, node: ast.Call) -> Maybe:
        """The kind of a call that stands for one number."""
        values = self.call(node)
        if len(values) != 1:
            name = ast.unparse(node.func)
            if values:
                self.offence(node, f"{name}() returns {len(values)} values", f"unpack them: a, b = {name}(…)")
            self.offence(node, f"{name}() returns nothing", "call it in a line of its own")
        return values[0] if values else None

    def call(self, node: ast.Call) -> list[Maybe]:
        """The kinds of the values that a call returns."""
        name = ast.unparse(node.func)
        book = self.scope.book
        if name == ABS:
            return [self.number(node.args[0])]
        signature: Signature | None = book.primitives.get(name) or MATH.get(name)
        if signature is not None:
            for argument, kind in zip(node.args, signature.parameters, strict=True):
                self.argument(name, argument, kind)
            return list(signature.returns)
        for parameter, argument in zip(book.definitions[name].parameters, node.args, strict=True):
            if parameter not in book.shapes:
                self.argument(name, argument, "int" if (name, parameter) in self.table.whole else "float")
                given = self.kind_of.get(argument)
                self.table.widen(name, parameter, None if given == "bool" else given)
        return self.table.returns.get(name, [])

    def argument(self, name: str, node: ast.expr, kind: Kind) -> None:
        """Go through an argument; a whole number may stand for a float."""
        if kind == "int":
            self.whole(node, f"an argument of {name}()")
        else:
            self.number(node)
