"""A page as HTML: one file with its style and its figures inside, which asks nobody for anything."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

from influence_sim.faces.document import Block, Bullets, Code, Heading, Image, Paragraph, Table
from influence_sim.plots.theme import DARK, LIGHT, Theme

LANGUAGE = "en"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
TONES = ("paper", "panel", "ink", "soft", "line", "land")
STYLE = "page.css"
TABULAR, DRAWN = "tabular", "drawn"


class Figure(NamedTuple):
    """A drawn figure: the address that holds all of it, the sentence above it, its size in pixels."""

    source: str
    title: str
    width: int
    height: int


class Section(NamedTuple):
    """A part of a page below a heading of level 2, with an anchor of its own."""

    heading: str
    anchor: str
    blocks: Sequence[Block]


def as_html(blocks: Sequence[Block], figures: Mapping[str, Figure]) -> str:
    """The page as a whole document.

    Args:
        blocks: the page; it begins with its title.
        figures: path of each image on the page → what is shown in its place.
    """
    title, opening, sections = parted(blocks)
    parts = [
        "<!doctype html>",
        f'<html lang="{LANGUAGE}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{style()}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{escape(title)}</h1>",
        contents(sections),
        body(opening, title, figures),
        "</header>",
        "<main>",
        *(section_of(section, figures) for section in sections),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def style() -> str:
    """The style sheet, with the tones of the one palette in front."""
    sheet = files("influence_sim.faces").joinpath(STYLE).read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{tones(DARK)}}}\n"
    return tones(LIGHT) + dark + sheet


def tones(theme: Theme) -> str:
    """A theme's tones as names that the style sheet uses."""
    return ":root {" + " ".join(f"--{name}: {getattr(theme, name)};" for name in TONES) + "}\n"


def parted(blocks: Sequence[Block]) -> tuple[str, list[Block], list[Section]]:
    """The title, what stands below it, and the sections."""
    title, opening, sections = "", list[Block](), list[Section]()
    found: list[Block] = opening
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            title = block.text
        elif isinstance(block, Heading) and block.level == 2:
            found = []
            sections.append(Section(block.text, anchor(block.text, [one.anchor for one in sections]), found))
        else:
            found.append(block)
    return title, opening, sections


def anchor(text: str, taken: Sequence[str]) -> str:
    """A heading as the last part of an address, unlike those that are taken.

    >>> anchor("Who leads where?", []), anchor("Who leads where", ["who-leads-where"])
    ('who-leads-where', 'who-leads-where-2')
    """
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    plain = "-".join(words) or "section"
    names = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)


def contents(sections: Sequence[Section]) -> str:
    """Links to the sections."""
    if len(sections) < 2:
        return ""
    links = "".join(f'<li><a href="#{one.anchor}">{escape(one.heading)}</a></li>' for one in sections)
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>'


def section_of(section: Section, figures: Mapping[str, Figure]) -> str:
    """A section with its heading."""
    heading = f'<h2 id="{section.anchor}">{escape(section.heading)}</h2>'
    inside = body(section.blocks, section.heading, figures)
    return f'<section aria-labelledby="{section.anchor}">\n{heading}\n{inside}\n</section>'


def body(blocks: Sequence[Block], about: str, figures: Mapping[str, Figure]) -> str:
    """Blocks below a heading; ``about`` names what a table belongs to where it has no caption."""
    return "\n".join(['<div class="body">', *(html_of(block, about, figures) for block in blocks), "</div>"])


def html_of(block: Block, about: str, figures: Mapping[str, Figure]) -> str:
    """One block as HTML."""
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Bullets(items):
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
        case Table():
            return captioned(table(block), block.caption, block.caption or about, TABULAR)
        case Code(text):
            return f"<pre><code>{escape(text)}</code></pre>"
        case Image(path, caption):
            return captioned(image(figures[path]), caption, caption, DRAWN)
        case Paragraph(text, main):
            return f'<p class="main">{escape(text)}</p>' if main else f"<p>{escape(text)}</p>"


def captioned(inside: str, caption: str, about: str, kind: str) -> str:
    """Something wide that moves sideways where room is short; a table's caption stands above, a figure's below."""
    region = f'<div class="wide" role="region" tabindex="0" aria-label="{escape(about)}">{inside}</div>'
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="{kind}">{region + words if kind == DRAWN else words + region}</figure>'


def image(drawn: Figure) -> str:
    """A figure; what is read out in its place is the sentence above it."""
    size = f'width="{drawn.width}" height="{drawn.height}"'
    source = escape(drawn.source, quote=False).replace('"', "&quot;")  # in a drawing every other sign is a quote
    return f'<img alt="{escape(drawn.title)}" {size} src="{source}">'


def table(block: Table) -> str:
    """A table: names of rows in front, numbers at the right."""
    rows = "".join(f"<tr>{row(cells, block.words)}</tr>" for cells in block.rows)
    kind = ' class="spaced"' if block.spaced else ""
    return f"<table{kind}><thead>{head(block.head, block.words)}</thead><tbody>{rows}</tbody></table>"


def row(cells: Sequence[str], words: int) -> str:
    """The cells of a row, of which the first names it."""
    parts = []
    for place, text in enumerate(cells):
        if place == 0 and words:
            parts.append(f'<th scope="row">{lines(text)}</th>')
        else:
            parts.append(f"<td{of_kind(place, words)}>{lines(text)}</td>")
    return "".join(parts)


def of_kind(place: int, words: int) -> str:
    """Marks a column of numbers."""
    return ' class="number"' if place >= words else ""


def lines(text: str) -> str:
    r"""A cell; lines after the first are smaller, and a long name may be broken behind an underscore.

    >>> lines("+0.61\n+0.1 to +0.9"), lines("credit_leak")
    ('+0.61<small>+0.1 to +0.9</small>', 'credit_<wbr>leak')
    """
    first, *rest = text.split("\n")
    return escape(first).replace("_", "_<wbr>") + "".join(f"<small>{escape(line)}</small>" for line in rest)


def head(names: Sequence[str], words: int) -> str:
    """The columns' names: neighbours that differ in their last line only stand below what they share."""
    groups = [list(group) for _, group in groupby(enumerate(names), key=lambda one: shared(one[1]) or one)]
    if all(len(group) == 1 for group in groups):
        return "<tr>" + "".join(name(text, place, words) for place, text in enumerate(names)) + "</tr>"
    upper, lower = [], []
    for group in groups:
        place, text = group[0]
        if len(group) == 1:
            upper.append(name(text, place, words, ' rowspan="2"'))
            continue
        span = f' colspan="{len(group)}"'
        upper.append(name(shared(text), place, words, span, "colgroup"))
        lower += [name(text.split("\n")[-1], place, words) for place, text in group]
    return f"<tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr>"


def shared(text: str) -> str:
    r"""All lines of a column's name but the last.

    >>> shared("late\n2015–2024\nat zero")
    'late\n2015–2024'
    """
    return text.rpartition("\n")[0]


def name(text: str, place: int, words: int, span: str = "", scope: str = "col") -> str:
    """A cell of the head; one without a name is no heading."""
    kind = of_kind(place, words)
    return f'<th scope="{scope}"{span}{kind}>{lines(text)}</th>' if text else f"<td{span}></td>"
