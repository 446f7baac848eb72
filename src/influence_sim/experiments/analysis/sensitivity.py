"""Which factors an outcome hangs on: Sobol indices, Morris's effects, or the variance between levels.

Sobol: S1 is the part of the variance that a factor brings alone, ST the part in which it has any hand; what ST has
more than S1 it brings together with others. Saltelli et al. 2010. Morris: μ* is the mean size of what moving a factor
through its whole range does, σ how much that depends on where the others stand. Campolongo et al. 2007. Both need
the points in the order of their own sampler. In any other design the part of the variance between a factor's levels
stands in for S1. All are of means over a point's runs: luck is averaged out as far as runs go.
"""

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.levels import explained, is_number
from influence_sim.experiments.analysis.reading import POINT, Results

SURE = 0.9
RESAMPLES = 500
SEED = 1
FEWEST = 8  # base points, or trajectories, of which an interval can be told
MORRIS_LEVELS = 4

Values = NDArray[np.float64]


class Blocks(NamedTuple):
    """Points in blocks of one size, as their sampler drew them; blocks with a point without value are left out."""

    values: Values
    places: NDArray[np.int64]
    left_out: int


def value_of(results: Results, outcome: str, strategy: str, against: str | None = None) -> pd.Series:
    """[point]: the mean difference from ``against``, or the mean of the outcome itself where that is None."""
    if against is not None:
        return results.differences(outcome, strategy, against)
    return results.values(outcome)[strategy].groupby(level=POINT).mean().reindex(results.points.index)


def blocks_of(values: pd.Series, size: int) -> Blocks:
    """Values in blocks of ``size`` points; what stands after the last whole block is left out.

    Raises:
        InputError: fewer than eight blocks are whole.
    """
    number = len(values) // size
    table = values.to_numpy(dtype=float)[: number * size].reshape(number, size)
    whole = np.isfinite(table).all(axis=1)
    if whole.sum() < FEWEST:
        raise InputError(
            f"only {whole.sum()} of the design's blocks of {size} points are complete; indices need at least {FEWEST}"
        )
    places = np.arange(number * size).reshape(number, size)[whole].reshape(-1)
    return Blocks(table[whole].reshape(-1), places, int(number - whole.sum()))


def sobol_frame(values: pd.Series, factors: Sequence[str], second_order: bool = False) -> pd.DataFrame:
    """factor, first, first_error, total, total_error, blocks: Sobol indices; errors are half-widths that hold 90 %.

    Args:
        values: [point] in the order of Saltelli's sampler.
        factors: names in the sampler's order.
        second_order: whether the sampler drew for indices of second order too.

    Raises:
        InputError: too few blocks are complete, or nothing varies.
    """
    from SALib.analyze import sobol

    size = (2 * len(factors) if second_order else len(factors)) + 2
    blocks = blocks_of(values, size)
    check_varies(blocks.values)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = sobol.analyze(
            problem_of(factors),
            blocks.values,
            calc_second_order=second_order,
            num_resamples=RESAMPLES,
            conf_level=SURE,
            seed=SEED,
        )
    columns = {"first": "S1", "first_error": "S1_conf", "total": "ST", "total_error": "ST_conf"}
    frame = pd.DataFrame({"factor": list(factors), **{name: np.asarray(found[key]) for name, key in columns.items()}})
    return frame.assign(blocks=len(blocks.values) // size)


def morris_frame(values: pd.Series, points: pd.DataFrame, levels: int = MORRIS_LEVELS) -> pd.DataFrame:
    """factor, effect, size, size_error, spread, trajectories: Morris's μ, μ*, its 90 % half-width, and σ.

    In the outcome's own unit, for a move through a factor's whole range; μ and σ are NaN for words, which have no
    direction.

    Args:
        values: [point] in the order of Morris's sampler.
        points: the factors at these points.
        levels: of the sampler's lattice.

    Raises:
        InputError: too few trajectories are complete.
    """
    from SALib.analyze import morris

    factors = [str(name) for name in points.columns]
    blocks = blocks_of(values, len(factors) + 1)
    codes = np.column_stack([coded(pd.Series(points[name])) for name in factors])[blocks.places]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = morris.analyze(
            problem_of(factors),
            codes,
            blocks.values,
            num_resamples=RESAMPLES,
            conf_level=SURE,
            num_levels=levels,
            seed=SEED,
        )
    columns = {"effect": "mu", "size": "mu_star", "size_error": "mu_star_conf", "spread": "sigma"}
    frame = pd.DataFrame({"factor": factors, **{n: np.asarray(found[key], float) for n, key in columns.items()}})
    words = [not is_number(pd.Series(points[name])) for name in factors]
    frame.loc[words, ["effect", "spread"]] = np.nan
    return frame.assign(trajectories=len(blocks.values) // (len(factors) + 1))


def level_frame(values: pd.Series, points: pd.DataFrame) -> pd.DataFrame:
    """factor, first: the part of the variance between a factor's levels (bins, where it has many)."""
    factors = [str(name) for name in points.columns]
    return pd.DataFrame({"factor": factors, "first": [explained(values, pd.Series(points[one])) for one in factors]})


def coded(values: pd.Series) -> Values:
    """Numbers as they are, words as the order in which they come."""
    return values.to_numpy(dtype=float) if is_number(values) else pd.factorize(values.astype(str))[0].astype(float)


def problem_of(factors: Sequence[str]) -> dict[str, Any]:
    """The factors as SALib wants them."""
    return {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0] for _ in factors]}


def check_varies(values: Values) -> None:
    """Raise InputError for values that are all the same."""
    if np.ptp(values) == 0.0:
        raise InputError("the outcome is the same at every point, so that no factor brings any of its variance")
