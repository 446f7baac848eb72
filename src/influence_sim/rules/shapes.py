"""What the rules read and write: every field with its axes, unit and meaning.

Five axes: ``Y`` years, ``P`` powers, ``S`` states, ``F`` forums, ``C`` channels.
A field without axes is one number.

* :class:`World` is what a run is given: facts, parameters, choices. No rule writes it.
* :class:`Situation` is what a run changes.
* :class:`Record` is what a run leaves behind, year by year.

Allocation, the checks of a scenario, the writers of other languages and ``docs/odd.md`` all
read this file. It is the one file of ``rules/`` that does not obey the rule language.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]


class Field(NamedTuple):
    """What is said of one field of World, Situation or Record."""

    axes: str  # letters of "YPSFC", "" for one number, "R" for 1 + F routes
    unit: str
    meaning: str


class Fact(Field):
    """Comes from series or from the scenario's own numbers."""


class Choice(Field):
    """Set by strategies."""


class Quantity(Field):
    """Set by the rules."""


class Parameter(NamedTuple):
    """An assumption with a range; the scenario gives its value, prior and evidence."""

    axes: str
    unit: str
    meaning: str
    symbol: str  # as in docs/odd.md
    low: float = 0.0  # lowest and highest value that make sense, both allowed
    high: float = float("inf")


