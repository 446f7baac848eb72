"""Scenario → World: the only place where names become indices. Looks up, aligns, checks; computes nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from influence_sim.errors import InputError
from influence_sim.rules.shapes import SWITCH_OF, Parameter, World, fields, is_whole, modules
from influence_sim.scenario.choices import choices_of
from influence_sim.scenario.complaints import place_of
from influence_sim.scenario.measured import fact_arrays
from influence_sim.scenario.names import name_id
from influence_sim.scenario.parameters import aligned
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.yaml import Place

NOBODY = -1


def build_world(scenario: Scenario, strategies: Sequence[Strategy] = ()) -> World:
    """The world of a scenario in which powers follow strategies, at most one each.

    Arrays are new, C-contiguous, float64 or int64; numbers are Python's float and int.

    Raises:
        InputError: a series cannot be read, or a strategy does not fit the scenario.
    """
    world = {
        **roles_and_names(scenario),
        **fact_arrays(scenario),
        **{SWITCH_OF + module: int(scenario.modules.is_on(module)) for module in modules()},
        **{
            name: aligned(name, entry.value, scenario.keys, scenario.calendar)
            for name, entry in scenario.parameters.items()
        },
    }
    found, choices = choices_of(scenario, strategies)
    for start, forum, power in found:
        world["forum_exists"][start:, forum] = 1.0
        world["power_member"][start:, forum, power] = 1.0
    return checked(World(**world, **choices), scenario)


def roles_and_names(scenario: Scenario) -> dict[str, Any]:
    """Times, roles and addresses, as indices and hashes."""
    first = scenario.years.first
    powers, forums = scenario.keys["P"], scenario.keys["F"]
    reference = scenario.reference_years
    return {
        "steps_per_year": scenario.steps_per_year,
        "branch": scenario.branch - first if scenario.branch is not None and scenario.replay else 0,
        "moving": int(scenario.membership_by_clock),
        "gdp_year": (reference.gdp or first) - first,
        "tie_year": (reference.ties or first) - first,
        "focal": powers.index(scenario.roles.focal),
        "own_forum": index(scenario.roles.own_forum, forums),
        "rival": whole([int(power in scenario.roles.rivals) for power in powers]),
        "vehicle": whole([index(power.forum, forums) for power in scenario.powers.values()]),
        "eligible": eligible(scenario),
        "convenor": whole([index(forum.convenor, powers) for forum in scenario.forums.values()]),
        "power_id": whole([name_id(key) for key in powers]),
        "state_id": whole([name_id(key) for key in scenario.keys["S"]]),
        "forum_id": whole([name_id(key) for key in forums]),
    }


def eligible(scenario: Scenario) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Forums × states: whether a state may choose to belong."""
    open_to = [forum.open_to for forum in scenario.forums.values()]
    rows = [[int(states is None or state in states) for state in scenario.states] for states in open_to]
    return np.array(rows, dtype=np.int64).reshape(len(scenario.forums), len(scenario.states))


def index(key: str | None, keys: Sequence[str]) -> int:
    """The place of a key, -1 for nobody."""
    return NOBODY if key is None else keys.index(key)


def whole(values: Sequence[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Whole numbers as the rules take them."""
    return np.array(values, dtype=np.int64)


def checked(world: World, scenario: Scenario) -> World:
    """The world, once every field has its type and its axes' lengths and is finite."""
    lengths = {"Y": len(scenario.calendar)} | {axis: len(keys) for axis, keys in scenario.keys.items()}
    for name, kind, about in fields(World):
        value = getattr(world, name)
        if kind in (int, float):
            right = type(value) is kind
        else:
            shape = tuple(lengths[axis] for axis in about.axes)
            dtype = np.int64 if is_whole(kind) else np.float64
            right = value.shape == shape and value.dtype == dtype and value.flags.c_contiguous
        if not right or not np.all(np.isfinite(value)):
            section, what = ("parameters", "parameter") if isinstance(about, Parameter) else ("facts", "field")
            place = place_of((section, name), {(): Place("", 0), **scenario.resolved.places})
            raise InputError(
                f'{place}: scenario "{scenario.key}": the {what} {name} is not a finite number along {about.axes}'
            )
    return world
