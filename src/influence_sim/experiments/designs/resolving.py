"""From what a file says to what it means: scenarios and strategies loaded, paths found, values checked.

Nothing is run, and no series is read.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from influence_sim.errors import InputError
from influence_sim.experiments.designs.factors import Factor, made, names_in
from influence_sim.experiments.designs.paths import (
    Cast,
    OfFile,
    OfOther,
    OfScenario,
    Target,
    parameter_in,
    target_of,
    without_origin,
)
from influence_sim.experiments.designs.samplers.listed import read_points
from influence_sim.experiments.designs.schema import DesignFile, Scalar, kind_of
from influence_sim.experiments.designs.setting import setting_of
from influence_sim.scenario.files import is_path
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.parameters import Wrong, known_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import FOCAL, Strategy, strategy
from influence_sim.scenario.yaml import KeyPath


class Resolved(NamedTuple):
    """What a design plays and what varies in it."""

    cast: Cast
    factors: dict[str, Factor]
    listed: dict[str, list[Scalar]]  # the columns of a list of points


def resolve(design: DesignFile, folder: Path) -> Resolved:
    """Resolve a design whose file lies in a folder.

    Raises:
        Wrong: the first thing that does not fit, with the keys that lead to it.
        InputError: a list of points cannot be read.
    """
    targets = {name: targets_of(name, entry.path) for name, entry in design.factors.items()}
    check_paths(targets)
    cast = cast_of(design, targets, folder)
    factors: dict[str, Factor] = {}
    for name, entry in design.factors.items():
        try:
            factors[name] = made(name, entry, targets[name], cast, design.method)
        except Wrong as wrong:
            raise Wrong(("factors", name, *wrong.keys), wrong.sentence) from None
    check_modules(cast, targets)
    check_outcomes(design, cast)
    for name, factor in factors.items():
        if design.method == "one_at_a_time" and factor.given is None:
            said = "has no given value that is one number or word; say given: where it stands"
            raise Wrong(("factors", name), said)
        check_values(name, factor, cast, design)
    if design.file is None:
        return Resolved(cast, factors, {})
    listed = read_points(folder / design.file, list(factors))
    for name, column in listed.items():
        check_column(name, factors[name], column, cast, design)
    return Resolved(cast, factors, listed)


def targets_of(name: str, paths: list[str]) -> tuple[Target, ...]:
    """What the paths of a factor lead to."""
    found = []
    for i, path in enumerate(paths):
        try:
            found.append(target_of(path))
        except Wrong as wrong:
            raise Wrong(("factors", name, "path", i), wrong.sentence) from None
    return tuple(found)


def check_paths(targets: Mapping[str, tuple[Target, ...]]) -> None:
    """No two factors set the same thing."""
    taken: dict[Target, str] = {}
    for name, those in targets.items():
        for i, target in enumerate(those):
            if taken.setdefault(target, name) != name:
                raise Wrong(("factors", name, "path", i), f"is that of {taken[target]} too; one factor sets one thing")


def cast_of(design: DesignFile, targets: Mapping[str, tuple[Target, ...]], folder: Path) -> Cast:
    """Load all that the design and its factors name."""
    scenarios = {design.scenario: scenario_of(design.scenario, design.set, folder, ("scenario",), ("set",))}
    strategies: dict[str, Strategy] = {}
    played = [added(strategies, name, folder, ("strategies", i)) for i, name in enumerate(design.strategies)]
    others = [added(strategies, name, folder, ("others", i)) for i, name in enumerate(design.others)]
    if twice := set(played) & set(others):
        raise Wrong(("others",), f"names {shown(min(twice))}, which is among the strategies too")
    for name, entry in design.factors.items():
        here = ("factors", name, "values")
        try:
            regions, rivals = (names_in(targets[name], entry, kind) for kind in (OfScenario, OfOther))
        except Wrong as wrong:
            raise Wrong((*here, *wrong.keys), wrong.sentence) from None
        for i, said in regions:
            if said not in scenarios:
                scenarios[said] = scenario_of(said, design.set, folder, (*here, i), (*here, i))
        for i, said in rivals:
            if said not in strategies:
                strategies[said] = strategies[added(strategies, said, folder, (*here, i))]  # a path is a name too
            check_owner(strategies[said], targets[name], (*here, i))
    return Cast(scenarios, strategies, tuple(played), tuple(others))


def scenario_of(name: str, fixed: Mapping[str, Any], folder: Path, keys: KeyPath, of_fixed: KeyPath) -> Scenario:
    """A scenario by name or by a path from the design's folder, with what all points change."""
    try:
        plain = load_scenario(beside(name, folder))
    except InputError as error:
        raise Wrong(keys, f"is {shown(name)}: {error}") from None
    for path, value in fixed.items():
        try:
            plain = load_scenario(plain, {path: value})
        except InputError as error:
            raise Wrong((*of_fixed, path), f"is {shown(value)}: {without_origin(error)}") from None
    return plain


