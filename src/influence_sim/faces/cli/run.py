"""``influence-sim run``."""

from pathlib import Path
from typing import Annotated

import typer

from influence_sim.faces.cli import completing
from influence_sim.faces.cli.options import (
    Engine,
    Figures,
    Force,
    Others,
    Out,
    Prior,
    Quiet,
    Runs,
    ScenarioName,
    Seed,
    Settings,
    loaded,
    settings_of,
)


def run(
    context: typer.Context,
    scenario: ScenarioName = "baseline",
    strategy: Annotated[
        str,
        typer.Option(
            "--strategy", metavar="NAME", help="By name or path of a YAML file.", autocompletion=completing.strategies
        ),
    ] = "bilateral",
    other: Others = [],  # noqa: B006 (typer copies it)
    runs: Runs = 200,
    seed: Seed = 1,
    out: Out = None,
    force: Force = False,
    setting: Settings = [],  # noqa: B006 (typer copies it)
    engine: Engine = "auto",
    prior: Prior = False,
    figures: Figures = True,
    quiet: Quiet = False,
) -> None:
    """Run one strategy in many worlds, or in a single one.

    Prints the results in words and writes report.html, report.md, figures/, tables/ and provenance.json to a folder,
    results/run-SCENARIO unless --out names another. With --runs 1 the tables hold that run, channel by channel.

    \b
    Examples:
      influence-sim run
      influence-sim run classroom --runs 1 --strategy institution
      influence-sim run --strategy hybrid --with retreat
      influence-sim run --runs 1000 --prior --out results/prior
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.faces.cli.checking import prepared

    settings = settings_of(setting)
    world = loaded(scenario, settings)
    target = Path(out) if out is not None else Path("results") / f"run-{world.key}"
    (chosen,), others = prepared(world, [strategy], runs, engine, target, force, least=1, others=other)
    from influence_sim.faces.cli.working import runs_to_folder  # heavy: after the checks

    runs_to_folder(
        world,
        chosen,
        others,
        runs=runs,
        seed=seed,
        engine=engine,
        parameters="prior" if prior else "value",
        target=target,
        force=force,
        settings=settings,
        command=context.find_root().obj["command"],
        figures=figures,
        quiet=quiet,
    )
