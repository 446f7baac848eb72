"""Who leads where: states by years, coloured by the leading power."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import blended_transform_factory

from influence_sim import wording as words
from influence_sim.plots.cast import Cast, Look
from influence_sim.plots.lettering import fitted, width_of
from influence_sim.plots.sheet import (
    EDGE,
    WIDTH,
    Drawn,
    caption,
    draw_branch,
    draw_marks,
    dress,
    head_of_marks,
    inches,
    make_room,
    mark_notes,
    new_sheet,
    place,
    shown_marks,
    year_axis,
)
from influence_sim.plots.theme import LABEL, SMALL, Theme, ThemeName, mix, readable, styled, theme_named, writing_on
from influence_sim.plots.tidy import Cell, cast_of, chosen_states, frame_of, leading, number_of_runs

PALEST = 0.3  # how much of its colour a power keeps where it leads in hardly more runs than others


class Stretch(NamedTuple):
    """Consecutive years in one row with the same leader."""

    row: int
    leader: str
    cells: list[tuple[int, Cell]]

    def name(self, cast: Cast, per_year: float) -> str:
        """The leader's name as far as the stretch has room for it; nothing where that is too little to be read."""
        whole, room = cast.name(self.leader), len(self.cells) * per_year - 0.14
        return fitted(whole, room, LABEL) if room >= min(width_of(whole, LABEL), 1.0) else ""


