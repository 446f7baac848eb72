"""Names of actors, and the addresses that draws have by them."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

from influence_sim.errors import nearest


def name_id(name: str) -> int:
    r"""A 32-bit hash of a name: the address of its draws, the same on every machine.

    The name is brought to Unicode's composed form (NFC) first, so that two spellings of one accent are one name.

    >>> name_id("north") == name_id("north") != name_id("south")
    True
    >>> name_id("S\u00fcd") == name_id("Su\u0308d")
    True
    """
    composed = unicodedata.normalize("NFC", name).encode()
    return int.from_bytes(hashlib.blake2b(composed, digest_size=4).digest(), "big")


def element_name(*keys: str) -> str:
    """The name of one element of a parameter with axes: its keys, in the order of the axes.

    >>> element_name("league", "north")
    'league.north'
    """
    return ".".join(keys)


def collision(names: Iterable[str]) -> tuple[str, str] | None:
    """Two different names with one hash, which would share their luck; None if there are none.

    >>> collision(["north", "south"]) is None
    True
    """
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(name_id(name), name)
        if other != name:
            return other, name
    return None


def shown(value: object) -> str:
    """A bad value as an error message shows it: short, strings in quotes, YAML's words for the rest.

    >>> shown("ab"), shown(None), shown(True), shown([1, 2])
    ('"ab"', 'empty', 'true', '[1, 2]')
    """
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, Mapping):
        text = "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(shown(item) for item in value) + "]"
    else:
        text = str(value)
    return short(text)


def nearest_of_many(word: str, allowed: Iterable[str], room: int = 120) -> str:
    """As :func:`influence_sim.errors.nearest`; of more than a line holds, only the first are told.

    >>> nearest_of_many("7", ["one", "three", "two"], room=18)
    'allowed: one, … (3 in all)'
    """
    choices = {short(choice) for choice in allowed}
    hint = nearest(word, choices)
    if len(hint) <= room:
        return hint
    first, _, _ = hint[:room].rpartition(", ")
    return f"{first}, … ({len(choices)} in all)"


def short(text: str, most: int = 60) -> str:
    r"""A text in one line that a terminal may print: what is no letter or sign is spelt out, and what is long is cut.

    >>> short("a\nb"), short("\x1b[31mred"), short("x" * 99, most=9)
    ('a b', '\\x1b[31mred', 'xxxxxx...')
    """
    words = " ".join(text.split())
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in words[: most + 1])
    return text if len(text) <= most else text[: most - 3] + "..."
