"""Modules: off, alone or all together, they leave no trace, to the bit; on, each does something."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from laws.spoils import Play, spoilt
from worlds import make_world

from influence_sim.engines import compiled
from influence_sim.rules import shapes
from influence_sim.rules.shapes import SWITCH_OF, Module, Record, World
from influence_sim.runs.trajectory import record_digest

MODULES = tuple(shapes.modules())
YEARS, FORUMS = 5, 2
WORLDS = range(12)
# In generated worlds little money reaches a state for its size; here some states are given more than they absorb.
AT_WORK: dict[str, Any] = {"branch": 2, "steps_per_year": 2, "absorptive_capacity": 0.002}
WORKS = "corridor_works"  # a choice that only the corridors read
OWN = {
    module: [name for name, _, said in shapes.fields(World) if said.module == module and not isinstance(said, Module)]
    for module in MODULES
}
OWN["corridors"] += [WORKS] * (WORKS not in OWN["corridors"])
FIELDS = [(module, name) for module in MODULES for name in OWN[module]]
CORE = [name for name, _, said in shapes.fields(Record) if not said.module]


def world_with(number: int, off: Iterable[str] = (), **changes: Any) -> World:
    """A generated world in which all modules are on, but for some."""
    switches = {SWITCH_OF + module: int(module not in set(off)) for module in MODULES}
    return make_world(
        np.random.default_rng(number), years=YEARS, forums=FORUMS, modules=True, **AT_WORK | switches | changes
    )


def with_others(world: World, number: int, names: Iterable[str]) -> World:
    """The world with some fields drawn anew."""
    other = make_world(np.random.default_rng(1000 + number), years=YEARS, forums=FORUMS, absorptive_capacity=0.001)
    return world._replace(**{name: getattr(other, name) for name in names})


def leaves_a_trace(play: Play, number: int, off: Iterable[str], names: Iterable[str]) -> bool:
    """Whether fields drawn anew change a bit of the record of a generated world."""
    world = world_with(number, off)
    return record_digest(play(world, 1, 0)) != record_digest(play(with_others(world, number, names), 1, 0))


def same_core(one: Record, other: Record) -> bool:
    """Whether two records agree to the bit in all that is no module's own."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in CORE)


# Off


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_is_off_leaves_no_trace(module: str) -> None:
    assert not any(leaves_a_trace(compiled.play, number, [module], OWN[module]) for number in WORLDS)


def test_modules_that_are_all_off_leave_no_trace() -> None:
    everything = [name for module in MODULES for name in OWN[module]]
    assert not any(leaves_a_trace(compiled.play, number, MODULES, everything) for number in WORLDS)


def test_without_corridors_access_to_the_sea_leaves_no_trace() -> None:
    assert not any(leaves_a_trace(compiled.play, number, ["corridors"], OWN["sea_access"]) for number in WORLDS)


def test_without_events_a_squeeze_leaves_no_trace_in_the_supply() -> None:
    assert not any(leaves_a_trace(compiled.play, number, ["events"], ["event_squeeze"]) for number in WORLDS)


# What is said of a module, the rule, what stands there, and what lets the module act though it is off.
LEAKS = {
    "hedging": ("hedging", "if world.with_hedging == 1:", "if world.with_hedging >= 0:"),
    "absorption": ("absorption", "if world.with_absorption == 1:", "if world.with_absorption >= 0:"),
    "debt": ("debt", "if world.with_debt == 1:", "if world.with_debt >= 0:"),
    "resources": (
        "resources",
        'before it plans."""\n    if world.with_resources == 1:',
        'before it plans."""\n    if world.with_resources >= 0:',
    ),
    "corridors": (
        "corridors",
        'make of its ties."""\n    if world.with_corridors == 1:',
        'make of its ties."""\n    if world.with_corridors >= 0:',
    ),
    "sea_access": ("sea_access", "if world.with_sea_access == 1 and", "if world.with_sea_access >= 0 and"),
    "budget_reaction": (
        "budget",
        "* reaction_factor(world, now, p)",
        "* (reaction_factor(world, now, p) + 0.001 * world.budget_reaction)",
    ),
    "conditionality": ("conditionality", "if world.with_conditionality == 0:", "if world.with_conditionality < 0:"),
    "events": ("events", "if world.with_events == 0:", "if world.with_events < 0:"),
}


