"""One sentence for a file that does not fit the schema: file, line, key, the bad value, what is allowed."""

import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from influence_sim.errors import InputError
from influence_sim.scenario.names import nearest_of_many, short, shown
from influence_sim.scenario.yaml import KeyPath, Place

# What pydantic's types of error ask for, in words; {} is filled from the error's context.
WANTED = {
    "bool_type": "true or false",
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "list_type": "a list",
    "tuple_type": "a pair [first, last]",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "greater_than": "above {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "below {lt:g}",
    "less_than_equal": "at most {le:g}",
    "string_too_short": "text that is not empty",
    "too_short": "at least {min_length} long",
    "too_long": "at most {max_length} long",
}
PATTERNS = {
    "^#[0-9A-Fa-f]{6}$": "a colour such as #1A8CF0",
    r"^[^\W\d_][\w-]{0,39}$": "a key: a letter, then at most 39 letters, digits, - or _",
}


def problem(path: KeyPath, sentence: str) -> PydanticCustomError:
    """A refusal by a validator: the keys that lead on from it, and a sentence without its subject."""
    return PydanticCustomError("problem", "{sentence}", {"sentence": sentence, "path": path})


def complain(
    error: ValidationError, model: type[BaseModel], content: Any, places: Mapping[KeyPath, Place]
) -> InputError:
    """The first thing wrong with ``content``; unknown keys come first, as they explain missing ones."""
    found = sorted(error.errors(include_url=False), key=lambda item: item["type"] != "extra_forbidden")
    item = most_precise(found, content)
    loc: KeyPath = item["loc"]
    context = item.get("ctx", {})
    if item["type"] == "problem":
        path = (*known_part(loc, content), *context["path"])
        sentence = f"{dotted(path)} {context['sentence']}"
    elif item["type"] == "extra_forbidden":
        path = known_part(loc, content)
        key, above = str(path[-1]), path[:-1]
        sentence = f"unknown key {shown(key)}{within(above)}; {nearest_of_many(key, keys_at(model, above))}"
    elif item["type"] == "missing" and isinstance(loc[-1], int):
        path = known_part(loc[:-1], content)
        sentence = f"{dotted(path)} is {shown(item['input'])}; it must be {WANTED['tuple_type']}"
    elif item["type"] == "missing":
        path = known_part(loc[:-1], content)
        sentence = f'{dotted(path) or "the file"} lacks "{loc[-1]}"{meaning(model, (*path, loc[-1]))}'
    else:
        path = known_part(loc, content)
        sentence = (
            f"{dotted(path)} is {shown(item['input'])}; {wanted(item['type'], context, item['input'], item['msg'])}"
        )
    others = {known_part(other["loc"], content) for other in found}
    more = sum(other != path[: len(other)] for other in others if other != known_part(loc, content))
    rest = f" ({more} more after this)" if more else ""
    return InputError(f"{place_of(path, places)}: {sentence}{rest}")


def most_precise(found: list[ErrorDetails], content: Any) -> ErrorDetails:
    """The first error; where it stands for several alternatives of a value, the one that looks deepest into it."""
    first = known_part(found[0]["loc"], content)
    inside = [item for item in found if known_part(item["loc"], content)[: len(first)] == first]
    return max(inside, key=lambda item: len(known_part(item["loc"], content)))


def wanted(kind: str, context: Mapping[str, Any], value: Any, message: str) -> str:
    """What is allowed, from pydantic's type of error."""
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        hint = nearest_of_many(str(value), choices)
        return hint if hint.startswith("allowed") else f"{hint} (allowed: {', '.join(choices)})"
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        return f"it must be {PATTERNS.get(pattern, f'text of the form {pattern}')}"
    if kind in WANTED:
        return "it must be " + WANTED[kind].format(**context)
    return message.removeprefix("Value error, ").removeprefix("Input should be ")


def dotted(path: KeyPath) -> str:
    """A key path as overrides write it.

    >>> dotted(("roles", "rivals", 0))
    'roles.rivals.0'
    """
    return ".".join(short(str(key)) for key in path)


def within(path: KeyPath) -> str:
    """Where a key stands, unless it stands at the top."""
    return f" in {dotted(path)}" if path else ""


def known_part(loc: KeyPath, content: Any) -> KeyPath:
    """The part of an error's location that stands in the file, without pydantic's words for alternatives."""
    path: list[str | int] = []
    for key in loc:
        if not stands_in(key, content):
            continue
        content = content[key]
        path.append(key)
    return tuple(path)


def stands_in(key: str | int, content: Any) -> bool:
    """Whether a mapping has a key, or a list an index."""
    if isinstance(content, list | tuple):
        return isinstance(key, int) and 0 <= key < len(content)
    return isinstance(content, dict) and key in content


def place_of(path: KeyPath, places: Mapping[KeyPath, Place]) -> Place:
    """Where a key path was said; else the nearest place above it."""
    return next(places[path[:end]] for end in range(len(path), -1, -1) if path[:end] in places)


def keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that a model allows at a path, as far as they are fixed."""
    kinds = models_at(model, path)
    return [name for kind in kinds for name in kind.model_fields]


def meaning(model: type[BaseModel], path: KeyPath) -> str:
    """What the schema says of a missing key, in brackets."""
    for kind in models_at(model, path[:-1]):
        field = kind.model_fields.get(str(path[-1]))
        if field is not None and field.description:
            return f" ({field.description})"
    return ""


def models_at(model: type[BaseModel], path: KeyPath) -> list[type[BaseModel]]:
    """The models that may stand at a path."""
    here: list[Any] = [model]
    for key in path:
        here = [below for kind in here for below in step(kind, key)]
    return [kind for kind in here if isinstance(kind, type) and issubclass(kind, BaseModel)]


def step(kind: Any, key: str | int) -> list[Any]:
    """The types that may stand under a key of a type."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(key))
        return unfolded(field.annotation) if field else []
    arguments = get_args(kind)
    return unfolded(arguments[-1]) if get_origin(kind) in (dict, list, tuple) and arguments else []


def unfolded(kind: Any) -> list[Any]:
    """The alternatives of a type, without annotations."""
    if get_origin(kind) is Annotated:
        return unfolded(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [part for alternative in get_args(kind) for part in unfolded(alternative)]
    return [kind]
