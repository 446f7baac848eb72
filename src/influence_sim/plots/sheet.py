"""The sheet a figure is drawn on: a title in plain words, panels placed in inches, notes at the foot."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import blended_transform_factory

from influence_sim import wording as words
from influence_sim.errors import InputError
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import lanes, line_height, spread, tiers, width_of, wrapped
from influence_sim.plots.theme import LABEL, SMALL, TITLE, Theme, mix

WIDTH, EDGE = 9.0, 0.18  # inches
MARK_SIZE = 7.5
LANE, SAMPLE = 0.03, 0.3  # inches: between two leads side by side; a piece of a line that its label shows
MARK_ROW = 0.14  # inches a row of mark numbers takes above a panel


class Sheet(Figure):
    """A figure outside pyplot's register, so that nothing has to be closed; notebooks show it as any other figure."""

    def _repr_png_(self) -> bytes:
        from influence_sim.plots.saving import encoded

        return encoded(self, "png")


Drawn: TypeAlias = Sheet | Axes  # what a figure returns: a sheet of its own, or the axes it was given


def new_sheet(title: str, notes: Sequence[str], body: float, theme: Theme) -> tuple[Sheet, float]:
    """A sheet with room for a body of this height, and the distance from its top at which the body begins (inches)."""
    title_lines = wrapped(title, WIDTH - 2 * EDGE, TITLE, bold=True)
    note_lines = [line for note in notes for line in wrapped(note, WIDTH - 2 * EDGE, SMALL)]
    top = EDGE + len(title_lines) * line_height(TITLE) + 0.1
    foot = len(note_lines) * line_height(SMALL) + (0.08 if note_lines else 0)
    height = top + body + foot + EDGE
    sheet = Sheet(figsize=(WIDTH, height), dpi=100, facecolor=theme.paper)
    FigureCanvasAgg(sheet)
    for i, line in enumerate(title_lines):
        y = 1 - (EDGE + i * line_height(TITLE)) / height
        sheet.text(EDGE / WIDTH, y, line, size=TITLE, weight="bold", color=theme.ink, va="top")
    for i, line in enumerate(note_lines):
        y = (EDGE + (len(note_lines) - i) * line_height(SMALL)) / height
        sheet.text(EDGE / WIDTH, y, line, size=SMALL, color=theme.soft, va="top")
    return sheet, top


def place(sheet: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes at a distance in inches from the sheet's left and upper edge."""
    total_width, total_height = sheet.get_size_inches()
    bottom = total_height - top - height
    return sheet.add_axes((left / total_width, bottom / total_height, width / total_width, height / total_height))


def dress(ax: Axes, theme: Theme, spines: Sequence[str] = ()) -> None:
    """The house style on a pair of axes: no frame but the named sides, soft ticks, explicit font."""
    ax.set_facecolor(theme.panel)
    for side, spine in ax.spines.items():
        spine.set_visible(side in spines)
        spine.set_color(theme.line)
    ax.tick_params(
        length=2.5, width=0.7, color=theme.line, labelcolor=theme.soft, labelsize=SMALL, labelfontfamily="DejaVu Sans"
    )


def caption(ax: Axes, title: str, note: str, theme: Theme, above: float = 0.06) -> None:
    """What a figure says when it is drawn into axes that someone else placed: title above, short note below.

    `above` is what to leave free between panel and title (inches). Event marks and long notes need a sheet.
    """
    width = max(inches(ax)[0], 2.0)
    heading = "\n".join(wrapped(title, width, LABEL + 1, bold=True))
    ax.set_title(heading, loc="left", size=LABEL + 1, weight="bold", color=theme.ink, pad=above * 72)
    ax.set_xlabel("\n".join(wrapped(note, width, SMALL)), size=SMALL, color=theme.soft)


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of axes in inches."""
    box = ax.get_position()
    width, height = whole_figure(ax).get_size_inches()
    return float(box.width * width), float(box.height * height)


def whole_figure(ax: Axes) -> Figure:
    """The figure at the root, where axes stand in a part of one."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise InputError("these axes belong to no figure")
    return figure


def make_room(ax: Axes, right: float) -> None:
    """Narrow axes that someone else placed, so that `right` inches of labels beside them stay in their place.

    A layout engine sees to that itself.
    """
    if whole_figure(ax).get_layout_engine() is not None:
        return
    box = ax.get_position()
    part = min(right / float(whole_figure(ax).get_size_inches()[0]), box.width * 0.6)
    ax.set_position((box.x0, box.y0, box.width - part, box.height))


def year_axis(ax: Axes, first: float, last: float, theme: Theme) -> None:
    """Whole years, as many as the width carries, never half a year."""
    ax.set_xlim(first, last)
    low, high = round(first + 0.01), round(last - 0.01)
    room = max(1, int(inches(ax)[0] / 0.5))
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if (high - low) / s <= room), 200)
    ticks = [year for year in range(low, high + 1) if year % step == 0] or [low]
    ax.set_xticks(ticks, [str(year) for year in ticks])
    ax.tick_params(axis="x", labelcolor=theme.soft)


