"""A rule in the generated code, and all rules that a run needs."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from llvmlite import ir

from influence_sim.engines.lanes.costs import Costs, parts_lanes
from influence_sim.engines.lanes.statements import write_block
from influence_sim.engines.lanes.tables import LAYOUT, Layout, Table
from influence_sim.engines.lanes.values import BIT, Coder, Value
from influence_sim.language.rulebook import Field, Function, Kind, Rulebook
from influence_sim.language.statements import returns_of

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
        self.book = book
        self.lanes = lanes
        self.layout = layout
        self.costs = Costs(book)
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
        Writer(self, rule, written, masked).write()
        return written

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
        arguments = [coder.as_kind(given[p], rule.kinds[p], written.wide_parameters[p]).code for p in
                     rule.parameters if p in rule.kinds]
        table = [entry.args[0]] if rule.takes_shapes else []
        coder.builder.call(written.code, [*table, *arguments], cconv="fastcc")
        coder.builder.ret_void()


class Writer(Coder):
    """Writes one rule."""

    def __init__(self, program: Program, rule: Function, written: Written, masked: bool) -> None:
        code = written.code
        super().__init__(ir.IRBuilder(code.append_basic_block("start")), program.lanes)
        self.builder.comment(f"{rule.file}:{rule.line}")
        self.program = program
        self.rule = rule
        self.written = written
        self.ended = False  # whether the block of instructions has returned
        arguments = list(code.args)
        self.table = Table(self, arguments.pop(0) if rule.takes_shapes else None, program.layout)
        self.mask: Value | None = Value(arguments.pop(0), "bool", True) if masked else None
        self.places: dict[str, tuple[Any, Kind, bool]] = {}
        for name in (*written.wide_parameters, *rule.locals):
            self.places[name] = self.place(rule.kinds[name], wide_name(rule, name), name)
        for name, argument in zip(written.wide_parameters, arguments, strict=True):
            argument.name = name
            self.builder.store(argument, self.places[name][0])
        wide = written.returns_wide
        self.answers = [self.place(kind, wide, "answer") for kind in rule.returns]
        self.returned: Any = None
        if wide:
            self.returned = self.place("bool", True, "returned")[0]
            self.builder.store(self.constant(0, "bool", wide=True).code, self.returned)

    def place(self, kind: Kind, wide: bool, name: str) -> tuple[Any, Kind, bool]:
        """A place for a variable; the optimiser turns it into registers."""
        return self.builder.alloca(self.type_of(kind, wide), name=name), kind, wide

    def write(self) -> None:
        """The whole rule."""
        write_block(self, self.rule.body)
        if self.ended:
            return
        if not self.answers:
            self.builder.ret_void()
        else:
            self.return_answers([self.builder.load(place, typ=self.type_of(k, w)) for place, k, w in self.answers])

    # --- names

    def variable(self, name: str) -> Value:
        """The value of a parameter or a variable."""
        place, kind, wide = self.places[name]
        return Value(self.builder.load(place, typ=self.type_of(kind, wide)), kind, wide)

    def named_constant(self, name: str) -> Value:
        """A constant of the rulebook."""
        number = self.program.book.constants[name]
        return self.constant(number, "int" if isinstance(number, int) else "float")

    def assign(self, name: str, value: Value, counting: bool = False) -> None:
        """Give a variable its value, in the lanes of the mask; a loop counts for all."""
        place, kind, wide = self.places[name]
        value = self.as_kind(value, kind, wide)
        if wide and self.mask is not None and not counting:
            value = self.chosen(self.mask, value, self.variable(name))
        self.builder.store(value.code, place)

    def field(self, node: ast.expr) -> Field:
        """The field that ``shape.field`` names."""
        return self.program.fields[ast.unparse(node)]

    def lengths_at(self, node: ast.expr) -> Field | None:
        """The field whose lengths ``shape.field.shape`` names."""
        return self.field(node.value) if isinstance(node, ast.Attribute) and node.attr == "shape" else None

    # --- lanes that part

    def parts_lanes(self, node: ast.stmt) -> bool:
        """Whether lanes may return from a statement one by one."""
        return self.mask is not None or parts_lanes(self.rule, node)

    def must_branch(self, node: ast.AST) -> bool:
        """Whether code is to be left out if no lane needs it: it takes long, or it may only run where it is needed."""
        return self.program.costs.must_branch(self.rule, node)

    def common_kind(self, values: list[Value]) -> Kind:
        """The kind that holds all."""
        return "float" if any(value.kind == "float" for value in values) else values[0].kind

    # --- returning

    def lanes_that_returned(self) -> Value:
        """Lanes for which the rule has ended."""
        return Value(self.builder.load(self.returned, typ=self.type_of("bool", True)), "bool", True)

    def give_back(self, values: list[Value]) -> None:
        """End the rule with these values, in the lanes of the mask."""
        values = [self.as_kind(v, kind, wide) for v, (_, kind, wide) in zip(values, self.answers, strict=True)]
        if self.mask is None:
            self.return_answers([value.code for value in values])
            self.ended = True
            return
        for value, (place, kind, wide) in zip(values, self.answers, strict=True):
            before = Value(self.builder.load(place, typ=self.type_of(kind, wide)), kind, wide)
            self.builder.store(self.chosen(self.mask, value, before).code, place)
        self.builder.store(self.either(self.lanes_that_returned(), self.mask).code, self.returned)

    def return_answers(self, codes: list[Any]) -> None:
        """The instruction that ends the rule."""
        if len(codes) == 1:
            self.builder.ret(codes[0])
            return
        together = ir.Constant(self.written.code.function_type.return_type, ir.Undefined)
        for at, code in enumerate(codes):
            together = self.builder.insert_value(together, code, at)
        self.builder.ret(together)


def wide_name(rule: Function, name: str) -> bool:
    """Whether a parameter or a variable has a number for each lane."""
    if name in rule.parameters and rule.kinds[name] == "float":
        return True
    return name in names_that_vary(rule)


@cache
def names_that_vary(rule: Function) -> frozenset[str]:
    """The names that stand for a value that may differ from run to run."""
    return frozenset(node.id for node in rule.varying if isinstance(node, ast.Name))


def any_answer_varies(rule: Function) -> bool:
    """Whether what a rule returns may differ from run to run."""
    for statement in rule.body:
        if returns_of([statement]) and parts_lanes(rule, statement):
            return True
    parts = (part for node in returns_of(rule.body) if node.value for part in ast.walk(node.value))
    return any(part in rule.varying for part in parts)


