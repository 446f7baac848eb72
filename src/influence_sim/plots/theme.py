"""The one palette (ink, grey and paper for the page, colours for powers alone) and the style of every figure."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib.style
from matplotlib.colors import to_hex, to_rgb

from influence_sim.errors import InputError, nearest

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """The tones of a page. None of them stands for an actor."""

    name: ThemeName
    paper: str
    panel: str
    ink: str
    soft: str
    line: str
    land: str


LIGHT = Theme("light", "#F6F4EF", "#FFFFFF", "#1B1D21", "#555B65", "#DFDBD2", "#E9E6DE")
DARK = Theme("dark", "#14171C", "#1C2027", "#F1EFE9", "#AEB4BE", "#343A44", "#2A2F38")

# For powers to which the scenario gives no colour: chosen for the greatest smallest distance under four kinds of
# colour vision, at least 3 : 1 against the paper. After the fifth come patterns, not more hues.
SPARE_COLOURS = {
    "light": ("#C857B1", "#BF2E07", "#1A8CF0", "#AC9333", "#007463"),
    "dark": ("#D06ABB", "#C93A12", "#2E96F5", "#C2A744", "#0B8070"),
}
PATTERNS = ("", "////", "....", "xxxx", "----", "\\\\\\\\")

TITLE, HEADING, LABEL, SMALL = 12.5, 10.0, 8.5, 8.0  # points on a sheet nine inches wide

# The font travels with matplotlib, so that a figure has the same lines and the same bytes on every machine.
FONT = "DejaVu Sans"
STYLE: dict[str, Any] = {
    "font.family": FONT,
    "font.size": LABEL,
    "text.parse_math": False,  # "M$" is a unit here
    "text.hinting": "none",
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.9,
    "svg.fonttype": "path",
    "svg.hashsalt": "influence_sim",
}


def theme_named(name: str) -> Theme:
    """The theme with this name: light or dark.

    >>> theme_named("light").paper
    '#F6F4EF'
    """
    themes = {"light": LIGHT, "dark": DARK}
    if name not in themes:
        raise InputError(f'theme "{name}" does not exist; {nearest(name, themes)}')
    return themes[name]


@contextmanager
def styled() -> Iterator[None]:
    """Matplotlib's own defaults plus the house style, inside the block only."""
    with matplotlib.style.context(["default", STYLE]):
        yield


def mix(ground: str, colour: str, part: float) -> str:
    """`part` (0 to 1) of `colour` over `ground`, as an opaque colour.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    (r, g, b), (red, green, blue) = to_rgb(ground), to_rgb(colour)
    return to_hex((r + (red - r) * part, g + (green - g) * part, b + (blue - b) * part))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """

    def luminance(colour: str) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, theme: Theme) -> str:
    """The colour for *words* on the paper: moved towards ink in steps until small letters can be read (4.5 : 1)."""
    steps = (mix(colour, theme.ink, step / 20) for step in range(21))
    return next((c for c in steps if contrast(c, theme.paper) >= 4.5), theme.ink)


def writing_on(grounds: list[str]) -> str:
    """Near-black or white: whichever stands out more on the hardest of these grounds."""
    return max(("#1B1D21", "#FFFFFF"), key=lambda pen: min(contrast(pen, ground) for ground in grounds))
