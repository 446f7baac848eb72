"""What the reader returns: the rules as data, for the engines and the writers of other languages."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["int", "float", "bool"]


@dataclass(frozen=True)
class Field:
    """A field of a shape, as the rules see it."""

    owner: str  # the parameter that holds it: "world", "now" or "record"
    name: str
    axes: str  # letters of its axes, "" for one number
    kind: Kind  # "int" or "float"
    role: str  # "Fact", "Choice", "Parameter" or "Quantity"

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


@dataclass(frozen=True)
class Signature:
    """A function that engines supply: a primitive, or one of Python's."""

    parameters: tuple[Kind, ...]
    returns: tuple[Kind, ...]  # one, or several to unpack


@dataclass(frozen=True, eq=False)
class Function:
    """A rule: its text and all that the reader found out about it."""

    name: str
    module: str
    file: str
    line: int
    docstring: str
    node: ast.FunctionDef
    parameters: tuple[str, ...]  # in order; "world", "now" and "record" are shapes, all others numbers
    locals: tuple[str, ...]  # in order of first assignment, loop variables included, "_" left out
    kinds: Mapping[str, Kind]  # of the parameters that are numbers, and of the locals
    returns: tuple[Kind, ...]  # () for a rule that returns nothing, several for a tuple
    calls: tuple[str, ...]  # rules and primitives, in order of first call
    own_reads: frozenset[Field]  # by the rule itself; the axes of a field read by ``.shape`` are no reading
    own_writes: frozenset[Field]
    reads: frozenset[Field]  # with the rules that it calls, directly or not
    writes: frozenset[Field]
    loops: bool  # has a loop, itself or in a rule that it calls
    kind_of: Mapping[ast.expr, Kind]  # of every expression that is a number or a condition
    varying: frozenset[ast.expr]  # the expressions whose value may differ from run to run; see dependence.py

    @property
    def body(self) -> list[ast.stmt]:
        """The statements after the docstring."""
        return self.node.body[1:] if self.docstring else self.node.body

    @property
    def takes_shapes(self) -> bool:
        """Whether the rule sees state; other functions compute numbers from numbers alone."""
        return any(name not in self.kinds for name in self.parameters)


@dataclass(frozen=True, eq=False)
class Module:
    """A rule module."""

    name: str
    file: str
    docstring: str
    imports: Mapping[str, str]  # name → the module it comes from, "math" and "primitives" included
    constants: Mapping[str, int | float]  # its own, in order
    functions: tuple[Function, ...]  # its own, in order


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rule modules, each after the modules it imports from."""

    modules: tuple[Module, ...]
    digest: str  # SHA-256 of all files of the package, the exempt ones included

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        """Every rule by its name, callees before their callers."""
        every = {function.name: function for module in self.modules for function in module.functions}
        ordered: dict[str, Function] = {}

        def put(name: str) -> None:
            if name in every and name not in ordered:
                for callee in every[name].calls:
                    put(callee)
                ordered[name] = every[name]

        for name in every:
            put(name)
        return ordered

    @cached_property
    def constants(self) -> Mapping[str, int | float]:
        """Every constant by its name."""
        return {name: value for module in self.modules for name, value in module.constants.items()}

    def __getitem__(self, name: str) -> Function:
        """The rule of a name."""
        return self.functions[name]
