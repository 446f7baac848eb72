"""Where World, Situation and Record lie in memory: one table of addresses for a group of runs.

A field lies in one of three ways. A whole number that all runs share stands in the table itself. Arrays that all runs
of a group share are stored once: whole numbers, and the series of facts, which are large. All else has one number for
each lane, the lanes of a cell side by side.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from llvmlite import ir

from influence_sim.engines.lanes.values import TYPES, WHOLE, Coder, Value
from influence_sim.language.dependence import same_in_all_runs
from influence_sim.language.rulebook import Field
from influence_sim.language.vocabulary import SHAPES, fields_of

AXES = "YPSFCKR"
RECORD = "record"
WORD = 8  # bytes of each entry of a table


class Storage(Enum):
    """How a field lies in memory."""

    NUMBER = "in the table"
    SHARED = "once for all runs of a group"
    WIDE = "once for each run, runs innermost"


def storage_of(field: Field) -> Storage:
    """How a field lies in memory."""
    if same_in_all_runs(field):
        return Storage.SHARED if field.axes else Storage.NUMBER
    if field.owner == "world" and field.role == "Fact" and "Y" in field.axes:
        return Storage.SHARED
    return Storage.WIDE


class Layout(NamedTuple):
    """The place of everything in the table, in words: lengths of axes, fields, and what is to be recorded."""

    fields: Mapping[Field, int]
    wanted: Mapping[Field, int]  # for fields of the record: 1 where it is asked for
    years: int  # the address of an array: 1 for years that are asked for
    remembered: int  # the address of an array of addresses; see remembering.py
    years_kept: int  # 1: values are remembered for every year, 0: for the last
    work: int  # the number of the work at hand
    words: int

    def length(self, axis: str) -> int:
        """The place of an axis' length."""
        return AXES.index(axis)


def layout_of(fields: Iterable[Field]) -> Layout:
    """A table for these fields."""
    every = tuple(fields)
    records = [field for field in every if field.owner == RECORD]
    first, flags = len(AXES), len(AXES) + len(every)
    return Layout(
        {field: first + at for at, field in enumerate(every)},
        {field: flags + at for at, field in enumerate(records)},
        flags + len(records),
        flags + len(records) + 1,
        flags + len(records) + 2,
        flags + len(records) + 3,
        flags + len(records) + 4,
    )


LAYOUT = layout_of(field for shape in fields_of(SHAPES).values() for field in shape.values())


