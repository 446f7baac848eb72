"""Module absorption: a state takes no more money in a year than it can absorb; the rest waits.

    paid ← paid · min(1, capacity · Y_s / Σ paid)          what is not paid goes back into its pipe

Clemens, Radelet, Bhavnani & Bazzi 2012 on the falling returns of aid that is large for an economy.
Capacity .10 of a GDP of 5,000 M$ and 800 M$ due: five eighths are paid, 300 M$/yr wait.
"""

from .levers import step_length


def due_in(world, now, s):
    """All payments that are due in a state (M$/yr)."""
    due = 0.0
    for p in range(now.paid.shape[0]):
        for c in range(now.paid.shape[2]):
            due += now.paid[p, s, c]
        for f in range(now.depth.shape[0]):
            if world.uses[p, f] == 1:
                for c in range(now.paid.shape[2]):
                    due += now.fund_paid[p, f, s, c]
    return due


def absorbed_part(due, most):
    """min(1, most / due): the part of what is due that can be absorbed."""
    return most / due if due > most else 1.0


def absorb(world, now, s, year):
    """Payments into a state are cut to what it can absorb; what is cut waits in the pipes."""
    if world.with_absorption == 1:
        h = step_length(world)
        part = absorbed_part(due_in(world, now, s), world.absorptive_capacity * world.state_gdp[year, s])
        for p in range(now.paid.shape[0]):
            for c in range(now.paid.shape[2]):
                now.pending[p, s, c] += (1.0 - part) * now.paid[p, s, c] * h
                now.paid[p, s, c] = part * now.paid[p, s, c]
            for f in range(now.depth.shape[0]):
                if world.uses[p, f] == 1:
                    for c in range(now.paid.shape[2]):
                        now.fund_pending[p, f, s, c] += (1.0 - part) * now.fund_paid[p, f, s, c] * h
                        now.fund_paid[p, f, s, c] = part * now.fund_paid[p, f, s, c]
