"""``influence-sim compare``."""

from pathlib import Path
from typing import Annotated

import typer

from influence_sim.faces.cli import completing
from influence_sim.faces.cli.options import (
    Engine,
    Figures,
    Force,
    LedgerRuns,
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

STRATEGIES = ("bilateral", "institution")


def compare(
    context: typer.Context,
    scenario: ScenarioName = "baseline",
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            "--strategy",
            metavar="NAME",
            help="Two or more, by name or path of a YAML file; the others are held against the first.  [default:"
            " bilateral, institution]",
            autocompletion=completing.strategies,
        ),
    ] = None,
    other: Others = [],  # noqa: B006 (typer copies it)
    runs: Runs = 200,
    seed: Seed = 1,
    out: Out = None,
    force: Force = False,
    setting: Settings = [],  # noqa: B006 (typer copies it)
    engine: Engine = "auto",
    prior: Prior = False,
    ledger_runs: LedgerRuns = 32,
    figures: Figures = True,
    quiet: Quiet = False,
) -> None:
    """Compare strategies in paired worlds: the same luck for each.

    Prints the verdict in words and writes report.html, report.md, figures/, tables/ and provenance.json to a folder,
    results/compare-SCENARIO unless --out names another.

    \b
    Examples:
      influence-sim compare
      influence-sim compare --strategy bilateral --strategy hybrid --runs 1000 --out results/hybrid
      influence-sim compare --with retreat --with rival.yaml
      influence-sim compare baseline --set parameters.standing_per_depth=0.05 --prior --force
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.faces.cli.checking import prepared

    names = list(strategy or STRATEGIES)
    settings = settings_of(setting)
    world = loaded(scenario, settings)
    target = Path(out) if out is not None else Path("results") / f"compare-{world.key}"
    chosen, others = prepared(world, names, runs, engine, target, force, least=2, others=other)
    from influence_sim.faces.cli.working import comparison_to_folder  # heavy: after the checks

    comparison_to_folder(
        world,
        chosen,
        others,
        runs=runs,
        seed=seed,
        engine=engine,
        parameters="prior" if prior else "value",
        ledger_runs=ledger_runs,
        target=target,
        force=force,
        settings=settings,
        command=context.find_root().obj["command"],
        figures=figures,
        quiet=quiet,
    )
