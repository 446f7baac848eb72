"""Equation 8, forums: funds pool and pay, depth moves.

    fund   C ← C · max(0, 1 − Q/ΣC)     then a pipe of lag τ_f, which opens `wait` years after the first money
    grant  share_sc ∝ M_s ω_c need_sc N_s     or, for the part tgt, as the convenor's own plan among members
    depth  j = j_0 + μ m/(m + m_half)     d* = k_d j d̄ / (k_d j + δ_d)     d' = d* + (d − d*) e^{−(k_d j + δ_d) h}

Each contributor's money is followed through the pot and the pipes of the channels.
Abbott & Snidal 1998 on why states act through formal organisations.
"""

from .arithmetic import exp, mean_decay, within
from .disbursement import pipe_left, pipe_paid
from .levers import activity_of, elapsed, step_length
from .membership import membership_weight


def fund_income(now, f):
    """ΣC: what all contributors give a fund (M$/yr)."""
    income = 0.0
    for p in range(now.contribution.shape[0]):
        income += now.contribution[p, f]
    return income


def part_after_secretariat(world, income):
    """max(0, 1 − Q/ΣC): the secretariat comes first; it never costs more than there is."""
    if income <= world.secretariat_cost:
        return 0.0
    return 1.0 - world.secretariat_cost / income


def open_part(world, now, f, tick):
    """The part of the step in which a fund pays: 0 before it opens, 1 once it has."""
    if now.opens[f] < 0.0:
        return 0.0
    h = step_length(world)
    return within((elapsed(world, tick) + h - now.opens[f]) / h, 0.0, 1.0)


def pooled_left(pot, inflow, lag, h, part):
    """What a pot holds after a step in whose last part it paid (M$)."""
    if part <= 0.0:
        return pot + inflow * h
    return pipe_left(pot + inflow * h * (1.0 - part), inflow, lag, h * part)


def need_weight(world, s, c, year):
    """ω_c need_sc N_s: a member's claim on a fund that pays by need."""
    return world.channel_weight[c] * world.channel_need[s, c] * world.population[year, s]


def plan_weight(world, now, f, s, c):
    """A member's claim on a fund that pays as its convenor would: the convenor's own plan."""
    weight = 0.0
    if world.convenor[f] >= 0:
        weight = now.plan[world.convenor[f], s, c]
    return weight


def need_of(world, s, year):
    """A member's claims by need over all channels."""
    total = 0.0
    for c in range(world.channel_need.shape[1]):
        total += need_weight(world, s, c, year)
    return total


def plan_of(world, now, f, s):
    """A member's claims by the convenor's plan over all channels."""
    total = 0.0
    for c in range(world.channel_need.shape[1]):
        total += plan_weight(world, now, f, s, c)
    return total


def total_need(world, now, f, year):
    """All members' claims by need, each as far as it belongs."""
    total = 0.0
    for s in range(now.status.shape[1]):
        total += membership_weight(world, now.status[f, s]) * need_of(world, s, year)
    return total


def total_plan(world, now, f):
    """All members' claims by the convenor's plan, each as far as it belongs."""
    total = 0.0
    for s in range(now.status.shape[1]):
        total += membership_weight(world, now.status[f, s]) * plan_of(world, now, f, s)
    return total


def targeted_part(world, by_need, by_plan):
    """tgt, unless only one of the two ways has anybody to pay."""
    if by_plan <= 0.0:
        return 0.0
    return world.convenor_targeting if by_need > 0.0 else 1.0


def granted_share(world, now, f, s, c, by_need, by_plan, year):
    """A full member's share of what a fund hands out in a channel, for given sums of all claims."""
    targeted = targeted_part(world, by_need, by_plan)
    share = 0.0
    if by_need > 0.0:
        share += (1.0 - targeted) * need_weight(world, s, c, year) / by_need
    if by_plan > 0.0:
        share += targeted * plan_weight(world, now, f, s, c) / by_plan
    return share


def expected_receipts(world, now, f, s, year):
    """What a state would receive as a full member, by the fund's last payments (share of GDP a year)."""
    missing = 1.0 - membership_weight(world, now.status[f, s])
    by_need = total_need(world, now, f, year) + missing * need_of(world, s, year)
    by_plan = total_plan(world, now, f) + missing * plan_of(world, now, f, s)
    payment = 0.0
    for p in range(now.payment.shape[0]):
        payment += now.payment[p, f]
    receipts = 0.0
    for c in range(world.channel_need.shape[1]):
        share = granted_share(world, now, f, s, c, by_need, by_plan, year)
        receipts += world.channel_need[s, c] * share * payment
    return (1.0 + world.leverage) * receipts / world.state_gdp[year, s]


def pool(world, now, f, year, tick):
    """A fund takes contributions, keeps its secretariat and hands out; without members it waits."""
    h = step_length(world)
    income = fund_income(now, f)
    if income > 0.0 and now.opens[f] < 0.0:
        now.opens[f] = elapsed(world, tick) + world.founding_delay
    part = open_part(world, now, f, tick)
    if total_need(world, now, f, year) + total_plan(world, now, f) <= 0.0:
        part = 0.0
    kept = part_after_secretariat(world, income)
    for p in range(now.pot.shape[0]):
        inflow = now.contribution[p, f] * kept
        left = pooled_left(now.pot[p, f], inflow, world.fund_lag, h, part)
        now.payment[p, f] = pipe_paid(now.pot[p, f], left, inflow, h)
        now.pot[p, f] = left


def grant(world, now, f, year):
    """A fund commits what it hands out to states and channels, and pays as those pipes allow."""
    h = step_length(world)
    by_need = total_need(world, now, f, year)
    by_plan = total_plan(world, now, f)
    for s in range(now.status.shape[1]):
        belongs = membership_weight(world, now.status[f, s])
        for c in range(world.channel_need.shape[1]):
            share = belongs * granted_share(world, now, f, s, c, by_need, by_plan, year)
            for p in range(now.payment.shape[0]):
                if world.uses[p, f] == 1:
                    granted = now.payment[p, f] * share
                    inflow = (1.0 - world.never_disbursed[c]) * granted
                    left = pipe_left(now.fund_pending[p, f, s, c], inflow, world.disbursement_lag[c], h)
                    now.fund_paid[p, f, s, c] = pipe_paid(now.fund_pending[p, f, s, c], left, inflow, h)
                    now.fund_pending[p, f, s, c] = left
                    now.granted[p, f, s, c] = granted


def activity_with_money(world, now, f, year):
    """j: activity without money and what money adds; nothing without a member."""
    income = fund_income(now, f)
    members = 0.0
    for s in range(now.status.shape[1]):
        members += membership_weight(world, now.status[f, s])
    bought = world.money_to_depth * income / (income + world.money_to_depth_half)
    return activity_of(world, f, year) + bought if members > 0.0 else 0.0


def deepen(world, now, f, year):
    """Depth after the step, and its mean over the step."""
    h = step_length(world)
    growth = world.depth_growth * activity_with_money(world, now, f, year)
    rate = growth + world.depth_decay
    before = now.depth[f]
    if rate > 0.0:
        goal = growth * world.depth_ceiling[f] / rate
        now.depth[f] = goal + (before - goal) * exp(-rate * h)
        now.mean_depth[f] = goal + (before - goal) * mean_decay(rate * h)
    else:
        now.mean_depth[f] = before
