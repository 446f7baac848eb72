"""The ``facts`` section of a scenario: where every measured number comes from.

Each fact is *given* in the scenario itself or read from a *table*, a CSV file that the scenario
describes once, under ``tables``. No actor, forum or year is known here: what a file holds, which
of its rows are sound and how a gap is bridged is said in the scenario.

Short forms are unfolded on reading, so that each fact has one form afterwards:

* a number holds for every actor: ``population: 5``;
* a mapping gives each actor its own: ``population: {Ada: 5, Bren: {1990: 4, 2000: 6}}``.

:mod:`influence_sim.scenario.series` turns these models into arrays.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from influence_sim.scenario.names import shown
from influence_sim.scenario.sources import (
    ByYear,
    Conditions,
    Fixed,
    Item,
    Money,
    Number,
    Span,
    Status,
    Table,
    Timeline,
    Year,
)


class Series(Fixed):
    """A level of each actor in each year."""

    table: str | None = None
    where: Conditions = Field(default={})
    given: Number | dict[str, Number | ByYear] = Field(
        default={}, description="numbers that stand in place of the table's"
    )
    between: Literal["none", "step", "log_linear"] = Field(
        default="none", description="how a gap inside a series is bridged"
    )
    before: Literal["none", "hold"] = Field(default="none", description="years before the first number")
    after: Literal["none", "hold"] = Field(default="none", description="years after the last number")
    smooth_years: int = Field(default=1, ge=1, description="odd; mean of the logarithms over so many years around each")

    @model_validator(mode="after")
    def _odd(self) -> "Series":
        _check_centre(self.smooth_years)
        return self


class Presumed(Fixed):
    """Money of which only a presumed share is the power's: a sum less what is known of others, not below zero."""

    sum: list[Item] = Field(min_length=1)
    less: list[Item] = Field(default=[])


class Budget(Fixed):
    """What a power commits in the region in each year: given, a share of its GDP, or summed over the states."""

    given: Number | ByYear | None = Field(
        default=None, description="a number, or year → number, each held until the next"
    )
    share_of_gdp: Annotated[Number, Field(ge=0)] | None = None
    sum: list[Item] = Field(default=[])
    presumed: Presumed | None = None
    smooth_years: int = Field(default=1, ge=1, description="odd; mean over so many years around each")
    outside: Literal["error", "hold", "share_of_gdp", "none"] = Field(
        default="error",
        description="years without a number: the mean of the nearest `edge_years`, in money (hold) or "
        "as a share of the power's GDP; none: no money there",
    )
    edge_years: int = Field(default=5, ge=1)

    @model_validator(mode="after")
    def _one_source(self) -> "Budget":
        sources = [self.given is not None, self.share_of_gdp is not None, bool(self.sum or self.presumed)]
        if sum(sources) != 1:
            raise ValueError("a budget has one source: given, share_of_gdp, or sum (with or without presumed)")
        _check_centre(self.smooth_years)
        return self


class Pairs(Fixed):
    """A number of each pair of actors that does not change: a border, a distance."""

    table: str | None = None
    where: Conditions = Field(default={})
    given: Number | dict[str, Number | list[str] | dict[str, Number]] = Field(
        default={}, description="actor → number, or → other actors (1 each), or → other actor → number"
    )


class Share(Fixed):
    """Rows' part of a column's total, averaged over the years of a window."""

    sum: list[Item] = Field(min_length=1)
    years: Span
    among: Literal["everyone", "rows"] = Field(
        default="everyone",
        description="the total is over all codes of the table, or over the actors of the scenario alone",
    )
    weight: Annotated[Number, Field(ge=0)] = 1.0


class Mix(Fixed):
    """Shares of pairs of actors: given, or a weighted mean of measured shares."""

    given: Number | dict[str, Number | dict[str, Number]] = Field(default={})
    mix: list[Share] = Field(default=[])


class Ratio(Fixed):
    """A sum over a window of years as a share of the state's GDP of that window."""

    given: Number | dict[str, Number] = Field(default={})
    sum: list[Item] = Field(default=[])
    years: Span | None = None

    @model_validator(mode="after")
    def _window(self) -> "Ratio":
        if self.sum and self.years is None:
            raise ValueError("a sum over GDP needs years: [first, last]")
        return self


class Need(Fixed):
    """Need of each state in a channel, given from 0 to 1 or by a rule scaled into [least, 1].

    * ``low_income``: (lowest GDP per head / own) ^ power, means of the window;
    * ``exports_to_gdp``: (sum of the items / GDP) ^ power, means of the window;
    * ``closeness``: 1 / (offset + sum of the distances to the powers named, in 1000 km).
    """

    given: Number | dict[str, Number] = Field(default={})
    rule: Literal["low_income", "exports_to_gdp", "closeness"] | None = None
    years: Span | None = None
    power: Annotated[Number, Field(gt=0)] = 0.5
    sum: list[Item] = Field(default=[])
    to: list[str] = Field(default=[])
    offset: Annotated[Number, Field(gt=0)] = 0.5
    least: Annotated[Number, Field(ge=0, le=1)] = 0.25

    @model_validator(mode="after")
    def _complete(self) -> "Need":
        wanted = {"low_income": ("years",), "exports_to_gdp": ("years", "sum"), "closeness": ("to",)}
        for name in wanted.get(self.rule or "", ()):
            if not getattr(self, name):
                raise ValueError(f"the rule {self.rule} needs {name}")
        return self


