"""A trajectory: one run of one strategy, as tidy frames."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.rules.shapes import Record, World, fields
from influence_sim.runs import frames
from influence_sim.runs.frames import Labels
from influence_sim.runs.keeping import AXES
from influence_sim.runs.module_metrics import metrics_of_modules
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy


def record_digest(record: Record) -> str:
    """sha256 over every number of a record: equal digests, equal bits.

    What a module left behind counts only where there is something, so that a new module that is off changes no digest.
    """
    digest = hashlib.sha256()
    modular = {name for name, _, said in fields(Record) if said.module}
    for name, array in zip(record._fields, record, strict=True):
        if name in modular and not array.any():
            continue
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class Trajectory:
    """One run. Its frames are made when they are asked for.

    Attributes:
        scenario, strategy, seed, run, engine: what was run.
        world: what the rules were given.
        record: what they left behind, as arrays (see ``rules/shapes.py``).
        others: strategies of other powers.
    """

    scenario: Scenario
    strategy: Strategy
    seed: int
    run: int
    engine: str
    world: World
    record: Record
    others: tuple[Strategy, ...] = ()

    @cached_property
    def labels(self) -> Labels:
        """Names along the record's axes."""
        return Labels.of(self.scenario)

    @property
    def digest(self) -> str:
        """sha256 over every number: the same from every engine."""
        return record_digest(self.record)

    @cached_property
    def influence(self) -> pd.DataFrame:
        """year, power, state, share; with "independence" the shares sum to 1 in each state and year."""
        return frames.influence_frame(self.labels, self.record.share, independence_of(self.record))

    @cached_property
    def exchange(self) -> pd.DataFrame:
        """year, power, state, channel, route, committed_musd, disbursed_musd, returned_musd."""
        return frames.exchange_frame(self.labels, self.record.committed, self.record.disbursed, self.record.returned)

    @cached_property
    def membership(self) -> pd.DataFrame:
        """year, forum, member, status (none, observer, member)."""
        return frames.membership_frame(self.labels, self.record.status, self.world.power_member)

    @cached_property
    def forums(self) -> pd.DataFrame:
        """year, forum, depth, fund_musd."""
        return frames.forums_frame(self.labels, self.record.depth, self.record.fund.sum(axis=1))

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """year, metric, subject, value, unit: the axes of the verdict, what independence is made of, and modules."""
        axes = {name: getattr(self.record, name) for axis in AXES for name in (axis, f"{axis}_by_gdp")}
        modules = metrics_of_modules(self.world, self.labels, self.record)
        return frames.metrics_frame(self.labels, axes, independence_parts(self.record), by_modules=modules)

    def plot(self, ax: Any = None) -> Any:
        """Stacked shares in each state; see ``influence_sim.plot.influence``."""
        from influence_sim import plots

        return plots.influence(self, ax=ax)

    def __repr__(self) -> str:
        years = f"{self.labels.years[0]}–{self.labels.years[-1]}"
        return (
            f'<Trajectory "{self.scenario.key}", {followed(self.strategy, self.others)}, seed {self.seed},'
            f" run {self.run}, {years}: influence, exchange, membership, forums, metrics>"
        )

    def _repr_html_(self) -> str:
        from influence_sim.faces import notebook

        return notebook.of_trajectory(self)


def followed(strategy: Strategy, others: Sequence[Strategy]) -> str:
    """The keys of what is followed, as one line shows them."""
    return strategy.key + (f" with {', '.join(one.key for one in others)}" if others else "")


def html_escape(text: str) -> str:
    """Text as HTML shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def independence_of(record: Record) -> np.ndarray[Any, np.dtype[np.float64]]:
    """[(run,) year, state]: what no power holds."""
    return record.home + record.forum_hand + record.own_hand


def independence_parts(record: Record) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """What independence is made of, by metric: each [(run,) year, state]."""
    return {
        "independence of the state's own": record.home,
        "independence by forums without powers": record.forum_hand,
        "independence by leaked credit": record.own_hand,
    }
