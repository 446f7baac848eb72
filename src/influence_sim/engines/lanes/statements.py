"""A statement of a rule in the generated code.

Where a condition differs from lane to lane, both ways are gone one after the other, each under its mask: what is
assigned or written there counts only in its own lanes. A return under a mask ends the rule for those lanes alone.
"""

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from influence_sim.engines.lanes.constancy import Place
from influence_sim.engines.lanes.expressions import answers_of, called, value_of
from influence_sim.engines.lanes.operators import operation
from influence_sim.engines.lanes.postponing import postponed
from influence_sim.engines.lanes.remembering import YEARS
from influence_sim.engines.lanes.tables import RECORD, Storage, storage_of
from influence_sim.engines.lanes.values import WHOLE, Value
from influence_sim.language.scope import indices_of
from influence_sim.language.statements import returns_of

if TYPE_CHECKING:
    from influence_sim.engines.lanes.writer import Writer


def write_block(w: "Writer", body: Sequence[ast.stmt]) -> None:
    """Statements one after the other; those after a return under a mask count for the lanes that are left."""
    before = w.mask
    waiting = postponed(w.program.book, w.rule, body)
    late = {statement for statements in waiting.values() for statement in statements}
    for at, statement in enumerate(body):
        if statement in late:
            continue
        write_statement(w, statement, waiting.get(statement, ()))
        if w.ended:
            break
        if w.parts_lanes(statement) and returns_of([statement]):
            w.mask = w.both(before, w.negated(w.lanes_that_returned()))
            rest = body[at + 1 :]
            if any(w.must_branch(following) for following in rest):
                only_if_any(w, w.mask, rest)
                break
    w.mask = before


def only_if_any(w: "Writer", mask: Value, body: Sequence[ast.stmt], first: Sequence[ast.stmt] = ()) -> None:
    """Statements that are left out if the mask holds no lane; the first of them are for all lanes."""
    builder = w.builder
    then, end = builder.append_basic_block("some"), builder.append_basic_block("end")
    builder.cbranch(w.any_lane(w.both(w.outer, mask)), then, end)
    builder.position_at_end(then)
    for statement in first:
        write_statement(w, statement)
    write_under(w, mask, body)
    builder.branch(end)
    builder.position_at_end(end)


def write_under(w: "Writer", mask: Value | None, body: Sequence[ast.stmt]) -> None:
    """Statements under a mask."""
    before, w.mask = w.mask, mask
    write_block(w, body)
    w.mask = before


