"""Why a power planned so much of its bilateral money for a state, in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from influence_sim.faces.explained_numbers import times
from influence_sim.wording import NO_BREAK, amount, listed, percent

if TYPE_CHECKING:
    from influence_sim.experiments.explanation import Explanation

ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")
PULLS_FROM = 1.1  # what draws less than a tenth more or less than an average state's is not told


class TermWords(NamedTuple):
    """How a term of the allocation is called: in a table, and where it is above or below an average state's."""

    name: str
    above: str
    below: str


class Pull(NamedTuple):
    """A term in the state and in an average state, and how many times as much the state attracts for it."""

    here: float
    average: float
    factor: float


TERMS = {
    "own share": TermWords("Own share", "a larger share of its own", "a smaller share of its own"),
    "strongest rival": TermWords("Share of the strongest rival", "a stronger rival", "a weaker rival"),
    "all standing": TermWords("Standing of all", "more standing of all", "less standing of all"),
    "effect so far": TermWords("Effect of its money so far", "more done by its money", "less done by its money"),
    "need": TermWords("Need", "more need", "less need"),
    "people": TermWords("People", "more people", "fewer people"),
    "income": TermWords("Income per head", "a higher income per head", "a lower income per head"),
    "acceptance": TermWords("Part of its effort that is accepted", "more accepted of it", "less accepted of it"),
    "regime": TermWords("Openness of the regime", "a more open regime", "a less open regime"),
    "value": TermWords("Value to its strategy", "a higher value to its strategy", "a lower value to its strategy"),
}


def plan_sentences_of(explanation: "Explanation") -> list[str]:
    """From an explanation."""
    scenario, plan = explanation.scenario, explanation.allocation
    power, state = scenario.powers[explanation.power].name, scenario.states[explanation.state].name
    pooled = explanation.pooled_musd
    funds = f" ({amount(pooled)}{NO_BREAK}M$ more went into funds)" if pooled > 0 else ""
    if explanation.bilateral_musd <= 0.0 or plan["share_of_plan"].sum() <= 0.0:
        return [f"{power} has no bilateral money to plan in {explanation.year}{funds}."]
    row = plan[plan["state"] == explanation.state].to_dict("records")[0]
    told = [
        plan_sentence(
            power,
            state,
            explanation.bilateral_musd,
            float(row["share_of_plan"]),
            int(row["rank"]),
            [scenario.states[key].name for key in plan["state"]],
            float(plan["share_of_plan"].iloc[0]),
            funds,
        ),
        seen_sentence(
            power, float(row["own_share"]), scenario.powers[str(row["strongest_rival"])].name, float(row["rival_share"])
        ),
    ]
    if len(plan) > 1:
        pulls = explanation.pulls
        told.append(
            pulls_sentence(
                {
                    row["term"]: Pull(*map(float, (row["here"], row["average"], row["pull"])))
                    for row in pulls.to_dict("records")
                }
            )
        )
    return told


def plan_sentence(
    power: str,
    state: str,
    money: float,
    share: float,
    rank: int,
    ranked: Sequence[str],
    largest: float,
    funds: str = "",
) -> str:
    """How much of the bilateral money goes where."""
    lead = f"Of {amount(money)}{NO_BREAK}M$ that {power} commits bilaterally{funds}, {percent(share)} go to {state}"
    if len(ranked) == 1:
        return f"{lead}, the only state."
    place = f"the {ORDINALS[rank] if rank < len(ORDINALS) else f'{rank}th '}most among {len(ranked)} states"
    first = "" if rank == 1 else f"; the most, {percent(largest)}, to {ranked[0]}"
    return f"{lead}, {place}{first}."


def seen_sentence(power: str, own: float, rival: str, held: float) -> str:
    """What the power saw when it planned."""
    return f"When it planned, {power} held {percent(own)} there and its strongest rival, {rival}, {percent(held)}."


def pulls_sentence(pulls: Mapping[str, Pull]) -> str:
    """What draws money to the state and what keeps it away, against an average state."""
    told = {term: pull for term, pull in pulls.items() if not 1 / PULLS_FROM < pull.factor < PULLS_FROM}
    ranked = sorted(told.items(), key=lambda pair: -strength(pair[1].factor))
    draws = [pull_words(term, pull) for term, pull in ranked if pull.factor > 1]
    keeps = [pull_words(term, pull) for term, pull in ranked if pull.factor < 1]
    if not draws and not keeps:
        return "No term sets it a tenth apart from an average state."
    drawn = f"{listed(draws)} draw{'s' if len(draws) == 1 else ''} money there" if draws else ""
    kept = f"{listed(keeps)} keep{'s' if len(keeps) == 1 else ''} money away" if keeps else ""
    return f"Against an average state, {'; '.join(part for part in (drawn, kept) if part)}."


def strength(factor: float) -> float:
    """How far a factor is from 1, on either side."""
    return max(factor, 1 / factor) if factor > 0 else float("inf")


def pull_words(term: str, pull: Pull) -> str:
    """A term with its side and its factor."""
    words = TERMS[term]
    return f"{words.above if pull.here > pull.average else words.below} ({times(pull.factor)})"
