"""``influence-sim patterns``."""

from pathlib import Path
from typing import Annotated

import typer

from influence_sim.faces.cli.options import (
    Force,
    Out,
    Quiet,
    ScenarioName,
    Seed,
    Settings,
    loaded,
    settings_of,
    whole_number,
)


def patterns(
    context: typer.Context,
    scenario: ScenarioName = "baseline",
    runs: Annotated[
        int,
        typer.Option(
            "--runs",
            metavar="N",
            parser=whole_number("--runs", 1),
            help="How many runs with the values as shipped, each with its own luck; 1 or more.",
        ),
    ] = 200,
    draws: Annotated[
        int,
        typer.Option(
            "--draws",
            metavar="N",
            parser=whole_number("--draws", 0),
            help="How many draws from the priors, which say what a pattern is worth as evidence; 0 leaves them out.",
        ),
    ] = 1000,
    seed: Seed = 1,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="LETTER", help="Patterns of one letter; can be repeated.")
    ] = None,
    out: Out = None,
    force: Force = False,
    setting: Settings = [],  # noqa: B006 (typer copies it)
    quiet: Quiet = False,
) -> None:
    """Look for the patterns that a scenario names, and say which the model misses.

    A pattern is met where more than half of the runs meet it. Beside it stands which part of draws from the priors
    does: what more than .95 of them meet is a check of sanity, no evidence. Writes patterns.csv, quantities.csv,
    patterns.json, report.md, report.html and provenance.json to a folder, results/patterns-SCENARIO unless --out
    names another.

    \b
    Examples:
      influence-sim patterns
      influence-sim patterns --only B --only C --runs 1000
      influence-sim patterns my_region.yaml --draws 0 --out results/mine
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.experiments.patterns.checking import compiled, look_for, planned
    from influence_sim.runs.store import check_output

    settings = settings_of(setting)
    world = loaded(scenario, settings)
    target = Path(out) if out is not None else Path("results") / f"patterns-{world.key}"
    plan = planned(world, only or ())
    check_output(target, force=force)

    from influence_sim.faces.cli.progress import Progress, announce_compiling  # heavy: after the checks
    from influence_sim.faces.document import as_text
    from influence_sim.faces.layout import terminal_width
    from influence_sim.faces.report import patterns_page
    from influence_sim.runs.provenance import provenance

    announce_compiling("compiled", quiet)
    with Progress("runs", plan.run_count(runs, draws), quiet) as progress:
        found = look_for(plan, runs, draws, seed, compiled(), progress.advance)
    facts = provenance(
        scenario=world,
        command=context.find_root().obj["command"],
        seed=seed,
        runs=runs,
        strategies=[],
        parameters={"values as shipped": runs, "draws from the priors": draws},
    )
    patterns_page.write(target, force, found, facts, settings)
    print(as_text(patterns_page.page(found), terminal_width()), end="")
    print(f"\nTables and report: {target}")
