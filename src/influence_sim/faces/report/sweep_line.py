"""The line of named costs in words: what each factor costs, how well the line tells the winner, where it fails."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.cost_line import CostLine, cost_line, where_departs
from influence_sim.experiments.analysis.outcomes import subject_of
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.report.sweep_part import Part
from influence_sim.faces.words import capital
from influence_sim.plots.regime_map import number_text
from influence_sim.wording import part_of, signed

NOTHING = "–"
MOST = 3  # departures that are told one by one, and groups of points
SHOWN = 4  # factors of a point, those with the largest costs
GAIN = 0.05  # of the points: what the line predicts better than the majority to be called useful


def line_part(results: Results, outcome: str, names: Names) -> Part:
    """The line of every pair of strategies; nothing where the sweep has too few points."""
    blocks: list[Block] = []
    tables: list[pd.DataFrame] = []
    for strategy, against in results.pairs():
        try:
            line = cost_line(results, outcome, strategy, against)
        except InputError:
            continue
        blocks += told(line, results, outcome, (strategy, against), names)
        tables.append(line.terms.assign(strategy=strategy, against=against, outcome=outcome))
    if not blocks:
        return Part()
    return Part([Heading("One line of costs"), *blocks], {"cost_line": pd.concat(tables, ignore_index=True)})


def told(line: CostLine, results: Results, outcome: str, pair: tuple[str, str], names: Names) -> list[Block]:
    """What one line says."""
    scale, unit = subject_of(outcome).scale, subject_of(outcome).unit
    what = f"{names.strategy(pair[0])} less {names.strategy(pair[1])}, {names.subject(outcome)}"
    caption = f"{capital(what)}: what each factor adds from its lowest to its highest value, in {unit}."
    head = ["Factor", "From", "To", "Cost or gain", "± error"]
    rows = [
        ["all at their first value", NOTHING, NOTHING, signed(line.start * scale, 2), NOTHING],
        *(term_cells(row, names, scale) for row in by_size(line.terms).to_dict("records")),
    ]
    return [
        Paragraph(line_sentence(line, names, pair)),
        Table(head, rows, words=1, caption=caption),
        *departure_blocks(line, results, outcome, names),
    ]


def by_size(terms: pd.DataFrame) -> pd.DataFrame:
    """Terms, the largest cost or gain first."""
    return terms.reindex(terms["cost"].abs().sort_values(ascending=False, kind="stable").index)


def term_cells(row: Mapping[Any, Any], names: Names, scale: float) -> list[str]:
    """The row of one term."""
    name, word = str(row["factor"]), str(row["word"])
    ends = [str(row["base"]), word] if word else [number_text(row[end]) for end in ("low", "high")]
    return [names.factor(name), *ends, signed(row["cost"] * scale, 2), f"{row['error'] * scale:.2f}"]


def line_sentence(line: CostLine, names: Names, pair: tuple[str, str]) -> str:
    """How well the line tells the winner; the same sentence for both strategies, whichever comes first."""
    best = max(line.accuracy, line.logistic)
    better = best - line.majority
    if best == 1.0 and line.majority < 1.0:
        judged = "names every winner"
    elif better >= GAIN:
        judged = "is of use"
    elif better > -GAIN:
        judged = "is hardly better than naming the more frequent winner every time"
    else:
        judged = "misleads"
    has = f"{max(line.explained, 0.0) * 100:.0f}\N{NO-BREAK SPACE}%"
    return (
        f"A line of costs, each the same wherever the others stand, {judged}: on points that it has not seen it names"
        f" the winner in {part_of(line.accuracy)} (a logistic line: {part_of(line.logistic)}), always naming the more"
        f" frequent one does in {part_of(line.majority)}; it has {has} of the variance between points."
    )


def departure_blocks(line: CostLine, results: Results, outcome: str, names: Names) -> list[Block]:
    """Where the simulation departs from the line: groups of points, then single ones."""
    if line.departures.empty:
        return [Paragraph("The simulation departs from the line’s winner at no point.")]
    scale = subject_of(outcome).scale
    groups = where_departs(line, results.points, results.factors)
    overall = len(line.departures) / line.points
    items = [
        f"{group_words(row, names)}: the wrong winner at {part_of(row['part_wrong'])} of the points"
        for row in groups.head(MOST).to_dict("records")
        if row["part_wrong"] > overall
    ]
    main = list(dict.fromkeys(by_size(line.terms)["factor"]))[:SHOWN]
    for row in line.departures.head(MOST).to_dict("records"):
        place = ", ".join(f"{name} {value_text(row[name])}" for name in main)
        items.append(
            f"point {row['point']} ({place}): {signed(row['difference'] * scale, 2)},"
            f" the line says {signed(row['predicted'] * scale, 2)}"
        )
    number = f"{len(line.departures):,} of {line.points:,} points"
    return [
        Paragraph(f"The simulation departs from the line’s winner at {number}, most often or most widely:"),
        Bullets(items),
    ]


def group_words(row: Mapping[Any, Any], names: Names) -> str:
    """A group of points."""
    name = str(row["factor"])
    if row["word"]:
        return f"{name} {row['word']}"
    low, high = number_text(row["low"]), number_text(row["high"])
    return f"{name} from {low} to {names.value(name, high)}"


def value_text(value: object) -> str:
    """A factor's value."""
    return number_text(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
