"""The section of a report that says which assumption decides."""

import pandas as pd

from influence_sim.experiments.comparison import Comparison
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.findings import EQUALLY
from influence_sim.faces.swinging import End, Swing, decider_sentence
from influence_sim.faces.words import AXES, Cast, capital, quoted
from influence_sim.rules.shapes import World, fields
from influence_sim.scenario.schema import Scenario
from influence_sim.wording import signed, span

POINTS = 100.0
SHOWN = 12  # assumptions in the table


def decides_section(comparison: Comparison, cast: Cast) -> list[Block]:
    """Each contested assumption alone, late, states counted equally: sentences and a table."""
    frame = comparison.swings
    frame = frame[(frame["window"] == "late") & (frame["weight"] == EQUALLY)]
    if frame.empty:
        return []
    first, last = comparison.scenario.windows.late
    blocks: list[Block] = [
        Heading(f"Who decides: one assumption at a time, {span(first, last)}"),
        Paragraph(
            "Each contested assumption is moved alone to the 5 % and the 95 % point of its prior, all others as given,"
            f" in {max(comparison.ledger_runs, 1)} paired worlds. An answer counts as changed when 90 % of worlds lie"
            " on one side at one end and on the other side at the other. Differences are in percentage points."
        ),
    ]
    for strategy in comparison.strategies[1:]:
        swings = {axis: swings_on(frame[frame["strategy"] == strategy.key], axis, comparison.scenario) for axis in AXES}
        if len(comparison.strategies) > 2:
            blocks.append(Heading(f"{quoted(strategy.title)} against {quoted(comparison.reference.title)}", 3))
        blocks.append(Bullets([decider_sentence(cast.subject(axis), swings[axis]) for axis in AXES]))
        blocks.append(table(swings, cast))
    return blocks


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
    """The assumptions that move any axis most: a row each, the differences from the first value to the last."""
    sizes = [max(swings[axis][k].size for axis in AXES) for k in range(len(swings[AXES[0]]))]
    ranked = sorted(range(len(sizes)), key=lambda k: -sizes[k])[:SHOWN]
    rows = []
    for k in ranked:
        one = swings[AXES[0]][k]
        values = "\n".join(end.value for end in one.ends)
        cells = ["\n".join(signed(end.points, 2) for end in swings[axis][k].ends) for axis in AXES]
        rows.append([capital(one.name), values, *cells])
    head = ["Assumption", "Value", *(capital(cast.subject(axis)) for axis in AXES)]
    return Table(head, rows, spaced=True)
