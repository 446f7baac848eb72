"""How the cost of a run grows with its years and with powers × states × channels."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks.document import Section
from benchmarks.engines import in_c, lanes, scalar
from benchmarks.measuring import Subject, alternate, on
from benchmarks.plan import Plan
from benchmarks.sizes import resized
from benchmarks.yardstick import Yardstick, compiler
from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import prepare

Engines = Mapping[str, Callable[[World], Subject]]


def measured(plan: Plan) -> list[Section]:
    """Cost by years, and by powers × states × channels, each with the best straight line."""
    world = prepare(plan.scenario, plan.strategy).world
    engines = engines_of(plan.runs_by_size)
    by_years = [(f"{years}", float(years), resized(world, Y=years)) for years in plan.years]
    by_cells = [(f"{p} × {s} × {c}", float(p * s * c), resized(world, P=p, S=s, C=c)) for p, s, c in plan.sizes]
    years = section("Cost by years", "the scenario's last year repeated", "years", by_years, engines, plan.rounds)
    cells = section(
        "Cost by powers × states × channels",
        "the scenario's actors repeated, its forums as they are",
        "powers × states × channels",
        by_cells,
        engines,
        plan.rounds,
    )
    return [years, cells]


def engines_of(runs: int) -> Engines:
    """A subject of each engine for a world."""
    engines: dict[str, Callable[[World], Subject]] = {
        "lanes": lambda world: lanes([world] * runs),
        "scalar engine": lambda world: scalar(world, max(1, runs // 8)),
    }
    if compiler():
        yardstick = Yardstick()
        engines["C"] = lambda world: in_c(yardstick, [world], runs)
    return engines


def section(
    title: str,
    how: str,
    axis: str,
    cases: Sequence[tuple[str, float, World]],
    engines: Engines,
    rounds: int,
) -> Section:
    """One table: µs a run by size and engine; below, the straight line and how far from it the sizes lie."""
    subjects = {f"{label}, {name}": engines[name](world) for label, _, world in cases for name in engines}
    for subject in subjects.values():
        subject()
    times = alternate({name: on(1, subject) for name, subject in subjects.items()}, rounds)
    cost = {name: [1e6 * times.median(f"{label}, {name}") for label, _, _ in cases] for name in engines}
    rows = [[label, *(f"{cost[name][i]:.1f}" for name in engines)] for i, (label, _, _) in enumerate(cases)]
    lines = [straight_line([size for _, size, _ in cases], cost[name]) for name in engines]
    rows.append(["fixed part of the line", *(f"{fixed:.1f}" for fixed, _, _ in lines)])
    rows.append([f"slope, a unit of {axis}", *(f"{slope:.3f}" for _, slope, _ in lines)])
    rows.append(["largest distance from the line", *(f"{100 * off:.0f} %" for _, _, off in lines)])
    text = f"µs a run on one core; {how}. The line is that of least relative squares."
    return Section(title, text, (axis, *engines), rows)


def straight_line(sizes: Sequence[float], cost: Sequence[float]) -> tuple[float, float, float]:
    """The line of least relative squares: its fixed part, its slope, and the largest distance as a part of the cost.

    >>> fixed, slope, off = straight_line([1.0, 2.0, 4.0], [5.0, 7.0, 11.0])
    >>> round(fixed, 9), round(slope, 9), round(off, 9)
    (3.0, 2.0, 0.0)
    """
    x, y = np.array(sizes), np.array(cost)
    design = np.stack([np.ones_like(x), x], axis=1) / y[:, None]
    (fixed, slope), *_ = np.linalg.lstsq(design, np.ones_like(y), rcond=None)
    return float(fixed), float(slope), float(np.max(np.abs((fixed + slope * x) / y - 1.0)))
