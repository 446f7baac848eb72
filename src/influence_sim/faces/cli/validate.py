"""``influence-sim validate``."""

from collections.abc import Sized
from pathlib import Path
from typing import Annotated, Any

import typer

from influence_sim.errors import InputError
from influence_sim.faces.cli import completing
from influence_sim.faces.cli.failing import WRONG, told


def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Scenario, strategy or design files, or names of shipped ones."),
    ],
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            metavar="NAME",
            help="Check as well that strategy files fit this scenario: its powers, states, channels, forums.",
            autocompletion=completing.scenarios,
        ),
    ] = "",
) -> None:
    """Check scenario, strategy and design files.

    The series that a scenario names are checked too; of a design the first and last point. One line for each file:
    "ok: …", or the first thing that is wrong with it, with line, key and what is allowed.

    \b
    Examples:
      influence-sim validate my_region.yaml
      influence-sim validate my_strategy.yaml --scenario baseline
      influence-sim validate configs/*.yaml configs/strategies/*.yaml
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.scenario.loading import load_scenario

    world = load_scenario(scenario) if scenario else None
    wrong = False
    for file in files:
        try:
            print(f"ok: {file}: {checked(file, world)}", flush=True)
        except InputError as error:
            wrong = True
            told(str(error), WRONG)
    if wrong:
        raise typer.Exit(WRONG)


def checked(file: str, world: Any) -> str:
    """What a file holds, if nothing is wrong with it.

    Raises:
        InputError: the first thing that is wrong.
    """
    from influence_sim.scenario.loading import load_scenario
    from influence_sim.scenario.strategies import strategy
    from influence_sim.scenario.world import build_world

    path = located(file)
    kind = kind_of(path)
    if kind == "design":
        return checked_design(path)
    if kind == "strategy":
        chosen = strategy(path)
        if world is None:
            return f"strategy “{chosen.title}”"
        build_world(world, [chosen])
        return f"strategy “{chosen.title}”, fits {world.key}"
    scenario = load_scenario(path)
    build_world(scenario)
    actors: dict[str, Sized] = {"power": scenario.powers, "state": scenario.states, "forum": scenario.forums}
    counts = ", ".join(f"{len(those)} {kind}{'' if len(those) == 1 else 's'}" for kind, those in actors.items())
    return f"scenario “{scenario.title}”, {scenario.years.first}–{scenario.years.last}, {counts}"


def checked_design(path: Path) -> str:
    """What a design holds, if its first and last point can be played."""
    from influence_sim.experiments.designs import load_design

    design = load_design(path)
    design.check(series=True)
    counts = f"{design.point_count:,} points of {len(design.factors)} factors, {design.run_count:,} runs"
    return f"design “{design.title}”, {design.method}, {counts}"


def located(file: str) -> Path:
    """The path of a file, or of the shipped scenario, strategy or design of that name."""
    from influence_sim.scenario.files import KINDS, find, is_file, is_path, shipped_names
    from influence_sim.scenario.names import nearest_of_many

    if is_path(file) or is_file(Path(file)) or Path(file[:255]).is_dir():
        return Path(file)
    for kind in KINDS:
        if file in shipped_names(kind):
            return find(file, kind)
    every = [name for kind in KINDS for name in shipped_names(kind)]
    raise InputError(f'there is no file "{file}", nor is one shipped; {nearest_of_many(file, every)}')


def kind_of(path: Path) -> str:
    """Whether a file describes a scenario, a strategy or a design, by its keys.

    Raises:
        InputError: it is no YAML mapping, or has keys of none of them.
    """
    from influence_sim.experiments.designs.schema import DesignFile
    from influence_sim.scenario.files import shown_path
    from influence_sim.scenario.schema import Scenario
    from influence_sim.scenario.strategies import Strategy
    from influence_sim.scenario.yaml import read_file

    keys = {str(key) for key in read_file(path).mapping}
    known = {
        "strategy": set(Strategy.model_fields),
        "scenario": {*Scenario.model_fields, "extends"},
        "design": set(DesignFile.model_fields),
    }
    if not keys & set().union(*known.values()):
        wanted = "a scenario has years, roles, powers, …, a strategy by, regional_share, …, a design method, factors, …"
        raise InputError(f"{shown_path(path)} holds neither a scenario nor a strategy nor a design: {wanted}")
    own = {kind: those.difference(*(known[other] for other in known if other != kind)) for kind, those in known.items()}
    return max(known, key=lambda kind: len(keys & own[kind]))