@pytest.mark.parametrize("module", MODULES)
def test_the_law_of_modules_off_bites(module: str) -> None:
    with spoilt(*LEAKS[module]) as wrong:
        assert any(leaves_a_trace(wrong, number, [module], OWN[module]) for number in WORLDS)


@pytest.mark.parametrize("module", [module for module in MODULES if module != "sea_access"])
def test_the_law_of_all_modules_off_bites(module: str) -> None:
    """Access to the sea is told along corridors: with these off too nothing is left to tell."""
    with spoilt(*LEAKS[module]) as wrong:
        assert any(leaves_a_trace(wrong, number, MODULES, OWN[module]) for number in WORLDS)


# On


@pytest.mark.parametrize("module", MODULES)
def test_a_module_that_is_on_changes_a_run(module: str) -> None:
    pairs = ((compiled.play(world_with(number, without), 1, 0) for without in ((), (module,))) for number in WORLDS)
    assert any(record_digest(on) != record_digest(off) for on, off in pairs)


@pytest.mark.parametrize(("module", "name"), FIELDS, ids=[f"{module}: {name}" for module, name in FIELDS])
def test_every_field_of_a_module_that_is_on_leaves_a_trace(module: str, name: str) -> None:
    assert any(leaves_a_trace(compiled.play, number, (), [name]) for number in WORLDS)


# A field of each module, the rule, what stands there, and what makes the module deaf to the field.
DEAF = {
    "hedging_half_point": ("hedging", "relative = share / half_point", "relative = share / 0.5"),
    "absorptive_capacity": ("absorption", "world.absorptive_capacity * world.state_gdp", "0.002 * world.state_gdp"),
    "loan_interest": ("debt", "interest = world.loan_interest[p] * mean", "interest = 0.01 * mean"),
    "shortage_weight": ("resources", "world.shortage_weight * shortage_of", "shortage_of"),
    "corridor_toll": ("corridors", "return world.corridor_toll * total", "return 0.1 * total"),
    "sea_length": ("sea_access", "if world.with_sea_access == 1 and", "if world.with_sea_access > 1 and"),
    "budget_reaction": ("budget_reaction", "now.usual_lead[p], world.budget_reaction)", "now.usual_lead[p], 0.5)"),
    "conditions": ("conditionality", "world.conditionality * world.conditions[p]", "world.conditionality"),
    "event_ties": ("events", "event_factor(world, world.event_ties[year, p, s])", "event_factor(world, 0.0)"),
}


@pytest.mark.parametrize("name", DEAF)
def test_the_law_of_modules_on_bites(name: str) -> None:
    with spoilt(*DEAF[name]) as wrong:
        assert not any(leaves_a_trace(wrong, number, (), [name]) for number in WORLDS)


def test_one_field_of_each_module_is_spoilt() -> None:
    assert [module for name in DEAF for module in MODULES if name in OWN[module]] == list(MODULES)


# At nothing

NOTHING: dict[str, dict[str, Any]] = {
    "absorption": {"absorptive_capacity": 1e9},
    "debt": {},
    "resources": {"security_weight": 0.0, "shortage_weight": 0.0},
    "corridors": {
        "corridor_elasticity": 0.0, "corridor_toll": 0.0, "corridor_works": np.zeros((YEARS, 3, 2)),
    },
    "sea_access": {},
    "budget_reaction": {"budget_reaction": 0.0},
    "conditionality": {"conditionality": 0.0},
    "events": {"event_size": 0.0},
}  # fmt: skip


@pytest.mark.parametrize("module", NOTHING)
def test_a_module_of_no_size_moves_nobodys_influence_and_no_money(module: str) -> None:
    """Debt and access to the sea never do."""
    for number in WORLDS:
        on, off = (compiled.play(world_with(number, without, **NOTHING[module]), 1, 0) for without in ((), (module,)))
        assert same_core(on, off), number


def test_the_law_of_no_size_bites() -> None:
    spoil = ("resources", "urgency = 1.0 + concentrated", "urgency = 1.001 + concentrated")
    with spoilt(*spoil) as wrong:
        on, off = (wrong(world_with(3, without, **NOTHING["resources"]), 1, 0) for without in ((), ("resources",)))
    assert not same_core(on, off)
