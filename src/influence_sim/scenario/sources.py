"""Where the numbers of the ``facts`` section lie: tables and timelines, as the scenario describes them.

A file is described once, under ``tables`` or ``timeline``; facts then name it. Reading is the task
of :mod:`influence_sim.scenario.tables` and :mod:`influence_sim.scenario.memberships`.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Number: TypeAlias = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def _no_switch(value: Any) -> Any:
    """True and false are no years."""
    if isinstance(value, bool):
        raise ValueError("it must be a year")
    return value


_Year: TypeAlias = Annotated[int, Field(ge=1, le=9999)]
Year: TypeAlias = Annotated[_Year, BeforeValidator(_no_switch, json_schema_input_type=_Year)]


def _in_order(span: tuple[int, int]) -> tuple[int, int]:
    """A span of years begins before it ends."""
    if span[1] < span[0]:
        raise ValueError("the first year must not lie after the last")
    return span


Span: TypeAlias = Annotated[tuple[Year, Year], AfterValidator(_in_order)]
ByYear: TypeAlias = Annotated[dict[Year, Number], Field(min_length=1)]
Cell: TypeAlias = str | int | Annotated[float, Field(allow_inf_nan=False)]
Status: TypeAlias = Literal["none", "observer", "member"]


class Fixed(BaseModel):
    """A model that cannot change and knows all its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: Any) -> Any:
    """One thing is a list of one."""
    return [value] if isinstance(value, str | int | float) else value


Columns: TypeAlias = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])]
Codes: TypeAlias = Annotated[
    list[str], Field(min_length=1), BeforeValidator(_listed, json_schema_input_type=str | list[str])
]


class Between(Fixed):
    """A range of years or numbers, both ends included; an end left out is open."""

    first: Number | None = None
    last: Number | None = None


Condition: TypeAlias = (
    Between | Annotated[list[Cell], BeforeValidator(_listed, json_schema_input_type=Cell | list[Cell])]
)
Conditions: TypeAlias = dict[str, Condition]
SomeConditions: TypeAlias = Annotated[Conditions, Field(min_length=1)]


class Table(Fixed):
    """A CSV file and how to read it: one number a row, addressed by a year and by actors' codes."""

    file: str = Field(description="name of the CSV file, beside the scenario or among the shipped series")
    keys: Columns = Field(description="columns that hold actors' codes, in the order of the fact's axes")
    value: Columns = Field(description="column of the number; several are added")
    year: str | None = Field(default=None, description="column of the year; none for what does not change")
    where: Conditions = Field(default={}, description="column → value, list of values, or first and last: rows to keep")
    leave_out: list[SomeConditions] = Field(default=[], description="rows to drop: any of these conditions")
    unusable: list[SomeConditions] = Field(
        default=[], description="rows known to be wrong: they count as missing, and using them is an error"
    )
    times: Number = Field(default=1.0, description="factor that brings the number to the fact's unit")
    prices: str = Field(
        default="none",
        pattern=r"^(none|current|constant \d{4})$",
        description="none: not money; current, or constant with a year: brought to the base year of `money`",
    )
    codes: dict[str, Codes] = Field(default={}, description="actor's key → codes of the file that make it up")
    combine: Literal["sum", "minimum", "maximum"] = Field(default="sum", description="how several codes make one actor")
    repeats: Literal["error", "sum"] = Field(default="error", description="rows with the same year and keys")
    blank: Literal["error", "skip", "zero"] = Field(default="error", description="empty cells of the number")
    absent: Literal["error", "zero"] = Field(
        default="error", description="an actor without a row in a year that the table covers"
    )
    covers: Span | None = Field(default=None, description="first and last year covered; else those of the rows wanted")
    unlisted: Literal["error", "zero"] = Field(
        default="error", description="an actor whose code the column does not have"
    )
    symmetric: bool = Field(default=False, description="a row of two actors is read both ways")
    replaced_by: Columns = Field(default=[], description="tables whose rows take the place of rows with the same keys")

    @model_validator(mode="after")
    def _meaning_of_no_row(self) -> "Table":
        if self.covers is not None and self.absent != "zero":
            raise ValueError("covers says in which years no row means zero; it needs absent: zero")
        return self


class Money(Fixed):
    """Constant prices: the price index and the year whose prices everything is brought to."""

    deflator: str = Field(description="table of a price index, without keys")
    base_year: Year


class Item(Fixed):
    """Rows of a table, to be added up."""

    table: str
    where: Conditions = Field(default={})
    positive_only: bool = Field(default=False, description="a negative number of a state and year counts as zero")


class Timeline(Fixed):
    """A CSV file of events: which actors joined, observed or left which forum, and when."""

    file: str
    date: str = Field(default="date", description="column of the date, YYYY-MM-DD; the status at a year's end counts")
    actors: str = Field(default="actors", description="column of the actors' codes")
    separator: str = Field(default=";", min_length=1, description="what stands between two codes")
    forum: str = Field(default="forum", description="column of the forum's name")
    change: str = Field(default="change", description="column of what happened")
    words: dict[str, Status] = Field(description="what happened → the status it leads to")
    ignore: list[str] = Field(default=[], description="other things that happened and change no status")
    codes: dict[str, Codes] = Field(default={}, description="actor's key → codes of the file that stand for it")
