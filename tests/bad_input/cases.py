"""What a case of bad input is: the files in the folder, the words typed, and what the sentence must say."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from influence_sim.scenario.files import find

COMPARE = ("compare", "mine.yaml", "--runs", "1", "--engine", "mesa", "--no-figures", "--out", "results")
LONGEST = 300


class Case(NamedTuple):
    """One slip of a person."""

    name: str
    files: Mapping[str, bytes | str]
    said: tuple[str, ...]  # parts of the sentence, in any order
    words: tuple[str, ...] = COMPARE


def lay_out(files: Mapping[str, bytes | str], folder: Path) -> None:
    """Write the files of a case."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below a folder, hidden ones too, with the files' bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def classroom_with(old: str, new: str) -> str:
    """The shipped classroom scenario with one text, which stands there once, in place of another."""
    text = find("classroom", "scenario").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    return text.replace(old, new)


def slip(name: str, old: str, new: str, *said: str) -> Case:
    """The classroom scenario with one slip."""
    return Case(name, {"mine.yaml": classroom_with(old, new)}, said)


def addition(name: str, text: str, *said: str, base: str = "classroom") -> Case:
    """A file that extends a shipped scenario with something wrong."""
    return Case(name, {"mine.yaml": f"extends: {base}\n{text}\n"}, said)


def only(name: str, content: bytes | str, *said: str) -> Case:
    """A file with this content."""
    return Case(name, {"mine.yaml": content}, said)


def typing(name: str, line: str, *said: str) -> Case:
    """A command line with no file of one's own."""
    return Case(name, {}, said, tuple(line.split(" ")))
