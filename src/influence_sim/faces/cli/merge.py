"""``influence-sim merge``."""

from pathlib import Path
from typing import Annotated

import typer

from influence_sim.faces.cli.options import Out, Quiet


def merge(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR…", help="Folders of all shards of one sweep.")],
    out: Out = None,
    force: Annotated[bool, typer.Option("--force", help="Begin anew, whatever sweep the folder holds.")] = False,
    quiet: Quiet = False,
) -> None:
    """Put the shards of a sweep together: the dataset that one machine would have made.

    It lies in results/sweep-DESIGN unless --out names another folder. The shards stay as they are.

    \b
    Examples:
      influence-sim merge results/sweep-sensitivity-shard-*
      influence-sim merge a/ b/ c/ --out results/whole
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.experiments.sweeps.chunks import Shard, chunks_of
    from influence_sim.experiments.sweeps.folder import read_manifest
    from influence_sim.experiments.sweeps.merging import merge_sweeps
    from influence_sim.experiments.sweeps.plan import default_folder
    from influence_sim.faces.cli.progress import Progress

    first = read_manifest(folders[0])
    target = out if out is not None else default_folder(str(first.design.get("key", "merged")), Shard())
    count = len(chunks_of(first.points["count"], len(first.strategies), first.runs))
    with Progress("chunks", count, quiet) as progress:
        merge_sweeps(folders, target, force=force, progress=progress.advance)
    print(f"{count:,} chunks: {target}")
