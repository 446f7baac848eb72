"""A comparison as a page: the head that a terminal shows, and what the file has besides."""

from collections.abc import Mapping
from typing import Any

from influence_sim.experiments.comparison import Comparison
from influence_sim.faces import findings as found
from influence_sim.faces.document import Block, Bullets, Code, Heading, Paragraph, Table
from influence_sim.faces.findings import BY_GDP, EQUALLY, GIVEN, WINDOWS, ZERO, View
from influence_sim.faces.report.assumed import assumed, decider_words
from influence_sim.faces.report.decides import decides_section, decides_tables
from influence_sim.faces.report.figures import comparison_pictures
from influence_sim.faces.report.ledger import ledger_section
from influence_sim.faces.report.origin import limits, origin
from influence_sim.faces.report.referee import referee_section
from influence_sim.faces.report.sources import sources
from influence_sim.faces.report.tables import keeps_ledger
from influence_sim.faces.report.told import (
    beside_words,
    depth_bullets,
    figures_section,
    leaders_section,
    membership_section,
    money_section,
    shares_words,
    window_head,
    world_words,
)
from influence_sim.faces.words import (
    AXES,
    PERCENT_OF_WORLDS,
    Finding,
    capital,
    dependence_sentence,
    finding_lines,
    luck_sentence,
    overall_sentence,
    quoted,
    weights_sentence,
    window_sentence,
)
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import counted, listed, span

FEW_WORLDS = 50


def head_of(comparison: Comparison) -> list[Block]:
    """What a reader needs first; the terminal shows this and the report begins with it."""
    others = comparison.strategies[1:]
    blocks: list[Block] = [
        Heading(title_of(comparison), 1),
        *question(comparison),
        Heading("The answer"),
        *deciding(comparison),
    ]
    blocks += [block for other in others for block in answer(comparison, other)]
    blocks += why(comparison)
    blocks += luck(comparison)
    blocks += money_section(comparison.ensembles)
    blocks += leaders_section(comparison.ensembles)
    if comparison.scenario.forums:
        reference, *rest = comparison.ensembles.values()
        blocks += membership_section(reference, rest)
        blocks += depth_bullets([reference, *rest])
    return [*blocks, limits()]


def page(
    comparison: Comparison,
    facts: Mapping[str, Any],
    settings: Mapping[str, object],
    pictures: bool,
) -> list[Block]:
    """The whole report."""
    head = head_of(comparison)
    blocks: list[Block] = [head[0], Code(" ".join(facts["command"])), *head[1:]]
    if keeps_ledger(comparison):
        blocks += referee_section(comparison, found.cast_of(comparison.scenario))
    if pictures:
        blocks += figures_section(comparison_pictures(comparison))
    if keeps_ledger(comparison):
        blocks += decides_tables(comparison, found.cast_of(comparison.scenario))
    blocks += assumed(comparison.scenario, settings, comparison.parameters != "value")
    return [*blocks, *sources(comparison.scenario), *origin(facts, comparison.scenario.title)]


def title_of(comparison: Comparison) -> str:
    """The strategies and the scenario."""
    titles = [quoted(one.title) for one in comparison.strategies]
    return f"{comparison.scenario.title}: {', '.join(titles[:-1])} or {titles[-1]}?"


def question(comparison: Comparison) -> list[Block]:
    """What is asked, of whom, in which worlds."""
    scenario, reference = comparison.scenario, comparison.reference
    cast, others = found.cast_of(scenario), [quoted(one.title) for one in comparison.strategies[1:]]
    asked = f"The question: does {cast.focal} fare better with {listed(others)} than with {quoted(reference.title)}?"
    kinds = [f"{quoted(one.title)}: {' '.join(one.summary.split())}" for one in comparison.strategies if one.summary]
    return [
        Paragraph(f"{asked} {world_words(scenario)}"),
        *(Paragraph(kind) for kind in kinds),
        *beside_words(scenario, comparison.others),
        Paragraph(shares_words(scenario)),
        Paragraph(worlds_words(comparison.runs, comparison.seed, comparison.parameters)),
    ]


def worlds_words(runs: int, seed: int, parameters: str) -> str:
    """How many worlds, what they share, what differs between them."""
    many = f"{counted(runs, 'paired world')}, seed {seed}: in each the strategies meet the same luck"
    if parameters == "value":
        rest = ". Parameters stand at their values, so the worlds differ by luck alone; --prior shows the spread of"
        rest += " the assumptions."
    else:
        rest = " and the same parameters, drawn from their priors."
    few = " With so few worlds the intervals are rough." if runs < FEW_WORLDS else ""
    return many + rest + few


