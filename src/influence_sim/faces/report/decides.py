"""The section of a report that says which assumption decides."""

import pandas as pd

from influence_sim.experiments.comparison import Comparison
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.findings import EQUALLY
from influence_sim.faces.swinging import End, Swing, decider_sentence, swing_words
from influence_sim.faces.words import AXES, Cast, capital, quoted
from influence_sim.rules.shapes import World, fields
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import signed, span

POINTS = 100.0


def decides_section(comparison: Comparison, cast: Cast) -> list[Block]:
    """Each contested assumption alone, late, states counted equally: the sentences."""
    if comparison.swings.empty:
        return []
    first, last = comparison.scenario.windows.late
    blocks: list[Block] = [
        Heading(f"Who decides: one assumption at a time, {span(first, last)}"),
        Paragraph(
            "Each contested assumption is moved alone to the 5 % and the 95 % point of its prior, all others as given,"
            f" in {comparison.ledger_runs} paired worlds. An answer counts as changed when 90 % of worlds lie on one"
            " side at one end and on the other side at the other. Differences are in percentage points."
        ),
    ]
    for strategy in comparison.strategies[1:]:
        swings = swings_of(comparison, strategy)
        blocks += title_of(comparison, strategy)
        sentences = [decider_sentence(cast.subject(axis), swings[axis]) for axis in AXES]
        about_powers = power_swings(comparison, strategy)
        if about_powers:
            told = "; ".join(swing_words(swing) for swing in about_powers)
            sentences.append(f"What is assumed of single powers moves {cast.subject(AXES[0])} like this: {told}.")
        blocks.append(Bullets(sentences))
    return blocks


def decides_tables(comparison: Comparison, cast: Cast) -> list[Block]:
    """All contested assumptions, what moves most first; empty where no assumption is contested."""
    if comparison.swings.empty:
        return []
    blocks: list[Block] = [Heading("Every contested assumption, one at a time")]
    for strategy in comparison.strategies[1:]:
        blocks += title_of(comparison, strategy)
        blocks.append(table(swings_of(comparison, strategy), cast))
    return blocks


def title_of(comparison: Comparison, strategy: Strategy) -> list[Block]:
    """Whose numbers follow, where there is more than one strategy."""
    if len(comparison.strategies) == 2:
        return []
    return [Heading(f"{quoted(strategy.title)} against {quoted(comparison.reference.title)}", 3)]


def rows_of(comparison: Comparison, strategy: Strategy) -> pd.DataFrame:
    """The swings of one strategy, late, states counted equally."""
    frame = comparison.swings
    return frame[(frame["strategy"] == strategy.key) & (frame["window"] == "late") & (frame["weight"] == EQUALLY)]


def swings_of(comparison: Comparison, strategy: Strategy) -> dict[str, list[Swing]]:
    """Axis → the assumptions with their differences."""
    rows = rows_of(comparison, strategy)
    return {axis: swings_on(rows, axis, comparison.scenario) for axis in AXES}


def power_swings(comparison: Comparison, strategy: Strategy) -> list[Swing]:
    """What is assumed of a single power, on the first axis."""
    rows = rows_of(comparison, strategy)
    return swings_on(rows[rows["element"].isin(list(comparison.scenario.powers))], AXES[0], comparison.scenario)


def swings_on(frame: pd.DataFrame, axis: str, scenario: Scenario) -> list[Swing]:
    """The assumptions in the frame's order, with the differences at their ends on one axis."""
    found = []
    for (parameter, element), rows in frame[frame["axis"] == axis].groupby(["parameter", "element"], sort=False):
        ends = [
            End(str(row["value"]), *(float(row[name]) * POINTS for name in ("difference", "low", "high")))
            for _, row in rows.iterrows()
        ]
        found.append(Swing(name_of(str(parameter), str(element), scenario), ends))
    return found


def name_of(parameter: str, element: str, scenario: Scenario) -> str:
    """What a parameter means, and of whom."""
    meanings: dict[str, str] = {name: said.meaning for name, _, said in fields(World)}
    for actors in (scenario.powers, scenario.states, scenario.forums, scenario.channels):
        if element in actors:
            return f"{meanings[parameter]}, {actors[element].name}"
    return meanings[parameter]


def table(swings: dict[str, list[Swing]], cast: Cast) -> Table:
    """A row for each assumption, what moves any axis most first: the differences at each of its values."""
    sizes = [max(swings[axis][k].size for axis in AXES) for k in range(len(swings[AXES[0]]))]
    ranked = sorted(range(len(sizes)), key=lambda k: -sizes[k])
    rows = []
    for k in ranked:
        one = swings[AXES[0]][k]
        values = "\n".join(end.value for end in one.ends)
        cells = ["\n".join(signed(end.points, 2) for end in swings[axis][k].ends) for axis in AXES]
        rows.append([capital(one.name), values, *cells])
    head = ["Assumption", "Value", *(capital(cast.subject(axis)) for axis in AXES)]
    return Table(head, rows, spaced=True)
