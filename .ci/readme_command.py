"""Print the Nth ```bash block of README.md, so that CI runs what the README tells people to run.

python .ci/readme_command.py 2
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Block(NamedTuple):
    """A fenced block of a Markdown text."""

    language: str
    code: str
    line: int  # of the first line of code, from 1
    remark: str  # of the HTML comment in the line above the fence, "" without one


def blocks(text: str) -> list[Block]:
    """Fenced blocks of a Markdown text, in order.

    Raises:
        ValueError: A fence is never closed.
    """
    found: list[Block] = []
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        opening = re.fullmatch(r"( *)(`{3,}|~{3,}) *([\w+-]*).*", lines[number])
        number += 1
        if opening is None:
            continue
        indent, fence, language = opening.groups()
        first = number
        while number < len(lines) and not re.fullmatch(rf" *{re.escape(fence)}+ *", lines[number]):
            number += 1
        if number == len(lines):
            raise ValueError(f"the block that begins in line {first} is never closed")
        code = "".join(line.removeprefix(indent) + "\n" for line in lines[first:number])
        found.append(Block(language, code, first + 1, _remark(lines[: first - 1])))
        number += 1
    return found


def _remark(above: list[str]) -> str:
    """The HTML comment right above a fence; one empty line between them does not matter."""
    near = [line for line in above[-2:] if line.strip()]
    comment = re.fullmatch(r"\s*<!--(.*)-->\s*", near[-1]) if near else None
    return comment[1].strip() if comment else ""


def command(text: str, number: int) -> str:
    """The ``number``-th bash block of a text, from 1.

    Raises:
        ValueError: There are fewer.
    """
    commands = [block.code for block in blocks(text) if block.language == "bash"]
    if not 1 <= number <= len(commands):
        raise ValueError(f"there are {len(commands)} bash blocks, no number {number}")
    return commands[number - 1]


if __name__ == "__main__":
    print(command((ROOT / "README.md").read_text(encoding="utf-8"), int(sys.argv[1])), end="")
