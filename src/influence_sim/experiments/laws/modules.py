"""Modules: one that is off leaves no trace, to the bit; one that is on does something."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from influence_sim.experiments.laws.case import Case, Found, Silent, differing
from influence_sim.rules import shapes
from influence_sim.rules.shapes import SWITCH_OF, Fact, Parameter, World

OTHER = 0.37  # a number that no scenario gives, inside the range of almost every field


def modules_off(case: Case) -> Found:
    """Modules off.

    With a module off, each alone and all together, no fact, assumption or choice that belongs to it changes a bit.
    """
    world, everything = case.active, list(shapes.modules())
    changed = {}
    for off in [*([module] for module in everything), everything]:
        without = switched(world, dict.fromkeys(off, 0))
        traces = differing(case.record(without), case.record(with_other_numbers(without, off)))
        changed["all" if off == everything else off[0]] = traces
    guilty = [name for name, number in changed.items() if number]
    return Found(max(changed.values()), 0, "numbers", f"leaves a trace: {', '.join(guilty)}" if guilty else "")


def modules_on(case: Case) -> Found:
    """Modules on.

    Each module for which the scenario has facts changes something when it is on, all other modules on as well. One
    whose facts leave it nothing to do here, such as equal regimes, is told and does not count.
    """
    everything = list(shapes.modules())
    world = switched(case.active, dict.fromkeys(everything, 1))
    changed, without, at_rest = {}, [], []
    for module in everything:
        name = module.replace("_", " ")
        if lacks_facts(world, module):
            without.append(name)
            continue
        effect = max(effect_of(case, variant, module) for variant in variants(world, module))
        if effect == 0 and facts_of(world, module):
            at_rest.append(name)
        else:
            changed[name] = effect
    if not changed:
        raise Silent("the scenario has facts of no module")
    idle = [name for name, number in changed.items() if number == 0]
    notes = [
        f"{what}: {', '.join(names)}"
        for what, names in (("no effect", idle), ("no facts here", without), ("facts without effect", at_rest))
        if names
    ]
    return Found(min(changed.values()), 1, "numbers", "; ".join(notes), at_least=True)


def effect_of(case: Case, on: World, module: str) -> int:
    """How many numbers of a run change when a module is switched off."""
    return differing(case.record(on), case.record(switched(on, {module: 0})))


def switched(world: World, switches: dict[str, int]) -> World:
    """The world with some modules on or off."""
    changes: dict[str, Any] = {SWITCH_OF + module: on for module, on in switches.items()}
    return world._replace(**changes)


def fields_of(modules: Sequence[str]) -> list[tuple[str, type, Any]]:
    """The World's fields that belong to modules."""
    return [entry for entry in shapes.fields(World) if entry[2].module in modules]


def with_other_numbers(world: World, modules: Sequence[str]) -> World:
    """The world with another number in each fact, choice and parameter of some modules."""
    changed: dict[str, Any] = {}
    for name, kind, said in fields_of(modules):
        value = np.asarray(getattr(world, name))
        new = 1 - value if shapes.is_whole(kind) else np.where(value == OTHER, OTHER / 2, OTHER)
        changed[name] = np.ascontiguousarray(new, value.dtype) if said.axes else kind(new)
    return world._replace(**changed)


def lacks_facts(world: World, module: str) -> bool:
    """Whether a module has facts and the scenario says nothing of any of them."""
    facts = facts_of(world, module)
    return bool(facts) and not any(np.any(fact) for fact in facts)


def facts_of(world: World, module: str) -> list[Any]:
    """What a module is given."""
    return [getattr(world, name) for name, _, said in fields_of([module]) if isinstance(said, Fact)]


def variants(world: World, module: str) -> list[World]:
    """The world as given, and with the module's assumptions at their lowest and at other numbers.

    As given a module may be on and idle: no state is ever given more than it can absorb, say.
    """
    assumed = [entry for entry in fields_of([module]) if isinstance(entry[2], Parameter)]
    found = [world]
    for number in (0.0, OTHER):
        changed: dict[str, Any] = {}
        for name, kind, said in assumed:
            value = np.full_like(np.asarray(getattr(world, name)), min(max(number, said.low), said.high))
            changed[name] = value if said.axes else kind(value)
        found.append(world._replace(**changed))
    return found
