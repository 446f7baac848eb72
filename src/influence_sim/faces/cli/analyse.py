"""``influence-sim analyse``."""

from pathlib import Path
from typing import Annotated

import typer

from influence_sim.faces.cli.failing import UsageError
from influence_sim.faces.cli.options import Figures, Force, Out, Quiet


def analyse(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Analyse an unfinished sweep as far as it goes; the report says so.")
    ] = False,
    across: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FACTOR", help="A side of the maps, given twice; those that tell most if left out."
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option("--outcome", metavar="NAME", help="What boxes and the line of costs are about; possession_late."),
    ] = None,
    precision: Annotated[
        float, typer.Option("--precision", metavar="POINTS", min=0.0, help="Wanted half-width of a 90 % interval.")
    ] = 0.1,
    out: Out = None,
    force: Force = False,
    figures: Figures = True,
    quiet: Quiet = False,
) -> None:
    """Say what a sweep answers: who wins, where, by how much, and on which factors it hangs.

    Pairs of strategies by outcome and state, maps over two factors, boxes, sensitivities, one line of costs, and the
    game between powers where the sweep varies several powers' strategies. Writes report.md, report.html, figures/,
    tables/ and provenance.json to a folder, results/analysis-NAME unless --out names another.

    \b
    Examples:
      influence-sim analyse results/sweep-sensitivity
      influence-sim analyse results/sweep-mine --map rho --map leak --outcome milieu_late
      influence-sim analyse results/sweep-mine --partial --no-figures
    """  # noqa: D301 (a backspace is meant)
    if across and len(across) != 2:
        raise UsageError(f"--map was given {len(across)} times; a map has two sides: --map FACTOR --map FACTOR")
    if precision <= 0.0:
        raise UsageError(f"--precision {precision:g} is not allowed; give percentage points above 0")
    from influence_sim.experiments.sweeps.opening import open_sweep
    from influence_sim.runs.store import check_output

    sweep = open_sweep(folder)
    sweep.check_complete(partial)
    target = out if out is not None else Path("results") / f"analysis-{folder.resolve().name}"
    check_output(target, force=force)

    from influence_sim.experiments.analysis.reading import results_of  # heavy: after the checks
    from influence_sim.faces.cli.progress import Progress
    from influence_sim.faces.document import as_text
    from influence_sim.faces.layout import terminal_width
    from influence_sim.faces.report.analysis_page import Wanted, analysis, head_of, provenance_of
    from influence_sim.faces.report.writing import write_report

    sides = (across[0], across[1]) if across else None
    page = analysis(results_of(sweep), Wanted(sides, outcome, precision, figures))
    facts = provenance_of(sweep.manifest, context.find_root().obj["command"], folder, sweep.complete)
    with Progress("tables and figures" if figures else "tables", 1 + len(page.pictures), quiet) as progress:
        write_report(target, force, page.blocks, page.tables, page.pictures, facts, progress.advance)
    print(as_text(head_of(page.blocks), terminal_width()), end="")
    print(f"\nReport, figures and tables: {target}")
