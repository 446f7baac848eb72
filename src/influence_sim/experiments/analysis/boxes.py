"""Scenario discovery: boxes of factors in which a strategy wins far more often than elsewhere.

The patient rule induction method peels thin slices off the box that holds all points, always the one whose loss
raises the part of winning points most, and then pastes slices back while that part does not fall. Sides that matter
little are dropped. Density is the part of a box's points that win, coverage the part of all winning points that lie
in it. Friedman & Fisher 1999; Bryant & Lempert 2010.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import erfc, isfinite, sqrt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.experiments.analysis.levels import is_number
from influence_sim.experiments.analysis.reading import Results

SLICE = 0.05  # part of a box's points that one peel takes off
LEAST = 0.05  # part of all points that a box keeps at least
WANTED = 0.85  # a density that is enough: of the boxes that have it, the one that covers most is taken
MATTERS = 0.05  # a side is kept if what it adds could hardly be luck
MOST_BOXES = 3

Mask = NDArray[np.bool_]


class Side(NamedTuple):
    """The range of a number: a ≤ value ≤ b. An end that restricts nothing is infinite."""

    low: float = float("-inf")
    high: float = float("inf")

    @property
    def restricts(self) -> bool:
        """Whether it leaves anything out."""
        return isfinite(self.low) or isfinite(self.high)


@dataclass(frozen=True)
class Box:
    """A box: the sides of numbers, the words that are left, and what it holds.

    Attributes:
        sides: name of a number → its range, of those that are restricted.
        words: name of a factor of words → which are left, of those that are restricted.
        density: part of its points that win.
        coverage: part of the winning points that lie in it.
        points: how many it holds.
        share: part of all points that it holds.
        base: part of all points that win, for comparison.
    """

    sides: dict[str, Side] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    density: float = 0.0
    coverage: float = 0.0
    points: int = 0
    share: float = 0.0
    base: float = 0.0

    def holds(self, points: pd.DataFrame) -> Mask:
        """[point]: which points lie in it."""
        inside = np.ones(len(points), dtype=bool)
        for name, side in self.sides.items():
            values = points[name].to_numpy(dtype=float)
            inside &= (values >= side.low) & (values <= side.high)
        for name, left in self.words.items():
            inside &= points[name].astype(str).isin(left).to_numpy()
        return inside

    def without(self, name: str) -> "Box":
        """The box with a factor free."""
        sides = {key: side for key, side in self.sides.items() if key != name}
        return replace(self, sides=sides, words={key: left for key, left in self.words.items() if key != name})

    @property
    def restricted(self) -> list[str]:
        """The factors that it restricts."""
        return [*self.sides, *self.words]


def boxes_where(results: Results, outcome: str, strategy: str, against: str) -> list[Box]:
    """Boxes in which ``strategy`` is higher on ``outcome`` than ``against``, on average over a point's runs.

    Each after the first is found among the points that lie in none before. Points where both are alike, or where
    no pair is left, count as not won. Empty where it wins everywhere, nowhere, or no box is much denser than the whole.

    What two factors do only together, in opposite corners, peeling one at a time may miss.
    """
    wins = (results.differences(outcome, strategy, against) > 0).to_numpy()
    return boxes(results.points, wins)


def boxes(points: pd.DataFrame, wins: Mask, most: int = MOST_BOXES) -> list[Box]:
    """Up to ``most`` boxes; see :func:`boxes_where`."""
    found: list[Box] = []
    left = np.ones(len(points), dtype=bool)
    while len(found) < most and wins[left].any() and not wins[left].all():
        box = one_box(points[left], wins[left])
        if box is None:
            break
        told = measured(box, points, wins)
        if found and told.density < max(found[0].density - 0.2, told.base):
            break
        found.append(told)
        left &= ~box.holds(points)
    return found


def one_box(points: pd.DataFrame, wins: Mask) -> Box | None:
    """The best box of a set of points; None where none is much denser than the whole."""
    trail = list(peeled(points, wins))
    chosen = pasted(best_of(trail), points, wins)
    kept = pruned(chosen, points, wins)
    return kept if kept.restricted and measured(kept, points, wins).density >= worth_telling(wins.mean()) else None


def worth_telling(base: float) -> float:
    """The density that a box needs: twice that of the whole, or half-way from there to 1.

    >>> worth_telling(0.1), worth_telling(0.8)
    (0.2, 0.9)
    """
    return min(2 * base, (1 + base) / 2)


def measured(box: Box, points: pd.DataFrame, wins: Mask) -> Box:
    """The box with its density and coverage among these points."""
    inside = box.holds(points)
    number, won = int(inside.sum()), int(wins[inside].sum())
    return replace(
        box,
        density=won / number if number else 0.0,
        coverage=won / int(wins.sum()) if wins.any() else 0.0,
        points=number,
        share=number / len(points),
        base=float(wins.mean()),
    )


def peeled(points: pd.DataFrame, wins: Mask) -> Sequence[Box]:
    """All boxes on the way from the whole to the smallest."""
    least = max(2, round(LEAST * len(points)))
    trail = [measured(Box(), points, wins)]
    while True:
        box = trail[-1]
        inside = box.holds(points)
        tries = [measured(one, points, wins) for one in peels(box, points[inside])]
        tries = [one for one in tries if least <= one.points < box.points]
        if not tries:
            return trail
        gains = [(one.density - box.density) / (box.points - one.points) for one in tries]
        best = tries[int(np.argmax(gains))]
        if best.density <= box.density and box.density >= 1.0:
            return trail
        trail.append(best)


def peels(box: Box, inside: pd.DataFrame) -> list[Box]:
    """The box without its lowest or its highest slice of each number, or without one word of each factor of words."""
    found = []
    for name in map(str, inside.columns):
        column = pd.Series(inside[name])
        if is_number(column):
            found += [replace(box, sides={**box.sides, name: side}) for side in cuts(column, box.sides.get(name))]
            continue
        present = sorted(set(column.astype(str)))
        for word in present if len(present) > 1 else ():
            found.append(replace(box, words={**box.words, name: tuple(one for one in present if one != word)}))
    return found


def cuts(column: pd.Series, now: Side | None) -> list[Side]:
    """A number's range without its lowest, and without its highest slice; at least one value goes.

    A bound lies half-way between the last value that goes and the first that stays.
    """
    values = np.unique(column.to_numpy(dtype=float))
    if len(values) < 2:
        return []
    side = now or Side()
    first, last = np.quantile(column, [SLICE, 1 - SLICE])
    low = int(np.clip(np.searchsorted(values, first, side="left"), 1, len(values) - 1))
    high = int(np.clip(np.searchsorted(values, last, side="right") - 1, 0, len(values) - 2))
    return [
        side._replace(low=float(values[low - 1] + values[low]) / 2),
        side._replace(high=float(values[high] + values[high + 1]) / 2),
    ]


def best_of(trail: Sequence[Box]) -> Box:
    """The box that covers most among those that are dense enough, or else the best compromise of both."""
    dense = [box for box in trail if box.density >= WANTED and box.restricted]
    if dense:
        return max(dense, key=lambda box: (box.coverage, box.density))
    return max(trail, key=lambda box: (box.density - box.base) * sqrt(box.coverage))


def pasted(box: Box, points: pd.DataFrame, wins: Mask) -> Box:
    """The box with bounds moved outwards, while its density does not fall."""
    now = measured(box, points, wins)
    for _ in range(200):
        tries = [measured(one, points, wins) for one in wider(now, points)]
        tries = [one for one in tries if one.density >= now.density and one.points > now.points]
        if not tries:
            return now
        now = max(tries, key=lambda one: (one.density, one.points))
    return now


def wider(box: Box, points: pd.DataFrame) -> list[Box]:
    """The box with each bound moved outwards by a slice, or with one word more."""
    found = []
    for name, side in box.sides.items():
        others = points[box.without(name).holds(points)]
        values = np.sort(others[name].to_numpy(dtype=float))
        step = max(1, round(SLICE * box.points))
        below, above = values[values < side.low], values[values > side.high]
        for end, further in (("low", below[::-1]), ("high", above)):
            if len(further) and np.isfinite(getattr(side, end)):
                moved = float(further[step]) if len(further) > step else {"low": -np.inf, "high": np.inf}[end]
                found.append(replace(box, sides={**box.sides, name: side._replace(**{end: moved})}))
    for name, left in box.words.items():
        for word in sorted(set(points[name].astype(str)) - set(left)):
            found.append(replace(box, words={**box.words, name: tuple(sorted([*left, word]))}))
    return found


def pruned(box: Box, points: pd.DataFrame, wins: Mask) -> Box:
    """The box without restrictions that matter little: the weakest first, as long as luck could explain it."""
    now = replace(box, sides={name: side for name, side in box.sides.items() if side.restricts})
    while len(now.restricted) > 1:
        chances = {name: chance(now, name, points, wins) for name in now.restricted}
        weakest = max(chances, key=lambda name: chances[name])
        if chances[weakest] < MATTERS:
            return now
        now = now.without(weakest)
    return now


def chance(box: Box, name: str, points: pd.DataFrame, wins: Mask) -> float:
    """How likely it is that a restriction only seems to matter: a one-sided test of both densities (quasi p-value)."""
    inside, free = box.holds(points), box.without(name).holds(points)
    number, rate = int(inside.sum()), float(wins[free].mean())
    spread = sqrt(rate * (1 - rate) * number)
    if spread == 0:
        return 1.0
    excess = float(wins[inside].sum()) - number * rate
    return 0.5 * erfc((excess - 0.5) / spread / sqrt(2))


def box_frame(found: Sequence[Box]) -> pd.DataFrame:
    """box, factor, low, high, words, density, coverage, points, share, base: one row a restriction."""
    rows: list[dict[str, Any]] = []
    for number, box in enumerate(found, start=1):
        told = {key: getattr(box, key) for key in ("density", "coverage", "points", "share", "base")}
        for name, side in box.sides.items():
            rows.append({"box": number, "factor": name, "low": side.low, "high": side.high, "words": "", **told})
        for name, left in box.words.items():
            none = float("nan")
            rows.append({"box": number, "factor": name, "low": none, "high": none, "words": ", ".join(left), **told})
    frame = pd.DataFrame(rows)
    return frame.replace([np.inf, -np.inf], np.nan)
