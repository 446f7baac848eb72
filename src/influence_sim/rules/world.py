"""World: what a run is given: facts, choices, parameters. No rule writes it."""

from typing import Annotated, NamedTuple

from .fields import Choice, Fact, Module, Numbers, Parameter, Whole


class World(NamedTuple):
    """What a run is given."""

    # time and roles
    steps_per_year: Annotated[int, Fact("", "1/yr", "steps in a year")]
    branch: Annotated[int, Fact("", "index of a year", "first year that history does not dictate")]
    moving: Annotated[
        int, Fact("", "switch", "1: memberships move by the clock from the branch on; 0: always replayed")
    ]
    gdp_year: Annotated[int, Fact("", "index of a year", "year in which a power's GDP counts as 1")]
    tie_year: Annotated[int, Fact("", "index of a year", "year in which ties have their total")]
    focal: Annotated[int, Fact("", "index of a power", "the power whose strategy is in question")]
    own_forum: Annotated[int, Fact("", "index of a forum", "the focal power's own forum; -1: it has none")]
    rival: Annotated[Whole, Fact("P", "switch", "1: a rival of the focal power")]
    vehicle: Annotated[Whole, Fact("P", "index of a forum", "the forum a power would use; -1: none")]
    uses: Annotated[Whole, Fact("PF", "switch", "1: a power may send money through a forum; 0: it never does")]
    eligible: Annotated[
        Whole, Fact("FS", "switch", "1: the forum is open to the state; 0: it never belongs by its own choice")
    ]
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
    budget_presumed: Annotated[
        Numbers, Fact("YP", "M$/yr", "money of which only a presumed share belongs to the power")
    ]
    border: Annotated[Numbers, Fact("PS", "switch", "1: power and state share a land border")]
    distance: Annotated[Numbers, Fact("PS", "1000 km", "shortest distance between territories")]
    neighbour: Annotated[Numbers, Fact("SS", "switch", "1: two states share a land border")]
    initial_pattern: Annotated[Numbers, Fact("PS", "share", "how the first standing is spread, by trade and people")]
    trade_with_power: Annotated[Numbers, Fact("PS", "share", "a power's share of a state's trade")]
    trade_with_state: Annotated[
        Numbers, Fact("SS", "share", "share of the second state's trade that is with the first")
    ]
    resource_rents: Annotated[Numbers, Fact("S", "share of GDP", "energy and mineral exports of a state")]
    channel_need: Annotated[Numbers, Fact("SC", "-", "need of a state in a channel, 0 to 1")]
    history: Annotated[Whole, Fact("YFS", "0, 1, 2", "recorded status: none, observer, member")]
    power_member: Annotated[Numbers, Fact("YFP", "switch", "1: a power belongs to a forum")]
    forum_exists: Annotated[Numbers, Fact("YF", "switch", "1: the forum has been founded")]

    # choices
    regional_share: Annotated[Numbers, Choice("YPF", "share of budget", "part of a power's money sent through a forum")]
    convening: Annotated[Numbers, Choice("YF", "factor", "how active a forum is kept, 1 as it was")]
    reactivity: Annotated[
        Numbers, Choice("YP", "factor", "how much a power's balancing differs from the common weight")
    ]
    state_value: Annotated[Numbers, Choice("YPS", "factor", "how much a power values a state")]
    channel_fit: Annotated[Numbers, Choice("YPC", "factor", "how well a channel suits a power")]
    budget_factor: Annotated[Numbers, Choice("YP", "factor", "what a strategy makes of a power's budget")]
    upkeep: Annotated[Numbers, Choice("YP", "M$/yr", "what a strategy costs a power besides the money that it gives")]
    corridor_works: Annotated[
        Numbers, Choice("YPK", "share of budget", "part of a power's money for works at a corridor", "corridors")
    ]

    # parameters: standing and contest
    standing_decay: Annotated[float, Parameter("", "1/yr", "rate at which standing fades", "δ")]
    standing_per_log_effort: Annotated[float, Parameter("", "1/yr", "standing earned by effort", "η")]
    effort_saturation: Annotated[
        float, Parameter("", "share of GDP", "effort at which returns have visibly fallen", "ε", low=1e-9)
    ]
    tie_strength: Annotated[float, Parameter("", "1/yr", "standing earned by ties", "θ")]
    tie_gdp_elasticity: Annotated[float, Parameter("", "-", "growth of ties with a power's GDP", "α")]
    tie_reach: Annotated[
        Numbers, Parameter("P", "log", "how far a power's ties reach, at equal distance", "reach", low=-20, high=20)
    ]
    tie_border: Annotated[float, Parameter("", "log", "what a common border adds to ties", "b_K", low=-20, high=20)]
    tie_distance: Annotated[
        float, Parameter("", "log per log", "how ties change with distance", "g_K", low=-20, high=20)
    ]
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
    budget_scale: Annotated[
        Numbers, Parameter("P", "factor", "how far a power's budget differs from what is recorded", "B")
    ]
    presumed_budget_share: Annotated[
        float, Parameter("", "share", "part of the presumed money that belongs to the power", "–", high=1)
    ]
    choice_precision: Annotated[float, Parameter("", "-", "how sharply money follows its marginal value", "λ", high=50)]
    people_exponent: Annotated[
        Numbers, Parameter("P", "-", "how a power's money follows people", "e^N", low=-10, high=10)
    ]
    income_exponent: Annotated[
        Numbers, Parameter("P", "-", "how a power's money follows income per head", "e^Y", low=-10, high=10)
    ]
    balancing_weight: Annotated[float, Parameter("", "-", "how much a power minds the strongest rival's share", "β")]
    channel_weight: Annotated[Numbers, Parameter("C", "-", "weight of a channel; the weights sum to 1", "ω", high=1)]
    disbursement_lag: Annotated[Numbers, Parameter("C", "yr", "mean time from commitment to payment", "τ")]
    never_disbursed: Annotated[Numbers, Parameter("C", "share", "part of commitments that is never paid", "φ", high=1)]
    # parameters: effect of money
    credit_leak: Annotated[
        float, Parameter("", "share", "credit that a forum's money loses for the giver", "ψ", high=1)
    ]
    leverage: Annotated[float, Parameter("", "dollar per dollar", "others' money that a forum draws in", "ℓ")]
    leverage_credit: Annotated[float, Parameter("", "share", "part of leverage credited to the giver", "ℓ'", high=1)]
    bilateral_coordination: Annotated[
        float, Parameter("", "share", "how far bilateral works are coordinated across borders", "σ_0", high=1)
    ]
    forum_coordination_gain: Annotated[
        float, Parameter("", "share", "part of the rest that a forum coordinates", "g", high=1)
    ]
    coordination_phase_in: Annotated[float, Parameter("", "yr", "age at which a fund coordinates fully", "–")]
    complementarity: Annotated[
        float, Parameter("", "share", "part of a cross-border work's worth that uncoordinated works lose", "χ", high=1)
    ]
    non_rivalry_scale: Annotated[float, Parameter("", "factor", "scale of non-rivalry", "κ")]
    non_rivalry: Annotated[Numbers, Parameter("C", "-", "how far a channel's works serve neighbours", "κ_c", high=1)]
    # parameters: forums
    forum_credit: Annotated[Numbers, Parameter("YFP", "share", "credit that a forum gives a power", "credit", high=1)]
    fund_lag: Annotated[float, Parameter("", "yr", "mean time a fund holds money", "τ_f")]
    founding_delay: Annotated[float, Parameter("", "yr", "time from first contribution to first payment", "wait")]
    secretariat_cost: Annotated[float, Parameter("", "M$/yr", "cost of a forum's secretariat", "Q")]
    convenor_targeting: Annotated[
        float, Parameter("", "share", "part of a fund paid as the convenor would, the rest by need", "tgt", high=1)
    ]
    money_to_depth: Annotated[float, Parameter("", "-", "activity that money buys", "μ")]
    money_to_depth_half: Annotated[
        float, Parameter("", "M$/yr", "income of a fund that buys half of it", "–", low=1e-9)
    ]
    depth_growth: Annotated[float, Parameter("", "1/yr", "deepening per unit of activity", "k_d")]
    depth_decay: Annotated[float, Parameter("", "1/yr", "rate at which depth fades", "δ_d")]
    forum_activity: Annotated[Numbers, Parameter("F", "-", "a forum's activity without money", "j_0")]
    depth_ceiling: Annotated[Numbers, Parameter("F", "-", "depth that full activity would reach", "d̄", high=1)]
    # parameters: membership
    observer_weight: Annotated[float, Parameter("", "-", "weight of an observer, where a member has 1", "M", high=1)]
    membership_revision_rate: Annotated[float, Parameter("", "1/yr", "how often a state reconsiders a membership", "ν")]
    membership_precision: Annotated[
        float, Parameter("", "-", "how sharply membership follows its utility", "λ_m", high=50)
    ]
    membership_constant: Annotated[float, Parameter("", "-", "utility of belonging as such", "–", low=-20, high=20)]
    market_weight: Annotated[float, Parameter("", "-", "utility of trade with the members", "–", low=-20, high=20)]
    autonomy_scale: Annotated[float, Parameter("", "factor", "scale of the autonomy cost", "–")]
    autonomy_base: Annotated[float, Parameter("", "-", "autonomy cost without resource rents", "–")]
    autonomy_rents: Annotated[float, Parameter("", "per share of GDP", "autonomy cost of resource rents", "–")]
    autonomy_shallow: Annotated[
        float, Parameter("", "-", "part of the autonomy cost that a forum without depth asks", "–")
    ]
    autonomy_deep: Annotated[float, Parameter("", "-", "part of the autonomy cost that each unit of depth adds", "–")]
    consent: Annotated[
        Numbers, Parameter("F", "probability", "chance that the members consent when a state asks to join", "–", high=1)
    ]
    universal_membership: Annotated[
        float,
        Parameter(
            "",
            "switch",
            "1: from the branch on all states belong to the focal power's own forum and history dictates the rest",
            "–",
            high=1,
        ),
    ]
    # parameters: rivals' answer
    rivals_answer: Annotated[
        int, Parameter("", "none, copy, outspend", "form of the rivals' answer to the focal forum's fund", "–", high=2)
    ]
    rivals_answer_size: Annotated[float, Parameter("", "per unit of depth", "size of the rivals' answer", "–")]

    # modules: which are on
    with_hedging: Annotated[int, Module("", "switch", "1: states accept less of a power the more it holds already")]
    with_absorption: Annotated[int, Module("", "switch", "1: states take no more money in a year than they can absorb")]
    with_debt: Annotated[int, Module("", "switch", "1: part of the money is lent and comes back")]
    with_resources: Annotated[
        int, Module("", "switch", "1: money opens sources of resources, and powers mind their supply")
    ]
    with_corridors: Annotated[int, Module("", "switch", "1: ties follow the corridors between a power and a state")]
    with_sea_access: Annotated[int, Module("", "switch", "1: a state's ways to the sea by corridors are recorded")]
    with_budget_reaction: Annotated[int, Module("", "switch", "1: budgets react to a rival's lead")]
    with_conditionality: Annotated[int, Module("", "switch", "1: some powers prefer open regimes")]
    with_events: Annotated[int, Module("", "switch", "1: events act")]
    # modules: facts
    import_need: Annotated[
        Numbers,
        Fact("YPC", "M$/yr", "what a power imports of a channel's resource; 0: the channel has none", "resources"),
    ]
    main_supplier: Annotated[
        Numbers, Fact("YPC", "share", "share of the largest supplier outside the region", "resources")
    ]
    other_suppliers: Annotated[
        Numbers,
        Fact("YPC", "share²", "sum of the squared shares of the other suppliers outside the region", "resources"),
    ]
    resource_supply: Annotated[
        Numbers, Fact("YSC", "M$/yr", "what a state can deliver of a channel's resource", "resources")
    ]
    builds_corridors: Annotated[
        Numbers, Fact("C", "switch", "1: money of the channel raises the capacity of corridors", "corridors")
    ]
    corridor_length: Annotated[
        Numbers,
        Fact("PSK", "1000 km", "way between power and state by a corridor; 0: it does not serve them", "corridors"),
    ]
    corridor_capacity: Annotated[
        Numbers, Fact("K", "lines", "capacity of a corridor at the start, 1 as an ordinary line", "corridors")
    ]
    corridor_open: Annotated[Numbers, Fact("YK", "share", "how far a corridor is open", "corridors")]
    corridor_control: Annotated[Numbers, Fact("PK", "share", "how far a power controls a corridor", "corridors")]
    corridor_crosses: Annotated[Whole, Fact("SK", "switch", "1: the corridor crosses the state", "corridors")]
    sea_length: Annotated[
        Numbers, Fact("SK", "1000 km", "way from a state to the open sea by a corridor; 0: none", "sea_access")
    ]
    openness: Annotated[Numbers, Fact("YS", "0 to 1", "how open a state's regime is", "conditionality")]
    conditions: Annotated[
        Numbers, Fact("P", "0 to 1", "how far a power ties its money to the regime", "conditionality")
    ]
    event_budget: Annotated[Numbers, Fact("YP", "relative", "change of a power's budget by events", "events")]
    event_ties: Annotated[Numbers, Fact("YPS", "relative", "change of what ties earn by events", "events")]
    event_standing: Annotated[
        Numbers, Fact("YPS", "relative per yr", "change of standing within the year by events", "events")
    ]
    event_corridor: Annotated[Numbers, Fact("YK", "relative", "change of a corridor's openness by events", "events")]
    event_squeeze: Annotated[
        Numbers, Fact("YPC", "share", "part of the main supplier's deliveries that is cut by events", "events")
    ]
    # modules: parameters
    hedging_half_point: Annotated[
        float,
        Parameter(
            "", "share", "share of influence at which a state accepts half", "x*", low=1e-6, high=1, module="hedging"
        ),
    ]
    absorptive_capacity: Annotated[
        float,
        Parameter("", "share of GDP", "money that a state can absorb in a year", "–", low=1e-9, module="absorption"),
    ]
    loan_share: Annotated[
        Numbers, Parameter("PC", "share", "part of a power's bilateral money that is lent", "–", high=1, module="debt")
    ]
    loan_grace: Annotated[Numbers, Parameter("P", "yr", "mean time before a loan is paid back", "–", module="debt")]
    loan_maturity: Annotated[Numbers, Parameter("P", "yr", "mean time in which it then is", "–", module="debt")]
    loan_interest: Annotated[Numbers, Parameter("P", "1/yr", "interest on a loan", "–", high=1, module="debt")]
    offtake_yield: Annotated[
        float, Parameter("", "1/yr", "resources that money for their source brings in a year", "–", module="resources")
    ]
    offtake_decay: Annotated[float, Parameter("", "1/yr", "rate at which a source runs out", "–", module="resources")]
    security_weight: Annotated[
        float, Parameter("", "-", "what concentrated supply adds to the worth of a channel", "–", module="resources")
    ]
    shortage_weight: Annotated[float, Parameter("", "-", "what a shortage adds to it", "–", module="resources")]
    corridor_elasticity: Annotated[
        float, Parameter("", "-", "how ties fall with the cost of passage", "–", high=10, module="corridors")
    ]
    corridor_build: Annotated[
        float, Parameter("", "lines per 1000 M$", "capacity that money for transport builds", "–", module="corridors")
    ]
    corridor_decay: Annotated[
        float, Parameter("", "1/yr", "rate at which capacity returns to that of the start", "–", module="corridors")
    ]
    corridor_lag: Annotated[
        float,
        Parameter(
            "", "yr", "mean time from a commitment to works at a corridor to their payment", "–", module="corridors"
        ),
    ]
    corridor_toll: Annotated[
        float,
        Parameter("", "1/yr", "standing earned by control of all that a state sends and gets", "–", module="corridors"),
    ]
    budget_reaction: Annotated[
        float, Parameter("", "-", "how a budget follows a rival's lead", "r", module="budget_reaction")
    ]
    conditionality: Annotated[
        float,
        Parameter(
            "", "-", "how much the regime counts for a power that ties its money to it", "–", module="conditionality"
        ),
    ]
    event_size: Annotated[float, Parameter("", "factor", "size of all events", "–", module="events")]
