"""A strategy as a value: what one power does from a year on."""

import os
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from influence_sim.errors import InputError, nearest
from influence_sim.scenario.complaints import complain
from influence_sim.scenario.files import find
from influence_sim.scenario.names import shown
from influence_sim.scenario.overrides import plain
from influence_sim.scenario.shown import of_strategy
from influence_sim.scenario.yaml import Key, KeyPath, Place, read_file

Share: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Factor: TypeAlias = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Year: TypeAlias = Annotated[int, Field(ge=1, le=9999)]

FOCAL = "focal"
OWN_FORUM = "own_forum"
ALIASES = {"rho": "regional_share"}


class Strategy(BaseModel):
    """What a power does from a year on. What is left at its default changes nothing.

    A mapping of years holds each number from its year until the next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str = Field(min_length=1)
    summary: str = ""
    by: str = Field(default=FOCAL, description="focal, or a power's key")
    start: Year | None = Field(default=None, description="first year; else the scenario's branch, else its first year")
    regional_share: Share | dict[Year, Share] = Field(
        default=0.0, description="part of the power's money that goes through forums"
    )
    through: str | dict[str, Factor] = Field(
        default=OWN_FORUM, description="own_forum (the role for the focal power, else its vehicle), or forum → weight"
    )
    activity: Factor | dict[Year, Factor] = Field(default=1.0, description="factor on how active the own forum is kept")
    found: bool = Field(default=False, description="the own forum exists from the start, with the power as a member")
    channel_fit: dict[str, Factor] = Field(default={}, description="channel → factor on its value for the power")
    state_value: dict[str, Factor] = Field(default={}, description="state → factor on its value for the power")
    reactivity: Factor = Field(default=1.0, description="factor on the common balancing weight")
    costs: str = Field(default="", description="what it costs the power, in words")
    motives: str = Field(default="", description="why the power would do so, in words")

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
    new = {named(name): plain(value) for name, value in changes.items()}
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


def named(name: str) -> str:
    """A field's name, written out."""
    full = ALIASES.get(name, name)
    if full not in Strategy.model_fields:
        raise InputError(f"a strategy has no {shown(name)}; {nearest(name, [*Strategy.model_fields, *ALIASES])}")
    return full
