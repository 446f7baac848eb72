"""Same luck: what changes nothing changes no bit, and what differs in one place moves no draw elsewhere."""

import numpy as np

from influence_sim.experiments.laws.case import FEW, ROUTE, Case, Found, Silent, differing
from influence_sim.experiments.laws.switches import without_funds
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.world import build_world


def idle_strategy(case: Case) -> Found:
    """Same luck, no change.

    A strategy that changes nothing, and a forum through which a power may send money and sends none, change no bit.
    """
    plain = case.plain._replace(shocks=1.0)
    followed = build_world(case.scenario, [Strategy(title="As before")])._replace(shocks=1.0)
    allowed = plain._replace(uses=np.ones_like(plain.uses))
    number = sum(
        differing(case.record(plain, run), case.record(other, run))
        for other in (followed, allowed)
        for run in range(FEW)
    )
    return Found(number, 0, "numbers")


def the_past(case: Case) -> Found:
    """Same luck, the past.

    Before a strategy starts, every number is as it is without it, to the bit.
    """
    years = len(case.scenario.calendar)
    start = case.start or years // 2
    if start == 0:
        raise Silent("the scenario has a single year")
    if not case.scenario.forums:
        raise Silent("there is no forum through which a strategy could send money")
    through = case.scenario.roles.own_forum or next(iter(case.scenario.forums))
    year = case.scenario.years.first + start
    strategy = Strategy(title="From then on", regional_share=ROUTE, through=through, start=year)
    changed = build_world(case.scenario, [strategy])
    past, future = 0, 0
    for run in range(FEW):
        one, other = case.record(case.plain, run), case.record(changed, run)
        past += differing(span(one, 0, start), span(other, 0, start))
        future += differing(span(one, start, years), span(other, start, years))
    if future == 0:
        raise Silent("the focal power has no money, so that its strategy changes nothing")
    return Found(past, 0, "numbers", f"a start in {year}")


def one_decision(case: Case) -> Found:
    """Same luck, one decision.

    Where forums matter to nobody, another decision in one of them changes no bit of anything else.
    """
    world = idle_forums(case.active)
    existing = np.nonzero(world.forum_exists[world.branch :].any(axis=0))[0]
    if len(existing) == 0:
        raise Silent("there is no forum that states could enter or leave")
    elsewhere = here = 0
    for forum in existing:
        for run in range(FEW):
            one, other = (case.record(admitting(world, int(forum), consent), run) for consent in (1.0, 0.0))
            here += int((one.status[:, forum] != other.status[:, forum]).sum())
            elsewhere += differing(without(one, int(forum)), without(other, int(forum)))
    if here == 0:
        raise Silent("states decide alike whatever the consent")
    return Found(elsewhere, 0, "numbers", f"memberships that differ: {here}")


def idle_forums(world: World) -> World:
    """The world, with luck, in which states decide often and nothing follows from it."""
    rate = max(1.0, world.membership_revision_rate)
    return without_funds(world)._replace(
        standing_per_depth=0.0, moving=1, universal_membership=0.0, shocks=1.0, membership_revision_rate=rate
    )


def admitting(world: World, forum: int, consent: float) -> World:
    """The world in which a forum admits everybody, or nobody."""
    changed = world.consent.copy()
    changed[forum] = consent
    return world._replace(consent=changed)


def span(record: Record, first: int, end: int) -> Record:
    """A record's years from ``first`` to before ``end``."""
    return Record(**{name: values[first:end] for name, values in record._asdict().items()})


def without(record: Record, forum: int) -> Record:
    """The record without one forum's members and depth."""
    return record._replace(status=np.delete(record.status, forum, axis=1), depth=np.delete(record.depth, forum, axis=1))
