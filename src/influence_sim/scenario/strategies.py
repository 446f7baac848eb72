"""A strategy as a value: what one power does from a year on."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator

from influence_sim.errors import InputError
from influence_sim.scenario.complaints import complain, problem
from influence_sim.scenario.files import find
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.over_time import Amounts, Factor, Factors, Line, Shares, Year
from influence_sim.scenario.overrides import plain
from influence_sim.scenario.shown import of_strategy
from influence_sim.scenario.yaml import Key, KeyPath, Place, read_file

FOCAL = "focal"
OWN_FORUM = "own_forum"
ALIASES = {"rho": "regional_share"}

Axis: TypeAlias = Literal["possession", "milieu", "independence"]
Weight: TypeAlias = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]


class Strategy(BaseModel):
    """What a power does from a year on. What is left at its default changes nothing.

    A number that may change over the years is a number, a mapping of years (each holds from its year until the next)
    or a straight line {start: a, end: b, over: years}.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str = Field(min_length=1)
    summary: str = ""
    by: str = Field(default=FOCAL, description="focal, or a power's key")
    start: Year | None = Field(default=None, description="first year; else the scenario's branch, else its first year")
    regional_share: Shares = Field(default=0.0, description="part of the power's money that goes through forums")
    through: str | dict[str, Factor] = Field(
        default=OWN_FORUM, description="own_forum (the role for the focal power, else its vehicle), or forum → weight"
    )
    activity: Factors = Field(default=1.0, description="deepen: factor on how active the own forum is kept")
    found: bool = Field(default=False, description="the own forum exists from the start, with the power as a member")
    enlarge: list[str] = Field(default=[], description="powers that the own forum takes in as members at the start")
    belong: bool = Field(
        default=False, description="the power belongs to every forum that its money goes through, new ones included"
    )
    corridors: dict[str, Shares] = Field(
        default={}, description="corridor → part of the power's money that goes into works at it"
    )
    channel_fit: dict[str, Factors] = Field(default={}, description="channel → factor on its value for the power")
    state_value: dict[str, Factors] = Field(default={}, description="state → factor on its value for the power")
    reactivity: Factors = Field(default=1.0, description="factor on the common balancing weight")
    budget_factor: Factors = Field(default=1.0, description="factor on what the power has to give, 1 as recorded")
    upkeep: Amounts = Field(
        default=0.0, description="M$ a year that it costs besides the money it gives; taken off the budget first"
    )
    aims: dict[Axis, Weight] = Field(
        default={}, description="axis → what it is worth to this power, -1 to 1, seen from where it stands"
    )
    costs: str = Field(default="", description="what it costs the power, in words")
    motives: str = Field(default="", description="why the power would do so, in words")
    note: str = Field(default="", description="where its numbers come from")

    @field_validator("aims")
    @classmethod
    def _aims_at_something(cls, value: dict[str, float]) -> dict[str, float]:
        if value and not any(value.values()):
            raise problem((), "has no weight other than 0; name what the power wants, or leave it out")
        return value

    _key: str = PrivateAttr("unnamed")
    _source: Path | None = PrivateAttr(None)

    @property
    def key(self) -> str:
        """The short name; a changed strategy says how: ``hybrid(regional_share=0.4)``."""
        return self._key

    @property
    def source(self) -> Path | None:
        """The YAML file that was loaded."""
        return self._source

    # One value, not a list of its fields: ``mesa.batch_run`` would sweep over them.
    __iter__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f'<Strategy "{self.key}" by {self.by}: {self.title}>'

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        return of_strategy(self)


def strategy(name_or_path: str | os.PathLike[str] | Strategy, **changes: Any) -> Strategy:
    """A strategy by the name of a shipped one, a path or a value, with changes.

    Args:
        name_or_path: a name; a path (it has a separator or ends in .yaml); or a strategy.
        changes: fields of :class:`Strategy`; ``rho`` stands for ``regional_share``.

    Raises:
        InputError: no such strategy or field, or a value that is not allowed.
    """
    content: dict[Key, Any] = {}
    if isinstance(name_or_path, Strategy):
        key, source = name_or_path.key, name_or_path.source
        content.update(name_or_path.model_dump(exclude_unset=True))
        places: dict[KeyPath, Place] = {(): Place(f"strategy {key}", 0)}
    else:
        source = find(name_or_path, "strategy")
        key, document = source.stem, read_file(source)
        content, places = document.mapping, document.places
    new = {named(name): plain_value(value) for name, value in changes.items()}
    for name, value in new.items():
        content[name] = value
        places = {path: place for path, place in places.items() if path[:1] != (name,)}
        places[name,] = Place(f"strategy {key}", 0)
    try:
        made = Strategy.model_validate(content)
    except ValidationError as error:
        raise complain(error, Strategy, content, places) from None
    if new:
        key = f"{key}({', '.join(f'{name}={shown(value)}' for name, value in new.items())})"
    made._key, made._source = key, source
    return made


def plain_value(value: object) -> Any:
    """A change as YAML would give it; a line is its mapping."""
    return value.model_dump() if isinstance(value, Line) else plain(value)


def named(name: str) -> str:
    """A field's name, written out."""
    full = ALIASES.get(name, name)
    if full not in Strategy.model_fields:
        hint = nearest_of_many(name, [*Strategy.model_fields, *ALIASES])
        raise InputError(f"a strategy has no {shown(name)}; {hint}")
    return full
