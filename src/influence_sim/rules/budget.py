"""What a power has to give this year, and how much of it goes through forums."""

from .arithmetic import larger, smaller
from .budget_reaction import reaction_factor
from .events import event_on_budget
from .levers import free_share, recorded_budget
from .luck import budget_luck
from .reaction import copied_share, outspent_factor


def make_budget(world, now, p, year):
    """A power's budget and contributions for the fiscal year.

    Up to the branch the record holds; from then on luck and the rivals' answer come in.
    """
    budget = recorded_budget(world, p, year) * event_on_budget(world, p, year)
    if year >= world.branch:
        budget = budget * budget_luck(world, now, p) * outspent_factor(world, now, p) * reaction_factor(world, now, p)
    now.budget[p] = larger(0.0, larger(0.0, budget) - world.upkeep[year, p])
    moved = 0.0
    if year >= world.branch:
        moved = smaller(free_share(world, p, year), copied_share(world, now, p))
    for f in range(now.contribution.shape[1]):
        now.contribution[p, f] = now.budget[p] * world.regional_share[year, p, f]
        if world.vehicle[p] == f:
            now.contribution[p, f] += now.budget[p] * moved
