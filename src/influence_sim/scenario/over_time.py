"""A number that may change over the years: how a strategy writes it, and what it is in each year.

0.6                                          from the start on
{2005: 0.1, 2010: 0.5}                       each from its year until the next
{start: 0, end: 0.6, over: 10}               in a straight line over ten years from the start, then as at the end
{start: 0, end: 0.6, over: [2005, 2015]}     in a straight line between two years
"""

from typing import Annotated, Any, TypeAlias

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, field_validator

from influence_sim.rules.shapes import Numbers
from influence_sim.scenario.complaints import problem

LONGEST = 500  # years of a line
MOST_MONEY = 1e7  # M$ a year

Year: TypeAlias = Annotated[int, Field(ge=1, le=9999)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Factor: TypeAlias = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Money: TypeAlias = Annotated[float, Field(ge=0, le=MOST_MONEY, allow_inf_nan=False)]


def as_span(value: Any) -> Any:
    """YAML has lists where a span is a pair."""
    return tuple(value) if isinstance(value, list) else value


def kind_of_span(value: Any) -> str:
    """Whether a span is a number of years or a pair of calendar years."""
    return "between" if isinstance(value, list | tuple) else "length"


Span: TypeAlias = Annotated[
    Annotated[int, Field(ge=1, le=LONGEST), Tag("length")]
    | Annotated[tuple[Year, Year], BeforeValidator(as_span), Tag("between")],
    Discriminator(kind_of_span),
]


class Line(BaseModel):
    """A straight line from one number to another; after its last year it stays where it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    start: float = Field(description="where it starts")
    end: float = Field(description="where it ends, and stays")
    over: Span = Field(description="years from the strategy's start, or [first, last] calendar year")

    @field_validator("over")
    @classmethod
    def _forward(cls, value: Any) -> Any:
        if isinstance(value, tuple) and value[1] <= value[0]:
            raise problem((), f"is [{value[0]}, {value[1]}]; the last year must lie after the first")
        return value


class LineOfShares(Line):
    """A straight line from one share to another."""

    start: Share = Field(description="where it starts")
    end: Share = Field(description="where it ends, and stays")


class LineOfFactors(Line):
    """A straight line from one factor to another."""

    start: Factor = Field(description="where it starts")
    end: Factor = Field(description="where it ends, and stays")


class LineOfMoney(Line):
    """A straight line from one amount to another, in M$ a year."""

    start: Money = Field(description="where it starts")
    end: Money = Field(description="where it ends, and stays")


def form_of(value: Any) -> str:
    """Which of the forms a value has; what has none is refused as a number."""
    if isinstance(value, Line):
        return "line"
    if isinstance(value, dict):
        return "line" if any(isinstance(key, str) for key in value) else "years"
    return "number"


Shares: TypeAlias = Annotated[
    Annotated[Share, Tag("number")] | Annotated[dict[Year, Share], Tag("years")] | Annotated[LineOfShares, Tag("line")],
    Discriminator(form_of),
]
Factors: TypeAlias = Annotated[
    Annotated[Factor, Tag("number")]
    | Annotated[dict[Year, Factor], Tag("years")]
    | Annotated[LineOfFactors, Tag("line")],
    Discriminator(form_of),
]
Amounts: TypeAlias = Annotated[
    Annotated[Money, Tag("number")] | Annotated[dict[Year, Money], Tag("years")] | Annotated[LineOfMoney, Tag("line")],
    Discriminator(form_of),
]
OverTime: TypeAlias = float | dict[int, float] | Line


def first_year_of(said: OverTime) -> int | None:
    """The first calendar year that a form names; None if it counts from the start."""
    if isinstance(said, dict):
        return min(said, default=None)
    return said.over[0] if isinstance(said, Line) and isinstance(said.over, tuple) else None


def numbers_over(said: OverTime, calendar: range, start: int, before: float) -> Numbers:
    """The number of each year: ``before`` up to the index ``start``, then what was said.

    >>> numbers_over({2002: 0.5, 2003: 0.7}, range(2001, 2005), 0, 0.0).tolist()
    [0.0, 0.5, 0.7, 0.7]
    >>> numbers_over(LineOfShares(start=0, end=0.6, over=2), range(2001, 2005), 1, 0.0).tolist()
    [0.0, 0.0, 0.3, 0.6]
    """
    values = np.full(len(calendar), before)
    if isinstance(said, Line):
        first, last = said.over if isinstance(said.over, tuple) else (calendar[start], calendar[start] + said.over)
        for i in range(start, len(calendar)):
            passed = min(max((calendar[i] - first) / (last - first), 0.0), 1.0)
            values[i] = said.end if passed == 1.0 else said.start + passed * (said.end - said.start)
        return values
    steps = said if isinstance(said, dict) else {calendar[start]: said}
    for year in sorted(steps):
        values[max(year - calendar[0], start) :] = steps[year]
    return values


def words(said: OverTime) -> str:
    """A number over time as a page shows it.

    >>> words(0.5), words({2001: 0.1, 2005: 0.5}), words(LineOfShares(start=0, end=0.6, over=10))
    ('0.5', '2001: 0.1, 2005: 0.5', '0 to 0.6 over 10 years')
    """
    if isinstance(said, Line):
        span = f"{said.over[0]} to {said.over[1]}" if isinstance(said.over, tuple) else f"{said.over} years"
        return f"{said.start:g} to {said.end:g} over {span}"
    if isinstance(said, dict):
        return ", ".join(f"{year}: {value:g}" for year, value in sorted(said.items()))
    return f"{said:g}"
