"""A region that nobody has heard of, in the files that a user would write: a scenario, series and a strategy.

All of it follows from a seed. Nothing here knows the package: the files are all that it is given.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from regions.assuming import parameters
from regions.happening import modules
from regions.naming import KINDS_OF_MONEY, Namer
from ruamel.yaml import YAML

COLOURS = ("#C857B1", "#BF2E07", "#1A8CF0", "#AC9333", "#007463", "#5B4BD6", "#8A5A2B")
Rows = list[Sequence[object]]


class Size(NamedTuple):
    """How many there are of each kind."""

    powers: int
    states: int
    forums: int
    channels: int
    corridors: int


SMALLEST = Size(2, 1, 0, 1, 0)
LARGEST = Size(12, 12, 12, 6, 4)


class Region(NamedTuple):
    """What was written, and what it says."""

    folder: Path
    scenario: Path
    strategy: Path
    content: dict[str, Any]
    size: Size

    def names(self, *kinds: str) -> list[str]:
        """The names of all actors of these kinds."""
        return [actor["name"] for kind in kinds for actor in self.content[kind].values()]

    @property
    def has_own_forum(self) -> bool:
        """Whether the focal power has a forum to found."""
        return "own_forum" in self.content["roles"]


def invent(folder: Path, seed: int, size: Size | None = None) -> Region:
    """Write a region's files into a folder."""
    draw = random.Random(f"region {seed}")
    drawn = Size(*(draw.randint(*ends) for ends in ((2, 12), (1, 12), (0, 12), (1, 6), (0, 4))))
    size = size or drawn
    folder.mkdir(parents=True, exist_ok=True)
    made = Making(folder, draw, size)
    content = made.content()
    scenario, strategy = folder / "region.yaml", folder / "own.yaml"
    write_yaml(scenario, content)
    write_yaml(strategy, made.own_strategy(content))
    return Region(folder, scenario, strategy, content, size)


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    """A mapping as YAML."""
    yaml = YAML()
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = False, True, 100
    yaml.representer.ignore_aliases = lambda _: True  # each value written out
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)


