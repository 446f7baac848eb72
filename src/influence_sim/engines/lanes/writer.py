"""The writer of one rule: its variables, its mask, and what it has found out so far."""

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

from llvmlite import ir

from influence_sim.engines.lanes.constancy import Known, Place, Sight, assigned_once
from influence_sim.engines.lanes.costs import parts_lanes
from influence_sim.engines.lanes.statements import write_block
from influence_sim.engines.lanes.tables import Table
from influence_sim.engines.lanes.values import Coder, Value
from influence_sim.language.rulebook import Field, Function, Kind
from influence_sim.language.statements import returns_of

if TYPE_CHECKING:
    from influence_sim.engines.lanes.functions import Program


class Writer(Coder):
    """Writes one rule: as a function of its own, or in place of a call (``exit``: where its code ends then)."""

    def __init__(
        self,
        program: "Program",
        rule: Function,
        builder: Any,
        address: Any,
        mask: Value | None = None,
        exit: Any = None,
    ) -> None:
        super().__init__(builder, program.lanes)
        self.program = program
        self.rule = rule
        self.table = Table(self, address, program.layout)
        self.mask = mask
        self.outer: Value | None = None  # the mask of the rule that this one is written into
        self.exit = exit
        self.ended = False  # whether the block of instructions has returned
        self.sight = Sight()
        self.remembering: Known = None  # what the value follows from that is being computed to be remembered
        self.turning: list[Place] = []  # the loops that are under way
        self.in_work = False  # whether the loop around is the work of one rule
        self.once = assigned_once(rule)
        self.places = {
            name: self.place(rule.kinds[name], wide_name(rule, name), name)
            for name in (*(p for p in rule.parameters if p in rule.kinds), *rule.locals)
        }
        wide = any_answer_varies(rule)
        self.answers = [self.place(kind, wide, "answer") for kind in rule.returns]
        self.returned = self.place("bool", True, "returned")[0] if wide else None
        self.builder.comment(f"{rule.file}:{rule.line} {rule.name}")

    def place(self, kind: Kind, wide: bool, name: str) -> tuple[Any, Kind, bool]:
        """A place for a variable; the optimiser turns it into registers."""
        with self.builder.goto_entry_block():
            return self.builder.alloca(self.type_of(kind, wide), name=name), kind, wide

    def write(self, given: Mapping[str, Value], known: Mapping[str, Known]) -> None:
        """The whole rule, for what its parameters are given and what that follows from."""
        for name, value in given.items():
            place, kind, wide = self.places[name]
            self.builder.store(self.as_kind(value, kind, wide).code, place)
        stored = {node.id for node in ast.walk(self.rule.node) if is_stored(node)}
        self.sight.names.update((name, places) for name, places in known.items() if name not in stored)
        if self.returned is not None:
            self.builder.store(self.constant(0, "bool", wide=True).code, self.returned)
        write_block(self, self.rule.body)
        if self.ended:
            return
        if self.exit is not None:
            self.builder.branch(self.exit)
        elif self.answers:
            self.return_answers([value.code for value in self.found_answers()])
        else:
            self.builder.ret_void()

    def inlined(self, rule: Function, values: Sequence[Value], known: Mapping[str, Known]) -> list[Value]:
        """The values of a rule that is written in place of its call."""
        parameters = [name for name in rule.parameters if name in rule.kinds]
        places = dict(known)
        for name, value in zip(parameters, values, strict=True):
            if places[name] is None and rule.kinds[name] == "int" and not value.wide:
                places[name] = self.program.constancy.place(rule, name, value.code)
        exit = self.builder.append_basic_block(f"after.{rule.name}")
        inner = Writer(self.program, rule, self.builder, self.table.address, exit=exit)
        inner.outer = self.both(self.outer, self.mask) if self.mask else self.outer
        inner.sight.work, inner.remembering, inner.turning = self.sight.work, self.remembering, [*self.turning]
        inner.write(dict(zip(parameters, values, strict=True)), places)
        self.builder.position_at_end(exit)
        return inner.found_answers()

    def found_answers(self) -> list[Value]:
        """What the rule returns."""
        return [Value(self.builder.load(at, typ=self.type_of(k, w)), k, w) for at, k, w in self.answers]

    def learn(self, target: ast.expr, value: ast.expr) -> None:
        """Take note of what a variable follows from, if this is the one place where it is assigned, for all lanes."""
        if isinstance(target, ast.Name):
            plain = target.id in self.once and self.mask is None
            self.sight.names[target.id] = self.program.constancy.known(self.sight, value) if plain else None

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
        if self.mask is None and self.exit is None:
            self.return_answers([value.code for value in values])
            self.ended = True
            return
        if self.mask is None:
            for value, (place, _, _) in zip(values, self.answers, strict=True):
                self.builder.store(value.code, place)
            self.builder.branch(self.exit)
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
        together = ir.Constant(self.builder.function.function_type.return_type, ir.Undefined)
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


def is_stored(node: ast.AST) -> TypeGuard[ast.Name]:
    """Whether a node is a name that is given a value."""
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def any_answer_varies(rule: Function) -> bool:
    """Whether what a rule returns may differ from run to run."""
    for statement in rule.body:
        if returns_of([statement]) and parts_lanes(rule, statement):
            return True
    parts = (part for node in returns_of(rule.body) if node.value for part in ast.walk(node.value))
    return any(part in rule.varying for part in parts)