def side_labels(ax: Axes, labels: Sequence[tuple[float, str, str, str]], low: float, high: float) -> None:
    """Words beside the right edge: (height in data, text, colour of the text, colour of the lead), nudged apart.

    A lead runs from the height that is meant to the words, so that a nudged label still points to its band.
    """
    gap = line_height(LABEL) * 0.93 / inches(ax)[1] * (high - low)
    heights = spread([label[0] for label in labels], gap, low + gap / 2, high - gap / 2)
    width = inches(ax)[0]
    beside = blended_transform_factory(ax.transAxes, ax.transData)
    for (meant, text, ink, lead), height in zip(labels, heights, strict=True):
        x = [1 + d / width for d in (0.02, 0.06, 0.12, 0.16)]
        ax.plot(x, [meant, meant, height, height], color=lead, lw=1.4, transform=beside, clip_on=False)
        ax.text(
            1 + 0.2 / width, height, text, size=LABEL, color=ink, va="center_baseline", transform=beside, clip_on=False
        )


def side_key(
    ax: Axes, labels: Sequence[tuple[float, str, str, Any]], low: float, high: float, theme: Theme, most: int
) -> None:
    """Words beside the right edge as in `side_labels`, each behind a piece of its line: (height, text, colour, dash).

    Thin leads that keep apart run from the lines' ends, `most` of them side by side (see `key_width`).
    """
    gap = line_height(LABEL) * 0.93 / inches(ax)[1] * (high - low)
    meant = [label[0] for label in labels]
    heights = spread(meant, gap, low + gap / 2, high - gap / 2)
    beside: dict[str, Any] = {"transform": blended_transform_factory(ax.transAxes, ax.transData), "clip_on": False}
    width, fan = inches(ax)[0], 0.06 + LANE * most
    for (end, text, colour, dash), height, lane in zip(labels, heights, lanes(meant, heights), strict=True):
        x = [
            1 + d / width
            for d in (0.02, 0.05 + LANE * lane, 0.05 + LANE * lane, fan, fan + SAMPLE, fan + SAMPLE + 0.06)
        ]
        ax.plot(x[:4], [end, end, height, height], color=mix(theme.paper, theme.ink, 0.45), lw=0.6, **beside)
        ax.plot(x[3:5], [height, height], color=colour, lw=1.6, ls=dash, **beside)
        ax.text(x[5], height, text, size=LABEL, color=theme.ink, va="center_baseline", **beside)


def side_width(texts: Sequence[str]) -> float:
    """Room in inches that side labels with these texts take."""
    return 0.24 + max((width_of(text, LABEL) for text in texts), default=0.0)


def key_width(texts: Sequence[str], most: int) -> float:
    """The same for labels behind pieces of their lines, with at most so many leads side by side."""
    return 0.12 + LANE * most + SAMPLE + max((width_of(text, LABEL) for text in texts), default=0.0)


def shown_marks(cast: Cast, first: int, last: int) -> list[tuple[int, int, str]]:
    """Event marks inside the years, numbered in the order of time: (number, year, label)."""
    inside = sorted(mark for mark in cast.marks if first <= mark[0] <= last)
    return [(number, year, label) for number, (year, label) in enumerate(inside, start=1)]


def mark_rows(marks: Sequence[tuple[int, int, str]], width: float, years: float) -> list[int]:
    """The row above a panel, counted from below, in which each mark's number finds room."""
    scale = width / max(years, 1e-9)
    half = [width_of(str(number), MARK_SIZE) / 2 + 0.03 for number, _, _ in marks]
    return tiers([(year * scale - h, year * scale + h) for (_, year, _), h in zip(marks, half, strict=True)])


def head_of_marks(marks: Sequence[tuple[int, int, str]], width: float, years: Sequence[int]) -> float:
    """Inches to keep free above a panel of this width for the numbers of its marks."""
    rows = mark_rows(marks, width, max(years[-1] - years[0], 1))
    return 0.08 + MARK_ROW * (1 + max(rows, default=-1))


def draw_marks(ax: Axes, marks: Sequence[tuple[int, int, str]], theme: Theme, branch: int | None) -> None:
    """Numbered thin lines for events, whose meaning stands once, in the notes.

    In the year of the branch only the number is drawn: the dashed line is there already.
    """
    width, height = inches(ax)
    first, last = ax.get_xlim()
    over = blended_transform_factory(ax.transData, ax.transAxes)
    for (number, year, _), row in zip(marks, mark_rows(marks, width, last - first), strict=True):
        top = 1 + (0.03 + row * MARK_ROW) / height
        line: dict[str, Any] = {"color": mix(theme.panel, theme.ink, 0.6), "lw": 0.6, "transform": over}
        ax.plot([year, year], [1 if year == branch and year > first + 0.5 else 0, top], clip_on=False, zorder=4, **line)
        ax.text(year, top, str(number), size=MARK_SIZE, color=theme.soft, ha="center", va="bottom", transform=over)


def draw_branch(ax: Axes, cast: Cast, theme: Theme) -> None:
    """A dashed line where the model takes over from history."""
    first, last = ax.get_xlim()
    if cast.branch is not None and first + 0.5 < cast.branch <= last:  # in the first year nothing lies before it
        over = blended_transform_factory(ax.transData, ax.transAxes)
        ax.plot([cast.branch] * 2, [0, 1], color=theme.ink, lw=1.1, ls=(0, (4, 2.5)), transform=over, zorder=4)


def mark_notes(cast: Cast, marks: Sequence[tuple[int, int, str]], first: int, last: int) -> list[str]:
    """The notes that say what the lines of `draw_marks` mean."""
    notes = []
    if marks:
        entries = [f"{number} {label} ({year})" for number, year, label in marks]
        notes.append(
            "Numbered lines: " + f"{words.WIDE_SPACE} ".join(entry.replace(" ", words.NO_BREAK) for entry in entries)
        )
    if cast.branch is not None and first < cast.branch <= last:
        notes.append(f"Dashed line, {cast.branch}: {words.BRANCH}.")
    return notes