class Making:
    """One region in the making."""

    def __init__(self, folder: Path, draw: random.Random, size: Size) -> None:
        self.folder, self.draw, self.size = folder, draw, size
        namer = Namer(draw)
        self.first = draw.randint(1890, 2060)
        self.last = self.first + draw.randint(6, 22)
        self.powers = {namer.key(name): name for name in (namer.actor() for _ in range(size.powers))}
        self.states = {namer.key(name): name for name in (namer.actor() for _ in range(size.states))}
        self.forums = {namer.key(name): name for name in (namer.forum() for _ in range(size.forums))}
        self.channels = {f"kind_{i}": name for i, name in enumerate(KINDS_OF_MONEY[: size.channels])}
        self.corridors = {namer.key(name): name for name in (namer.corridor() for _ in range(size.corridors))}
        self.namer = namer
        self.vehicles = {key: draw.choice([*self.forums, None]) for key in self.powers}

    def content(self) -> dict[str, Any]:
        """The scenario file."""
        draw, focal = self.draw, self.draw.choice(list(self.powers))
        others = [key for key in self.powers if key != focal]
        branch = draw.choice([None, self.first, draw.randint(self.first, self.last)])
        roles: dict[str, Any] = {"focal": focal, "rivals": draw.sample(others, draw.randint(0, min(3, len(others))))}
        if self.forums and draw.random() < 0.7:
            roles["own_forum"] = draw.choice(list(self.forums))
        middle = (self.first + self.last) // 2
        content: dict[str, Any] = {
            "title": f"An invented region, {self.first}–{self.last}",
            "extends": ["parts/core_parameters", "parts/module_parameters"],
            "years": {"first": self.first, "last": self.last},
            "steps_per_year": draw.choice([1, 1, 2]),
            "replay": draw.random() < 0.8,
            "membership_by_clock": draw.random() < 0.8,
            "roles": roles,
            "windows": {"early": [self.first, middle], "late": [draw.randint(middle, self.last), self.last]},
            "powers": {
                key: {"name": name, "colour": COLOURS[i % len(COLOURS)], "colour_dark": COLOURS[i % len(COLOURS)]}
                | ({"forum": vehicle} if (vehicle := self.vehicles[key]) else {})
                for i, (key, name) in enumerate(self.powers.items())
            },
            "states": {key: {"name": name} for key, name in self.states.items()},
            "forums": {key: self._forum(name) for key, name in self.forums.items()},
            "channels": {key: {"name": name} for key, name in self.channels.items()},
            "marks": [{"year": draw.randint(self.first, self.last), "label": self.namer.event()} for _ in range(4)],
            "facts": self._facts(),
            "parameters": parameters(draw, list(self.powers), list(self.forums), list(self.channels)),
        }
        if branch is not None:
            content["branch"] = branch
        content["modules"] = modules(self)
        return content

    def own_strategy(self, content: dict[str, Any]) -> dict[str, Any]:
        """A strategy of the user's own for the focal power, which fits."""
        draw = self.draw
        said: dict[str, Any] = {
            "title": f"Our own way with {draw.choice(list(self.states.values()))}",
            "by": "focal",
            "state_value": {draw.choice(list(self.states)): 3},
            "channel_fit": {draw.choice(list(self.channels)): {"start": 1, "end": 2, "over": 3}},
            "upkeep": 1.5,
        }
        if self.forums:
            said |= {"through": dict.fromkeys(self.forums, 1), "regional_share": 0.4, "belong": draw.random() < 0.5}
        if self.corridors and content["modules"]["corridors"]["on"]:
            said["corridors"] = {draw.choice(list(self.corridors)): {self.first: 0.2}}
        return said

    def some(self, keys: Iterable[str], least: int = 0) -> list[str]:
        """A few of some keys."""
        keys = list(keys)
        return self.draw.sample(keys, self.draw.randint(min(least, len(keys)), len(keys)))

    def sheet(self, name: str, head: Sequence[str], rows: Rows) -> str:
        """Write a series; its file's name."""
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
        return f"{name}.csv"

    def _forum(self, name: str) -> dict[str, Any]:
        forum: dict[str, Any] = {"name": name}
        if self.draw.random() < 0.7:
            forum["convenor"] = self.draw.choice(list(self.powers))
        if self.draw.random() < 0.3:
            forum["open_to"] = self.some(self.states, 1)
        return forum

    def _facts(self) -> dict[str, Any]:
        tables, budgets = self._tables(), {}
        for key in self.powers:
            how = self.draw.randrange(3)
            if how == 0:
                item = {"table": "aid", "where": {"giver": key}, "positive_only": True}
                budgets[key] = {"sum": [item], "outside": "hold", "edge_years": 3}
            elif how == 1:
                budgets[key] = {"share_of_gdp": self.draw.choice([0, 0.0001, 0.002])}
            else:
                budgets[key] = {self.first: 40, self.first + 3: self.draw.uniform(0, 900)}
        mixed = {"table": "aid_of_powers", "positive_only": True}
        years = [self.first, self.last]
        return {
            "money": {"deflator": "prices", "base_year": self.first + 2},
            "tables": tables,
            "timeline": {
                "file": self._timeline(),
                "words": {"joins": "member", "watches": "observer", "leaves": "none"},
                "ignore": ["meets"],
            },
            "power_gdp": {"table": "output", "between": "log_linear", "before": "hold", "after": "hold"},
            "state_gdp": {"table": "output", "between": "step", "before": "hold", "after": "hold", "smooth_years": 3},
            "population": {"table": "people", "between": "log_linear", "before": "hold", "after": "hold"},
            "budgets": budgets,
            "border": {"table": "borders"},
            "neighbour": {"table": "borders"},
            "distance": {"table": "ways"},
            "initial_pattern": {"mix": [{"sum": [mixed], "years": years, "among": "rows"}]},
            "trade_with_power": {"mix": [{"sum": [{"table": "trade"}], "years": years}]},
            "trade_with_state": {"mix": [{"sum": [{"table": "trade"}], "years": years}]},
            "resource_rents": {key: self.draw.uniform(0, 0.4) for key in self.states},
            "channel_need": self._needs(),
            "memberships": {
                key: {"timeline": [{"name": name}]} if self.draw.random() < 0.8 else self._given_members()
                for key, name in self.forums.items()
            },
        }

    def _needs(self) -> dict[str, Any]:
        near = list(self.powers)[:1]
        rules: list[Any] = [
            {"rule": "low_income", "years": [self.first, self.last]},
            {"rule": "closeness", "to": near},
            0.5,
        ]
        return {key: self.draw.choice(rules) for key in self.channels}

    def _given_members(self) -> dict[str, Any]:
        members: dict[str, Any] = dict.fromkeys(self.some([*self.states, *self.powers]), "member")
        return members or {"founded": self.first + 1}

    def _tables(self) -> dict[str, Any]:
        """The series, and how each is read."""
        draw, states, powers = self.draw, list(self.states), list(self.powers)
        calendar = range(self.first, self.last + 1)
        level = {key: 10 ** draw.uniform(5, 7) for key in powers} | {key: 10 ** draw.uniform(2, 5) for key in states}
        growth = {key: draw.uniform(0.97, 1.09) for key in level}
        lost = {(key, year) for key in level for year in calendar if draw.random() < 0.15}

        def grown(key: str, year: int, start: float) -> float:
            return round(start * growth[key] ** (year - self.first), 3)

        def there(keys: Iterable[str]) -> list[tuple[str, int]]:
            return [
                (key, year) for key in keys for year in calendar if year == self.first + 3 or (key, year) not in lost
            ]

        pairs = [(power, state) for power in powers for state in states]
        aid: Rows = [
            (year, *pair, round(draw.uniform(-1, 60), 2)) for year in calendar for pair in pairs if draw.random() < 0.7
        ]
        aid.append((self.first, *pairs[0], 5)) if not any(row[:3] == (self.first, *pairs[0]) for row in aid) else None
        trade: Rows = [
            (year, one, state, round(draw.uniform(1, 500), 1))
            for year in calendar[::4]
            for state in states
            for one in [*powers, *states, "elsewhere"]
            if one != state
        ]
        land = [(a, b) for i, a in enumerate([*powers, *states]) for b in states if a != b and draw.random() < 0.3]
        land = [pair for i, pair in enumerate(land) if pair[::-1] not in land[:i]]
        aid_file = self.sheet("aid", ["year", "giver", "taker", "millions"], aid)
        read_aid = {"file": aid_file, "year": "year", "value": "millions", "absent": "zero", "unlisted": "zero"}
        read_aid |= {"prices": "current", "covers": [self.first, self.last]}
        return {
            "prices": {
                "file": self.sheet("prices", ["year", "index"], [(y, 100 + 2 * (y - self.first)) for y in calendar]),
                "year": "year",
                "keys": [],
                "value": "index",
            },
            "output": {
                "file": self.sheet(
                    "output", ["year", "who", "m"], [(y, k, grown(k, y, level[k])) for k, y in there(level)]
                ),
                "year": "year",
                "keys": "who",
                "value": "m",
                "prices": f"constant {self.first + 1}",
            },
            "people": {
                "file": self.sheet(
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
                "file": self.sheet("trade", ["year", "partner", "state", "millions"], trade),
                "year": "year",
                "keys": ["partner", "state"],
                "value": "millions",
                "absent": "zero",
                "prices": "none",
            },
            "borders": {
                "file": self.sheet("borders", ["a", "b", "border"], [*((a, b, 1) for a, b in land), ("x", "y", 1)]),
                "keys": ["a", "b"],
                "value": "border",
                "symmetric": True,
                "absent": "zero",
                "unlisted": "zero",
            },
            "ways": {
                "file": self.sheet("ways", ["from", "to", "km"], [(*pair, draw.randint(0, 9000)) for pair in pairs]),
                "keys": ["from", "to"],
                "value": "km",
                "times": 0.001,
            },
            "regime": {
                "file": self.sheet(
                    "regime", ["year", "who", "index"], [(self.first, key, round(draw.random(), 3)) for key in states]
                ),
                "year": "year",
                "keys": "who",
                "value": "index",
            },
        }

    def _timeline(self) -> str:
        """Who joined, watched and left."""
        rows: Rows = []
        for name in self.forums.values():
            founded = self.draw.randint(self.first - 10, self.last)
            rows.append((f"{founded}-05-01", ";".join(self.some([*self.states, *self.powers], 1)), name, "joins"))
            for change in ("watches", "leaves", "meets"):
                year = self.draw.randint(founded, self.last)
                rows.append((f"{year}-11-30", ";".join(self.some(self.states)[:2]), name, change))
        return self.sheet("timeline", ["date", "actors", "forum", "change"], rows)
