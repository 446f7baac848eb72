"""Record: what a run leaves behind, year by year."""

from typing import Annotated, NamedTuple

from .fields import Numbers, Quantity, Whole


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
    upkeep: Annotated[Numbers, Quantity("YP", "M$", "what a strategy cost besides the money given")]
    works: Annotated[Numbers, Quantity("YPK", "M$", "payments for works at a corridor", "corridors")]
    depth: Annotated[Numbers, Quantity("YF", "0 to 1", "depth of a forum")]
    status: Annotated[Whole, Quantity("YFS", "0, 1, 2", "none, observer, member")]
    # the three axes of a verdict, states counted equally and by their GDP
    possession: Annotated[Numbers, Quantity("Y", "share", "the focal power's influence, mean over states")]
    milieu: Annotated[Numbers, Quantity("Y", "share", "what the rivals do not hold, mean over states")]
    independence: Annotated[Numbers, Quantity("Y", "share", "what no power holds, mean over states")]
    possession_by_gdp: Annotated[Numbers, Quantity("Y", "share", "possession, states weighted by GDP")]
    milieu_by_gdp: Annotated[Numbers, Quantity("Y", "share", "milieu, states weighted by GDP")]
    independence_by_gdp: Annotated[Numbers, Quantity("Y", "share", "independence, states weighted by GDP")]
    # modules
    acceptance: Annotated[
        Numbers, Quantity("YPS", "share", "part of a power's effort that a state lets count", "hedging")
    ]
    returned: Annotated[Numbers, Quantity("YPSC", "M$", "what states pay back, interest included", "debt")]
    debt: Annotated[Numbers, Quantity("YPS", "M$", "what a state owes a power", "debt")]
    offtake: Annotated[Numbers, Quantity("YPSC", "M$", "resources that a power gets from a state", "resources")]
    supply_security: Annotated[
        Numbers, Quantity("YPC", "0 to 1", "1 less the concentration of a power's supply", "resources")
    ]
    shortage: Annotated[Numbers, Quantity("YPC", "share", "part of a power's need that is not met", "resources")]
    capacity: Annotated[Numbers, Quantity("YK", "lines", "capacity of a corridor as far as it is open", "corridors")]
    sea_distance: Annotated[
        Numbers,
        Quantity(
            "YS", "1000 km", "way to the sea by all corridors together, at one line; 0: none is open", "sea_access"
        ),
    ]
    sea_choice: Annotated[
        Numbers, Quantity("YS", "0 to 1", "1 less the concentration of a state's ways to the sea", "sea_access")
    ]
