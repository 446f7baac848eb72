"""Two strategies in the same worlds, under many variations of what both are given."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.verdict import SPAN, WEIGHTS
from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import prepare
from influence_sim.runs.keeping import AXES, OUTCOMES
from influence_sim.runs.side_by_side import BLOCK, Pool
from influence_sim.runs.threads import in_threads
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


def measured(scenario: Scenario, fields: Mapping[str, NDArray[Any]]) -> Values:
    """[run, outcome]: means over the windows, of the axes of many runs: field → [run, year]."""
    spans = {"early": scenario.windows.early, "late": scenario.windows.late}
    first = scenario.years.first
    found = []
    for axis, window, weight in outcomes_of(scenario):
        start, end = spans[window]
        paths = fields[axis + WEIGHTS[weight]][:, start - first : end - first + 1]
        found.append(np.ascontiguousarray(paths).mean(axis=1))
    return np.stack(found, axis=1)


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
    """[variation, run, outcome]: strategy − against, each pair in the same world; always on lanes.

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
    given = [worlds_of(scenario, one, others, runs, seed, parameters) for one in (strategy, against)]
    pieces = [(place, run) for place in range(len(variations)) for run in range(runs)]
    found = np.empty((len(given), len(pieces), len(outcomes_of(scenario))))
    memory, stopped = Pool(given[0][0], OUTCOMES), Event()

    def block(start: int) -> int:
        here = pieces[start : start + BLOCK]
        with memory.taken() as lanes:
            for side, worlds in enumerate(given):
                varied = vary_each([(variations[place], worlds[run]) for place, run in here])
                for part, fields in lanes.play(varied, seed, [run for _, run in here]):
                    found[side, start + part.start : start + part.stop] = measured(scenario, fields)
                    if stopped.is_set():
                        return 0
        return len(given) * len(here)

    in_threads(block, range(0, len(pieces), BLOCK), progress, stopped)
    differences: Values = found[0] - found[1]
    return differences.reshape(len(variations), runs, -1)


def worlds_of(
    scenario: Scenario, strategy: Strategy, others: Sequence[Any], runs: int, seed: int, parameters: str
) -> list[World]:
    """The world of each run, before it is varied."""
    world = prepare(scenario, strategy, others).world
    if parameters == "prior":
        return [draw_parameters(scenario, world, seed, run) for run in range(runs)]
    return [world] * runs


def vary_each(pieces: Sequence[tuple[Variation, World]]) -> list[World]:
    """Each world varied; equal neighbours share one, so that they are laid out in memory once."""
    varied: list[World] = []
    for k, (vary, world) in enumerate(pieces):
        before = pieces[k - 1] if k else (None, None)
        same = vary is before[0] and world is before[1]
        varied.append(varied[-1] if same else vary(world))
    return varied


def summary(values: Values) -> tuple[float, float, float, float]:
    """Mean over worlds, the interval that holds 90 % of them, and the mean's standard error (NaN for one world)."""
    low, high = np.quantile(values, SPAN)
    error = values.std(ddof=1) / len(values) ** 0.5 if len(values) > 1 else np.nan
    return float(values.mean()), float(low), float(high), float(error)
