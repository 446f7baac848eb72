"""The words of an explanation: why a power holds as much influence in a state as it does.

The sentences follow the numbers whichever way they fall; each function takes names and numbers, no model.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from influence_sim.faces.explained_forums import forum_sentences
from influence_sim.faces.explained_numbers import number, of_gdp
from influence_sim.faces.explained_plan import plan_sentences_of
from influence_sim.wording import NO_BREAK, amount, listed, percent, possessive

if TYPE_CHECKING:
    from influence_sim.experiments.explanation import Explanation

SMALLEST = 0.0005  # shares below it are not told
NO_INCOME = ("left", "luck", "events")  # parts of standing that are told apart from what came in


def sentences(explanation: "Explanation") -> tuple[str, ...]:
    """All sentences, in their order."""
    return tuple(sentence for paragraph in paragraphs(explanation) for sentence in paragraph)


def paragraphs(explanation: "Explanation") -> list[list[str]]:
    """The sentences on the share, the standing, the money, the plan, and on each forum."""
    power, state = names(explanation)
    return [
        share_sentences_of(explanation),
        standing_sentences_of(explanation),
        money_sentences_of(explanation),
        plan_sentences_of(explanation),
        *forum_sentences(explanation, power, state),
    ]


def names(explanation: "Explanation") -> tuple[str, str]:
    """The names of the power and the state."""
    scenario = explanation.scenario
    return scenario.powers[explanation.power].name, scenario.states[explanation.state].name


# --- the share ---


def share_sentences_of(explanation: "Explanation") -> list[str]:
    """From an explanation."""
    power, state = names(explanation)
    contest = explanation.contest
    called = {key: actor.name for key, actor in explanation.scenario.powers.items()}
    share = dict(zip(contest["holder"], contest["share"], strict=True))
    standing = dict(zip(contest["holder"], contest["standing"], strict=True))
    others = {name: float(share[key]) for key, name in called.items() if key != explanation.power}
    hands = {hand: float(share[hand]) for hand in ("home", "forum_hand", "own_hand")}
    first = explanation.year == explanation.scenario.years.first
    return [
        share_sentence(
            power, state, explanation.year, explanation.share, explanation.share_before, "at the start" if first else ""
        ),
        total_sentence(float(standing[explanation.power]), float(contest["standing"].sum())),
        others_sentence(others, hands, state),
    ]


def share_sentence(power: str, state: str, year: int, share: float, before: float, when: str = "") -> str:
    """The number that is explained, and a year before.

    >>> share_sentence("Ada", "Alba", 2002, 0.36, 0.352).replace(NO_BREAK, " ")
    'In 2002 Ada holds 36 % of influence in Alba, 0.8 points more than a year before.'
    """
    when = when or "a year before"
    size = f"{100 * abs(share - before):.1f}"
    change = f"{size} points {'more' if share > before else 'less'} than" if float(size) else "the same as"
    return f"In {year} {power} holds {percent(share)} of influence in {state}, {change} {when}."


def total_sentence(standing: float, total: float) -> str:
    """A share is a part of all standing."""
    return f"That is a standing of {number(standing)} out of {number(total)} in all."


def others_sentence(others: Mapping[str, float], hands: Mapping[str, float], state: str) -> str:
    """Who else stands there: powers with their shares, the largest first; then what no power holds."""
    ranked = sorted(others.items(), key=lambda pair: -pair[1])
    held = listed(
        [f"{name} {'holds ' if place == 0 else ''}{percent(share)}" for place, (name, share) in enumerate(ranked)]
    )
    called = {
        "home": f"{percent(hands['home'])} {possessive(state)} own weight",
        "forum_hand": f"{percent(hands['forum_hand'])} through forums that credit no power",
        "own_hand": f"{percent(hands['own_hand'])} by credit that leaked to the state",
    }
    parts = [words for hand, words in called.items() if hands[hand] >= SMALLEST]
    nobody = sum(hands.values())
    split = f": {listed(parts)}" if len(parts) > 1 else ", the state’s own weight"
    return f"{held}; no power holds {percent(nobody)}{split}."


# --- the standing ---


def standing_sentences_of(explanation: "Explanation") -> list[str]:
    """From an explanation."""
    scenario = explanation.scenario
    parts = {
        (str(row["part"]), str(row["forum"])): float(row["standing"]) for row in explanation.standing.to_dict("records")
    }
    effect = float(explanation.money["effect"].sum())
    forums = {key: forum.name for key, forum in scenario.forums.items()}
    since = "the start" if explanation.year == scenario.years.first else "the year before"
    return standing_sentences(explanation.standing_before, parts, effect, forums, since)


def standing_sentences(
    before: float, parts: Mapping[tuple[str, str], float], effect: float, forums: Mapping[str, str], since: str
) -> list[str]:
    """Where a standing comes from.

    Args:
        before: the standing at the start of the year.
        parts: (left, effort, ties, depth, control, events or luck; forum) → standing at the year's end.
        effect: what the power's money did, a share of GDP a year.
        forums: key → name.
        since: "the year before", or "the start".
    """
    total, left, luck = sum(parts.values()), parts["left", ""], parts["luck", ""]
    if total <= 0.0:
        return ["It has no standing there, and none came in."]
    events = parts.get(("events", ""), 0.0)
    sources = {part: value for part, value in parts.items() if part[0] not in NO_INCOME and value > 0.0}
    income = sum(sources.values())
    if income <= 0.0:
        return [f"All of its standing was left from {since}; no standing came in this year."]
    happened = [events_sentence(events)] if events != 0.0 else []
    kept = f"{percent(left / total)} was left from {since}" if left > 0.0 else f"nothing was left from {since}"
    came = listed(
        [f"{whole(value / income)} from {source_words(part, effect, forums)}" for part, value in by_size(sources)]
    )
    return [
        f"Of its standing, {kept}; this year’s income came {came}; {luck_words(luck, income)}.",
        *happened,
        balance_sentence(before, before - left - events, income + luck, total),
    ]


def events_sentence(change: float) -> str:
    """What events did to standing.

    >>> events_sentence(-0.25), events_sentence(0.5)
    ('Events took away a standing of 0.250.', 'Events added a standing of 0.500.')
    """
    return f"Events {'added' if change > 0 else 'took away'} a standing of {number(abs(change))}."


def whole(part: float) -> str:
    """A part of an income: "wholly" where it is all of it."""
    return "wholly" if part >= 1.0 else percent(part)


def by_size(parts: Mapping[tuple[str, str], float]) -> list[tuple[tuple[str, str], float]]:
    """The largest first."""
    return sorted(parts.items(), key=lambda pair: -pair[1])


def source_words(part: tuple[str, str], effect: float, forums: Mapping[str, str]) -> str:
    """A source of standing, as in: 61 % from …."""
    if part[0] == "effort":
        return f"effort (money worth {of_gdp(effect)})"
    named = {"ties": "ties", "control": "control of corridors"}
    return named.get(part[0]) or f"depth ({forums[part[1]]})"


def luck_words(luck: float, income: float) -> str:
    """What luck did to a year's income."""
    if luck == 0.0:
        return "luck changed nothing"
    return f"luck {'added' if luck > 0 else 'took away'} {percent(abs(luck) / income)} of it"