def deciding(comparison: Comparison) -> list[Block]:
    """What the deciding assumption is, if the scenario names one."""
    if not comparison.scenario.deciders:
        return []
    said = decider_words(comparison.scenario, comparison.parameters != "value")
    return [Paragraph(f"The deciding assumption: {said}. Everything is told twice: with it as given, and at zero.")]


def answer(comparison: Comparison, other: Strategy) -> list[Block]:
    """The verdict on one strategy: sentences, then the table."""
    views = found.findings(comparison, other.key)
    caption = f"{quoted(other.title)} less {quoted(comparison.reference.title)}, in percentage points of influence:"
    caption += f" the mean, the interval that holds {PERCENT_OF_WORLDS}, and in how many worlds it is better. The"
    caption += " interval says how worlds differ, not how well the mean is known."
    return [
        *([Heading(quoted(other.title), 3)] if len(comparison.strategies) > 2 else []),
        Paragraph(overall(comparison, other, views), main=True),
        Bullets(details(comparison, other, views)),
        verdict_table(comparison, views, caption),
    ]


def overall(comparison: Comparison, other: Strategy, views: Mapping[View, Mapping[str, Finding]]) -> str:
    """The answer for the late window, states counted equally."""
    when = f"in {span(*found.window_years(comparison.scenario, 'late'))}"
    given, zero = views[View("late", EQUALLY, GIVEN)], views.get(View("late", EQUALLY, ZERO))
    cast = found.cast_of(comparison.scenario)
    return overall_sentence(when, given, zero, cast, other.title, comparison.reference.title)


def details(comparison: Comparison, other: Strategy, views: Mapping[View, Mapping[str, Finding]]) -> list[str]:
    """The numbers behind it, late and early, as given and at zero; what hangs on the decider and on the weights."""
    scenario, cast = comparison.scenario, found.cast_of(comparison.scenario)
    said = []
    for window in reversed(WINDOWS):
        when = f"{capital(window)} ({span(*found.window_years(scenario, window))})"
        for decider in (GIVEN, ZERO):
            findings = views.get(View(window, EQUALLY, decider))
            if findings:
                lead = f"{when}, {decider}" if scenario.deciders else when
                said.append(window_sentence(lead, findings, cast, other.title, comparison.reference.title))
    given, zero = views[View("late", EQUALLY, GIVEN)], views.get(View("late", EQUALLY, ZERO))
    if zero:
        said.append(dependence_sentence(given, zero, cast))
    return [*said, weights_sentence(given, views[View("late", BY_GDP, GIVEN)], cast)]


def why(comparison: Comparison) -> list[Block]:
    """Which assumption brings how much, and which decides, if a ledger is kept."""
    if not keeps_ledger(comparison):
        return []
    cast = found.cast_of(comparison.scenario)
    return [*ledger_section(comparison, cast), *decides_section(comparison, cast)]


def verdict_table(comparison: Comparison, views: Mapping[View, Mapping[str, Finding]], caption: str) -> Table:
    """Axes and weights down; windows, each with the decider as given and at zero, across."""
    scenario, cast = comparison.scenario, found.cast_of(comparison.scenario)
    deciders = (GIVEN, ZERO) if scenario.deciders else (GIVEN,)
    across = [(window, decider) for window in WINDOWS for decider in deciders]
    head = [""]
    for window, decider in across:
        head.append(window_head(scenario, window) + (f"\n{decider}" if len(deciders) > 1 else ""))
    rows = []
    for weight in (EQUALLY, BY_GDP):
        for axis in AXES:
            numbers = [finding_lines(views[View(window, weight, decider)][axis]) for window, decider in across]
            rows.append([f"{capital(cast.subject(axis))}, {weight}", *numbers])
    return Table(head, rows, spaced=True, caption=caption)


def luck(comparison: Comparison) -> list[Block]:
    """What luck does to the focal power's share, beside what the strategy does."""
    cast, reference = found.cast_of(comparison.scenario), comparison.reference
    what = "Luck" if comparison.parameters == "value" else "Luck together with the assumptions"
    span_of = found.level(comparison.ensembles[reference.key], "possession", "late")
    when = span(*found.window_years(comparison.scenario, "late"))
    said = []
    for other in comparison.strategies[1:]:
        finding = found.findings(comparison, other.key)[View("late", EQUALLY, GIVEN)]["possession"]
        subject = f"{cast.subject('possession')} of {when}"
        lead = f"{quoted(other.title)}: " if len(comparison.strategies) > 2 else ""
        said.append(lead + luck_sentence(subject, reference.title, span_of.low, span_of.high, finding, what))
    return [Heading("What luck does"), *(Paragraph(one) for one in said)]
