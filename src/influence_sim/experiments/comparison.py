"""Two or more strategies in paired worlds: the same luck, and the same draw of parameters, for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.ledger import Ledger, make_ledger
from influence_sim.experiments.swings import swing_frame
from influence_sim.experiments.verdict import path_frame, plane_frame, verdict_frame
from influence_sim.runs.choosing import check_number, strategies_of
from influence_sim.runs.ensemble import Ensemble, ensemble
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.strategies import strategy as strategy_of

Progress = Callable[[int], None]
LEDGER_RUNS = 32


@dataclass(frozen=True, eq=False)
class Comparison:
    """Strategies in paired worlds. The first is the one that the others are held against.

    Attributes:
        scenario, strategies, seed, runs, parameters: what was run.
        ensembles: key of a strategy → its runs, with the decider as given.
        without: key of a strategy → its runs with the decider at zero; outcomes only.
        others: strategies of other powers, the same in all worlds, each by name, path or value.
        ledger_runs: paired worlds of the ledger, which is made when it is first asked for.
    """

    scenario: Scenario
    strategies: Sequence[Strategy]
    seed: int
    runs: int
    parameters: str
    ensembles: dict[str, Ensemble]
    without: dict[str, Ensemble]
    others: Sequence[Strategy] = ()
    ledger_runs: int = LEDGER_RUNS

    @property
    def reference(self) -> Strategy:
        """The strategy that the others are held against."""
        return self.strategies[0]

    @cached_property
    def verdict(self) -> pd.DataFrame:
        """strategy, against, decider, axis, window, weight, difference, low, high, probability_better, runs.

        ``difference`` is the mean over paired worlds of (strategy − reference), a share from −1 to 1;
        ``low`` and ``high`` hold 90 % of worlds; ``decider`` says how the scenario's deciding
        assumption stands: "as given" or "at zero".
        """
        return self._by_pair(verdict_frame)

    @cached_property
    def plane(self) -> pd.DataFrame:
        """strategy, against, decider, window, weight, run, possession, milieu: both axes in every world."""
        return self._by_pair(plane_frame)

    def _by_pair(self, make: Callable[[Scenario, Ensemble, Ensemble], pd.DataFrame]) -> pd.DataFrame:
        """A frame for each strategy against the first, with the decider as given and at zero, one below the other."""
        parts = []
        for other in self.strategies[1:]:
            for state, runs in (("as given", self.ensembles), ("at zero", self.without)):
                if runs:
                    found = make(self.scenario, runs[self.reference.key], runs[other.key])
                    for place, (name, value) in enumerate(
                        (("strategy", other.key), ("against", self.reference.key), ("decider", state))
                    ):
                        found.insert(place, name, value)
                    parts.append(found)
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """strategy, against, decider, axis, window, weight, term, name, contribution, low, high, error, alone, runs.

        See :class:`influence_sim.experiments.ledger.Ledger`.
        """
        return pd.concat([one.frame for one in self.make_ledgers()], ignore_index=True)

    @cached_property
    def interactions(self) -> pd.DataFrame:
        """strategy, against, decider, axis, window, weight, term, other, interaction, low, high, error, runs."""
        return pd.concat([one.interactions for one in self.make_ledgers()], ignore_index=True)

    @cached_property
    def swings(self) -> pd.DataFrame:
        """strategy, against, parameter, element, end, value, axis, window, weight, difference, low, high, error, given.

        Each contested assumption alone at the ends of its prior, in as many worlds as the ledger has; see
        :func:`influence_sim.experiments.swings.swing_frame`.
        """
        parts = [
            swing_frame(self.scenario, other, self.reference, max(self.ledger_runs, 1), self.seed, self.others)
            for other in self.strategies[1:]
        ]
        return pd.concat(parts, ignore_index=True)

    def make_ledgers(self, progress: Progress | None = None) -> list[Ledger]:
        """The ledger of each strategy against the first: made once, at the first call."""
        if not self.ledger_runs or not self.scenario.ledger:
            raise InputError(
                "this comparison has no ledger: it was given no ledger runs, or its scenario names no terms"
            )
        if not self._ledgers:
            for other in self.strategies[1:]:
                made = make_ledger(
                    self.scenario,
                    other,
                    self.reference,
                    self.ledger_runs,
                    self.seed,
                    self.parameters,
                    self.others,
                    progress,
                )
                self._ledgers.append(made)
        return self._ledgers

    @cached_property
    def _ledgers(self) -> list[Ledger]:
        return []

    @cached_property
    def paths(self) -> pd.DataFrame:
        """run, year, axis, difference of the second strategy from the first, in every world and year."""
        return self.paths_of(self.strategies[1].key)

    def paths_of(self, key: str) -> pd.DataFrame:
        """The same for the strategy with this key."""
        return path_frame(self.ensembles[self.reference.key], self.ensembles[key])

    def __repr__(self) -> str:
        names = " against ".join(one.key for one in reversed(self.strategies))
        names += f" with {', '.join(one.key for one in self.others)}" if self.others else ""
        worlds = f"{self.runs} paired worlds, seed {self.seed}"
        return f'<Comparison "{self.scenario.key}", {names}, {worlds}: verdict, ledger, swings, plane, paths>'

    def _repr_html_(self) -> str:
        from influence_sim.faces import notebook

        return notebook.of_comparison(self)


def compare(
    scenario: Any = "baseline",
    strategies: Sequence[Any] = ("bilateral", "institution"),
    runs: int = 200,
    seed: int = 1,
    parameters: str = "value",
    engine: str = "auto",
    others: Sequence[Any] = (),
    ledger_runs: int = LEDGER_RUNS,
    progress: Progress | None = None,
) -> Comparison:
    """Compare strategies in paired worlds.

    Args:
        scenario: a name, a path to YAML, or a scenario.
        strategies: two or more; the others are held against the first.
        runs: paired worlds.
        seed: which luck.
        parameters: "value", or "prior": each world draws its parameters, the same for all strategies.
        engine: "auto", "lanes", "compiled" or "mesa"; the bits are the same.
        others: strategies of other powers, the same in all worlds.
        ledger_runs: paired worlds of the ledger, which is made when it is first asked for; 0: no ledger.
        progress: called with the number of runs that have ended since the last call; ``run_count`` says of how many.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.
    """
    loaded = load_scenario(scenario)
    chosen, beside = [strategy_of(one) for one in strategies], strategies_of(others)
    check_number("runs", runs, low=1)
    check_number("ledger_runs", ledger_runs)
    keys = [one.key for one in chosen]
    if len(keys) < 2:
        raise InputError(f"compare needs at least two strategies, not {len(keys)}")
    if len(set(keys)) < len(keys):
        raise InputError(f"compare was given a strategy twice: {', '.join(keys)}")

    def runs_of(one: Strategy, record: str, fixed: dict[str, float]) -> Ensemble:
        return ensemble(
            loaded,
            one,
            runs,
            seed,
            record=record,
            engine=engine,
            parameters=parameters,
            others=beside,
            fixed=fixed,
            progress=progress,
        )

    full = {one.key: runs_of(one, "all", {}) for one in chosen}
    at_zero = dict.fromkeys(loaded.deciders, 0.0)
    without = {one.key: runs_of(one, "outcomes", at_zero) for one in chosen} if at_zero else {}
    return Comparison(loaded, chosen, seed, runs, parameters, full, without, beside, ledger_runs)


def run_count(scenario: Scenario, strategies: Sequence[Any], runs: int) -> int:
    """How many runs ``compare`` makes in all."""
    return len(strategies) * runs * (2 if scenario.deciders else 1)
