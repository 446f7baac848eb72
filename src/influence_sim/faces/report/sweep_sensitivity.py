"""Which factors matter, in words and a table, by what the design allows."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.outcomes import headline, subject_of
from influence_sim.experiments.analysis.reading import Results
from influence_sim.experiments.analysis.sensitivity import (
    MORRIS_LEVELS,
    level_frame,
    morris_frame,
    sobol_frame,
    value_of,
)
from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.report.sweep_part import Part
from influence_sim.faces.words import capital
from influence_sim.wording import listed, part_of, signed

NOTHING = "–"
MOST = 12  # factors of a table on the page
ALONE = 0.1  # of the variance: what factors bring only together to be told
LEGENDS = {
    "sobol": "Alone: part of the variance that a factor brings by itself. In all: with all that it brings together"
    " with others. ±: half-width of a 90 % interval. Both are of the priors as the design has them.",
    "morris": "Size: mean size of what moving a factor through its whole range does; effect: the same with its sign;"
    " spread: how much that hangs on where the others stand. ±: half-width of a 90 % interval.",
    "levels": "Alone: part of the variance between points that lies between the factor’s levels.",
}


def sensitivity_part(results: Results, outcome: str, names: Names) -> Part:
    """A table for each pair (or the one strategy) and axis."""
    blocks: list[Block] = []
    tables: list[pd.DataFrame] = []
    kind = str(results.design.get("method", ""))
    kind = kind if kind in ("sobol", "morris") else "levels"
    pairs: list[tuple[str, str | None]] = list(results.pairs()) or [(results.strategies[0], None)]
    for strategy, against in pairs:
        for name in dict.fromkeys([outcome, *headline(results.outcomes)]):
            try:
                frame = found(results, kind, value_of(results, name, strategy, against))
            except InputError as error:
                blocks.append(Paragraph(f"{capital(names.subject(name))}: {error}."))
                continue
            blocks += told(frame, kind, name, (strategy, against), names)
            tables.append(frame.assign(strategy=strategy, against=against or "", outcome=name))
    sizes = {"sensitivity": pd.concat(tables, ignore_index=True)} if tables else {}
    shown = f" The {MOST} largest are shown." if len(results.factors) > MOST else ""
    return Part([Heading("Which factors matter"), *blocks, Paragraph(LEGENDS[kind] + shown)], sizes)


def found(results: Results, kind: str, values: pd.Series) -> pd.DataFrame:
    """The measure that the design allows."""
    if kind == "sobol":
        return sobol_frame(values, results.factors, bool(results.design.get("second_order")))
    if kind == "morris":
        return morris_frame(values, results.points, int(results.design.get("levels") or MORRIS_LEVELS))
    return level_frame(values, results.points)


def told(frame: pd.DataFrame, kind: str, outcome: str, pair: tuple[str, str | None], names: Names) -> list[Block]:
    """A sentence and a table."""
    about = subject_of(outcome)
    less = f"{names.strategy(pair[0])} less {names.strategy(pair[1])}" if pair[1] else names.strategy(pair[0])
    what = f"{less}, {names.subject(outcome)}, {names.window(outcome)}"
    cells = {"sobol": sobol_cells, "morris": morris_cells, "levels": level_cells}[kind]
    order = {"sobol": "total", "morris": "size", "levels": "first"}[kind]
    sorted_ = frame.sort_values(order, ascending=False, kind="stable")
    rows = [cells(row, names, about.scale) for row in sorted_.head(MOST).to_dict("records")]
    heads = {
        "sobol": ["Factor", "Alone", "±", "In all", "±"],
        "morris": ["Factor", f"Size ({about.unit})", "±", "Effect", "Spread"],
        "levels": ["Factor", "Alone"],
    }
    return [Table(heads[kind], rows, words=1, caption=f"{what}: {leading(sorted_, kind)}.")]


def leading(frame: pd.DataFrame, kind: str) -> str:
    """Which factors lead, and how much comes only of several together; only what the intervals bear out."""
    column, error = {"sobol": ("total", "total_error"), "morris": ("size", "size_error"), "levels": ("first", "")}[kind]
    if not float(frame[column].clip(lower=0).sum()) > 0:
        return "nothing that was varied makes a difference"
    sure = frame[frame[column] > frame[error]] if error else frame
    main = sure[sure[column] >= 0.25 * float(frame[column].max())]["factor"].head(3).tolist()
    if not main:
        return "the intervals are too wide to say on what it hangs; more samples would tell"
    said = f"most hangs on {listed([str(name) for name in main])}"
    if kind == "sobol":
        together = 1 - float(frame["first"].sum())
        doubt = float((frame["first_error"] ** 2).sum()) ** 0.5
        if together - doubt > ALONE:
            said += f"; {part_of(together)} comes only of several together"
    return said


def sobol_cells(row: Mapping[Any, Any], names: Names, scale: float) -> list[str]:
    """A factor's indices."""
    numbers = [row[name] for name in ("first", "first_error", "total", "total_error")]
    return [names.factor(str(row["factor"])), *(signed_plain(one) for one in numbers)]


def morris_cells(row: Mapping[Any, Any], names: Names, scale: float) -> list[str]:
    """A factor's effects, in the outcome's unit."""
    size, error, effect, spread = (row[name] * scale for name in ("size", "size_error", "effect", "spread"))
    told_effect = NOTHING if pd.isna(effect) else signed(effect, 2)
    return [
        names.factor(str(row["factor"])),
        f"{size:.2f}",
        f"{error:.2f}",
        told_effect,
        NOTHING if pd.isna(spread) else f"{spread:.2f}",
    ]


def level_cells(row: Mapping[Any, Any], names: Names, scale: float) -> list[str]:
    """A factor's part of the variance."""
    return [names.factor(str(row["factor"])), f"{row['first']:.2f}"]


def signed_plain(value: float) -> str:
    """An index: no sign but a minus.

    >>> signed_plain(0.314), signed_plain(-0.02)
    ('0.31', '−0.02')
    """
    return f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")
