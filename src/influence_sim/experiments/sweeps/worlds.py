"""From a point of a design to the worlds that its strategies meet."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import LIMIT
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.world import build_world

STRIDE = 0x9E3779B1  # odd, so that no two points have the same seed


class Side(NamedTuple):
    """The world that one strategy meets at a point, or why there is none."""

    scenario: Scenario | None
    world: World | None
    error: str | None


@dataclass(frozen=True)
class Worlds:
    """The worlds of all points of a design.

    Attributes:
        design: what says how points become settings.
        points: the factors' values, a row a point.
    """

    design: Design
    points: pd.DataFrame

    @property
    def strategies(self) -> tuple[str, ...]:
        """Names of the strategies that are played at every point, in order."""
        return self.design.resolved.cast.played

    def seed_at(self, point: int) -> int:
        """The seed of a point: the design's, or one of its own for each point without common random numbers."""
        return self.design.seed if self.design.common_random_numbers else (self.design.seed + point * STRIDE) % LIMIT

    def at(self, point: int) -> list[Side]:
        """What each strategy meets at a point."""
        try:
            setting = self.design.setting(self.points.iloc[point])
            scenario = setting.load()
        except InputError as error:
            return [Side(None, None, str(error))] * len(self.strategies)
        return [side_of(scenario, strategy, setting.others) for strategy in setting.strategies]


def side_of(scenario: Scenario, strategy: Strategy, others: tuple[Strategy, ...]) -> Side:
    """The world in which a strategy is followed."""
    try:
        return Side(scenario, build_world(scenario, [strategy, *others]), None)
    except InputError as error:
        return Side(scenario, None, str(error))
