"""What constants, rules and variables are called in JavaScript.

Python's names are kept, but for the words that JavaScript keeps for itself. What the writer adds has a $ in its name,
which no name in Python has. In the compact form rules and constants begin with a capital letter, variables with a
small one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits

from influence_sim.language.rulebook import Function, Rulebook

LETTERS = ascii_lowercase + ascii_uppercase + digits
RESERVED = frozenset({
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements",
    "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public",
    "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void",
    "while", "with", "yield", "Infinity", "Math", "NaN", "ArrayBuffer", "DataView", "Float64Array", "World",
    "Situation", "Record",
})  # fmt: skip


@dataclass(frozen=True)
class Names:
    """The names of a rulebook in JavaScript.

    Attributes:
        common: name in Python → name in JavaScript, of rules, constants and primitives.
        compact: whether names are as short as they can be.
    """

    common: dict[str, str]
    compact: bool

    def of_variables(self, function: Function) -> dict[str, str]:
        """Name in Python → name in JavaScript, of a rule's parameters and variables."""
        every = [*function.parameters, *function.locals]
        return shortened(every, ascii_lowercase) if self.compact else kept(every)


def names_of(book: Rulebook, primitives: Iterable[str], *, compact: bool) -> Names:
    """The names of a rulebook; primitives keep theirs, since they are written by hand."""
    every = [*book.constants, *book.functions]
    common = shortened(every, ascii_uppercase) if compact else kept(every)
    return Names({**common, **kept(primitives)}, compact)


def kept(names: Iterable[str]) -> dict[str, str]:
    """Each name as it is, with a $ where JavaScript would take it for another."""
    return {name: f"{name}$" if name in RESERVED else name for name in names}


def shortened(names: Iterable[str], first: str) -> dict[str, str]:
    """Each name to the next short one that begins with one of these letters."""
    return dict(zip(names, short_names(first), strict=False))


def short_names(first: str) -> Iterator[str]:
    """A, B, …, Aa, Ba, …: all names of one letter, then those of two, and so on."""
    endings: list[str] = [""]
    while True:
        yield from (name for ending in endings for letter in first if (name := letter + ending) not in RESERVED)
        endings = [ending + letter for ending in endings for letter in LETTERS]
