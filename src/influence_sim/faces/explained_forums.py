"""Why a state is in a forum or not, in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from influence_sim.wording import listed, percent, signed

if TYPE_CHECKING:
    from influence_sim.experiments.explanation import Explanation

STATUS = {"member": "has been a member", "observer": "has been an observer", "none": "has not belonged to it"}
KEPT = {"member": "stayed a member", "observer": "stayed an observer", "none": "stayed outside"}
TERMS = {
    "gain": "money from its fund",
    "market": "trade with its members",
    "autonomy": "autonomy given up",
    "constant": "belonging as such",
}


def forum_sentences(explanation: "Explanation", power: str, state: str) -> list[list[str]]:
    """For each forum: the status, who decided, what belonging is worth."""
    scenario, decisions = explanation.scenario, explanation.decisions
    told = []
    for row in explanation.membership.to_dict("records"):
        key, forum = str(row["forum"]), scenario.forums[str(row["forum"])].name
        said = [status_sentence(forum, state, row, scenario.years.first, explanation.year)]
        told.append(said)
        if not row["exists"]:
            continue
        free = freedom_of(explanation, key)
        if free is not None:
            years = [int(year) for year in decisions[decisions["forum"] == key]["year"]]
            said.append(decided_sentence(row, years, free))
        said.append(worth_sentence(row, free is not None))
        if row["credit"] > 0.0:
            said.append(credit_sentence(power, float(row["credit"]), float(row["depth"])))
    return told


def freedom_of(explanation: "Explanation", forum: str) -> int | None:
    """The year from which states decide on a forum; None where they do not (yet)."""
    scenario, world = explanation.scenario, explanation.walk.world
    if not world.moving or world.universal_membership > 0.0 or explanation.walk.year < world.branch:
        return None
    exists = [bool(world.forum_exists[y, scenario.keys["F"].index(forum)]) for y in range(explanation.walk.year + 1)]
    return scenario.years.first + max(world.branch, exists.index(True) if True in exists else 0)


def status_sentence(forum: str, state: str, row: Mapping[Any, Any], first: int, year: int) -> str:
    """Whether a state belongs, since when, and what brought it about.

    The forum's name stands first and alone, so that the sentence reads well whatever article the name takes.
    """
    if not row["exists"]:
        return f"{forum}: not founded yet in {year}."
    status, since = str(row["status"]), int(row["since"])
    stands = f"{forum}: {state} {STATUS[status]}"
    match str(row["decided_by"]):
        case "opening":
            never = f"{forum}: {state} has never belonged to it."
            return never if status == "none" else f"{stands} since the run began in {first}."
        case "history":
            return f"{stands} since {since}, as history has it."
        case "assumption":
            return f"{stands} since {since}, by the assumption that all states belong."
    decision = {
        "member": "then it reconsidered, wanted to belong, and the members consented",
        "observer": "then it reconsidered and wanted to belong, but the members did not consent",
        "none": "then it reconsidered and did not want to belong",
    }
    return f"{stands} since {since}: {decision[status]}."


def decided_sentence(row: Mapping[Any, Any], years: Sequence[int], free: int) -> str:
    """When a state reconsidered, where it may decide; ``free`` is the first year in which it might."""
    decided = str(row["decided_by"]) == "clock"
    later = list(dict.fromkeys(year for year in years if not decided or year > int(row["since"])))
    if not later:
        never = f"States decide on it from {free} on, and it has not reconsidered."
        return "It has not reconsidered since." if decided else never
    told = listed([str(year) for year in later])
    return f"It reconsidered{' again' if decided else ''} in {told} and {KEPT[str(row['status'])]}."


def worth_sentence(row: Mapping[Any, Any], decides: bool) -> str:
    """What belonging is worth to a state, by term, and the chance that it wants to belong."""
    terms = {term: float(row[term]) for term in TERMS}
    said = listed([f"{signed(value, 2)} for {TERMS[term]}" for term, value in terms.items() if abs(value) >= 0.005])
    parts = f": {said}" if any(abs(value) >= 0.005 for value in terms.values()) else ""
    chance = percent(float(row["chance"]))
    wish = "when it next decides, it wants" if decides else "if it could decide, it would want"
    worth = f"Belonging is worth {signed(float(row['utility']), 2)} to it{parts}"
    return f"{worth}; {wish} to belong with a chance of {chance}."


def credit_sentence(power: str, credit: float, depth: float) -> str:
    """Whose the depth is."""
    return f"{power} is credited with {percent(credit)} of the forum’s depth, {depth:.2f} of 1."
