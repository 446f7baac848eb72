"""The page on a scenario’s patterns: what is met, what is missed, what it is worth; and its folder."""

from collections.abc import Mapping
from math import isfinite, isinf, isnan
from pathlib import Path
from typing import Any

import pandas as pd

from influence_sim.experiments.patterns import Patterns
from influence_sim.experiments.patterns.judging import EVIDENCE, FAILED, MET, SANITY, UNTOLD
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table, as_markdown
from influence_sim.faces.hypertext import as_html
from influence_sim.faces.report.origin import limits
from influence_sim.runs.store import Folder, write_json, write_table, write_text
from influence_sim.wording import NO_BREAK, amount, counted, signed

NOTHING, NEVER = "–", "never"
LEGEND = (
    "Runs: part of the runs with the values as shipped that meet the pattern; it is met where more than half do. Prior:"
    " part of the draws from the priors that meet it; above .95 it is a check of sanity, which says next to nothing for"
    " the model."
)
QUANTITIES = "Median and 90 % of the runs with the values as shipped, then the same over draws from the priors."


def page(found: Patterns) -> list[Block]:
    """The verdicts, and the quantities behind them."""
    verdicts = found.verdicts
    blocks: list[Block] = [
        Heading(f"Patterns of “{found.scenario.title}”", 1),
        Paragraph(summary(verdicts), main=True),
        Table(
            ["", "Pattern", "Verdict", "Runs", "Prior", "Worth"],
            [verdict_cells(row) for row in verdicts.to_dict("records")],
            words=3,
            spaced=True,
        ),
        Paragraph(LEGEND),
    ]
    if len(found.quantities):
        blocks += [Heading("What was measured"), Paragraph(QUANTITIES)]
    for row in verdicts.to_dict("records"):
        parts = found.quantities[found.quantities["key"] == row["key"]].to_dict("records")
        if parts:
            head = ["Quantity", "To be", "Runs", "90 % of runs", "Prior", "90 % of draws"]
            cells = [quantity_cells(part) for part in parts]
            blocks += [Heading(f"{row['letter']}  {row['claim']}", 3), Table(head, cells, words=2)]
    return blocks


def summary(verdicts: pd.DataFrame) -> str:
    """How many are met, and how much of that could have failed."""
    number = {word: int((verdicts["verdict"] == word).sum()) for word in (MET, FAILED, UNTOLD)}
    sane = int(((verdicts["verdict"] == MET) & (verdicts["weight"] == SANITY)).sum())
    drawn = (verdicts["weight"] != "").any()
    said = f"Of {counted(len(verdicts), 'pattern')} {number[MET]} {verb(number[MET])} met"
    said += f", {sane} of them no more than a check of sanity" if drawn and number[MET] else ""
    said += f"; {number[FAILED]} {'has' if number[FAILED] == 1 else 'have'} failed"
    return said + (f"; {number[UNTOLD]} cannot be told." if number[UNTOLD] else ".")


def verb(number: int) -> str:
    """Is or are."""
    return "is" if number == 1 else "are"


def verdict_cells(row: Mapping[Any, Any]) -> list[str]:
    """A pattern’s row: its claim with the note below, its verdict, what it is worth."""
    note = f"\n({row['note']})" if row["note"] else ""
    verdict = row["verdict"].upper() if row["verdict"] == FAILED else row["verdict"]
    worth = {SANITY: "sanity", EVIDENCE: "evidence"}.get(row["weight"], NOTHING)
    return [row["letter"], row["claim"] + note, verdict, part(row["runs_meeting"]), part(row["draws_meeting"]), worth]


def quantity_cells(row: Mapping[Any, Any]) -> list[str]:
    """A quantity’s row."""
    unit = row["unit"]
    return [
        row["quantity"] + unit_words(unit),
        wanted(row),
        number(row["value"], unit),
        interval(row["low"], row["high"], unit),
        number(row["prior_value"], unit),
        interval(row["prior_low"], row["prior_high"], unit),
    ]


def unit_words(unit: str) -> str:
    """The unit, where the number does not show it."""
    return {"points": ", points", "M$": f", M${NO_BREAK}", "nats": ", nats"}.get(unit, "").rstrip(NO_BREAK)


