"""Two strategies under the same luck: the difference with its bands, and the sentence that it makes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import line_height, wrapped
from influence_sim.plots.sheet import (
    EDGE,
    WIDTH,
    Drawn,
    Sheet,
    caption,
    draw_branch,
    dress,
    make_room,
    new_sheet,
    place,
    side_labels,
    side_width,
    year_axis,
)
from influence_sim.plots.theme import HEADING, SMALL, Theme, ThemeName, mix, readable, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of
from influence_sim.wording import AXES as AXES

FEW = 20  # with fewer worlds the outer band shows all of them
LEFT, TALL = 0.72, 1.45  # inches


def difference(
    data: object,
    cast: Cast | None = None,
    *,
    names: Sequence[str] | None = None,
    axis: str | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """Second strategy minus first, world by world: median, middle half and 90 % of worlds, one panel an axis.

    `data` is a frame with run, year, axis (possession, milieu, independence) and difference (a fraction of 1), or an
    object that has it as `.paths`. `names` are the two strategies as a sentence names them ("the bilateral strategy",
    "the institution strategy"), the reference first; without them the object's `.strategies` serve. Fewer than twenty
    worlds are shown whole instead of by quantiles. `axis` picks one; with `ax` one panel is drawn (possession unless
    `axis` says otherwise). Returns the sheet, or `ax`. Raises InputError for a missing column or an unknown axis.
    """
    frame = frame_of(data, "paths", ["run", "year", "axis", "difference"])
    cast, look = cast_of(data, cast), theme_named(theme)
    reference, alternative = _named(data, names)
    present = [name for name in AXES if (frame["axis"] == name).any()]
    if axis is not None and axis not in present:
        raise InputError(f'the frame has no axis "{axis}"; {nearest(axis, present)}')
    fans = {name: fan(frame, name) for name in ([axis] if axis else present)}
    worlds = int(frame["run"].nunique())
    sentences = {name: sentence(table, name, cast, alternative, worlds) for name, table in fans.items()}
    right = side_width([words.band(worlds), words.HALF_OF_WORLDS, f"{words.DIFFERENCE} +00.00"])
    with styled():
        if ax is not None:
            name = axis or present[0]
            make_room(ax, right)
            _panel(ax, fans[name], name, cast, worlds, look)
            caption(ax, sentences[name], f"{words.YEAR} (compared with {reference})", look, above=0.22)
            return ax
        return _sheet(fans, sentences, cast, worlds, right, f"{alternative} compared with {reference}", look)


def fan(frame: pd.DataFrame, axis: str) -> pd.DataFrame:
    """Difference in percentage points: rows years, columns low, lower, median, upper, high."""
    part = frame[frame["axis"] == axis]
    outer = (0.0, 1.0) if part["run"].nunique() < FEW else (0.05, 0.95)
    table = part.groupby("year")["difference"].quantile(np.array([outer[0], 0.25, 0.5, 0.75, outer[1]])).unstack() * 100
    table.columns = pd.Index(["low", "lower", "median", "upper", "high"])
    return table


def sentence(table: pd.DataFrame, axis: str, cast: Cast, alternative: str, worlds: int) -> str:
    """What the last year of a fan says, in words."""
    rivals = [cast.name(key) for key in cast.rivals]
    about = words.subject(axis, cast.name(cast.focal) if cast.focal else None, rivals)
    end = table.iloc[-1]
    return words.verdict(alternative, about, int(table.index[-1]), end["median"], end["low"], end["high"], worlds)


def _named(data: object, names: Sequence[str] | None) -> tuple[str, str]:
    """The two strategies, reference first."""
    if names is None:
        keys = [str(getattr(item, "key", item)) for item in getattr(data, "strategies", ("bilateral", "institution"))]
        names = [f"the {key} strategy" for key in keys[:2]]
    if len(names) != 2:
        raise InputError(f"a difference is between two strategies, and names= has {len(names)}")
    return names[0], names[1]


def _sheet(
    fans: dict[str, pd.DataFrame],
    sentences: dict[str, str],
    cast: Cast,
    worlds: int,
    right: float,
    compared: str,
    look: Theme,
) -> Sheet:
    limits = {name: _limits(table) for name, table in fans.items()}
    spans = [high - low for low, high in limits.values()]
    together = max(spans) <= 5 * min(spans)
    if together:
        common = min(low for low, _ in limits.values()), max(high for _, high in limits.values())
        limits = dict.fromkeys(limits, common)
    width = WIDTH - LEFT - EDGE - right
    lines = {name: wrapped(text, WIDTH - 2 * EDGE, HEADING, bold=True) for name, text in sentences.items()}
    heads = [len(line) * line_height(HEADING) + 0.27 for line in lines.values()]
    years = next(iter(fans.values())).index
    notes = [_note(worlds, cast, int(years[0]), int(years[-1]))]
    if not together:
        notes.append("The panels have scales of their own: the differences are of very different size.")
    sheet, y = new_sheet(compared[0].upper() + compared[1:], notes, sum(heads) + len(fans) * (TALL + 0.38) + 0.25, look)
    height, y = float(sheet.get_size_inches()[1]), y + 0.1
    for head, (name, table) in zip(heads, fans.items(), strict=True):
        text = "\n".join(lines[name])
        sheet.text(EDGE / WIDTH, 1 - y / height, text, size=HEADING, weight="bold", color=look.ink, va="top")
        ax = place(sheet, LEFT, y + head, width, TALL)
        _panel(ax, table, name, cast, worlds, look, limits[name])
        y += head + TALL + 0.38
    ax.set_xlabel(words.YEAR, size=SMALL, color=look.soft)
    return sheet


def _limits(table: pd.DataFrame) -> tuple[float, float]:
    """Room for all of a fan and zero, never less than a tenth of a point."""
    low, high = min(0.0, float(table["low"].min())), max(0.0, float(table["high"].max()))
    spare = max(0.08 * (high - low), 0.05)
    return low - spare, high + spare


def _panel(
    ax: Axes,
    table: pd.DataFrame,
    axis: str,
    cast: Cast,
    worlds: int,
    look: Theme,
    limits: tuple[float, float] | None = None,
) -> None:
    dress(ax, look)
    low, high = limits or _limits(table)
    years = [float(year) for year in table.index]
    if len(years) == 1:
        table, years = pd.concat([table, table]), [years[0] - 0.5, years[0] + 0.5]
    ax.set_ylim(low, high)
    year_axis(ax, years[0], years[-1], look)
    _windows(ax, cast, years, look)
    own = axis == "possession" and cast.focal is not None
    colour = cast.looks(look)[cast.focal].colour if own and cast.focal else look.soft
    ink = readable(colour, look) if own else look.ink
    if worlds > 1:
        ax.fill_between(years, table["low"], table["high"], color=mix(look.panel, colour, 0.22), lw=0)
        ax.fill_between(years, table["lower"], table["upper"], color=mix(look.panel, colour, 0.48), lw=0)
    ax.axhline(0, color=look.ink, lw=0.9)
    ax.plot(years, table["median"], color=ink, lw=2, solid_capstyle="butt")
    end = table.iloc[-1]
    median = words.signed(end["median"], words.decimals(end["median"], end["low"], end["high"]))
    what = words.MEDIAN if worlds > 1 else words.DIFFERENCE
    labels = [(float(end["median"]), f"{what} {median}", ink, ink)]
    if end["high"] > end["low"]:
        up = abs(end["high"]) >= abs(end["low"])
        labels.append(
            (float(end["upper" if up else "lower"]), words.HALF_OF_WORLDS, look.soft, mix(look.panel, colour, 0.6))
        )
        labels.append(
            (float(end["high" if up else "low"]), words.band(worlds), look.soft, mix(look.panel, colour, 0.4))
        )
    side_labels(ax, labels, low, high)
    ticks = [tick for tick in ax.get_yticks() if low <= tick <= high]
    decimals = next(d for d in (0, 1, 2, 3) if d == 3 or all(abs(round(t, d) - t) < 1e-9 for t in ticks))
    ax.set_yticks(ticks, [words.signed(tick, decimals) if abs(tick) > 1e-12 else "0" for tick in ticks])
    ax.set_ylabel(words.DIFFERENCE_AXIS, size=SMALL, color=look.soft)


def _windows(ax: Axes, cast: Cast, years: list[float], look: Theme) -> None:
    """The early and the late window as shaded spans with their names, and the branch as a dashed line."""
    over = blended_transform_factory(ax.transData, ax.transAxes)
    for window, name in ((cast.early, words.EARLY), (cast.late, words.LATE)):
        if window and window[0] <= years[-1] and window[1] >= years[0]:
            first, last = max(window[0], years[0]), min(window[1], years[-1])
            ax.axvspan(first, last, color=look.land, lw=0, zorder=0)
            ax.text(
                (first + last) / 2, 1.01, name, size=SMALL, color=look.soft, ha="center", va="bottom", transform=over
            )
    draw_branch(ax, cast, look)


def _note(worlds: int, cast: Cast, first: int, last: int) -> str:
    text = "The luck is the same under both strategies"
    if worlds == 1:
        text += "."
    else:
        outer = "all" if worlds < FEW else f"90{words.NO_BREAK}%"
        text += (
            f" in each of {worlds:,} worlds. Inner band: the middle half of the worlds; outer band: {outer} of them."
        )
    windows = [
        f"{name} {words.span(*window)}"
        for window, name in ((cast.early, words.EARLY), (cast.late, words.LATE))
        if window
    ]
    if windows:
        text += f" Shaded: {words.listed(windows)}."
    if cast.branch is not None and first < cast.branch <= last:
        text += f" Dashed line, {cast.branch}: {words.BRANCH}."
    return text
