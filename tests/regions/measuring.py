"""The series of an invented region: with gaps, other units, prices of several years, and codes that are the keys."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from regions.inventing import Making

Rows: TypeAlias = list[Sequence[object]]


def tables(made: "Making") -> dict[str, Any]:
    """The series, and how each is read."""
    draw, states, powers = made.draw, list(made.states), list(made.powers)
    calendar = range(made.first, made.last + 1)
    level = {key: 10 ** draw.uniform(5, 7) for key in powers} | {key: 10 ** draw.uniform(2, 5) for key in states}
    growth = {key: draw.uniform(0.97, 1.09) for key in level}
    lost = {(key, year) for key in level for year in calendar if draw.random() < 0.15}

    def grown(key: str, year: int, start: float) -> float:
        return round(start * growth[key] ** (year - made.first), 3)

    def there(keys: Iterable[str]) -> list[tuple[str, int]]:
        return [(key, year) for key in keys for year in calendar if year == made.first + 3 or (key, year) not in lost]

    pairs = [(power, state) for power in powers for state in states]
    aid: Rows = [
        (year, *pair, round(draw.uniform(-1, 60), 2)) for year in calendar for pair in pairs if draw.random() < 0.7
    ]
    aid.append((made.first, *pairs[0], 5)) if not any(row[:3] == (made.first, *pairs[0]) for row in aid) else None
    trade: Rows = [
        (year, one, state, round(draw.uniform(1, 500), 1))
        for year in calendar[::4]
        for state in states
        for one in [*powers, *states, "elsewhere"]
        if one != state
    ]
    land = [(a, b) for i, a in enumerate([*powers, *states]) for b in states if a != b and draw.random() < 0.3]
    land = [pair for i, pair in enumerate(land) if pair[::-1] not in land[:i]]
    aid_file = made.sheet("aid", ["year", "giver", "taker", "millions"], aid)
    read_aid: dict[str, Any] = {
        "file": aid_file,
        "year": "year",
        "value": "millions",
        "absent": "zero",
        "unlisted": "zero",
    }
    read_aid |= {"prices": "current", "covers": [made.first, made.last]}
    return {
        "prices": {
            "file": made.sheet("prices", ["year", "index"], [(y, 100 + 2 * (y - made.first)) for y in calendar]),
            "year": "year",
            "keys": [],
            "value": "index",
        },
        "output": {
            "file": made.sheet(
                "output", ["year", "who", "m"], [(y, k, grown(k, y, level[k])) for k, y in there(level)]
            ),
            "year": "year",
            "keys": "who",
            "value": "m",
            "prices": f"constant {made.first + 1}",
        },
        "people": {
            "file": made.sheet(
                "people", ["year", "who", "heads"], [(y, k, grown(k, y, 4e6)) for k, y in there(states)]
            ),
            "year": "year",
            "keys": "who",
            "value": "heads",
            "times": 1e-6,
        },
        "aid": read_aid | {"keys": "taker"},
        "aid_of_powers": read_aid | {"keys": ["giver", "taker"]},
        "trade": {
            "file": made.sheet("trade", ["year", "partner", "state", "millions"], trade),
            "year": "year",
            "keys": ["partner", "state"],
            "value": "millions",
            "absent": "zero",
            "prices": "none",
        },
        "borders": {
            "file": made.sheet("borders", ["a", "b", "border"], [*((a, b, 1) for a, b in land), ("x", "y", 1)]),
            "keys": ["a", "b"],
            "value": "border",
            "symmetric": True,
            "absent": "zero",
            "unlisted": "zero",
        },
        "ways": {
            "file": made.sheet("ways", ["from", "to", "km"], [(*pair, draw.randint(0, 9000)) for pair in pairs]),
            "keys": ["from", "to"],
            "value": "km",
            "times": 0.001,
        },
        "regime": {
            "file": made.sheet(
                "regime", ["year", "who", "index"], [(made.first, key, round(draw.random(), 3)) for key in states]
            ),
            "year": "year",
            "keys": "who",
            "value": "index",
        },
    }


def timeline(made: "Making") -> str:
    """Who joined, watched and left."""
    rows: Rows = []
    for name in made.forums.values():
        founded = made.draw.randint(made.first - 10, made.last)
        rows.append((f"{founded}-05-01", ";".join(made.some([*made.states, *made.powers], 1)), name, "joins"))
        for change in ("watches", "leaves", "meets"):
            year = made.draw.randint(founded, made.last)
            rows.append((f"{year}-11-30", ";".join(made.some(made.states)[:2]), name, change))
    return made.sheet("timeline", ["date", "actors", "forum", "change"], rows)