def leaders(
    data: object,
    cast: Cast | None = None,
    *,
    states: Sequence[str] | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """The leading power in each state and year, its name written into each long stretch.

    `data` is the frame `influence` (of an ensemble with run) or an object that has it. The leader is the power, not
    the state's own hand, with the largest share; a line along the foot of a cell says that the own hand is larger.
    In an ensemble a cell shows who leads in most runs, the paler the fewer they are. Ties go to the power named first.
    Returns the sheet, or `ax`. Raises InputError for a missing column, an unknown key or an empty frame.
    """
    frame = frame_of(data, "influence", ["year", "power", "state", "share"])
    cast, look = cast_of(data, cast), theme_named(theme)
    chosen, cells, runs = chosen_states(frame, cast, states), leading(frame, cast), number_of_runs(frame)
    years = sorted(int(year) for year in frame["year"].unique())
    rows, final = _stretches(cells, chosen, years), [cells[state, years[-1]] for state in chosen]
    names = {state: fitted(cast.name(state), 2.2, LABEL) for state in chosen}
    last = [(cell.leader, _latest(cell, cast)) for cell in final]
    marks = shown_marks(cast, years[0], years[-1])
    own = any(cell.own_larger for row in rows for _, cell in row.cells)
    notes = _notes(runs, own, years[-1]) + mark_notes(cast, marks, years[0], years[-1])
    only = cast.name(chosen[0]) if len(chosen) == 1 else ""
    title = _title([cell.leader for cell in final], only, cast, years[-1], runs)
    right = 0.15 + max(width_of(text, LABEL) for _, text in last)
    with styled():
        if ax is not None:
            make_room(ax, right)
            _matrix(ax, rows, names, last, years, cast, look)
            note = f" (the fainter, the fewer of {runs:,} worlds)" if runs > 1 else ""
            caption(ax, title, words.YEAR + note, look)
            return ax
        left = EDGE + max(width_of(name, LABEL) for name in names.values()) + 0.12
        width, tall = WIDTH - left - EDGE - right, max(0.45, 0.3 * len(chosen))
        head = head_of_marks(marks, width, years)
        key = 0.25 if _unnamed(rows, cast, width / (years[-1] - years[0] + 1), years[-1]) else 0.0
        sheet, top = new_sheet(title, notes, head + tall + 0.5 + key, look)
        ax = place(sheet, left, top + head, width, tall)
        _matrix(ax, rows, names, last, years, cast, look)
        draw_marks(ax, marks, look, cast.branch)
        ax.set_xlabel(words.YEAR, size=SMALL, color=look.soft)
        return sheet


def _stretches(cells: dict[tuple[str, int], Cell], states: Sequence[str], years: Sequence[int]) -> list[Stretch]:
    """The cells in which somebody leads, row by row, neighbours with the same leader together."""
    found: list[Stretch] = []
    for row, state in enumerate(states):
        for year in years:
            cell = cells[state, year]
            latest = found[-1] if found else None
            if latest and (latest.row, latest.leader, latest.cells[-1][0]) == (row, cell.leader, year - 1):
                latest.cells.append((year, cell))
            elif cell.leader:
                found.append(Stretch(row, cell.leader, [(year, cell)]))
    return found


def _unnamed(rows: list[Stretch], cast: Cast, per_year: float, last: int) -> list[str]:
    """Powers that lead somewhere, but nowhere long enough to be named in a cell, and not at the end either."""
    named = {row.leader for row in rows if row.name(cast, per_year) or row.cells[-1][0] == last}
    return [key for key in cast.powers if key not in named and any(row.leader == key for row in rows)]


def _matrix(
    ax: Axes,
    rows: list[Stretch],
    names: dict[str, str],
    last: list[tuple[str, str]],
    years: list[int],
    cast: Cast,
    look: Theme,
) -> None:
    """The cells, the states' names to the left and the last year's leaders to the right."""
    dress(ax, look)
    ax.set_ylim(len(names), 0)
    year_axis(ax, years[0] - 0.5, years[-1] + 0.5, look)
    ax.set_yticks([row + 0.5 for row in range(len(names))], list(names.values()), va="center_baseline")
    ax.tick_params(axis="y", length=0, labelsize=LABEL, labelcolor=look.ink)
    fills, width = cast.looks(look), inches(ax)[0]
    per_year = width / (years[-1] - years[0] + 1)
    for stretch in rows:
        _draw(ax, stretch, stretch.name(cast, per_year), fills[stretch.leader], per_year, look)
    beside = blended_transform_factory(ax.transAxes, ax.transData)
    for row, (leader, text) in enumerate(last):
        ink = readable(fills[leader].colour, look) if leader else look.soft
        ax.text(1 + 0.08 / width, row + 0.5, text, size=LABEL, color=ink, va="center_baseline", transform=beside)
    draw_branch(ax, cast, look)
    _key(ax, _unnamed(rows, cast, per_year, years[-1]), cast, fills, look)


def _draw(ax: Axes, stretch: Stretch, name: str, fill: Look, per_year: float, look: Theme) -> None:
    """Cells side by side, the leader's name over the first of them."""
    tones = [mix(look.panel, fill.colour, PALEST + (1 - PALEST) * cell.strength) for _, cell in stretch.cells]
    style: dict[str, Any] = {"edgecolor": look.panel, "lw": 0, "hatch": fill.pattern or None, "antialiased": False}
    for (year, cell), tone in zip(stretch.cells, tones, strict=True):
        ax.add_patch(Rectangle((year - 0.5, stretch.row + 0.06), 1, 0.88, facecolor=tone, **style))
        if cell.own_larger:
            line = [year - 0.5, year + 0.5], [stretch.row + 0.91] * 2
            ax.plot(*line, color=look.ink, lw=1.4, solid_capstyle="butt")
    if name:
        covered = stretch.cells[: 1 + int(width_of(name, LABEL) / per_year)]
        ground = tones[max(range(len(covered)), key=lambda i: covered[i][1].strength)]
        x, y = stretch.cells[0][0] - 0.5 + 0.07 / per_year, stretch.row + 0.48
        text = ax.text(x, y, name, size=LABEL, color=writing_on([ground]), va="center_baseline", zorder=5)
        text.set_path_effects([patheffects.withStroke(linewidth=2.5, foreground=ground)])


def _key(ax: Axes, keys: list[str], cast: Cast, fills: dict[str, Look], look: Theme) -> None:
    """Swatches below the axis for powers whose name stands nowhere else."""
    width, height = inches(ax)
    x, y = 0.0, -0.62 / height
    for key in keys:
        tile = Rectangle((x / width, y), 0.14 / width, 0.12 / height, transform=ax.transAxes, clip_on=False)
        tile.set(facecolor=fills[key].colour, edgecolor=look.panel, hatch=fills[key].pattern or None, lw=0)
        ax.add_patch(tile)
        name, at = fitted(cast.name(key), 2.2, SMALL), ((x + 0.19) / width, y + 0.055 / height)
        ax.text(*at, name, size=SMALL, color=look.ink, va="center_baseline", transform=ax.transAxes)
        x += 0.39 + width_of(name, SMALL)


def _latest(cell: Cell, cast: Cast) -> str:
    return (
        f"{fitted(cast.name(cell.leader), 1.9, LABEL)}{words.WIDE_SPACE}{words.percent(cell.share)}"
        if cell.leader
        else "nobody"
    )


def _title(final: list[str], only: str, cast: Cast, year: int, runs: int) -> str:
    """Who leads most at the end, as a sentence."""
    counts = {key: final.count(key) for key in cast.powers if key in final}
    if not counts:
        return f"In {year} no power has influence"
    best, number = max(counts.values()), len(final)
    top = [cast.name(key) for key, count in counts.items() if count == best]
    where = f"{best} of {words.counted(number, 'state')}" + (" each" if len(top) > 1 else "")
    if best == number:
        where = only or f"all {words.counted(number, 'state')}"
    lead = "leads" if len(top) == 1 else "lead"
    return f"In {year} {words.listed(top)} {lead} in {where}" + (f" in most of {runs:,} worlds" if runs > 1 else "")


def _notes(runs: int, any_own: bool, last: int) -> list[str]:
    notes = [f"Colour: the power with the largest share. At the right: its share in {last}."]
    if runs > 1:
        notes[0] += f" The fainter, the fewer of {runs:,} worlds it leads in; shares are means."
    if any_own:
        notes.append(
            "Line along the foot of a cell: the state keeps a larger share in its own hand than the leader has."
        )
    return notes
