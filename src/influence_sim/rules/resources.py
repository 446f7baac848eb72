"""Module resources: money opens sources, resources go back, and powers mind how secure their supply is.

    off-take   O' = O e^{−κh} + y D (1 − e^{−κh}) / κ      D bilateral money paid; all together what s can deliver
    met        o_s = O_s / need,  o = Σ o_s ≤ 1
    supply     H = (1 − o)² (m² + r) + Σ o_s²              m main supplier outside, r squares of the others
    shortage   q = (1 − o) m · cut                         a squeeze cuts the main supplier's deliveries
    urgency    u = 1 + w_H H + w_q q                       factor on the channel's worth to the power

Security of supply is 1 − H, after Hirschman 1945 and Herfindahl; Cohen, Joutz & Loungani 2011 on diversification.
A fund's works open no source for a giver. m = .93, r = 0, o = 0: H = .86; a cut of .4 leaves .37 of the need unmet.
"""

from .events import squeezed_part
from .levers import step_length
from .stocks import faded, gathered


def met_by(world, now, p, s, c, year):
    """o_s: part of a power's need that a state meets; together the states meet no more than the need."""
    total = 0.0
    for u in range(now.offtake.shape[1]):
        total += now.offtake[p, u, c]
    need = world.import_need[year, p, c]
    largest = total if total > need else need
    return now.offtake[p, s, c] / largest if largest > 0.0 else 0.0


def met_by_all(world, now, p, c, year):
    """o: part of a power's need that all states meet."""
    met = 0.0
    for s in range(now.offtake.shape[1]):
        met += met_by(world, now, p, s, c, year)
    return met


def supply_concentration(world, now, p, c, year):
    """H: 1 with a single supplier, near 0 with many."""
    squares = 0.0
    for s in range(now.offtake.shape[1]):
        met = met_by(world, now, p, s, c, year)
        squares += met * met
    main = world.main_supplier[year, p, c]
    outside = 1.0 - met_by_all(world, now, p, c, year)
    return outside * outside * (main * main + world.other_suppliers[year, p, c]) + squares


def shortage_of(world, now, p, c, year):
    """q: part of the need that a squeeze leaves unmet."""
    outside = 1.0 - met_by_all(world, now, p, c, year)
    return outside * world.main_supplier[year, p, c] * squeezed_part(world, p, c, year)


def urgency_of(world, now, p, c, year):
    """u: what the state of its supply makes of a channel's worth; 1 where the power imports no such resource."""
    concentrated = world.security_weight * supply_concentration(world, now, p, c, year)
    urgency = 1.0 + concentrated + world.shortage_weight * shortage_of(world, now, p, c, year)
    return urgency if world.import_need[year, p, c] > 0.0 else 1.0


def assess_supply(world, now, p, year):
    """A power looks at its supply before it plans."""
    if world.with_resources == 1:
        for c in range(now.urgency.shape[1]):
            now.urgency[p, c] = urgency_of(world, now, p, c, year)


def deliverable_part(world, now, s, c, year):
    """The part of all off-take contracts that a state can deliver."""
    total = 0.0
    for p in range(now.offtake.shape[0]):
        total += now.offtake[p, s, c]
    most = world.resource_supply[year, s, c]
    return most / total if total > most else 1.0


def deliver(world, now, s, year):
    """What a state delivers to each power after the step: by the money that opened its sources."""
    if world.with_resources == 1:
        h = step_length(world)
        kept = faded(world.offtake_decay, h)
        gain = gathered(world.offtake_decay, h)
        for c in range(now.offtake.shape[2]):
            for p in range(now.offtake.shape[0]):
                opened = world.offtake_yield * now.paid[p, s, c] if world.import_need[year, p, c] > 0.0 else 0.0
                now.offtake[p, s, c] = now.offtake[p, s, c] * kept + opened * gain
            part = deliverable_part(world, now, s, c, year)
            for p in range(now.offtake.shape[0]):
                now.offtake[p, s, c] = part * now.offtake[p, s, c]


def record_supply(world, now, record, p, year):
    """A power's off-take in the year, and at its end the security of its supply and what it lacks."""
    if world.with_resources == 1:
        for c in range(now.urgency.shape[1]):
            security = 1.0 - supply_concentration(world, now, p, c, year)
            shortage = shortage_of(world, now, p, c, year)
            imports = world.import_need[year, p, c] > 0.0
            record.supply_security[year, p, c] = security if imports else 0.0
            record.shortage[year, p, c] = shortage if imports else 0.0
            for s in range(now.offtake.shape[1]):
                record.offtake[year, p, s, c] += now.offtake[p, s, c] * step_length(world)
