"""What ``show`` tells of a scenario, a strategy, a parameter."""

from collections.abc import Mapping
from typing import Any

from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.report.values import short_value, value_text
from influence_sim.scenario.files import shown_path
from influence_sim.scenario.listing import one_line, prior_text
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.over_time import Line
from influence_sim.scenario.over_time import words as over_time_words
from influence_sim.scenario.parameters import known_parameters, range_text
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy, strategy

NOTHING = "–"


def scenario_page(name: str) -> list[Block]:
    """A scenario: who, where, when, what is measured and what is assumed."""
    scenario = load_scenario(name)
    source = shown_path(scenario.source) if scenario.source else NOTHING
    blocks: list[Block] = [Heading(scenario.title, 1)]
    if scenario.summary:
        blocks.append(Paragraph(one_line(scenario.summary)))
    blocks += [facts_table(scenario, source), *actors(scenario)]
    if scenario.marks:
        blocks += [
            Heading("Events that figures mark"),
            Bullets([f"{mark.year}: {mark.label}" for mark in scenario.marks]),
        ]
    files = sorted({table.file for table in scenario.facts.tables.values()})
    if files:
        blocks += [
            Heading("Series"),
            Paragraph(f"{', '.join(files)}; SOURCES.md beside them has sources and licences."),
        ]
    table = Table(["Name", "Value", "Prior", "Evidence"], parameter_rows(scenario), words=4)
    return [*blocks, Heading("Parameters"), table, Paragraph("Each in full: influence-sim show PARAMETER.")]


def parameter_rows(scenario: Scenario) -> list[list[str]]:
    """Name, value, prior and evidence of every parameter."""
    return [
        [name, short_value(scenario, name), short_prior(scenario, name), scenario.parameters[name].evidence]
        for name in known_parameters()
    ]


def facts_table(scenario: Scenario, source: str) -> Table:
    """Years, roles and windows."""
    powers, roles, windows = scenario.powers, scenario.roles, scenario.windows
    rivals = ", ".join(powers[key].name for key in roles.rivals) or "none"
    branch = (
        f"history until {scenario.branch - 1}, the model from {scenario.branch}" if scenario.branch else "no history"
    )
    deciders = ", ".join(scenario.deciders) or "none"
    return Table(
        ["What", "Value"],
        [
            ["Name", scenario.key],
            ["File", source],
            ["Years", f"{scenario.years.first}–{scenario.years.last}, {scenario.steps_per_year} step(s) a year"],
            ["Branch", branch],
            ["Focal power", powers[roles.focal].name],
            ["Rivals", rivals],
            ["Its own forum", scenario.forums[roles.own_forum].name if roles.own_forum else "none"],
            ["Early window", f"{windows.early[0]}–{windows.early[1]}"],
            ["Late window", f"{windows.late[0]}–{windows.late[1]}"],
            ["Deciding assumptions", deciders],
            ["Digest", scenario.digest[:16]],
        ],
        words=2,
    )


def actors(scenario: Scenario) -> list[Block]:
    """Powers, states, forums and channels, each with its key."""
    forums = scenario.forums
    powers = [
        [key, power.name, f"would use {forums[power.forum].name}" if power.forum else "", power.note]
        for key, power in scenario.powers.items()
    ]
    members = [
        [key, forum.name, f"convened by {scenario.powers[forum.convenor].name}" if forum.convenor else "", forum.note]
        for key, forum in forums.items()
    ]
    states = [[key, state.name, "", state.note] for key, state in scenario.states.items()]
    channels = [[key, channel.name, "", channel.note] for key, channel in scenario.channels.items()]
    blocks: list[Block] = []
    for title, rows in (("Powers", powers), ("States", states), ("Forums", members), ("Channels", channels)):
        if rows:
            kept = [place for place in range(4) if place < 2 or any(row[place] for row in rows)]
            head = ["Key", "Name", "Role", "Note"]
            table = Table([head[i] for i in kept], [[row[i] for i in kept] for row in rows], words=4)
            blocks += [Heading(title), table]
    return blocks


def short_prior(scenario: Scenario, name: str) -> str:
    """A parameter's prior, or that it has several, where they would fill more than two lines."""
    text = prior_text(scenario, name)
    return text if len(text) <= 40 else "one for each element"


def strategy_page(name: str) -> list[Block]:
    """A strategy: every field, with those that are at their defaults named as such."""
    chosen = strategy(name)
    rows = [
        [field, field_text(getattr(chosen, field)), about.description or ""]
        for field, about in Strategy.model_fields.items()
        if field not in ("title", "summary")
    ]
    blocks: list[Block] = [Heading(chosen.title, 1)]
    if chosen.summary:
        blocks.append(Paragraph(one_line(chosen.summary)))
    source = shown_path(chosen.source) if chosen.source else NOTHING
    return [
        *blocks,
        Paragraph(f"Name: {chosen.key}. File: {source}."),
        Table(["Field", "Value", "Meaning"], rows, words=3),
    ]


def field_text(value: Any) -> str:
    """A field's value; a dash for what is left open."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Line | float) or (isinstance(value, dict) and value and all(map(is_year, value))):
        return over_time_words(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {over_time_words(item)}" for key, item in value.items()) or NOTHING
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NOTHING
    return one_line(str(value)) if value not in (None, "") else NOTHING


def is_year(key: Any) -> bool:
    """Whether a mapping's key is a year."""
    return isinstance(key, int)


def parameter_page(name: str, scenario_name: str) -> list[Block]:
    """A parameter: meaning, value, range, prior, evidence."""
    scenario = load_scenario(scenario_name)
    about, words = known_parameters()[name]
    entry = scenario.parameters[name]
    rows = [
        ["Value", f"{value_text(scenario, name)} in {scenario.key}"],
        ["Allowed", f"one of: {', '.join(words)}" if words else range_text(about)],
        ["Unit", "a word" if words else about.unit],
        ["Symbol", about.symbol],
        ["Prior", prior_text(scenario, name)],
        ["Evidence", entry.evidence],
    ]
    rows += [[label, one_line(text)] for label, text in (("Note", entry.note), ("Source", entry.source)) if text]
    example = words[-1] if words else "VALUE"
    return [
        Heading(name, 1),
        Paragraph(f"{about.meaning[:1].upper()}{about.meaning[1:]}."),
        Table(["What", "Value"], rows, words=2),
        Paragraph(f"To change it: --set parameters.{name}={example}"),
    ]
