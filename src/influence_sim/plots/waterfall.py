"""The ledger of a verdict as a waterfall: what each assumption brings or costs, up to the whole."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast
from influence_sim.plots.lettering import fitted, line_height, width_of, wrapped
from influence_sim.plots.sheet import EDGE, WIDTH, Drawn, Sheet, dress, inches, new_sheet, place, whole_figure
from influence_sim.plots.steps import START, Account, Step, account_of, sentence
from influence_sim.plots.theme import HEADING, LABEL, SMALL, Theme, ThemeName, mix, readable, styled, theme_named
from influence_sim.plots.tidy import cast_of, frame_of
from influence_sim.plots.views import chosen_rows, counted_as, pair_of, years_of
from influence_sim.wording import AXES as AXES

COLUMNS = ("strategy", "against", "axis", "window", "weight", "term", "name", "contribution", "low", "high")
NAMES = 2.3  # inches that the names of terms take at most on a sheet
ROW, BAR, TIP, PAD = 0.21, 0.066, 0.07, 0.06  # inches: a row, half a bar's height, its arrow head, room beside words
UNEXPLAINED = 0.005  # points by which terms may miss the whole without a note


class Row(NamedTuple):
    """A step in its place: its words and number, where it starts, and the row's upper and lower edge in inches."""

    lines: list[str]
    number: str
    step: Step
    start: float
    top: float
    bottom: float
    last: bool

    @property
    def end(self) -> float:
        """Where the step ends, in points."""
        return self.start + self.step.points

    @property
    def reach(self) -> tuple[float, float]:
        """The ends of all that is drawn of it."""
        drawn = (self.start, self.end, self.start + self.step.low, self.start + self.step.high)
        return min(drawn), max(drawn)


def ledger(
    data: object,
    cast: Cast | None = None,
    *,
    axis: str | None = None,
    window: str = "late",
    weight: str = "states equally",
    decider: str = "as given",
    strategy: str | None = None,
    names: Sequence[str] | None = None,
    ax: Axes | None = None,
    theme: ThemeName = "light",
) -> Drawn:
    """What makes the difference between two strategies: one arrow a term, the largest first, one panel an axis.

    `data` is the frame `ledger` of a comparison (strategy, against, axis, window, weight, term, name, contribution,
    low, high; fractions of 1), or an object that has it. Arrows point right where a term brings, left where it costs,
    and are hollow where its interval holds zero. `decider` and `strategy` choose among the rows, the strategy that
    comes first if none is given; `names` are the two strategies as a sentence names them, the reference first. `axis`
    picks one; with `ax` one panel is drawn (possession unless `axis` says otherwise), the smallest terms together
    where rows run out. Returns the sheet, or `ax`. Raises InputError for a missing column or a value that does not
    occur.
    """
    frame = frame_of(data, "ledger", COLUMNS)
    cast, look = cast_of(data, cast), theme_named(theme)
    frame = chosen_rows(frame, strategy=strategy, window=window, weight=weight, decider=decider)
    reference, alternative = pair_of(frame, names)
    present = [name for name in AXES if (frame["axis"] == name).any()]
    if axis is not None and axis not in present:
        raise InputError(f'the frame has no axis "{axis}"; {nearest(axis, present)}')
    shown = ([axis] if axis else present)[: 1 if ax is not None else None]
    accounts = {name: account_of(frame[frame["axis"] == name]) for name in shown}
    years = when = years_of(cast, window)
    if "decider" in frame.columns and decider != "as given":
        when += f" with the deciding assumption {decider}"
    own = years if len(shown) > 1 else when  # several panels stand under a title that says it
    told = {name: _sentence(account, name, cast, alternative, own, ax is None) for name, account in accounts.items()}
    with styled():
        if ax is not None:
            _into(ax, accounts[shown[0]], shown[0], cast, told[shown[0]], look)
            return ax
        compared = f"What makes the difference: {alternative} compared with {reference}, {when}"
        notes = _notes(accounts, weight)
        if len(accounts) == 1:
            notes.insert(0, f"{compared}.")  # where the sentence stands in the title's place
        return _sheet(accounts, told, cast, compared, notes, look)


def _sentence(account: Account, axis: str, cast: Cast, under: str, when: str, terms: bool) -> str:
    rivals = [cast.name(key) for key in cast.rivals]
    about = words.subject(axis, cast.name(cast.focal) if cast.focal else None, rivals)
    return sentence(account, about, under, when, terms)


