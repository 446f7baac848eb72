"""Who decides: each contested assumption alone, moved from one end of its prior to the other.

All others stay as given. What moves the difference between two strategies most, or across zero, is what
the answer hangs on. Ends are the prior's 5 % and 95 % points; a prior with half its mass at zero starts
at zero; an assumption that is a word takes every word.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence_sim.experiments.paired import Outcome, Progress, outcomes_of, paired_differences, summary
from influence_sim.rules.shapes import World
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.priors import Prior, clipped
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.world import build_world

ENDS = {"low": 0.05, "high": 0.95}
CONTESTED = "contested"


class Setting(NamedTuple):
    """One assumption at one end: its name, the key of an element ("" for one number), the end and the value."""

    parameter: str
    element: str
    end: str
    place: int
    value: float
    said: str


def settings_of(scenario: Scenario, evidence: str = CONTESTED) -> list[Setting]:
    """Every end of every assumption with a prior and this evidence."""
    world = build_world(scenario)
    return [
        setting
        for plan in scenario.drawn
        if scenario.parameters[plan.name].evidence == evidence
        for place, (label, prior) in enumerate(zip(plan.labels, plan.priors, strict=True))
        for setting in ends_of(plan.name, label, place, prior, world)
    ]


def ends_of(name: str, label: str, place: int, prior: Prior, world: World) -> Iterator[Setting]:
    """The ends of one element's prior."""
    about, words = known_parameters()[name]
    if prior.kind == "fixed":
        return
    if words:
        yield from (Setting(name, label, word, place, float(number), word) for number, word in enumerate(words))
        return
    given = float(np.ravel(np.atleast_2d(getattr(world, name))[-1])[place])
    for end, probability in ENDS.items():
        value = clipped(prior.at(probability, given), about.low, about.high)
        value = 0.0 if prior.half_zero and end == "low" else value
        yield Setting(name, label, end, place, value, f"{value:.3g}")


def moved(world: World, *, setting: Setting) -> World:
    """The world with one assumption at one end."""
    now = getattr(world, setting.parameter)
    if not isinstance(now, np.ndarray):
        return world._replace(**{setting.parameter: type(now)(setting.value)})
    array = now.copy()
    array[..., setting.place] = setting.value
    changed: dict[str, Any] = {setting.parameter: array}
    return world._replace(**changed)


def swing_frame(
    scenario: Scenario,
    strategy: Strategy,
    against: Strategy,
    runs: int = 32,
    seed: int = 1,
    others: Sequence[Any] = (),
    progress: Progress | None = None,
) -> pd.DataFrame:
    """strategy, against, parameter, element, end, value, axis, window, weight, difference, low, high, error, given.

    Args:
        scenario: the scenario, with the priors.
        strategy: whose difference is taken.
        against: the strategy that it is held against.
        runs: paired worlds; they differ by luck alone.
        seed: which luck.
        others: strategies of other powers.
        progress: called with the number of runs that have ended since the last call.

    Returns:
        One row for each end of each contested assumption and each outcome. ``given`` is the difference with all
        assumptions as given, in the same worlds; ``value`` is text, since some assumptions are words.
    """
    settings = settings_of(scenario)
    variations = [partial(moved, setting=setting) for setting in settings]
    values = paired_differences(
        scenario,
        strategy,
        against,
        [lambda world: world, *variations],
        runs=runs,
        seed=seed,
        others=others,
        progress=progress,
    )
    rows = [
        (
            strategy.key,
            against.key,
            setting.parameter,
            setting.element,
            setting.end,
            setting.said,
            *outcome,
            *summary(values[1 + number, :, place]),
            float(values[0, :, place].mean()),
        )
        for number, setting in enumerate(settings)
        for place, outcome in enumerate(outcomes_of(scenario))
    ]
    names = ["strategy", "against", "parameter", "element", "end", "value", *Outcome._fields]
    return pd.DataFrame(rows, columns=[*names, "difference", "low", "high", "error", "given"])


def swing_run_count(scenario: Scenario, runs: int) -> int:
    """How many runs ``swing_frame`` makes."""
    return 2 * runs * (1 + len(settings_of(scenario)))
