"""One thing of a sound mapping spoilt at a time: a key misspelt or gone, a value of another kind."""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

Path = tuple[Any, ...]
WRONG: tuple[Any, ...] = (
    "banana",
    "",
    True,
    0,
    -1,
    -1e308,
    1.5,
    10**9,
    1e308,
    10**400,
    math.nan,
    math.inf,
    [],
    {},
    [1, "x", None],
    {"banana": 1},
    {2001: 1},
    {"others": math.nan},
    None,
)
GONE = object()


class Spoil(NamedTuple):
    """What is done to one key path."""

    path: Path
    key: Any  # the key that stands there afterwards, or GONE
    value: Any

    def __str__(self) -> str:
        name = ".".join(map(str, self.path))
        if self.key is GONE:
            return f"{name} removed"
        return f"{name} → {self.key}" if self.key != self.path[-1] else f"{name} = {self.value!r:.40}"


def paths_of(value: Any, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key path below a value, with what stands there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*above, key), item
        yield from paths_of(item, (*above, key))


def spoils_of(mapping: dict[Any, Any]) -> Iterator[Spoil]:
    """Every way in which this module spoils a mapping."""
    for path, value in paths_of(mapping):
        key = path[-1]
        if isinstance(key, str):
            yield Spoil(path, key[:-1], value)
            yield Spoil(path, key[0] + key, value)
            yield Spoil(path, key + "\x1b[31m", value)
        elif isinstance(path[-1], int) and not isinstance(value, dict | list):
            yield Spoil(path, key + 1000, value)
        yield Spoil(path, GONE, value)
        for wrong in WRONG:
            yield Spoil(path, key, wrong)


def spoilt(here: Any, spoil: Spoil) -> Any:
    """A copy of a mapping in which one thing is spoilt; what is not on the way there is shared."""
    return _spoilt(here, spoil.path, spoil)


def _spoilt(here: Any, path: Path, spoil: Spoil) -> Any:
    key, *rest = path
    if rest:
        below = _spoilt(here[key], tuple(rest), spoil)
        return _replaced(here, key, key, below)
    return _replaced(here, key, spoil.key, spoil.value)


def _replaced(here: Any, old: Any, new: Any, value: Any) -> Any:
    if isinstance(here, list):
        if new is GONE:
            return [*here[:old], *here[old + 1 :]]
        return [value if place == old else item for place, item in enumerate(here)]
    if new is GONE:
        return {key: item for key, item in here.items() if key != old}
    return {(new if key == old else key): (value if key == old else item) for key, item in here.items()}
