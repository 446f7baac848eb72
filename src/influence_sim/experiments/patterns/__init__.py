"""Patterns: statements about a scenario’s region that the model may miss.

Each kind of pattern is one function, which says what is measured in a run and what it is to be. A scenario names
the instances. Beside each verdict stands which part of draws from the priors meets the pattern: what nearly all meet
is a check of sanity, not evidence.
"""

from influence_sim.experiments.patterns.checking import Patterns, check_patterns

__all__ = ["Patterns", "check_patterns"]
