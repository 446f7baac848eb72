"""Equation 1, the contest: who holds how much influence in a state.

    x_ps = a_ps / T_s        T_s = n_s + o_s + ħ i_s + Σ_q a_qs        x_0s = 1 − Σ_p x_ps
    n_s  = (Y_s / Y_s,first)^ν

A power's share is its part of all standing in the contest; what no power holds is independence.
Tullock 1980 and Hirshleifer 1989, with decisiveness 1; home standing is 1 in the first year.
Two powers with standing 1 and 2 in a state with home standing 1: shares ¼ and ½, independence ¼.
"""

from .arithmetic import power


def home_standing(world, s, year):
    """n_s: a state's own standing grows with its economy. GDP doubled at ν = .4: 1.32."""
    return power(world.state_gdp[year, s] / world.state_gdp[0, s], world.home_growth_elasticity)


def independent_standing(world, now, s, year):
    """Standing that no power holds: home, forums without powers, the leaked credit."""
    return home_standing(world, s, year) + now.forum_hand[s] + world.leak_to_home * now.own_hand[s]


def contest(world, now, s, year):
    """Shares and independence in a state from the standing of all."""
    independent = independent_standing(world, now, s, year)
    total = independent
    for p in range(now.standing.shape[0]):
        total += now.standing[p, s]
    for p in range(now.standing.shape[0]):
        now.share[p, s] = now.standing[p, s] / total
    now.independence[s] = independent / total
    now.contest_total[s] = total
