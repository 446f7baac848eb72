"""How deep the forums become and what their funds hold."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import fitted, line_height
from influence_sim.plots.sheet import (
    EDGE,
    WIDTH,
    Drawn,
    caption,
    draw_branch,
    draw_marks,
    dress,
    head_of_marks,
    key_width,
    make_room,
    mark_notes,
    new_sheet,
    place,
    shown_marks,
    side_key,
    year_axis,
)
from influence_sim.plots.theme import LABEL, SMALL, Theme, ThemeName, mix, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of, in_order, number_of_runs

QUANTITIES = {"depth": words.DEPTH_AXIS, "fund_musd": words.FUND_AXIS}
TITLES = {"depth": "How deep the forums are", "fund_musd": "What the forums' funds hold"}
DASHES = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
TONES = (1.0, 0.7, 0.48)  # of ink, for the first, second and third time that a dash is used
LEFT, LONGEST_NAME = 0.72, 2.0  # inches


def forums(
    data: object,
    cast: Cast | None = None,
    *,
    quantity: str | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """Depth of each forum and the money in its fund over time, lines named at their ends.

    `data` is the frame `forums` (year, forum, depth, fund_musd; of an ensemble also run: the mean is drawn) or an
    object that has it. `quantity` picks depth or fund_musd; with `ax` that one is drawn (depth unless said). Lines are
    ink, told apart by dashes: colour belongs to powers. A forum without any money is left out of the fund's panel.
    Returns the sheet, or `ax`. Raises InputError for a missing column, an unknown quantity or an empty frame.
    """
    frame = frame_of(data, "forums", ["year", "forum", "depth", "fund_musd"])
    cast, look = cast_of(data, cast), theme_named(theme)
    if quantity is not None and quantity not in QUANTITIES:
        raise InputError(f'forums have no quantity "{quantity}"; {nearest(quantity, QUANTITIES)}')
    chosen = [quantity] if quantity else (["depth"] if ax is not None else list(QUANTITIES))
    tables = {name: _means(frame, name, cast) for name in chosen}
    years = sorted(int(year) for year in frame["year"].unique())
    marks, runs = shown_marks(cast, years[0], years[-1]), number_of_runs(frame)
    notes = [f"Mean of {runs:,} worlds."] if runs > 1 else []
    notes += mark_notes(cast, marks, years[0], years[-1])
    title = "How deep the forums are and what their funds hold" if len(chosen) == 2 else TITLES[chosen[0]]
    title += f", {words.span(years[0], years[-1])}"
    most = max(table.shape[1] for table in tables.values())
    right = key_width([text for name, table in tables.items() for text in _labels(table, name, cast)], most)
    with styled():
        if ax is not None:
            make_room(ax, right)
            _panel(ax, tables[chosen[0]], chosen[0], cast, years, look, most)
            note = words.YEAR + (f" (mean of {runs:,} worlds)" if runs > 1 else "")
            caption(ax, TITLES[chosen[0]], note, look)
            return ax
        width = WIDTH - LEFT - EDGE - right
        head = head_of_marks(marks, width, years)
        tall = [max(1.6, (table.shape[1] + 1) * line_height(LABEL)) for table in tables.values()]
        sheet, y = new_sheet(title, notes, sum(tall) + len(tall) * (head + 0.35) + 0.15, look)
        for height, (name, table) in zip(tall, tables.items(), strict=True):
            ax = place(sheet, LEFT, y + head, width, height)
            _panel(ax, table, name, cast, years, look, most)
            draw_marks(ax, marks, look, cast.branch)
            y += head + height + 0.35
        if ax is not None:
            ax.set_xlabel(words.YEAR, size=SMALL, color=look.soft)
        return sheet


def _means(frame: pd.DataFrame, quantity: str, cast: Cast) -> pd.DataFrame:
    """Mean over runs: rows years, columns forums in the scenario's order."""
    table = frame.groupby(["year", "forum"], observed=True)[quantity].mean().unstack("forum").fillna(0.0)
    table = table[in_order([str(key) for key in table.columns], list(cast.forums))]
    return table.loc[:, table.max() > 0] if quantity == "fund_musd" else table


def _labels(table: pd.DataFrame, quantity: str, cast: Cast) -> list[str]:
    """Each line's name with its last value."""
    if table.empty:
        return []
    values = [f"{value:.2f}" if quantity == "depth" else f"{words.amount(value)} M$" for value in table.iloc[-1]]
    return [
        f"{fitted(cast.forum(str(key)), LONGEST_NAME, LABEL)}{words.WIDE_SPACE}{v}"
        for key, v in zip(table.columns, values, strict=True)
    ]


def _panel(ax: Axes, table: pd.DataFrame, quantity: str, cast: Cast, years: list[int], look: Theme, most: int) -> None:
    dress(ax, look)
    high = 1.0 if quantity == "depth" else max(1.0, 1.08 * float(table.to_numpy().max(initial=0.0)))
    ax.set_ylim(0, high)
    single = len(years) == 1
    year_axis(ax, years[0] - 0.5 * single, years[-1] + 0.5 * single, look)
    labels, order = [], list(cast.forums)
    for key, text in zip(table.columns, _labels(table, quantity, cast), strict=True):
        values = table[key].to_numpy()
        place = order.index(str(key))  # the same line in both panels
        ink = mix(look.panel, look.ink, TONES[(place // len(DASHES)) % len(TONES)])
        x = [years[0] - 0.5, years[0] + 0.5] if single else list(table.index)
        ax.plot(x, values.repeat(2) if single else values, color=ink, lw=1.6, ls=DASHES[place % len(DASHES)])
        labels.append((float(values[-1]), text, ink, DASHES[place % len(DASHES)]))
    if table.empty:
        ground = {"facecolor": look.panel, "edgecolor": "none", "pad": 3}  # marks would strike the words through
        where: dict[str, Any] = {"ha": "center", "transform": ax.transAxes, "bbox": ground, "zorder": 5}
        ax.text(0.5, 0.5, "no forum has a fund", size=LABEL, color=look.soft, **where)
    side_key(ax, labels, 0, high, look, most)
    draw_branch(ax, cast, look)
    ticks = [tick for tick in ax.get_yticks() if 0 <= tick <= high]
    ax.set_yticks(ticks, [f"{tick:,.0f}" if high > 5 else f"{tick:.1f}" for tick in ticks])
    ax.set_ylabel(QUANTITIES[quantity], size=SMALL, color=look.soft)
