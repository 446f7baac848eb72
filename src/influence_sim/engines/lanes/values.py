"""Numbers in the generated code: one for all lanes (narrow), or one for each lane (wide)."""

from typing import Any, NamedTuple

from llvmlite import ir

from influence_sim.language.rulebook import Kind

WHOLE, FLOAT, BIT = ir.IntType(64), ir.DoubleType(), ir.IntType(1)
TYPES: dict[Kind, Any] = {"int": WHOLE, "float": FLOAT, "bool": BIT}


class Value(NamedTuple):
    """A number or a condition in the generated code."""

    code: Any  # what llvmlite calls it
    kind: Kind
    wide: bool  # whether every lane has its own


class Coder:
    """Writes code at the end of a block of instructions, for groups of ``lanes`` runs."""

    def __init__(self, builder: Any, lanes: int) -> None:
        self.builder = builder
        self.lanes = lanes

    def type_of(self, kind: Kind, wide: bool) -> Any:
        """The LLVM type of a value."""
        return ir.VectorType(TYPES[kind], self.lanes) if wide else TYPES[kind]

    def constant(self, number: float, kind: Kind, wide: bool = False) -> Value:
        """A number that is written in the code."""
        one = float(number) if kind == "float" else int(number)
        return Value(ir.Constant(self.type_of(kind, wide), [one] * self.lanes if wide else one), kind, wide)

    def nothing(self, kind: Kind, wide: bool) -> Value:
        """A value that nobody reads."""
        return Value(ir.Constant(self.type_of(kind, wide), ir.Undefined), kind, wide)

    def widened(self, value: Value) -> Value:
        """The same value in every lane."""
        if value.wide:
            return value
        if isinstance(value.code, ir.Constant) and not isinstance(value.code.constant, type(ir.Undefined)):
            return self.constant(value.code.constant, value.kind, wide=True)
        blank = self.nothing(value.kind, wide=True).code
        first = self.builder.insert_element(blank, value.code, ir.IntType(32)(0))
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), self.lanes), [0] * self.lanes)
        return Value(self.builder.shuffle_vector(first, blank, zeros), value.kind, True)

    def lane(self, value: Value, lane: int) -> Any:
        """One lane's number."""
        return self.builder.extract_element(value.code, ir.IntType(32)(lane)) if value.wide else value.code

    def as_float(self, value: Value) -> Value:
        """A whole number as a float."""
        if value.kind == "float":
            return value
        return Value(self.builder.sitofp(value.code, self.type_of("float", value.wide)), "float", value.wide)

    def as_kind(self, value: Value, kind: Kind, wide: bool) -> Value:
        """The value as what is wanted; a value of all lanes that are known to agree may become one."""
        if kind == "float":
            value = self.as_float(value)
        if wide:
            return self.widened(value)
        return Value(self.lane(value, 0), value.kind, False)

    def alike(self, *values: Value) -> list[Value]:
        """All wide if one is, all floats if one is."""
        wide = any(value.wide for value in values)
        kind: Kind = "float" if any(value.kind == "float" for value in values) else values[0].kind
        return [self.as_kind(value, kind, wide) for value in values]

    def chosen(self, test: Value, yes: Value, no: Value) -> Value:
        """Lane by lane the one or the other."""
        yes, no = self.alike(yes, no)
        if test.wide:
            yes, no = self.widened(yes), self.widened(no)
        return Value(self.builder.select(test.code, yes.code, no.code), yes.kind, yes.wide)

    def both(self, first: Value | None, second: Value) -> Value:
        """Lanes in which both conditions hold; None holds in all."""
        if first is None:
            return second
        first, second = self.alike(first, second)
        return Value(self.builder.and_(first.code, second.code), "bool", first.wide)

    def either(self, first: Value, second: Value) -> Value:
        """Lanes in which one of the conditions holds."""
        first, second = self.alike(first, second)
        return Value(self.builder.or_(first.code, second.code), "bool", first.wide)

    def negated(self, test: Value) -> Value:
        """Lanes in which the condition does not hold."""
        return Value(self.builder.not_(test.code), "bool", test.wide)

    def any_lane(self, test: Value) -> Any:
        """Whether the condition holds in any lane, as a bit."""
        if not test.wide:
            return test.code
        together = ir.IntType(self.lanes)
        return self.builder.icmp_unsigned("!=", self.builder.bitcast(test.code, together), together(0))

    def intrinsic(self, name: str, *arguments: Value) -> Value:
        """A function that LLVM knows: sqrt, floor, fabs. Arguments and answer are of one type."""
        first = arguments[0]
        full = f"llvm.{name}.{f'v{self.lanes}' if first.wide else ''}f64"
        module, kind = self.builder.module, first.code.type
        function = module.globals.get(full) or ir.Function(module, ir.FunctionType(kind, [kind] * len(arguments)), full)
        code = self.builder.call(function, [argument.code for argument in arguments])
        return Value(code, first.kind, first.wide)
