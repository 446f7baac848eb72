"""What a scenario says of patterns: statements about its region that the model may miss.

The models here hold a pattern's claim, its kind and its numbers; :mod:`influence_sim.experiments.patterns` looks for
it in runs. Actors that a scenario lacks are no error: the pattern then cannot be told.
"""

from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import BeforeValidator, Field

from influence_sim.scenario.complaints import problem
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.sources import Fixed, Item, Number, Span, Year

Part: TypeAlias = Annotated[Number, Field(ge=0, le=1)]
Positive: TypeAlias = Annotated[Number, Field(gt=0)]
Text: TypeAlias = Annotated[str, Field(min_length=1)]


class Pattern(Fixed):
    """What all patterns have."""

    letter: str = Field(pattern="^[A-Z]$", description="the group in which the pattern is shown")
    claim: Text = Field(description="what is to be seen, in plain words")
    among: list[Text] = Field(default=[], description="states that are looked at; all where none is named")
    source: str = ""
    note: str = ""


class Vary(Fixed):
    """An assumption that is changed by factors, to show what a date hangs on."""

    parameter: Text
    element: str | None = Field(default=None, description="the actor whose value is changed; none: all")
    factors: list[Positive] = Field(min_length=1)


class LeadsEverywhere(Pattern):
    """A power holds most among powers in every state and year."""

    kind: Literal["leads_everywhere"]
    power: Text
    years: Span


class ShareAtMost(Pattern):
    """No power holds more of any state."""

    kind: Literal["share_at_most"]
    most: Part
    years: Span


class EffectiveNumber(Pattern):
    """1 / Σ x² of the powers’ shares, home left out, mean over states."""

    kind: Literal["effective_number_between"]
    year: Year
    low: Positive
    high: Positive


class PassesBetween(Pattern):
    """A power’s mean share first exceeds a rival’s in one of these years."""

    kind: Literal["passes_between"]
    power: Text
    rival: Text
    years: Span
    vary: Vary | None = None


class PassesEarly(Pattern):
    """In these states a power passes its rival not later than in the mean over states."""

    kind: Literal["passes_not_later_than_mean"]
    power: Text
    rival: Text
    states: list[Text] = Field(min_length=1)


class Allocation(Pattern):
    """How a donor’s money is spread over states comes nearer to the record than simple rules do."""

    kind: Literal["allocation_against_benchmarks"]
    power: Text
    recorded: list[Item] = Field(min_length=1, description="the donor’s money by state")
    flow: Literal["committed", "paid"] = Field(description="what the record holds, and is looked at in the model")
    past: Span = Field(description="years whose mean share is the benchmark “as before”")
    windows: list[Span] = Field(min_length=1, description="spans of years after the past")


class MoneyPath(Pattern):
    """A power’s payments over time, beside what sources tell of some years."""

    kind: Literal["money_path"]
    power: Text
    recorded: list[Item] = Field(min_length=1, description="the same money in the series, in the prices of `told`")
    told: dict[Year, Number] = Field(description="year → what a source tells, M$")
    tolerance: Part = Field(default=0.05, description="how far the series may be from what is told")
    peak: Span = Field(description="years in which payments are largest")
    trough: Span = Field(description="years in which they are smallest after the peak")
    until: Year = Field(description="last year that is looked at")


class StateHolds(Pattern):
    """A state gets at least this part of a power’s money."""

    kind: Literal["state_gets_at_least"]
    power: Text
    state: Text
    years: Span
    least: Part


class NetRepayments(Pattern):
    """A state pays a power back more than it gets."""

    kind: Literal["net_repayments"]
    power: Text
    state: Text
    years: Span


class ResponseOfEffort(Pattern):
    """More money for a rival moves a power’s money to where the rival led before, and its share does not gain."""

    kind: Literal["response_of_effort"]
    power: Text
    rival: Text
    factor: Positive = 1.5
    start: Year = Field(description="first year with more money; who leads is looked up in the year before")


class AddedDollar(Pattern):
    """A power’s added money lowers the leader’s share, and the second helping lowers it less than the first."""

    kind: Literal["added_dollar_lowers_leader"]
    power: Text
    musd: Positive = Field(description="M$ a year in each helping")
    start: Year


class ClosingCorridor(Pattern):
    """Closing a corridor costs these powers the largest part of their shares."""

    kind: Literal["closing_a_corridor"]
    corridor: Text
    powers: list[Text] = Field(min_length=1)
    start: Year


class Squeeze(Pattern):
    """A squeeze on supply turns money to a state’s resources, and not for ever."""

    kind: Literal["squeeze"]
    power: Text
    state: Text
    channel: Text
    years: Span = Field(description="while the squeeze is felt")
    later: Span = Field(description="when it no longer is")


class Founding(Fixed):
    """Who was there when a forum was founded; all other states that are looked at stayed away."""

    year: Year
    members: list[Text] = Field(default=[], description="states that were members at the end of the founding year")
    powers: list[Text] = Field(default=[], description="powers that founded it with them")
    source: str = ""


class JoinsAtFounding(Pattern):
    """Worth as a member tells who joins at founding, better than how many usually do."""

    kind: Literal["joins_at_founding"]
    forums: dict[str, Founding] = Field(min_length=3)


class SlowerAndEvener(Pattern):
    """One strategy wins less early, and spreads its effect more evenly over people."""

    kind: Literal["slower_and_evener"]
    strategy: Text
    against: Text


AnyPattern: TypeAlias = (
    LeadsEverywhere
    | ShareAtMost
    | EffectiveNumber
    | PassesBetween
    | PassesEarly
    | Allocation
    | MoneyPath
    | StateHolds
    | NetRepayments
    | ResponseOfEffort
    | AddedDollar
    | ClosingCorridor
    | Squeeze
    | JoinsAtFounding
    | SlowerAndEvener
)
KINDS: tuple[str, ...] = tuple(get_args(one.model_fields["kind"].annotation)[0] for one in get_args(AnyPattern))


def of_known_kind(value: Any) -> Any:
    """A pattern whose kind is known; what else is wrong is told by the model of that kind."""
    if not isinstance(value, dict):
        return value
    if "kind" not in value:
        raise problem((), f"has no kind, such as {', '.join(list(KINDS)[:3])}; docs/patterns.md names all {len(KINDS)}")
    kind = value["kind"]
    if kind not in KINDS:
        raise problem(("kind",), f"is {shown(kind)}; {nearest_of_many(str(kind), KINDS)}")
    return value


Known: TypeAlias = Annotated[
    Annotated[AnyPattern, Field(discriminator="kind")],
    BeforeValidator(of_known_kind, json_schema_input_type=AnyPattern),
]
