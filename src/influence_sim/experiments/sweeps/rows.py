"""The rows of a sweep: one for each run of each strategy at each point; a run that fails is a row that says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import NamedTuple

import numpy as np

from influence_sim.experiments.sweeps.chunks import Part
from influence_sim.experiments.sweeps.outcomes import Array, outcomes_of
from influence_sim.experiments.sweeps.playing import play_block
from influence_sim.experiments.sweeps.worlds import Side, Worlds

Tick = Callable[[int], None]
RUNS_AT_A_TIME = 128  # between two looks at whether to stop
NOT_OF_A_RUN = (MemoryError, OSError)  # these say something of the machine; they must not get into the data


class Stopping(Exception):
    """The sweep is being stopped; the part at hand is left."""


class Rows(NamedTuple):
    """Columns of rows, in order of point, strategy (as the design has them) and run."""

    point: Array
    strategy: Array  # names
    run: Array
    error: list[str | None]
    outcomes: dict[str, Array]


@dataclass(frozen=True)
class Maker:
    """Makes rows; the same wherever and in whatever order it is asked. Can be sent to another process.

    Attributes:
        worlds: the worlds of the points.
        columns: names of the outcomes.
        tick: called with how many runs have ended since the last call.
        stopped: once set, parts that are being made are left.
    """

    worlds: Worlds
    columns: tuple[str, ...]
    tick: Tick | None = None
    stopped: Event | None = None

    def alone(self) -> "Maker":
        """The same without what cannot be sent to another process."""
        return replace(self, tick=None, stopped=None)

    def rows(self, part: Part) -> Rows:
        """The rows of a part.

        Raises:
            Stopping: the sweep was stopped meanwhile.
        """
        found = []
        for point in part.points.numbers:
            seed = self.worlds.seed_at(point)
            for strategy, side in zip(self.worlds.strategies, self.worlds.at(point), strict=True):
                for first in range(part.runs.first, part.runs.end, RUNS_AT_A_TIME):
                    runs = range(first, min(first + RUNS_AT_A_TIME, part.runs.end))
                    errors, outcomes = self.block(side, seed, runs)
                    found.append(Rows(*named(point, strategy, runs), errors, outcomes))
                    self.ended(len(runs))
        return joined(found)

    def block(self, side: Side, seed: int, runs: Sequence[int]) -> tuple[list[str | None], dict[str, Array]]:
        """Errors and outcomes of some runs of one world; where one fails, each is played by itself."""
        if side.scenario is None or side.world is None:
            return [side.error] * len(runs), self.blank(len(runs))
        try:
            made = outcomes_of(side.scenario, side.world, play_block(side.world, seed, runs))
        except NOT_OF_A_RUN:
            raise
        except Exception as error:
            if len(runs) == 1:
                return [f"{type(error).__name__}: {error}"], self.blank(1)
            single = [self.block(side, seed, [run]) for run in runs]
            return [said for one, _ in single for said in one], together([values for _, values in single])
        outcomes = {name: made.get(name, blank) for name, blank in self.blank(len(runs)).items()}
        return self.not_finite(made, outcomes), outcomes

    def blank(self, runs: int) -> dict[str, Array]:
        """Outcomes of runs that have none."""
        return {name: np.full(runs, np.nan) for name in self.columns}

    def not_finite(self, made: dict[str, Array], outcomes: dict[str, Array]) -> list[str | None]:
        """What is wrong with each run: an outcome that is no finite number. Its outcomes are emptied."""
        errors: list[str | None] = [None] * len(outcomes[self.columns[0]])
        for name in self.columns:
            if name in made:
                for place in np.flatnonzero(~np.isfinite(made[name])):
                    errors[place] = errors[place] or f"{name} is not a finite number"
        failed = [place for place, error in enumerate(errors) if error]
        for values in outcomes.values() if failed else ():
            values[failed] = np.nan
        return errors

    def ended(self, runs: int) -> None:
        """So many runs have ended."""
        if self.tick:
            self.tick(runs)
        if self.stopped is not None and self.stopped.is_set():
            raise Stopping


def named(point: int, strategy: str, runs: Sequence[int]) -> tuple[Array, Array, Array]:
    """The columns that say which runs rows are of."""
    return np.full(len(runs), point), np.full(len(runs), strategy, dtype=object), np.array(runs, dtype=np.int64)


def together(parts: Sequence[dict[str, Array]]) -> dict[str, Array]:
    """Outcomes, one below the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows, one below the other."""
    return Rows(
        np.concatenate([part.point for part in parts]),
        np.concatenate([part.strategy for part in parts]),
        np.concatenate([part.run for part in parts]),
        [error for part in parts for error in part.error],
        together([part.outcomes for part in parts]),
    )


def in_order(rows: Rows, strategies: Sequence[str]) -> Rows:
    """Rows in order of point, strategy as the design has them, and run."""
    places = {name: place for place, name in enumerate(strategies)}
    order = np.lexsort([rows.run, np.array([places[name] for name in rows.strategy]), rows.point])
    outcomes = {name: values[order] for name, values in rows.outcomes.items()}
    errors = [rows.error[place] for place in order]
    return Rows(rows.point[order], rows.strategy[order], rows.run[order], errors, outcomes)
