"""Equation 5, the effect of money on a state, and whose credit it is.

    Z_ps = Σ_c need_sc [ E_psc + (1 − ψ)(1 + ℓ'ℓ) Σ_f R_pfsc ] / Y_s

A fund draws in ℓ dollars of others' for each of its own; the giver is credited with a part ℓ' of
them, and the forum takes a part ψ of the giver's credit. What is not credited is the state's own:

    leaked_s = Σ_c need_sc [ ψ (1 + ℓ'ℓ) + (1 − ℓ') ℓ ] Σ_pf R_pfsc / Y_s

A hedging state accepts a part A of each power's effect (``hedging.py``); the rest is its own as well.

Milner & Tingley 2013 and Reinsberg et al. 2015 on bilateral and multilateral giving.
"""

from .levers import step_length
from .spillover import bilateral_result, fund_result


def credited_part(world):
    """(1 − ψ)(1 + ℓ'ℓ): credit that a giver keeps of a dollar through a fund."""
    return (1.0 - world.credit_leak) * (1.0 + world.leverage_credit * world.leverage)


def leaked_part(world):
    """ψ (1 + ℓ'ℓ) + (1 − ℓ') ℓ: credit that no giver keeps; both parts sum to 1 + ℓ."""
    shared = world.credit_leak * (1.0 + world.leverage_credit * world.leverage)
    return shared + (1.0 - world.leverage_credit) * world.leverage


def take_effect(world, now, s, year):
    """What all money does in a state: by power, and uncredited (shares of GDP a year)."""
    gdp = world.state_gdp[year, s]
    everything = 0.0
    withheld = 0.0
    for p in range(now.effect.shape[0]):
        direct = 0.0
        for c in range(now.paid.shape[2]):
            direct += world.channel_need[s, c] * bilateral_result(world, now, p, s, c)
        pooled = 0.0
        for f in range(now.depth.shape[0]):
            if world.uses[p, f] == 1:
                for c in range(now.paid.shape[2]):
                    pooled += world.channel_need[s, c] * fund_result(world, now, p, f, s, c)
        credited = direct + credited_part(world) * pooled
        now.effect[p, s] = now.acceptance[p, s] * credited / gdp
        now.effect_sum[p, s] += now.effect[p, s] * step_length(world)
        everything += pooled
        withheld += (1.0 - now.acceptance[p, s]) * credited
    now.leaked[s] = (leaked_part(world) * everything + withheld) / gdp
