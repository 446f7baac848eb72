"""Why a power planned so much of its bilateral money for a state: the terms of the allocation, one by one."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from influence_sim.experiments.explained_walk import Walk, seen_by_powers, with_array
from influence_sim.rules.allocation import attraction, largest_worth, strongest_rival_share
from influence_sim.rules.disbursement import bilateral_money
from influence_sim.rules.shapes import Situation, World
from influence_sim.scenario.schema import Scenario

COLUMNS = (
    "rank",
    "state",
    "share_of_plan",
    "planned_musd",
    "own_share",
    "strongest_rival",
    "rival_share",
    "contest_total",
    "effect_seen",
    "need",
    "people_million",
    "income_per_head",
)


class Term(NamedTuple):
    """A term of the allocation: its name, its value in the state and in an average state.

    ``world`` and ``now`` are what the rule is given with the average in place of the state's own.
    """

    name: str
    here: float
    average: float
    world: World
    now: Situation


def allocation_frame(scenario: Scenario, walk: Walk, p: int) -> pd.DataFrame:
    """rank, state, share_of_plan, planned_musd, own_share, strongest_rival, rival_share, contest_total, effect_seen, ….

    One row a state, where most was planned first; what the power saw when it planned, at the year's start. Then need
    (mean of the channels by their weights), people_million, income_per_head (US$).
    """
    world, now, year = walk.world, seen_by_powers(walk.steps[0]), walk.year
    plan = np.asarray(walk.steps[0].after.plan)[p].sum(axis=1)
    money = bilateral_money(world, walk.steps[0].after, p)
    powers, rows = list(scenario.powers), []
    for place, s in enumerate(np.argsort(-plan, kind="stable").tolist()):
        rival = strongest_rival(now, p, s)
        people = world.population[year, s]
        rows.append(
            (
                place + 1,
                list(scenario.states)[s],
                float(plan[s]),
                float(plan[s] * money),
                now.share[p, s],
                powers[rival],
                now.share[rival, s],
                now.contest_total[s],
                now.effect_seen[p, s],
                mean_need(world, s),
                people,
                world.state_gdp[year, s] / people,
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def pulls_frame(walk: Walk, p: int, s: int) -> pd.DataFrame:
    """term, here, average, pull.

    ``pull`` says how many times as much a state attracts as it would with this term as in an average state and all
    else as it is: above 1 the term draws money, below 1 it keeps money away.
    """
    world, now = walk.world, seen_by_powers(walk.steps[0])
    largest = largest_worth(world, now, p, walk.year)
    drawn = attraction_of(world, now, p, s, largest, walk.year)
    rows = []
    for term in terms(walk, p, s):
        otherwise = attraction_of(term.world, term.now, p, s, largest, walk.year)
        rows.append((term.name, term.here, term.average, drawn / otherwise if otherwise > 0.0 else math.nan))
    return pd.DataFrame(rows, columns=["term", "here", "average", "pull"])


def attraction_of(world: World, now: Situation, p: int, s: int, largest: float, year: int) -> float:
    """What draws a power's money to a state, over all channels; nothing where no state is worth anything."""
    if largest <= 0.0:
        return 0.0
    return float(sum(attraction(world, now, p, s, c, largest, year) for c in range(world.channel_need.shape[1])))


def strongest_rival(now: Situation, p: int, s: int) -> int:
    """The power whose share the allocation minds: of all others the one with the largest."""
    others = [q for q in range(len(now.budget)) if q != p]
    return max(others, key=lambda q: float(now.share[q, s]))


def mean_need(world: World, s: int) -> float:
    """A state's need over all channels, by their weights."""
    return float(np.asarray(world.channel_need)[s] @ np.asarray(world.channel_weight))


def terms(walk: Walk, p: int, s: int) -> Iterator[Term]:
    """Each term with the average of all states in the state's place; value only where a strategy sets it apart."""
    yield from terms_of_standing(walk, p, s)
    yield from terms_of_the_state(walk, p, s)
    yield from terms_of_modules(walk, p, s)


def terms_of_standing(walk: Walk, p: int, s: int) -> Iterator[Term]:
    """What the contest shows: own share, strongest rival, all standing, last year's effect."""
    world, now = walk.world, seen_by_powers(walk.steps[0])
    states = range(now.share.shape[1])
    share = np.array(now.share)
    own = share.copy()
    own[p, s] = share[p].mean()
    yield Term("own share", share[p, s], own[p, s], world, with_array(now, {"share": own}))
    rivals = [float(strongest_rival_share(now, p, u)) for u in states]
    rival = share.copy()
    rival[[q for q in range(len(share)) if q != p], s] = 0.0
    rival[strongest_rival(now, p, s), s] = np.mean(rivals)
    yield Term("strongest rival", rivals[s], float(np.mean(rivals)), world, with_array(now, {"share": rival}))
    for name, field, place in (("all standing", "contest_total", s), ("effect so far", "effect_seen", (p, s))):
        values = np.array(getattr(now, field))
        here, average = values[place], (values if field == "contest_total" else values[p]).mean()
        values[place] = average
        yield Term(name, float(here), float(average), world, with_array(now, {field: values}))


def terms_of_the_state(walk: Walk, p: int, s: int) -> Iterator[Term]:
    """What the state is: need, people, income per head, and what a strategy makes of it."""
    world, now, year = walk.world, seen_by_powers(walk.steps[0]), walk.year
    need, needs = np.array(world.channel_need), [mean_need(world, u) for u in range(now.share.shape[1])]
    need[s] = need.mean(axis=0)
    yield Term("need", needs[s], float(np.mean(needs)), with_array(world, {"channel_need": need}), now)
    people, gdp = np.array(world.population), np.array(world.state_gdp)
    income = gdp[year] / people[year]
    crowd, average = people[year].mean(), income.mean()
    here = people[year, s]
    richer, peopled = gdp.copy(), gdp.copy()
    people[year, s], peopled[year, s] = crowd, income[s] * crowd
    changed = with_array(world, {"population": people, "state_gdp": peopled})
    yield Term("people", float(here), float(crowd), changed, now)
    richer[year, s] = here * average
    yield Term("income", float(income[s]), float(average), with_array(world, {"state_gdp": richer}), now)
    value = np.array(world.state_value)
    if (value[year, p] != value[year, p, 0]).any():
        own, value[year, p, s] = value[year, p, s], value[year, p].mean()
        yield Term("value", float(own), float(value[year, p, s]), with_array(world, {"state_value": value}), now)


def terms_of_modules(walk: Walk, p: int, s: int) -> Iterator[Term]:
    """What the state accepts of the power, and its regime, where the modules are on."""
    world, now, year = walk.world, seen_by_powers(walk.steps[0]), walk.year
    if world.with_hedging == 1:
        acceptance = np.array(now.acceptance)
        here, acceptance[p, s] = float(acceptance[p, s]), acceptance[p].mean()
        yield Term("acceptance", here, float(acceptance[p, s]), world, with_array(now, {"acceptance": acceptance}))
    if world.with_conditionality == 1:
        openness = np.array(world.openness)
        here, openness[year, s] = float(openness[year, s]), openness[year].mean()
        yield Term("regime", here, float(openness[year, s]), with_array(world, {"openness": openness}), now)
