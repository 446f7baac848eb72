"""Switches: what is off leaves no trace, to the bit; and what is on does something, or the law says nothing."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from influence_sim.experiments.laws.case import FEW, Case, Found, Silent, differing
from influence_sim.rules.reaction import COPY, NO_ANSWER, OUTSPEND
from influence_sim.rules.shapes import World, fields

LUCK = ("standing_shock_sd", "standing_shock_memory", "budget_shock_sd", "budget_shock_memory")
MEMBERSHIP = (
    "membership_revision_rate",
    "membership_precision",
    "membership_constant",
    "market_weight",
    "autonomy_scale",
    "autonomy_base",
    "autonomy_rents",
    "autonomy_shallow",
    "autonomy_deep",
    "consent",
)
ANSWER = ("rivals_answer_size",)
FUNDS = (
    "credit_leak",
    "leverage",
    "leverage_credit",
    "forum_coordination_gain",
    "coordination_phase_in",
    "fund_lag",
    "founding_delay",
    "secretariat_cost",
    "convenor_targeting",
    "money_to_depth",
    "money_to_depth_half",
)


def luck_off(case: Case) -> Found:
    """Luck off.

    With shocks off, their spreads and memories change no bit.
    """
    return trace_of(case, luck_on(case), [case.active._replace(shocks=0.0)], LUCK)


def memberships_dictated(case: Case) -> Found:
    """Memberships dictated.

    Where history or universal membership dictates who belongs, what states weigh when they decide changes no bit.
    """
    on = memberships_on(case)
    offs = [on._replace(moving=0), on._replace(universal_membership=1.0)]
    return trace_of(case, on, offs, MEMBERSHIP)


def no_answer(case: Case) -> Found:
    """No answer.

    Where the rivals do not answer, the size of their answer changes no bit.
    """
    return trace_of(case, answer_on(case), [case.active._replace(rivals_answer=NO_ANSWER)], ANSWER)


def no_fund(case: Case) -> Found:
    """No money through forums.

    Where no power sends money through a forum, what a fund loses, adds or costs changes no bit.
    """
    return trace_of(case, fund_on(case), [without_funds(case.active)], FUNDS)


def on_differs(case: Case) -> Found:
    """On is not off.

    Luck, memberships by choice, an answer of the rivals and a fund each change something when they are switched on.
    """
    sides: dict[str, tuple[Callable[[Case], World], Callable[[World], World], Sequence[str]]] = {
        "luck": (luck_on, lambda world: world._replace(shocks=0.0), LUCK),
        "memberships": (memberships_on, lambda world: world._replace(moving=0), MEMBERSHIP),
        "the answer": (answer_on, lambda world: world._replace(rivals_answer=NO_ANSWER), ANSWER),
        "copying": (copying_on, lambda world: world._replace(rivals_answer=NO_ANSWER), ANSWER),
        "the fund": (fund_on, without_funds, FUNDS),
    }
    changed, reasons = {}, []
    for name, (on_of, off_of, names) in sides.items():
        try:
            on = shaken(on_of(case), names)
        except Silent as reason:
            reasons.append(f"{name}: {reason}")
            continue
        off = off_of(on)
        changed[name] = sum(differing(case.record(on, run), case.record(off, run)) for run in range(FEW))
    if not changed:
        raise Silent("; ".join(reasons))
    idle = [name for name, number in changed.items() if number == 0]
    notes = [f"no effect: {', '.join(idle)}"] * bool(idle) + [f"left out: {'; '.join(reasons)}"] * bool(reasons)
    return Found(min(changed.values()), 1, "numbers", "; ".join(notes), at_least=True)


# What is on: the scenario's world, with the ingredient switched on whether the scenario has it on or not


def luck_on(case: Case) -> World:
    """The world with luck."""
    world = case.active
    if world.tie_strength == 0.0 and not case.record(world).effect.any():
        raise Silent("no power earns standing")
    return world._replace(shocks=1.0)


def memberships_on(case: Case) -> World:
    """The world in which states decide on memberships."""
    world = case.active
    if not world.forum_exists[world.branch :].any():
        raise Silent("there is no forum that states could enter or leave")
    return world._replace(moving=1, universal_membership=0.0)


def answer_on(case: Case) -> World:
    """The world in which rivals outspend."""
    own, world = case.need_own_forum(), case.active
    if not world.rival.any():
        raise Silent("the focal power has no rivals")
    record = case.record(world._replace(rivals_answer=NO_ANSWER))
    if not record.depth[case.start : -1, own].any():
        raise Silent("the focal power’s own forum gains no depth that could be answered")
    if not record.budget[case.start + 1 :, world.rival == 1].any():
        raise Silent("the rivals have no money")
    return world._replace(rivals_answer=OUTSPEND)


def copying_on(case: Case) -> World:
    """The world in which rivals move money into forums of their own."""
    world = answer_on(case)
    if not (world.vehicle[world.rival == 1] >= 0).any():
        raise Silent("no rival has a forum of its own")
    return world._replace(rivals_answer=COPY)


def fund_on(case: Case) -> World:
    """The world in which the focal power's own forum has a fund."""
    case.need_own_forum()
    return case.active


def without_funds(world: World) -> World:
    """The world in which no money goes through forums."""
    return world._replace(regional_share=np.zeros_like(world.regional_share), rivals_answer=NO_ANSWER)


# Traces


def trace_of(case: Case, on: World, offs: Sequence[World], names: Sequence[str]) -> Found:
    """Numbers that change with any of the parameters while their ingredient is off.

    Raises:
        Silent: none of them changes anything even when it is on.
    """
    idle = [name for name in names if trace(case, on, name) == 0]
    if len(idle) == len(names):
        raise Silent("even when it is on, nothing of it changes a number here")
    worst = max(trace(case, off, name) for off in offs for name in names)
    note = f"even when on, no effect: {', '.join(idle)}" if idle else ""
    return Found(worst, 0, "numbers", note)


def trace(case: Case, world: World, name: str) -> int:
    """How many numbers of a few runs change when a parameter has another value."""
    other = shaken(world, [name])
    return sum(differing(case.record(world, run), case.record(other, run)) for run in range(FEW))


def shaken(world: World, names: Sequence[str]) -> World:
    """The world with other values of some parameters, none of them zero, all of them allowed."""
    said = {name: about for name, _, about in fields(World)}
    changed: dict[str, Any] = {}
    for name in names:
        value = np.asarray(getattr(world, name))
        more = 1.25 * value + 0.1
        new = np.where(more <= said[name].high, more, 0.5 * value)
        changed[name] = new if said[name].axes else float(new)
    return world._replace(**changed)
