"""Draws of many runs at once: the same bits as ``priors.draw_parameters``, at about a hundredth of the time."""

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.rules.chance import PRIOR, PRIOR_MASS, uniform
from influence_sim.rules.shapes import World
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.priors import Drawn, Prior

if TYPE_CHECKING:
    from influence_sim.scenario.schema import Scenario

Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.intp]

CHUNK = 128  # runs at a time: numbers of so many stay in a processor's cache
LINES = ("uniform", "times", "plus")
EXPONENTIALS = ("loguniform", "times_log")


def draw_block(scenario: "Scenario", world: World, seed: int, runs: Sequence[int]) -> dict[str, NDArray[Any]]:
    """What ``priors.draw_parameters`` draws in each of many runs, bit for bit.

    To draw block after block, keep a ``BlockDraws``.

    Args:
        scenario: where the priors stand.
        world: built from this scenario; it is not changed.
        seed: 0 ≤ seed < 2**32.
        runs: numbers of runs in any order, each 0 ≤ run < 2**32.

    Returns:
        Each parameter that is drawn → [run, its axes …] of float64, in the order of ``runs``; int64 for a word.
    """
    draws = BlockDraws(scenario, world)
    return draws.by_name(draws.cells(seed, runs))


class BlockDraws:
    """Draws the parameters of block after block of runs.

    A cell is one number of a drawn parameter: of one element and, if it has years, of one year. Cells stand parameter
    after parameter, each in the order of its array. May be used by several threads at once.

    Args:
        scenario: where the priors stand.
        world: built from this scenario; draws that start from a value start from the one here.
        only: the parameters to draw; all that have a prior if left out.

    Attributes:
        places: where each drawn parameter's cells stand.
        words: the drawn parameters that are words.
        count: how many cells there are.
    """

    def __init__(self, scenario: "Scenario", world: World, only: Collection[str] | None = None) -> None:
        self.places: dict[str, slice] = {}
        self.words: set[str] = set()
        self._shapes: dict[str, tuple[int, ...]] = {}
        cells = Cells()
        for plan in scenario.drawn:
            if only is None or plan.name in only:
                value = np.asarray(getattr(world, plan.name), np.float64)
                start = len(cells.priors)
                cells.add(plan, value)
                self.places[plan.name] = slice(start, len(cells.priors))
                self._shapes[plan.name] = value.shape
                if known_parameters()[plan.name].words:
                    self.words.add(plan.name)
        self.count = len(cells.priors)
        self._draw = Draw(cells, [self.places[name].start for name in self.places if name in self.words])

    def cells(self, seed: int, runs: Sequence[int]) -> Floats:
        """[cell, run]: the draws, runs innermost. What stands at a word's cell are the bits of a number of int64."""
        every = np.array(runs, np.uint64)
        drawn = np.empty((self.count, len(every)))
        for start in range(0, len(every), CHUNK):
            part = slice(start, start + CHUNK)
            self._draw.into(drawn[:, part], seed, every[part])
        return drawn

    def by_name(self, cells: Floats) -> dict[str, NDArray[Any]]:
        """Each drawn parameter's part of the cells, as views: [run, its axes …]."""
        found: dict[str, NDArray[Any]] = {}
        for name, place in self.places.items():
            part = cells[place].view(np.int64) if name in self.words else cells[place]
            found[name] = part.T.reshape(cells.shape[1], *self._shapes[name])
        return found


class Cells:
    """What each cell is made of, collected parameter by parameter; addresses are (kind of draw, who, whom)."""

    def __init__(self) -> None:
        self.priors: list[Prior] = []
        self.values: list[float] = []
        self.ranges: list[tuple[float, float]] = []
        self.addresses: list[tuple[int, int, int]] = []
        self.draws: list[int] = []  # for each cell, which address it takes its draw from
        self.masses: dict[int, int] = {}  # cells that are 0 in half of the runs → which address decides

    def add(self, plan: Drawn, value: Floats) -> None:
        """The cells of a parameter: years, if there are any, first; all years of an element share its draw."""
        about = known_parameters()[plan.name].about
        first = len(self.addresses)
        elements = len(plan.labels)
        self.addresses += [(PRIOR, plan.who, whom) for whom in plan.whom]
        mass = {}
        for element, prior in enumerate(plan.priors):
            if prior.half_zero:
                mass[element] = len(self.addresses)
                self.addresses.append((PRIOR_MASS, plan.who, plan.whom[element]))
        for cell, number in enumerate(value.ravel().tolist()):
            element = cell % elements
            if element in mass:
                self.masses[len(self.priors)] = mass[element]
            self.priors.append(plan.priors[element])
            self.values.append(number)
            self.ranges.append((about.low, about.high))
            self.draws.append(first + element)


