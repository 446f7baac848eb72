"""Names of actors, and the addresses that draws have by them."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping


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
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
