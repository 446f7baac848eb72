"""What a pattern is looked for in, and what is looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.rules.joining import membership_utility
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.patterns import Pattern
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

Values: TypeAlias = NDArray[np.float64]
NEVER = inf  # the year of what does not happen


class Untold(Exception):
    """Why a pattern cannot be told of a scenario."""


class Wanted(NamedTuple):
    """The range that a quantity is to lie in; its ends count unless it is ``strict``."""

    low: float = -inf
    high: float = inf
    strict: bool = False

    def holds(self, values: Values) -> NDArray[np.bool_]:
        """Where values lie in the range; what is no number does not."""
        if self.strict:
            return (values > self.low) & (values < self.high)
        return (values >= self.low) & (values <= self.high)


class Quantity(NamedTuple):
    """What is measured in each run; without a range it is told and not judged."""

    name: str
    unit: str
    wanted: Wanted | None = None


class Arm(NamedTuple):
    """A world to be played beside others: who follows which strategy, what is changed. Equal names, equal worlds."""

    name: str = "as it is"
    strategy: str = ""
    change: Callable[[World], World] | None = None


class Seen(NamedTuple):
    """One draw of parameters and luck: the unchanged world, and the record of each arm."""

    world: World
    records: Mapping[str, Record]

    @property
    def plain(self) -> Record:
        """The record of the arm "plain"."""
        return self.records["plain"]


PLAIN = {"plain": Arm()}


@dataclass(frozen=True, eq=False)
class Look:
    """How a pattern is looked for.

    Attributes:
        quantities: what is measured; the pattern is met in a run where all that have a range lie in it, and cannot be
            told in a run where one of these is no number.
        measure: their values in one draw, in this order.
        arms: role → world that is played.
        contested: of [draw, quantity] over draws of the contested assumptions alone: further quantities, values.
    """

    quantities: Sequence[Quantity]
    measure: Callable[[Seen], Sequence[float]]
    arms: Mapping[str, Arm]
    contested: Callable[[Values], list[tuple[Quantity, float]]] | None = None

    def met(self, values: Values) -> NDArray[np.bool_]:
        """[run]: whether all quantities with a range lie in it, from [run, quantity]; runs that can tell."""
        met = np.ones(len(values), dtype=bool)
        tells = np.ones(len(values), dtype=bool)
        for place, quantity in enumerate(self.quantities):
            if quantity.wanted is not None:
                met &= quantity.wanted.holds(values[:, place])
                tells &= ~np.isnan(values[:, place])
        return met[tells]


@dataclass(frozen=True, eq=False)
class Case:
    """A scenario with places of its keys and years.

    Attributes:
        scenario: the scenario, with the modules on that a pattern needs.
        utility: what belonging to a forum is worth to a state: the rule of this name.
    """

    scenario: Scenario
    utility: Callable[..., float] = membership_utility

    def power(self, key: str) -> int:
        """The index of a power.

        Raises:
            Untold: the scenario lacks it; so with all others here.
        """
        return self._place("power", key, self.scenario.keys["P"])

    def state(self, key: str) -> int:
        """The index of a state."""
        return self._place("state", key, self.scenario.keys["S"])

    def among(self, pattern: Pattern) -> list[int]:
        """The indices of the states that a pattern looks at."""
        return [self.state(key) for key in self.names_among(pattern)]

    def names_among(self, pattern: Pattern) -> list[str]:
        """The keys of the states that a pattern looks at."""
        return pattern.among or list(self.scenario.keys["S"])

    def channel(self, key: str) -> int:
        """The index of a channel."""
        return self._place("channel", key, self.scenario.keys["C"])

    def _place(self, kind: str, key: str, keys: Sequence[str]) -> int:
        if key not in keys:
            raise Untold(f"the scenario has no {kind} {key}")
        return keys.index(key)

    def year(self, year: int) -> int:
        """The index of a year."""
        calendar = self.scenario.calendar
        if year not in calendar:
            raise Untold(f"the scenario runs from {calendar[0]} to {calendar[-1]} and has no {year}")
        return year - calendar[0]

    def span(self, years: tuple[int, int]) -> slice:
        """The indices of the years from first to last."""
        return slice(self.year(years[0]), self.year(years[1]) + 1)

    def world(self) -> World:
        """The world in which no power follows a strategy."""
        return build_world(self.scenario)

    def name(self, power: str) -> str:
        """A power’s name."""
        return self.scenario.powers[power].name
