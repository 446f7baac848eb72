"""Many runs of one strategy, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.errors import InputError, nearest
from influence_sim.rules.shapes import World
from influence_sim.runs import frames
from influence_sim.runs.choosing import check_number, check_parameters, engine_for_many_runs, player, prepare
from influence_sim.runs.frames import Labels
from influence_sim.runs.keeping import OUTCOMES, Keeper
from influence_sim.runs.module_metrics import metrics_of_modules
from influence_sim.runs.side_by_side import play_side_by_side
from influence_sim.runs.threads import Progress as Progress
from influence_sim.runs.threads import in_threads as in_threads
from influence_sim.runs.trajectory import followed, independence_of, independence_parts
from influence_sim.scenario.block_draws import BlockDraws
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy

BLOCK = 16  # runs that a thread takes at a time


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Runs 0, 1, … of one strategy with one seed. Its frames are made when they are asked for.

    Attributes:
        scenario, strategy, seed, runs: what was run.
        world: what the rules were given (with ``parameters="prior"``: around which each run was drawn).
        years: the calendar years that were recorded.
        data: field of the record → array [run, year, …] (see ``rules/shapes.py``); money is summed over
            channels and routes unless ``exchange="full"``.
        others: strategies of other powers.
    """

    scenario: Scenario
    strategy: Strategy
    seed: int
    runs: int
    parameters: str
    world: World
    years: Sequence[int]
    data: dict[str, np.ndarray[Any, Any]]
    others: tuple[Strategy, ...] = ()

    @cached_property
    def labels(self) -> Labels:
        """Names along the arrays' axes."""
        return Labels.of(self.scenario, self.years)

    @property
    def numbers(self) -> range:
        """The runs' numbers."""
        return range(self.runs)

    @cached_property
    def influence(self) -> pd.DataFrame:
        """run, year, power, state, share; with "independence" the shares sum to 1."""
        record = self._recorded("share")
        return frames.influence_frame(self.labels, record.share, independence_of(record), self.numbers)

    @cached_property
    def exchange(self) -> pd.DataFrame:
        """run, year, power, state, committed_musd, disbursed_musd, returned_musd; channel, route with "full"."""
        record = self._recorded("committed")
        full = record.committed.ndim == 6
        make = frames.exchange_frame if full else frames.exchange_sum_frame
        return make(self.labels, record.committed, record.disbursed, record.returned, self.numbers)

    @cached_property
    def membership(self) -> pd.DataFrame:
        """run, year, forum, member, status."""
        status = self._recorded("status").status
        return frames.membership_frame(self.labels, status, self.world.power_member[self.chosen], self.numbers)

    @cached_property
    def forums(self) -> pd.DataFrame:
        """run, year, forum, depth, fund_musd."""
        record = self._recorded("depth")
        return frames.forums_frame(self.labels, record.depth, record.fund.sum(axis=2), self.numbers)

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """run, year, metric, subject, value, unit."""
        axes = {name: self.data[name] for name in OUTCOMES}
        if "home" not in self.data:
            return frames.metrics_frame(self.labels, axes, {}, self.numbers)
        record = self._recorded("home")
        modules = metrics_of_modules(self.world, self.labels, record, self.chosen)
        return frames.metrics_frame(self.labels, axes, independence_parts(record), self.numbers, modules)

    @property
    def chosen(self) -> list[int]:
        """The indices of the years that were recorded."""
        return [year - self.scenario.years.first for year in self.years]

    def quantiles(self, frame: str, at: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95)) -> pd.DataFrame:
        """Quantiles over runs of one of the frames: its columns without ``run``, and ``quantile``.

        Args:
            frame: "influence", "exchange", "forums" or "metrics".
            at: probabilities from 0 to 1.
        """
        allowed = ("influence", "exchange", "forums", "metrics")
        if frame not in allowed:
            raise InputError(f'frame "{frame}" has no quantiles; {nearest(frame, allowed)}')
        if not all(0.0 <= q <= 1.0 for q in at):
            raise InputError(f"quantiles {list(at)} are not all between 0 and 1")
        table: pd.DataFrame = getattr(self, frame)
        values = [name for name in table.columns if table[name].dtype == np.float64]
        keys = [name for name in table.columns if name not in {*values, "run"}]
        rows = table[table["run"] == 0][keys]
        if len(rows) * self.runs != len(table):  # full exchange: some runs lack a route
            grouped = table.groupby(keys, sort=False)[values].quantile(np.array(at))
            return grouped.rename_axis([*keys, "quantile"]).reset_index()
        # Every run has the same rows in the same order, so that runs are one axis of an array.
        cube = table[values].to_numpy().reshape(self.runs, len(rows), len(values))
        found = np.quantile(cube, list(at), axis=0)
        parts = []
        for q, layer in zip(at, found, strict=True):
            part = rows.reset_index(drop=True).copy()
            part["quantile"] = q
            part[values] = layer
            parts.append(part)
        return pd.concat(parts, ignore_index=True)

    def plot(self, ax: Any = None) -> Any:
        """Stacked mean shares in each state."""
        from influence_sim import plots

        return plots.influence(self, ax=ax)

    def _recorded(self, field: str) -> Any:
        """The arrays as attributes; an error if the ensemble recorded outcomes only."""
        if field not in self.data:
            raise InputError('this ensemble recorded outcomes only; use record="all" or a list of years')
        return _Fields(self.data)

    def __repr__(self) -> str:
        return (
            f'<Ensemble "{self.scenario.key}", {followed(self.strategy, self.others)}, {self.runs} runs,'
            f" seed {self.seed}, {self.years[0]}–{self.years[-1]}: influence, exchange, membership, forums, metrics,"
            " quantiles(…)>"
        )

    def _repr_html_(self) -> str:
        from influence_sim.faces import notebook

        return notebook.of_ensemble(self)