def write_statement(w: "Writer", node: ast.stmt, waiting: Sequence[ast.stmt] = ()) -> None:
    """The code of a statement; of an if with what waits for its first way."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
            for name, part in zip(names, unpacked(w, value), strict=True):
                assign(w, name, part)
        case ast.Assign(targets=[target], value=value):
            write_assignment(w, target, value, None)
            w.learn(target, value)
        case ast.AugAssign():
            write_assignment(w, node.target, node.value, node.op)
        case ast.If():
            write_if(w, node, waiting)
        case ast.For():
            write_loop(w, node)
        case ast.Return(value=ast.expr() as value):
            write_return(w, value)
        case ast.Expr(value=ast.Call() as call):
            write_call(w, call)


def unpacked(w: "Writer", node: ast.expr) -> list[Value]:
    """The lengths of a field, or the values of a call."""
    lengths = w.lengths_at(node)
    if lengths is not None:
        return [w.table.length(axis) for axis in lengths.axes]
    assert isinstance(node, ast.Call)
    return answers_of(w, node)


def write_assignment(w: "Writer", target: ast.expr, value: ast.expr, op: ast.operator | None) -> None:
    """``target = value``, or ``target op= value``; what nobody asked to record is not computed."""
    if isinstance(target, ast.Subscript) and w.field(target.value).owner == RECORD:
        field = w.field(target.value)
        year = value_of(w, indices_of(target)[0]) if field.axes.startswith("Y") else None
        wanted = w.table.is_wanted(field, None if year is None or year.wide else year.code)
        with w.builder.if_then(wanted):
            assign(w, target, new_value(w, target, value, op))
    else:
        assign(w, target, new_value(w, target, value, op))


def new_value(w: "Writer", target: ast.expr, value: ast.expr, op: ast.operator | None) -> Value:
    """What a target is given."""
    if op is None:
        return value_of(w, value)
    return operation(w, op, value_of(w, target), value_of(w, value))


def assign(w: "Writer", target: ast.expr, value: Value) -> None:
    """Give a variable or a cell its value, in the lanes of the mask."""
    if isinstance(target, ast.Name):
        if target.id != "_":
            w.assign(target.id, value)
        return
    assert isinstance(target, ast.Subscript)
    field, indices = w.field(target.value), [value_of(w, index) for index in indices_of(target)]
    value = w.as_kind(value, field.kind, storage_of(field) is Storage.WIDE)
    if any(index.wide for index in indices):
        w.table.scatter(field, indices, value, w.mask)
        return
    if w.mask is not None:
        value = w.chosen(w.mask, value, w.table.load(field, indices))
    w.table.store(field, indices, value)


def write_if(w: "Writer", node: ast.If, waiting: Sequence[ast.stmt]) -> None:
    """Both ways of a condition."""
    test = value_of(w, node.test)
    if test.wide:
        for mask, first, body in ((test, waiting, node.body), (w.negated(test), (), node.orelse)):
            under = w.both(w.mask, mask)
            if any(w.must_branch(statement) for statement in (*first, *body)):
                only_if_any(w, under, body, first)
            else:
                for statement in first:
                    write_statement(w, statement)
                write_under(w, under, body)
        return
    builder = w.builder
    then, other = builder.append_basic_block("then"), builder.append_basic_block("else")
    builder.cbranch(test.code, then, other)
    ends = []
    for block, body in ((then, node.body), (other, node.orelse)):
        builder.position_at_end(block)
        write_block(w, body)
        if not w.ended:
            ends.append(builder.block)
        w.ended = False
    w.ended = not ends
    if ends:
        after = builder.append_basic_block("end")
        for block in ends:
            builder.position_at_end(block)
            builder.branch(after)
        builder.position_at_end(after)


def write_loop(w: "Writer", node: ast.For) -> None:
    """``for i in range(start, end)``, the same for all lanes."""
    assert isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Call)
    builder, bounds = w.builder, [w.as_kind(value_of(w, bound), "int", wide=False).code for bound in node.iter.args]
    start, end = bounds if len(bounds) == 2 else (WHOLE(0), bounds[0])
    before = builder.block
    loop, after = builder.append_basic_block("loop"), builder.append_basic_block("after")
    if is_work_of_one_rule(w, node):
        w.table.begin_work()
    builder.cbranch(builder.icmp_signed("<", start, end), loop, after)
    builder.position_at_end(loop)
    count = builder.phi(WHOLE, node.target.id)
    count.add_incoming(start, before)
    if node.target.id != "_":
        w.assign(node.target.id, Value(count, "int", False), counting=True)
    places = w.program.constancy.place(w.rule, node.target.id, count) or frozenset([Place("", count)])
    w.sight.names[node.target.id] = places if all(place.axis for place in places) else None
    w.turning.extend(places)
    before, w.in_work = w.in_work, is_work_of_one_rule(w, node)
    write_block(w, node.body)
    w.in_work = before
    del w.turning[-1]
    following = builder.add(count, WHOLE(1), flags=["nsw"])
    count.add_incoming(following, builder.block)
    builder.cbranch(builder.icmp_signed("<", following, end), loop, after)
    builder.position_at_end(after)


def write_return(w: "Writer", node: ast.expr) -> None:
    """Return a value, or several, in the lanes of the mask."""
    values = [value_of(w, part) for part in (node.elts if isinstance(node, ast.Tuple) else [node])]
    w.give_back(values)


def is_work_of_one_rule(w: "Writer", node: ast.For) -> bool:
    """Whether a loop is one rule's work on one actor after the other, all in the same year."""
    assert isinstance(node.target, ast.Name)
    match node.body:
        case [ast.Expr(value=ast.Call() as call)]:
            callee = w.program.book[ast.unparse(call.func)]
            given = zip(callee.parameters, call.args, strict=True)
            axes = w.program.constancy.axes
            years = [argument for parameter, argument in given if axes.get((callee.name, parameter)) == YEARS]
            return all(isinstance(year, ast.Name) and year.id != node.target.id for year in years)
    return False


def write_call(w: "Writer", node: ast.Call) -> None:
    """A call in a line of its own: a rule begins its work, unless the loop around it has begun it.

    One that only records is left out unless something of it is asked for.
    """
    name = ast.unparse(node.func)
    writes = w.program.book[name].writes
    if not w.in_work:
        w.table.begin_work()
    if writes and all(field.owner == RECORD for field in writes):
        wanted = None
        for field in sorted(writes, key=str):
            one = w.table.is_wanted(field, None)
            wanted = one if wanted is None else w.builder.or_(wanted, one)
        with w.builder.if_then(wanted):
            called(w, name, node)
    else:
        called(w, name, node)
