"""What paired worlds say: differences on each axis, with their spread."""

from typing import Any

import numpy as np
import pandas as pd

from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.keeping import AXES
from influence_sim.scenario.schema import Scenario

WEIGHTS = {"states equally": "", "by GDP": "_by_gdp"}
SPAN = (0.05, 0.95)  # what an interval holds: 90 % of worlds


def window_mean(runs: Ensemble, field: str, first: int, last: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """[run]: the mean over the years first to last."""
    chosen = [place for place, year in enumerate(runs.years) if first <= year <= last]
    return np.asarray(runs.data[field][:, chosen].mean(axis=1))


def verdict_frame(scenario: Scenario, reference: Ensemble, other: Ensemble) -> pd.DataFrame:
    """axis, window, weight, difference, low, high, probability_better, runs.

    A world in which the strategies end alike to the bit counts half towards "better".
    """
    rows = []
    windows = {"early": scenario.windows.early, "late": scenario.windows.late}
    for axis in AXES:
        for window, (first, last) in windows.items():
            for weight, suffix in WEIGHTS.items():
                field = axis + suffix
                paired = window_mean(other, field, first, last) - window_mean(reference, field, first, last)
                low, high = np.quantile(paired, SPAN)
                better = float((paired > 0.0).mean() + 0.5 * (paired == 0.0).mean())
                rows.append((axis, window, weight, float(paired.mean()), float(low), float(high), better, len(paired)))
    names = ["axis", "window", "weight", "difference", "low", "high", "probability_better", "runs"]
    return pd.DataFrame(rows, columns=names)


def path_frame(reference: Ensemble, other: Ensemble) -> pd.DataFrame:
    """run, year, axis, difference: (other − reference) in every world and year, states counted equally."""
    parts = []
    for axis in AXES:
        paired = other.data[axis] - reference.data[axis]
        index = pd.MultiIndex.from_product([range(other.runs), list(other.years)], names=["run", "year"])
        part = index.to_frame(index=False)
        part["axis"] = axis
        part["difference"] = paired.reshape(-1)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def plane_frame(scenario: Scenario, reference: Ensemble, other: Ensemble) -> pd.DataFrame:
    """window, weight, run, possession, milieu: (other − reference) on the two axes in every world."""
    parts = []
    for window, (first, last) in {"early": scenario.windows.early, "late": scenario.windows.late}.items():
        for weight, suffix in WEIGHTS.items():
            part = pd.DataFrame({"window": window, "weight": weight, "run": range(other.runs)})
            for axis in ("possession", "milieu"):
                field = axis + suffix
                part[axis] = window_mean(other, field, first, last) - window_mean(reference, field, first, last)
            parts.append(part)
    return pd.concat(parts, ignore_index=True)
