"""Where the money came from that worked in a state in a year: channel, route, place, age.

The rule on effect is linear in payments, so one payment of 1 M$ a year at a time tells what each of them did.
Pipes are linear too: run without new commitments, they tell what earlier years still paid.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from influence_sim.experiments.explained_walk import Step, Walk, copied
from influence_sim.rules.disbursement import pipe_left, pipe_paid
from influence_sim.rules.effect import take_effect
from influence_sim.rules.levers import step_length
from influence_sim.rules.shapes import Situation, World
from influence_sim.runs.frames import BILATERAL
from influence_sim.scenario.schema import Scenario

COLUMNS = (
    "channel",
    "route",
    "place",
    "committed_musd",
    "disbursed_musd",
    "disbursed_earlier_musd",
    "effect",
    "effect_earlier",
)


class Source(NamedTuple):
    """A power's money of one channel and route in one place; route 0 is bilateral, 1 + f goes through forum f."""

    channel: int
    route: int
    place: int


def money_frame(scenario: Scenario, walk: Walk, p: int, s: int) -> pd.DataFrame:
    """channel, route, place, committed_musd, disbursed_musd, disbursed_earlier_musd, effect, effect_earlier.

    ``place`` is where the money was paid: the state itself, or a neighbour whose works spill over. Money is the
    year's in M$ (of which "earlier" was committed, or granted by a fund, in earlier years); ``effect`` is what it did
    in the state as the power's, a share of GDP a year; it sums to the effect that earned standing.
    """
    routes, states, channels = [BILATERAL, *scenario.forums], list(scenario.states), list(scenario.channels)
    rows = []
    for source in sources(walk.world, p, s):
        c, route, place = source
        paid, earlier = payments(walk, p, source)
        worth = [effect_of_one(walk.world, step, p, s, source, walk.year) for step in walk.steps]
        h = step_length(walk.world)
        effect = sum(one * rate * h for one, rate in zip(worth, paid, strict=True))
        old = sum(one * rate * h for one, rate in zip(worth, earlier, strict=True))
        committed = float(walk.record.committed[walk.year, p, place, c, route])
        money = (committed, sum(paid) * h, sum(earlier) * h)
        if any(money) if place == s else effect > 0.0:
            rows.append((channels[c], routes[route], states[place], *money, effect, old))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def sources(world: World, p: int, s: int) -> Iterator[Source]:
    """All money of a power that can work in a state: its own, then that of neighbours."""
    states, channels = world.channel_need.shape
    places = [s, *(u for u in range(states) if u != s and world.neighbour[s, u] > 0)]
    for place in places:
        for route in range(1 + world.uses.shape[1]):
            if route == 0 or world.uses[p, route - 1] == 1:
                yield from (Source(c, route, place) for c in range(channels))


def payments(walk: Walk, p: int, source: Source) -> tuple[Sequence[float], Sequence[float]]:
    """In each step of the year what was paid, and what of it had been committed in earlier years (M$/yr).

    Of both, the state may have absorbed a part; what it did not is in the pipe again.
    """
    h, lag = step_length(walk.world), walk.world.disbursement_lag[source.channel]
    waiting = cell(walk.steps[0].before, "pending", p, source)
    paid, earlier = [], []
    for step in walk.steps:
        paid.append(cell(step.after, "paid", p, source))
        left = pipe_left(waiting, 0.0, lag, h)
        due = pipe_paid(waiting, left, 0.0, h)
        earlier.append(absorbed_part(step, p, source, lag, h) * due)
        waiting = left + (due - earlier[-1]) * h
    return paid, earlier


def absorbed_part(step: Step, p: int, source: Source, lag: float, h: float) -> float:
    """The part of what was due from a source in a step that was paid."""
    before, after = cell(step.before, "pending", p, source), cell(step.after, "pending", p, source)
    paid = cell(step.after, "paid", p, source)
    inflow = (after - before) / h + paid
    due = pipe_paid(before, pipe_left(before, inflow, lag, h), inflow, h)
    return min(1.0, paid / due) if due > 0.0 else 1.0


def cell(now: Situation, field: str, p: int, source: Source) -> float:
    """What ``pending`` or ``paid`` holds for a source, by its route."""
    c, route, place = source
    if route == 0:
        return float(getattr(now, field)[p, place, c])
    return float(getattr(now, f"fund_{field}")[p, route - 1, place, c])


def effect_of_one(world: World, step: Step, p: int, s: int, source: Source, year: int) -> float:
    """What 1 M$ a year from a source does in a state, as the power's (share of GDP a year)."""
    probe = copied(step.after)
    c, route, place = source
    for paid in (probe.paid, probe.fund_paid):
        np.asarray(paid)[...] = 0.0
    if route == 0:
        probe.paid[p, place, c] = 1.0
    else:
        probe.fund_paid[p, route - 1, place, c] = 1.0
    take_effect(world, probe, s, year)
    return float(probe.effect[p, s])
