"""Situation: what a run changes, the state variables of the model."""

from typing import Annotated, NamedTuple

from .fields import Numbers, Quantity, Whole


class Situation(NamedTuple):
    """What a run changes. Set by ``opening`` and then by the rules of each step."""

    # geography
    tie: Annotated[Numbers, Quantity("PS", "-", "ties of power and state at the power's GDP of the GDP year")]
    neighbour_weight: Annotated[
        Numbers, Quantity("SS", "share", "part of a cross-border work in the second state that serves the first")
    ]
    coordination: Annotated[
        Numbers, Quantity("FSS", "share", "the same, times how far a forum coordinates the two states' works")
    ]
    # luck
    standing_shock: Annotated[Numbers, Quantity("PS", "log", "shock to standing at the end of the step")]
    standing_luck: Annotated[
        Numbers, Quantity("PS", "factor", "mean of the shock over the step, as a factor of mean 1")
    ]
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
    # modules
    acceptance: Annotated[
        Numbers, Quantity("PS", "share", "part of a power's effort that a state lets count", "hedging")
    ]
    in_grace: Annotated[Numbers, Quantity("PSC", "M$", "loans that are not paid back yet", "debt")]
    owed: Annotated[Numbers, Quantity("PSC", "M$", "loans that are being paid back", "debt")]
    repaid: Annotated[Numbers, Quantity("PSC", "M$/yr", "what a state pays back, interest included", "debt")]
    offtake: Annotated[Numbers, Quantity("PSC", "M$/yr", "resources that a power gets from a state", "resources")]
    urgency: Annotated[
        Numbers,
        Quantity("PC", "factor", "what the state of its supply makes of a channel's worth to a power", "resources"),
    ]
    capacity: Annotated[Numbers, Quantity("K", "lines", "capacity of a corridor", "corridors")]
    first_conductance: Annotated[
        Numbers, Quantity("PS", "lines per (1000 km)²", "ease of passage at the start", "corridors")
    ]
    passage: Annotated[Numbers, Quantity("PS", "factor", "what passage makes of ties, 1 as at the start", "corridors")]
    corridor_use: Annotated[
        Numbers,
        Quantity("SK", "share", "part of a state's exchange with the powers that goes by a corridor", "corridors"),
    ]
    works: Annotated[Numbers, Quantity("PK", "M$/yr", "what a power commits to works at a corridor", "corridors")]
    works_pending: Annotated[
        Numbers, Quantity("PK", "M$", "money for works at a corridor, committed and not yet paid", "corridors")
    ]
    works_paid: Annotated[Numbers, Quantity("PK", "M$/yr", "money for works at a corridor that is paid", "corridors")]
    usual_lead: Annotated[
        Numbers,
        Quantity(
            "P",
            "share",
            "the strongest rival's share, mean over states and over the years up to the branch",
            "budget_reaction",
        ),
    ]
