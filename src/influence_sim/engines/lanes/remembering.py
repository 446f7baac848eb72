"""Values that are computed once: a table for each, with the lanes of a place side by side, and a mark where it is full.

What follows from the world stays from one group of runs to the next, as long as the worlds are the same. A value that
follows from a year is kept for every year, or for the last one alone where the tables would grow too large: its mark is
the year's number. What follows from the situation too is marked by the number of the work at hand: a rule's work on one
actor after the other, in one year, has one number, the next rule's the next.
"""

import ast
from typing import TYPE_CHECKING, Any

from llvmlite import ir

from influence_sim.engines.lanes.constancy import NOW, Known, Place
from influence_sim.engines.lanes.values import BIT, WHOLE, Value

if TYPE_CHECKING:
    from influence_sim.engines.lanes.writer import Writer

YEARS = "Y"


def places_in_order(places: frozenset[Place]) -> list[Place]:
    """The places that a value follows from, in an order that does not change from one writing to the next."""
    return sorted(places - {NOW}, key=lambda place: (place.axis, str(place.code.name)))


def remembered(w: "Writer", node: ast.expr, places: frozenset[Place]) -> Value:
    """The value of an expression, from its table or computed now; for all lanes, whatever the mask."""
    from influence_sim.engines.lanes.expressions import branched, computed

    builder, order = w.builder, places_in_order(places)
    if NOW in places:
        order = [place for place in order if place.axis != YEARS]
    in_range, at, mark = entry(w, order)
    if NOW in places:
        mark = w.table.work()
    site = site_of(w, node, order, NOW in places)
    marks, values = (address(w, 2 * site + part) for part in (0, 1))
    place = builder.gep(values, [at], inbounds=True, source_etype=w.type_of("float", True))
    flag = builder.gep(marks, [at], inbounds=True, source_etype=WHOLE)
    tag = {"marks": f"marks.{site}", "values": f"values.{site}"}

    def found() -> Value:
        return Value(
            w.table.tagged(tag["values"], builder.load(place, typ=w.type_of("float", True), align=8)), "float", True
        )

    def made() -> Value:
        before, w.mask, w.outer, w.remembering = (w.mask, w.outer, w.remembering), None, None, places
        value = w.widened(computed(w, node))
        w.mask, w.outer, w.remembering = before
        w.table.tagged(tag["values"], builder.store(value.code, place, align=8))
        w.table.tagged(tag["marks"], builder.store(mark, flag))
        return value

    full = builder.icmp_unsigned("==", w.table.tagged(tag["marks"], builder.load(flag, typ=WHOLE)), mark)
    return branched(w, Value(builder.and_(full, in_range), "bool", False), found, made)


def entry(w: "Writer", order: list[Place]) -> tuple[Any, Any, Any]:
    """Whether all places are on their axes, the entry of the table, and the mark of a full one.

    The mark is 1, or the year's number from 1. What is not on its axis goes to the first entry, which is never full.
    """
    builder, at, mark, in_range = w.builder, WHOLE(0), WHOLE(1), BIT(1)
    years = [place for place in order if place.axis == YEARS]
    for place in [*years, *(place for place in order if place.axis != YEARS)]:
        length = w.table.length(place.axis).code
        in_range = builder.and_(in_range, builder.icmp_unsigned("<", place.code, length))
        if place.axis == YEARS:
            mark = builder.add(place.code, WHOLE(1))
            at = builder.mul(place.code, w.table.word(w.table.layout.years_kept))
        else:
            at = builder.add(builder.mul(at, length), place.code)
    return in_range, builder.select(in_range, builder.add(at, WHOLE(1)), WHOLE(0)), mark


def address(w: "Writer", number: int) -> Any:
    """Where a table of values or of marks lies."""
    tables = w.table.word(w.table.layout.remembered, ir.PointerType())
    place = w.builder.gep(tables, [WHOLE(number)], inbounds=True, source_etype=WHOLE)
    return w.table.unchanging(w.builder.load(place, typ=ir.PointerType()))


def site_of(w: "Writer", node: ast.expr, order: list[Place], of_work: bool) -> int:
    """The number of the table. Calls of one rule at the same work share one if their arguments are places."""
    axes = "".join(place.axis for place in order)
    if of_work and w.sight.work is not None and isinstance(node, ast.Call):
        given = arguments_as_places(w, node)
        if given is not None:
            turn = [given.index(place) for place in order]
            years = [str(place.code.name) for place in given if place.axis == YEARS]
            return w.program.site(axes, (w.sight.work.name, ast.unparse(node.func), axes, *turn, *years))
    return w.program.site(axes)


def arguments_as_places(w: "Writer", node: ast.Call) -> list[Place] | None:
    """The arguments of a call of a rule that sees state, if each is a place."""
    rule = w.program.book.functions.get(ast.unparse(node.func))
    if rule is None or not rule.takes_shapes:
        return None
    found: list[Place] = []
    for part in w.program.constancy.numbers(node):
        known = w.sight.names.get(part.id) if isinstance(part, ast.Name) else None
        if known is None or len(known) != 1 or NOW in known:
            return None
        found.extend(known)
    return found


def worth_remembering(w: "Writer", node: ast.expr) -> Known:
    """What an expression follows from, if its value is to be remembered, else None."""
    constancy = w.program.constancy
    if isinstance(node, ast.Name | ast.Constant) or not constancy.is_worth_remembering(w.rule, node):
        return None
    places = constancy.known(w.sight, node)
    if places is None or (w.remembering is not None and places >= w.remembering):
        return None
    if NOW in places and not (is_met_again(w, node, places) and all(lasts(place) for place in places)):
        return None
    return None if has_smaller_part(w, node, places) else places


def lasts(place: Place) -> bool:
    """Whether a year is the same throughout a rule's work; other places have room of their own in the table."""
    return place.axis != YEARS or place.lasts


def is_met_again(w: "Writer", node: ast.expr, places: frozenset[Place]) -> bool:
    """Whether the rule at work comes by more than once with the same places: in another turn or by another call."""
    if any(place not in places for place in w.turning):
        return True
    if not isinstance(node, ast.Call) or w.sight.work is None or arguments_as_places(w, node) is None:
        return False
    return w.program.constancy.calls_below(w.sight.work, ast.unparse(node.func)) > 1


def has_smaller_part(w: "Writer", node: ast.expr, places: frozenset[Place]) -> bool:
    """Whether what takes long in an operation is a part that follows from fewer places, so that the part is enough."""
    constancy = w.program.constancy
    if not isinstance(node, ast.BinOp):
        return False
    for part, rest in ((node.left, node.right), (node.right, node.left)):
        if constancy.is_worth_remembering(w.rule, part) and not constancy.is_worth_remembering(w.rule, rest):
            known = constancy.known(w.sight, part)
            return known is not None and known < places
    return False
