"""``influence-sim show``."""

from itertools import chain
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
            help="A scenario, strategy, design or parameter, by its name; all but parameters also by path.",
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
    """Show one scenario, strategy, design or parameter in full.

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
    from influence_sim.faces.cli.design_page import design_page
    from influence_sim.faces.cli.validate import kind_of
    from influence_sim.scenario.files import KINDS, find, is_path, shipped_names
    from influence_sim.scenario.parameters import known_parameters

    names = {kind: shipped_names(kind) for kind in KINDS}
    page_of = {"scenario": pages.scenario_page, "strategy": pages.strategy_page, "design": design_page}
    for kind, shipped in names.items():
        if name in shipped or (is_path(name) and kind_of(find(name, kind)) == kind):
            return page_of[kind](name)
    parameter = name.removeprefix("parameters.")
    if parameter in known_parameters():
        return pages.parameter_page(parameter, scenario)
    every = [*chain.from_iterable(names.values()), *known_parameters()]
    hint = nearest(parameter, every)
    allowed = hint if hint.startswith("did") else "influence-sim list says what there is"
    raise InputError(f'there is no scenario, strategy, design or parameter "{name}"; {allowed}')
