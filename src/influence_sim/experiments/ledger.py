"""The ledger of a verdict: which assumption brings how much of the difference between two strategies.

A scenario names contested terms and what switches each off (``ledger`` in its YAML). With all of them
off strategies that differ by the route of their money do the same: the neutral point. From there every
subset of terms is switched on, in the same worlds, and each term is given its Shapley value

    φ_k = Σ_{S without k} |S|! (n − |S| − 1)! / n!  · [ v(S + k) − v(S) ]

so that the terms sum to the whole difference, whatever the order. Where terms act on each other, the
Shapley interaction index says how much (Grabisch & Roubens 1999):

    I_jk = Σ_{S without j, k} |S|! (n − |S| − 2)! / (n − 1)!  · [ v(S + j + k) − v(S + j) − v(S + k) + v(S) ]

Shapley 1953. All subsets are run; nothing is sampled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.experiments.paired import Outcome, Progress, Values, outcomes_of, paired_differences, summary
from influence_sim.rules.shapes import World
from influence_sim.scenario.schema import Scenario, Term
from influence_sim.scenario.strategies import Strategy

START, WHOLE = "neutral point", "whole"


def with_terms(world: World, terms: Sequence[Term], subset: int) -> World:
    """The world with the terms of a subset as given and the others off; bit k stands for term k."""
    off: dict[str, Any] = {}
    for k, term in enumerate(terms):
        if not subset >> k & 1:
            off |= term.off
    return world._replace(**off)


@dataclass(frozen=True, eq=False)
class Ledger:
    """Differences between two strategies in every subset of terms.

    Attributes:
        scenario, strategy, against: what was compared.
        terms: key → term; bit k of a subset's number stands for the k-th.
        values: [subset, run, outcome]: paired differences.
    """

    scenario: Scenario
    strategy: Strategy
    against: Strategy
    terms: dict[str, Term]
    values: Values

    @property
    def runs(self) -> int:
        """In how many paired worlds."""
        return int(self.values.shape[1])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """strategy, against, decider, axis, window, weight, term, name, contribution, low, high, error, alone, runs.

        ``contribution`` is the mean over worlds of the Shapley value, ``low`` and ``high`` hold 90 % of worlds,
        ``error`` is the mean's standard error (NaN in a single world); ``alone`` is what the term brings when it is
        the only one on. The rows "neutral point" and "whole" hold the difference with no term and with all terms on.
        With the decider "at zero" its terms are off throughout.
        """
        parts = [self._ledger_rows(state, chosen) for state, chosen in self._states()]
        return self._named(pd.concat(parts, ignore_index=True))

    @cached_property
    def interactions(self) -> pd.DataFrame:
        """strategy, against, decider, axis, window, weight, term, other, interaction, low, high, error, runs."""
        parts = [self._interaction_rows(state, chosen) for state, chosen in self._states()]
        return self._named(pd.concat(parts, ignore_index=True))

    @cached_property
    def largest_error(self) -> float:
        """How far the terms' sum is from the whole difference, at most; rounding alone."""
        everything = list(range(len(self.terms)))
        shares = sum(shapley(self.values, k, everything) for k in everything)
        return float(np.abs(shares - (self.values[-1] - self.values[0])).max())

    def _states(self) -> Iterator[tuple[str, list[int]]]:
        """The terms in play with the decider as given, and without it."""
        everything = list(range(len(self.terms)))
        yield "as given", everything
        rest = [k for k, term in enumerate(self.terms.values()) if not set(term.off) & set(self.scenario.deciders)]
        if len(rest) < len(everything):
            yield "at zero", rest

    def _ledger_rows(self, state: str, chosen: Sequence[int]) -> pd.DataFrame:
        keys, full = list(self.terms), sum(1 << k for k in chosen)
        entries = [(START, START, self.values[0], self.values[0])]
        for k in chosen:
            alone = self.values[1 << k] - self.values[0]
            entries.append((keys[k], self.terms[keys[k]].name, shapley(self.values, k, chosen), alone))
        entries.append((WHOLE, WHOLE, self.values[full], self.values[full]))
        rows = [
            (state, *outcome, key, name, *summary(value[:, place]), float(alone[:, place].mean()), self.runs)
            for place, outcome in enumerate(outcomes_of(self.scenario))
            for key, name, value, alone in entries
        ]
        names = ["decider", *Outcome._fields, "term", "name", "contribution", "low", "high", "error", "alone", "runs"]
        return pd.DataFrame(rows, columns=names)

    def _interaction_rows(self, state: str, chosen: Sequence[int]) -> pd.DataFrame:
        keys = list(self.terms)
        pairs = [(j, k, interaction(self.values, j, k, chosen)) for j, k in combinations(chosen, 2)]
        rows = [
            (state, *outcome, keys[j], keys[k], *summary(value[:, place]), self.runs)
            for place, outcome in enumerate(outcomes_of(self.scenario))
            for j, k, value in pairs
        ]
        names = ["decider", *Outcome._fields, "term", "other", "interaction", "low", "high", "error", "runs"]
        return pd.DataFrame(rows, columns=names)

    def _named(self, frame: pd.DataFrame) -> pd.DataFrame:
        frame.insert(0, "strategy", self.strategy.key)
        frame.insert(1, "against", self.against.key)
        return frame

    def __repr__(self) -> str:
        pair = f"{self.strategy.key} against {self.against.key}"
        return f"<Ledger {pair}, {len(self.terms)} terms, {self.runs} paired worlds: frame, interactions>"


