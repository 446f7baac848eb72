"""What ``compare`` and ``run`` do once all that was asked for has been checked: work, write, print."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from influence_sim.experiments.comparison import compare, run_count
from influence_sim.experiments.ledger import ledger_run_count
from influence_sim.faces.cli.progress import Progress, announce_compiling
from influence_sim.faces.document import Block, as_text
from influence_sim.faces.layout import terminal_width
from influence_sim.faces.report import comparison_page, run_page
from influence_sim.faces.report.figures import comparison_pictures, run_pictures
from influence_sim.faces.report.tables import comparison_tables, ensemble_tables, trajectory_tables
from influence_sim.faces.report.writing import write_report
from influence_sim.runs.choosing import engine_for_many_runs, engine_for_one_run
from influence_sim.runs.ensemble import ensemble
from influence_sim.runs.provenance import provenance
from influence_sim.runs.simulate import simulate
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy


def comparison_to_folder(
    scenario: Scenario,
    strategies: Sequence[Strategy],
    others: Sequence[Strategy],
    *,
    runs: int,
    seed: int,
    engine: str,
    parameters: str,
    ledger_runs: int,
    target: Path,
    force: bool,
    settings: Mapping[str, object],
    command: Sequence[str],
    figures: bool,
    quiet: bool,
) -> None:
    """Compare, make the ledger (unless it is given no runs), write the folder, print the report's head."""
    announce_compiling(engine_for_many_runs(engine), quiet)
    with Progress("runs", run_count(scenario, strategies, runs), quiet) as progress:
        comparison = compare(
            scenario, strategies, runs, seed, parameters, engine, others, ledger_runs, progress=progress.advance
        )
    if ledger_runs and scenario.ledger:
        pairs = len(strategies) - 1
        with Progress("runs of the ledger", pairs * ledger_run_count(scenario, ledger_runs), quiet) as progress:
            comparison.make_ledgers(progress.advance)
    facts = provenance(
        scenario=scenario,
        command=command,
        seed=seed,
        runs=runs,
        strategies=[one.key for one in strategies],
        parameters=parameters,
        others=[one.key for one in others],
    )
    pictures = comparison_pictures(comparison) if figures else []
    with Progress("tables and figures" if figures else "tables", 1 + len(pictures), quiet) as progress:
        tables = comparison_tables(comparison)
        blocks = comparison_page.page(comparison, facts, settings, figures)
        write_report(target, force, blocks, tables, pictures, facts, progress.advance)
    show(comparison_page.head_of(comparison), target)


def runs_to_folder(
    scenario: Scenario,
    strategy: Strategy,
    others: Sequence[Strategy],
    *,
    runs: int,
    seed: int,
    engine: str,
    parameters: str,
    target: Path,
    force: bool,
    settings: Mapping[str, object],
    command: Sequence[str],
    figures: bool,
    quiet: bool,
) -> None:
    """Run, write the folder, print the report's head."""
    drawn = parameters != "value"
    tables: Any
    if runs == 1:
        announce_compiling(engine_for_one_run(engine), quiet)
        trajectory = simulate(scenario, strategy, seed, 0, engine, parameters, others)
        many, tables = run_page.as_ensemble(trajectory), trajectory_tables(trajectory)
    else:
        announce_compiling(engine_for_many_runs(engine), quiet)
        with Progress("runs", runs, quiet) as progress:
            many = ensemble(
                scenario,
                strategy,
                runs,
                seed,
                engine=engine,
                parameters=parameters,
                others=others,
                progress=progress.advance,
            )
        tables = ensemble_tables({strategy.key: many})
    facts = provenance(
        scenario=scenario,
        command=command,
        seed=seed,
        runs=runs,
        strategies=[strategy.key],
        parameters=parameters,
        others=[one.key for one in others],
    )
    pictures = run_pictures(trajectory if runs == 1 else many) if figures else []
    with Progress("tables and figures" if figures else "tables", 1 + len(pictures), quiet) as progress:
        blocks = run_page.page(many, facts, settings, drawn, figures)
        write_report(target, force, blocks, tables, pictures, facts, progress.advance)
    show(run_page.head_of(many, drawn), target)


def show(blocks: Sequence[Block], target: Path) -> None:
    """Print a page and where the rest of it is."""
    sys.stdout.write(as_text(blocks, terminal_width()))
    sys.stdout.write(f"\nReport, figures and tables: {target}\n")
