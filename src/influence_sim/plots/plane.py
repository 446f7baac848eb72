"""Both axes at once: what each world says of the focal power's share and of what its rivals do not hold."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from influence_sim import wording as words
from influence_sim.errors import InputError
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import LINE, line_height, wrapped
from influence_sim.plots.sheet import EDGE, WIDTH, Drawn, Sheet, caption, dress, inches, new_sheet, place
from influence_sim.plots.theme import HEADING, SMALL, Theme, ThemeName, mix, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of
from influence_sim.plots.views import chosen_rows, counted_as, pair_of, years_of

COLUMNS = ("strategy", "against", "window", "weight", "run", "possession", "milieu")
DECIDERS = ("as given", "at zero")
CORNERS = ((False, True), (True, True), (False, False), (True, False))  # (to the right, above), as they are read
LEFT, BETWEEN, TALL, RIM = 0.85, 0.3, 3.7, 0.09  # inches
NARROWEST = 0.4  # part of a panel's width that the words of a quadrant need


def plane(
    data: object,
    cast: Cast | None = None,
    *,
    window: str = "late",
    weight: str = "states equally",
    decider: str | None = None,
    strategy: str | None = None,
    names: Sequence[str] | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """One dot a world: to the right the focal power's share is larger, upwards its rivals hold less.

    `data` is the frame `plane` of a comparison (strategy, against, decider, window, weight, run, possession, milieu;
    fractions of 1), or an object that has it. There is a panel with the deciding assumption as given and one with it
    at zero, on one scale; `decider` picks one. Each quadrant says what it means and how many of the worlds lie in it;
    a world without any difference on an axis counts half to each side. `strategy` chooses among several (the first),
    `names` are the two strategies as a sentence names them, the reference first. With `ax` one panel is drawn.
    Returns the sheet, or `ax`. Raises InputError for a missing column or a value that does not occur.
    """
    frame = frame_of(data, "plane", COLUMNS)
    cast, look = cast_of(data, cast), theme_named(theme)
    frame = chosen_rows(frame, strategy=strategy, window=window, weight=weight)
    reference, alternative = pair_of(frame, names)
    panels = panels_of(frame, decider if decider or ax is None else DECIDERS[0])
    said = f"Under {alternative} {sentence(panels, cast)}"
    compared = f"{alternative} compared with {reference}, {years_of(cast, window)}"
    with styled():
        limits = [limits_of(panels.values(), axis) for axis in ("possession", "milieu")]
        if ax is not None:
            across, upwards = axis_names(cast, *inches(ax))
            _panel(ax, next(iter(panels.values())), limits, cast, look)
            caption(ax, f"{said}, {years_of(cast, window)}", across, look)
            ax.set_ylabel(upwards, size=SMALL, color=look.soft)
            return ax
        return _sheet(panels, limits, cast, said, _notes(panels, compared, weight, data), look)


def panels_of(frame: pd.DataFrame, decider: str | None) -> dict[str, pd.DataFrame]:
    """The worlds of each panel in percentage points; a frame without deciders fills one, without a name."""
    if "decider" not in frame.columns:
        chosen = {"": frame}
    else:
        present = [name for name in DECIDERS if (frame["decider"] == name).any()]
        chosen = {name: chosen_rows(frame, decider=name) for name in ([decider] if decider else present)}
    for part in chosen.values():
        if part["run"].duplicated().any():
            raise InputError("the frame holds a world twice in one view; give one strategy, window, weight and decider")
        if not np.isfinite(part[["possession", "milieu"]].to_numpy(dtype=float)).all():
            raise InputError("the frame holds a difference that is not a finite number")
    return {name: part[["possession", "milieu"]] * 100 for name, part in chosen.items()}


def corners_of(points: pd.DataFrame) -> dict[tuple[bool, bool], float]:
    """The part of the worlds in each quadrant, by (to the right, above); on a line half a world counts to each side."""
    right, above = (np.heaviside(points[axis].to_numpy(), 0.5) for axis in ("possession", "milieu"))
    return {
        (to_right, up): float(np.mean((right if to_right else 1 - right) * (above if up else 1 - above)))
        for to_right, up in CORNERS
    }


def sentence(panels: dict[str, pd.DataFrame], cast: Cast) -> str:
    """What most worlds say, in each panel; the mirrored frame gives the mirrored sentence.

    >>> points = pd.DataFrame({"possession": [0.1, 0.2, 0.1], "milieu": [0.3, 0.1, -0.1]})
    >>> sentence({"": points}, Cast({}, {})).replace(words.NO_BREAK, " ")
    'the focal power holds more and its rivals less in 67 % of worlds'
    >>> sentence(dict.fromkeys(DECIDERS, points), Cast({}, {})).replace(words.NO_BREAK, " ")[-68:]
    'in 67 % of worlds, with the deciding assumption as given and at zero'
    """
    said = {name: _most(points, cast) for name, points in panels.items()}
    if len(said) > 1 and len(set(said.values())) == 1:
        return f"{said[DECIDERS[0]]}, with the deciding assumption as given and at zero"
    zero = "with the deciding assumption at zero "
    return "; ".join(zero + outcome if name == DECIDERS[1] else outcome for name, outcome in said.items())


def _most(points: pd.DataFrame, cast: Cast) -> str:
    """What most of the worlds of one panel say."""
    corners = corners_of(points)
    best = max(corners, key=lambda corner: corners[corner])
    if not points.to_numpy().any():
        return "no world differs on either axis"
    if corners[best] <= 0.5:
        return "no outcome holds in most of the worlds"
    among = "all worlds" if corners[best] == 1 else f"{words.part_of(corners[best])} of worlds"
    return f"{_outcome(best, cast)} in {among if len(points) > 1 else 'the one world'}"


def _outcome(corner: tuple[bool, bool], cast: Cast) -> str:
    rivals = [cast.name(key) for key in cast.rivals]
    return words.both_axes(*corner, cast.name(cast.focal) if cast.focal else None, rivals)


def axis_names(cast: Cast, width: float, height: float) -> tuple[str, str]:
    """What the axes measure, in lines that fit."""
    focal, rivals = cast.name(cast.focal) if cast.focal else None, [cast.name(key) for key in cast.rivals]
    subjects = ((words.subject("possession", focal, rivals), width), (words.subject("milieu", focal, rivals), height))
    first, second = (
        "\n".join(wrapped(f"{subject} ({words.DIFFERENCE_AXIS})", max(1.5, room), SMALL)) for subject, room in subjects
    )
    return first, second


def limits_of(panels: Iterable[pd.DataFrame], axis: str) -> tuple[float, float]:
    """Room for zero, all worlds and both sides, the same in all panels: never less than a tenth of a point."""
    values = np.concatenate([points[axis].to_numpy() for points in panels])
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    span = max(0.1, 1.12 * (high - low))
    middle = (low + high) / 2
    low, high = min(middle - span / 2, -0.06 * span), max(middle + span / 2, 0.06 * span)
    if axis == "possession":
        part = NARROWEST / (1 - NARROWEST)
        low, high = min(low, -part * high), max(high, -part * low)
    return low, high


def _sheet(
    panels: dict[str, pd.DataFrame],
    limits: list[tuple[float, float]],
    cast: Cast,
    said: str,
    notes: list[str],
    look: Theme,
) -> Sheet:
    head = 0.3 if any(panels) else 0.05
    width = (WIDTH - LEFT - EDGE - BETWEEN * (len(panels) - 1)) / len(panels)
    across, upwards = axis_names(cast, width, TALL)
    sheet, top = new_sheet(said, notes, head + TALL + 0.35 + line_height(SMALL) * len(across.split("\n")), look)
    height = float(sheet.get_size_inches()[1])
    for i, (name, points) in enumerate(panels.items()):
        left = LEFT + i * (width + BETWEEN)
        if name:
            title = f"The deciding assumption {name}"
            at = left / WIDTH, 1 - (top + 0.06) / height
            sheet.text(*at, title, size=HEADING, weight="bold", color=look.ink, va="top")
        ax = place(sheet, left, top + head, width, TALL)
        _panel(ax, points, limits, cast, look)
        ax.set_xlabel(across, size=SMALL, color=look.soft)
        if i == 0:
            ax.set_ylabel(upwards, size=SMALL, color=look.soft)
        else:
            ax.tick_params(labelleft=False)
    return sheet


def _panel(ax: Axes, points: pd.DataFrame, limits: list[tuple[float, float]], cast: Cast, look: Theme) -> None:
    """The dots between two strips for the words of the quadrants."""
    dress(ax, look)
    (left, right), (low, high) = limits
    width, height = inches(ax)
    corners = corners_of(points)
    said = {corner: _words(corner, cast, width, -left / (right - left)) for corner in CORNERS}
    strip = {up: max(_tall(said[corner]) for corner in CORNERS if corner[1] == up) for up in (True, False)}
    if sum(strip.values()) > 0.6 * height:  # small axes: the shares alone
        said, strip = {corner: [] for corner in CORNERS}, {True: _tall([]), False: _tall([])}
    inch = (high - low) / max(height - sum(strip.values()), 0.2 * height)
    ax.set_xlim(left, right)
    ax.set_ylim(low - strip[False] * inch, high + strip[True] * inch)
    ax.axhline(0, color=look.ink, lw=0.9, zorder=1)
    ax.axvline(0, color=look.ink, lw=0.9, zorder=1)
    _dots(ax, points, look)
    for corner, lines in said.items():
        _write(ax, corner, words.part_of(corners[corner]), lines, strip[corner[1]], look)
    for axis, (least, most) in ((ax.xaxis, limits[0]), (ax.yaxis, limits[1])):
        rim = 0.02 * (most - least)  # a number at the very end would meet that of the panel beside it
        ticks = [tick for tick in axis.get_majorticklocs() if least + rim <= tick <= most - rim]
        decimals = next(d for d in (0, 1, 2, 3) if d == 3 or all(abs(round(t, d) - t) < 1e-9 for t in ticks))
        axis.set_ticks(ticks, labels=[words.signed(t, decimals) if abs(t) > 1e-12 else "0" for t in ticks])


def _words(corner: tuple[bool, bool], cast: Cast, width: float, left: float) -> list[str]:
    """What a quadrant means, in lines that fit into it; `left` is the part of the width left of zero."""
    both = {(True, True): "better on both: ", (False, False): "worse on both: "}.get(corner, "")
    room = width * (1 - left if corner[0] else left) - 2 * RIM
    return wrapped(both + _outcome(corner, cast), room, SMALL)


def _tall(lines: list[str]) -> float:
    return 2 * RIM + line_height(HEADING) + len(lines) * line_height(SMALL)


def _write(ax: Axes, corner: tuple[bool, bool], part: str, lines: list[str], strip: float, look: Theme) -> None:
    """A quadrant's share and words in the outer corner of it."""
    width, height = inches(ax)
    right, up = corner
    x = 1 - RIM / width if right else RIM / width
    y = 1 - RIM / height if up else (strip - RIM) / height
    place_: dict[str, Any] = {"ha": "right" if right else "left", "va": "top", "transform": ax.transAxes, "zorder": 5}
    ax.text(x, y, part, size=HEADING, weight="bold", color=look.ink, **place_)
    below = y - line_height(HEADING) / height
    ax.text(x, below, "\n".join(lines), size=SMALL, color=look.soft, linespacing=LINE, **place_)


