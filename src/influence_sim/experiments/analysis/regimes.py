"""Where in the plane of two factors which strategy wins, by how much, and where it cannot be told."""

from typing import Any

import numpy as np
import pandas as pd

from influence_sim.experiments.analysis.levels import BINS, Levels, levels_of
from influence_sim.experiments.analysis.pairs import part_higher, standard_error
from influence_sim.experiments.analysis.reading import POINT, Results
from influence_sim.experiments.verdict import SPAN

OPEN = ""  # the winner where the interval holds zero
MOST_WORLDS = 2000  # dots that the plane of a page can bear


def regime_frame(
    results: Results, outcome: str, strategy: str, against: str, x: str, y: str, bins: int = BINS
) -> pd.DataFrame:
    """One row a cell: the difference strategy − against over all points and runs in it.

    Args:
        results: the sweep.
        outcome: which column.
        strategy: whose difference is taken.
        against: what it is held against.
        x: the factor to the right.
        y: the factor upwards.
        bins: into how many a factor with many different numbers is put.

    Returns:
        x_factor, y_factor, x, y, x_low, x_high, y_low, y_high, outcome, strategy, against, difference, error, low,
        high, part_higher, winner, points, runs. ``low`` and ``high`` hold 90 % of worlds in the cell; ``winner`` is
        a strategy's key, or empty where that interval holds zero.

    Raises:
        InputError: no such factor, outcome or strategy.
    """
    results.check_factor(x)
    results.check_factor(y)
    across, upwards = levels_of(results.points[x], bins), levels_of(results.points[y], bins)
    values = results.paired(outcome, strategy, against)
    place = results.points.index.get_indexer(values.index.get_level_values(POINT))
    cell = across.code[place] * len(upwards.labels) + upwards.code[place]
    rows = []
    for number, part in values.groupby(cell):
        i, j = divmod(int(str(number)), len(upwards.labels))
        named = {"outcome": outcome, "strategy": strategy, "against": against}
        rows.append(
            {"x_factor": x, "y_factor": y, **side("x", across, i), **side("y", upwards, j), **named}
            | cell_of(part, strategy, against)
        )
    return pd.DataFrame(rows)


def side(name: str, levels: Levels, place: int) -> dict[str, Any]:
    """Where a cell lies on one side."""
    return {name: levels.labels[place], f"{name}_low": levels.low[place], f"{name}_high": levels.high[place]}


def cell_of(values: pd.Series, strategy: str, against: str) -> dict[str, Any]:
    """What the worlds of one cell say."""
    low, high = (float(end) for end in np.quantile(values, SPAN))
    return {
        "difference": float(values.mean()),
        "error": standard_error(values),
        "low": low,
        "high": high,
        "part_higher": part_higher(values),
        "winner": winner(low, high, strategy, against),
        "points": int(values.index.get_level_values(POINT).nunique()),
        "runs": len(values),
    }


def winner(low: float, high: float, strategy: str, against: str) -> str:
    """Who wins where the difference lies between these ends.

    >>> winner(0.1, 0.2, "club", "alone"), winner(-0.2, -0.1, "club", "alone"), winner(-0.1, 0.1, "club", "alone")
    ('club', 'alone', '')
    """
    return strategy if low > 0.0 else against if high < 0.0 else OPEN


def plane_frame(
    results: Results, strategy: str, against: str, window: str = "late", most: int = MOST_WORLDS
) -> pd.DataFrame:
    """strategy, against, window, weight, run, point, possession, milieu: both axes in every world of the sweep.

    ``run`` numbers worlds through all points. Where there are more than ``most``, every n-th is taken.

    Raises:
        InputError: the sweep lacks one of the two axes in this window.
    """
    pair = {axis: results.paired(f"{axis}_{window}", strategy, against) for axis in ("possession", "milieu")}
    frame = pd.DataFrame(pair).dropna().reset_index()
    frame = frame.iloc[:: max(1, -(-len(frame) // most))].reset_index(drop=True)
    frame["run"] = range(len(frame))
    for place, (name, value) in enumerate(
        {"strategy": strategy, "against": against, "window": window, "weight": "states equally"}.items()
    ):
        frame.insert(place, name, value)
    return frame
