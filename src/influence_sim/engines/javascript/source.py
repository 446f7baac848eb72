"""All rules as one piece of JavaScript."""

from collections.abc import Mapping
from importlib.resources import files

from influence_sim.engines.javascript.blocks import indented
from influence_sim.engines.javascript.compact import compacted
from influence_sim.engines.javascript.expressions import Fields
from influence_sim.engines.javascript.functions import comment, function_lines
from influence_sim.engines.javascript.names import Names, names_of
from influence_sim.engines.javascript.shapes import axes_of, class_lines
from influence_sim.language.reading import read_rulebook
from influence_sim.language.rulebook import Module, Rulebook
from influence_sim.language.vocabulary import SHAPES, fields_of, primitive_signatures

ENTRY = "play"  # the one rule that is called from outside
PRIMITIVES = "primitives.js"


def rules_source(book: Rulebook | None = None, *, compact: bool = False, shapes: Mapping[str, type] = SHAPES) -> str:
    """All rules as a JavaScript expression: a function that is called at once and gives one object.

    Put ``const model = `` before it in a script, ``export default `` in a module. All its names are its own: code in
    the global scope would run many times slower. The object has

    * ``World``, ``Situation``, ``Record``: ``new World(data)`` takes what :func:`world_json` writes, parsed;
      ``new Situation(world)`` and ``new Record(world)`` are zeros of that world's size;
    * ``play(world, seed, run)``: a run's record;
    * ``rules``: every rule and primitive by its name in Python, several values as an array;
    * ``rulebook``: the digest of the rules.

    Fields are numbers and flat arrays of floats, whole ones too; each object has the axes' lengths by their letters.

    Args:
        book: The rules; those of the package if not given.
        compact: Without comments, blanks and long names.
        shapes: The shape that each parameter of this name holds, as the book was read with.
    """
    book = book or read_rulebook()
    fields = fields_of(shapes)
    names = names_of(book, primitive_signatures(), compact=compact)
    parts = [
        ['"use strict";'],
        primitives(),
        *(class_lines(owner, shape.__name__, fields[owner], axes_of(fields)) for owner, shape in shapes.items()),
        *(part for module in book.modules for part in module_parts(module, fields, names)),
        *outside(book, names, [shape.__name__ for shape in shapes.values()]),
    ]
    body = [line for part in parts for line in (*part, "")][:-1]
    text = "\n".join(["(() => {", *(line.rstrip() for line in indented(body)), "})()"])
    return compacted(text) if compact else text + "\n"


def primitives() -> list[str]:
    """The operations that every engine supplies, written by hand."""
    return files(__package__).joinpath(PRIMITIVES).read_text(encoding="utf-8").splitlines()


def module_parts(module: Module, fields: Fields, names: Names) -> list[list[str]]:
    """The constants and the rules of a module."""
    head = [f"// {module.name}.py", *comment(module.docstring)]
    constants = [f"const {names.common[name]} = {value!r};" for name, value in module.constants.items()]
    return [head + constants, *(function_lines(function, fields, names) for function in module.functions)]


def outside(book: Rulebook, names: Names, classes: list[str]) -> list[list[str]]:
    """What others may use of it."""
    every = [*primitive_signatures(), *book.functions]
    rules = ", ".join(name if name == names.common[name] else f"{name}: {names.common[name]}" for name in every)
    given = [*classes, f"rules: {{ {rules} }}", f'rulebook: "{book.digest}"']
    if ENTRY not in book.functions:
        return [[f"return {{ {', '.join(given)} }};"]]
    player = [
        "// One run of a world: what it leaves behind.",
        "function $play(world, seed, run) {",
        *indented(
            [
                "const record = new Record(world);",
                f"{names.common[ENTRY]}(world, new Situation(world), record, seed, run);",
                "return record;",
            ]
        ),
        "}",
    ]
    return [player, [f"return {{ {', '.join([*given, f'{ENTRY}: $play'])} }};"]]