class World(NamedTuple):
    """What a run is given."""

    # time and roles
    steps_per_year: Annotated[int, Fact("", "1/yr", "steps in a year")]
    branch: Annotated[int, Fact("", "index of a year", "first year that history does not dictate")]
    moving: Annotated[int, Fact("", "switch", "1: memberships move by the clock from the branch on; 0: always replayed")]
    gdp_year: Annotated[int, Fact("", "index of a year", "year in which a power's GDP counts as 1")]
    tie_year: Annotated[int, Fact("", "index of a year", "year in which ties have their total")]
    focal: Annotated[int, Fact("", "index of a power", "the power whose strategy is in question")]
    own_forum: Annotated[int, Fact("", "index of a forum", "the focal power's own forum; -1: it has none")]
    rival: Annotated[Whole, Fact("P", "switch", "1: a rival of the focal power")]
    vehicle: Annotated[Whole, Fact("P", "index of a forum", "the forum a power would use; -1: none")]
    uses: Annotated[Whole, Fact("PF", "switch", "1: a power may send money through a forum; 0: it never does")]
    convenor: Annotated[Whole, Fact("F", "index of a power", "the power that convenes a forum; -1: none")]
    # names, as addresses of draws
    power_id: Annotated[Whole, Fact("P", "32-bit hash", "a power's name")]
    state_id: Annotated[Whole, Fact("S", "32-bit hash", "a state's name")]
    forum_id: Annotated[Whole, Fact("F", "32-bit hash", "a forum's name")]

    # facts
    power_gdp: Annotated[Numbers, Fact("YP", "M$", "GDP of a power, constant prices, smoothed")]
    state_gdp: Annotated[Numbers, Fact("YS", "M$", "GDP of a state, constant prices, smoothed")]
    population: Annotated[Numbers, Fact("YS", "million people", "people of a state")]
    budget_known: Annotated[Numbers, Fact("YP", "M$/yr", "what a power commits in the region, as far as series tell")]
    budget_presumed: Annotated[Numbers, Fact("YP", "M$/yr", "money of which only a presumed share belongs to the power")]
    border: Annotated[Numbers, Fact("PS", "switch", "1: power and state share a land border")]
    distance: Annotated[Numbers, Fact("PS", "1000 km", "shortest distance between territories")]
    neighbour: Annotated[Numbers, Fact("SS", "switch", "1: two states share a land border")]
    initial_pattern: Annotated[Numbers, Fact("PS", "share", "how the first standing is spread, by trade and people")]
    trade_with_power: Annotated[Numbers, Fact("PS", "share", "a power's share of a state's trade")]
    trade_with_state: Annotated[Numbers, Fact("SS", "share", "share of the second state's trade that is with the first")]
    resource_rents: Annotated[Numbers, Fact("S", "share of GDP", "energy and mineral exports of a state")]
    channel_need: Annotated[Numbers, Fact("SC", "-", "need of a state in a channel, 0 to 1")]
    history: Annotated[Whole, Fact("YFS", "0, 1, 2", "recorded status: none, observer, member")]
    power_member: Annotated[Numbers, Fact("YFP", "switch", "1: a power belongs to a forum")]
    forum_exists: Annotated[Numbers, Fact("YF", "switch", "1: the forum has been founded")]

    # choices
    regional_share: Annotated[Numbers, Choice("YPF", "share of budget", "part of a power's money sent through a forum")]
    convening: Annotated[Numbers, Choice("YF", "factor", "how active a forum is kept, 1 as it was")]
    reactivity: Annotated[Numbers, Choice("YP", "factor", "how much a power's balancing differs from the common weight")]
    state_value: Annotated[Numbers, Choice("YPS", "factor", "how much a power values a state")]
    channel_fit: Annotated[Numbers, Choice("YPC", "factor", "how well a channel suits a power")]

    # parameters: standing and contest
    standing_decay: Annotated[float, Parameter("", "1/yr", "rate at which standing fades", "δ")]
    standing_per_log_effort: Annotated[float, Parameter("", "1/yr", "standing earned by effort", "η")]
    effort_saturation: Annotated[float, Parameter("", "share of GDP", "effort at which returns have visibly fallen", "ε", low=1e-9)]
    tie_strength: Annotated[float, Parameter("", "1/yr", "standing earned by ties", "θ")]
    tie_gdp_elasticity: Annotated[float, Parameter("", "-", "growth of ties with a power's GDP", "α")]
    tie_reach: Annotated[Numbers, Parameter("P", "log", "how far a power's ties reach, at equal distance", "reach", low=-20, high=20)]
    tie_border: Annotated[float, Parameter("", "log", "what a common border adds to ties", "b_K", low=-20, high=20)]
    tie_distance: Annotated[float, Parameter("", "log per log", "how ties change with distance", "g_K", low=-20, high=20)]
    tie_total: Annotated[float, Parameter("", "-", "all powers' ties in an average state in the tie year", "K̄")]
    initial_standing: Annotated[float, Parameter("", "-", "average first standing of the strongest power", "a_0")]
    home_growth_elasticity: Annotated[float, Parameter("", "-", "growth of home standing with GDP", "ν_n", high=10)]
    standing_per_depth: Annotated[float, Parameter("", "1/yr", "standing that a forum's depth itself confers", "η_f")]
    leak_to_home: Annotated[float, Parameter("", "-", "weight of leaked credit as the states' own hand", "ħ")]
    # parameters: luck
    shocks: Annotated[float, Parameter("", "switch", "1: luck on; 0: off", "–", high=1)]
    standing_shock_sd: Annotated[float, Parameter("", "-", "spread of the shock to standing", "σ_ξ", high=5)]
    standing_shock_memory: Annotated[float, Parameter("", "yr", "memory of the shock to standing", "τ_ξ", high=1000)]
    budget_shock_sd: Annotated[float, Parameter("", "-", "spread of the shock to a budget", "σ_B", high=5)]
    budget_shock_memory: Annotated[float, Parameter("", "yr", "memory of the shock to a budget", "τ_B", high=1000)]
    # parameters: money
    budget_scale: Annotated[Numbers, Parameter("P", "factor", "how far a power's budget differs from what is recorded", "B")]
    presumed_budget_share: Annotated[float, Parameter("", "share", "part of the presumed money that belongs to the power", "–", high=1)]
    choice_precision: Annotated[float, Parameter("", "-", "how sharply money follows its marginal value", "λ", high=50)]
    people_exponent: Annotated[Numbers, Parameter("P", "-", "how a power's money follows people", "e^N", low=-10, high=10)]
    income_exponent: Annotated[Numbers, Parameter("P", "-", "how a power's money follows income per head", "e^Y", low=-10, high=10)]
    balancing_weight: Annotated[float, Parameter("", "-", "how much a power minds the strongest rival's share", "β")]
    channel_weight: Annotated[Numbers, Parameter("C", "-", "weight of a channel; the weights sum to 1", "ω", high=1)]
    disbursement_lag: Annotated[Numbers, Parameter("C", "yr", "mean time from commitment to payment", "τ")]
    never_disbursed: Annotated[Numbers, Parameter("C", "share", "part of commitments that is never paid", "φ", high=1)]
    # parameters: effect of money
    credit_leak: Annotated[float, Parameter("", "share", "credit that a forum's money loses for the giver", "ψ", high=1)]
    leverage: Annotated[float, Parameter("", "dollar per dollar", "others' money that a forum draws in", "ℓ")]
    leverage_credit: Annotated[float, Parameter("", "share", "part of leverage credited to the giver", "ℓ'", high=1)]
    bilateral_coordination: Annotated[float, Parameter("", "share", "how far bilateral works are coordinated across borders", "σ_0", high=1)]
    forum_coordination_gain: Annotated[float, Parameter("", "share", "part of the rest that a forum coordinates", "g", high=1)]
    coordination_phase_in: Annotated[float, Parameter("", "yr", "age at which a fund coordinates fully", "–")]
    complementarity: Annotated[float, Parameter("", "share", "part of a cross-border work's worth that uncoordinated works lose", "χ", high=1)]
    non_rivalry_scale: Annotated[float, Parameter("", "factor", "scale of non-rivalry", "κ")]
    non_rivalry: Annotated[Numbers, Parameter("C", "-", "how far a channel's works serve neighbours", "κ_c", high=1)]
    # parameters: forums
    forum_credit: Annotated[Numbers, Parameter("YFP", "share", "credit that a forum gives a power", "credit", high=1)]
    fund_lag: Annotated[float, Parameter("", "yr", "mean time a fund holds money", "τ_f")]
    founding_delay: Annotated[float, Parameter("", "yr", "time from first contribution to first payment", "wait")]
    secretariat_cost: Annotated[float, Parameter("", "M$/yr", "cost of a forum's secretariat", "Q")]
    convenor_targeting: Annotated[float, Parameter("", "share", "part of a fund paid as the convenor would, the rest by need", "tgt", high=1)]
    money_to_depth: Annotated[float, Parameter("", "-", "activity that money buys", "μ")]
    money_to_depth_half: Annotated[float, Parameter("", "M$/yr", "income of a fund that buys half of it", "–", low=1e-9)]
    depth_growth: Annotated[float, Parameter("", "1/yr", "deepening per unit of activity", "k_d")]
    depth_decay: Annotated[float, Parameter("", "1/yr", "rate at which depth fades", "δ_d")]
    forum_activity: Annotated[Numbers, Parameter("F", "-", "a forum's activity without money", "j_0")]
    depth_ceiling: Annotated[Numbers, Parameter("F", "-", "depth that full activity would reach", "d̄", high=1)]
    # parameters: membership
    observer_weight: Annotated[float, Parameter("", "-", "weight of an observer, where a member has 1", "M", high=1)]
    membership_revision_rate: Annotated[float, Parameter("", "1/yr", "how often a state reconsiders a membership", "ν")]
    membership_precision: Annotated[float, Parameter("", "-", "how sharply membership follows its utility", "λ_m", high=50)]
    membership_constant: Annotated[float, Parameter("", "-", "utility of belonging as such", "–", low=-20, high=20)]
    market_weight: Annotated[float, Parameter("", "-", "utility of trade with the members", "–", low=-20, high=20)]
    autonomy_scale: Annotated[float, Parameter("", "factor", "scale of the autonomy cost", "–")]
    autonomy_base: Annotated[float, Parameter("", "-", "autonomy cost without resource rents", "–")]
    autonomy_rents: Annotated[float, Parameter("", "per share of GDP", "autonomy cost of resource rents", "–")]
    autonomy_shallow: Annotated[float, Parameter("", "-", "part of the autonomy cost that a forum without depth asks", "–")]
    autonomy_deep: Annotated[float, Parameter("", "-", "part of the autonomy cost that each unit of depth adds", "–")]
    consent: Annotated[Numbers, Parameter("F", "probability", "chance that the members consent when a state asks to join", "–", high=1)]
    universal_membership: Annotated[float, Parameter("", "switch", "1: from the branch on all states belong to the focal power's own forum and history dictates the rest", "–", high=1)]
    # parameters: rivals' answer
    rivals_answer: Annotated[int, Parameter("", "none, copy, outspend", "form of the rivals' answer to the focal forum's fund", "–", high=2)]
    rivals_answer_size: Annotated[float, Parameter("", "per unit of depth", "size of the rivals' answer", "–")]


