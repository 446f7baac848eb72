"""A figure for a page: drawn light and drawn dark, in one SVG that takes the reader's side.

The two drawings of a figure differ in colours alone. So the page holds one of them, and each colour in it is a name
that means another tone where the reader asks for a dark page.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

BESIDE_THE_POINT = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
IDENTIFIER = re.compile(r'(?<= id=")[^"]+')
POINTER = re.compile(r'(?:xlink:)?href="#([^"]+)"|url\(#([^)]+)\)')
OUTLINE = re.compile(r'(?<= d=")[^"]+')
SHIFT = re.compile(r'transform="translate\((-?[\d.]+) 0\)"/>')
STEP = re.compile(r" ?([A-Za-z]) ?")
NUMBER = re.compile(r"-?\d+\.\d+")
SPACE = re.compile(r"\s+")
GAP = re.compile(r"> <")
FILL = re.compile(r'fill="(#[0-9a-f]{6})"')
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
STYLE_END = "</style>"
AS_IT_IS = " =:;,.()/!*@$?[]{}|^~+'"


def two_toned(light: str, dark: str) -> str:
    """Both drawings as one SVG; the light one alone where they differ in more than colours.

    >>> page = '<svg><style>*{}</style><path style="fill: %s"/></svg>'
    >>> two_toned(page % "#ffffff", page % "#000000").partition("</style>")[2]
    '<path style="fill: var(--a)"/></svg>'
    """
    one, other = compact(light), compact(dark)
    if COLOUR.sub("", one) != COLOUR.sub("", other):
        return one
    pairs = list(zip(COLOUR.findall(one), COLOUR.findall(other), strict=True))
    names = dict(zip(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]), short_names(), strict=False))
    left = iter(pairs)

    def named(found: re.Match[str]) -> str:
        pair = next(left)
        return f"var(--{names[pair]})" if pair in names else found[0]

    return COLOUR.sub(named, one).replace(STYLE_END, meanings(names) + STYLE_END, 1)


def meanings(names: dict[tuple[str, str], str]) -> str:
    """What the names stand for on a light page and on a dark one."""
    day = "".join(f"--{name}:{light};" for (light, _), name in names.items())
    night = "".join(f"--{name}:{dark};" for (_, dark), name in names.items())
    return f":root{{{day}}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}"


def compact(svg: str) -> str:
    """An SVG without what nobody sees: remarks, long identifiers, places finer than a tenth of a point."""
    bare = BESIDE_THE_POINT.sub("", svg).strip()
    bare = FILL.sub(r'style="fill: \1"', bare)
    bare = SHIFT.sub(lambda found: f'x="{float(found[1]):.1f}"/>'.replace('.0"', '"'), bare)
    bare = OUTLINE.sub(lambda found: STEP.sub(r"\1", NUMBER.sub(rounded, SPACE.sub(" ", found[0].strip()))), bare)
    return GAP.sub("><", SPACE.sub(" ", renamed(bare)))


def rounded(found: re.Match[str]) -> str:
    """A number with one decimal, or none."""
    return f"{float(found[0]):.1f}".removesuffix(".0")


def renamed(svg: str) -> str:
    """Identifiers that something points to, shortened in the order in which they appear; the others are dropped."""
    wanted = {one or other for one, other in POINTER.findall(svg)}
    found = [name for name in IDENTIFIER.findall(svg) if name in wanted]
    short = dict(zip(dict.fromkeys(found), short_names(), strict=False))

    def pointed(at: re.Match[str]) -> str:
        name = short.get(at[1] or at[2], "")
        return f'href="#{name}"' if at[1] else f"url(#{name})"

    kept = re.sub(r' id="([^"]+)"', lambda at: f' id="{short[at[1]]}"' if at[1] in short else "", svg)
    return POINTER.sub(pointed, kept)


def short_names() -> Iterator[str]:
    """a, b, …, z, aa, ab, … without end."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from letters
    for name in short_names():
        yield from (name + letter for letter in letters)


def data_address(svg: str) -> str:
    """An SVG as an address that holds all of it."""
    return "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=AS_IT_IS)


def size_of(svg: str) -> tuple[int, int]:
    """Width and height in pixels.

    >>> size_of('<svg width="72pt" height="36pt">')
    (96, 48)
    """
    found = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', svg)
    width, height = (float(side) for side in found.groups()) if found else (0.0, 0.0)
    return round(width * 96 / 72), round(height * 96 / 72)
