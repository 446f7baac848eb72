"""Facts of the module events: the changes of all events that are on, added up in the years in which they last."""

from typing import Any

import numpy as np

from influence_sim.scenario.module_values import CHANGE, SHARE, Values
from influence_sim.scenario.modules import Event, Events
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.yaml import KeyPath

PATH: KeyPath = ("modules", "events", "list")
# what an event may change: the fact, its axes, the allowed range
CHANGES = {
    "budget": ("event_budget", "P", CHANGE),
    "ties": ("event_ties", "PS", CHANGE),
    "standing": ("event_standing", "PS", CHANGE),
    "corridors": ("event_corridor", "K", CHANGE),
    "squeeze": ("event_squeeze", "PC", SHARE),
}


def events(section: Events, values: Values) -> dict[str, Any]:
    """The arrays of the module. An event that is off counts for nothing; its years are not checked.

    Raises:
        Wrong: an actor, channel or corridor is unknown, a change is outside its range, or an event lies outside the
            simulated years.
    """
    arrays: dict[str, Any] = {fact: np.zeros(values.shape("Y" + axes)) for fact, axes, _ in CHANGES.values()}
    for key, event in section.list.items():
        years = slice(*lasting(event, values.years, (*PATH, key, "years")))
        for name, (fact, axes, within) in CHANGES.items():
            change = values.steady(getattr(event, name), axes, within, (*PATH, key, name))
            if event.on:
                arrays[fact][years] += change
    return arrays


def lasting(event: Event, years: range, path: KeyPath) -> tuple[int, int]:
    """The indices of an event's first year and of the year after its last, as far as they are simulated."""
    first, last = event.years
    if last < first:
        raise Wrong(path, f"is {shown(event.years)}; the first year must not lie after the last")
    if event.on and (last < years[0] or first > years[-1]):
        allowed = f"it must have a year from {years[0]} to {years[-1]}; on: false leaves an event out"
        raise Wrong(path, f"is {shown(event.years)}; {allowed}")
    return max(first - years[0], 0), max(last + 1 - years[0], 0)
