"""Small cards for notebooks: a line, a sentence, a table.

There is no style sheet and no colour in them, so that they take on the notebook's own, light or dark.
"""

from collections.abc import Iterable, Sequence
from html import escape

LEFT, RIGHT = "text-align: left; vertical-align: top", "text-align: right; vertical-align: top"
SOFT = "opacity: 0.75"


def named(names: Iterable[str]) -> str:
    """Names in a row, or that there are none."""
    return ", ".join(names) or "none"


def card(
    title: str, about: str, head: Sequence[str], rows: Sequence[Sequence[str]], code: str = "", words: int = 1
) -> str:
    """A heading line, a sentence, a table, and at the foot what the object is called in code."""
    parts = [f"<strong>{escape(title)}</strong>"]
    if about:
        parts.append(f'<div style="max-width: 44em">{escape(" ".join(about.split()))}</div>')
    if rows:
        parts.append(small_table(head, rows, words))
    if code:
        parts.append(f'<code style="{SOFT}; font-size: 0.85em">{escape(code)}</code>')
    return f"<div>{''.join(parts)}</div>"


def small_table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> str:
    """A table; columns after ``words`` stand at the right."""
    tops = "".join(cell("th", text, place >= words) for place, text in enumerate(head))
    body = "".join(f"<tr>{small_row(row, words)}</tr>" for row in rows)
    above = f"<thead><tr>{tops}</tr></thead>" if head else ""
    return f'<table style="color: inherit; margin: 0.5em 0">{above}<tbody>{body}</tbody></table>'


def small_row(row: Sequence[str], words: int) -> str:
    """A row, named by its first cell."""
    return "".join(cell("th" if place == 0 else "td", text, place >= words) for place, text in enumerate(row))


def cell(kind: str, text: str, number: bool) -> str:
    """A cell; lines after the first are smaller."""
    first, *rest = (escape(line) for line in text.split("\n"))
    small = "".join(f'<br><span style="font-size: 0.85em; {SOFT}">{line}</span>' for line in rest)
    scope = f' scope="{"col" if number else "row"}"' if kind == "th" and text else ""
    return f'<{kind}{scope} style="{RIGHT if number else LEFT}">{first}{small}</{kind}>'
