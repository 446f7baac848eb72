"""The best plan under a budget: how much through a forum and when, through which, with what emphasis.

A plan is judged in one future or in many: by its mean worth (expected), by its worst, and by its largest regret, which
is what the best plan known for a future would have brought more there. Differential evolution (Storn & Price 1997, by
SciPy) looks for the best plan by each criterion; every plan that was tried is kept, and the answer is the best of
them all. All plans spend the same budget; what a plan costs besides (``upkeep``) comes off it first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.outcomes import subject_of

EXPECTED, WORST, REGRET = "expected", "worst", "regret"
CRITERIA = (EXPECTED, WORST, REGRET)
EMPHASIS = (0.5, 2.0)  # factors on what a channel is worth to the power
POPULATION = 8  # plans a generation, for each number of a plan

Values = NDArray[np.float64]


class Plan(NamedTuple):
    """What a power could do.

    Attributes:
        first, last: the part of its money through a forum in the first and the last year of the rise.
        through: the forum, by key.
        emphasis: channel → factor on what it is worth to the power; nothing where all stay as they are.
    """

    first: float
    last: float
    through: str
    emphasis: tuple[tuple[str, float], ...] = ()


Worth = Callable[[Plan, Any], float]


@dataclass(frozen=True)
class Space:
    """The plans that are open to a power.

    Attributes:
        vehicles: keys of forums to choose from.
        channels: keys of channels whose weight may change.
    """

    vehicles: Sequence[str]
    channels: Sequence[str] = ()

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """Of each number that makes a plan: both parts, the vehicle's number, the emphases' logarithms."""
        low, high = np.log(EMPHASIS)
        vehicle = (0.0, float(len(self.vehicles) - 1))
        return [(0.0, 1.0), (0.0, 1.0), vehicle, *((float(low), float(high)) for _ in self.channels)]

    def plan(self, numbers: Values) -> Plan:
        """The plan that numbers stand for; parts in whole hundredths, emphases with two digits."""
        emphasis = tuple(
            (name, round(float(np.exp(value)), 2)) for name, value in zip(self.channels, numbers[3:], strict=True)
        )
        place = min(max(round(float(numbers[2])), 0), len(self.vehicles) - 1)
        return Plan(round(float(numbers[0]), 2), round(float(numbers[1]), 2), self.vehicles[place], emphasis)


@dataclass
class Tried:
    """Every plan that was tried, with its worth in each future.

    Attributes:
        worth: (plan, future) → number; the larger the better.
        futures: what plans are judged in.
        known: plan → its worth in each future.
    """

    worth: Worth
    futures: Sequence[Any]
    known: dict[Plan, Values] = field(default_factory=dict)

    def of(self, plan: Plan) -> Values:
        """[future]: what a plan is worth; each plan is tried once."""
        if plan not in self.known:
            self.known[plan] = np.array([self.worth(plan, future) for future in self.futures], dtype=float)
        return self.known[plan]

    def best(self) -> Values:
        """[future]: the best of all that were tried."""
        found: Values = np.max(list(self.known.values()), axis=0)
        return found

    def score(self, plan: Plan, criterion: str) -> float:
        """What a plan is worth by a criterion; a regret counts negatively."""
        worth = self.of(plan)
        if criterion == EXPECTED:
            return float(worth.mean())
        return float(worth.min()) if criterion == WORST else -float((self.best() - worth).max())


@dataclass(frozen=True, eq=False)
class Optimum:
    """The best plans.

    Attributes:
        plans: criterion → plan.
        tried: plan by plan: first, last, through, emphasis, one column a future, expected, worst, regret.
    """

    plans: Mapping[str, Plan]
    tried: pd.DataFrame

    def row(self, criterion: str) -> dict[str, Any]:
        """What was found of the best plan by a criterion."""
        plan = self.plans[criterion]
        same = (self.tried["first"] == plan.first) & (self.tried["last"] == plan.last)
        same &= (self.tried["through"] == plan.through) & (self.tried["emphasis"] == emphasis_text(plan))
        return {str(key): value for key, value in self.tried[same].iloc[0].items()}


def optimise(
    space: Space,
    futures: Mapping[str, Any],
    worth: Worth,
    generations: int = 10,
    seed: int = 1,
    begin: Sequence[Plan] = (),
) -> Optimum:
    """Look for the best plan by each criterion.

    Args:
        space: the plans that are open.
        futures: name → what ``worth`` takes as a future; in one alone the three criteria are the same.
        worth: (plan, future) → number; the larger the better. The same plan and future must give the same number.
        generations: of each search; the plans tried are at most 3 × (generations + 1) × 8 × numbers of a plan.
        seed: of the search.
        begin: plans that are tried first, such as what is done now.

    Raises:
        InputError: there is no future, or no vehicle.
    """
    from scipy.optimize import differential_evolution

    if not futures or not space.vehicles:
        raise InputError("an optimum needs at least one future and one vehicle")
    tried = Tried(worth, list(futures.values()))
    for plan in begin:
        tried.of(plan)
    for criterion in CRITERIA if len(futures) > 1 else CRITERIA[:1]:

        def cost(numbers: Values, criterion: str = criterion) -> float:
            return -tried.score(space.plan(numbers), criterion)

        differential_evolution(
            cost,
            space.bounds if len(space.vehicles) > 1 else [*space.bounds[:2], (0.0, 0.49), *space.bounds[3:]],
            maxiter=generations,
            popsize=POPULATION,
            rng=np.random.default_rng(seed),
            polish=False,
            tol=0.0,
        )
    plans = {name: max(tried.known, key=lambda plan, name=name: tried.score(plan, name)) for name in CRITERIA}  # type: ignore[misc]
    return Optimum(plans, frame_of(tried, list(futures)))


def frame_of(tried: Tried, names: Sequence[str]) -> pd.DataFrame:
    """All plans with what they are worth."""
    best = tried.best()
    rows = []
    for plan, worth in tried.known.items():
        told = {"first": plan.first, "last": plan.last, "through": plan.through, "emphasis": emphasis_text(plan)}
        each = {f"worth.{name}": float(value) for name, value in zip(names, worth, strict=True)}
        scores = {EXPECTED: float(worth.mean()), WORST: float(worth.min()), REGRET: float((best - worth).max())}
        rows.append({**told, **each, **scores})
    return pd.DataFrame(rows)


def emphasis_text(plan: Plan) -> str:
    """A plan's emphasis as a cell.

    >>> emphasis_text(Plan(0, 1, "club", (("aid", 1.5), ("trade", 0.8))))
    'aid 1.5, trade 0.8'
    """
    return ", ".join(f"{name} {value:g}" for name, value in plan.emphasis)


class Future(NamedTuple):
    """Circumstances that a plan may meet: overrides of the scenario, and what other powers do."""

    overrides: Mapping[str, Any] = {}
    others: Sequence[Any] = ()


def simulated(
    scenario: str,
    base: Any = "institution",
    against: Any = "bilateral",
    weights: Mapping[str, float] | None = None,
    *,
    runs: int = 8,
    seed: int = 1,
    rise: int = 10,
    budget: float = 1.0,
) -> Worth:
    """A plan's worth by simulation: how much better than ``against``, in weighted points, in the same luck.

    Args:
        scenario: name or path.
        base: the strategy that a plan changes.
        against: what it is held against, in the same future, with the same budget.
        weights: outcome of a sweep (axes in the late window) → weight; the base's aims where none are given.
        runs: worlds for each plan and future.
        seed: which luck.
        rise: years from the first to the last part.
        budget: factor on the power's recorded budget, alike for all plans.
    """
    from influence_sim.experiments.verdict import window_mean
    from influence_sim.runs.ensemble import ensemble
    from influence_sim.scenario.loading import load_scenario
    from influence_sim.scenario.strategies import strategy

    start, reference = strategy(base), strategy(against, budget_factor=budget)
    aims = dict(weights) if weights else {f"{axis}_late": float(aim) for axis, aim in start.aims.items()}
    worths: dict[tuple[Any, str], Values] = {}

    def values(played: Any, future: Future) -> Values:
        world = load_scenario(scenario, dict(future.overrides))
        many = ensemble(world, played, runs, seed, record="outcomes", engine="compiled", others=future.others)
        total: Values = np.zeros(runs)
        for name, weight in aims.items():
            about = subject_of(name)
            span = world.windows.late if about.window == "late" else world.windows.early
            total += weight * about.scale * window_mean(many, name.removesuffix(f"_{about.window}"), *span)
        return total

    def worth(plan: Plan, future: Future) -> float:
        key = (repr(future), "against")
        if key not in worths:
            worths[key] = values(reference, future)
        share = {"start": plan.first, "end": plan.last, "over": rise}
        changes: dict[str, Any] = {"regional_share": share, "through": {plan.through: 1.0}, "budget_factor": budget}
        if plan.emphasis:
            changes["channel_fit"] = dict(plan.emphasis)
        return float((values(strategy(start, **changes), future) - worths[key]).mean())

    return worth
