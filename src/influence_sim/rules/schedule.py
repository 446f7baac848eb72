"""The order of things: the opening, and the seven phases of a step.

All decide on what they saw at the end of the last step; budgets and plans are made once a year.
"""

from .absorption import absorb
from .allocation import allocate, look_back
from .budget import make_budget
from .budget_reaction import watch_rivals
from .contest import contest
from .corridors import (
    find_passage,
    open_corridor,
    open_passage,
    pay_works,
    plan_works,
    record_corridor,
    use_corridors,
    widen,
)
from .credit import strengthen_home
from .debt import record_debt, repay
from .disbursement import disburse
from .effect import take_effect
from .forums import deepen, grant, pool
from .hedging import accept, record_acceptance
from .joining import reconsider
from .luck import meet_budget_luck, meet_luck
from .measures import record_measures
from .membership import replay_memberships, settle_memberships
from .opening import largest_pattern, open_forum, open_power, open_state, unscaled_total
from .recording import record_forum, record_influence, record_money, record_state
from .resources import assess_supply, deliver, record_supply
from .sea_access import record_sea_access
from .spillover import coordinate, weigh_neighbours
from .standing import earn_standing


def open_run(world, now, seed, run):
    """The situation before the first step."""
    total = unscaled_total(world)
    largest = largest_pattern(world)
    for p in range(now.share.shape[0]):
        open_power(world, now, p, total, largest, seed, run)
    for s in range(now.share.shape[1]):
        open_state(world, now, s)
    for f in range(now.depth.shape[0]):
        open_forum(world, now, f)
    for k in range(now.capacity.shape[0]):
        open_corridor(world, now, k)
    for p in range(now.share.shape[0]):
        open_passage(world, now, p)


def year_of(world, tick):
    """The index of the year in which step ``tick`` (counted from 1) lies."""
    return (tick - 1) // world.steps_per_year


def opens_year(world, tick):
    """1 for the first step of a year, else 0."""
    return 1 if (tick - 1) % world.steps_per_year == 0 else 0


def step(world, now, record, seed, run, tick):
    """One step, in seven phases."""
    year = year_of(world, tick)
    fiscal = opens_year(world, tick)
    # 1 World: series, history, luck
    for s in range(now.share.shape[1]):
        weigh_neighbours(world, now, s, year)
    for f in range(now.depth.shape[0]):
        replay_memberships(world, now, f, year)
    for p in range(now.share.shape[0]):
        meet_luck(world, now, p, seed, run, tick)
    for p in range(now.share.shape[0]):
        find_passage(world, now, p, year)
    for s in range(now.share.shape[1]):
        use_corridors(world, now, s, year)
    # 2 Powers decide, once a year
    if fiscal == 1:
        for p in range(now.share.shape[0]):
            meet_budget_luck(world, now, p, seed, run, year)
        for p in range(now.share.shape[0]):
            look_back(now, p)
        for p in range(now.share.shape[0]):
            watch_rivals(world, now, p, year)
        for p in range(now.share.shape[0]):
            make_budget(world, now, p, year)
        for p in range(now.share.shape[0]):
            plan_works(world, now, p, year)
        for p in range(now.share.shape[0]):
            assess_supply(world, now, p, year)
        for p in range(now.share.shape[0]):
            allocate(world, now, p, year)
    # 3 States decide
    for s in range(now.share.shape[1]):
        accept(world, now, s)
    for s in range(now.share.shape[1]):
        reconsider(world, now, s, year, seed, run, tick)
    # 4 Exchange: bilateral money moves
    for p in range(now.share.shape[0]):
        disburse(world, now, p)
    for p in range(now.share.shape[0]):
        pay_works(world, now, p)
    # 5 Forums: funds pool and pay, depth moves, memberships settle
    for f in range(now.depth.shape[0]):
        pool(world, now, f, year, tick)
    for f in range(now.depth.shape[0]):
        grant(world, now, f, year)
    for f in range(now.depth.shape[0]):
        coordinate(world, now, f, tick)
    for f in range(now.depth.shape[0]):
        deepen(world, now, f, year)
    for f in range(now.depth.shape[0]):
        settle_memberships(now, f)
    # 6 Influence: what arrives, its effect, standing, shares
    for s in range(now.share.shape[1]):
        absorb(world, now, s, year)
    for p in range(now.share.shape[0]):
        repay(world, now, p)
    for s in range(now.share.shape[1]):
        deliver(world, now, s, year)
    for k in range(now.capacity.shape[0]):
        widen(world, now, k)
    for s in range(now.share.shape[1]):
        take_effect(world, now, s, year)
    for p in range(now.share.shape[0]):
        earn_standing(world, now, p, year)
    for s in range(now.share.shape[1]):
        strengthen_home(world, now, s, year)
    for s in range(now.share.shape[1]):
        contest(world, now, s, year)
    # 7 Record
    for p in range(now.share.shape[0]):
        record_money(world, now, record, p, year)
    for p in range(now.share.shape[0]):
        record_influence(world, now, record, p, year)
    for s in range(now.share.shape[1]):
        record_state(world, now, record, s, year)
    for f in range(now.depth.shape[0]):
        record_forum(now, record, f, year)
    for p in range(now.share.shape[0]):
        record_acceptance(now, record, p, year)
    for p in range(now.share.shape[0]):
        record_debt(world, now, record, p, year)
    for p in range(now.share.shape[0]):
        record_supply(world, now, record, p, year)
    for k in range(now.capacity.shape[0]):
        record_corridor(world, now, record, k, year)
    for s in range(now.share.shape[1]):
        record_sea_access(world, now, record, s, year)
    record_measures(world, now, record, year)


def play(world, now, record, seed, run):
    """A whole run, from the opening to the last year."""
    open_run(world, now, seed, run)
    for tick in range(1, world.regional_share.shape[0] * world.steps_per_year + 1):
        step(world, now, record, seed, run, tick)
