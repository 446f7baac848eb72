"""Who gives to whom: powers by states, million dollars a year, with the part that goes through forums."""

from functools import partial
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast, Look
from influence_sim.plots.lettering import fitted, line_height, width_of, wrapped
from influence_sim.plots.sheet import EDGE, WIDTH, Drawn, caption, dress, inches, new_sheet, place
from influence_sim.plots.theme import LABEL, SMALL, Theme, ThemeName, mix, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of, in_order, number_of_runs

MOST = 12  # rows and columns; the smallest beyond are summed
BILATERAL, OTHERS, TOTAL = "bilateral", "others", "(total)"  # none of them can be the key of an actor
CELL, WIDEST, LONGEST_NAME, INSIDE = 0.5, 1.6, 1.9, 0.07  # inches
BEFORE_TOTAL, TOTALS = 0.22, 0.78  # inches before a row's total; with its part of all money
BELOW = 0.95  # rows that the columns' totals take
BILLIONS_FROM = 100_000  # M$ a year in all, from which numbers are given in billions


def money(
    data: object,
    cast: Cast | None = None,
    *,
    years: tuple[int, int] | None = None,
    column: str = "disbursed_musd",
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """Money from each power (rows) to each state (columns), in million US dollars a year, with totals.

    `data` is the frame `exchange` (year, power, state and `column`; channel, route and run where it has them) or an
    object that has it. Channels are summed; runs and the years from `years[0]` to `years[1]` (all if not given) are
    averaged. A bar's length is the amount, its fainter end what goes through forums. Beyond twelve powers or states the
    smallest are summed. Returns the sheet, or `ax`. Raises InputError for a missing column or years without data.
    """
    frame = frame_of(data, "exchange", ["year", "power", "state", column])
    cast, look = cast_of(data, cast), theme_named(theme)
    if column not in words.MONEY:
        raise InputError(f'"{column}" is not a kind of money; {nearest(column, words.MONEY)}')
    begin, end = int(frame["year"].min()), int(frame["year"].max())
    first, last = (max(begin, years[0]), min(end, years[1])) if years else (begin, end)
    part = frame[frame["year"].between(first, last)]
    if part.empty:
        raise InputError(
            f"the frame has no money in {words.span(*(years or (begin, end)))}; it covers {words.span(begin, end)}"
        )
    amounts, through = yearly(part, cast, column, (last - first + 1) * number_of_runs(part))
    unit = "million"
    if amounts.to_numpy().sum() >= BILLIONS_FROM:
        amounts, through, unit = amounts / 1000, through / 1000, "billion"
    title = _title(amounts, unit, cast, column, words.span(first, last))
    notes = _notes(amounts, through, unit, "route" in part.columns, number_of_runs(part))
    amounts, through = folded(amounts), folded(through, like=amounts)
    right = TOTALS + width_of(words.amount(float(amounts.to_numpy().sum())), LABEL, bold=True)
    with styled():
        if ax is not None:
            _matrix(ax, amounts, through, right, cast, look)
            tall = _headings(amounts, cast, (inches(ax)[0] - right) / amounts.shape[1]).tall
            caption(ax, title, " ".join(notes), look, above=0.1 + tall)
            return ax
        left = EDGE + 0.15 + max(width_of(_name(key, cast), LABEL, bold=True) for key in [*amounts.index, TOTAL])
        column_width = min(WIDEST, (WIDTH - left - EDGE - right) / amounts.shape[1])
        head = 0.1 + _headings(amounts, cast, column_width).tall
        tall = (len(amounts) + BELOW) * CELL
        sheet, top = new_sheet(title, notes, head + tall + 0.1, look)
        ax = place(sheet, left, top + head, column_width * amounts.shape[1] + right, tall)
        _matrix(ax, amounts, through, right, cast, look)
        return sheet


def yearly(frame: pd.DataFrame, cast: Cast, column: str, divisor: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All money and that through forums, in M$ a year: rows powers, columns states, in the scenario's order.

    `divisor` is the number of years times the number of runs.
    """
    keys = ["power", "state"]
    total = frame.groupby(keys, observed=True)[column].sum().unstack("state").fillna(0.0) / divisor
    rows = in_order([str(key) for key in total.index], list(cast.powers))
    columns = in_order([str(key) for key in total.columns], list(cast.states))
    if "route" not in frame.columns:
        return total.loc[rows, columns], total.loc[rows, columns] * 0
    forums = frame[frame["route"].astype(str) != BILATERAL]
    through = forums.groupby(keys, observed=True)[column].sum().unstack("state") / divisor
    return total.loc[rows, columns], through.reindex(index=rows, columns=columns).fillna(0.0)


def folded(table: pd.DataFrame, like: pd.DataFrame | None = None) -> pd.DataFrame:
    """At most twelve rows and columns: the largest (of `like`, or of the table itself), the rest summed as "others"."""
    measure = table if like is None else like
    for _ in range(2):
        if len(table) > MOST:
            large = set(measure.sum(axis=1).nlargest(MOST - 1).index)
            labels = [key if key in large else OTHERS for key in table.index]
            table = table.groupby(labels, sort=False).sum()
            table = table.loc[[*(key for key in table.index if key != OTHERS), OTHERS]]
        table, measure = table.T, measure.T
    return table


def _matrix(ax: Axes, amounts: pd.DataFrame, through: pd.DataFrame, right: float, cast: Cast, look: Theme) -> None:
    """Cells with a number over a bar; bars share one scale, totals have numbers alone. x is in inches, y in rows."""
    rows, columns = amounts.shape
    width = inches(ax)[0]
    ax.set_axis_on()
    dress(ax, look)
    ax.set_facecolor("none")
    ax.set_xlim(0, width)
    ax.set_ylim(rows + BELOW, 0)
    ax.set_xticks([])
    ax.set_yticks([])
    one = (width - right) / columns
    write = partial(ax.text, size=LABEL, color=look.ink, va="center_baseline")
    headings = _headings(amounts, cast, one)
    turn: dict[str, Any] = {"rotation": 90 if headings.turned else 0, "linespacing": 1.15}
    for j, text in enumerate(headings.texts):
        ax.text(j * one + INSIDE, -0.15, text, size=LABEL, color=look.ink, **turn)
    fills, whole = cast.looks(look), float(amounts.to_numpy().sum())
    scale = (one - 2 * INSIDE) / max(float(amounts.to_numpy().max()), 1e-12)
    for i, power in enumerate(amounts.index):
        write(-0.1, i + 0.5, _name(str(power), cast), ha="right")
        fill = fills.get(str(power), Look(look.soft, ""))
        for j, state in enumerate(amounts.columns):
            amount, forum = float(amounts.loc[power, state]), float(through.loc[power, state])
            ax.add_patch(Rectangle((j * one + 0.02, i + 0.04), one - 0.04, 0.92, facecolor=look.panel, lw=0))
            write(j * one + INSIDE, i + 0.31, words.amount(amount), color=look.ink if amount > 0 else look.soft)
            _bar(ax, j * one + INSIDE, i + 0.56, scale * max(amount - forum, 0.0), scale * forum, fill, look)
        total = float(amounts.loc[power].sum())
        write(width - right + BEFORE_TOTAL, i + 0.5, words.amount(total), weight="bold")
        if whole > 0:
            write(width, i + 0.5, words.part_of(total / whole), size=SMALL, color=look.soft, ha="right")
    totals = [words.amount(float(amounts[state].sum())) for state in amounts.columns]
    write(-0.1, rows + 0.55, words.TOTAL, weight="bold", ha="right")
    for j, text in enumerate(totals):
        write(j * one + INSIDE, rows + 0.55, text, weight="bold")
    write(width - right + BEFORE_TOTAL, rows + 0.55, words.amount(whole), weight="bold")
    ax.text(width - right + BEFORE_TOTAL, -0.15, words.TOTAL, size=LABEL, color=look.ink, weight="bold")


def _bar(ax: Axes, x: float, y: float, direct: float, through: float, fill: Look, look: Theme) -> None:
    """Money given directly in the power's colour, then in a fainter shade what goes through forums."""
    style: dict[str, Any] = {"lw": 0, "snap": False, "edgecolor": look.panel, "hatch": fill.pattern or None}
    ax.add_patch(Rectangle((x, y), direct, 0.3, facecolor=fill.colour, **style))
    faint = mix(look.panel, fill.colour, 0.42)
    ax.add_patch(Rectangle((x + direct, y), through, 0.3, facecolor=faint, **style))


class Headings(NamedTuple):
    """The columns' names, how much room they take above the cells (inches), and whether they run upwards."""

    texts: list[str]
    tall: float
    turned: bool


def _headings(amounts: pd.DataFrame, cast: Cast, width: float) -> Headings:
    """Column names broken into at most three lines; where one of them would have to be cut, all run upwards."""
    names = [_name(str(key), cast) for key in amounts.columns]
    broken = [wrapped(name, width - 0.1, LABEL) for name in names]
    if any(len(lines) > 3 or " ".join(lines) != name for lines, name in zip(broken, names, strict=True)):
        return Headings(names, max(width_of(name, LABEL) for name in names), True)
    return Headings(["\n".join(lines) for lines in broken], max(map(len, broken)) * line_height(LABEL), False)


def _name(key: str, cast: Cast) -> str:
    named = {OTHERS: words.OTHERS, TOTAL: words.TOTAL}
    return named[key] if key in named else fitted(cast.name(key), LONGEST_NAME, LABEL)


def _title(amounts: pd.DataFrame, unit: str, cast: Cast, column: str, when: str) -> str:
    """Who gives most, as a sentence with its unit."""
    whole, kind = float(amounts.to_numpy().sum()), words.MONEY[column]
    if whole <= 0:
        return f"No money was {kind}, {when} ({unit} US$ a year)"
    given = amounts.sum(axis=1)
    giver, part = given.idxmax(), words.part_of(float(given.max()) / whole)
    verb = "receives" if column == "returned_musd" else "gives"
    return f"{cast.name(str(giver))} {verb} {part} of {words.amount(whole)} {unit} US$ {kind} a year, {when}"


def _notes(amounts: pd.DataFrame, through: pd.DataFrame, unit: str, routes: bool, runs: int) -> list[str]:
    text = f"Rows give, columns receive. Numbers: {unit} US$ a year"
    text += f", mean of {runs:,} worlds." if runs > 1 else "."
    whole, forum = float(amounts.to_numpy().sum()), float(through.to_numpy().sum())
    text += " Bars: the same amounts, on one scale"
    text += f"; fainter end: through forums, {words.percent(forum / whole)} of all." if forum > 0 else "."
    if routes and forum <= 0 < whole:
        text += " Nothing goes through forums."
    notes = [text]
    for number, what in zip(amounts.shape, ("powers", "states"), strict=True):
        if number > MOST:
            notes.append(f"The smallest {number - MOST + 1} of {number} {what} are summed as {words.OTHERS}.")
    return notes
