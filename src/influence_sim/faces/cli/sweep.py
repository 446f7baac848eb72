"""``influence-sim sweep``."""

import re
from typing import Annotated, Any

import typer

from influence_sim.faces.cli import completing
from influence_sim.faces.cli.failing import UsageError
from influence_sim.faces.cli.options import LIMIT, Out, Quiet, whole_number


def shard(text: Any) -> tuple[int, int]:
    """Read ``I/N``: part I of N, from 1/N to N/N."""
    found = re.fullmatch(r"([0-9]{1,10})/([0-9]{1,10})", str(text).strip())
    if not found:
        raise UsageError(f'--shard "{text}" is not I/N, as in 2/8: the second of eight parts')
    number, of = int(found[1]), int(found[2])
    if not 1 <= number <= of < LIMIT:
        raise UsageError(f'--shard "{text}" is out of range; allowed: 1/N to N/N')
    return number, of


def sweep(
    context: typer.Context,
    design: Annotated[
        str,
        typer.Argument(
            metavar="DESIGN",
            help="Name of a shipped design, or path of a YAML file.",
            autocompletion=completing.designs,
        ),
    ],
    out: Out = None,
    runs: Annotated[
        int | None,
        typer.Option(
            "--runs-per-point",
            metavar="N",
            parser=whole_number("--runs-per-point", 1),
            help="Runs of each strategy at each point; the design's if left out.",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="S",
            parser=whole_number("--seed", 0),
            help="Which luck, and which points are drawn; the design's if left out.",
        ),
    ] = None,
    part: Annotated[
        Any,
        typer.Option(
            "--shard",
            metavar="I/N",
            parser=shard,
            help="Only part I of N, into a folder of its own; influence-sim merge puts the parts together.",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            parser=whole_number("--workers", 1),
            help="Threads; as many as there are processors if left out. The dataset is the same.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Begin anew, whatever sweep the folder holds.")] = False,
    quiet: Quiet = False,
) -> None:
    """Run an experiment at all its points, into a dataset.

    Says first what it will do. Interrupted or killed, the same command goes on from there, and the dataset is the same
    as if nothing had happened. More runs or points extend a dataset that is there. It lies in results/sweep-DESIGN
    unless --out names another folder: points.parquet, chunks/*.parquet and manifest.json.

    \b
    Examples:
      influence-sim sweep bilateral_vs_regional
      influence-sim sweep my_design.yaml --runs-per-point 500 --out results/mine
      influence-sim sweep sensitivity --shard 2/8
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.experiments.designs import load_design
    from influence_sim.experiments.sweeps.chunks import Shard
    from influence_sim.experiments.sweeps.plan import default_folder, planned
    from influence_sim.experiments.sweeps.playing import ENGINE
    from influence_sim.experiments.sweeps.running import Job
    from influence_sim.experiments.sweeps.working import threads
    from influence_sim.faces.cli.progress import Progress, announce_compiling, say
    from influence_sim.faces.sweeping import announced, told

    chosen = load_design(design)
    mine = Shard(*part) if part else Shard()
    plan = planned(chosen, runs, seed, mine)
    target = out if out is not None else default_folder(chosen.key, mine)
    with Job(plan, target, force=force, command=context.find_root().obj["command"]) as job:
        announce_compiling(ENGINE, quiet)
        if not quiet:
            for line in announced(job, workers):
                say(line)
        with Progress("runs", job.runs_left, quiet or not job.runs_left) as progress:
            job.run(progress.advance, threads(workers))
        print(told(job))