class Draw:
    """``Prior.at`` and what stands around it in ``priors.draw``, for all cells and many runs.

    Every number is made by the same operations in the same order as there. What is drawn along a line is
    factor · (start + span · u), which is exact where the factor is 1; the other cells are written over it.
    """

    def __init__(self, cells: Cells, words: Sequence[int]) -> None:
        columns = np.array(cells.addresses, np.uint64).reshape(-1, 3).T
        self.kind, self.who, self.whom = (np.ascontiguousarray(column)[:, None] for column in columns)
        self.draws = np.array(cells.draws, np.intp)
        pairs = list(zip(cells.priors, cells.values, strict=True))
        self.factor, self.start, self.span = table([line(*pair) for pair in pairs], 3)
        self.low, self.high = table(cells.ranges, 2)
        self.exponentials = [(row, *curve(*pair)) for row, pair in enumerate(pairs) if pair[0].kind in EXPONENTIALS]
        self.choices = rows_of(cells.priors, "choice")
        choices = [cells.priors[row] for row in self.choices]
        self.first, self.last = table([(prior.low, prior.high) for prior in choices], 2)
        self.fixed = rows_of(cells.priors, "fixed")
        self.values = np.array(cells.values)[self.fixed, None]
        self.halved = np.array(list(cells.masses), np.intp)
        self.masses = np.array(list(cells.masses.values()), np.intp)
        self.words = words

    def into(self, drawn: Floats, seed: int, runs: NDArray[np.uint64]) -> None:
        """Write all cells of these runs: [cell, run]."""
        every = uniform(seed, runs, 0, self.kind, self.who, self.whom)
        u = every[self.draws]
        with np.errstate(over="ignore", invalid="ignore"):  # as in Python's numbers; ranges bring it back
            np.multiply(u, self.span, out=drawn)
            np.add(self.start, drawn, out=drawn)
            np.multiply(self.factor, drawn, out=drawn)
        for row, factor, exponent in self.exponentials:  # numpy's exponential function may differ in the last bit
            drawn[row] = [factor * math.exp(one * exponent) for one in u[row].tolist()]
        choice = self.first + np.floor(u[self.choices] * (self.last - self.first + 1))
        drawn[self.choices] = np.minimum(choice, self.last)
        drawn[self.fixed] = self.values
        drawn[self.halved] = np.where(every[self.masses] < 0.5, 0.0, drawn[self.halved])
        # Unlike numpy's maximum, which may answer either of 0 and -0, this keeps a number that equals an end.
        np.copyto(drawn, self.low, where=drawn < self.low)
        np.copyto(drawn, self.high, where=drawn > self.high)
        for row in self.words:
            drawn[row].view(np.int64)[:] = drawn[row]


def line(prior: Prior, value: float) -> tuple[float, float, float]:
    """Factor, start and span of a prior along a line; zeros for other priors."""
    if prior.kind not in LINES:
        return 0.0, 0.0, 0.0
    start = value + prior.low if prior.kind == "plus" else prior.low
    return value if prior.kind == "times" else 1.0, start, prior.high - prior.low


def curve(prior: Prior, value: float) -> tuple[float, float]:
    """Factor and exponent's span of a loguniform prior: the draw is factor · exp(span · u)."""
    factor = value * prior.low if prior.kind == "times_log" else prior.low
    return factor, math.log(prior.high / prior.low)


def table(rows: Sequence[Sequence[float]], width: int) -> list[Floats]:
    """The columns of some rows, each with an axis of length 1 for the runs."""
    return [np.ascontiguousarray(column)[:, None] for column in np.array(rows, np.float64).reshape(-1, width).T]


def rows_of(priors: Sequence[Prior], kind: str) -> Numbers:
    """The cells whose prior is of a kind."""
    return np.array([row for row, prior in enumerate(priors) if prior.kind == kind], np.intp)