def subsets(of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every subset of some terms, as (its number, its size)."""
    for size in range(len(of) + 1):
        for members in combinations(of, size):
            yield sum(1 << k for k in members), size


def shapley(values: Values, k: int, chosen: Sequence[int]) -> Values:
    """[run, outcome]: the Shapley value of term k among the chosen terms."""
    n = len(chosen)
    total: Values = np.zeros(values.shape[1:])
    for subset, size in subsets([j for j in chosen if j != k]):
        weight = factorial(size) * factorial(n - size - 1) / factorial(n)
        total += weight * (values[subset | 1 << k] - values[subset])
    return total


def interaction(values: Values, j: int, k: int, chosen: Sequence[int]) -> Values:
    """[run, outcome]: the Shapley interaction index of terms j and k among the chosen terms."""
    n, both = len(chosen), 1 << j | 1 << k
    total: Values = np.zeros(values.shape[1:])
    for subset, size in subsets([i for i in chosen if i not in (j, k)]):
        weight = factorial(size) * factorial(n - size - 2) / factorial(n - 1)
        mixed = values[subset | both] - values[subset | 1 << j] - values[subset | 1 << k] + values[subset]
        total += weight * mixed
    return total


def make_ledger(
    scenario: Scenario,
    strategy: Strategy,
    against: Strategy,
    runs: int = 32,
    seed: int = 1,
    parameters: str = "value",
    others: Sequence[Any] = (),
    progress: Progress | None = None,
) -> Ledger:
    """Run both strategies in every subset of the scenario's terms, in the same worlds.

    That is 2ⁿ subsets × 2 strategies × ``runs``, always on the compiled engine.

    Args:
        scenario: the scenario; its ``ledger`` names the terms.
        strategy: whose difference is accounted for.
        against: the strategy that it is held against.
        runs: paired worlds; run k is run k of ``compare`` with the same seed.
        seed: which luck.
        parameters: "value", or "prior": each world draws its parameters, then terms are switched off in it.
        others: strategies of other powers.
        progress: called with the number of runs that have ended since the last call.
    """
    terms = list(scenario.ledger.values())
    variations = [partial(with_terms, terms=terms, subset=subset) for subset in range(1 << len(terms))]
    values = paired_differences(
        scenario,
        strategy,
        against,
        variations,
        runs=runs,
        seed=seed,
        parameters=parameters,
        others=others,
        progress=progress,
    )
    return Ledger(scenario, strategy, against, dict(scenario.ledger), values)


def ledger_run_count(scenario: Scenario, runs: int) -> int:
    """How many runs a ledger takes."""
    return 2 * runs << len(scenario.ledger)
