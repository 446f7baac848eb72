"""The ledger's section of a report: why the verdict is what it is."""

import pandas as pd

from influence_sim.experiments.comparison import Comparison
from influence_sim.experiments.ledger import START, WHOLE
from influence_sim.faces.accounting import Entry, Meeting, account_sentence, adding_sentence
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.findings import EQUALLY, GIVEN, ZERO
from influence_sim.faces.words import AXES, PERCENT_OF_WORLDS, Cast, capital, quoted
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import signed, span

POINTS = 100.0
ROUNDING = 1e-9
STATES = {GIVEN: "As given", ZERO: "At zero"}


def ledger_section(comparison: Comparison, cast: Cast) -> list[Block]:
    """The late window, states counted equally, for each strategy against the first: sentences and tables."""
    if not comparison.scenario.ledger:
        return []
    first, last = comparison.scenario.windows.late
    blocks: list[Block] = [
        Heading(f"Why: the ledger of {span(first, last)}"),
        Paragraph(method(comparison)),
    ]
    for strategy in comparison.strategies[1:]:
        blocks += account_of(comparison, strategy, cast)
    return blocks


def method(comparison: Comparison) -> str:
    """How the numbers were made, in two sentences."""
    terms, runs = len(comparison.scenario.ledger), comparison.ledger_runs
    ledgers = comparison.make_ledgers()
    start = max(abs(float(one.frame.loc[one.frame["term"] == START, "contribution"].abs().max())) for one in ledgers)
    error = float(comparison.ledger["error"].max())
    sampled = "" if runs == 1 else f" A mean's standard error is at most {error * POINTS:.3f} points."
    return (
        f"{terms} contested terms are switched on from a point at which the strategies {neutral_words(start)}: in all"
        f" {2**terms:,} combinations and {runs:,} paired worlds, each term is credited with what it brings on average"
        f" over all orders (its Shapley value), in percentage points.{sampled}"
    )


def neutral_words(start: float) -> str:
    """How far apart the strategies are with all terms off."""
    return "do the same" if start < ROUNDING else f"differ by at most {start * POINTS:.2f} points"


def account_of(comparison: Comparison, strategy: Strategy, cast: Cast) -> list[Block]:
    """One strategy's sentences and its table."""
    frame = of(comparison.ledger, strategy)
    meetings = of(comparison.interactions, strategy)
    under, blocks = quoted(strategy.title), list[Block]()
    for state, title in STATES.items():
        chosen = frame[frame["decider"] == state]
        if chosen.empty:
            continue
        met = meetings[meetings["decider"] == state]
        told = [sentences(comparison, chosen, met, axis, under, cast) for axis in AXES]
        pair = f"{under} against {quoted(comparison.reference.title)}"
        heading = f"{title}: {pair}" if comparison.scenario.deciders else pair
        blocks += [Heading(heading, 3), Bullets([sentence for pair in told for sentence in pair])]
    given = ", with the deciding assumption as given" if comparison.scenario.deciders else ""
    caption = f"What each term brings under {under}, in percentage points{given}: the mean, and the interval that holds"
    return [*blocks, table(frame, cast, f"{caption} {PERCENT_OF_WORLDS}.")]


def of(frame: pd.DataFrame, strategy: Strategy) -> pd.DataFrame:
    """The rows of one strategy, late, states counted equally."""
    chosen = (frame["strategy"] == strategy.key) & (frame["window"] == "late") & (frame["weight"] == EQUALLY)
    return frame[chosen]


def sentences(
    comparison: Comparison, frame: pd.DataFrame, meetings: pd.DataFrame, axis: str, under: str, cast: Cast
) -> list[str]:
    """What makes the difference on an axis, and whether the terms add up."""
    rows = frame[frame["axis"] == axis]
    whole = entry(rows[rows["term"] == WHOLE].iloc[0])
    terms = [entry(row) for _, row in rows[~rows["term"].isin([START, WHOLE])].iterrows()]
    names = {key: term.name for key, term in comparison.scenario.ledger.items()}
    met = [
        Meeting(names[row["term"]], names[row["other"]], row["interaction"] * POINTS)
        for _, row in meetings[meetings["axis"] == axis].iterrows()
    ]
    about = cast.subject(axis)
    return [account_sentence(under, about, whole, terms), adding_sentence(about, whole, terms, met)]


def entry(row: "pd.Series[float]") -> Entry:
    """A row of the ledger in percentage points."""
    numbers = (float(row[name]) * POINTS for name in ("contribution", "low", "high", "alone"))
    return Entry(str(row["name"]), *numbers)


def table(frame: pd.DataFrame, cast: Cast, caption: str) -> Table:
    """Terms by axes, with the decider as given: the mean and the interval that holds 90 % of worlds."""
    given = frame[frame["decider"] == GIVEN]
    rows = []
    for term in given["term"].drop_duplicates():
        if term == START:
            continue
        cells = given[given["term"] == term].set_index("axis")
        name = "all together" if term == WHOLE else str(cells["name"].iloc[0])
        rows.append([capital(name), *(cell(cells.loc[axis]) for axis in AXES)])
    head = ["Term", *(capital(cast.subject(axis)) for axis in AXES)]
    return Table(head, rows, spaced=True, caption=caption)


def cell(row: "pd.Series[float]") -> str:
    """Mean and interval."""
    mean, low, high = (signed(float(row[name]) * POINTS, 2) for name in ("contribution", "low", "high"))
    return f"{mean}\n{low} to {high}"
