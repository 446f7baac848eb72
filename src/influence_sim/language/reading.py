"""The one reader: rule modules in, a :class:`~influence_sim.language.rulebook.Rulebook` out, or a complaint."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files

from .calls import callees_first
from .dependence import find_varying
from .effects import find_effects
from .flow import check_flow
from .inference import infer_kinds
from .modules import definitions, read_modules
from .rulebook import Function, Module, Rulebook
from .scope import Book, Scope
from .statements import check_function
from .vocabulary import EXEMPT, SHAPES, fields_of, primitive_signatures


def read_rulebook(package: str = "influence_sim.rules") -> Rulebook:
    """Read the rule modules of a package.

    Args:
        package: The dotted name of a package whose modules are rules, but for ``shapes`` and ``primitives``.

    Raises:
        LanguageError: If a rule leaves the rule language; the message names file and line.
    """
    return read_sources(texts_of(package), folder=package.replace(".", "/") + "/")


def rulebook_digest(package: str = "influence_sim.rules") -> str:
    r"""SHA-256 of all files of the package, names included; line ends count as ``\n`` on every system."""
    return digest_of(texts_of(package))


def texts_of(package: str) -> dict[str, str]:
    """The text of each module of a package, by its name."""
    return {
        entry.name.removesuffix(".py"): entry.read_text(encoding="utf-8")
        for entry in files(package).iterdir()
        if entry.name.endswith(".py")
    }


def read_sources(sources: Mapping[str, str], *, folder: str = "", shapes: Mapping[str, type] = SHAPES) -> Rulebook:
    """Read rules from texts by module name; modules that are exempt from the language only count in the digest.

    Args:
        sources: The text of each module by its name.
        folder: What stands before a file's name in complaints.
        shapes: The shape that each parameter of this name holds.

    Raises:
        LanguageError: If a rule leaves the rule language; the message names file and line.
    """
    rules = {name: text for name, text in sources.items() if name not in EXEMPT}
    modules = read_modules(rules, lambda name: f"{folder}{name}.py")
    book = Book(
        {definition.name: definition for definition in definitions(modules)},
        {name: value for module in modules for name, value in module.constants.items()},
        primitive_signatures(),
        fields_of(shapes),
    )
    functions = check(book)
    return Rulebook(
        tuple(
            Module(
                module.name,
                module.file,
                module.docstring,
                module.imports,
                module.constants,
                tuple(functions[name] for name in module.functions),
            )
            for module in modules
        ),
        digest_of(sources),
    )


def check(book: Book) -> dict[str, Function]:
    """Refuse whatever is not in the language, and say of each function what was found out."""
    for definition in book.definitions.values():
        scope = Scope(definition, book)
        check_function(scope)
        check_flow(scope)
    scopes = callees_first(book)
    effects = find_effects(scopes)
    table, kinds = infer_kinds(book, scopes)
    varying = find_varying(scopes, table, effects)
    functions = {}
    for name, scope in scopes.items():
        definition = scope.definition
        numbers = [parameter for parameter in definition.parameters if parameter not in book.shapes]
        functions[name] = Function(
            name=name,
            module=definition.module.name,
            file=definition.file,
            line=definition.node.lineno,
            docstring=definition.docstring,
            node=definition.node,
            parameters=definition.parameters,
            locals=tuple(scope.variables),
            kinds={variable: table.names[name, variable] or "float" for variable in (*numbers, *scope.variables)},
            returns=tuple(kind or "float" for kind in table.returns.get(name, [])),
            calls=tuple(scope.calls),
            own_reads=effects[name].own_reads,
            own_writes=effects[name].own_writes,
            reads=effects[name].reads,
            writes=effects[name].writes,
            loops=effects[name].loops,
            kind_of=kinds[name],
            varying=varying[name],
        )
    return functions


def digest_of(sources: Mapping[str, str]) -> str:
    """SHA-256 of all texts, in the order of their names."""
    digest = hashlib.sha256()
    for name in sorted(sources):
        for part in (name, sources[name]):
            digest.update(len(part.encode()).to_bytes(8, "big") + part.encode())
    return digest.hexdigest()