def _sheet(
    accounts: dict[str, Account], told: dict[str, str], cast: Cast, compared: str, notes: list[str], look: Theme
) -> Sheet:
    panels = {name: rows_of(account, NAMES) for name, account in accounts.items()}
    left = EDGE + max(_width(rows) for rows in panels.values()) + 0.12
    width = WIDTH - left - EDGE
    limits = {name: limits_of(rows, width) for name, rows in panels.items()}
    spans = [high - low for low, high in limits.values()]
    if max(spans) <= 5 * min(spans):
        limits = dict.fromkeys(limits, limits_of([row for rows in panels.values() for row in rows], width))
    else:
        notes.append("The panels have scales of their own: the differences are of very different size.")
    alone = len(panels) == 1
    title = next(iter(told.values())) if alone else compared
    lines = {name: [] if alone else wrapped(text, WIDTH - 2 * EDGE, HEADING, bold=True) for name, text in told.items()}
    heads = [len(line) * line_height(HEADING) + 0.08 for line in lines.values()]
    tall = [rows[-1].bottom for rows in panels.values()]
    sheet, y = new_sheet(title, notes, sum(heads) + sum(tall) + 0.42 * len(tall) + 0.05, look)
    height = float(sheet.get_size_inches()[1])
    for head, tallness, (name, rows) in zip(heads, tall, panels.items(), strict=True):
        text = "\n".join(lines[name])
        sheet.text(EDGE / WIDTH, 1 - y / height, text, size=HEADING, weight="bold", color=look.ink, va="top")
        ax = place(sheet, left, y + head, width, tallness)
        _panel(ax, rows, limits[name], _tone(name, cast, look), look)
        y += head + tallness + 0.42
    ax.set_xlabel(words.DIFFERENCE_AXIS, size=SMALL, color=look.soft)
    return sheet


def _into(ax: Axes, account: Account, axis: str, cast: Cast, told: str, look: Theme) -> None:
    """One panel in axes that someone else placed: names to the left of them, the smallest terms together if need be."""
    figure, (room, height) = whole_figure(ax), inches(ax)
    account = account.merged(max(1, int(height / (line_height(LABEL) * 1.06)) - 2))
    rows = rows_of(account, min(NAMES, 0.42 * room))
    if rows[-1].bottom > height:
        rows = rows_of(account, min(NAMES, 0.42 * room), most=1)
    beside = _width(rows) + 0.12
    if figure.get_layout_engine() is None:
        box, whole = ax.get_position(), float(figure.get_size_inches()[0])
        moved = max(0.0, beside - 0.4)  # ordinary axes have that much room for their labels
        ax.set_position((box.x0 + moved / whole, box.y0, box.width - moved / whole, box.height))
        room += beside - moved
    width = max(room - beside, 0.5)
    _panel(ax, rows, limits_of(rows, width), _tone(axis, cast, look), look)
    heading = "\n".join(wrapped(told, room, LABEL + 1, bold=True))
    title = ax.set_title(heading, loc="left", size=LABEL + 1, weight="bold", color=look.ink)
    title.set_transform(ax.transAxes + ScaledTranslation(-beside, 0.08, figure.dpi_scale_trans))
    note = f"{words.DIFFERENCE_AXIS} (thin lines: {words.BAND}; hollow: they hold zero)"
    ax.set_xlabel("\n".join(wrapped(note, width, SMALL)), size=SMALL, color=look.soft)


def _tone(axis: str, cast: Cast, look: Theme) -> str:
    """The focal power's colour for its share, ink for what is no power's."""
    if axis == "possession" and cast.focal:
        return cast.looks(look)[cast.focal].colour
    return mix(look.panel, look.ink, 0.8)


def rows_of(account: Account, room: float, most: int = 2) -> list[Row]:
    """Every step in its row: the neutral point, the terms from there on, the whole from zero."""
    named = [
        account.start._replace(name=words.NEUTRAL if most > 1 else START),
        *account.terms,
        account.whole._replace(name=words.TOGETHER),
    ]
    rows: list[Row] = []
    for i, step in enumerate(named):
        lines, last = _lines(step.name, room, most), i == len(named) - 1
        top = rows[-1].bottom if rows else 0.03
        begin = rows[-1].end if rows and not last else 0.0
        number = words.signed(step.points, account.digits)
        rows.append(Row(lines, number, step, begin, top, top + max(ROW, len(lines) * line_height(LABEL) + 0.05), last))
    return rows


def _lines(name: str, room: float, most: int) -> list[str]:
    lines = wrapped(name, room, LABEL)
    return lines if len(lines) <= most else [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), room, LABEL)]


def _width(rows: Iterable[Row]) -> float:
    """Inches that the names take."""
    return max(width_of(line, LABEL, bold=row.last) for row in rows for line in row.lines)


def limits_of(rows: Sequence[Row], width: float) -> tuple[float, float]:
    """Room for zero, every bar and whisker and the number beside it, in points; never less than a tenth of a point."""
    low, high = min(0.0, *(row.reach[0] for row in rows)), max(0.0, *(row.reach[1] for row in rows))
    if high - low < 0.1:
        low, high = (low + high) / 2 - 0.05, (low + high) / 2 + 0.05
    least, most, spare = low, high, 0.04 * (high - low)
    for _ in range(40):  # numbers take inches, so that room for them needs more room in points: this settles quickly
        inch = (most - least) / width
        beside = [(row, (width_of(row.number, LABEL, bold=row.last) + 2 * PAD) * inch) for row in rows]
        least = min([low - spare, *(row.reach[0] - room for row, room in beside if row.step.points < 0)])
        most = max([high + spare, *(row.reach[1] + room for row, room in beside if row.step.points >= 0)])
    return least, most


