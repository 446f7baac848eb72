"""Sections that a comparison and a run share: money, leaders, memberships, in a column for each strategy."""

from collections.abc import Mapping, Sequence

from influence_sim.faces import findings as found
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.report.figures import Picture
from influence_sim.faces.words import quoted, spells_words, worlds_of
from influence_sim.plots.cast import Cast as PlotCast
from influence_sim.runs.ensemble import Ensemble
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import FOCAL, Strategy
from influence_sim.wording import NO_BREAK, amount, listed, span


def world_words(scenario: Scenario) -> str:
    """Who is who, and which years."""
    names = PlotCast.of(scenario).powers
    rivals = [names[key].name for key in scenario.roles.rivals]
    focal = names[scenario.roles.focal].name
    others = [actor.name for key, actor in names.items() if key != scenario.roles.focal and actor.name not in rivals]
    parts = [f"The focal power is {focal}"]
    if rivals:
        parts.append(f"its rival{'s are' if len(rivals) > 1 else ' is'} {listed(rivals)}")
    if others:
        parts.append(f"{listed(others)} take{'s' if len(others) == 1 else ''} part as well")
    states = listed([state.name for state in scenario.states.values()])
    branch, history = scenario.branch, ""
    if branch is not None and scenario.replay:
        replayed = f" History is replayed until {branch - 1}; from {branch} on the model decides."
        history = (
            replayed if branch > scenario.years.first else f" The model decides from the first year, {branch}, on."
        )
    years = span(scenario.years.first, scenario.years.last)
    return f"{'; '.join(parts)}. States: {states}. Years: {years}.{history}"


def beside_words(scenario: Scenario, others: Sequence[Strategy]) -> list[Block]:
    """What other powers do, if they follow strategies of their own."""
    if not others:
        return []
    names = PlotCast.of(scenario).powers
    told = []
    for one in others:
        who = names[scenario.roles.focal if one.by == FOCAL else one.by].name
        told.append(f"{who} follows {quoted(one.title)}{': ' if one.summary else '.'}{' '.join(one.summary.split())}")
    if len(told) == 1:
        return [Paragraph(f"In all worlds {told[0]}")]
    return [Paragraph("Other powers’ strategies, the same in all worlds:"), Bullets(told)]


def shares_words(scenario: Scenario) -> str:
    """What the numbers are shares of, and over what they are means."""
    several = "the powers hold" if len(scenario.powers) > 1 else "the power holds"
    return (
        f"In each state what {several} and what no power holds make up 100{NO_BREAK}% of influence. Results are means"
        " over the states, which count equally or by their GDP."
    )


def figures_section(pictures: Sequence[Picture]) -> list[Block]:
    """The figures, each with its caption."""
    where = "Each is in figures/ as PNG and SVG; the numbers behind them are in tables/."
    return [Heading("Figures"), Paragraph(where), *(picture.image for picture in pictures)]


def window_head(scenario: Scenario, window: str) -> str:
    """A window as a table's head names it."""
    return f"{window}\n{span(*found.window_years(scenario, window))}"


def money_section(ensembles: Mapping[str, Ensemble]) -> list[Block]:
    """Money paid out, by power and window, under each strategy."""
    first = next(iter(ensembles.values()))
    scenario = first.scenario
    several = len(ensembles) > 1
    head, columns = ["Power"], []
    for window in found.WINDOWS:
        for runs in ensembles.values():
            title = f"\n{runs.strategy.title}" if several else ""
            head.append(f"{window_head(scenario, window)}{title}")
            columns.append(found.money(runs, "disbursed", window))
    rows = [[power.name, *(amount(column[key]) for column in columns)] for key, power in scenario.powers.items()]
    mean = "the mean of worlds and years" if first.runs > 1 else "the mean of years"
    lead = f"Paid out to the states, million US dollars a year, {mean}; what a fund pays counts with those who paid"
    lead += " into it."
    return [Heading("Money"), Table(head, rows, caption=lead)]


def leaders_section(ensembles: Mapping[str, Ensemble]) -> list[Block]:
    """Who leads in each state, from when, under each strategy."""
    told = {key: leader_words(runs) for key, runs in ensembles.items()}
    scenario = next(iter(ensembles.values())).scenario
    texts = list(told.values())
    many = any(runs.runs > 1 for runs in ensembles.values())
    lead = f"The power with the largest share{' in most worlds' if many else ''}; what no power holds is left aside."
    if all(text == texts[0] for text in texts[1:]):
        if len(texts) > 1:
            lead += " It is the same under every strategy, to a per cent."
        head, columns = ["State", "Leader"], texts[:1]
    else:
        head, columns = ["State", *(runs.strategy.title for runs in ensembles.values())], texts
    rows = [[state.name, *(column[key] for column in columns)] for key, state in scenario.states.items()]
    return [Heading("Who leads where"), Table(head, rows, words=len(head), caption=lead)]


def leader_words(runs: Ensemble) -> dict[str, str]:
    """State → who leads when."""
    scenario = runs.scenario

    def name(key: str) -> str:
        return scenario.powers[key].name if key else "no power"

    words = {}
    for state, cells in found.leaders(runs).items():
        (first, opening), (last, ending) = cells[0], cells[-1]
        spells = [(name(key), year) for key, year in found.spells(cells)]
        words[state] = spells_words(spells, (first, opening.share), (last, ending.share))
    return words


def membership_section(reference: Ensemble, others: Sequence[Ensemble]) -> list[Block]:
    """Memberships at the end that are not equally frequent under two strategies, and how deep the forums are."""
    scenario, year = reference.scenario, reference.scenario.years.last
    blocks: list[Block] = [Heading("Memberships that differ")]
    for other in others:
        pair = f"{quoted(other.strategy.title)} and {quoted(reference.strategy.title)}"
        gaps = found.membership_gaps(reference, other, year)
        if not gaps:
            words = f"In {year} no membership differs between {pair} in a tenth of the worlds or more."
            blocks.append(Paragraph(words))
            continue
        rows = [
            [
                scenario.forums[gap.forum].name,
                f"{scenario.states[gap.member].name} {gap.status}",
                worlds_of(gap.before, reference.runs).removesuffix(" worlds"),
                worlds_of(gap.after, other.runs).removesuffix(" worlds"),
            ]
            for gap in gaps
        ]
        lead = f"Statuses at the end of {year} that differ in a tenth of the worlds or more: in how many worlds."
        head = ["Forum", "Status", reference.strategy.title, other.strategy.title]
        blocks.append(Table(head, rows, words=2, caption=lead))
    return blocks


def depth_bullets(ensembles: Sequence[Ensemble]) -> list[Block]:
    """Depth of each forum and money in its fund at the end, under each strategy."""
    scenario = ensembles[0].scenario
    if not scenario.forums:
        return []
    ends = [found.forum_ends(runs) for runs in ensembles]
    items = []
    for key, forum in scenario.forums.items():
        told = [depth_words(*end[key]) for end in ends]
        if len(set(told)) > 1:
            told = [f"{one} under {quoted(runs.strategy.title)}" for one, runs in zip(told, ensembles, strict=True)]
        items.append(f"{forum.name}: {', '.join(dict.fromkeys(told))}")
    many = ", the mean of worlds" if ensembles[0].runs > 1 else ""
    lead = f"How deep the forums are at the end of {scenario.years.last}, from 0 to 1{many}:"
    return [Paragraph(lead), Bullets(items)]


def depth_words(depth: float, fund: float) -> str:
    """A forum's depth, and what is in its fund if it has one."""
    return f"{depth:.2f}" + (f" with {amount(fund)} M$ in its fund" if fund > 0 else "")
