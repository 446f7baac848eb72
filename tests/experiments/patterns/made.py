"""A small case and records of it made by hand."""

from typing import Any

import numpy as np

from influence_sim.experiments.patterns.case import Case, Look, Seen
from influence_sim.experiments.patterns.kinds import LOOKS
from influence_sim.rules.shapes import Record, empty, sizes_of
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.patterns import KINDS, Pattern
from influence_sim.scenario.schema import Scenario

POWERS, STATES = ("north", "south"), ("alba", "bora", "cima")  # of the classroom, 2001-2012


def with_patterns(**patterns: dict[str, Any]) -> Scenario:
    """The classroom with patterns; a claim and a letter are put in where none is given."""
    said = {key: {"letter": "A", "claim": "Something is seen."} | one for key, one in patterns.items()}
    return load_scenario("classroom", {"patterns": said})


def pattern_of(kind: str, **numbers: Any) -> Pattern:
    """One pattern."""
    assert kind in KINDS
    return with_patterns(it={"kind": kind} | numbers).patterns["it"]


def look_of(kind: str, **numbers: Any) -> Look:
    """How it is looked for in the classroom."""
    return LOOKS[kind](pattern_of(kind, **numbers), Case(load_scenario("classroom")))


def record(**given: Any) -> Record:
    """A record of the classroom: what is given, spread over what it lacks, and zeros."""
    made = empty(Record, sizes_of(Case(load_scenario("classroom")).world()))
    for name, values in given.items():
        getattr(made, name)[...] = np.array(values, dtype=float)
    return made


def seen(**records: Record) -> Seen:
    """One draw of the classroom with the records of its arms."""
    return Seen(Case(load_scenario("classroom")).world(), records)


def shares(first: float, second: float, years: int = 12) -> Any:
    """[year, power, state]: what both powers hold, in every state."""
    return np.tile(np.array([[first] * 3, [second] * 3]), (years, 1, 1))


def money(by_state: list[float]) -> Any:
    """[year, power, state, channel, route]: south's money by state in every year, in the first channel and route."""
    found = np.zeros((12, 2, 3, 2, 2))
    found[:, 1, :, 0, 0] = by_state
    return found
