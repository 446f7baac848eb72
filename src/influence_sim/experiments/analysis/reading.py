"""A sweep as the analysis sees it: points with their factors, and paired differences, read one outcome at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from influence_sim.errors import InputError, nearest

POINT, STRATEGY, RUN, ERROR = "point", "strategy", "run", "error"
KEYS = (POINT, STRATEGY, RUN, ERROR)


@dataclass(frozen=True, eq=False)
class Results:
    """Points and runs of a sweep.

    Attributes:
        points: one row a point (index ``point``), one column a factor, numbers or words.
        read: names of columns → the runs' frame with those columns.
        outcomes: names of the runs' outcome columns.
        complete: whether all that the design asks for has been run.
        manifest: what the sweep says of itself; empty for bare frames.
    """

    points: pd.DataFrame
    read: Callable[[Sequence[str]], pd.DataFrame]
    outcomes: list[str]
    complete: bool = True
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def factors(self) -> list[str]:
        """Names of the factors, in the design's order."""
        return [str(name) for name in self.points.columns]

    @property
    def design(self) -> Mapping[str, Any]:
        """The design as the manifest has it; empty where it has none."""
        found = self.manifest.get("design", {})
        return found if isinstance(found, Mapping) else {}

    @cached_property
    def strategies(self) -> list[str]:
        """Keys of the strategies that were played, in the design's order, the first the reference."""
        present = [str(key) for key in self._runs_of.groups]
        wanted = [str(key) for key in self.design.get("strategies") or ()]
        return [key for key in wanted if key in present] + [key for key in present if key not in wanted]

    @cached_property
    def failed(self) -> int:
        """How many runs ended in an error; they are left out everywhere."""
        return int(self._keys[ERROR].notna().sum()) if ERROR in self._keys else 0

    @cached_property
    def runs(self) -> int:
        """How many runs there are, failed ones included."""
        return len(self._keys)

    @cached_property
    def _keys(self) -> pd.DataFrame:
        return self.read(KEYS)

    @cached_property
    def _runs_of(self) -> Any:
        return self._keys.groupby(STRATEGY, sort=False, observed=True)

    def values(self, outcome: str) -> pd.DataFrame:
        """[(point, run), strategy]: an outcome of every run that did not fail; missing ones are NaN.

        Raises:
            InputError: the sweep has no such outcome.
        """
        if outcome not in self.outcomes:
            raise InputError(f'the sweep has no outcome "{outcome}"; {nearest(outcome, self.outcomes)}')
        frame = self.read([*KEYS, outcome])
        if ERROR in frame:
            frame = frame[frame[ERROR].isna()]
        parts = {
            key: frame[frame[STRATEGY] == key].set_index([POINT, RUN])[outcome].sort_index() for key in self.strategies
        }
        return pd.DataFrame(parts)

    def paired(self, outcome: str, strategy: str, against: str) -> pd.Series:
        """[(point, run)]: strategy − against in every world where neither run failed.

        Raises:
            InputError: no such outcome or strategy, or no world with both.
        """
        for key in (strategy, against):
            if key not in self.strategies:
                raise InputError(f'the sweep has no strategy "{key}"; {nearest(key, self.strategies)}')
        values = self.values(outcome)
        found: pd.Series = (values[strategy] - values[against]).dropna().rename("difference")
        if found.empty:
            raise InputError(f'no world of the sweep has both "{strategy}" and "{against}"')
        return found

    def differences(self, outcome: str, strategy: str, against: str) -> pd.Series:
        """[point]: the mean of the paired differences at every point; NaN where no pair is left."""
        means = self.paired(outcome, strategy, against).groupby(level=POINT).mean()
        return means.reindex(self.points.index)

    def at(self, points: pd.Index) -> "Results":
        """The same sweep at some of its points only."""

        def read(names: Sequence[str]) -> pd.DataFrame:
            frame = self.read(names if POINT in names else [POINT, *names])
            return frame[frame[POINT].isin(points)]

        return replace(self, points=self.points.loc[points], read=read)

    def pairs(self) -> list[tuple[str, str]]:
        """Each strategy with the first one, which it is held against."""
        return [(key, self.strategies[0]) for key in self.strategies[1:]]

    def check_factor(self, name: str) -> None:
        """Raise InputError for a factor that the sweep does not vary."""
        if name not in self.points.columns:
            raise InputError(f'the sweep has no factor "{name}"; {nearest(name, self.factors)}')


def results_of(sweep: Any) -> Results:
    """Results of an opened sweep, or of a pair of frames (points, runs) in the same form.

    Raises:
        InputError: a frame lacks a column.
    """
    if isinstance(sweep, Results):
        return sweep
    if isinstance(sweep, tuple):
        points, runs = sweep
        for name in (POINT, STRATEGY, RUN):
            if name not in runs.columns:
                raise InputError(f'the frame of runs has no column "{name}"; {nearest(name, map(str, runs.columns))}')
        outcomes = [str(name) for name in runs.columns if name not in KEYS]
        return Results(by_point(points), lambda names: runs[[name for name in names if name in runs]], outcomes)
    return Results(
        by_point(sweep.points),
        lambda names: sweep.runs(columns=list(names)),
        [str(name) for name in sweep.outcomes],
        bool(sweep.complete),
        dict(sweep.manifest),
    )


def by_point(points: pd.DataFrame) -> pd.DataFrame:
    """The points with their number as index."""
    return points.set_index(POINT) if POINT in points.columns else points.rename_axis(POINT)
