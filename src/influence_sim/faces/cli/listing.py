"""``influence-sim list``."""

from typing import Annotated, Any, cast

import typer

from influence_sim.errors import nearest
from influence_sim.faces.cli import completing
from influence_sim.faces.cli.failing import UsageError
from influence_sim.faces.document import Block, Heading, Paragraph, Table, as_text
from influence_sim.faces.layout import terminal_width

SUBJECTS = ("scenarios", "strategies", "designs", "parameters", "metrics")


def list_(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="scenarios, strategies, designs, parameters or metrics; all but the parameters if left out.",
            autocompletion=completing.subjects,
            show_default=False,
        ),
    ] = "",
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            metavar="NAME",
            help="Whose values the parameters have, and whose powers the strategies.",
            autocompletion=completing.scenarios,
        ),
    ] = "baseline",
) -> None:
    """List what there is to choose from, with one line each.

    \b
    Examples:
      influence-sim list
      influence-sim list strategies --scenario classroom
      influence-sim list parameters --scenario classroom
    """  # noqa: D301 (a backspace is meant)
    if subject and subject not in SUBJECTS:
        raise UsageError(f'"{subject}" cannot be listed; {nearest(subject, SUBJECTS)}')
    wanted = [subject] if subject else ["scenarios", "strategies", "designs", "metrics"]
    blocks: list[Block] = []
    for one in wanted:
        blocks += [Heading(one.capitalize()), *section(one, scenario)]
    if not subject:
        blocks.append(Paragraph("Also: influence-sim list parameters. More on any of these: influence-sim show NAME."))
    print(as_text(blocks, terminal_width()), end="")


def section(subject: str, scenario: str) -> list[Block]:
    """The list of one kind."""
    if subject == "scenarios":
        from influence_sim.scenario.listing import list_scenarios

        return [files_table(list_scenarios())]
    if subject == "strategies":
        from influence_sim.scenario.listing import list_strategies

        return strategies_blocks(list_strategies(scenario))
    if subject == "designs":
        from influence_sim.experiments.designs.listing import list_designs

        return [files_table(list_designs())]
    return [metrics_table()] if subject == "metrics" else parameters_blocks(scenario)


def files_table(frame: Any) -> Table:
    """Shipped files with what they say of themselves."""
    rows = [[row["name"], f"{row['title']}. {row['summary']}"] for row in frame.to_dict("records")]
    return Table(["Name", "What it is"], rows, words=2)


def strategies_blocks(frame: Any) -> list[Block]:
    """The strategies that fit a scenario, with who may follow them; then the others, with what they would need."""
    rows = {True: [], False: []}  # type: dict[bool, list[list[str]]]
    for row in frame.to_dict("records"):
        last = f"{row['title']}: {row['refusal']}" if row["refusal"] else f"{row['title']}. {row['summary']}"
        rows[row["refusal"] == ""].append([row["name"], row["who"], last])
    blocks: list[Block] = [Table(["Name", "Whose", "What it is"], rows[True], words=3)]
    if rows[False]:
        blocks.append(Paragraph("Not in this scenario:"))
        blocks.append(Table(["Name", "Whose", "Why"], rows[False], words=3))
    return blocks


def parameters_blocks(name: str) -> list[Block]:
    """Every parameter with value, unit and meaning, those of one kind of evidence together."""
    from influence_sim.faces.report.values import short_value
    from influence_sim.scenario.loading import load_scenario
    from influence_sim.scenario.parameters import known_parameters

    scenario = load_scenario(name)
    groups: dict[str, list[list[str]]] = {}
    for key, (about, words) in known_parameters().items():
        row = [key, short_value(scenario, key), "a word" if words else about.unit, about.meaning]
        groups.setdefault(scenario.parameters[key].evidence, []).append(row)
    lead = f"Values of the scenario {scenario.key}, by their evidence; change one with --set parameters.NAME=VALUE."
    blocks: list[Block] = [Paragraph(lead)]
    for evidence, rows in groups.items():
        blocks += [Heading(evidence.capitalize(), 3), Table(["Name", "Value", "Unit", "Meaning"], rows, words=4)]
    return blocks


def metrics_table() -> Table:
    """What the frame ``metrics`` holds, in the words of the rules."""
    from types import SimpleNamespace

    from influence_sim.rules.shapes import Record, fields
    from influence_sim.runs.keeping import OUTCOMES
    from influence_sim.runs.trajectory import independence_parts

    meaning = {name: said.meaning for name, _, said in fields(Record)}
    parts = cast(Any, independence_parts)(SimpleNamespace(home="home", forum_hand="forum_hand", own_hand="own_hand"))
    rows = [[name, "all states", meaning[name]] for name in OUTCOMES]
    rows += [[name, "each state", meaning[field]] for name, field in parts.items()]
    return Table(["Metric", "Subject", "Meaning (a share, 0 to 1)"], rows, words=3)