def added(strategies: dict[str, Strategy], name: str, folder: Path, keys: KeyPath) -> str:
    """Load a strategy; its key, by which paths and tables call it."""
    try:
        loaded = strategy(beside(name, folder))
    except InputError as error:
        raise Wrong(keys, f"is {shown(name)}: {error}") from None
    if loaded.key in strategies:
        raise Wrong(keys, f"is {shown(name)}; another strategy has the name {loaded.key} already")
    strategies[loaded.key] = loaded
    return loaded.key


def beside(name: str, folder: Path) -> str | Path:
    """A path counts from the folder of the design's file."""
    return folder / name if is_path(name) else name


def check_owner(chosen: Strategy, targets: tuple[Target, ...], keys: KeyPath) -> None:
    """A power can only follow strategies of its own."""
    for target in targets:
        if isinstance(target, OfOther) and chosen.by != target.power:
            whose = "the focal power" if chosen.by == FOCAL else chosen.by
            raise Wrong(keys, f"is {shown(chosen.key)}, which is a strategy of {whose}, not of {target.power}")


def check_modules(cast: Cast, targets: Mapping[str, tuple[Target, ...]]) -> None:
    """A parameter of a module that is off everywhere does nothing."""
    everything = [target.path for those in targets.values() for target in those if isinstance(target, OfFile)]
    for name, those in targets.items():
        for i, target in enumerate(those):
            parameter = parameter_in(target.path)[0] if isinstance(target, OfFile) else None
            if parameter is None or any(one.in_force(parameter) for one in cast.scenarios.values()):
                continue
            module = known_parameters()[parameter].about.module
            if not any(path.startswith(f"modules.{module}") for path in everything):
                said = f"is of the module {module}, which is off; add modules.{module}.on: true under set"
                raise Wrong(("factors", name, "path", i), said)


def check_outcomes(design: DesignFile, cast: Cast) -> None:
    """Each outcome to keep is one that a sweep has."""
    from influence_sim.experiments.sweeps.outcomes import outcome_columns

    columns = outcome_columns(list(dict.fromkeys(key for one in cast.scenarios.values() for key in one.states)))
    for i, name in enumerate(design.outcomes):
        if name not in columns:
            raise Wrong(("outcomes", i), f"is {shown(name)}, which is no outcome; {nearest_of_many(name, columns)}")


def check_values(name: str, factor: Factor, cast: Cast, design: DesignFile) -> None:
    """Each value of a factor alone must be allowed; of a prior the ends."""
    for i, value in enumerate(factor.extremes()):
        keys: KeyPath = ("factors", name, "values", i) if factor.values else ("factors", name)
        check_value(value, factor, cast, design, keys)


def check_column(name: str, factor: Factor, column: list[Scalar], cast: Cast, design: DesignFile) -> None:
    """The values of a list's column: each word, and the lowest and highest number."""
    numbers = kind_of(column[0]) == "a number"
    ordered = sorted(set(column), key=lambda value: value if numbers else str(value))
    distinct = [ordered[0], ordered[-1]] if numbers else ordered
    for value in distinct:
        check_value(value, factor, cast, design, ("file",), f"has {shown(value)} for {name}")


def check_value(value: Scalar, factor: Factor, cast: Cast, design: DesignFile, keys: KeyPath, said: str = "") -> None:
    """Whether the scenario and the strategies take a value."""
    subject = said or (f"is {shown(value)}" if factor.values else f"reaches {shown(value)}")
    try:
        setting = setting_of({factor.name: value}, {factor.name: factor}, cast, {})
        if setting.overrides:
            setting.load()
    except InputError as error:
        raise Wrong(keys, f"{subject}: {without_origin(error)}") from None
