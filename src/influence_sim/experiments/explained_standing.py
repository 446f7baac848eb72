"""How a power's standing in a state came about in a year: what was left, what came in and from where, what luck did.

Standing earned in a step fades in the steps that follow, so each part is carried on through the year's steps;
the parts sum to the standing.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from influence_sim.experiments.explained_walk import Walk, with_array
from influence_sim.rules.corridors import standing_by_control
from influence_sim.rules.events import event_on_fading
from influence_sim.rules.levers import step_length
from influence_sim.rules.shapes import Situation, World
from influence_sim.rules.standing import standing_by_depth, standing_by_effort, standing_by_ties
from influence_sim.rules.stocks import faded, gathered
from influence_sim.scenario.schema import Scenario

LEFT, EFFORT, TIES, DEPTH, LUCK = "left", "effort", "ties", "depth", "luck"
CONTROL, EVENTS = "control", "events"
HOME, FORUM_HAND, OWN_HAND = "home", "forum_hand", "own_hand"
POWER, INDEPENDENT = "power", "independent"


def standing_frame(scenario: Scenario, walk: Walk, p: int, s: int) -> pd.DataFrame:
    """part, forum, standing, share.

    ``part`` is left (of the standing a year before), effort, ties, depth (one row a forum) or luck; with the modules
    also control (of corridors) and events (what they took of the standing there was, so not positive, or added).
    ``share`` is the part's share of the standing at the year's end.
    """
    world, now = walk.world, walk.steps[-1].after
    h = step_length(world)
    kept = faded(world.standing_decay, h)
    rate = world.standing_decay + event_on_fading(world, p, s, walk.year)
    parts: dict[tuple[str, str], float] = {(LEFT, ""): walk.steps[0].before.standing[p, s]}
    for step in walk.steps:
        income = income_of(scenario, world, step.after, p, s, walk.year)
        before = sum(parts.values())
        parts = {part: value * kept for part, value in parts.items()}
        for part, value in income.items():
            parts[part] = parts.get(part, 0.0) + value * gathered(world.standing_decay, h)
        if world.with_events == 1:
            after = before * faded(rate, h) + sum(income.values()) * gathered(rate, h)
            parts[EVENTS, ""] = parts.get((EVENTS, ""), 0.0) + after - sum(parts.values())
    end = float(now.standing[p, s])
    rows = [(*part, value, value / end if end > 0 else 0.0) for part, value in parts.items()]
    return pd.DataFrame(rows, columns=["part", "forum", "standing", "share"])


def income_of(
    scenario: Scenario, world: World, now: Situation, p: int, s: int, year: int
) -> dict[tuple[str, str], float]:
    """(part, forum) → standing earned a year, in the situation that ``earn_standing`` saw."""
    income = {
        (EFFORT, ""): standing_by_effort(world, now.effect[p, s]),
        (TIES, ""): standing_by_ties(world, now, p, s, year),
    }
    for f, forum in enumerate(scenario.forums):
        income[DEPTH, forum] = standing_by_depth(world, only_forum(now, f), p, s, year)
    if world.with_corridors == 1:
        income[CONTROL, ""] = standing_by_control(world, now, p, s)
    income[LUCK, ""] = sum(income.values()) * (now.standing_luck[p, s] - 1.0)
    return income


def only_forum(now: Situation, f: int) -> Situation:
    """The situation in which no other forum has any depth."""
    depth = np.zeros(len(now.mean_depth))
    depth[f] = now.mean_depth[f]
    return with_array(now, {"mean_depth": depth})


def contest_frame(scenario: Scenario, walk: Walk, s: int) -> pd.DataFrame:
    """holder, kind, standing, share: everybody who stands in the state at the end of the year.

    ``holder`` is a power's key (kind "power"), or home, forum_hand (forums without powers) or own_hand (leaked
    credit), of kind "independent". Shares sum to 1, standing to the total of the contest.
    """
    total = float(walk.steps[-1].after.contest_total[s])
    rows = [(holder, kind, share * total, share) for holder, kind, share in holders(scenario, walk, s)]
    return pd.DataFrame(rows, columns=["holder", "kind", "standing", "share"])


def holders(scenario: Scenario, walk: Walk, s: int) -> Iterator[tuple[str, str, float]]:
    """Holder, kind and share of each."""
    for p, power in enumerate(scenario.powers):
        yield power, POWER, float(walk.record.share[walk.year, p, s])
    for hand in (HOME, FORUM_HAND, OWN_HAND):
        yield hand, INDEPENDENT, float(getattr(walk.record, hand)[walk.year, s])