class Entry(Fixed):
    """The name under which a timeline knows a forum, with the years for which it counts."""

    name: str
    since: Year | None = None
    until: Year | None = None


class Membership(Fixed):
    """Who belongs to a forum: from the timeline, given, or both (what is given comes before the timeline)."""

    timeline: list[Entry] = Field(default=[])
    given: dict[str, Status | dict[Year, Status]] = Field(
        default={}, description="state or power → status, or year → status"
    )
    founded: Year | None = Field(default=None, description="first year; else that of the first status other than none")


def _check_centre(years: int) -> None:
    """A smoothing window has a centre."""
    if years % 2 == 0:
        raise ValueError(f"smooth_years must be odd, so that a window has a centre, not {shown(years)}")


def _unfold(value: Any, long_form: set[str], extra: dict[str, Any] | None = None) -> Any:
    """The long form of a fact: a number or a mapping of actors becomes ``given``."""
    if isinstance(value, BaseModel) or (isinstance(value, dict) and long_form & value.keys()):
        return value
    return {"given": value, **(extra or {})}


def _series(value: Any) -> Any:
    return _unfold(value, {"table", "given"}, {"between": "log_linear", "before": "hold", "after": "hold"})


def _budget(value: Any) -> Any:
    return _unfold(value, {"given", "share_of_gdp", "sum", "presumed"})


def _pairs(value: Any) -> Any:
    return _unfold(value, {"table", "given"})


def _mix(value: Any) -> Any:
    return _unfold(value, {"mix", "given"})


def _ratio(value: Any) -> Any:
    return _unfold(value, {"sum", "given"})


def _need(value: Any) -> Any:
    return _unfold(value, {"rule", "given"})


def _membership(value: Any) -> Any:
    return _unfold(value, {"timeline", "given", "founded"})


_PerActor: TypeAlias = Number | dict[str, Number]
_PerPair: TypeAlias = Number | dict[str, Number | dict[str, Number]]
SeriesFact: TypeAlias = Annotated[
    Series, BeforeValidator(_series, json_schema_input_type=Number | dict[str, Number | ByYear] | Series)
]
BudgetFact: TypeAlias = Annotated[Budget, BeforeValidator(_budget, json_schema_input_type=Number | ByYear | Budget)]
PairsFact: TypeAlias = Annotated[
    Pairs,
    BeforeValidator(_pairs, json_schema_input_type=Number | dict[str, Number | list[str] | dict[str, Number]] | Pairs),
]
MixFact: TypeAlias = Annotated[Mix, BeforeValidator(_mix, json_schema_input_type=_PerPair | Mix)]
RatioFact: TypeAlias = Annotated[Ratio, BeforeValidator(_ratio, json_schema_input_type=_PerActor | Ratio)]
NeedFact: TypeAlias = Annotated[Need, BeforeValidator(_need, json_schema_input_type=_PerActor | Need)]
MembershipFact: TypeAlias = Annotated[
    Membership,
    BeforeValidator(_membership, json_schema_input_type=dict[str, Status | dict[Year, Status]] | Membership),
]


class Facts(Fixed):
    """Everything measured that a run is given. What has a default here is equal across actors."""

    money: Money | None = Field(default=None, description="needed as soon as a table has prices")
    tables: dict[str, Table] = Field(default={}, description="name → a CSV file and how to read it")
    timeline: Timeline | None = Field(default=None, description="a CSV file of events, for memberships")

    power_gdp: SeriesFact = Field(description="M$, constant prices")
    state_gdp: SeriesFact = Field(description="M$, constant prices")
    population: SeriesFact = Field(description="million people of a state")
    budgets: dict[str, BudgetFact] = Field(description="power → M$ a year, constant prices")
    border: PairsFact = Field(default=Pairs(given=0.0), description="power and state share a land border: 0 or 1")
    distance: PairsFact = Field(default=Pairs(given=1.0), description="power and state, 1000 km")
    neighbour: PairsFact = Field(default=Pairs(given=0.0), description="two states share a land border: 0 or 1")
    initial_pattern: MixFact = Field(default=Mix(), description="power and state: how the first standing is spread")
    trade_with_power: MixFact = Field(default=Mix(given=0.0), description="power's share of the state's trade")
    trade_with_state: MixFact = Field(default=Mix(given=0.0), description="first state's share of the second's trade")
    resource_rents: RatioFact = Field(default=Ratio(given=0.0), description="state's energy and mineral exports by GDP")
    channel_need: dict[str, NeedFact] = Field(
        default={}, description="channel → need of each state; all 1 where none is named"
    )
    memberships: dict[str, MembershipFact] = Field(default={}, description="forum → who belongs to it, and since when")

    @model_validator(mode="after")
    def _replaced_once(self) -> "Facts":
        for name, table in self.tables.items():
            for other in table.replaced_by:
                if other in self.tables and self.tables[other].replaced_by:
                    raise ValueError(f'tables.{name}.replaced_by: "{other}" is itself replaced; one step is allowed')
        return self
