"""The ledger across a sweep: one line of named costs that predicts who wins, and where the simulation departs from it.

A factor's cost is what it adds to the difference between two strategies, the same wherever the others stand. The line
is fitted by least squares to the mean difference at every point; its sign predicts the winner. A logistic line is
fitted to the winner alone. Both are judged on points that they have not seen (ten-fold cross-validation), beside the
guess that always names the more frequent winner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.levels import is_number
from influence_sim.experiments.analysis.reading import Results

FOLDS = 10
FEWEST = 10  # points
RIDGE = 1e-3  # keeps a logistic line finite where it separates the winners without fail
STEPS = 100

Values = NDArray[np.float64]


class Term(NamedTuple):
    """A column of the line: a number from its lowest to its highest value, or one word against the first (the base)."""

    factor: str
    word: str
    base: str
    low: float
    high: float

    @property
    def name(self) -> str:
        """The factor, with its word where it has one."""
        return f"{self.factor}: {self.word}" if self.word else self.factor

    def column(self, points: pd.DataFrame) -> Values:
        """[point]: 0 at the low end, 1 at the high end; or whether the word stands there."""
        if self.word:
            stands: Values = (points[self.factor].astype(str) == self.word).to_numpy().astype(np.float64)
            return stands
        return (points[self.factor].to_numpy(dtype=float) - self.low) / (self.high - self.low)


@dataclass(frozen=True, eq=False)
class CostLine:
    """A fitted line.

    Attributes:
        terms: factor, word, base (the word that it is held against), low, high, cost, error, log_odds: what the term
            adds to the difference from its low to its high end (a share, or M$ a year), its standard error, and what
            it adds to the logarithm of the odds.
        start: the difference where every term is at its low end.
        explained: part of the variance between points that the line has, on points it has not seen; may be below 0.
        accuracy: part of the winners that its sign predicts, on points it has not seen.
        logistic: the same of the logistic line.
        majority: the same of the guess that always names the more frequent winner.
        departures: point, difference, predicted, and the factors, of the points where the line names the wrong
            winner, the largest difference first.
        points: how many it was fitted to.
        ties: how many points without any difference were left out of accuracies.
    """

    terms: pd.DataFrame
    start: float
    explained: float
    accuracy: float
    logistic: float
    majority: float
    departures: pd.DataFrame
    points: int
    ties: int


def cost_line(results: Results, outcome: str, strategy: str, against: str) -> CostLine:
    """The line for strategy − against on one outcome.

    Raises:
        InputError: fewer than ten points, or fewer than two for each term.
    """
    values = results.differences(outcome, strategy, against).dropna()
    return fitted_line(values, results.points.loc[values.index])


def fitted_line(values: pd.Series, points: pd.DataFrame) -> CostLine:
    """The line through a value at every point."""
    terms = terms_of(points)
    if len(values) < max(FEWEST, 2 * (1 + len(terms))):
        raise InputError(f"{len(values)} points are too few for a line with {len(terms)} terms")
    inputs = np.column_stack([np.ones(len(values)), *(term.column(points) for term in terms)])
    truth = values.to_numpy(dtype=float)
    decided = truth != 0.0
    costs, errors = least_squares(inputs, truth)
    unseen, odds = unseen_predictions(inputs, truth, decided)
    wins = truth[decided] > 0
    variance = float(((truth - truth.mean()) ** 2).sum())
    frame = pd.DataFrame(
        [{**term._asdict(), "cost": costs[1 + k], "error": errors[1 + k]} for k, term in enumerate(terms)]
    )
    two_sided = bool(decided.any() and wins.any() and not wins.all())
    frame["log_odds"] = logistic(inputs[decided], wins)[1:] if two_sided else np.nan
    return CostLine(
        terms=frame,
        start=float(costs[0]),
        explained=1.0 - float(((truth - unseen) ** 2).sum()) / variance if variance > 0 else 1.0,
        accuracy=accuracy(unseen[decided], wins),
        logistic=accuracy(odds[decided], wins) if two_sided else accuracy(unseen[decided], wins),
        majority=float(max(wins.mean(), 1 - wins.mean())) if decided.any() else 1.0,
        departures=departures(values, unseen, points, decided),
        points=len(values),
        ties=int((~decided).sum()),
    )


def terms_of(points: pd.DataFrame) -> list[Term]:
    """A term for each number that varies, and for each word of a factor but the first that comes."""
    terms = []
    for name in map(str, points.columns):
        column = pd.Series(points[name])
        if is_number(column):
            low, high = float(column.min()), float(column.max())
            terms += [Term(name, "", "", low, high)] if high > low else []
        else:
            base, *others = dict.fromkeys(column.astype(str))
            terms += [Term(name, word, base, float("nan"), float("nan")) for word in others]
    return terms


def least_squares(inputs: Values, truth: Values) -> tuple[Values, Values]:
    """[column]: coefficients and their standard errors, which allow each point a spread of its own (HC1)."""
    inverse = np.linalg.pinv(inputs.T @ inputs)
    found = inverse @ inputs.T @ truth
    left = truth - inputs @ found
    freedom = max(len(truth) - inputs.shape[1], 1)
    middle = inputs.T @ (inputs * (left**2)[:, None])
    covariance = inverse @ middle @ inverse * len(truth) / freedom
    return found, np.sqrt(np.clip(np.diag(covariance), 0.0, None))


def logistic(inputs: Values, wins: NDArray[np.bool_]) -> Values:
    """[column]: a logistic line, by Newton's method with a slight pull towards 0 on all but the constant."""
    found = np.zeros(inputs.shape[1])
    pull = np.full(inputs.shape[1], RIDGE * len(wins))
    pull[0] = RIDGE
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (wins - odds) - pull * found
        curve = (inputs * (odds * (1 - odds))[:, None]).T @ inputs + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    return found


