"""What a report on a sweep says of pairs of strategies: the answer, by outcome and by state, and how sure it is."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from influence_sim.experiments.analysis.outcomes import MONEY_UNIT, SHARE_UNIT, headline, subject_of
from influence_sim.experiments.analysis.pairs import PRECISION
from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.words import PERCENT_OF_WORLDS, capital, worlds_of
from influence_sim.wording import signed

NOTHING = "–"
MORE = (
    "More runs: how many each point still lacks until a 90 % interval reaches no further than {points} points ({money}"
    " M$ a year) to either side: for the mean over all points, and for the mean of a single point. Error: of the mean,"
    " from luck alone."
)


def number(value: float, outcome: str, digits: int = 2) -> str:
    """A difference in its unit, with its sign."""
    return signed(value * subject_of(outcome).scale, digits)


def pair_sentence(row: dict[Any, Any], names: Names) -> str:
    """What a whole sweep says of one outcome: swap the strategies, and the sentence swaps."""
    outcome = str(row["outcome"])
    about = subject_of(outcome)
    one, other = names.strategy(row["strategy"]), names.strategy(row["against"])
    size = abs(row["difference"]) * about.scale
    lead = f"{capital(names.window(outcome))}: {names.subject(outcome)}"
    spread = f"{number(row['low'], outcome)} to {number(row['high'], outcome)}"
    if max(size, abs(row["low"]) * about.scale, abs(row["high"]) * about.scale) < 0.005:
        return f"{lead} is the same under {one} and under {other}."
    side = "higher" if row["difference"] > 0 else "lower"
    worlds = worlds_of(row["part_higher"], int(row["worlds"]))
    doubt = ", but either sign is possible" if row["low"] < 0 < row["high"] else ""
    return (
        f"{lead} is {size:.2f} {about.unit} {side} under {one} than under {other} on average over the sweep{doubt}"
        f" ({PERCENT_OF_WORLDS}: {spread}; higher in {worlds})."
    )


def answer(pairs: pd.DataFrame, outcomes: Sequence[str], names: Names) -> list[Block]:
    """One sentence for each pair and axis, late."""
    rows = pairs[pairs["outcome"].isin(headline(list(outcomes)))].to_dict("records")
    return [Heading("The answer"), *(Paragraph(pair_sentence(row, names), main=True) for row in rows)]


def pair_sections(pairs: pd.DataFrame, names: Names, precision: float | None = None) -> list[Block]:
    """A table for each pair by outcome, one by state, and what more runs would bring."""
    blocks: list[Block] = [Heading("By outcome and state")]
    for (strategy, against), part in pairs.groupby(["strategy", "against"], sort=False):
        title = f"{names.strategy(str(strategy))} less {names.strategy(str(against))}"
        for caption, chosen in (("all states", part[part["state"] == ""]), ("by state", part[part["state"] != ""])):
            if len(chosen):
                blocks.append(pair_table(chosen, names, f"{title}, {caption}: the mean over points and worlds."))
    share = 100 * (precision or PRECISION[SHARE_UNIT])
    return [*blocks, Paragraph(MORE.format(points=f"{share:g}", money=f"{PRECISION[MONEY_UNIT]:g}"))]


def pair_table(rows: pd.DataFrame, names: Names, caption: str) -> Table:
    """One row an outcome."""
    head = [
        "Outcome",
        "When",
        "Difference",
        "± error",
        "90 % of worlds",
        "Higher in",
        "More runs:\nmean",
        "More runs:\npoint",
    ]
    return Table(head, [pair_cells(row, names) for row in rows.to_dict("records")], words=2, caption=caption)


def pair_cells(row: dict[Any, Any], names: Names) -> list[str]:
    """The row of one outcome."""
    outcome = str(row["outcome"])
    about = subject_of(outcome)
    error = NOTHING if pd.isna(row["error"]) else f"{row['error'] * about.scale:.3f}"
    return [
        capital(names.subject(outcome)) + ("" if about.scale == 100 else f" ({about.unit})"),
        names.window(outcome),
        number(row["difference"], outcome),
        error,
        f"{number(row['low'], outcome)} to {number(row['high'], outcome)}",
        worlds_of(row["part_higher"], int(row["worlds"])).removesuffix(" worlds"),
        NOTHING if row["more_runs_mean"] < 0 else f"{row['more_runs_mean']:,}",
        NOTHING if row["more_runs_point"] < 0 else f"{row['more_runs_point']:,}",
    ]
