"""The pattern of supply: a squeeze turns money to other sources, and not for ever."""

import numpy as np

from influence_sim.experiments.patterns.case import Arm, Case, Look, Quantity, Seen, Untold, Wanted
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.patterns import Squeeze


def squeeze(pattern: Squeeze, case: Case) -> Look:
    """What squeezes on a power’s supply do to its money for a state’s resources, and to its budget."""
    power, state, channel = case.power(pattern.power), case.state(pattern.state), case.channel(pattern.channel)
    years, later = case.span(pattern.years), case.span(pattern.later)
    cut = case.world().event_squeeze[:, power, channel]
    if not cut.any():
        raise Untold("no event of the scenario squeezes this supply")

    def without(world: World) -> World:
        spared = world.event_squeeze.copy()
        spared[:, power, channel] = 0.0
        return world._replace(event_squeeze=spared)

    def measure(seen: Seen) -> list[float]:
        plain, spared = seen.plain, seen.records["spared"]

        def money(record: Record, span: slice) -> float:
            return float(record.committed[span, power, state, channel].sum())

        during = ratio(money(plain, years), money(spared, years))
        after = ratio(money(plain, later), money(spared, later))
        budget = ratio(float(plain.budget[years, power].sum()), float(spared.budget[years, power].sum()))
        return [during - budget, after - during, during, after, budget]

    quantities = [
        Quantity("rise of the money, less rise of the budget", "relative", Wanted(low=0.0, strict=True)),
        Quantity("rise later, less rise during the squeeze", "relative", Wanted(high=0.0, strict=True)),
        Quantity("rise of the money during the squeeze", "relative"),
        Quantity("rise of the money later", "relative"),
        Quantity("rise of the budget during the squeeze", "relative"),
    ]
    arms = {"plain": Arm(), "spared": Arm(f"{pattern.power} spared in {pattern.channel}", change=without)}
    return Look(quantities, measure, arms)


def ratio(one: float, other: float) -> float:
    """Relative difference; no number where there was nothing.

    >>> ratio(3.0, 2.0)
    0.5
    """
    return one / other - 1.0 if other > 0.0 else np.nan
