"""Equation 4, allocation: money goes where a dollar serves the power's objective most.

    π_sc ∝ ω_c N_s^{e_N} (Y_s/N_s)^{e_Y} [ v_ps fit_pc need_sc ((1 − x_ps) + β x_Ls) / T_s · ε/(ε + Z_ps) · A_ps ]^λ

The bracket is the marginal value of a dollar for the objective x_p − β x_L, with L the strongest
rival in the state; the stake is taken in proportion to the economy, so that 1/Y cancels. Balancing
follows from the objective: where the own share is low and a rival's high, a dollar does more.
A is what the state accepts of the power's effort (``hedging.py``), 1 in the core; by two other modules the
urgency of its supply counts in what a channel is worth (``resources.py``), the regime in what a state is worth
(``conditionality.py``).
Skaperdas & Vaidya 2012 on such contests, Dixit 1987 on underdogs, McKelvey & Palfrey 1995 on λ.
"""

from .arithmetic import exp, log, power
from .conditionality import regime_factor


def strongest_rival_share(now, p, s):
    """x_L: the largest share that another power holds in the state."""
    largest = 0.0
    for q in range(now.share.shape[0]):
        if q != p and now.share[q, s] > largest:
            largest = now.share[q, s]
    return largest


def marginal_value(world, now, p, s, year):
    """((1 − x_p) + β x_L) / T · ε/(ε + Z) · A: what one more dollar does for the objective.

    x_p = .1, x_L = .4, β = 1, T = 4, Z = ε: (.9 + .4) / 4 · ½ = .1625.
    """
    balancing = world.balancing_weight * world.reactivity[year, p] * strongest_rival_share(now, p, s)
    stake = (1.0 - now.share[p, s]) + balancing
    saturation = world.effort_saturation / (world.effort_saturation + now.effect_seen[p, s])
    return stake / now.contest_total[s] * saturation * now.acceptance[p, s]


def size_factor(world, p, s, year):
    """N^{e_N} (Y/N)^{e_Y}: how the power's money follows people and income per head."""
    people = world.population[year, s]
    income = world.state_gdp[year, s] / people
    return exp(world.people_exponent[p] * log(people) + world.income_exponent[p] * log(income))


def worth_of(world, now, p, s, c, year):
    """The bracket: what a dollar is worth to a power in a state and channel."""
    wanted = world.state_value[year, p, s] * world.channel_fit[year, p, c] * world.channel_need[s, c]
    by_modules = now.urgency[p, c] * regime_factor(world, p, s, year)
    return wanted * by_modules * marginal_value(world, now, p, s, year)


def largest_worth(world, now, p, year):
    """The largest bracket; the others are taken relative to it, which changes no share and keeps numbers in range."""
    largest = 0.0
    for s in range(now.plan.shape[1]):
        for c in range(now.plan.shape[2]):
            worth = worth_of(world, now, p, s, c, year)
            if worth > largest:
                largest = worth
    return largest


def attraction(world, now, p, s, c, largest, year):
    """The right-hand side of the equation; a worthless cell attracts nothing."""
    worth = worth_of(world, now, p, s, c, year)
    if worth <= 0.0:
        return 0.0
    relative = power(worth / largest, world.choice_precision)
    return world.channel_weight[c] * size_factor(world, p, s, year) * relative


def look_back(now, p):
    """A power sees the mean effect that its money had in the fiscal year that has ended."""
    for s in range(now.effect.shape[1]):
        now.effect_seen[p, s] = now.effect_sum[p, s]
        now.effect_sum[p, s] = 0.0


def allocate(world, now, p, year):
    """A power's plan for the fiscal year; with nothing that attracts there is no plan."""
    largest = largest_worth(world, now, p, year)
    total = 0.0
    for s in range(now.plan.shape[1]):
        for c in range(now.plan.shape[2]):
            now.plan[p, s, c] = attraction(world, now, p, s, c, largest, year)
            total += now.plan[p, s, c]
    for s in range(now.plan.shape[1]):
        for c in range(now.plan.shape[2]):
            now.plan[p, s, c] = now.plan[p, s, c] / total if total > 0.0 else 0.0