def _dots(ax: Axes, points: pd.DataFrame, look: Theme) -> None:
    """The more worlds, the smaller and fainter each; a cross for their mean."""
    count = len(points)
    size, alpha = (4.5, 0.6) if count <= 300 else (3.4, 0.35) if count <= 2000 else (2.6, 0.18)
    dots: dict[str, Any] = {"marker": "o", "ms": size, "mew": 0, "ls": "none", "alpha": alpha}
    ax.plot(points["possession"], points["milieu"], color=mix(look.panel, look.ink, 0.75), zorder=2, **dots)
    if count > 1:
        mean = points.mean()
        for colour, thick in ((look.panel, 3.4), (look.ink, 1.6)):
            at = [mean["possession"]], [mean["milieu"]]
            ax.plot(*at, marker="+", ms=11, mew=thick, color=colour, ls="none", zorder=3)


def _notes(panels: dict[str, pd.DataFrame], compared: str, weight: str, data: object) -> list[str]:
    worlds = max(len(points) for points in panels.values())
    text = (
        "One dot, one world: the luck is the same under both strategies."
        if worlds == 1
        else (
            f"Each dot is one of {worlds:,} worlds, with the same luck under both strategies; the cross is their mean."
        )
    )
    notes = [f"{compared[0].upper()}{compared[1:]}. {text} {counted_as(weight)}"]
    on_a_line = {name: int((points == 0).any(axis=1).sum()) for name, points in panels.items()}
    if any(on_a_line.values()):
        told = words.listed([f"{count:,}{f' ({name})' if name else ''}" for name, count in on_a_line.items() if count])
        notes.append(f"Worlds on a line, where nothing differs on that axis, count half to each side: {told}.")
    alike = [name for name, points in panels.items() if len(points) > 1 and len(points.drop_duplicates()) == 1]
    if alike:
        notes.append(f"All worlds lie in one point{f' ({words.listed(alike)})' if any(alike) else ''}.")
    what = _decider(data)
    if what and any(panels):
        notes.append(f"The deciding assumption: {what}.")
    return notes


def _decider(data: object) -> str:
    """What the deciding assumption is called, where the object's scenario says so."""
    scenario = getattr(data, "scenario", None)
    deciders = set(getattr(scenario, "deciders", ()))
    terms = getattr(scenario, "ledger", {}).values()
    return words.listed(names) if (names := [term.name for term in terms if deciders & set(term.off)]) else ""
