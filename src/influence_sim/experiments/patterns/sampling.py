"""Runs in which patterns are looked for: each world is played once for all patterns that look at it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from influence_sim.experiments.patterns.case import Arm, Look, Seen, Values
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.choosing import Player
from influence_sim.runs.ensemble import in_threads
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world

BLOCK = 4  # runs that a thread takes at a time
CONTESTED = "contested"
Progress = Callable[[int], None]


class Group(NamedTuple):
    """Patterns, by their keys, that are looked for in the same worlds."""

    scenario: Scenario
    looks: Mapping[str, Look]

    def arms(self) -> dict[str, Arm]:
        """The worlds that are played, by name."""
        return {arm.name: arm for look in self.looks.values() for arm in look.arms.values()}

    def worlds(self) -> dict[str, World]:
        """Strategy → world, "" for none."""
        chosen = {"", *(arm.strategy for arm in self.arms().values())}
        return {key: build_world(self.scenario, [strategy(key)] if key else []) for key in sorted(chosen)}


def sample(
    group: Group, parameters: str, runs: int, seed: int, play: Player, progress: Progress | None = None
) -> dict[str, Values]:
    """Key of a pattern → [run, quantity].

    Args:
        group: the patterns and their scenario.
        parameters: "value"; "prior", each run draws all parameters; or "contested", it draws the contested alone.
        runs: how many, each with luck of its own.
        seed: which luck.
        play: what plays a run.
        progress: called with the number of runs that have ended since the last call.
    """
    worlds, arms = group.worlds(), group.arms()
    found = {key: np.full((runs, len(look.quantities)), np.nan) for key, look in group.looks.items()}

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        for run in numbers:
            given = {key: drawn(group.scenario, world, parameters, seed, run) for key, world in worlds.items()}
            records = {name: play(changed(given[arm.strategy], arm), seed, run) for name, arm in arms.items()}
            for key, look in group.looks.items():
                found[key][run] = look.measure(Seen(given[""], of_roles(look, records)))
        return len(numbers) * max(1, len(arms))

    if runs:
        first = block(0)  # alone: the rules may have to be compiled
        if progress:
            progress(first)
    in_threads(block, range(BLOCK, runs, BLOCK), progress)
    return found


def run_count(group: Group, runs: int) -> int:
    """How many runs ``sample`` makes; patterns without worlds to play count as one."""
    return runs * max(1, len(group.arms()))


def of_roles(look: Look, records: Mapping[str, Record]) -> dict[str, Record]:
    """The records that a pattern looks at, by their roles."""
    return {role: records[arm.name] for role, arm in look.arms.items()}


def changed(world: World, arm: Arm) -> World:
    """The world of an arm."""
    return arm.change(world) if arm.change else world


def drawn(scenario: Scenario, world: World, parameters: str, seed: int, run: int) -> World:
    """The world with its values, or with what is drawn for this run."""
    if parameters == "value":
        return world
    full = draw_parameters(scenario, world, seed, run)
    if parameters != CONTESTED:
        return full
    names = [plan.name for plan in scenario.drawn if scenario.parameters[plan.name].evidence == CONTESTED]
    return world._replace(**{name: getattr(full, name) for name in names})
