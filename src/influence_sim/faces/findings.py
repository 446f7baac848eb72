"""From a comparison or an ensemble to the numbers that a report tells."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence_sim.experiments.comparison import Comparison
from influence_sim.experiments.verdict import SPAN, window_mean
from influence_sim.faces.words import AXES, Cast, Finding
from influence_sim.plots.cast import Cast as PlotCast
from influence_sim.plots.tidy import Cell, leading
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.frames import STATUS_WORDS
from influence_sim.scenario.schema import Scenario

GIVEN, ZERO = "as given", "at zero"
EQUALLY, BY_GDP = "states equally", "by GDP"
WINDOWS = ("early", "late")
MEMBERSHIP_GAP = 0.1  # of worlds: what differs by less is left out of the report


class View(NamedTuple):
    """One way to look at a verdict."""

    window: str
    weight: str
    decider: str


class Level(NamedTuple):
    """An outcome over worlds: its mean and the ends that hold 90 % of worlds."""

    mean: float
    low: float
    high: float


class Gap(NamedTuple):
    """A membership that is not equally frequent under two strategies: parts of the worlds."""

    forum: str
    member: str
    status: str
    before: float
    after: float


def cast_of(scenario: Scenario) -> Cast:
    """How sentences call the focal power and its rivals."""
    powers = scenario.powers
    return Cast(powers[scenario.roles.focal].name, [powers[key].name for key in scenario.roles.rivals])


def window_years(scenario: Scenario, window: str) -> tuple[int, int]:
    """First and last year of the window early or late."""
    first, last = getattr(scenario.windows, window)
    return int(first), int(last)


def findings(comparison: Comparison, strategy: str) -> dict[View, dict[str, Finding]]:
    """Each view of the verdict on one strategy → axis → finding."""
    return findings_in(comparison.verdict, strategy)


def findings_in(verdict: pd.DataFrame, strategy: str) -> dict[View, dict[str, Finding]]:
    """The same from the verdict's frame."""
    found: dict[View, dict[str, Finding]] = {}
    for row in verdict[verdict["strategy"] == strategy].to_dict("records"):
        view = View(str(row["window"]), str(row["weight"]), str(row["decider"]))
        difference, low, high = (100.0 * float(row[name]) for name in ("difference", "low", "high"))
        finding = Finding(difference, low, high, float(row["probability_better"]), int(row["runs"]))
        found.setdefault(view, {})[str(row["axis"])] = finding
    return found


def level(runs: Ensemble, axis: str, window: str, weight: str = EQUALLY) -> Level:
    """The mean of an axis over a window, in all worlds."""
    field = axis if weight == EQUALLY else f"{axis}_by_gdp"
    values = window_mean(runs, field, *window_years(runs.scenario, window))
    low, high = np.quantile(values, SPAN)
    return Level(float(values.mean()), float(low), float(high))


def levels(runs: Ensemble, window: str, weight: str) -> dict[str, Level]:
    """All three axes."""
    return {axis: level(runs, axis, window, weight) for axis in AXES}


def money(runs: Ensemble, field: str, window: str) -> dict[str, float]:
    """Power → M$ a year over a window ("committed" or "disbursed"), mean over worlds."""
    first, last = window_years(runs.scenario, window)
    chosen = [place for place, year in enumerate(runs.years) if first <= year <= last]
    array = runs.data[field][:, chosen]
    yearly = array.mean(axis=(0, 1)).reshape(array.shape[2], -1).sum(axis=1)
    return {key: float(value) for key, value in zip(runs.scenario.powers, yearly, strict=True)}


def leaders(runs: Ensemble) -> dict[str, list[tuple[int, Cell]]]:
    """State → the cell of every year: who leads in most worlds."""
    cells = leading(runs.influence, PlotCast.of(runs.scenario))
    return {state: [(year, cells[state, year]) for year in runs.years] for state in runs.scenario.states}


def spells(cells: Sequence[tuple[int, Cell]]) -> list[tuple[str, int]]:
    """Each leader with the year from which it leads."""
    found: list[tuple[str, int]] = []
    for year, cell in cells:
        if not found or found[-1][0] != cell.leader:
            found.append((cell.leader, year))
    return found


def member_parts(runs: Ensemble, year: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """[status, forum, state]: the part of the worlds in which a state has a status at the end of a year."""
    status = runs.data["status"][:, list(runs.years).index(year)]
    return np.stack([(status == code).mean(axis=0) for code in range(len(STATUS_WORDS))])


def membership_gaps(reference: Ensemble, other: Ensemble, year: int) -> list[Gap]:
    """Memberships (member, observer) whose frequency differs by a tenth of the worlds or more, the largest first."""
    before, after = member_parts(reference, year), member_parts(other, year)
    gaps = [
        Gap(forum, state, str(STATUS_WORDS[code]), float(before[code, f, s]), float(after[code, f, s]))
        for code in (2, 1)
        for f, forum in enumerate(reference.scenario.forums)
        for s, state in enumerate(reference.scenario.states)
        if abs(after[code, f, s] - before[code, f, s]) >= MEMBERSHIP_GAP - 1e-9
    ]
    return sorted(gaps, key=lambda gap: -abs(gap.after - gap.before))


def forum_ends(runs: Ensemble) -> Mapping[str, tuple[float, float]]:
    """Forum → its depth and what its fund holds (M$) at the end of the last year, means over worlds."""
    depth = runs.data["depth"][:, -1].mean(axis=0)
    fund = runs.data["fund"][:, -1].sum(axis=1).mean(axis=0)
    return {key: (float(depth[f]), float(fund[f])) for f, key in enumerate(runs.scenario.forums)}
