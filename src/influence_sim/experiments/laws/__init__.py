"""The laws of the core, checked on a scenario of the user's own.

A law is what must hold whatever the numbers are, or the rules are wrong. Each is one function: the first line of
its docstring names it, the rest says what is to hold.
"""

from influence_sim.experiments.laws.checking import LAWS, check_laws

__all__ = ["LAWS", "check_laws"]
