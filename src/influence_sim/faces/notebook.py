"""What a notebook shows of a scenario, a strategy or a result: a line, and a small table in words.

There is no style sheet and no colour in it, so that it takes on the notebook's own, light or dark.
"""

from collections.abc import Iterable, Sequence
from html import escape

from influence_sim.experiments.comparison import Comparison
from influence_sim.faces import findings as found
from influence_sim.faces.findings import EQUALLY, GIVEN, WINDOWS, ZERO, View, window_years
from influence_sim.faces.words import AXES, PERCENT_OF_WORLDS, capital, finding_lines, percent_1, quoted
from influence_sim.runs.ensemble import OUTCOMES, Ensemble
from influence_sim.runs.trajectory import Trajectory
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import counted, span

LEFT, RIGHT = "text-align: left; vertical-align: top", "text-align: right; vertical-align: top"
SOFT = "opacity: 0.75"
SHARES = "Shares of influence, states counted equally"


def of_scenario(scenario: Scenario) -> str:
    """Who, where, when."""
    roles, powers = scenario.roles, scenario.powers
    rows = [
        ["Years", span(scenario.years.first, scenario.years.last)],
        ["Focal power", powers[roles.focal].name],
        ["Rivals", named(powers[key].name for key in roles.rivals)],
        ["Other powers", named(one.name for key, one in powers.items() if key not in (roles.focal, *roles.rivals))],
        ["States", named(state.name for state in scenario.states.values())],
        ["Forums", named(forum.name for forum in scenario.forums.values())],
        ["Channels", named(channel.name for channel in scenario.channels.values())],
    ]
    if scenario.branch is not None and scenario.replay:
        history = f"replayed until {scenario.branch - 1}; from {scenario.branch} on the model decides"
        rows.insert(1, ["History", history])
    return card(scenario.title, scenario.summary, [], rows, repr(scenario), words=2)


def of_strategy(strategy: Strategy) -> str:
    """What the strategy is called and what it does; what it costs and why one would do it."""
    rows = [[name, text] for name, text in (("Costs", strategy.costs), ("Motives", strategy.motives)) if text]
    return card(strategy.title, strategy.summary, [], rows, repr(strategy), words=2)


def of_trajectory(run: Trajectory) -> str:
    """Each axis, early and late, states counted equally."""
    scenario = run.scenario
    cells = []
    for axis in AXES:
        path = getattr(run.record, axis)
        places = [[year - scenario.years.first for year in window_years(scenario, window)] for window in WINDOWS]
        cells.append([percent_1(float(path[first : last + 1].mean())) for first, last in places])
    about = f"{scenario.title}; one world, seed {run.seed}, run {run.run}. {SHARES}, means of the years."
    return card(quoted(run.strategy.title), about, head_of(scenario), axis_rows(scenario, cells), repr(run))


def of_ensemble(runs: Ensemble) -> str:
    """The same over many worlds; the line alone where the years were not all recorded."""
    scenario = runs.scenario
    about = f"{scenario.title}; {counted(runs.runs, 'world')}, seed {runs.seed}."
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
        f"{scenario.title}; {counted(comparison.runs, 'paired world')}, seed {comparison.seed}. Percentage points of"
        f" influence, states counted equally: the mean, the interval that holds {PERCENT_OF_WORLDS}, and in how many"
        " worlds it is better."
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


def head_of(scenario: Scenario, deciders: Sequence[str] = (GIVEN,)) -> list[str]:
    """The windows as heads of columns, each with the deciding assumption as given and at zero."""
    heads = [f"{window} ({span(*window_years(scenario, window))})" for window in WINDOWS]
    return ["", *(f"{head}\n{decider}" if len(deciders) > 1 else head for head in heads for decider in deciders)]


def axis_rows(scenario: Scenario, cells: Sequence[Sequence[str]]) -> list[list[str]]:
    """A row for each axis."""
    cast = found.cast_of(scenario)
    return [[capital(cast.subject(axis)), *row] for axis, row in zip(AXES, cells, strict=True)]


def named(names: Iterable[str]) -> str:
    """Names in a row, or that there are none."""
    return ", ".join(names) or "none"


def card(
    title: str, about: str, head: Sequence[str], rows: Sequence[Sequence[str]], code: str = "", words: int = 1
) -> str:
    """A heading line, a sentence, a table, and at the foot what the object is called in code."""
    parts = [f"<strong>{escape(title)}</strong>"]
    if about:
        parts.append(f'<div style="max-width: 44em">{escape(" ".join(about.split()))}</div>')
    if rows:
        parts.append(small_table(head, rows, words))
    if code:
        parts.append(f'<code style="{SOFT}; font-size: 0.85em">{escape(code)}</code>')
    return f"<div>{''.join(parts)}</div>"


def small_table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> str:
    """A table; columns after ``words`` stand at the right."""
    tops = "".join(cell("th", text, place >= words) for place, text in enumerate(head))
    body = "".join(f"<tr>{small_row(row, words)}</tr>" for row in rows)
    above = f"<thead><tr>{tops}</tr></thead>" if head else ""
    return f'<table style="color: inherit; margin: 0.5em 0">{above}<tbody>{body}</tbody></table>'


def small_row(row: Sequence[str], words: int) -> str:
    """A row, named by its first cell."""
    return "".join(cell("th" if place == 0 else "td", text, place >= words) for place, text in enumerate(row))


def cell(kind: str, text: str, number: bool) -> str:
    """A cell; lines after the first are smaller."""
    first, *rest = (escape(line) for line in text.split("\n"))
    small = "".join(f'<br><span style="font-size: 0.85em; {SOFT}">{line}</span>' for line in rest)
    scope = f' scope="{"col" if number else "row"}"' if kind == "th" and text else ""
    return f'<{kind}{scope} style="{RIGHT if number else LEFT}">{first}{small}</{kind}>'
