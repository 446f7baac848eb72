"""Stacked shares of influence: one panel a state, powers labelled beside their bands."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from influence_sim import wording as words
from influence_sim.errors import InputError
from influence_sim.plots.cast import INDEPENDENCE, Cast
from influence_sim.plots.lettering import fitted, line_height
from influence_sim.plots.sheet import (
    EDGE,
    WIDTH,
    Drawn,
    Sheet,
    caption,
    draw_branch,
    draw_marks,
    dress,
    head_of_marks,
    make_room,
    mark_notes,
    new_sheet,
    place,
    shown_marks,
    side_labels,
    side_width,
    year_axis,
)
from influence_sim.plots.theme import HEADING, LABEL, SMALL, Theme, ThemeName, readable, styled, theme_named
from influence_sim.plots.tidy import cast_of, chosen_states, frame_of, number_of_runs, shares_by_state

MOST_STATES = 12
LEFT, BETWEEN = 0.62, 0.28  # inches


def influence(
    data: object,
    cast: Cast | None = None,
    *,
    states: Sequence[str] | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """Shares of influence over time, stacked to 100 %: the focal power at the bottom, the state's own hand on top.

    `data` is the frame `influence` (year, power, state, share; of an ensemble also run: its mean is drawn, which sums
    to 1) or an object that has it. A sheet has one panel for each of up to twelve states; `states` chooses them.
    Given `ax`, one panel is drawn into it: the state chosen, or the mean of all states, each counted alike.
    Returns the sheet, or `ax`. Raises InputError for a missing column, an unknown key or an empty frame.
    """
    frame = frame_of(data, "influence", ["year", "power", "state", "share"])
    cast, look = cast_of(data, cast), theme_named(theme)
    chosen = chosen_states(frame, cast, states)
    shares, runs = shares_by_state(frame, cast), number_of_runs(frame)
    first, last = int(frame["year"].min()), int(frame["year"].max())
    marks = shown_marks(cast, first, last)
    notes = _notes(cast, runs, len(chosen), ax is None) + mark_notes(cast, marks, first, last)
    with styled():
        if ax is None:
            tables = [(cast.name(state), shares.loc[[state]].droplevel("state")) for state in chosen[:MOST_STATES]]
            return _sheet(tables, cast, marks, notes, look)
        table = shares.loc[chosen].groupby("year").mean()
        make_room(ax, side_width(_labels(table, cast)))
        _panel(ax, table, cast, [], look)
        where = (
            cast.name(chosen[0]) if len(chosen) == 1 else f"{words.counted(len(chosen), 'state')}, each counted alike"
        )
        caption(ax, f"Influence in {where}", words.YEAR + (f" (mean of {runs:,} worlds)" if runs > 1 else ""), look)
        ax.set_ylabel(words.SHARE_AXIS, size=SMALL, color=look.soft)
        return ax


def _sheet(
    tables: list[tuple[str, pd.DataFrame]], cast: Cast, marks: list[tuple[int, int, str]], notes: list[str], look: Theme
) -> Sheet:
    """Small multiples, in as many columns (up to three) as leave each plot wider than its labels."""
    labels = max(side_width(_labels(table, cast)) for _, table in tables)
    room = WIDTH - LEFT - EDGE
    columns = {1: 1, 2: 2, 4: 2}.get(len(tables), 3)
    while columns > 1 and (room - (columns - 1) * BETWEEN) / columns - labels < max(1.35, labels):
        columns -= 1
    slot = (room - (columns - 1) * BETWEEN) / columns
    years = [int(year) for year in tables[0][1].index]
    head = (0.24 if len(tables) > 1 else 0.0) + head_of_marks(marks, slot - labels, years)
    tall = max(1.75 if len(tables) > 1 else 3.2, (tables[0][1].shape[1] + 1) * line_height(LABEL))
    rows = math.ceil(len(tables) / columns)
    first, last = years[0], years[-1]
    where = tables[0][0] if len(tables) == 1 else "each state"
    title = f"Who has influence in {where}, {words.span(first, last)}"
    sheet, top = new_sheet(title, notes, rows * (head + tall + 0.3) + 0.18, look)
    for i, (name, table) in enumerate(tables):
        row, column = divmod(i, columns)
        x = LEFT + column * (slot + BETWEEN)
        ax = place(sheet, x, top + row * (head + tall + 0.3) + head, slot - labels, tall)
        _panel(ax, table, cast, marks, look)
        if len(tables) > 1:
            ax.set_title(
                fitted(name, slot, HEADING, bold=True),
                loc="left",
                size=HEADING,
                weight="bold",
                color=look.ink,
                pad=(head - 0.2) * 72,
            )
        if column == 0:
            ax.set_ylabel(words.SHARE_AXIS, size=SMALL, color=look.soft)
        else:
            ax.set_yticklabels([])
        if i + columns >= len(tables):
            ax.set_xlabel(words.YEAR, size=SMALL, color=look.soft)
    return sheet


def _panel(ax: Axes, table: pd.DataFrame, cast: Cast, marks: list[tuple[int, int, str]], look: Theme) -> None:
    """One stack. A single year is drawn as a column one year wide."""
    years = [float(year) for year in table.index]
    values = table.to_numpy()
    if abs(values.sum(axis=1) - 1).max() > 1e-6:
        raise InputError("the shares of a state do not sum to 1 in each year, so they cannot be stacked")
    if len(years) == 1:
        years, values = [years[0] - 0.5, years[0] + 0.5], values.repeat(2, axis=0)
    dress(ax, look)
    tops = values.cumsum(axis=1)
    fills, labels = cast.looks(look), []
    for i, key in enumerate(table.columns):
        colour, pattern = (look.land, "") if key == INDEPENDENCE else fills[key]
        band = ax.fill_between(
            years, tops[:, i] - values[:, i], tops[:, i], facecolor=colour, edgecolor=look.panel, lw=0.5, hatch=pattern
        )
        band.set_label(str(key))
        ink, lead = (look.soft, look.soft) if key == INDEPENDENCE else (readable(colour, look), colour)
        labels.append((float(tops[-1, i] - values[-1, i] / 2), _labels(table, cast)[i], ink, lead))
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    year_axis(ax, years[0], years[-1], look)
    side_labels(ax, labels, 0, 1)
    draw_marks(ax, marks, look, cast.branch)
    draw_branch(ax, cast, look)


def _labels(table: pd.DataFrame, cast: Cast) -> list[str]:
    """Each band's name with its share in the last year; a long name is cut, its share never."""
    latest = table.iloc[-1]
    names = [words.INDEPENDENCE if key == INDEPENDENCE else cast.name(str(key)) for key in table.columns]
    return [
        f"{fitted(name, 1.9, LABEL)}{words.WIDE_SPACE}{words.percent(share)}"
        for name, share in zip(names, latest, strict=True)
    ]


def _notes(cast: Cast, runs: int, states: int, sheet: bool) -> list[str]:
    notes = ["Numbers beside the bands: share in the last year."]
    if runs > 1:
        notes[0] += f" Bands: mean of {runs:,} worlds."
    if sheet and states > MOST_STATES:
        notes.append(f"{MOST_STATES} of {states} states are drawn; states= chooses others.")
    return notes
