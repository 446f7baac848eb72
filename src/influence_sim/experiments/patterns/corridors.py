"""The pattern of corridors: whom the closing of one costs most."""

from collections.abc import Callable

import numpy as np

from influence_sim.experiments.patterns.case import Arm, Case, Look, Quantity, Seen, Untold, Values, Wanted
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.patterns import ClosingCorridor


def closing_a_corridor(pattern: ClosingCorridor, case: Case) -> Look:
    """Relative changes of the powers’ mean shares when each corridor in turn is closed."""
    keys = list(case.scenario.modules.corridors.routes)
    if pattern.corridor not in keys:
        raise Untold(f"the scenario has no corridor {pattern.corridor}")
    start = case.year(pattern.start)
    named = [case.power(key) for key in pattern.powers]
    others = [place for place in range(len(case.scenario.powers)) if place not in named]
    if not others:
        raise Untold("the pattern names all powers")
    order = [pattern.corridor, *(key for key in keys if key != pattern.corridor)]
    arms = {"plain": Arm()} | {
        key: Arm(f"{key} closed from {pattern.start}", change=closed(keys.index(key), start)) for key in order
    }
    wanted = Wanted(high=0.0, strict=True)
    quantities = [
        Quantity("change of the one named that loses least, less that of the other that loses most", "relative", wanted)
    ]
    names = [*(case.name(key) for key in pattern.powers), "the other that loses most"]
    routes = case.scenario.modules.corridors.routes
    quantities += [Quantity(f"{routes[key].name} closed: {name}", "relative") for key in order for name in names]
    states = case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        found = []
        for key in order:
            change = relative(seen.records[key], seen.plain, start, states)
            found += [*change[named].tolist(), float(change[others].min())]
        return [max(found[: len(named)]) - found[len(named)], *found]

    return Look(quantities, measure, arms)


def closed(corridor: int, start: int) -> Callable[[World], World]:
    """The change that closes a corridor from a year on."""

    def change(world: World) -> World:
        openness = world.corridor_open.copy()
        openness[start:, corridor] = 0.0
        return world._replace(corridor_open=openness)

    return change


def relative(record: Record, plain: Record, start: int, states: list[int]) -> Values:
    """[power]: relative change of mean shares over states and the years from ``start`` on."""
    after, before = (one.share[start:][..., states].mean(axis=(0, 2)) for one in (record, plain))
    return np.asarray(np.where(before > 0.0, after / np.where(before > 0.0, before, 1.0) - 1.0, 0.0))
