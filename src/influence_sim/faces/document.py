"""A page as a list of blocks, with two looks: plain text for a terminal, Markdown. ``hypertext.py`` has the third."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from influence_sim.faces.layout import columns, filled

ESCAPED = re.compile(r"[\\`*<\[]")


@dataclass(frozen=True)
class Heading:
    """A title (level 1) or the name of a section (2 or 3)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Sentences. The main ones are those that a reader should take home."""

    text: str
    main: bool = False


@dataclass(frozen=True)
class Bullets:
    """Short statements, one below the other."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A head and rows of cells; a line break in a cell stays one. All columns after ``words`` hold numbers.

    ``spaced`` sets rows apart; the caption says what the cells hold.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1
    spaced: bool = False
    caption: str = ""


@dataclass(frozen=True)
class Image:
    """A figure's file, relative to the page, and what it shows."""

    path: str
    caption: str


@dataclass(frozen=True)
class Code:
    """Words to be typed as they stand."""

    text: str


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Image | Code


def as_text(blocks: Sequence[Block], width: int) -> str:
    """The page for a terminal of this many columns; images are left out."""
    parts = [text_of(block, width) for block in blocks if not isinstance(block, Image)]
    return "\n\n".join(parts) + "\n"


def text_of(block: Block, width: int) -> str:
    """One block as plain text."""
    match block:
        case Heading(text, level):
            lines = filled(text, width)
            return "\n".join([*lines, ("═" if level == 1 else "─") * max(map(len, lines))])
        case Bullets(items):
            return "\n".join("\n".join(filled(item, width, "• ", "  ")) for item in items)
        case Table(head, rows, words, spaced, caption):
            lead = [*filled(caption, width), "", ""] if caption else [""]
            return "\n".join(lead) + columns(head, rows, width, words, spaced)
        case Code(text):
            return "    " + text
        case Image(path, caption):
            return f"{path}: {caption}"
        case Paragraph(text, _):
            return "\n".join(filled(text, width))


def as_markdown(blocks: Sequence[Block]) -> str:
    """The page as Markdown, as GitHub and most editors show it."""
    return "\n\n".join(markdown_of(block) for block in blocks) + "\n"


def markdown_of(block: Block) -> str:
    """One block as Markdown."""
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escaped(text)}"
        case Bullets(items):
            return "\n".join(f"- {escaped(item)}" for item in items)
        case Table(head, rows, words, _, caption):
            rule = ["---" if place < words else "---:" for place in range(len(head))]
            lines = [cells(head), "|" + "|".join(rule) + "|", *(cells(row) for row in rows)]
            return "\n".join([escaped(caption), "", *lines] if caption else lines)
        case Code(text):
            return f"```\n{text}\n```"
        case Image(path, caption):
            return f"![{escaped(caption.split(':')[0])}]({path})\n\n*{escaped(caption)}*"
        case Paragraph(text, main):
            return f"> {escaped(text)}" if main else escaped(text)


def cells(row: Sequence[str]) -> str:
    """A row of a Markdown table."""
    texts = (escaped(cell).replace("|", r"\|").replace("\n", "<br>") for cell in row)
    return "| " + " | ".join(texts) + " |"


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it stands.

    >>> escaped("<0.1 of *all*")
    '\\<0.1 of \\*all\\*'
    """
    return ESCAPED.sub(r"\\\g<0>", text)
