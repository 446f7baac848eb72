"""Options that several commands share: how they are read, what they allow, how they complete."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from influence_sim.faces.cli import completing
from influence_sim.faces.cli.failing import UsageError

LIMIT = 2**32


def whole_number(option: str, low: int) -> Callable[[Any], int]:
    """A reader of whole numbers from ``low`` to 2³² − 1."""

    def read(text: Any) -> int:
        said = str(text).strip()
        if not re.fullmatch(r"[+-]?[0-9]{1,20}", said):
            raise UsageError(f'{option} "{said}" is not a whole number; allowed: {low} to {LIMIT - 1}')
        if not low <= int(said) < LIMIT:
            raise UsageError(f"{option} {int(said)} is out of range; allowed: {low} to {LIMIT - 1}")
        return int(said)

    return read


def settings_of(texts: list[str]) -> dict[str, Any]:
    """Path → value of each ``--set PATH=VALUE``; a later one comes before an earlier one.

    Raises:
        InputError: one is no setting.
    """
    from influence_sim.errors import InputError
    from influence_sim.scenario.overrides import parse_setting

    try:
        return dict(parse_setting(text) for text in texts)
    except InputError as error:
        raise InputError(f"--set {error}") from None


def loaded(scenario: str, settings: dict[str, Any]) -> Any:
    """The scenario with what was set on the command line.

    Raises:
        InputError: as ``load_scenario``; where the fault is in a setting, it says so.
    """
    from influence_sim.errors import InputError
    from influence_sim.scenario.loading import load_scenario

    try:
        return load_scenario(scenario, settings)
    except InputError as error:
        raise InputError(re.sub(r"^overrides: ", "--set: ", str(error))) from None


ScenarioName: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="Name of a shipped scenario (influence-sim list), or path of a YAML file.",
        autocompletion=completing.scenarios,
    ),
]
Others: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--with",
        metavar="NAME",
        help="What another power does, the same in all worlds: a strategy of that power, by name or path. Can be"
        " repeated.",
        autocompletion=completing.strategies_of_others,
    ),
]
Runs: TypeAlias = Annotated[
    int,
    typer.Option(
        "--runs",
        metavar="N",
        parser=whole_number("--runs", 1),
        help="How many worlds, each with its own luck; 1 or more.",
    ),
]
LedgerRuns: TypeAlias = Annotated[
    int,
    typer.Option(
        "--ledger-runs",
        metavar="N",
        parser=whole_number("--ledger-runs", 0),
        help="Worlds of the ledger, which says why: each takes every combination of the contested terms; 0 leaves it"
        " out.",
    ),
]
Seed: TypeAlias = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="S",
        parser=whole_number("--seed", 0),
        help="Which luck, 0 to 4294967295; the same seed gives the same numbers.",
    ),
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace earlier results in that folder.")]
Settings: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change one value of the scenario, as in parameters.credit_leak=0.2. Can be repeated.",
        autocompletion=completing.setting_paths,
    ),
]
Engine: TypeAlias = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="E",
        help="auto, lanes, compiled or mesa; they give the same numbers, lanes are fastest.",
        autocompletion=completing.engines,
    ),
]
Prior: TypeAlias = Annotated[
    bool,
    typer.Option("--prior", help="Each world draws its parameters from their priors, alike for all strategies."),
]
Figures: TypeAlias = Annotated[bool, typer.Option("--figures/--no-figures", help="Whether figures are drawn.")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
Out: TypeAlias = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the results.")]
