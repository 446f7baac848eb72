"""What a notebook shows of a result: a line, and a small table in words."""

from collections.abc import Sequence

from influence_sim.cards import card, named
from influence_sim.experiments.comparison import Comparison
from influence_sim.faces import findings as found
from influence_sim.faces.findings import EQUALLY, GIVEN, WINDOWS, ZERO, View, window_years
from influence_sim.faces.words import AXES, PERCENT_OF_WORLDS, capital, finding_lines, percent_1, quoted
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.keeping import OUTCOMES
from influence_sim.runs.trajectory import Trajectory
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import counted, span

SHARES = "Shares of influence, states counted equally"


def of_trajectory(run: Trajectory) -> str:
    """Each axis, early and late, states counted equally."""
    scenario = run.scenario
    cells = []
    for axis in AXES:
        path = getattr(run.record, axis)
        places = [[year - scenario.years.first for year in window_years(scenario, window)] for window in WINDOWS]
        cells.append([percent_1(float(path[first : last + 1].mean())) for first, last in places])
    about = f"{scenario.title}; one world, seed {run.seed}, run {run.run}{beside(run.others)}."
    about += f" {SHARES}, means of the years."
    return card(quoted(run.strategy.title), about, head_of(scenario), axis_rows(scenario, cells), repr(run))


def of_ensemble(runs: Ensemble) -> str:
    """The same over many worlds; the line alone where the years were not all recorded."""
    scenario = runs.scenario
    about = f"{scenario.title}; {counted(runs.runs, 'world')}, seed {runs.seed}{beside(runs.others)}."
    complete = len(runs.years) == scenario.years.last - scenario.years.first + 1
    if not (complete and set(OUTCOMES) <= set(runs.data)):
        about += f" Recorded: {named(map(str, runs.years))}."
        return card(quoted(runs.strategy.title), about, [], [], repr(runs))
    cells = []
    for axis in AXES:
        levels = [found.level(runs, axis, window) for window in WINDOWS]
        cells.append([f"{percent_1(one.mean)}\n{percent_1(one.low)} to {percent_1(one.high)}" for one in levels])
    about += f" {SHARES}: the mean, and the interval that holds {PERCENT_OF_WORLDS}."
    return card(quoted(runs.strategy.title), about, head_of(scenario), axis_rows(scenario, cells), repr(runs))


def of_comparison(comparison: Comparison) -> str:
    """The verdict on each strategy, states counted equally."""
    scenario, reference = comparison.scenario, comparison.reference
    about = (
        f"{scenario.title}; {counted(comparison.runs, 'paired world')}, seed {comparison.seed}"
        f"{beside(comparison.others)}. Percentage points of influence, states counted equally: the mean, the interval"
        f" that holds {PERCENT_OF_WORLDS}, and in how many worlds it is better."
    )
    deciders = (GIVEN, ZERO) if comparison.without else (GIVEN,)
    head = head_of(scenario, deciders)
    cards = []
    for other in comparison.strategies[1:]:
        views = found.findings(comparison, other.key)
        across = [View(window, EQUALLY, decider) for window in WINDOWS for decider in deciders]
        cells = [[finding_lines(views[view][axis]) for view in across] for axis in AXES]
        title = f"{quoted(other.title)} against {quoted(reference.title)}"
        last = other is comparison.strategies[-1]
        cards.append(card(title, about, head, axis_rows(scenario, cells), repr(comparison) if last else ""))
    return "".join(cards)


def beside(others: Sequence[Strategy]) -> str:
    """What other powers follow, as the end of a sentence."""
    return f"; with {named(quoted(one.title) for one in others)}" if others else ""


def head_of(scenario: Scenario, deciders: Sequence[str] = (GIVEN,)) -> list[str]:
    """The windows as heads of columns, each with the deciding assumption as given and at zero."""
    heads = [f"{window} ({span(*window_years(scenario, window))})" for window in WINDOWS]
    return ["", *(f"{head}\n{decider}" if len(deciders) > 1 else head for head in heads for decider in deciders)]


def axis_rows(scenario: Scenario, cells: Sequence[Sequence[str]]) -> list[list[str]]:
    """A row for each axis."""
    cast = found.cast_of(scenario)
    return [[capital(cast.subject(axis)), *row] for axis, row in zip(AXES, cells, strict=True)]
