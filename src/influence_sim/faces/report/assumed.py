"""What a report says was assumed: the contested parameters, the deciders, what the user set."""

from collections.abc import Mapping

from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.report.values import value_text
from influence_sim.plots.words import listed
from influence_sim.scenario.listing import prior_text
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.schema import Scenario

CONTESTED = "contested"


def decider_words(scenario: Scenario, drawn: bool) -> str:
    """The deciding assumptions with symbol, and value and unit or the prior they are drawn from."""
    parts = []
    for name in scenario.deciders:
        about = known_parameters()[name].about
        symbol = about.symbol if about.symbol not in ("", "–") else name
        unit = about.unit[1:] if about.unit.startswith("1/") else f" {about.unit}".removesuffix(" -")
        value = f" drawn: {prior_text(scenario, name)}" if drawn else f" = {value_text(scenario, name)}{unit}"
        parts.append(f"{about.meaning} ({symbol}{value}{f'; {name}' if symbol != name else ''})")
    return listed(parts)


def assumed(scenario: Scenario, settings: Mapping[str, object], drawn: bool) -> list[Block]:
    """The section "What was assumed"."""
    names = [name for name in known_parameters() if scenario.parameters[name].evidence == CONTESTED]
    rows = [
        [
            known_parameters()[name].about.meaning,
            value_text(scenario, name),
            known_parameters()[name].about.unit,
            prior_text(scenario, name),
            name,
        ]
        for name in names
    ]
    lead = (
        "The evidence does not settle these assumptions. "
        + ("Each world drew them from their priors." if drawn else "In this report they stand at their values.")
        + " All other parameters: influence-sim list parameters."
    )
    blocks: list[Block] = [Heading("What was assumed"), Paragraph(lead)]
    if settings:
        changed = listed([f"{path} = {shown(value)}" for path, value in settings.items()])
        blocks.append(Paragraph(f"Set on the command line: {changed}."))
    if rows:
        blocks.append(Table(["Contested assumption", "Value", "Unit", "Prior", "Name"], rows, words=5))
    return blocks
