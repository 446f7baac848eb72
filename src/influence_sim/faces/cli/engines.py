"""``influence-sim engines``."""

from typing import Annotated

import typer

from influence_sim.faces.document import Block, Paragraph, Table, as_text
from influence_sim.faces.layout import terminal_width


def engines(
    source: Annotated[
        bool, typer.Option("--source", help="Print the code that is generated from the rules for lanes instead.")
    ] = False,
) -> None:
    """List the engines, all with the same numbers, and whether each has its machine code ready.

    \b
    Examples:
      influence-sim engines
      influence-sim engines --source > lanes.ll
    """  # noqa: D301 (a backspace is meant)
    if source:
        from influence_sim.engines.lanes.compiling import source_of
        from influence_sim.language.reading import read_rulebook

        print(source_of(read_rulebook()))
    else:
        print(as_text(listed(), terminal_width()), end="")


def listed() -> list[Block]:
    """The engines with one line each."""
    from influence_sim.runs.choosing import ABOUT

    rows = [[name, state_of(name), about] for name, about in ABOUT.items()]
    lead = "Engines run the same rules and give the same numbers, to the last bit; --engine chooses one."
    return [Paragraph(lead), Table(["Name", "Machine code", "What it is"], rows, words=3)]


def state_of(engine: str) -> str:
    """Whether an engine has what it needs."""
    from influence_sim.runs.choosing import is_ready

    if engine in ("auto", "mesa"):
        return "none needed"
    return "ready" if is_ready(engine) else "compiled when first used"
