"""All rules that a run needs in the generated code, each a function of its own unless it is written into another."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from llvmlite import ir

from influence_sim.engines.lanes.constancy import Constancy
from influence_sim.engines.lanes.costs import Costs
from influence_sim.engines.lanes.remembering import YEARS
from influence_sim.engines.lanes.tables import LAYOUT, Layout, Table
from influence_sim.engines.lanes.values import BIT, Coder, Value
from influence_sim.engines.lanes.writer import Writer, any_answer_varies, wide_name
from influence_sim.language.rulebook import Function, Rulebook

ENTRY = "play"  # the rule that is a whole run
RUN = "run"


@dataclass
class Written:
    """A rule in the generated code."""

    code: Any
    wide_parameters: Mapping[str, bool]
    returns_wide: bool


class Program:
    """The generated code of a rulebook, for groups of ``lanes`` runs; rules are written when they are first called."""

    def __init__(self, book: Rulebook, lanes: int, layout: Layout = LAYOUT) -> None:
        if lanes & (lanes - 1):
            raise ValueError(f"{lanes} lanes: vectors of other than a power of two lie in memory with gaps")
        self.book = book
        self.lanes = lanes
        self.layout = layout
        self.costs = Costs(book)
        self.constancy = Constancy(book, self.costs)
        self.sites: list[str] = []
        self.site_of: dict[Hashable, int] = {}
        self.module = ir.Module(name="lanes")
        self.fields = {str(field): field for field in layout.fields}
        self.written: dict[tuple[str, bool], Written] = {}

    def function(self, name: str, masked: bool = False) -> Written:
        """A rule; with a mask if it writes where lanes have parted."""
        key = (name, masked)
        if key not in self.written:
            self.written[key] = self.write(self.book[name], masked)
        return self.written[key]

    def write(self, rule: Function, masked: bool) -> Written:
        """Write the code of a rule."""
        written = self.declared(rule, masked)
        arguments = list(written.code.args)
        builder = ir.IRBuilder(written.code.append_basic_block("start"))
        address = arguments.pop(0) if rule.takes_shapes else None
        mask = Value(arguments.pop(0), "bool", True) if masked else None
        given = {}
        for (name, wide), argument in zip(written.wide_parameters.items(), arguments, strict=True):
            argument.name = name
            given[name] = Value(argument, rule.kinds[name], wide)
        narrow = [name for name, value in given.items() if value.kind == "int" and not value.wide]
        known = {name: self.constancy.place(rule, name, given[name].code, lasts=True) for name in narrow}
        writer = Writer(self, rule, builder, address, mask)
        if rule.writes and mask is None:
            writer.sight.work = rule
            writer.turning += [place for places in known.values() if places for place in places if place.axis != YEARS]
        writer.write(given, known)
        return written

    def site(self, axes: str, key: Hashable = None) -> int:
        """The number of a table of remembered values, for places on these axes; a new one unless the key is known."""
        if key is None or key not in self.site_of:
            self.sites.append(axes)
            self.site_of[key] = len(self.sites) - 1
        return self.site_of[key]

    def declared(self, rule: Function, masked: bool) -> Written:
        """The head of a rule: the table, the mask, and the numbers that it takes."""
        types = Coder(None, self.lanes)
        wide = {name: wide_name(rule, name) for name in rule.parameters if name in rule.kinds}
        returns_wide = any_answer_varies(rule)
        takes = [ir.PointerType()] if rule.takes_shapes else []
        takes += [ir.VectorType(BIT, self.lanes)] if masked else []
        takes += [types.type_of(rule.kinds[name], wide[name]) for name in wide]
        gives = [types.type_of(kind, returns_wide) for kind in rule.returns]
        answer = ir.VoidType() if not gives else gives[0] if len(gives) == 1 else ir.LiteralStructType(gives)
        name = f"{rule.name}.masked" if masked else rule.name
        code = ir.Function(self.module, ir.FunctionType(answer, takes), name)
        code.linkage, code.calling_convention = "internal", "fastcc"
        code.attributes.add("nounwind")
        return Written(code, wide, returns_wide)

    def write_entry(self, name: str = ENTRY) -> None:
        """The one function that is called from outside: (table, numbers of the runs, all other numbers of the rule)."""
        rule, written = self.book[name], self.function(name)
        others = [parameter for parameter in rule.parameters if parameter in rule.kinds and parameter != RUN]
        kinds = [Coder(None, self.lanes).type_of(rule.kinds[parameter], False) for parameter in others]
        entry = ir.Function(
            self.module, ir.FunctionType(ir.VoidType(), [ir.PointerType(), ir.PointerType(), *kinds]), f"lanes_{name}"
        )
        coder = Coder(ir.IRBuilder(entry.append_basic_block()), self.lanes)
        runs = coder.builder.load(entry.args[1], typ=coder.type_of("int", True), align=8)
        given = {RUN: Value(runs, "int", True)}
        for parameter, code in zip(others, entry.args[2:], strict=True):
            given[parameter] = Value(code, rule.kinds[parameter], False)
        arguments = [
            coder.as_kind(given[p], rule.kinds[p], written.wide_parameters[p]).code
            for p in rule.parameters
            if p in rule.kinds
        ]
        table = [entry.args[0]] if rule.takes_shapes else []
        Table(coder, entry.args[0], self.layout).begin_work()
        coder.builder.call(written.code, [*table, *arguments], cconv="fastcc")
        coder.builder.ret_void()