class Situation(NamedTuple):
    """What a run changes. Set by ``opening`` and then by the rules of each step."""

    # geography
    tie: Annotated[Numbers, Quantity("PS", "-", "ties of power and state at the power's GDP of the GDP year")]
    neighbour_weight: Annotated[Numbers, Quantity("SS", "share", "part of a cross-border work in the second state that serves the first")]
    coordination: Annotated[Numbers, Quantity("FSS", "share", "the same, times how far a forum coordinates the two states' works")]
    # luck
    standing_shock: Annotated[Numbers, Quantity("PS", "log", "shock to standing at the end of the step")]
    standing_luck: Annotated[Numbers, Quantity("PS", "factor", "mean of the shock over the step, as a factor of mean 1")]
    budget_shock: Annotated[Numbers, Quantity("P", "log", "shock to a budget in this year")]
    # influence
    standing: Annotated[Numbers, Quantity("PS", "-", "standing of a power in a state")]
    own_hand: Annotated[Numbers, Quantity("S", "-", "standing the state's own hand has from leaked credit")]
    forum_hand: Annotated[Numbers, Quantity("S", "-", "standing the state has from forums without powers")]
    contest_total: Annotated[Numbers, Quantity("S", "-", "sum of all standing in the contest")]
    share: Annotated[Numbers, Quantity("PS", "share", "a power's influence in a state")]
    independence: Annotated[Numbers, Quantity("S", "share", "what no power holds")]
    # decisions of powers, held for a fiscal year
    budget: Annotated[Numbers, Quantity("P", "M$/yr", "what a power commits")]
    contribution: Annotated[Numbers, Quantity("PF", "M$/yr", "part of it that goes to a forum's fund")]
    plan: Annotated[Numbers, Quantity("PSC", "share", "how a power spreads bilateral money")]
    # money on its way
    pending: Annotated[Numbers, Quantity("PSC", "M$", "bilateral money committed and not yet paid")]
    paid: Annotated[Numbers, Quantity("PSC", "M$/yr", "bilateral money paid")]
    opens: Annotated[Numbers, Quantity("F", "yr", "years after the start at which a fund opens; -1: not founded")]
    pot: Annotated[Numbers, Quantity("PF", "M$", "a contributor's money in a fund")]
    payment: Annotated[Numbers, Quantity("PF", "M$/yr", "what a fund hands out of a contributor's money")]
    granted: Annotated[Numbers, Quantity("PFSC", "M$/yr", "a fund's commitments from a contributor's money")]
    fund_pending: Annotated[Numbers, Quantity("PFSC", "M$", "a fund's money committed and not yet paid")]
    fund_paid: Annotated[Numbers, Quantity("PFSC", "M$/yr", "a fund's money paid")]
    # effect of money
    effect: Annotated[Numbers, Quantity("PS", "share of GDP per yr", "effect of a power's money")]
    effect_sum: Annotated[Numbers, Quantity("PS", "share of GDP", "effect gathered in this fiscal year")]
    effect_seen: Annotated[Numbers, Quantity("PS", "share of GDP per yr", "mean effect of the last fiscal year")]
    leaked: Annotated[Numbers, Quantity("S", "share of GDP per yr", "effect whose credit no power keeps")]
    # forums
    depth: Annotated[Numbers, Quantity("F", "0 to 1", "depth of a forum at the end of the step")]
    mean_depth: Annotated[Numbers, Quantity("F", "0 to 1", "mean depth over the step")]
    status: Annotated[Whole, Quantity("FS", "0, 1, 2", "none, observer, member")]
    intention: Annotated[Whole, Quantity("FS", "0, 1, 2", "the status a state has decided on")]


