"""Equation 2, standing: earned by effort, ties and depth; it fades.

    a' = a e^{−δh} + S (1 − e^{−δh}) / δ
    S  = [ η ln(1 + Z/ε) + θ K (G/G_year)^α + η_f Σ_f d_f M_f credit_f ] · luck

The update is the exact solution of da/dt = S − δ a over the step. Without fading it adds S h.
At a = 1, S = .1, δ = .08 and a year: 1 · .923 + .1 · .961 = 1.019.
Modules make ties follow the corridors, add what their control earns, and let events act; off, they are 1, 0, 1 and 0.
"""

from .arithmetic import log, power
from .corridors import standing_by_control
from .events import event_on_fading, event_on_ties
from .levers import step_length
from .membership import membership_weight
from .stocks import faded, gathered


def standing_by_effort(world, effect):
    """η ln(1 + Z/ε): effort has falling returns. Z = ε earns .69 η a year."""
    return world.standing_per_log_effort * log(1.0 + effect / world.effort_saturation)


def standing_by_ties(world, now, p, s, year):
    """θ K (G/G_year)^α: trade, people and nearness work without a budget, more as the power grows."""
    growth = power(world.power_gdp[year, p] / world.power_gdp[world.gdp_year, p], world.tie_gdp_elasticity)
    return world.tie_strength * now.tie[p, s] * growth * now.passage[p, s] * event_on_ties(world, p, s, year)


def standing_by_depth(world, now, p, s, year):
    """η_f Σ_f d_f M_fs credit_pf: what a deep forum itself confers on those it is credited to."""
    total = 0.0
    for f in range(now.depth.shape[0]):
        credited = world.forum_credit[year, f, p] * membership_weight(world, now.status[f, s])
        total += now.mean_depth[f] * credited
    return world.standing_per_depth * total


def standing_income(world, now, p, s, year):
    """S: standing that a power earns in a state in a year."""
    effort = standing_by_effort(world, now.effect[p, s])
    ties = standing_by_ties(world, now, p, s, year)
    depth = standing_by_depth(world, now, p, s, year)
    return (effort + ties + depth + standing_by_control(world, now, p, s)) * now.standing_luck[p, s]


def earn_standing(world, now, p, year):
    """A power's standing in every state after the step."""
    h = step_length(world)
    for s in range(now.standing.shape[1]):
        rate = world.standing_decay + event_on_fading(world, p, s, year)
        kept = now.standing[p, s] * faded(rate, h)
        now.standing[p, s] = kept + standing_income(world, now, p, s, year) * gathered(rate, h)
