"""An explanation as a page: the words, then the tables they rest on."""

from typing import TYPE_CHECKING

from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.explained import names, paragraphs
from influence_sim.faces.explained_numbers import number, times
from influence_sim.faces.explained_plan import TERMS
from influence_sim.faces.words import quoted
from influence_sim.wording import NO_BREAK, amount, listed, percent, possessive, signed

if TYPE_CHECKING:
    from influence_sim.experiments.explanation import Explanation

NOTHING = "–"
SMALLEST = 0.001  # of the effect: what spills over below it is left out
HANDS = {
    "home": "{state}: its own weight",
    "forum_hand": "{state}: forums that credit no power",
    "own_hand": "{state}: credit that leaked to it",
}
PARTS = {
    "left": "left from the year before",
    "effort": "effort",
    "ties": "ties",
    "control": "control of corridors",
    "events": "events",
    "luck": "luck",
}
DECIDED = {"opening": "the opening", "history": "history", "clock": "the state", "assumption": "assumption"}
UNITS = {
    "own share": "%",
    "strongest rival": "%",
    "effect so far": "% of GDP",
    "people": "million",
    "income": "US$",
    "acceptance": "%",
}


def page(explanation: "Explanation") -> list[Block]:
    """Title, paragraphs, tables."""
    power, state = names(explanation)
    drawn = ", parameters drawn from their priors" if explanation.parameters == "prior" else ""
    beside = [quoted(one.title) for one in explanation.others]
    with_whom = f" with {listed(beside)}" if beside else ""
    which = f"{explanation.scenario.title}; {quoted(explanation.strategy.title)}{with_whom}; "
    return [
        Heading(f"{possessive(power)} influence in {state}, {explanation.year}", 1),
        Paragraph(f"{which}seed {explanation.seed}, run {explanation.run}{drawn}."),
        *(Paragraph(" ".join(told)) for told in paragraphs(explanation)),
        *contest_section(explanation),
        *standing_section(explanation),
        *money_section(explanation),
        *plan_section(explanation),
        *forums_section(explanation),
    ]


def contest_section(explanation: "Explanation") -> list[Block]:
    """Who stands in the state."""
    powers, (_, state) = explanation.scenario.powers, names(explanation)
    rows = [
        [
            powers[row["holder"]].name if row["kind"] == "power" else HANDS[row["holder"]].format(state=state),
            number(row["standing"]),
            percent(row["share"]),
        ]
        for row in explanation.contest.to_dict("records")
    ]
    total = ["all", number(explanation.contest["standing"].sum()), percent(explanation.contest["share"].sum())]
    return [Heading(f"Who stands in {state}"), Table(["Who", "Standing", "Share"], [*rows, total])]


def standing_section(explanation: "Explanation") -> list[Block]:
    """The parts of the power's standing; forums without depth or credit are left out."""
    forums, (power, _) = explanation.scenario.forums, names(explanation)
    frame = explanation.standing
    rows = [
        [
            PARTS.get(row["part"]) or f"depth: {forums[row['forum']].name}",
            number(row["standing"]),
            signed(100 * row["share"]),
        ]
        for row in frame[(frame["part"] != "depth") | (frame["standing"] != 0)].to_dict("records")
    ]
    total = ["standing at the year’s end", number(frame["standing"].sum()), signed(100 * frame["share"].sum())]
    head = ["Part", "Standing", f"{NO_BREAK}% of it"]
    return [Heading(f"How {possessive(power)} standing came about"), Table(head, [*rows, total])]


def money_section(explanation: "Explanation") -> list[Block]:
    """Money that worked in the state, by channel, route and place."""
    scenario, money = explanation.scenario, explanation.money
    if money.empty:
        return []
    whole = float(money["effect"].sum())
    money = money[(money["place"] == explanation.state) | (money["effect"] > SMALLEST * whole)]
    rows = []
    for row in money.sort_values("effect", ascending=False, kind="stable").to_dict("records"):
        route = scenario.forums[row["route"]].name if row["route"] in scenario.forums else row["route"]
        paid = [amount(row[name]) for name in ("committed_musd", "disbursed_musd", "disbursed_earlier_musd")]
        part = percent(row["effect"] / whole) if whole > 0 else NOTHING
        rows.append([scenario.channels[row["channel"]].name, route, scenario.states[row["place"]].name, *paid, part])
    head = ["Channel", "Route", "Paid in", "Com-\nmitted", "Paid", "of it\nearlier", "Part of\neffect"]
    lead = "Million US dollars in the year. Earlier: committed, or granted by a fund, in earlier years. What is paid in"
    lead += " a neighbour counts as far as it spills over; under a thousandth of the effect it is left out."
    return [Heading("Money that worked"), Paragraph(lead), Table(head, rows, words=3)]


def plan_section(explanation: "Explanation") -> list[Block]:
    """The plan over states, and what draws money to this one."""
    scenario, plan = explanation.scenario, explanation.allocation
    power, state = names(explanation)
    if explanation.bilateral_musd <= 0.0 or plan["share_of_plan"].sum() <= 0.0:
        return []
    rows = [
        [
            scenario.states[row["state"]].name,
            percent(row["share_of_plan"]),
            amount(row["planned_musd"]),
            percent(row["own_share"]),
            f"{percent(row['rival_share'])}, {scenario.powers[row['strongest_rival']].name}",
            number(row["contest_total"]),
        ]
        for row in plan.to_dict("records")
    ]
    head = ["State", "Part of\nplan", "M$", "Own\nshare", "Strongest\nrival", "All\nstanding"]
    pulls = [
        [
            TERMS[row["term"]].name,
            valued(row["term"], row["here"]),
            valued(row["term"], row["average"]),
            times(row["pull"]) if row["pull"] >= 0 else NOTHING,
        ]
        for row in explanation.pulls.to_dict("records")
    ]
    blocks: list[Block] = [Heading(f"Where {power} planned bilateral money"), Table(head, rows)]
    if len(plan) > 1:
        lead = f"How many times as much {state} attracts as it would with one term as in an average state."
        blocks += [Paragraph(lead), Table(["Term", "Here", "Average", "Pull"], pulls)]
    return blocks


def valued(term: str, value: float) -> str:
    """A term's value with its unit."""
    unit = UNITS.get(term, "")
    if unit.startswith("%"):
        return f"{100 * value:.{0 if unit == '%' else 2}f}{NO_BREAK}{unit}"
    if unit == "US$":
        return f"{value:,.0f}{NO_BREAK}{unit}"
    return number(value) + (NO_BREAK + unit if unit else "")


def forums_section(explanation: "Explanation") -> list[Block]:
    """What belonging is worth to the state, by forum and term."""
    scenario, (_, state) = explanation.scenario, names(explanation)
    if not scenario.forums:
        return []
    rows = []
    for row in explanation.membership.to_dict("records"):
        there = bool(row["exists"])
        worth = [signed(row[name], 2) for name in ("gain", "market", "autonomy", "constant", "utility")]
        rows.append(
            [
                scenario.forums[row["forum"]].name,
                row["status"] if there else "not founded",
                f"{row['since']},\n{DECIDED[row['decided_by']]}" if there else NOTHING,
                *([*worth, percent(row["chance"])] if there else [NOTHING] * 6),
            ]
        )
    head = ["Forum", "Status", "Since, by", "Fund", "Trade", "Auto-\nnomy", "Con-\nstant", "Sum", "Chance"]
    lead = "What belonging is worth to it, term by term, and the chance that it wants to belong when it decides."
    return [Heading(f"Where {state} belongs"), Paragraph(lead), Table(head, rows, words=3)]
