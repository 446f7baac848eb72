"""Two strategies in the same worlds, under many variations of what both are given."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.verdict import SPAN, WEIGHTS
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import prepare
from influence_sim.runs.ensemble import in_threads
from influence_sim.runs.keeping import AXES
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy

Progress = Callable[[int], None]
Values = NDArray[np.float64]
Variation = Callable[[World], World]


class Outcome(NamedTuple):
    """What strategies are compared by."""

    axis: str
    window: str
    weight: str


def outcomes_of(scenario: Scenario) -> list[Outcome]:
    """Every axis, early and late, in both weights."""
    return [Outcome(axis, window, weight) for axis in AXES for window in ("early", "late") for weight in WEIGHTS]


def measure(scenario: Scenario, record: Record) -> list[float]:
    """The outcomes of one run: means over the windows."""
    spans = {"early": scenario.windows.early, "late": scenario.windows.late}
    first = scenario.years.first
    found = []
    for axis, window, weight in outcomes_of(scenario):
        start, end = spans[window]
        path = getattr(record, axis + WEIGHTS[weight])
        found.append(float(path[start - first : end - first + 1].mean()))
    return found


def paired_differences(
    scenario: Scenario,
    strategy: Strategy,
    against: Strategy,
    variations: Sequence[Variation],
    *,
    runs: int,
    seed: int,
    parameters: str = "value",
    others: Sequence[Any] = (),
    progress: Progress | None = None,
) -> Values:
    """[variation, run, outcome]: strategy − against, each pair in the same world; always on the compiled engine.

    Args:
        scenario: the scenario.
        strategy: whose difference is taken.
        against: the strategy that it is held against.
        variations: each makes, of a world, the world that both strategies meet.
        runs: paired worlds; run k is run k of ``compare`` with the same seed.
        seed: which luck.
        parameters: "value", or "prior": each world draws its parameters before it is varied.
        others: strategies of other powers.
        progress: called with the number of runs that have ended since the last call.
    """
    from influence_sim.engines.compiled import CompiledRuns

    worlds = [prepare(scenario, one, others).world for one in (strategy, against)]
    values = np.empty((len(variations), runs, len(outcomes_of(scenario))))

    def one_world(run: int) -> int:
        sides = []
        for world in worlds:
            given = draw_parameters(scenario, world, seed, run) if parameters == "prior" else world
            player = CompiledRuns(given)
            found = []
            for vary in variations:
                player.use(vary(given))
                found.append(measure(scenario, player.play(seed, run)))
            sides.append(np.array(found))
        values[:, run] = sides[0] - sides[1]
        return 2 * len(variations)

    in_threads(one_world, range(runs), progress)
    return values


def summary(values: Values) -> tuple[float, float, float, float]:
    """Mean over worlds, the interval that holds 90 % of them, and the mean's standard error (NaN for one world)."""
    low, high = np.quantile(values, SPAN)
    error = values.std(ddof=1) / len(values) ** 0.5 if len(values) > 1 else np.nan
    return float(values.mean()), float(low), float(high), float(error)
