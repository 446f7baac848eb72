"""Equation 7, where leaked credit goes: into the states' own hand; and forums without powers.

    i' = i e^{−δh} + η ln(1 + leaked/ε) (1 − e^{−δh}) / δ
    o' = o e^{−δh} + η_f Σ_f d_f M_fs   (1 − e^{−δh}) / δ        over forums that credit no power

Earned and faded like any standing; the contest counts i with the weight ħ.
"""

from .levers import step_length
from .membership import membership_weight
from .standing import standing_by_effort
from .stocks import faded, gathered


def credits_no_power(world, f, year):
    """1.0 for a forum whose depth is credited to no power, else 0.0."""
    credited = 0.0
    for p in range(world.forum_credit.shape[2]):
        credited += world.forum_credit[year, f, p]
    return 1.0 if credited <= 0.0 else 0.0


def depth_without_powers(world, now, s, year):
    """Σ_f d_f M_fs over forums that credit no power."""
    total = 0.0
    for f in range(now.depth.shape[0]):
        belongs = membership_weight(world, now.status[f, s])
        total += credits_no_power(world, f, year) * now.mean_depth[f] * belongs
    return total


def strengthen_home(world, now, s, year):
    """A state's own hand, from leaked credit and from forums without powers, after the step."""
    h = step_length(world)
    kept = faded(world.standing_decay, h)
    gain = gathered(world.standing_decay, h)
    now.own_hand[s] = now.own_hand[s] * kept + standing_by_effort(world, now.leaked[s]) * gain
    by_forums = world.standing_per_depth * depth_without_powers(world, now, s, year)
    now.forum_hand[s] = now.forum_hand[s] * kept + by_forums * gain
