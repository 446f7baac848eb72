"""All laws on one scenario, as a table."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from influence_sim.experiments.laws import books, luck, modules, neutral, response, steps, switches, symmetry
from influence_sim.experiments.laws.case import Case, Law, Silent
from influence_sim.runs.choosing import Player, check_number, player
from influence_sim.scenario.loading import load_scenario

LAWS: Sequence[Law] = (
    neutral.neutral_point,
    neutral.ledger_terms,
    switches.luck_off,
    switches.memberships_dictated,
    switches.no_answer,
    switches.no_fund,
    switches.on_differs,
    modules.modules_off,
    modules.modules_on,
    symmetry.relabelling,
    symmetry.splitting,
    books.fading,
    books.money,
    response.response,
    luck.idle_strategy,
    luck.the_past,
    luck.one_decision,
    steps.paths,
    steps.means,
    steps.spreads,
    steps.membership_changes,
)
RUNS = 400
LEAST_RUNS = 10
COLUMNS = ("law", "statement", "measured", "side", "bound", "unit", "holds", "note")
NOT_APPLICABLE = "does not apply: "


def check_laws(
    scenario: Any = "baseline",
    seed: int = 1,
    runs: int = RUNS,
    *,
    progress: Callable[[int], None] | None = None,
    player: Player | None = None,
    laws: Sequence[Law] = LAWS,
) -> pd.DataFrame:
    """Check the laws of the core on a scenario.

    Args:
        scenario: a name, a path to YAML, or a scenario from ``load_scenario``.
        seed: which luck.
        runs: runs of each ensemble, in which the laws of steps compare means and spreads; 10 or more.
        progress: called with 1 after each law.
        player: what plays a run; the compiled engine where none is given.
        laws: which laws.

    Returns:
        law, statement (what is to hold), measured, side ("at most" or "at least"), bound, unit, holds, note; one row a
        law. Where a law says nothing of this scenario, ``measured`` and ``bound`` are NaN, ``holds`` is missing, and
        the note has the reason.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.
    """
    seed, runs = check_number("seed", seed), check_number("runs", runs, low=LEAST_RUNS)
    case = Case(load_scenario(scenario), seed, runs, player or compiled())
    _ = case.active  # a wrong series is told before any work
    rows = []
    for law in laws:
        rows.append((*words_of(law), *row_of(law, case)))
        if progress:
            progress(1)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"measured": float, "bound": float, "holds": "boolean"})


def compiled() -> Player:
    """The compiled engine."""
    return player("compiled")


def words_of(law: Law) -> tuple[str, str]:
    """A law's name and what is to hold, from its docstring."""
    said = inspect.getdoc(law) or law.__name__
    name, _, statement = said.partition("\n\n")
    return name.strip().rstrip("."), " ".join(statement.split())


def row_of(law: Law, case: Case) -> tuple[float, str, float, str, bool | None, str]:
    """What a law's check has found."""
    try:
        found = law(case)
    except Silent as reason:
        return float("nan"), "", float("nan"), "", None, f"{NOT_APPLICABLE}{reason}"
    side = "at least" if found.at_least else "at most"
    return found.measured, side, found.bound, found.unit, found.holds, found.note