class Record(NamedTuple):
    """What a run leaves behind. Levels are those at a year's end, flows are a year's sums."""

    share: Annotated[Numbers, Quantity("YPS", "share", "a power's influence in a state")]
    home: Annotated[Numbers, Quantity("YS", "share", "independence by the state's own weight")]
    forum_hand: Annotated[Numbers, Quantity("YS", "share", "independence by forums without powers")]
    own_hand: Annotated[Numbers, Quantity("YS", "share", "independence by leaked credit")]
    standing: Annotated[Numbers, Quantity("YPS", "-", "standing of a power in a state")]
    effect: Annotated[Numbers, Quantity("YPS", "share of GDP per yr", "effect of a power's money, mean of the year")]
    budget: Annotated[Numbers, Quantity("YP", "M$", "what a power committed to states and funds")]
    committed: Annotated[Numbers, Quantity("YPSCR", "M$", "commitments by route: 0 bilateral, 1 + f through forum f")]
    disbursed: Annotated[Numbers, Quantity("YPSCR", "M$", "payments by route")]
    secretariat: Annotated[Numbers, Quantity("YPF", "M$", "what a contributor paid for a secretariat")]
    lost: Annotated[Numbers, Quantity("YP", "M$", "commitments that will never be paid")]
    fund: Annotated[Numbers, Quantity("YPF", "M$", "a contributor's money in a fund")]
    pending: Annotated[Numbers, Quantity("YP", "M$", "money committed and not yet paid, funds included")]
    depth: Annotated[Numbers, Quantity("YF", "0 to 1", "depth of a forum")]
    status: Annotated[Whole, Quantity("YFS", "0, 1, 2", "none, observer, member")]
    # the three axes of a verdict, states counted equally and by their GDP
    possession: Annotated[Numbers, Quantity("Y", "share", "the focal power's influence, mean over states")]
    milieu: Annotated[Numbers, Quantity("Y", "share", "what the rivals do not hold, mean over states")]
    independence: Annotated[Numbers, Quantity("Y", "share", "what no power holds, mean over states")]
    possession_by_gdp: Annotated[Numbers, Quantity("Y", "share", "possession, states weighted by GDP")]
    milieu_by_gdp: Annotated[Numbers, Quantity("Y", "share", "milieu, states weighted by GDP")]
    independence_by_gdp: Annotated[Numbers, Quantity("Y", "share", "independence, states weighted by GDP")]


