"""Small sweeps with known answers, in the form in which sweeps are kept."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from influence_sim.experiments.analysis.reading import Results, results_of

Rule = Callable[[pd.DataFrame], Any]


def make_runs(
    points: pd.DataFrame, rules: Mapping[str, Mapping[str, Rule]], runs: int = 4, noise: float = 0.0, seed: int = 5
) -> pd.DataFrame:
    """Runs in which an outcome is a rule of the factors, plus luck that is the same at every point."""
    shocks = np.random.default_rng(seed).normal(0.0, noise, size=(runs, len(rules))) if noise else None
    parts = []
    for place, (strategy, outcomes) in enumerate(rules.items()):
        for run in range(runs):
            part = pd.DataFrame({"point": points.index, "strategy": strategy, "run": run, "error": None})
            for name, rule in outcomes.items():
                lucky = shocks[run, place] if shocks is not None else 0.0
                part[name] = np.asarray(rule(points), dtype=float) + lucky
            parts.append(part)
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values(["point", "strategy", "run"], ignore_index=True)


def make_results(points: pd.DataFrame, rule: Rule, runs: int = 4, noise: float = 0.0, **more: Rule) -> Results:
    """The club against going alone: the first has the rule's value as possession, the second nothing."""
    named = {"possession_late": rule, "milieu_late": rule, "independence_late": rule} | more
    rules = {"alone": dict.fromkeys(named, lambda points: np.zeros(len(points))), "club": named}
    return results_of((points, make_runs(points, rules, runs, noise)))


def grid(**factors: Any) -> pd.DataFrame:
    """Every combination of the factors' values."""
    index = pd.MultiIndex.from_product(list(factors.values()), names=list(factors))
    return index.to_frame(index=False).rename_axis("point")


def mirrored(results: Results) -> Results:
    """The same sweep with the strategies' names swapped."""
    frame = results.read([*["point", "strategy", "run", "error"], *results.outcomes])
    swapped = frame.assign(strategy=frame["strategy"].map({"club": "alone", "alone": "club"}))
    return results_of((results.points, swapped.sort_values(["point", "strategy", "run"], ignore_index=True)))


class Fakes:
    """The makers above, for tests."""

    runs = staticmethod(make_runs)
    results = staticmethod(make_results)
    grid = staticmethod(grid)
    mirrored = staticmethod(mirrored)


@pytest.fixture(scope="session")
def fakes() -> type[Fakes]:
    """Makers of small sweeps."""
    return Fakes