def _panel(ax: Axes, rows: Sequence[Row], limits: tuple[float, float], tone: str, look: Theme) -> None:
    dress(ax, look)
    ax.set_xlim(*limits)
    ax.set_ylim(rows[-1].bottom, 0)
    width, height = inches(ax)
    inch, scale = (limits[1] - limits[0]) / width, rows[-1].bottom / height
    ax.axvline(0, color=look.ink, lw=0.9, zorder=1)
    ax.axhline(rows[-1].top, color=look.line, lw=0.8, zorder=0.5)
    beside = blended_transform_factory(ax.transAxes, ax.transData)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        middle = (row.top + row.bottom) / 2
        _arrow(ax, row, middle, inch, scale, tone, look)
        if following is not None:
            to = (following.top + following.bottom) / 2
            ax.plot([row.end] * 2, [middle, to], color=look.soft, lw=0.6, zorder=1)
        _whisker(ax, row, middle, scale, look)
        side = 1 if row.step.points >= 0 else -1
        ax.text(
            row.reach[side > 0] + side * PAD * inch,
            middle,
            row.number,
            ha="left" if side > 0 else "right",
            va="center_baseline",
            size=LABEL,
            color=look.ink,
            weight="bold" if row.last else "normal",
            bbox={"facecolor": look.panel, "edgecolor": "none", "pad": 0.6},
            zorder=4,
        )
        ax.text(
            0,
            middle,
            "\n".join(row.lines),
            ha="right",
            va="center",
            size=LABEL,
            color=look.ink,
            weight="bold" if row.last else "normal",
            transform=beside + ScaledTranslation(-0.1, 0, whole_figure(ax).dpi_scale_trans),
        )
    rim = 0.03 * (limits[1] - limits[0])  # a number at the very end would leave the sheet
    ticks = [tick for tick in ax.get_xticks() if limits[0] + rim <= tick <= limits[1] - rim]
    decimals = next(d for d in (0, 1, 2, 3) if d == 3 or all(abs(round(t, d) - t) < 1e-9 for t in ticks))
    ax.set_xticks(ticks, [words.signed(tick, decimals) if abs(tick) > 1e-12 else "0" for tick in ticks])
    ax.set_yticks([])
    ax.grid(axis="x", color=look.line, lw=0.6)
    ax.set_axisbelow(True)


def _arrow(ax: Axes, row: Row, middle: float, inch: float, scale: float, tone: str, look: Theme) -> None:
    """A bar that points where it goes: full tone for what brings, pale for what costs, hollow for what may do both."""
    side, half = (1 if row.step.points >= 0 else -1), BAR * scale * (1.25 if row.last else 1)
    if row.step.points == 0:
        ax.plot([row.end] * 2, [middle - half, middle + half], color=look.ink, lw=1.6, zorder=2)
        return
    neck = row.end - side * min(TIP * inch, abs(row.step.points))
    corners = [(row.start, middle - half), (neck, middle - half), (row.end, middle), (neck, middle + half)]
    fill = {1: tone, -1: mix(look.panel, tone, 0.35), 0: look.panel}[row.step.direction]
    edge = readable(tone, look)
    shape = Polygon([*corners, (row.start, middle + half)], facecolor=fill, edgecolor=edge, lw=0.9, zorder=2)
    shape.set_joinstyle("miter")
    ax.add_patch(shape)


def _whisker(ax: Axes, row: Row, middle: float, scale: float, look: Theme) -> None:
    """The interval around a bar's end, with a rim of paper where it crosses the bar."""
    low, high = row.start + row.step.low, row.start + row.step.high
    if high <= low:
        return
    cap = 0.026 * scale
    for colour, width in ((look.panel, 2.6), (look.ink, 1.0)):
        ax.plot([low, high], [middle] * 2, color=colour, lw=width, zorder=3, solid_capstyle="butt")
        for x in (low, high):
            ax.plot([x] * 2, [middle - cap, middle + cap], color=colour, lw=width, zorder=3, solid_capstyle="butt")


def _notes(accounts: dict[str, Account], weight: str) -> list[str]:
    worlds = max(account.worlds for account in accounts.values())
    steps = [step for account in accounts.values() for step in (*account.terms, account.whole)]
    text = (
        "Arrows in full tone to the right: what an assumption brings; in pale tone to the left: what it costs; the"
        " largest first, each credited with its mean over all orders (Shapley value)."
    )
    if worlds != 1:
        among = f" of {worlds:,} worlds with the same luck under both strategies" if worlds else ""
        text += f" Thin lines: the middle 90{words.NO_BREAK}%{among or ' of worlds'}."
    if any(step.direction == 0 and (step.low, step.high) != (0, 0) for step in steps):
        text += " Hollow: this interval holds zero."
    notes = [f"{text} {counted_as(weight)}"]
    for account in accounts.values():
        if abs(account.gap) >= UNEXPLAINED:
            notes.append(f"The terms and the whole differ by {words.signed(account.gap, 2)} points.")
    return notes
