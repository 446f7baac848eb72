"""Which strategy wins where in the plane of two factors: colour for the winner, hatching where none can be named."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from influence_sim import wording as words
from influence_sim.errors import InputError
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import fitted, line_height, width_of, wrapped
from influence_sim.plots.sheet import EDGE, WIDTH, Drawn, caption, dress, inches, new_sheet, place
from influence_sim.plots.theme import (
    LABEL,
    SMALL,
    SPARE_COLOURS,
    Theme,
    ThemeName,
    mix,
    styled,
    theme_named,
    writing_on,
)
from influence_sim.plots.tidy import frame_of

COLUMNS = ("x_factor", "y_factor", "x", "y", "difference", "low", "high", "winner", "strategy", "against")
KEY, CELL, TICK, BOX = 2.35, 0.62, 1.9, 0.2  # inches: the key beside the panel, a cell's height, names, a sample
FAINT, FULL = 0.14, 0.85  # part of the winner's colour at no difference, and at the largest
HATCH = "////"


class Look(NamedTuple):
    """How the map is told: both strategies in words (the reference first), colours, the unit's scale and name."""

    names: tuple[str, str]
    colours: tuple[str, str]
    theme: Theme
    scale: float
    unit: str


def regime_map(
    data: object,
    cast: Cast | None = None,
    *,
    about: str = "the outcome",
    factors: Mapping[str, str] | None = None,
    names: Sequence[str] | None = None,
    scale: float = 100.0,
    unit: str = words.DIFFERENCE_AXIS,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """One cell for each pair of levels: the winner's colour, the stronger the larger the difference; its number.

    `data` is the frame of :func:`influence_sim.experiments.analysis.regimes.regime_frame`. Hatching means that the
    interval, which holds 90 % of worlds in the cell, holds zero. `about` is the outcome as a sentence's subject,
    `factors` the sides in words, `names` the two strategies, the reference first; `scale` and `unit` take the column
    to what is written. Returns the sheet, or `ax`. Raises InputError for a missing column or more than one map.
    """
    frame = frame_of(data, "regimes", COLUMNS)
    check_single(frame)
    row = frame.iloc[0]
    pair = (f"the {row['against']} strategy", f"the {row['strategy']} strategy") if names is None else tuple(names)
    if len(pair) != 2:
        raise InputError(f"a regime map is of two strategies, and names= has {len(pair)}")
    tones = theme_named(theme)
    look = Look((pair[0], pair[1]), colours_of(cast or Cast({}, {}), tones), tones, scale, unit)
    sides = {key: (factors or {}).get(key, key) for key in (str(row["x_factor"]), str(row["y_factor"]))}
    across, upwards = sides[str(row["x_factor"])], sides[str(row["y_factor"])]
    said = sentence(frame, about, look.names[1])
    with styled():
        if ax is not None:
            _panel(ax, frame, look)
            caption(ax, said, across, tones)
            ax.set_ylabel(upwards, size=SMALL, color=tones.soft)
            return ax
        rows = len(levels(frame, "y"))
        tall = min(max(2.4, rows * CELL), 5.2)
        lines = wrapped(across, WIDTH - TICK - KEY - EDGE, SMALL)
        sheet, top = new_sheet(said, notes_of(frame, look), tall + 0.35 + line_height(SMALL) * len(lines), tones)
        panel = place(sheet, TICK - 0.35, top, WIDTH - TICK - KEY, tall)
        _panel(panel, frame, look)
        panel.set_xlabel("\n".join(lines), size=SMALL, color=tones.soft)
        panel.set_ylabel("\n".join(wrapped(upwards, tall, SMALL)), size=SMALL, color=tones.soft)
        _key(place(sheet, WIDTH - KEY - EDGE + 0.2, top, KEY - 0.2, tall), look, frame)
        return sheet


def check_single(frame: pd.DataFrame) -> None:
    """Raise InputError where a cell stands there twice."""
    if frame.duplicated(["x", "y"]).any():
        raise InputError("the frame holds a cell twice; give one outcome and one pair of strategies")


def colours_of(cast: Cast, theme: Theme) -> tuple[str, str]:
    """The reference in ink, the strategy that is held against it in the focal power's colour."""
    known = cast.focal is not None and cast.focal in cast.powers
    own = cast.looks(theme)[str(cast.focal)].colour if known else SPARE_COLOURS[theme.name][0]
    return mix(theme.panel, theme.ink, 0.75), own


def sentence(frame: pd.DataFrame, about: str, under: str) -> str:
    """In how many cells the outcome is higher, lower, or either; a mirrored frame gives the mirrored sentence.

    >>> cells = pd.DataFrame({"winner": ["a", "b", ""], "strategy": "a", "against": "b", "difference": [1, -1, 0]})
    >>> sentence(cells, "its share", "the club")
    'Under the club its share is higher in 1 of 3 cells and lower in 1; in 1 either sign is possible'
    """
    higher = int((frame["winner"] == frame["strategy"]).sum())
    lower = int((frame["winner"] == frame["against"]).sum())
    total, either = len(frame), len(frame) - higher - lower
    if total in (higher, lower):
        where = "the one cell" if total == 1 else f"all {total} cells"
        return f"Under {under} {about} is {'higher' if higher else 'lower'} in {where}"
    if either == total:
        return f"Under {under} {about} may be higher or lower in every cell"
    told = [f"{word} in {number}" for word, number in (("higher", higher), ("lower", lower)) if number]
    told[0] += f" of {words.counted(total, 'cell')}"
    end = f"; in {either} either sign is possible" if either else ""
    return f"Under {under} {about} is {' and '.join(told)}{end}"


def levels(frame: pd.DataFrame, side: str) -> list[Any]:
    """The levels of a side in their order: numbers rise, words stand as they come."""
    present = list(dict.fromkeys(frame[side]))
    return present if any(isinstance(one, str) for one in present) else sorted(present)


def edges(frame: pd.DataFrame, side: str) -> list[float]:
    """The ends of a side's bins; empty where its levels are no bins."""
    if f"{side}_low" not in frame.columns:
        return []
    bounds = frame[[f"{side}_low", f"{side}_high"]].drop_duplicates().sort_values(f"{side}_low")
    low, high = bounds[f"{side}_low"].tolist(), bounds[f"{side}_high"].tolist()
    joined = low[1:] == high[:-1] and all(a < b for a, b in zip(low, high, strict=True))
    return [*low, high[-1]] if joined else []


def number_text(value: float) -> str:
    """A level as a side shows it.

    >>> number_text(0.25), number_text(2005.0), number_text(0.30000000000000004), number_text(-0.5)
    ('0.25', '2005', '0.3', '−0.5')
    """
    return (f"{value:.0f}" if value == round(value) else f"{value:.3g}").replace("-", words.MINUS)


def bound_texts(bounds: Sequence[float]) -> list[str]:
    """Ends of bins, all with as many decimals as tell them apart well; none where there are none.

    >>> bound_texts([0.00275, 0.127, 0.252]), bound_texts([2000.0, 2008.0])
    (['0.00', '0.13', '0.25'], ['2000', '2008'])
    """
    if not bounds:
        return []
    step = bounds[1] - bounds[0]
    decimals = max(0, 1 - int(np.floor(np.log10(step)))) if step < 5 else 0
    return [f"{value:.{decimals}f}".replace("-", words.MINUS) for value in bounds]


def _panel(ax: Axes, frame: pd.DataFrame, look: Look) -> None:
    dress(ax, look.theme)
    across, upwards = levels(frame, "x"), levels(frame, "y")
    ax.set_xlim(0, len(across))
    ax.set_ylim(0, len(upwards))
    width, height = inches(ax)
    size = width / len(across), height / len(upwards)
    largest = float(frame["difference"].abs().max())
    written = frame["difference"] * look.scale
    digits = words.decimals(*written)
    for row, value in zip(frame.to_dict("records"), written, strict=True):
        at = across.index(row["x"]), upwards.index(row["y"])
        _cell(ax, at, row, words.signed(value, digits), size, largest, look)
    _ticks(ax, frame, "x", across, size[0])
    _ticks(ax, frame, "y", upwards, size[1])


def _cell(
    ax: Axes,
    at: tuple[int, int],
    row: Mapping[Any, Any],
    text: str,
    size: tuple[float, float],
    largest: float,
    look: Look,
) -> None:
    """A cell with its number, where there is room for it."""
    part = abs(row["difference"]) / largest if largest > 0 else 0.0
    ground = shade(look, row["difference"], part)
    is_open = row["winner"] not in (row["strategy"], row["against"])
    style: dict[str, Any] = {"facecolor": ground, "edgecolor": look.theme.panel, "lw": 1.2, "zorder": 2}
    ax.add_patch(Rectangle(at, 1, 1, **style))
    if is_open:
        lines = mix(ground, writing_on([ground]), 0.35)
        ax.add_patch(Rectangle(at, 1, 1, fill=False, edgecolor=lines, lw=0, hatch=HATCH, zorder=3))
    if width_of(text, LABEL) + 0.1 <= size[0] and line_height(LABEL) <= size[1]:
        box = {"boxstyle": "round,pad=0.18", "facecolor": ground, "edgecolor": "none"} if is_open else None
        pen = writing_on([ground])
        ax.text(at[0] + 0.5, at[1] + 0.5, text, size=LABEL, color=pen, ha="center", va="center", bbox=box, zorder=4)


def shade(look: Look, difference: float, part: float) -> str:
    """The colour of a difference that is this part of the largest."""
    colour = look.colours[1 if difference >= 0 else 0]
    return mix(look.theme.panel, colour, FAINT + (FULL - FAINT) * part) if difference else look.theme.land


def _ticks(ax: Axes, frame: pd.DataFrame, side: str, present: Sequence[Any], size: float) -> None:
    """Names of levels in their middles, ends of bins at the borders; every n-th where room is short."""
    axis = ax.xaxis if side == "x" else ax.yaxis
    bounds = edges(frame, side)
    texts = bound_texts(bounds) or [value if isinstance(value, str) else number_text(value) for value in present]
    room = TICK - 0.75 if side == "y" else max(size - 0.08, 0.5)
    if side == "y":
        need, texts = line_height(SMALL), [fitted(text, room, SMALL) for text in texts]
    elif any(isinstance(value, str) for value in present):
        need, texts = 0.0, ["\n".join(wrapped(text, room, SMALL)) for text in texts]
    else:
        need = max(width_of(text, SMALL) for text in texts) + 0.1
    step = max(1, int(np.ceil(need / size)))
    places = [place + (0.0 if bounds else 0.5) for place in range(len(texts))]
    axis.set_ticks(places[::step], labels=texts[::step])


def _key(ax: Axes, look: Look, frame: pd.DataFrame) -> None:
    """What colours and hatching mean."""
    ax.set_axis_off()
    width, height = inches(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(-height, 0)
    y = 0.0
    entries = [
        (shade(look, 1.0, 0.75), "", f"higher under {look.names[1]}"),
        (shade(look, -1.0, 0.75), "", f"lower under {look.names[1]}, higher under {look.names[0]}"),
        (look.theme.land, HATCH, "hatched: the worlds do not agree, either sign is possible"),
    ]
    if (frame["difference"] == 0).any():
        entries.append((look.theme.land, "", "no difference"))
    for colour, hatch, text in entries:
        pen = mix(colour, writing_on([colour]), 0.35)
        ax.add_patch(Rectangle((0, y - BOX), BOX * 1.5, BOX, facecolor=colour, edgecolor=pen, lw=0.4, hatch=hatch))
        lines = wrapped(text, width - BOX * 1.5 - 0.1, SMALL)
        ax.text(BOX * 1.5 + 0.1, y, "\n".join(lines), size=SMALL, color=look.theme.ink, va="top")
        y -= max(BOX, len(lines) * line_height(SMALL)) + 0.12
    lines = wrapped(f"The stronger a colour, the larger the difference; numbers are {look.unit}.", width, SMALL)
    ax.text(0, y, "\n".join(lines), size=SMALL, color=look.theme.soft, va="top")


def notes_of(frame: pd.DataFrame, look: Look) -> list[str]:
    """What a cell holds."""
    if "runs" not in frame.columns:
        return []
    low, high = int(frame["runs"].min()), int(frame["runs"].max())
    worlds = words.counted(low, "world") if low == high else f"{low:,} to {high:,} worlds"
    whole = "they" if high < 20 else f"90{words.NO_BREAK}% of them"
    return [
        f"{look.names[1][0].upper()}{look.names[1][1:]} compared with {look.names[0]}, mean over the {worlds} of a"
        f" cell, with the same luck under both; hatched where {whole} lie on both sides of zero."
    ]