Shape = TypeVar("Shape", Situation, Record)


def fields(shape: type) -> Iterator[tuple[str, type, Any]]:
    """Each field of a shape as (name, int or float or an array type, what is said of it)."""
    for name, hint in get_type_hints(shape, include_extras=True).items():
        kind, said = hint.__origin__, hint.__metadata__[0]
        yield name, kind, said


def is_whole(kind: Any) -> bool:
    """Whether a field holds whole numbers."""
    return kind is int or kind is Whole


def sizes_of(world: World) -> dict[str, int]:
    """The length of each axis: Y, P, S, F, C and R (routes)."""
    years, powers, forums = world.regional_share.shape
    states, channels = world.channel_need.shape
    return {"Y": years, "P": powers, "S": states, "F": forums, "C": channels, "R": 1 + forums}


def empty(shape: type[Shape], sizes: Mapping[str, int]) -> Shape:
    """A situation or a record of zeros for the given lengths of the axes."""
    values: dict[str, Any] = {
        name: np.zeros([sizes[axis] for axis in said.axes], np.int64 if is_whole(kind) else np.float64)
        for name, kind, said in fields(shape)
    }
    return shape(**values)


def views(values: Any) -> Any:
    """The same World, Situation or Record with memoryviews in place of arrays.

    They give Python's own numbers, in a third of the time of numpy's.
    """
    return type(values)(*(memoryview(v.data) if isinstance(v, np.ndarray) else v for v in values))
