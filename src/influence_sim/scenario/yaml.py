"""Text in YAML 1.2 → plain values, with the line of every key.

Only what a scenario needs: mappings, lists, text, numbers, true, false, empty. Nothing in a file can run code, and
nothing can make a small file large: tags, anchors and aliases are refused.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from influence_sim.errors import InputError
from influence_sim.scenario.files import shown_path
from influence_sim.scenario.names import short, shown

MOST_BYTES = 1_000_000
MOST_VALUES = 20_000
DEEPEST = 40

# YAML 1.2, core schema: https://yaml.org/spec/1.2.2/#103-core-schema
EMPTY = re.compile(r"null|Null|NULL|~|")
TRUE, FALSE = re.compile(r"true|True|TRUE"), re.compile(r"false|False|FALSE")
WHOLE = re.compile(r"[-+]?[0-9]{1,400}")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")

# What ruamel.yaml says, in words for somebody who has not read its source.
PLAINER = {
    r"found character '\t' that cannot start any token": "a tab stands where only spaces are allowed",
    "mapping values are not allowed here": "a colon stands where no key can be; see how the lines are indented,"
    " and put text with a colon in quotes",
    "'<stream end>'": "the end of the file",
    "stream": "file",
}

Key = str | int
KeyPath = tuple[Key, ...]


class Place(NamedTuple):
    """Where something was said."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


class Document(NamedTuple):
    """A mapping read from a file, and the place of every key in it."""

    mapping: dict[Key, Any]
    places: dict[KeyPath, Place]


class Refused(Exception):
    """What is wrong and in which line; :func:`read_file` adds the file."""


def read_file(path: Path) -> Document:
    """Read a YAML file that holds one mapping.

    Raises:
        InputError: the file is missing, a folder, too large, not UTF-8, not YAML, empty or not a mapping.
    """
    file = shown_path(path)
    text = read_text(path)
    value, lines = parse(text, file)
    if value is None:
        raise InputError(f"{file} is empty; it should hold a mapping such as: title: My scenario")
    if not isinstance(value, dict):
        raise InputError(f"{Place(file, lines[()])}: the file holds {a_kind(value)}, not a mapping (key: value)")
    return Document(value, {path: Place(file, line) for path, line in lines.items()})


def read_text(path: Path) -> str:
    """The text of a file of at most 1 MB in UTF-8."""
    file = shown_path(path)
    try:
        if path.is_dir():
            raise InputError(f"{file} is a folder; give a file ending in .yaml")
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"there is no file {file}") from None
    except InputError:
        raise
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(raw) > MOST_BYTES:
        raise InputError(f"{file} is larger than 1 MB; a scenario is a few pages of text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{Place(file, line)}: the text is not UTF-8; save the file as UTF-8") from None


def parse_value(text: str, file: str) -> Any:
    """The value of a short text such as ``0.2`` or ``[1, 3]``.

    >>> parse_value("0.2", "--set"), parse_value("copy", "--set"), parse_value("{others: 1}", "--set")
    (0.2, 'copy', {'others': 1})
    """
    return parse(text, file)[0]


def parse(text: str, file: str) -> tuple[Any, dict[KeyPath, int]]:
    """The value of a text and the line of each key path in it."""
    lines: dict[KeyPath, int] = {}
    events = events_of(text)
    try:
        event = next(events, None)
        value = None if event is None else read_node(event, events, (), lines)
        extra = next(events, None)
        if extra is not None:
            raise refused(extra, "a second document begins; a file holds one")
    except Refused as error:
        message, line = error.args
        raise InputError(f"{Place(file, line)}: {message}") from None
    except YAMLError as error:
        raise InputError(syntax_error(error, text, file)) from None
    return value, lines


def events_of(text: str) -> Iterator[Any]:
    """The events that say something; a document without content says nothing."""
    values = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
            check_plain(event)
            values += 1
            if values > MOST_VALUES:
                raise refused(event, f"the file holds more than {MOST_VALUES} keys and values; name a series instead")
            yield event
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            yield event
        elif isinstance(event, DocumentStartEvent) and event.tags:
            raise refused(event, "tag directives are not used here")


def check_plain(event: Any) -> None:
    """Refuse what a plain description of data does not need."""
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise refused(event, "anchors (&) and aliases (*) are not used here; write the value out, or use extends")
    if getattr(event, "tag", None) is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise refused(event, f"tags (here {short(tag)}) are not used here; write the plain value")


def read_node(event: Any, events: Iterator[Any], path: KeyPath, lines: dict[KeyPath, int]) -> Any:
    """The value that begins with an event."""
    lines.setdefault(path, event.start_mark.line + 1)
    if len(path) > DEEPEST:
        raise refused(event, f"values are nested deeper than {DEEPEST} levels")
    if isinstance(event, MappingStartEvent):
        return read_mapping(events, path, lines)
    if isinstance(event, SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(item := next(events), SequenceEndEvent):
            items.append(read_node(item, events, (*path, len(items)), lines))
        return items
    return read_scalar(event)


def read_mapping(events: Iterator[Any], path: KeyPath, lines: dict[KeyPath, int]) -> dict[Key, Any]:
    """The mapping whose first key comes next."""
    mapping: dict[Key, Any] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        if not isinstance(event, ScalarEvent):
            raise refused(event, "a key should be a word or a year, not a mapping or a list")
        plain = event.implicit[0]
        key: Key = int(event.value) if plain and WHOLE.fullmatch(event.value) else event.value
        line = event.start_mark.line + 1
        if key in mapping:
            first = lines[(*path, key)]
            raise Refused(f"the key {shown(str(key))} stands twice, here and in line {first}; keep one", line)
        lines[(*path, key)] = line
        mapping[key] = read_node(next(events), events, (*path, key), lines)
    return mapping


def read_scalar(event: Any) -> Any:
    """A word, a number, true, false or nothing; what stands in quotes is a word."""
    text = event.value
    if not event.implicit[0]:
        return text
    if EMPTY.fullmatch(text):
        return None
    if TRUE.fullmatch(text) or FALSE.fullmatch(text):
        return text.lower() == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    if NOT_FINITE.fullmatch(text) or (NUMBER.fullmatch(text) and float(text) in (float("inf"), -float("inf"))):
        raise refused(event, f"{short(text)} is not a finite number")
    return float(text) if NUMBER.fullmatch(text) else text


def refused(event: Any, message: str) -> Refused:
    """What is wrong at an event."""
    return Refused(message, event.start_mark.line + 1)


def syntax_error(error: YAMLError, text: str, file: str) -> str:
    """One sentence for what ruamel.yaml says in several lines."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        found = f"U+{error.character:04X} in line {line}"
        return f"{file}: this is not YAML: special characters are not allowed ({found})"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = " ".join(str(getattr(error, "problem", None) or error).split())
    for words, plainer in PLAINER.items():
        said = said.replace(words, plainer)
    return f"{Place(file, mark.line + 1 if mark else 0)}: this is not YAML: {short(said, 150)}"


def a_kind(value: object) -> str:
    """The kind of a value, as a reader of YAML calls it."""
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "a single value"