class _Fields:
    """A dictionary of arrays, by attribute."""

    def __init__(self, data: dict[str, np.ndarray[Any, Any]]) -> None:
        self.__dict__.update(data)


def ensemble(
    scenario: Any = "baseline",
    strategy: Any = "bilateral",
    runs: int = 200,
    seed: int = 1,
    record: str | Sequence[int] = "all",
    exchange: str = "sum",
    engine: str = "auto",
    parameters: str = "value",
    others: Sequence[Any] = (),
    fixed: Mapping[str, float] | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Run a scenario many times: runs 0 to ``runs`` − 1, each with luck of its own.

    The result does not depend on the number of threads or on the order in which runs end.

    Args:
        scenario: a name, a path to YAML, or a scenario from ``load_scenario``.
        strategy: what the focal power does: a name, a path, or a value from ``strategy``.
        runs: how many.
        seed: which luck, from 0 to 2³² − 1.
        record: "outcomes" (the axes of the verdict in every year), a list of years, or "all".
        exchange: "sum" over channels and routes, or "full".
        engine: "auto", "lanes", "compiled" or "mesa"; the bits are the same.
        parameters: "value", or "prior": each run draws its own parameters, alike for all strategies.
        others: strategies of other powers, each by name, path or value.
        fixed: parameters that are held at a number in every run, whatever their value or prior.
        progress: called with the number of runs that have ended since the last call.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.
    """
    seed, runs = check_number("seed", seed), check_number("runs", runs, low=1)
    engine = engine_for_many_runs(engine)
    check_parameters(parameters)
    if exchange not in ("sum", "full"):
        raise InputError(f'exchange "{exchange}" is not known; {nearest(str(exchange), ("sum", "full"))}')
    setup = prepare(scenario, strategy, others)
    years = recorded_years(setup.scenario, record)
    keep = Keeper(setup, years, runs, outcomes_only=record == "outcomes", full=exchange == "full")

    numbers: dict[str, Any] = dict(fixed or {})
    held = setup.world._replace(**numbers)

    def world_of(run: int) -> World:
        if parameters == "value":
            return held
        return draw_parameters(setup.scenario, setup.world, seed, run)._replace(**numbers)

    draws = None
    if parameters == "prior" and engine == "lanes":
        drawn = {plan.name for plan in setup.scenario.drawn}
        draws = BlockDraws(setup.scenario, setup.world, drawn - numbers.keys())
    play_all(engine, world_of if draws is None else lambda _: held, seed, runs, keep, progress, draws)
    return Ensemble(setup.scenario, setup.strategy, seed, runs, parameters, held, years, keep.data, setup.others)


def recorded_years(scenario: Scenario, record: str | Sequence[int]) -> list[int]:
    """The calendar years to record."""
    everything = list(range(scenario.years.first, scenario.years.last + 1))
    if isinstance(record, str):
        if record not in ("outcomes", "all"):
            raise InputError(
                f'record "{record}" is not known; {nearest(record, ("outcomes", "all"))}, or a list of years'
            )
        return everything
    years = sorted({check_number("year", year, everything[0], everything[-1] + 1) for year in record})
    if not years:
        raise InputError("record is an empty list; give years, or one of outcomes, all")
    return years


def play_all(
    engine: str,
    world_of: Callable[[int], World],
    seed: int,
    runs: int,
    keep: Keeper,
    progress: Progress | None,
    draws: BlockDraws | None = None,
) -> None:
    """Play all runs; lanes and the compiled engine on all processors. Ctrl-C ends it within a block of runs."""
    if engine == "lanes":
        play_side_by_side(world_of, seed, runs, keep, progress, draws)
        return
    play = player(engine)
    world = world_of(0)
    keep.reserve()
    keep.keep(0, play(world, seed, 0))
    if progress:
        progress(1)
    if engine == "mesa":
        for run in range(1, runs):
            keep.keep(run, play(world_of(run), seed, run))
            if progress:
                progress(1)
        return

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        for run in numbers:
            keep.keep(run, play(world_of(run), seed, run))
        return len(numbers)

    in_threads(block, range(1, runs, BLOCK), progress)
