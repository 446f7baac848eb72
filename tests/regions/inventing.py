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
from regions.measuring import Rows, tables, timeline
from regions.naming import KINDS_OF_MONEY, Namer
from ruamel.yaml import YAML

COLOURS = ("#C857B1", "#BF2E07", "#1A8CF0", "#AC9333", "#007463", "#5B4BD6", "#8A5A2B")


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
        series, budgets = tables(self), dict[str, Any]()
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
            "tables": series,
            "timeline": {
                "file": timeline(self),
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
