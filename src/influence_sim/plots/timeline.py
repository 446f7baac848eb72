"""Who belongs to which forum, and since when."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import blended_transform_factory

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast
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
from influence_sim.plots.theme import LABEL, SMALL, Theme, ThemeName, mix, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of, in_order, number_of_runs

ROW, MOST_ROWS, LONGEST_NAME = 0.19, 160, 2.3  # inches; rows on a sheet; inches
HEADER = 1.5  # rows that a forum's heading takes


class Group(NamedTuple):
    """A forum and its members' histories: rows years, columns member and observer, as shares of the runs."""

    forum: str
    histories: dict[str, pd.DataFrame]
    never: list[str]
    depth: pd.Series | None


def membership(
    data: object,
    cast: Cast | None = None,
    *,
    depths: pd.DataFrame | None = None,
    forums: Sequence[str] | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """Memberships over time: a group of rows for each forum, a bar for each member, hatched while it only observes.

    `data` is the frame `membership` (year, forum, member, status; of an ensemble also run) or an object that has it;
    `depths` the frame `forums`, whose depth becomes a thin line in a forum's heading (the object's own, if it has
    one). In an ensemble a bar is the fainter, the fewer the runs in which the actor is a member. `forums` chooses; else
    as many are drawn as a sheet holds, the focal power's own among them.
    Returns the sheet, or `ax`. Raises InputError for a missing column, an unknown key or an empty frame.
    """
    frame = frame_of(data, "membership", ["year", "forum", "member", "status"])
    cast, look = cast_of(data, cast), theme_named(theme)
    if depths is None and not isinstance(data, pd.DataFrame):
        depths = getattr(data, "forums", None)
    groups = _groups(frame, cast, depths, forums)
    shown = _first_rows(groups, "" if forums else cast.own_forum or "")
    years = sorted(int(year) for year in frame["year"].unique())
    marks, runs = shown_marks(cast, years[0], years[-1]), number_of_runs(frame)
    notes = _notes(groups, shown, runs, cast) + mark_notes(cast, marks, years[0], years[-1])
    title = f"Who belongs to which forum, {words.span(years[0], years[-1])}"
    right = 0.12 + (width_of(words.percent(0.99), SMALL) if runs > 1 else 0.0)
    with styled():
        if ax is not None:
            make_room(ax, right)
            _rows(ax, shown, cast, years, [], look)
            caption(ax, title, f"{words.YEAR} (solid: member; hatched: observer)", look)
            return ax
        names = [name for group in shown for name in _names(group, cast)]
        left = EDGE + 0.15 + max(width_of(name, LABEL, bold=True) for name in names)
        width = WIDTH - left - EDGE - right
        head = head_of_marks(marks, width, years)
        tall = ROW * _height(shown)
        sheet, top = new_sheet(title, notes, head + tall + 0.5, look)
        ax = place(sheet, left, top + head, width, tall)
        _rows(ax, shown, cast, years, marks, look)
        ax.set_xlabel(words.YEAR, size=SMALL, color=look.soft)
        return sheet


def _groups(frame: pd.DataFrame, cast: Cast, depths: pd.DataFrame | None, wanted: Sequence[str] | None) -> list[Group]:
    """One group a forum, in the scenario's order; members are states first, then powers."""
    present = in_order([str(key) for key in frame["forum"].unique()], list(cast.forums))
    for key in wanted or ():
        if key not in present:
            raise InputError(f'the frame has no forum "{key}"; {nearest(key, present)}')
    runs = number_of_runs(frame)
    groups = []
    for forum in wanted or present:
        part = frame[frame["forum"] == forum]
        counts = part.groupby(["member", "year", "status"], observed=True).size().unstack("status").fillna(0) / runs
        counts = counts.reindex(columns=["member", "observer"]).fillna(0.0)
        members = in_order([str(key) for key in part["member"].unique()], [*cast.states, *cast.powers])
        histories = {key: counts.loc[[key]].droplevel("member") for key in members}
        ever = {key: history for key, history in histories.items() if history.to_numpy().max() > 0}
        depth = None
        if depths is not None and (depths["forum"] == forum).any():
            depth = depths[depths["forum"] == forum].groupby("year")["depth"].mean()
        groups.append(Group(forum, ever, [key for key in members if key not in ever and key in cast.states], depth))
    return groups


def _first_rows(groups: list[Group], own: str) -> list[Group]:
    """As many forums as a sheet holds, at least one; the own forum finds room before all others."""
    shown: list[Group] = []
    for group in sorted(groups, key=lambda group: group.forum != own):
        if shown and _height([*shown, group]) > MOST_ROWS:
            break
        shown.append(group)
    kept = {group.forum for group in shown}
    return [group for group in groups if group.forum in kept]


def _height(groups: list[Group]) -> float:
    return sum(HEADER + len(group.histories) for group in groups) + 0.3


def _names(group: Group, cast: Cast) -> list[str]:
    """The forum's name, then its members'."""
    names = [cast.forum(group.forum), *(cast.name(key) for key in group.histories)]
    return [fitted(name, LONGEST_NAME, LABEL, bold=True) for name in names]


def _rows(
    ax: Axes, groups: list[Group], cast: Cast, years: list[int], marks: list[tuple[int, int, str]], look: Theme
) -> None:
    dress(ax, look)
    ax.set_ylim(_height(groups), 0)
    year_axis(ax, years[0] - 0.5, years[-1] + 0.5, look)
    ax.set_yticks([])
    beside = blended_transform_factory(ax.transAxes, ax.transData)
    width, y = inches(ax)[0], 0.0
    size = min(LABEL, 72 * inches(ax)[1] / _height(groups) / 1.15)
    write = partial(ax.text, size=size, color=look.ink, ha="right", va="center_baseline", transform=beside)
    colours = {key: fill.colour for key, fill in cast.looks(look).items()}
    for group in groups:
        names = _names(group, cast)
        write(-0.1 / width, y + 0.85, names[0], weight="bold")
        _heading(ax, group, y, years, look)
        y += HEADER
        for name, (key, history) in zip(names[1:], group.histories.items(), strict=True):
            write(-0.1 / width, y + 0.5, name)
            _bars(ax, y, history, colours.get(key, look.soft), look)
            part = float(history["member"].iloc[-1])
            if 0 < part < 1:
                write(1 + 0.06 / width, y + 0.5, words.percent(part), size=min(size, SMALL), color=look.soft, ha="left")
            y += 1
    draw_marks(ax, marks, look, cast.branch)
    draw_branch(ax, cast, look)


def _heading(ax: Axes, group: Group, y: float, years: list[int], look: Theme) -> None:
    """The band over a group, with the forum's depth as a thin line from 0 (foot) to 1 (top)."""
    first, last = years[0] - 0.5, years[-1] + 0.5
    ax.add_patch(Rectangle((first, y + 0.3), last - first, 1.1, facecolor=look.land, lw=0, zorder=0.5))
    if group.depth is not None:
        ax.plot(group.depth.index, y + 1.35 - group.depth.to_numpy(), color=look.ink, lw=1)


def _bars(ax: Axes, y: float, history: pd.DataFrame, base: str, look: Theme) -> None:
    """One bar for each stretch of years with the same status."""
    changes = (history != history.shift()).any(axis=1).cumsum()
    for _, stretch in history.groupby(changes):
        start, length = float(stretch.index[0]) - 0.5, float(stretch.index[-1] - stretch.index[0]) + 1
        member, observer = (float(stretch[column].iloc[0]) for column in ("member", "observer"))
        if member + observer == 0:
            continue
        face = mix(look.panel, base, member)
        bar = Rectangle((start, y + 0.14), length, 0.72, facecolor=face, lw=0, antialiased=False)
        if observer > 0:
            bar.set(hatch="//////", edgecolor=mix(face, base, 0.25 + 0.6 * observer))
        ax.add_patch(bar)


def _notes(groups: list[Group], shown: list[Group], runs: int, cast: Cast) -> list[str]:
    text = "Solid: member; hatched: observer."
    if runs > 1:
        text += f" The fainter, the fewer of {runs:,} worlds; at the right: in how many it is a member at the end."
    if any(group.depth is not None for group in shown):
        text += " Thin line in a heading: its depth, 0 at the foot, 1 at the top."
    notes = [text]
    never = [
        f"{words.listed([cast.name(key) for key in group.never])} ({cast.forum(group.forum)})"
        for group in shown
        if group.never
    ]
    if never:
        notes.append("Never in: " + "; ".join(never) + ".")
    left = [cast.forum(group.forum) for group in groups if group.forum not in {drawn.forum for drawn in shown}]
    if left:
        notes.append(
            f"{len(shown)} of {len(groups)} forums are drawn. Without room on this sheet: {words.listed(left)}."
        )
    return notes
