"""World, Situation and Record in JavaScript: classes of numbers and flat arrays.

Every object has the lengths of the axes under their letters. Fields are assigned one by one, since engines keep
objects that are built in a loop in a slower form.
"""

from collections.abc import Iterable, Mapping

from influence_sim.engines.javascript.blocks import indented
from influence_sim.engines.javascript.expressions import Fields
from influence_sim.language.rulebook import Field

GIVEN = "world"  # the shape that a run is given; the others start as zeros


def class_lines(owner: str, name: str, fields: Mapping[str, Field], axes: str) -> list[str]:
    """A class whose objects are made from a World's JSON, or from a World for its lengths."""
    source = "data" if owner == GIVEN else "world"
    return [
        f"class {name} {{",
        *indented(
            [
                f"constructor({source}) {{",
                *indented([f"const {{ {', '.join(axes)} }} = {source};"] if axes else []),
                *indented(f"this.{axis} = {axis};" for axis in axes),
                *indented(f"this.{field.name} = {first_value(field, owner)};" for field in fields.values()),
                "}",
            ]
        ),
        "}",
    ]


def first_value(field: Field, owner: str) -> str:
    """What a field is at first: what the World says, or zeros."""
    length = " * ".join(field.axes)
    if owner == GIVEN:
        return f"$filled(data.{field.name}, {length})" if length else f"data.{field.name}"
    return f"$array({length})" if length else "0.0"


def axes_of(fields: Fields) -> str:
    """The letters of all axes, in the order in which they first occur."""
    every: Iterable[str] = (axis for shape in fields.values() for field in shape.values() for axis in field.axes)
    return "".join(dict.fromkeys(every))
