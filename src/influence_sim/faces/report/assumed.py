"""What a report says was assumed: the contested parameters, the deciders, what the user set."""

from collections.abc import Mapping

from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.report.values import prior_words, value_words
from influence_sim.faces.words import capital
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.wording import NO_BREAK, listed

CONTESTED = "contested"
DRAWS = "Uniform: every value in the range is equally likely; loguniform: every factor is."


def decider_words(scenario: Scenario, drawn: bool) -> str:
    """The deciding assumptions with symbol, and value and unit or the prior they are drawn from."""
    parts = []
    for name in scenario.deciders:
        about = known_parameters()[name].about
        symbol = about.symbol if about.symbol not in ("", "–") else name
        value = f" drawn: {prior_words(scenario, name)}" if drawn else f" = {value_words(scenario, name)}"
        parts.append(f"{about.meaning} ({symbol}{value}{f'; {name}' if symbol != name else ''})")
    return listed(parts)


def unrecorded_sentence(scenario: Scenario) -> str:
    """Which powers' budgets are no series but a share of their GDP; empty where there are none."""
    shares = {
        power.name: budget.share_of_gdp
        for key, power in scenario.powers.items()
        if (budget := scenario.facts.budgets.get(key)) is not None and budget.share_of_gdp is not None
    }
    if not shares:
        return ""
    told = [f"{name} {share * 100:.2g} %".replace(" %", f"{NO_BREAK}%") for name, share in shares.items()]
    return f"No series tells what {listed(list(shares))} commit; a share of their own GDP is assumed: {listed(told)}."


def assumed(scenario: Scenario, settings: Mapping[str, object], drawn: bool) -> list[Block]:
    """The section "What was assumed"."""
    names = [
        name
        for name in known_parameters()
        if scenario.in_force(name) and scenario.parameters[name].evidence == CONTESTED
    ]
    blocks: list[Block] = [Heading("What was assumed")]
    if settings:
        changed = listed([f"{path} = {shown(value)}" for path, value in settings.items()])
        blocks.append(Paragraph(f"Set on the command line: {changed}."))
    if names:
        lead = "The evidence does not settle these assumptions. "
        lead += "Each world drew them from their priors." if drawn else "In this report they stand at their values."
        head = ["Contested assumption", "Value if not drawn" if drawn else "Value", "Prior", "Name"]
        rows = [
            [
                capital(known_parameters()[name].about.meaning),
                value_words(scenario, name),
                prior_words(scenario, name),
                name,
            ]
            for name in names
        ]
        blocks.append(Table(head, rows, words=len(head), caption=f"{lead} {DRAWS}"))
    if unrecorded := unrecorded_sentence(scenario):
        blocks.append(Paragraph(unrecorded))
    return [*blocks, Paragraph("All parameters, with the evidence for each: influence-sim list parameters.")]