def wanted(row: Mapping[Any, Any]) -> str:
    """What a quantity is to be.

    >>> wanted({"wanted_low": 2005.0, "wanted_high": 2016.0, "wanted_ends": "in", "unit": "year"})
    '2005 to 2016'
    >>> wanted({"wanted_low": float("-inf"), "wanted_high": 0.0, "wanted_ends": "out", "unit": "points"})
    'below 0'
    """
    low, high, unit, ends = row["wanted_low"], row["wanted_high"], row["unit"], row["wanted_ends"]
    if not ends:
        return NOTHING
    if isfinite(low) and isfinite(high):
        return f"{bound(low, unit)} to {bound(high, unit)}"
    if isfinite(high):
        return f"{'below' if ends == 'out' else 'at most'} {bound(high, unit)}"
    return f"{'above' if ends == 'out' else 'at least'} {bound(low, unit)}"


def bound(value: float, unit: str) -> str:
    """The end of a range."""
    return "0" if value == 0.0 else number(value, unit)


def interval(low: float, high: float, unit: str) -> str:
    """Both ends of an interval; a dash where there is none, one number where the ends are the same."""
    if isnan(low):
        return NOTHING
    return f"{number(low, unit)} to {number(high, unit)}" if low != high else number(low, unit)


def number(value: float, unit: str) -> str:
    r"""A number as its unit wants it.

    >>> number(2010.0, "year"), number(float("inf"), "year"), number(0.0031, "points"), number(-0.014, "relative")
    ('2010', 'never', '+0.31', '−1.4\xa0%')
    """
    if isnan(value):
        return NOTHING
    if isinf(value):
        return NEVER
    if unit in ("year", "years", "count"):
        text = f"{value:+.0f}" if unit == "years" and value else f"{value:.0f}"
        return text.replace("-", "−")
    if unit == "points":
        return signed(100.0 * value, 2)
    if unit == "relative":
        return signed(100.0 * value, 1) + NO_BREAK + "%"
    if unit == "M$":
        return amount(value) if value >= 0.0 else "−" + amount(-value)
    return f"{value:.2f}".replace("-", "−")


def part(value: float) -> str:
    """A part of runs, with two digits.

    >>> part(0.935), part(1.0), part(float("nan"))
    ('.94', '1.00', '–')
    """
    return NOTHING if isnan(value) else f"{value:.2f}".removeprefix("0") if value < 0.995 else "1.00"


def write(out: Path, force: bool, found: Patterns, facts: Mapping[str, Any], settings: Mapping[str, object]) -> None:
    """The folder: both tables, all of it as JSON, the page, where it comes from.

    Raises:
        InputError, OutputError: see :class:`influence_sim.runs.store.Folder`.
    """
    blocks = [*page(found), *where_from(found, facts, settings)]
    with Folder(out, force=force) as folder:
        write_table(finite(found.verdicts), folder / "patterns")
        write_table(finite(found.quantities), folder / "quantities")
        write_json(as_json(found), folder / "patterns.json")
        write_text(as_markdown(blocks), folder / "report.md")
        write_text(as_html(blocks, {}), folder / "report.html")
        write_json(facts, folder / "provenance.json")


def where_from(found: Patterns, facts: Mapping[str, Any], settings: Mapping[str, object]) -> list[Block]:
    """What it takes to make the page again, and what the scores are."""
    scenario = facts["scenario"]
    items = [
        f"influence_sim {facts['version'] or 'not installed'}, rulebook digest {facts['rulebook_digest'][:16]}",
        f"scenario {scenario['key']}, digest {scenario['digest'][:16]}",
        *(f"set: {path}={value}" for path, value in settings.items()),
        f"{counted(found.runs, 'run')} with the values as shipped, {counted(found.draws, 'draw')} from the priors,"
        f" seed {found.seed}",
        "all of it in provenance.json",
    ]
    sources = [f"{row['key']}: {row['source']}" for row in found.verdicts.to_dict("records") if row["source"]]
    blocks: list[Block] = [limits(), Heading("Where this comes from"), Bullets(items)]
    return [*blocks, Heading("Sources of the patterns"), Bullets(sources)] if sources else blocks


def finite(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with empty cells where a year never comes."""
    return frame.replace([float("inf"), float("-inf")], float("nan"))


def as_json(found: Patterns) -> list[dict[str, Any]]:
    """One entry for each pattern, with its quantities; null where there is no number, or no end of a range."""
    entries = []
    for row in found.verdicts.to_dict("records"):
        parts = found.quantities[found.quantities["key"] == row["key"]].drop(columns=["key", "letter"])
        entries.append(plain(row) | {"quantities": [plain(one) for one in parts.to_dict("records")]})
    return entries


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as JSON can hold it."""
    return {str(key): None if isinstance(one, float) and not isfinite(one) else one for key, one in row.items()}
