"""One run up to the end of a year, with what each step of that year started from and led to.

The rulebook itself is stepped (``rules/schedule.py``), so what is explained is what every engine computes.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

import numpy as np

from influence_sim.rules import schedule, shapes
from influence_sim.rules.joining import reconsider
from influence_sim.rules.membership import dictated
from influence_sim.rules.shapes import Record, Situation, World, views

Shape = TypeVar("Shape", World, Situation, Record)

# With belonging worth so much or so little, every state that decides wants to belong, or none does.
CERTAIN = 1e6


class Step(NamedTuple):
    """A step: its number, counted from 1, and copies of the situation before and after it."""

    tick: int
    before: Situation
    after: Situation


class Decision(NamedTuple):
    """A tick of a state's clock for one forum: the step, the state's status before it, and the one decided on."""

    step: Step
    year: int
    forum: int
    before: int
    after: int


class Walk(NamedTuple):
    """A run up to the end of a year.

    ``world`` is what the rules were given; ``record`` what they wrote, up to that year; ``year`` its index;
    ``steps`` those of that year; ``decisions`` those of one state up to then.
    """

    world: World
    record: Record
    seed: int
    run: int
    year: int
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]


def copied(now: Situation) -> Situation:
    """A situation of its own, for a rule to write in."""
    fields: Any = (np.array(value) for value in now)
    found: Situation = views(Situation(*fields))
    return found


def with_array(now: Shape, changes: Mapping[str, Any]) -> Shape:
    """The same world or situation with other arrays; the given one is not changed."""
    arrays: Any = {name: np.ascontiguousarray(value).data for name, value in changes.items()}
    return now._replace(**arrays)


def walk(world: World, seed: int, run: int, year: int, state: int) -> Walk:
    """Step through a run to the end of the year with this index; ``state`` is whose decisions are noted."""
    sizes = shapes.sizes_of(world)
    given, record = views(world), shapes.empty(Record, sizes)
    now = views(shapes.empty(Situation, sizes))
    written = views(record)
    schedule.open_run(given, now, seed, run)
    steps, decisions = [], []
    for tick in range(1, (year + 1) * world.steps_per_year + 1):
        before = copied(now)
        schedule.step(given, now, written, seed, run, tick)
        current = schedule.year_of(given, tick)
        decides = dictated(given, current) == 0
        if not decides and current < year:
            continue
        step = Step(tick, before, copied(now))
        if decides:
            decisions += decisions_in(given, step, state, current, seed, run)
        if current == year:
            steps.append(step)
    return Walk(given, record, seed, run, year, tuple(steps), tuple(decisions))


def seen_by_powers(step: Step) -> Situation:
    """The situation in which powers plan at a year's first step: last year's effect is known, nothing has moved."""
    return step.before._replace(effect_seen=step.after.effect_seen, urgency=step.after.urgency)


def seen_by_states(world: World, step: Step, year: int) -> Situation:
    """The situation in which states decide: plans are made, and this year's dictated memberships hold."""
    status = step.after.status if dictated(world, year) == 1 else step.before.status
    return step.before._replace(plan=step.after.plan, status=status)


def decisions_in(world: World, step: Step, state: int, year: int, seed: int, run: int) -> list[Decision]:
    """The forums for which a state's clock ticked in a step.

    The rule is asked twice, with belonging worth everything and nothing: where the clock ticked, the answers differ.
    """
    now = seen_by_states(world, step, year)
    answers = []
    for worth in (CERTAIN, -CERTAIN):
        probe = copied(now)
        asked = world._replace(membership_constant=worth, membership_precision=1.0)
        reconsider(asked, probe, state, year, seed, run, step.tick)
        answers.append([int(probe.intention[f, state]) for f in range(len(world.forum_id))])
    return [
        Decision(step, year, f, int(now.status[f, state]), int(step.after.status[f, state]))
        for f, (eager, averse) in enumerate(zip(*answers, strict=True))
        if eager != averse
    ]
