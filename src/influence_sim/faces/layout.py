"""Text in columns of a terminal."""

import shutil
import unicodedata
from collections.abc import Sequence

NARROWEST, WIDEST = 60, 100
GAP = "  "


def terminal_width() -> int:
    """Columns to fill: those of the terminal from 60 to 100, else 80."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def cell_width(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> cell_width("Ada"), cell_width("日本")
    (3, 4)
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def filled(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    """A text in lines of at most this many columns, broken at spaces; a longer word has a line of its own.

    >>> filled("one two three", 9, "- ", "  ")
    ['- one two', '  three']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = first if not lines else later
        empty = True
        for word in paragraph.split(" "):
            if not empty and cell_width(line) + 1 + cell_width(word) > width:
                lines.append(line)
                line, empty = later, True
            line, empty = line + ("" if empty else " ") + word, False
        lines.append(line.rstrip(" "))
    return lines


def columns(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int, words: int = 1, spaced: bool = False
) -> str:
    """A table in at most this many columns, as far as its words are short enough.

    Args:
        head: the columns' names.
        rows: their cells.
        width: columns of the terminal.
        words: so many columns in front hold words, the others numbers, which stand at the right.
        spaced: an empty line between rows.
    """
    widths = fitted_widths([head, *rows], width)
    lines = set_row(head, widths, words)
    lines.append("─" * (sum(widths) + len(GAP) * (len(widths) - 1)))
    for place, row in enumerate(rows):
        lines += [""] if spaced and place else []
        lines += set_row(row, widths, words)
    return "\n".join(lines)


def fitted_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column's width: what it needs, the widest narrowed until all fit or every word has a line."""
    cells = [list(column) for column in zip(*rows, strict=True)]
    widths = [max(cell_width(line) for cell in column for line in cell.split("\n")) for column in cells]
    least = [max((cell_width(word) for cell in column for word in cell.split()), default=1) for column in cells]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        place = max(range(len(widths)), key=lambda i: widths[i] if widths[i] > least[i] else 0)
        if widths[place] <= least[place]:
            break
        widths[place] -= 1
    return widths


def set_row(row: Sequence[str], widths: Sequence[int], words: int) -> list[str]:
    """One row in as many lines as its highest cell has."""
    blocks = [filled(cell, size) for cell, size in zip(row, widths, strict=True)]
    lines = []
    for height in range(max(map(len, blocks))):
        cells = [block[height] if height < len(block) else "" for block in blocks]
        padded = [pad(cell, size, place >= words) for place, (cell, size) in enumerate(zip(cells, widths, strict=True))]
        lines.append(GAP.join(padded).rstrip())
    return lines


def pad(text: str, width: int, right: bool) -> str:
    """A text with spaces up to a width."""
    spaces = " " * max(0, width - cell_width(text))
    return spaces + text if right else text + spaces
