"""Module budget reaction: a power gives more as its strongest rival pulls ahead of what was usual.

    factor = 1 + r (x_L − x̄_L) / x̄_L ,  between ½ and 2

x_L is the strongest rival's share, mean over states; x̄_L its mean over the years up to the branch (without history,
in the first year). Milner & Tingley 2013 and Fuchs, Nunnenkamp & Öhler 2015 on donors that follow one another.
x_L = .45, x̄_L = .30, r = .5: the budget rises by a quarter.
"""

from .allocation import strongest_rival_share
from .arithmetic import within

LEAST = 0.5
MOST = 2.0


def rival_lead(now, p):
    """x_L: the strongest rival's share, mean over states."""
    states = now.share.shape[1]
    total = 0.0
    for s in range(states):
        total += strongest_rival_share(now, p, s) / states
    return total


def watch_rivals(world, now, p, year):
    """A power learns what lead is usual, as long as history is replayed."""
    if world.with_budget_reaction == 1:
        lead = rival_lead(now, p)
        if year < world.branch or year == 0:
            now.usual_lead[p] += (lead - now.usual_lead[p]) / (year + 1)


def reaction_to(lead, usual, size):
    """The factor, for a lead and what was usual."""
    if usual <= 0.0:
        return 1.0
    return within(1.0 + size * (lead - usual) / usual, LEAST, MOST)


def reaction_factor(world, now, p):
    """Factor on a power's budget; 1 when the module is off."""
    factor = 1.0
    if world.with_budget_reaction == 1:
        factor = reaction_to(rival_lead(now, p), now.usual_lead[p], world.budget_reaction)
    return factor
