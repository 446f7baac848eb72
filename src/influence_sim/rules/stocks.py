"""Stocks that fade and are fed: the exact solution of da/dt = S − δ a over a step.

a' = a e^{−δh} + S (1 − e^{−δh}) / δ
"""

from .arithmetic import exp, mean_decay


def faded(rate, h):
    """e^{−δh}: the part of a stock that is left after a step."""
    return exp(-rate * h)


def gathered(rate, h):
    """(1 − e^{−δh}) / δ: what a steady income of 1 leaves at the end of a step; h without fading."""
    return h * mean_decay(rate * h)
