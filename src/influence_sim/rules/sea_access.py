"""Module sea access: how far a state is from the sea, and how free in its choice of the way. It moves nothing.

    way     (Σ_k open_k · capacity_k / L_sk²)^{−1/2}       1000 km at one line; 0 where no way is open
    choice  1 − Σ_k share_k²                              0 with one way, near 1 with many

Faye, McArthur, Sachs & Snow 2004 on landlocked states and their neighbours. Two equal ways of
3,000 km: way 2.12, choice ½.
"""

from .corridors import conductance_along, open_width, passage_cost


def sea_conductance(world, now, s, year):
    """Ease of passage to the sea by all corridors."""
    total = 0.0
    for k in range(now.capacity.shape[0]):
        total += conductance_along(open_width(world, now, k, year), world.sea_length[s, k])
    return total


def record_sea_access(world, now, record, s, year):
    """A state's way to the sea at the end of the step."""
    if world.with_sea_access == 1 and world.with_corridors == 1:
        total = sea_conductance(world, now, s, year)
        squares = 0.0
        for k in range(now.capacity.shape[0]):
            by_this = conductance_along(open_width(world, now, k, year), world.sea_length[s, k])
            share = by_this / total if total > 0.0 else 0.0
            squares += share * share
        record.sea_distance[year, s] = passage_cost(total) if total > 0.0 else 0.0
        record.sea_choice[year, s] = 1.0 - squares if total > 0.0 else 0.0
