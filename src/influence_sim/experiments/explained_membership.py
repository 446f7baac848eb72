"""Why a state is in each forum or not: who decided and when, and what belonging is worth to it."""

from typing import NamedTuple

import pandas as pd

from influence_sim.experiments.explained_walk import Decision, Walk, seen_by_states
from influence_sim.rules.arithmetic import logistic
from influence_sim.rules.joining import membership_utility
from influence_sim.rules.membership import NO_MEMBER, dictated
from influence_sim.rules.shapes import Situation, World
from influence_sim.runs.frames import STATUS_WORDS
from influence_sim.scenario.schema import Scenario

HISTORY, CLOCK, ASSUMPTION = "history", "clock", "assumption"
OPENING = "opening"
SWITCHES = ("market_weight", "autonomy_scale", "membership_constant")


class Worth(NamedTuple):
    """What belonging is worth to a state, term by term, and the chance that it wants to belong when it decides."""

    gain: float
    market: float
    autonomy: float
    constant: float
    utility: float
    chance: float


def worth_of_belonging(world: World, now: Situation, f: int, s: int, year: int) -> Worth:
    """The terms of the utility, each found by switching the others off: they sum to it."""

    def utility(*kept: str) -> float:
        off = {name: 0.0 for name in SWITCHES if name not in kept}
        return float(membership_utility(world._replace(**off), now, f, s, year))  # type: ignore[arg-type]

    gain = utility()
    market, autonomy, constant = (utility(name) - gain for name in SWITCHES)
    whole = utility(*SWITCHES)
    chance = float(logistic(world.membership_precision * whole))
    return Worth(gain, market, autonomy, constant, whole, chance)


def membership_frame(scenario: Scenario, walk: Walk, p: int, s: int) -> pd.DataFrame:
    """forum, exists, status, since, decided_by, reconsidered, depth, credit and the fields of :class:`Worth`.

    One row a forum, at the end of the year. ``since`` is the first year with this status (without a break) and
    ``decided_by`` what brought it: opening (as the run began), history, clock (the state decided) or assumption
    (universal membership). ``reconsidered`` is the last year in which the state decided, 0 if never. ``credit`` is
    the power's share of the forum's depth. The terms of the utility (autonomy is a cost, so not positive) are those
    that the state saw in the year's last step, whether or not it could decide.
    """
    now = seen_by_states(walk.world, walk.steps[-1], walk.year)
    changes = changes_frame(scenario, walk, s)
    decided = decisions_frame(scenario, walk, s)
    rows = []
    for f, forum in enumerate(scenario.forums):
        own = changes[changes["forum"] == forum].iloc[-1]
        ticks = decided[decided["forum"] == forum]["year"]
        depth, credit = walk.record.depth[walk.year, f], walk.world.forum_credit[walk.year, f, p]
        head = (forum, bool(walk.world.forum_exists[walk.year, f]), own["after"], own["year"], own["decided_by"])
        rows.append(
            (
                *head,
                int(ticks.max()) if len(ticks) else 0,
                float(depth),
                float(credit),
                *worth_of_belonging(walk.world, now, f, s, walk.year),
            )
        )
    names = ["forum", "exists", "status", "since", "decided_by", "reconsidered", "depth", "credit", *Worth._fields]
    return pd.DataFrame(rows, columns=names)


def changes_frame(scenario: Scenario, walk: Walk, s: int) -> pd.DataFrame:
    """forum, year, before, after, decided_by: the status with which the run began, and every change up to the year."""
    first, rows = scenario.years.first, []
    for f, forum in enumerate(scenario.forums):
        path = [int(status) for status in walk.record.status[: walk.year + 1, f, s]]
        decided = dictated(walk.world, 0) == 0 and path[0] != NO_MEMBER
        rows.append((forum, first, "", STATUS_WORDS[path[0]], CLOCK if decided else OPENING))
        for year in range(1, len(path)):
            if path[year] != path[year - 1]:
                words = STATUS_WORDS[path[year - 1]], STATUS_WORDS[path[year]]
                rows.append((forum, first + year, *words, decided_by(walk.world, f, year)))
    return pd.DataFrame(rows, columns=["forum", "year", "before", "after", "decided_by"])


def decided_by(world: World, f: int, year: int) -> str:
    """What decides on a forum's members in a year."""
    if dictated(world, year) == 0:
        return CLOCK
    universal = year >= world.branch and world.universal_membership > 0.0 and f == world.own_forum
    return ASSUMPTION if universal else HISTORY


def decisions_frame(scenario: Scenario, walk: Walk, s: int) -> pd.DataFrame:
    """forum, year, before, after, gain, market, autonomy, constant, utility, chance: each tick of the state's clock."""
    forums = list(scenario.forums)
    rows = [decision_row(scenario, walk, decision, s) for decision in walk.decisions]
    names = ["forum", "year", "before", "after", *Worth._fields]
    frame = pd.DataFrame(rows, columns=names)
    order = frame["forum"].map({forum: f for f, forum in enumerate(forums)})
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def decision_row(scenario: Scenario, walk: Walk, decision: Decision, s: int) -> tuple[object, ...]:
    """One decision with what belonging was worth to the state then."""
    now = seen_by_states(walk.world, decision.step, decision.year)
    worth = worth_of_belonging(walk.world, now, decision.forum, s, decision.year)
    words = STATUS_WORDS[decision.before], STATUS_WORDS[decision.after]
    return list(scenario.forums)[decision.forum], scenario.years.first + decision.year, *words, *worth
