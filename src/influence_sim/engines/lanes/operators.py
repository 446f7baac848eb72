"""The operators of the rule language in the generated code, and the functions that every engine supplies.

No operation is fused with another or put in another order: the bits are those of plain Python.
"""

import ast
from collections.abc import Callable, Mapping, Sequence

from influence_sim.engines.lanes.values import Coder, Value

BIAS = 1023
MANTISSA = (1 << 52) - 1
LOW_32_BITS = 0xFFFFFFFF
SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def operation(coder: Coder, op: ast.operator, left: Value, right: Value) -> Value:
    """What an operator makes of two numbers."""
    if isinstance(op, ast.Div):
        left, right = coder.as_float(left), coder.as_float(right)
    left, right = coder.alike(left, right)
    if isinstance(op, ast.FloorDiv | ast.Mod):
        return whole_division(coder, op, left, right)
    builder, whole = coder.builder, left.kind == "int"
    match op:
        case ast.Add():
            write = builder.add if whole else builder.fadd
        case ast.Sub():
            write = builder.sub if whole else builder.fsub
        case ast.Mult():
            write = builder.mul if whole else builder.fmul
        case ast.Div():
            write = builder.fdiv
        case ast.BitAnd():
            write = builder.and_
        case ast.BitOr():
            write = builder.or_
        case ast.BitXor():
            write = builder.xor
        case _:
            write = builder.ashr
    return Value(write(left.code, right.code), left.kind, left.wide)


def whole_division(coder: Coder, op: ast.operator, left: Value, right: Value) -> Value:
    """Quotient or remainder of two numbers that are not negative.

    A lane whose value is thrown away may divide by zero; it gets 1, for the processor would stop.
    """
    builder = coder.builder
    zero, one = coder.constant(0, "int", left.wide), coder.constant(1, "int", left.wide)
    is_zero = Value(builder.icmp_signed("==", right.code, zero.code), "bool", left.wide)
    right = coder.chosen(is_zero, one, right)
    write = builder.sdiv if isinstance(op, ast.FloorDiv) else builder.srem
    return Value(write(left.code, right.code), "int", left.wide)


def comparison(coder: Coder, op: ast.cmpop, left: Value, right: Value) -> Value:
    """A condition on two numbers."""
    left, right = coder.alike(left, right)
    builder, sign = coder.builder, SIGNS[type(op)]
    if left.kind == "int":
        return Value(builder.icmp_signed(sign, left.code, right.code), "bool", left.wide)
    write = builder.fcmp_unordered if sign == "!=" else builder.fcmp_ordered
    return Value(write(sign, left.code, right.code), "bool", left.wide)


def negative(coder: Coder, value: Value) -> Value:
    """A number with the other sign."""
    if value.kind == "float":
        return Value(coder.builder.fneg(value.code), "float", value.wide)
    zero = coder.constant(0, "int", value.wide)
    return Value(coder.builder.sub(zero.code, value.code), "int", value.wide)


def absolute(coder: Coder, value: Value) -> Value:
    """A number without its sign."""
    if value.kind == "float":
        return coder.intrinsic("fabs", value)
    is_negative = comparison(coder, ast.Lt(), value, coder.constant(0, "int"))
    return coder.chosen(is_negative, negative(coder, value), value)


def square_root(coder: Coder, x: Value) -> Value:
    """The square root, rounded as IEEE 754 says."""
    return coder.intrinsic("sqrt", x)


def floor(coder: Coder, x: Value) -> Value:
    """The largest whole number that is not above x."""
    down = coder.intrinsic("floor", x)
    return Value(coder.builder.fptosi(down.code, coder.type_of("int", x.wide)), "int", x.wide)


def scale(coder: Coder, x: Value, k: Value) -> Value:
    """The number x times 2**k."""
    x, k = (coder.widened(x), coder.widened(k)) if x.wide or k.wide else (x, k)
    builder = coder.builder
    biased = builder.add(k.code, coder.constant(BIAS, "int", k.wide).code)
    bits = builder.shl(biased, coder.constant(52, "int", k.wide).code)
    factor = builder.bitcast(bits, coder.type_of("float", k.wide))
    return Value(builder.fmul(x.code, factor), "float", x.wide)


def split(coder: Coder, x: Value) -> tuple[Value, Value]:
    """The fraction in [1/2, 1) and the exponent of x."""
    builder, wide = coder.builder, x.wide

    def number(bits: int) -> object:
        return coder.constant(bits, "int", wide).code

    bits = builder.bitcast(x.code, coder.type_of("int", wide))
    exponent = builder.sub(builder.and_(builder.lshr(bits, number(52)), number(2047)), number(BIAS - 1))
    # the sign is kept, as a fraction's
    kept = builder.and_(bits, number(-(1 << 63) | MANTISSA))
    fraction = builder.bitcast(builder.or_(kept, number((BIAS - 1) << 52)), coder.type_of("float", wide))
    return Value(fraction, "float", wide), Value(exponent, "int", wide)


def product_of_words(coder: Coder, a: Value, b: Value) -> Value:
    """The product of two numbers of 32 bits, said in a way that processors have an instruction for."""
    builder = coder.builder
    words = [builder.and_(v.code, coder.constant(LOW_32_BITS, "int", v.wide).code) for v in coder.alike(a, b)]
    return Value(builder.mul(*words), "int", a.wide or b.wide)


def multiply_high(coder: Coder, a: Value, b: Value) -> Value:
    """The upper 32 bits of a product of two numbers of 32 bits."""
    product = product_of_words(coder, a, b)
    shift = coder.constant(32, "int", product.wide)
    return Value(coder.builder.lshr(product.code, shift.code), "int", product.wide)


def multiply_low(coder: Coder, a: Value, b: Value) -> Value:
    """The lower 32 bits of a product of two numbers of 32 bits."""
    product = product_of_words(coder, a, b)
    mask = coder.constant(LOW_32_BITS, "int", product.wide)
    return Value(coder.builder.and_(product.code, mask.code), "int", product.wide)


def one(write: Callable[..., Value]) -> Callable[..., Sequence[Value]]:
    """A function of one answer as one of a list of answers."""
    return lambda coder, *arguments: [write(coder, *arguments)]


SUPPLIED: Mapping[str, Callable[..., Sequence[Value]]] = {
    "abs": one(absolute),
    "sqrt": one(square_root),
    "floor": one(floor),
    "scale": one(scale),
    "split": split,
    "multiply_high": one(multiply_high),
    "multiply_low": one(multiply_low),
}
