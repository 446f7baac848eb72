"""What a factor's path leads to, and how a value is put there.

scenario                        which scenario is played
others.NORTH                    what another power does: the name of a strategy, or none
strategies.institution.start    a field of a strategy that is played, or a key below it
parameters.credit_leak          anything else: a path of the scenario, as ``--set`` takes it
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from influence_sim.errors import InputError
from influence_sim.scenario.complaints import keys_at, stands_in, step
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.overrides import is_whole, located
from influence_sim.scenario.parameters import Wrong, aligned, element_names, known_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy, named
from influence_sim.scenario.yaml import Key, KeyPath

NONE = "none"


class Cast(NamedTuple):
    """All that a design may play, loaded: scenarios by name, the design's own first; strategies by key."""

    scenarios: Mapping[str, Scenario]
    strategies: Mapping[str, Strategy]
    played: tuple[str, ...]  # keys of the strategies of the focal power
    others: tuple[str, ...]  # keys of those that other powers follow at every point

    @property
    def scenario(self) -> Scenario:
        """The design's own scenario."""
        return next(iter(self.scenarios.values()))


@dataclass
class Plan:
    """What a point asks for, put together factor by factor."""

    scenario: str
    overrides: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)  # power → key of a strategy, or none
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)  # key of a strategy → field → value


class OfScenario(NamedTuple):
    """Which scenario is played."""

    def put(self, plan: Plan, value: Any, cast: Cast) -> None:
        """Choose it."""
        plan.scenario = str(value)

    def given(self, cast: Cast) -> Any:
        """The design's own."""
        return next(iter(cast.scenarios))


class OfOther(NamedTuple):
    """What another power does."""

    power: str

    def put(self, plan: Plan, value: Any, cast: Cast) -> None:
        """Choose it."""
        plan.slots[self.power] = str(value)

    def given(self, cast: Cast) -> Any:
        """It goes on as it did."""
        return NONE


class OfStrategy(NamedTuple):
    """A field of a strategy, or a key below it."""

    key: str
    name: str
    below: KeyPath

    def put(self, plan: Plan, value: Any, cast: Cast) -> None:
        """Change the field, whatever else a point changes in it."""
        changes = plan.changes.setdefault(self.key, {})
        now = changes[self.name] if self.name in changes else content_of(cast.strategies[self.key], self.name)
        changes[self.name] = placed(now, self.below, value)

    def given(self, cast: Cast) -> Any:
        """What the strategy's file says."""
        here = content_of(cast.strategies[self.key], self.name)
        for key in self.below:
            here = here.get(key) if isinstance(here, dict) else None
        return here


class OfFile(NamedTuple):
    """A value of the scenario."""

    path: str

    def put(self, plan: Plan, value: Any, cast: Cast) -> None:
        """Override it."""
        plan.overrides[self.path] = value

    def given(self, cast: Cast) -> Any:
        """What the scenario says; of a parameter the value in the last year."""
        name, element = parameter_in(self.path)
        if name is not None:
            return parameter_given(cast.scenario, name, element)
        here: Any = cast.scenario.resolved.mapping
        for key in located(here, self.path):
            here = here[key] if stands_in(key, here) else None
        return here


Target = OfScenario | OfOther | OfStrategy | OfFile


def target_of(path: str) -> Target:
    """What a path leads to, by its first word.

    Raises:
        Wrong: words are missing.
    """
    first, *rest = [word.strip() for word in path.split(".")]
    if first == "scenario" and not rest:
        return OfScenario()
    if first == "others":
        if len(rest) != 1 or not rest[0]:
            raise Wrong((), f"is {shown(path)}; write others.POWER, with a power's key")
        return OfOther(rest[0])
    if first == "strategies":
        if len(rest) < 2 or not all(rest):
            raise Wrong((), f"is {shown(path)}; write strategies.NAME.FIELD, as in strategies.institution.rho")
        key, name, *below = rest
        try:
            return OfStrategy(key, named(name), tuple(int(word) if is_whole(word) else word for word in below))
        except InputError as error:
            raise Wrong((), f"is {shown(path)}: {error}") from None
    return OfFile(path)


