"""Equation 3, money takes time: commitments wait in a pipe before they are paid.

    C ← (1 − φ_c) C            W' = W e^{−h/τ} + C τ (1 − e^{−h/τ})            D̄ = (W − W') / h + C

The exact solution of dW/dt = C − W/τ; D̄ is the mean payment over the step. τ → 0 pays at once.
100 M$ a year into an empty pipe with τ = 4 pays 11.5 M$ in the first year; 88.5 wait.
"""

from .arithmetic import exp, mean_decay
from .levers import SHORTEST, step_length


def pipe_left(stock, inflow, lag, h):
    """What waits after a step of length h (in M$), from a stock (M$) and an inflow (M$/yr)."""
    if lag < SHORTEST:
        return 0.0
    return stock * exp(-h / lag) + inflow * h * mean_decay(h / lag)


def pipe_paid(stock, left, inflow, h):
    """The mean payment over the step (M$/yr): what went in and does not wait any more."""
    return (stock - left) / h + inflow


def bilateral_money(world, now, p):
    """What a power commits to states by itself (M$/yr)."""
    money = now.budget[p]
    for f in range(now.contribution.shape[1]):
        money -= now.contribution[p, f]
    for k in range(now.works.shape[1]):
        money -= now.works[p, k]
    return money


def disburse(world, now, p):
    """A power's bilateral money in every state and channel moves through its pipe."""
    h = step_length(world)
    money = bilateral_money(world, now, p)
    for s in range(now.plan.shape[1]):
        for c in range(now.plan.shape[2]):
            inflow = (1.0 - world.never_disbursed[c]) * money * now.plan[p, s, c]
            left = pipe_left(now.pending[p, s, c], inflow, world.disbursement_lag[c], h)
            now.paid[p, s, c] = pipe_paid(now.pending[p, s, c], left, inflow, h)
            now.pending[p, s, c] = left
