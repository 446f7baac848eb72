"""``influence-sim explain``."""

from typing import Annotated

import typer

from influence_sim.errors import InputError
from influence_sim.faces.cli import completing
from influence_sim.faces.cli.options import (
    Others,
    Prior,
    ScenarioName,
    Seed,
    Settings,
    loaded,
    settings_of,
    whole_number,
)


def actors_of(context: typer.Context, kind: str) -> list[str]:
    """Keys and names of a scenario's powers or states, for the Tab key."""
    from influence_sim.scenario.loading import load_scenario

    given = [*context.args, context.params["scenario"]]  # a word before an unfinished option is not yet assigned
    actors = getattr(load_scenario(given[0]), kind)
    return [*actors, *(actor.name for key, actor in actors.items() if actor.name != key)]


def powers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Powers of the scenario on the line."""
    return completing.quietly(lambda: actors_of(ctx, "powers"), incomplete)


def states(ctx: typer.Context, incomplete: str) -> list[str]:
    """States of the scenario on the line."""
    return completing.quietly(lambda: actors_of(ctx, "states"), incomplete)


def explain(
    scenario: ScenarioName = "baseline",
    power: Annotated[
        str,
        typer.Option("--power", metavar="P", help="Whose influence; key or name.", autocompletion=powers),
    ] = "",
    state: Annotated[
        str,
        typer.Option("--state", metavar="S", help="In which state; key or name.", autocompletion=states),
    ] = "",
    year: Annotated[
        str,
        typer.Option("--year", metavar="Y", help="At the end of which year; the last one if left out."),
    ] = "",
    strategy: Annotated[
        str,
        typer.Option(
            "--strategy", metavar="NAME", help="By name or path of a YAML file.", autocompletion=completing.strategies
        ),
    ] = "bilateral",
    other: Others = [],  # noqa: B006 (typer copies it)
    seed: Seed = 1,
    run: Annotated[
        int,
        typer.Option(
            "--run", metavar="R", parser=whole_number("--run", 0), help="Which world of that seed, counted from 0."
        ),
    ] = 0,
    setting: Settings = [],  # noqa: B006 (typer copies it)
    prior: Prior = False,
) -> None:
    """Explain why a power holds what it holds in a state.

    Tells where the number comes from, in words and tables.

    Prints who else stands there, how the power's standing came about, where the money came from that worked,
    why so much was planned for this state, and why the state is or is not in each forum.

    \b
    Examples:
      influence-sim explain classroom --power North --state Alba --year 2005
      influence-sim explain classroom --power South --state bora --strategy institution
      influence-sim explain classroom --power North --state Cima --set parameters.shocks=1 --run 7
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.experiments.explanation import explain as explained
    from influence_sim.faces.document import as_text
    from influence_sim.faces.explained_page import page
    from influence_sim.faces.layout import terminal_width

    world = loaded(scenario, settings_of(setting))
    try:
        number: object = int(year) if year else None
    except ValueError:
        number = year
    if number is not None and not isinstance(number, int):
        first, last = world.years.first, world.years.last
        raise InputError(f'--year "{year}" is not a year; allowed: {first} to {last}')
    made = explained(world, power, state, number, strategy, seed, run, "prior" if prior else "value", other)
    print(as_text(page(made), terminal_width()), end="")
