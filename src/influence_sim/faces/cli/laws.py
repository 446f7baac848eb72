"""``influence-sim laws``."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from influence_sim.faces.cli.options import Quiet, ScenarioName, Seed, Settings, loaded, settings_of, whole_number

NO_BREAK = "\N{NO-BREAK SPACE}"
SIDES = {"at most": "≤", "at least": "≥"}
LEGEND = (
    "Shares are from 0 to 1. Relative: to the amount, or to 1 where it is smaller. Numbers: those of a run’s record"
    " that differ in any bit. Errors: of a mean or a spread, by chance."
)


def laws(
    scenario: ScenarioName = "baseline",
    runs: Annotated[
        int,
        typer.Option(
            "--runs",
            metavar="N",
            parser=whole_number("--runs", 10),
            help="How many runs the laws of steps compare, each with its own luck; 10 or more.",
        ),
    ] = 400,
    seed: Seed = 1,
    setting: Settings = [],  # noqa: B006 (typer copies it)
    quiet: Quiet = False,
) -> None:
    """Check the laws of the core on a scenario.

    A law must hold whatever the numbers are; where one does not, the rules are wrong. Prints each with what is to
    hold, what was measured and what is allowed. The exit code is 1 if a law does not hold.

    \b
    Examples:
      influence-sim laws
      influence-sim laws classroom --set parameters.shocks=1
      influence-sim laws my_region.yaml --runs 2000
    """  # noqa: D301 (a backspace is meant)
    from influence_sim.errors import InfluenceSimError
    from influence_sim.experiments.laws import LAWS, check_laws
    from influence_sim.faces.cli.progress import Progress, announce_compiling
    from influence_sim.faces.document import as_text
    from influence_sim.faces.layout import terminal_width

    world = loaded(scenario, settings_of(setting))
    announce_compiling("compiled", quiet)
    with Progress("laws", len(LAWS), quiet) as progress:
        table = check_laws(world, seed, runs, progress=progress.advance)
    print(as_text(page(world, table), terminal_width()), end="")
    broken = list(table["law"][~table["holds"].fillna(True)])
    if broken:
        raise InfluenceSimError(broken_words(broken, world.title))


def page(scenario: Any, table: Any) -> list[Any]:
    """The page on all laws: a table and how many hold."""
    from influence_sim.faces.document import Heading, Paragraph, Table

    rows = [cells(row) for row in table.to_dict("records")]
    head = ["Law", "What is to hold", "Held", "Measured", "Allowed"]
    return [
        Heading(f"The laws of the core in “{scenario.title}”", 1),
        Table(head, rows, words=3, spaced=True),
        Paragraph(LEGEND),
        Paragraph(summary(int(table["holds"].sum()), int(table["holds"].count()), int(table["holds"].isna().sum()))),
    ]


def cells(row: dict[str, Any]) -> list[str]:
    """A law's row: its name, what is to hold with the note below, whether it held, what was measured and allowed."""
    note = str(row["note"])
    statement = str(row["statement"]) + (f"\n({note})" if note else "")
    if row["side"] == "":
        return [row["law"], statement, "–", "–", "–"]
    per_cent = f"{NO_BREAK}%" if row["unit"] == "%" else ""
    unit = per_cent or f"\n{row['unit']}"
    allowed = f"{SIDES[row['side']]}{NO_BREAK}{number(row['bound'])}{unit}"
    return [row["law"], statement, "yes" if row["holds"] else "NO", number(row["measured"]) + per_cent, allowed]


def number(value: float) -> str:
    """Two digits of a measure, all of a count.

    >>> number(0.3265), number(1.2e-16), number(17170), number(1e-9), number(0)
    ('0.33', '1e-16', '17,170', '1e-9', '0')
    """
    if value == round(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if abs(value) < 0.001:
        digits, _, exponent = f"{value:.0e}".partition("e")
        return f"{digits}e{int(exponent)}"
    return f"{value:.2g}" if abs(value) < 100 else f"{value:,.0f}"


def summary(kept: int, applied: int, silent: int) -> str:
    """How many laws hold of those that apply, and how many do not apply.

    >>> summary(2, 2, 0), summary(1, 2, 1)
    ('All 2 laws hold.', '1 of 2 laws holds. 1 law does not apply to this scenario.')
    """
    said = f"All {applied} laws hold." if kept == applied else f"{kept} of {applied} laws hold{'s' * (kept == 1)}."
    if silent:
        said += f" {silent} law{' does' if silent == 1 else 's do'} not apply to this scenario."
    return said


def broken_words(names: Sequence[str], title: str) -> str:
    """What is said where laws do not hold.

    >>> broken_words(["Money"], "Two powers")
    'a law does not hold in “Two powers”: Money; the rules or the scenario’s ledger are not what they are said to be'
    """
    lead = "a law does not hold" if len(names) == 1 else f"{len(names)} laws do not hold"
    listed = "; ".join(names)
    return f"{lead} in “{title}”: {listed}; the rules or the scenario’s ledger are not what they are said to be"
