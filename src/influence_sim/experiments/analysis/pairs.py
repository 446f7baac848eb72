"""Two strategies held against each other over a whole sweep, for every outcome and state.

The mean is taken over points and runs. Run k has the same luck at every point, so that points are not independent:
the standard error comes from the runs' own means over the points. How many more runs a precision needs is told for
the mean of one point and for the mean of all.
"""

from collections.abc import Sequence
from math import ceil, isnan
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.experiments.analysis.outcomes import MONEY_UNIT, SHARE_UNIT, subject_of
from influence_sim.experiments.analysis.reading import POINT, RUN, Results
from influence_sim.experiments.verdict import SPAN

SURE = 1.6448536269514722  # standard errors on either side that hold 90 %
PRECISION = {SHARE_UNIT: 0.001, MONEY_UNIT: 1.0}  # half the width of an interval that holds 90 %, by unit


def standard_error(values: pd.Series) -> float:
    """The standard error of the mean over points and runs; NaN for a single run.

    Args:
        values: [(point, run)]; a run that some points lack counts with the points it has.
    """
    by_run = values.groupby(level=RUN).mean()
    return float(by_run.std(ddof=1) / len(by_run) ** 0.5) if len(by_run) > 1 else float("nan")


def luck(values: pd.Series) -> float:
    """The standard deviation between runs at one point, pooled over points; NaN where no point has two runs."""
    grouped = values.groupby(level=POINT)
    counts, variances = grouped.count(), grouped.var(ddof=1)
    more = counts > 1
    if not more.any():
        return float("nan")
    return float(np.sqrt(np.average(variances[more], weights=counts[more] - 1)))


def runs_needed(deviation: float, half_width: float) -> int:
    """Runs after which an interval that holds 90 % reaches so far to either side of the mean: (1.645 σ / h)².

    >>> runs_needed(0.004, 0.001), runs_needed(0.0, 0.001)
    (44, 1)
    """
    return max(1, ceil((SURE * deviation / half_width) ** 2))


def pair_frame(
    results: Results, strategy: str, against: str, outcomes: Sequence[str] = (), precision: float | None = None
) -> pd.DataFrame:
    """One row an outcome: the difference strategy − against, its errors, and the runs that a precision needs.

    Args:
        results: the sweep.
        strategy: whose difference is taken.
        against: what it is held against.
        outcomes: which; all where none is given.
        precision: the wanted half-width of a 90 % interval, as a share; a tenth of a point where none is given.
            For money it is 1 M$ a year.

    Returns:
        strategy, against, outcome, measure, weight, window, state, difference, error, low, high, part_higher, luck,
        points, runs, worlds, more_runs_mean, more_runs_point. ``runs`` is the fewest at a point,
        ``worlds`` their number over all points, of which ``low`` and ``high`` hold 90 %;
        a world without a difference counts half in ``part_higher``; ``more_runs_mean`` are the runs at each point
        that the mean over all points still lacks, ``more_runs_point`` those that a point's own mean lacks; −1
        where a single run says nothing of luck.
    """
    rows = [row_of(results, strategy, against, name, precision) for name in outcomes or results.outcomes]
    return pd.DataFrame(rows)


def row_of(results: Results, strategy: str, against: str, outcome: str, precision: float | None) -> dict[str, Any]:
    """The row of one outcome."""
    about = subject_of(outcome)
    values = results.paired(outcome, strategy, against)
    low, high = np.quantile(values, SPAN)
    runs = int(values.groupby(level=POINT).count().min())
    error, between = standard_error(values), luck(values)
    wanted = PRECISION[about.unit] if about.is_money else precision or PRECISION[about.unit]
    seen = values.index.get_level_values(RUN).nunique()
    return {
        "strategy": strategy,
        "against": against,
        "outcome": outcome,
        **about._asdict(),
        "difference": float(values.mean()),
        "error": error,
        "low": float(low),
        "high": float(high),
        "part_higher": part_higher(values),
        "luck": between,
        "points": values.index.get_level_values(POINT).nunique(),
        "runs": runs,
        "worlds": len(values),
        "more_runs_mean": missing(error * seen**0.5, seen, wanted),
        "more_runs_point": missing(between, runs, wanted),
    }


def part_higher(values: pd.Series) -> float:
    """The part of worlds with a positive difference; one without any counts half."""
    return float((values > 0.0).mean() + 0.5 * (values == 0.0).mean())


def missing(deviation: float, runs: int, half_width: float) -> int:
    """Runs that are still lacking; −1 where nothing is known of luck."""
    return -1 if isnan(deviation) else max(0, runs_needed(deviation, half_width) - runs)
