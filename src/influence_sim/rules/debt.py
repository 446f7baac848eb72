"""Module debt: part of the bilateral money is lent; it is paid back after a time of grace, with interest.

    in grace   G' = G e^{−h/g} + L g (1 − e^{−h/g})        L lent, g mean time of grace
    owed       O' = O e^{−h/m} + l m (1 − e^{−h/m})        l what leaves the grace, m mean time of repayment
    repaid     what leaves O, and interest on the mean of G + O

Two pipes in series, as for commitments. A fund gives grants. Repayments change nobody's influence: what debt does to
it is not known well enough. They are what makes money comparable with *net* aid.
100 M$/yr lent for ten years, no grace, m = 10, 2 %: 632 M$ owed, 63 M$/yr paid back and 12.6 of interest.
"""

from .arithmetic import mean_decay
from .disbursement import pipe_left, pipe_paid
from .levers import SHORTEST, step_length


def pipe_mean(stock, inflow, lag, h):
    """What waits on average over a step (M$)."""
    if lag < SHORTEST:
        return 0.0
    settled = inflow * lag
    return settled + (stock - settled) * mean_decay(h / lag)


def repay(world, now, p):
    """A power's loans in every state and channel move: lent, out of grace, paid back."""
    if world.with_debt == 1:
        h = step_length(world)
        for s in range(now.owed.shape[1]):
            for c in range(now.owed.shape[2]):
                lent = world.loan_share[p, c] * now.paid[p, s, c]
                grace = pipe_left(now.in_grace[p, s, c], lent, world.loan_grace[p], h)
                due = pipe_paid(now.in_grace[p, s, c], grace, lent, h)
                left = pipe_left(now.owed[p, s, c], due, world.loan_maturity[p], h)
                mean = pipe_mean(now.in_grace[p, s, c], lent, world.loan_grace[p], h)
                mean += pipe_mean(now.owed[p, s, c], due, world.loan_maturity[p], h)
                interest = world.loan_interest[p] * mean
                now.repaid[p, s, c] = pipe_paid(now.owed[p, s, c], left, due, h) + interest
                now.in_grace[p, s, c] = grace
                now.owed[p, s, c] = left


def record_debt(world, now, record, p, year):
    """What states pay back to a power, and what they still owe it."""
    for s in range(now.owed.shape[1]):
        debt = 0.0
        for c in range(now.owed.shape[2]):
            record.returned[year, p, s, c] += now.repaid[p, s, c] * step_length(world)
            debt += now.in_grace[p, s, c] + now.owed[p, s, c]
        record.debt[year, p, s] = debt