def check_target(target: Target, cast: Cast) -> None:
    """Refuse what leads nowhere.

    Raises:
        Wrong: a power, strategy or key is not there.
    """
    if isinstance(target, OfOther):
        for scenario in cast.scenarios.values():
            powers = [key for key in scenario.powers if key != scenario.roles.focal]
            if target.power not in powers:
                said = f"names {shown(target.power)}, which is no other power of {scenario.key}"
                raise Wrong((), f"{said}; {nearest_of_many(target.power, powers)}")
    elif isinstance(target, OfStrategy):
        if target.key not in cast.strategies:
            said = f"names {shown(target.key)}, which is no strategy of this design"
            raise Wrong((), f"{said}; {nearest_of_many(target.key, cast.strategies)}")
        now = content_of(cast.strategies[target.key], target.name)
        if target.below and not isinstance(now, dict):
            said = f"leads below {target.name} of {target.key}, which is {shown(now)}"
            raise Wrong((), f"{said}; leave out {'.'.join(map(str, target.below))}")
    elif isinstance(target, OfFile):
        for scenario in cast.scenarios.values():
            check_scenario_path(target.path, scenario)


def check_scenario_path(path: str, scenario: Scenario) -> None:
    """Refuse a path that no scenario has, with all first words that a factor may have."""
    first = path.partition(".")[0].strip()
    roots = ["scenario", "others", "strategies", *keys_at(Scenario, ())]
    if first not in roots:
        raise Wrong((), f"is {shown(path)}, which begins with {shown(first)}; {nearest_of_many(first, roots)}")
    try:
        located(scenario.resolved.mapping, path)
    except InputError as error:
        said = without_origin(error).removeprefix(f"there is nothing at {shown(path)}").lstrip(":; ")
        raise Wrong((), f"is {shown(path)}: {said}") from None


def without_origin(error: InputError) -> str:
    """The sentence of a wrong override, without who made it."""
    return str(error).removeprefix("overrides: ")


def parameter_in(path: str) -> tuple[str | None, tuple[str, ...]]:
    """The parameter whose value a path means, and the keys of its element; None for another path.

    >>> parameter_in("parameters.tie_reach.north"), parameter_in("branch")
    (('tie_reach', ('north',)), (None, ()))
    """
    first, *rest = [word.strip() for word in path.split(".")]
    if first != "parameters" or not rest or rest[0] not in known_parameters():
        return None, ()
    name, *element = rest
    return name, tuple(element[1:] if element[:1] == ["value"] else element)


def parameter_given(scenario: Scenario, name: str, element: tuple[str, ...]) -> Any:
    """A parameter's value in the last year; None where it differs between elements and none is named."""
    value = scenario.parameters[name].value
    now = aligned(name, value, scenario.keys, scenario.calendar)
    if not isinstance(now, np.ndarray):
        words = known_parameters()[name].words
        return words[int(now)] if words else float(now)
    labels = element_names(name, scenario.keys)
    last = now.reshape(-1, len(labels))[-1]
    label = ".".join(element)
    if label in labels:
        return float(last[labels.index(label)])
    return float(last[0]) if not element and len(set(last.tolist())) == 1 else None


def is_whole_field(target: Target, cast: Cast) -> bool:
    """Whether only whole numbers make sense at a path: years and counts."""
    kinds: list[Any]
    path: KeyPath
    if isinstance(target, OfStrategy):
        kinds, path = [Strategy], (target.name, *target.below)
    elif isinstance(target, OfFile) and parameter_in(target.path)[0] is None:
        kinds, path = [Scenario], located(cast.scenario.resolved.mapping, target.path)
    else:
        return False
    for key in path:
        kinds = [below for kind in kinds for below in step(kind, key)]
    return int in kinds and float not in kinds


def content_of(strategy: Strategy, name: str) -> Any:
    """A field of a strategy as its file would write it."""
    return strategy.model_dump()[name]


def placed(now: Any, below: KeyPath, value: Any) -> Any:
    """A field's content with one value changed."""
    if not below:
        return value
    key: Key = below[0]
    here = now if isinstance(now, dict) else {}
    return {**here, key: placed(here.get(key), below[1:], value)}
