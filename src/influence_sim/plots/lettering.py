"""Where words go: how wide they are, where lines break, and how labels keep out of each other's way."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from influence_sim.plots.theme import FONT

LINE = 1.32  # height of a line of text, in units of its size


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text in inches.

    >>> width_of("mm", 10) > width_of("ii", 10) > 0
    True
    """
    if not text.strip():
        return 0.0
    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / 72


def line_height(size: float) -> float:
    """Height of a line of text in inches."""
    return size * LINE / 72


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width` inches; a single word that is wider is cut with an ellipsis.

    >>> wrapped("one two", 0.4, 10)
    ['one', 'two']
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, width, size, bold))
    return lines


def fitted(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits into `width` inches with an ellipsis.

    >>> fitted("a very long name", 0.6, 10)
    'a very…'
    """
    if width_of(text, size, bold) <= width:
        return text
    end = bisect_right(range(1, len(text)), width, key=lambda end: width_of(_cut(text, end), size, bold))
    return _cut(text, end) if end else "…"


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip() + "…"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart, in the same order, as near to the wanted ones as possible, within [low, high].

    Least squares under the order constraint: neighbours that would collide form a block around their common mean
    (pool adjacent violators). Where all together do not fit, they are centred and stand out at both ends alike.

    >>> spread([0.5, 0.5], 0.25, 0, 1)
    [0.375, 0.625]
    >>> spread([0.98, 0.1], 0.25, 0, 0.875)
    [0.875, 0.1]
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[list[float]] = []
    for rank, i in enumerate(order):
        blocks.append([wanted[i] - rank * gap])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1].extend(last)
    ceiling = high - (len(wanted) - 1) * gap
    if ceiling < low:
        low = ceiling = (low + ceiling) / 2
    targets = [min(max(_mean(block), low), ceiling) for block in blocks for _ in block]
    positions = [0.0] * len(wanted)
    for rank, i in enumerate(order):
        positions[i] = targets[rank] + rank * gap
    return positions


def lanes(meant: Sequence[float], placed: Sequence[float]) -> list[int]:
    """Lanes, counted from the left, for the upright parts of leads from `meant` to `placed` heights: none cross.

    Where leads run up, the highest keeps to the left; where they run down, the lowest does.

    >>> lanes([0.0, 0.0, 0.5], [0.2, 0.4, 0.5])
    [1, 0, 0]
    """
    found = [0] * len(meant)
    for sign in (1, -1):
        run = [i for i in range(len(meant)) if sign * (placed[i] - meant[i]) > 0]
        run.sort(key=lambda i: -sign * placed[i])
        for before, i in pairwise(run):
            if sign * placed[i] > sign * meant[before]:
                found[i] = found[before] + 1
    return found


def tiers(spans: Sequence[tuple[float, float]]) -> list[int]:
    """The lowest row for each (start, end) in which it touches nothing placed before it.

    >>> tiers([(0, 2), (1, 3), (2.5, 4)])
    [0, 1, 0]
    """
    ends: list[float] = []
    rows = [0] * len(spans)
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        start, end = spans[i]
        row = next((r for r, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end]
        rows[i] = row
    return rows


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
