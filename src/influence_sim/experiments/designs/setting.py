"""A point as the runs take it: overrides of the scenario, and strategies as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from influence_sim.errors import InputError
from influence_sim.experiments.designs.factors import Factor
from influence_sim.experiments.designs.paths import NONE, Cast, Plan
from influence_sim.rules.shapes import World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.overrides import plain
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy, strategy
from influence_sim.scenario.world import build_world


@dataclass(frozen=True)
class Setting:
    """What is played at one point.

    Attributes:
        overrides: path → value, for ``load_scenario``; the design's ``set`` included.
        strategies: those of the focal power, in the design's order and with the keys they have there.
        others: those of other powers.
        scenario: the name of the scenario, as the design has it.
        base: that scenario before the overrides.
    """

    overrides: dict[str, Any]
    strategies: tuple[Strategy, ...]
    others: tuple[Strategy, ...]
    scenario: str
    base: Scenario

    def load(self) -> Scenario:
        """The scenario of this point.

        Raises:
            InputError: the values do not fit together.
        """
        return load_scenario(self.base, self.overrides)

    def worlds(self) -> list[World]:
        """The world of each strategy.

        Raises:
            InputError: the values do not fit together, or a strategy does not fit them.
        """
        scenario = self.load()
        return [build_world(scenario, [one, *self.others]) for one in self.strategies]


def setting_of(row: Mapping[Any, Any], factors: Mapping[str, Factor], cast: Cast, fixed: Mapping[str, Any]) -> Setting:
    """The setting of a point.

    Args:
        row: factor → value.
        factors: the factors, in their order.
        cast: what may be played.
        fixed: overrides that are alike in all points.

    Raises:
        InputError: the row lacks a factor, or a strategy refuses its values.
    """
    plan = Plan(next(iter(cast.scenarios)), dict(fixed))
    for name, factor in factors.items():
        if name not in row:
            raise InputError(f"a point lacks the factor {shown(name)}; it has {', '.join(map(str, row)) or 'none'}")
        value = as_it_was(row[name], factor)
        for target in factor.targets:
            target.put(plan, value, cast)
    if plan.scenario not in cast.scenarios:
        hint = nearest_of_many(plan.scenario, cast.scenarios)
        raise InputError(f"{shown(plan.scenario)} is no scenario of this design; {hint}")
    followed = [*cast.others, *(key for key in plan.slots.values() if key != NONE)]
    return Setting(
        plan.overrides,
        tuple(changed(key, plan, cast) for key in cast.played),
        tuple(changed(key, plan, cast) for key in followed),
        plan.scenario,
        cast.scenarios[plan.scenario],
    )


def as_it_was(value: Any, factor: Factor) -> Any:
    """A value as the file had it: a table may have made a decimal of a whole number."""
    value = plain(value)
    if isinstance(value, float) and value.is_integer():
        listed = factor.values is not None and isinstance(factor.values[0], int)
        return int(value) if factor.whole or listed else value
    return value


def changed(key: str, plan: Plan, cast: Cast) -> Strategy:
    """A strategy with what a point changes in it, under the key that it has everywhere."""
    if key not in cast.strategies:
        raise InputError(f"{shown(key)} is no strategy of this design; {nearest_of_many(key, cast.strategies)}")
    base = cast.strategies[key]
    changes = plan.changes.get(base.key)
    if not changes:
        return base
    made = strategy(base, **changes)
    made._key = base.key  # a sweep tells by its points what was changed
    return made
