"""What all parts of a scenario are made of: models that do not change, keys, years, texts."""

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from influence_sim.scenario.complaints import problem

RESERVED = ("independence", "bilateral", "others", "own_forum", "focal", "none")


def usable_key(key: str) -> str:
    """A key that is no word with a meaning of its own."""
    if key in RESERVED:
        raise problem((), f"is a reserved word ({', '.join(RESERVED)}); choose another key")
    return key


def as_pair(value: Any) -> Any:
    """YAML has lists where a window is a pair."""
    return tuple(value) if isinstance(value, list) else value


Year: TypeAlias = Annotated[int, Field(ge=1, le=9999)]
Window: TypeAlias = Annotated[tuple[Year, Year], BeforeValidator(as_pair)]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Colour: TypeAlias = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Key: TypeAlias = Annotated[str, Field(pattern=r"^[^\W\d_][\w-]{0,39}$"), AfterValidator(usable_key)]


class Fixed(BaseModel):
    """A model that cannot change, knows all its keys and turns no value into another kind."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
