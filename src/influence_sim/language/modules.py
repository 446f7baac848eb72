"""What a module may hold: a docstring, imports of names, numbers in capitals, functions. No name twice."""

import ast
import builtins
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from ..errors import nearest
from .errors import LanguageError, refuse
from .vocabulary import LARGEST_WHOLE, MATH, SHAPES, primitive_signatures

CONSTANT_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True)
class Definition:
    """A function as it was written."""

    name: str
    node: ast.FunctionDef
    module: "ModuleText"
    parameters: tuple[str, ...]
    docstring: str

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.module.file

    @property
    def body(self) -> list[ast.stmt]:
        """The statements after the docstring."""
        return self.node.body[1:] if self.docstring else self.node.body


@dataclass(frozen=True)
class ModuleText:
    """A module as it was written."""

    name: str
    file: str
    docstring: str
    imports: dict[str, str] = field(default_factory=dict)
    constants: dict[str, int | float] = field(default_factory=dict)
    functions: dict[str, Definition] = field(default_factory=dict)
    lines: dict[str, ast.AST] = field(default_factory=dict)  # where each name comes from

    @property
    def names(self) -> set[str]:
        """All names that its functions can use."""
        return {*self.imports, *self.constants, *self.functions}


def read_modules(sources: Mapping[str, str], file_of: Callable[[str], str]) -> list[ModuleText]:
    """Parse the modules and put each after those it imports from."""
    modules = {name: read_module(name, text, file_of(name)) for name, text in sources.items()}
    for module in modules.values():
        for name, origin in module.imports.items():
            check_import(module, name, origin, modules)
    ordered = in_order(modules)
    refuse_name_clashes(ordered)
    return ordered


def read_module(name: str, text: str, file: str) -> ModuleText:
    """Parse one module, and refuse whatever a module may not hold."""
    try:
        tree = ast.parse(text)
    except SyntaxError as problem:
        raise LanguageError(file, problem.lineno or 1, f"this is not Python: {problem.msg}", "correct it") from None
    module = ModuleText(name, file, docstring_of(tree))
    for statement in tree.body[1:] if module.docstring else tree.body:
        match statement:
            case ast.ImportFrom():
                read_import(module, statement)
            case ast.Import():
                refuse(file, statement, "a whole module is imported", "write from .module import name")
            case ast.FunctionDef():
                define(module, statement.name, statement)
                module.functions[statement.name] = read_header(module, statement)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                read_constant(module, statement)
            case ast.ClassDef():
                refuse(file, statement, "a class stands at module level", "write functions: shapes.py holds the state")
            case _:
                refuse(file, statement, "code stands at module level", "put it into a function")
    return module


def docstring_of(node: ast.Module | ast.FunctionDef) -> str:
    """The docstring, or an empty string."""
    return ast.get_docstring(node) or ""


def define(module: ModuleText, name: str, node: ast.AST) -> None:
    """Take a name for the module, once."""
    if name in module.lines:
        refuse(module.file, node, f"{name} has been defined above", "give each name one meaning")
    module.lines[name] = node


def read_import(module: ModuleText, node: ast.ImportFrom) -> None:
    """Accept ``from .module import name`` and ``from math import sqrt, floor``."""
    origin = node.module or ""
    if node.level != (0 if origin == "math" else 1) or not origin or "." in origin:
        refuse(module.file, node, "this import is not in the language", "write from .module import name")
    for alias in node.names:
        if alias.asname is not None:
            refuse(module.file, node, f"{alias.name} is imported under another name", "leave out the `as`")
        if alias.name == "*":
            refuse(module.file, node, "* imports what nobody can see", "name what is imported")
        if origin == "math" and alias.name not in MATH:
            refuse(module.file, node, f"math.{alias.name} is not in the language", "only sqrt and floor are")
        define(module, alias.name, node)
        module.imports[alias.name] = origin


def read_constant(module: ModuleText, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
    """Accept a number under a name in capitals."""
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    if not isinstance(target, ast.Name):
        refuse(module.file, node, "this assignment is not in the language", "write NAME = number")
    if not CONSTANT_NAME.fullmatch(target.id):
        refuse(module.file, node, f"{target.id} is a variable at module level", "constants are in capitals")
    value = number_of(node.value) if node.value is not None else None
    if value is None:
        refuse(module.file, node, f"{target.id} is not a finite number written out", "write NAME = number")
    define(module, target.id, node)
    module.constants[target.id] = value


def number_of(node: ast.expr) -> int | float | None:
    """The number that is written out at a node, with a minus or without; None for anything else."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as constant):
            value = number_of(constant)
            return None if value is None else -value
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            fits = abs(value) < LARGEST_WHOLE if isinstance(value, int) else math.isfinite(value)
            return value if fits else None
    return None


def read_header(module: ModuleText, node: ast.FunctionDef) -> Definition:
    """Accept plain positional parameters and nothing else."""
    given = node.args
    if node.decorator_list:
        refuse(module.file, node, f"{node.name} is decorated", "leave the decorator out")
    if given.defaults or any(given.kw_defaults):
        refuse(module.file, node, f"{node.name} has a default", "let the caller give every argument")
    if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs or getattr(node, "type_params", []):
        refuse(module.file, node, f"{node.name} has a special parameter", "write plain positional parameters")
    if node.returns or any(parameter.annotation for parameter in given.args):
        refuse(module.file, node, f"{node.name} is annotated", "leave it out: the names tell the kinds")
    return Definition(node.name, node, module, tuple(parameter.arg for parameter in given.args), docstring_of(node))


def check_import(module: ModuleText, name: str, origin: str, modules: Mapping[str, ModuleText]) -> None:
    """Refuse an import of something that is not there."""
    if origin == "math":
        return
    node = module.lines[name]
    if origin == "primitives":
        there = set(primitive_signatures())
    elif origin in modules:
        there = {*modules[origin].constants, *modules[origin].functions}
    else:
        refuse(module.file, node, f"{origin} is no rule module", nearest(origin, [*modules, "primitives"]))
    if name not in there:
        refuse(module.file, node, f"{origin} does not define {name}", nearest(name, there))


def in_order(modules: Mapping[str, ModuleText]) -> list[ModuleText]:
    """The modules, each after those it imports from, otherwise in alphabetical order."""
    graph = {name: sorted(set(modules[name].imports.values()) & set(modules)) for name in sorted(modules)}
    try:
        return [modules[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as problem:
        first, second, *_ = reversed(problem.args[1])
        module = modules[first]
        name = next(name for name, origin in module.imports.items() if origin == second)
        chain = " → ".join(reversed(problem.args[1]))
        refuse(module.file, module.lines[name], f"modules import each other: {chain}", "move what both need to a third")


def refuse_name_clashes(modules: list[ModuleText]) -> None:
    """A function or a constant has a name of its own over the whole rulebook."""
    places = dict.fromkeys(primitive_signatures(), "rules/primitives.py")
    for module in modules:
        for name in [*module.functions, *module.constants]:
            node = module.lines[name]
            if name in places:
                refuse(module.file, node, f"{name} is also defined in {places[name]}", "find a name of its own")
            if hasattr(builtins, name) or name in MATH:
                refuse(module.file, node, f"{name} is a function of Python", "find a name of its own")
            if name in SHAPES:
                refuse(module.file, node, f"{name} is the name of a shape's parameter", "find a name of its own")
            places[name] = f"{module.file}, line {getattr(node, 'lineno', 1)}"


def definitions(modules: list[ModuleText]) -> Iterator[Definition]:
    """Every function of the modules, in order."""
    for module in modules:
        yield from module.functions.values()