def balance_sentence(before: float, fading: float, gained: float, after: float) -> str:
    """What faded against what came in.

    >>> balance_sentence(2.0, 0.2, 0.5, 2.3)
    'Over the year 0.200 faded and 0.500 came in: standing rose from 2.00 to 2.30.'
    """
    change = "stayed at" if number(before) == number(after) else f"{'rose' if after > before else 'fell'} from"
    ends = number(after) if change == "stayed at" else f"{number(before)} to {number(after)}"
    return f"Over the year {number(fading)} faded and {number(gained)} came in: standing {change} {ends}."


# --- the money ---


def money_sentences_of(explanation: "Explanation") -> list[str]:
    """From an explanation."""
    power, state = names(explanation)
    scenario, money = explanation.scenario, explanation.money
    here = money[money["place"] == explanation.state]
    effect = float(money["effect"].sum())
    paid = {name: float(here[name].sum()) for name in ("committed_musd", "disbursed_musd", "disbursed_earlier_musd")}
    if effect <= 0.0 and not any(paid.values()):
        return [f"No money of {possessive(power)} worked in {state} in {explanation.year}."]
    told = [paid_sentence(power, state, explanation.year, *paid.values())]
    if effect <= 0.0:
        return [*told, "No money had an effect there this year."]

    def shares(column: str) -> dict[str, float]:
        return {str(key): float(value) / effect for key, value in money.groupby(column)["effect"].sum().items()}

    channels = {scenario.channels[key].name: share for key, share in shares("channel").items()}
    routes = {
        scenario.forums[key].name if key in scenario.forums else "": share for key, share in shares("route").items()
    }
    places = {scenario.states[key].name: share for key, share in shares("place").items() if key != explanation.state}
    earlier = float(money["effect_earlier"].sum()) / effect
    told.append(effect_sentence(power, state, effect, channels, routes, earlier))
    told.append(spillover_sentence(places))
    if any(route for route in routes):
        told.append(f"A dollar through a fund counts as {number(explanation.credited)} of its giver’s.")
    return told


def paid_sentence(power: str, state: str, year: int, committed: float, paid: float, earlier: float) -> str:
    """The year's money in the state itself."""
    old = f", {part_words(earlier / paid)} from commitments of earlier years" if paid > 0.0 else ""
    unit = f"{NO_BREAK}M$"
    return f"In {year} {power} committed {amount(committed)}{unit} to {state} and paid {amount(paid)}{unit}{old}."


def effect_sentence(
    power: str,
    state: str,
    effect: float,
    channels: Mapping[str, float],
    routes: Mapping[str, float],
    earlier: float,
) -> str:
    """What the money did, by channel, route and age; routes: "" is bilateral."""
    by_channel = [
        f"{percent(share)} through {name}" for name, share in sorted(channels.items(), key=lambda x: -x[1]) if share > 0
    ]
    funds = [f"{percent(share)} through a fund ({name})" for name, share in routes.items() if name and share > 0]
    direct = routes.get("", 0.0)
    if not funds:
        way = "all of it bilateral"
    else:
        way = listed([f"{percent(direct)} bilaterally", *funds]) if direct > 0.0 else listed(funds)
    age = f"{part_words(earlier)} from commitments of earlier years"
    lead = f"Counted by need, {possessive(power)} money did as much as {of_gdp(effect, possessive(state))}"
    return f"{lead}: {listed(by_channel)}; {way}; {age}."


def part_words(part: float) -> str:
    """A part of something named before.

    >>> part_words(1.0), part_words(0.0), part_words(0.25).replace(NO_BREAK, " ")
    ('all of it', 'none of it', '25 % of it')
    """
    if part >= 1 - SMALLEST:
        return "all of it"
    return "none of it" if part < SMALLEST else f"{percent(part)} of it"


def spillover_sentence(places: Mapping[str, float]) -> str:
    """What works in neighbours brought; shares of the effect."""
    some = sum(places.values())
    if some < SMALLEST:
        return "None of it spilt over from works in neighbouring states."
    ranked = [name for name, share in sorted(places.items(), key=lambda pair: -pair[1]) if share >= SMALLEST]
    where = listed(ranked) if ranked else "neighbouring states"
    return f"{percent(some)} of it spilt over from works in {where}."
