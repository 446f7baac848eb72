"""What a law is checked on, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.laws.sampling import COARSE, FINE, Sample, sample
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import Player
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.world import build_world

ROUNDING = 1e-9  # what sums in another order may differ by
ROUTE = 0.6  # part of the focal power's money that goes through its own forum, where there is such a part
FEW = 3  # runs of a law that must hold in each run


class Silent(Exception):
    """A law says nothing of this scenario; with the reason."""


class Found(NamedTuple):
    """What a law's check has measured.

    ``measured`` must be at most the bound, or at least the bound where ``at_least`` says so; both are in ``unit``.
    """

    measured: float
    bound: float
    unit: str
    note: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the law holds; it does not where the measure is no number."""
        return bool(self.measured >= self.bound if self.at_least else self.measured <= self.bound)


@dataclass(frozen=True, eq=False)
class Case:
    """A scenario on which laws are checked.

    Attributes:
        scenario: the scenario.
        seed: which luck.
        runs: runs of each ensemble.
        play: what plays a run of a world.
    """

    scenario: Scenario
    seed: int
    runs: int
    play: Player

    @cached_property
    def plain(self) -> World:
        """The world in which no power follows a strategy."""
        return build_world(self.scenario)

    @cached_property
    def active(self) -> World:
        """The world in which the focal power founds its own forum and uses it; the plain one if it has none."""
        if self.scenario.roles.own_forum is None:
            return self.plain
        return build_world(self.scenario, [Strategy(title="Through the own forum", regional_share=ROUTE, found=True)])

    @property
    def start(self) -> int:
        """The index of the year from which on a strategy acts."""
        return (self.scenario.branch or self.scenario.years.first) - self.scenario.years.first

    @cached_property
    def samples(self) -> dict[int, Sample]:
        """Steps a year → runs with luck and with memberships that states choose; each run has luck of its own."""
        world = self.active._replace(shocks=1.0, moving=1, universal_membership=0.0)
        return {
            steps: sample(self.play, world._replace(steps_per_year=steps), self.seed, self.runs, place * self.runs)
            for place, steps in enumerate((*COARSE, FINE))
        }

    def record(self, world: World, run: int = 0) -> Record:
        """What one run of a world leaves behind."""
        return self.play(world, self.seed, run)

    def need_own_forum(self) -> int:
        """The index of the focal power's own forum, through which it has money to send.

        Raises:
            Silent: it has none, or no money once a strategy acts.
        """
        world, focal = self.plain, self.plain.focal
        if world.own_forum < 0:
            raise Silent("the focal power has no forum of its own")
        if not self.record(world).budget[self.start :, focal].any():
            raise Silent("the focal power has no money to send")
        return world.own_forum


Law: TypeAlias = Callable[[Case], Found]


def differing(one: Record, other: Record) -> int:
    """How many numbers of two records differ in any bit."""
    return sum(int((bits(a) != bits(b)).sum()) for a, b in zip(one, other, strict=True))


def bits(values: NDArray[Any]) -> NDArray[np.int64]:
    """The bits of an array's numbers, as whole numbers."""
    return np.ascontiguousarray(values).view(np.int64)
