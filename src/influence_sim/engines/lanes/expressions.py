"""An expression of a rule in the generated code.

Where a condition differs from lane to lane, both of its ways are computed and each lane keeps its own. A way that
takes long, or that only lanes of its own may go, is left out if no lane goes there.
"""

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from influence_sim.engines.lanes.operators import SUPPLIED, comparison, negative, operation
from influence_sim.engines.lanes.remembering import remembered, worth_remembering
from influence_sim.engines.lanes.values import Value
from influence_sim.language.scope import indices_of
from influence_sim.language.vocabulary import MATH, primitive_signatures

if TYPE_CHECKING:
    from influence_sim.engines.lanes.writer import Writer

Wanted = Callable[[], Value]


def value_of(w: "Writer", node: ast.expr) -> Value:
    """The code of an expression that is one number or one condition; what a run cannot change is computed once."""
    places = worth_remembering(w, node)
    return computed(w, node) if places is None else remembered(w, node, places)


def computed(w: "Writer", node: ast.expr) -> Value:
    """The code that computes an expression."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return w.constant(number, w.rule.kind_of[node])
        case ast.Name(id=name):
            return w.variable(name) if name in w.places else w.named_constant(name)
        case ast.Attribute():
            return w.table.load(w.field(node), [])
        case ast.Subscript():
            return cell_of(w, node)
        case ast.BinOp():
            return operation(w, node.op, value_of(w, node.left), value_of(w, node.right))
        case ast.UnaryOp(op=ast.USub()):
            return negative(w, value_of(w, node.operand))
        case ast.UnaryOp():
            return w.negated(value_of(w, node.operand))
        case ast.BoolOp():
            return joined(w, node.values, isinstance(node.op, ast.And))
        case ast.Compare():
            return compared(w, node)
        case ast.IfExp():
            return choice(w, node)
        case ast.Call():
            return one_answer(w, node)
    raise AssertionError(ast.dump(node))  # the reader refuses all else


def cell_of(w: "Writer", node: ast.Subscript) -> Value:
    """A field at a place, or the length of an axis."""
    lengths = w.lengths_at(node.value)
    if lengths is not None:
        assert isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)
        return w.table.length(lengths.axes[node.slice.value])
    return w.table.load(w.field(node.value), [value_of(w, index) for index in indices_of(node)])


def compared(w: "Writer", node: ast.Compare) -> Value:
    """A comparison; in a chain each must hold."""
    left, holds = value_of(w, node.left), None
    for op, part in zip(node.ops, node.comparators, strict=True):
        right = value_of(w, part)
        holds = w.both(holds, comparison(w, op, left, right))
        left = right
    assert holds is not None
    return holds


def joined(w: "Writer", parts: list[ast.expr], all_of_them: bool) -> Value:
    """Conditions joined by ``and`` or ``or``; a part is reached only where those before it leave the answer open."""
    found = value_of(w, parts[0])
    for part in parts[1:]:
        found = joined_with(w, found, part, all_of_them)
    return found


def joined_with(w: "Writer", before: Value, part: ast.expr, all_of_them: bool) -> Value:
    """The same for two conditions."""
    goes_on = before if all_of_them else w.negated(before)
    if before.wide and not w.must_branch(part):
        after = value_of(w, part)
        return w.both(before, after) if all_of_them else w.either(before, after)

    def rest() -> Value:
        after = value_of(w, part)
        if before.wide:
            after = w.both(before, after) if all_of_them else w.either(before, after)
        return after

    return branched(w, w.both(w.mask, goes_on) if before.wide else goes_on, rest, lambda: before)


def branched(w: "Writer", test: Value, yes: Wanted, no: Wanted) -> Value:
    """One of two values, computed only if needed: the first if the condition holds in any lane."""
    builder = w.builder
    then, other, end = (builder.append_basic_block(name) for name in ("then", "else", "end"))
    builder.cbranch(w.any_lane(w.both(w.outer, test) if test.wide else test), then, other)
    found = []
    for block, wanted in ((then, yes), (other, no)):
        builder.position_at_end(block)
        found.append((wanted(), builder.block))
    wide = any(value.wide for value, _ in found)
    kind = w.common_kind([value for value, _ in found])
    incoming = []
    for value, block in found:
        builder.position_at_end(block)
        incoming.append((w.as_kind(value, kind, wide).code, block))
        builder.branch(end)
    builder.position_at_end(end)
    phi = builder.phi(w.type_of(kind, wide))
    for code, block in incoming:
        phi.add_incoming(code, block)
    return Value(phi, kind, wide)


def choice(w: "Writer", node: ast.IfExp) -> Value:
    """The value of ``a if condition else b``."""
    test = value_of(w, node.test)
    if not test.wide:
        return branched(w, test, lambda: value_of(w, node.body), lambda: value_of(w, node.orelse))
    yes = if_any(w, w.both(w.mask, test), node.body)
    no = if_any(w, w.both(w.mask, w.negated(test)), node.orelse)
    return w.chosen(test, yes, no)


def if_any(w: "Writer", test: Value, node: ast.expr) -> Value:
    """The value of an expression that may be left out where the condition holds in no lane."""
    if not w.must_branch(node):
        return value_of(w, node)
    kind = w.rule.kind_of[node]
    return branched(w, test, lambda: value_of(w, node), lambda: w.nothing(kind, wide=True))


def one_answer(w: "Writer", node: ast.Call) -> Value:
    """The value of a call; lanes that are known to agree give one number."""
    (answer,) = answers_of(w, node)
    return answer if node in w.rule.varying else w.as_kind(answer, answer.kind, wide=False)


def answers_of(w: "Writer", node: ast.Call) -> list[Value]:
    """The values of a call: of a rule, or of a function that this engine supplies."""
    name = ast.unparse(node.func)
    if name not in w.program.book.functions:
        given = [value_of(w, argument) for argument in node.args]
        signature = MATH.get(name) or primitive_signatures().get(name)
        if signature is not None:
            given = [w.as_kind(v, kind, v.wide) for v, kind in zip(given, signature.parameters, strict=True)]
        return list(SUPPLIED[name](w, *given))
    return called(w, name, node)


def called(w: "Writer", name: str, node: ast.Call) -> list[Value]:
    """Call a rule: with the table if it sees state, with the mask if it writes where lanes have parted."""
    callee = w.program.book[name]
    if callee.returns:
        known = w.program.constancy.known_arguments(w.sight, node)
        if w.program.constancy.is_worth_inlining(callee, w.sight.of(known)):
            return w.inlined(callee, [value_of(w, argument) for argument in w.program.constancy.numbers(node)], known)
    mask = w.mask if callee.writes else None
    written = w.program.function(name, masked=mask is not None)
    given = [w.table.address] if callee.takes_shapes else []
    if mask is not None:
        given.append(mask.code)
    for parameter, argument in zip(callee.parameters, node.args, strict=True):
        if parameter in callee.kinds:
            wide = written.wide_parameters[parameter]
            given.append(w.as_kind(value_of(w, argument), callee.kinds[parameter], wide).code)
    code = w.builder.call(written.code, given, cconv="fastcc")
    if len(callee.returns) == 1:
        return [Value(code, callee.returns[0], written.returns_wide)]
    parts = enumerate(callee.returns)
    return [Value(w.builder.extract_value(code, at), kind, written.returns_wide) for at, kind in parts]