class Table:
    """Reads and writes fields in the generated code of one function."""

    def __init__(self, coder: Coder, address: Any, layout: Layout) -> None:
        self.coder = coder
        self.address = address
        self.layout = layout

    def word(self, at: int, kind: Any = WHOLE) -> Any:
        """An entry of the table; it does not change during a run."""
        builder = self.coder.builder
        place = builder.gep(self.address, [WHOLE(at)], inbounds=True, source_etype=WHOLE)
        return self.unchanging(builder.load(place, typ=kind))

    def work(self) -> Any:
        """The number of the work at hand: of one rule, on one actor after the other."""
        return self.tagged("work", self.coder.builder.load(self.work_place(), typ=WHOLE))

    def begin_work(self) -> None:
        """Another rule begins its work; what was remembered of the situation no longer counts."""
        builder = self.coder.builder
        self.tagged("work", builder.store(builder.add(self.work(), WHOLE(1)), self.work_place()))

    def work_place(self) -> Any:
        """Where that number stands, the one entry of the table that changes."""
        return self.coder.builder.gep(self.address, [WHOLE(self.layout.work)], inbounds=True, source_etype=WHOLE)

    def unchanging(self, load: Any) -> Any:
        """Mark a load of what does not change during a run."""
        load.set_metadata("invariant.load", self.coder.builder.module.add_metadata([]))
        return load

    def of_field(self, field: Field, access: Any) -> Any:
        """Mark a load or a store: fields do not overlap."""
        self.tagged(str(field), access)
        return self.unchanging(access) if field.owner == "world" else access

    def tagged(self, name: str, access: Any) -> Any:
        """Mark a load or a store: what has different names does not overlap."""
        module = self.coder.builder.module
        kind = module.add_metadata([name, module.add_metadata(["fields"]), WHOLE(0)])
        access.set_metadata("tbaa", module.add_metadata([kind, kind, WHOLE(0)]))
        return access

    def length(self, axis: str) -> Value:
        """The length of an axis."""
        return Value(self.word(self.layout.length(axis)), "int", False)

    def is_wanted(self, field: Field, year: Any | None) -> Any:
        """Whether a field of the record is asked for, in a year where it has years."""
        builder = self.coder.builder
        wanted = self.word(self.layout.wanted[field])
        if year is not None:
            years = self.word(self.layout.years, ir.PointerType())
            flag = builder.load(builder.gep(years, [year], inbounds=True, source_etype=WHOLE), typ=WHOLE)
            wanted = builder.and_(wanted, self.unchanging(flag))
        return builder.icmp_unsigned("!=", wanted, WHOLE(0))

    def flat(self, field: Field, indices: list[Any]) -> Any:
        """The number of a cell, counted through all axes."""
        builder, at = self.coder.builder, WHOLE(0)
        for axis, index in zip(field.axes, indices, strict=True):
            at = (
                index
                if at is not None and at == WHOLE(0)
                else builder.add(builder.mul(at, self.length(axis).code), index)
            )
        return at

    def cell(self, field: Field, indices: list[Any]) -> tuple[Any, Any]:
        """The address of a cell, and the type of what lies there."""
        builder = self.coder.builder
        kind = self.coder.type_of(field.kind, storage_of(field) is Storage.WIDE)
        start = self.word(self.layout.fields[field], ir.PointerType())
        return builder.gep(start, [self.flat(field, indices)], inbounds=True, source_etype=kind), kind

    def load(self, field: Field, indices: list[Value]) -> Value:
        """Read a field at one place for all lanes, or at each lane's own."""
        storage = storage_of(field)
        if storage is Storage.NUMBER:
            return Value(self.word(self.layout.fields[field]), "int", False)
        if any(index.wide for index in indices):
            return self.gathered(field, indices)
        place, kind = self.cell(field, [index.code for index in indices])
        load = self.coder.builder.load(place, typ=kind, align=WORD)
        return Value(self.of_field(field, load), field.kind, storage is Storage.WIDE)

    def store(self, field: Field, indices: list[Value], value: Value) -> None:
        """Write to a field at one place for all lanes."""
        place, _ = self.cell(field, [index.code for index in indices])
        self.of_field(field, self.coder.builder.store(value.code, place, align=WORD))

    def lanes_cell(self, field: Field, indices: list[Value], lane: int) -> Any:
        """The address of one lane's number where each lane has an index of its own.

        A lane whose value is thrown away may have any index; it is kept in range.
        """
        builder, coder = self.coder.builder, self.coder
        own = []
        for axis, index in zip(field.axes, indices, strict=True):
            at, last = coder.lane(index, lane), builder.sub(self.length(axis).code, WHOLE(1))
            at = builder.select(builder.icmp_signed("<", at, WHOLE(0)), WHOLE(0), at)
            own.append(builder.select(builder.icmp_signed(">", at, last), last, at))
        at = self.flat(field, own)
        if storage_of(field) is Storage.WIDE:
            at = builder.add(builder.mul(at, WHOLE(coder.lanes)), WHOLE(lane))
        start = self.word(self.layout.fields[field], ir.PointerType())
        return builder.gep(start, [at], inbounds=True, source_etype=TYPES[field.kind])

    def gathered(self, field: Field, indices: list[Value]) -> Value:
        """Read a field at each lane's own place."""
        builder, coder = self.coder.builder, self.coder
        every = coder.nothing(field.kind, wide=True).code
        for lane in range(coder.lanes):
            place = self.lanes_cell(field, indices, lane)
            one = self.of_field(field, builder.load(place, typ=TYPES[field.kind], align=WORD))
            every = builder.insert_element(every, one, ir.IntType(32)(lane))
        return Value(every, field.kind, True)

    def scatter(self, field: Field, indices: list[Value], value: Value, mask: Value | None) -> None:
        """Write to a field at each lane's own place, in the lanes of the mask."""
        builder, coder = self.coder.builder, self.coder
        for lane in range(coder.lanes):
            place = self.lanes_cell(field, indices, lane)
            one = coder.lane(value, lane)
            if mask is not None:
                before = self.of_field(field, builder.load(place, typ=TYPES[field.kind], align=WORD))
                one = builder.select(coder.lane(mask, lane), one, before)
            self.of_field(field, builder.store(one, place, align=WORD))