def unseen_predictions(inputs: Values, truth: Values, decided: NDArray[np.bool_]) -> tuple[Values, Values]:
    """[point]: what lines fitted to the other folds predict, the linear and the logistic one.

    Points are dealt to folds at random, the same way every time.
    """
    fold = np.random.default_rng(0).permutation(len(truth)) % FOLDS
    linear, odds = np.zeros(len(truth)), np.zeros(len(truth))
    for number in range(FOLDS):
        out = fold == number
        seen, known = ~out, ~out & decided
        linear[out] = inputs[out] @ least_squares(inputs[seen], truth[seen])[0]
        wins = truth[known] > 0
        if known.any() and wins.any() and not wins.all():
            odds[out] = inputs[out] @ logistic(inputs[known], wins)
        else:
            odds[out] = 1.0 if known.any() and wins.all() else -1.0
    return linear, odds


def accuracy(predicted: Values, wins: NDArray[np.bool_]) -> float:
    """The part of the winners that a sign predicts; a prediction of exactly zero counts half."""
    if not len(wins):
        return 1.0
    right = np.where(predicted == 0.0, 0.5, (predicted > 0) == wins)
    return float(right.mean())


def departures(values: pd.Series, unseen: Values, points: pd.DataFrame, decided: NDArray[np.bool_]) -> pd.DataFrame:
    """The points where the line names the wrong winner, the largest difference first."""
    frame = pd.DataFrame({"difference": values, "predicted": unseen}).join(points)
    wrong = frame[decided & ((frame["predicted"] > 0) != (frame["difference"] > 0)).to_numpy()]
    return wrong.iloc[np.argsort(-wrong["difference"].abs().to_numpy(), kind="stable")].reset_index()


def where_departs(line: CostLine, points: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """factor, low, high, part_wrong: for each number's thirds and each word, the part of points with a wrong winner.

    Sorted by that part, the largest first.
    """
    wrong = points.index.isin(line.departures["point"])
    rows = []
    for name in factors:
        column = pd.Series(points[name])
        if is_number(column) and column.nunique() > 3:
            third = pd.qcut(column, 3, labels=False, duplicates="drop").to_numpy()
            groups = [(column[third == k], wrong[third == k]) for k in np.unique(third)]
            rows += [(name, float(part.min()), float(part.max()), "", float(bad.mean())) for part, bad in groups]
        else:
            for value in dict.fromkeys(column):
                chosen = (column == value).to_numpy()
                rows.append((name, np.nan, np.nan, str(value), float(wrong[chosen].mean())))
    frame = pd.DataFrame(rows, columns=["factor", "low", "high", "word", "part_wrong"])
    return frame.sort_values("part_wrong", ascending=False, kind="stable", ignore_index=True)
