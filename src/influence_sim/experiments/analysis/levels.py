"""A factor's values as a few levels: its own where it has few, bins of equal width where it has many."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

OWN = 12  # so many different numbers are levels of their own
BINS = 8


class Levels(NamedTuple):
    """Levels of a factor in order.

    Attributes:
        code: [point], which level.
        labels: what each level is: a number (a bin's middle) or a word.
        low, high: the ends of each level's bin; both the number itself where it is no bin, NaN for words.
    """

    code: NDArray[np.int64]
    labels: list[float | str]
    low: list[float]
    high: list[float]

    @property
    def binned(self) -> bool:
        """Whether values were put together."""
        return any(low != high for low, high in zip(self.low, self.high, strict=True) if not np.isnan(low))


def is_number(values: pd.Series) -> bool:
    """Whether a factor is a number; what is true or false is two words."""
    return bool(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))


def levels_of(values: pd.Series, bins: int = BINS) -> Levels:
    """The levels of a factor.

    >>> levels_of(pd.Series([0.0, 1.0, 0.0])).labels
    [0.0, 1.0]
    >>> levels_of(pd.Series(range(100)), bins=2).labels
    [24.75, 74.25]
    """
    if not is_number(values):
        code, words = pd.factorize(values.astype(str))
        nothing = [float("nan")] * len(words)
        return Levels(code.astype(np.int64), [str(word) for word in words], nothing, nothing)
    numbers = values.to_numpy(dtype=float)
    own = np.unique(numbers)
    if len(own) <= OWN:
        plain = [float(value) for value in own]
        return Levels(np.searchsorted(own, numbers).astype(np.int64), list(plain), plain, plain)
    edges = np.linspace(own[0], own[-1], bins + 1)
    code = np.clip(np.searchsorted(edges, numbers, side="right") - 1, 0, bins - 1)
    middles: list[float | str] = [float(middle) for middle in (edges[1:] + edges[:-1]) / 2]
    return Levels(code.astype(np.int64), middles, edges[:-1].tolist(), edges[1:].tolist())


def explained(values: pd.Series, factor: pd.Series) -> float:
    """The part of a variance that lies between the levels of a factor, 0 to 1; 0 where nothing varies.

    >>> explained(pd.Series([1.0, 1.0, 2.0, 2.0]), pd.Series(["a", "a", "b", "b"]))
    1.0
    """
    known = values.notna().to_numpy()
    numbers, code = values.to_numpy(dtype=float)[known], levels_of(factor).code[known]
    if len(numbers) == 0:
        return 0.0
    whole = float(((numbers - numbers.mean()) ** 2).sum())
    means = pd.Series(numbers).groupby(code).transform("mean").to_numpy()
    return float(((means - numbers.mean()) ** 2).sum()) / whole if whole > 0 else 0.0


def most_telling(values: pd.Series, points: pd.DataFrame, number: int = 2) -> list[str]:
    """The factors with more than one level that explain most of a value; in the design's order where they tie.

    What levels would explain by chance is taken off, so that many levels are no advantage.
    """
    varied = [str(name) for name in points.columns if points[name].nunique() > 1]
    return sorted(varied, key=lambda name: -round(beyond_chance(values, pd.Series(points[name])), 9))[:number]


def beyond_chance(values: pd.Series, factor: pd.Series) -> float:
    """The part of a variance between levels, less what so many levels have by chance: 1 − (1 − η²)(n − 1)/(n − k)."""
    count, levels = int(values.notna().sum()), len(levels_of(factor).labels)
    if count <= levels:
        return 0.0
    return 1 - (1 - explained(values, factor)) * (count - 1) / (count - levels)
