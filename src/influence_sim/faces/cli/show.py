"""``influence-sim show``."""

from typing import Annotated

import typer

from influence_sim.errors import InputError, nearest
from influence_sim.faces.cli import completing
from influence_sim.faces.document import Block, as_text
from influence_sim.faces.layout import terminal_width


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A scenario, strategy or parameter, by its name; scenarios and strategies also by path.",
            autocompletion=completing.everything,
        ),
    ],
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            metavar="NAME",
            help="Whose value and prior a parameter has.",
            autocompletion=completing.scenarios,
        ),
    ] = "baseline",
) -> None:
    """Show one scenario, strategy or parameter in full.

    \b
    Examples:
      influence-sim show baseline
      influence-sim show institution
      influence-sim show credit_leak
    """  # noqa: D301 (a backspace is meant)
    print(as_text(described(name, scenario), terminal_width()), end="")


def described(name: str, scenario: str) -> list[Block]:
    """The page on a name.

    Raises:
        InputError: nothing has this name, or its file is wrong.
    """
    from influence_sim.faces.cli import pages
    from influence_sim.faces.cli.validate import kind_of
    from influence_sim.scenario.files import find, is_path, shipped_names
    from influence_sim.scenario.parameters import known_parameters

    names = {kind: shipped_names(kind) for kind in ("scenario", "strategy")}
    for kind, shipped in names.items():
        if name in shipped or (is_path(name) and kind_of(find(name, kind)) == kind):
            return pages.scenario_page(name) if kind == "scenario" else pages.strategy_page(name)
    parameter = name.removeprefix("parameters.")
    if parameter in known_parameters():
        return pages.parameter_page(parameter, scenario)
    every = [*names["scenario"], *names["strategy"], *known_parameters()]
    hint = nearest(parameter, every)
    allowed = hint if hint.startswith("did") else "influence-sim list says what there is"
    raise InputError(f'there is no scenario, strategy or parameter "{name}"; {allowed}')
