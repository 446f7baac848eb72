"""The sentences that paired worlds make. They follow the numbers whichever way these fall.

Every function is pure: swap the strategies, and the sentence swaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from influence_sim.wording import AXES as AXES
from influence_sim.wording import NO_BREAK, listed, percent, signed, subject

MOST_SPELLS = 4  # changes of the leader that are told one by one
SMALLEST = 0.005  # points: below it everything is told as the same
PERCENT_OF_WORLDS = f"90{NO_BREAK}% of worlds"


@dataclass(frozen=True)
class Finding:
    """A paired difference on one axis, in percentage points: mean, the ends that hold 90 % of worlds.

    ``better`` is the part of worlds with a positive difference; ``worlds`` how many there are.
    """

    difference: float
    low: float
    high: float
    better: float
    worlds: int

    @property
    def same(self) -> bool:
        """Whether nothing differs by a hundredth of a point."""
        return max(abs(self.difference), abs(self.low), abs(self.high)) < SMALLEST

    @property
    def direction(self) -> int:
        """1 or −1 where the interval lies on one side of zero; 0 where it holds zero, or nothing differs."""
        if self.same:
            return 0
        return int(self.low > 0) - int(self.high < 0)


@dataclass(frozen=True)
class Cast:
    """How sentences call the focal power and what the axes measure."""

    focal: str
    rivals: Sequence[str]

    def subject(self, axis: str) -> str:
        """What an axis measures, as the subject of a sentence."""
        return subject(axis, self.focal, self.rivals)


def quoted(title: str) -> str:
    """A strategy's title inside a sentence."""
    return f"“{title}”"


def capital(text: str) -> str:
    """A text with a capital letter in front.

    >>> capital("the share")
    'The share'
    """
    return text[:1].upper() + text[1:]


def points(finding: Finding) -> str:
    """The mean difference without its sign."""
    return f"{abs(finding.difference):.2f}"


def interval(finding: Finding) -> str:
    """The two ends that hold 90 % of worlds."""
    return f"{signed(finding.low, 2)} to {signed(finding.high, 2)}"


def better_in(finding: Finding) -> str:
    """In how many worlds the strategy is better: of 100 where there are as many, else of all; ties count half.

    >>> better_in(Finding(1, 0, 2, 0.97, 200)), better_in(Finding(1, 0, 2, 0.9975, 400))
    ('better in 97 of 100 worlds', 'better in more than 99 of 100 worlds')
    >>> better_in(Finding(1, 0, 2, 0.75, 8)), better_in(Finding(1, 1, 1, 1.0, 1))
    ('better in 6 of 8 worlds', 'better in the one world')
    """
    return f"better in {worlds_of(finding.better, finding.worlds)}"


def finding_lines(finding: Finding) -> str:
    r"""A finding as a cell of a table: the mean, the interval, and in how many worlds it is better.

    >>> finding_lines(Finding(-0.4, -1.1, 0.2, 0.25, 40)).split("\n")
    ['−0.40', '−1.10 to +0.20', '10 of 40']
    """
    count = worlds_of(finding.better, finding.worlds).removesuffix(" worlds")
    return f"{signed(finding.difference, 2)}\n{interval(finding)}\n{count}"


def worlds_of(part: float, worlds: int) -> str:
    """A part of the worlds in words, never rounded to none or all.

    >>> worlds_of(0.001, 1000), worlds_of(1.0, 1000), worlds_of(0.0, 5)
    ('fewer than 1 of 100 worlds', 'all 1,000 worlds', 'none of 5 worlds')
    """
    if worlds == 1:
        return {0.0: "not the one world", 1.0: "the one world"}.get(part, "neither: both are alike")
    if part == 0.0:
        return f"none of {worlds:,} worlds"
    if part == 1.0:
        return f"all {worlds:,} worlds"
    if worlds < 100:
        return f"{part * worlds:.3g} of {worlds} worlds"
    if part < 0.01:
        return "fewer than 1 of 100 worlds"
    return "more than 99 of 100 worlds" if part > 0.99 else f"{part * 100:.0f} of 100 worlds"


def change(finding: Finding) -> str:
    """A decided difference: its size and its side."""
    return f"{points(finding)} points {'higher' if finding.direction > 0 else 'lower'}"


def window_sentence(lead: str, findings: Mapping[str, Finding], cast: Cast, strategy: str, against: str) -> str:
    """What the worlds say of a window, axis by axis, in one sentence.

    Args:
        lead: the window and a condition, as in "Late (2015–2024), at zero".
        findings: axis → its finding.
        cast: the names.
        strategy: title of the strategy.
        against: title of the one it is held against.
    """
    told, same, undecided = sorted_out(findings, cast)
    between = f"between {quoted(strategy)} and {quoted(against)}"
    if len(undecided) == len(findings):
        return f"{lead}: the worlds do not decide {between}; on every axis the interval holds zero."
    if len(same) == len(findings):
        return f"{lead}: there is no difference {between}, to a hundredth of a point on every axis."
    parts = []
    if told:
        parts.append(f"under {quoted(strategy)} {listed(told)} than under {quoted(against)}")
    if undecided:
        parts.append(f"the worlds do not decide on {listed(undecided)}")
    if same:
        parts.append(f"{listed(same)} {'is' if len(same) == 1 else 'are'} the same to a hundredth of a point")
    return f"{lead}: {'; '.join(parts)}."


def sorted_out(findings: Mapping[str, Finding], cast: Cast) -> tuple[list[str], list[str], list[str]]:
    """The axes as sentences name them: those decided, with their differences; the same; the undecided."""
    told, same, undecided = [], [], []
    for axis in AXES:
        finding, subject = findings[axis], cast.subject(axis)
        if finding.same:
            same.append(subject)
        elif finding.direction == 0:
            undecided.append(f"{subject} ({signed(finding.difference, 2)} points, {better_in(finding)})")
        else:
            told.append(f"{subject} is {change(finding)}")
    return told, same, undecided


def overall_sentence(
    when: str,
    given: Mapping[str, Finding],
    zero: Mapping[str, Finding] | None,
    cast: Cast,
    strategy: str,
    against: str,
) -> str:
    """The answer without its numbers: better for what, worse for what, and whether the decider changes that.

    Args:
        when: the window, as in "in 2015–2024".
        given: axis → finding with the deciding assumption as given.
        zero: the same with it at zero; None where the scenario names none.
        cast: the names.
        strategy: title of the strategy.
        against: title of the one it is held against.
    """
    pair = f"{quoted(strategy)} against {quoted(against)} {when}"
    first = standing(given, cast)
    if zero is None:
        return f"{pair}: {first}."
    second = standing(zero, cast)
    if first == second:
        return f"{pair}: {first}, with the deciding assumption as given and at zero alike."
    return f"{pair}, with the deciding assumption as given: {first}. With it at zero: {second}."


def standing(findings: Mapping[str, Finding], cast: Cast) -> str:
    """Better, worse, undecided, alike: which axis is which.

    >>> up, open_, down = Finding(1, 0.5, 2, 1, 9), Finding(0, -1, 1, 0.5, 9), Finding(-1, -2, -0.5, 0, 9)
    >>> standing({"possession": up, "milieu": open_, "independence": down}, Cast("Ada", ["Bo"]))
    'better for Ada’s share, worse for what no power holds; the worlds do not decide on what Bo does not hold'
    """
    groups: dict[str, list[str]] = {"better": [], "worse": [], "open": [], "same": []}
    for axis in AXES:
        finding = findings[axis]
        side = {1: "better", -1: "worse", 0: "same" if finding.same else "open"}[finding.direction]
        groups[side].append(cast.subject(axis))
    sides = ", ".join(f"{side} for {listed(groups[side])}" for side in ("better", "worse") if groups[side])
    parts = [sides] if sides else []
    if groups["open"]:
        parts.append(f"the worlds do not decide on {listed(groups['open'])}")
    if groups["same"]:
        parts.append(f"no difference in {listed(groups['same'])}")
    return "; ".join(parts)


def dependence_sentence(given: Mapping[str, Finding], zero: Mapping[str, Finding], cast: Cast) -> str:
    """Which answers hang on the deciding assumption: as given against at zero."""
    groups: dict[str, list[str]] = {}
    for axis in AXES:
        groups.setdefault(dependence(given[axis], zero[axis]), []).append(cast.subject(axis))
    if len(groups) == 1:
        return f"On all three axes the late answer {next(iter(groups))}."
    parts = [f"on {listed(subjects)} it {said}" for said, subjects in groups.items()]
    parts[0] = parts[0].replace(" it ", " the late answer ", 1)
    return capital("; ".join(parts)) + "."


def dependence(given: Finding, zero: Finding) -> str:
    """How one answer hangs on the deciding assumption.

    >>> dependence(Finding(1, 0.5, 2, 1, 9), Finding(-1, -2, -0.5, 0, 9))
    'turns round with this assumption'
    """
    match given.direction, zero.direction:
        case (0, 0):
            return "is open with this assumption and without it"
        case (0, _):
            return "is clear only without this assumption"
        case (_, 0):
            return "rests on this assumption"
        case (one, other):
            return "does not change sides with this assumption" if one == other else "turns round with this assumption"


def weights_sentence(equal: Mapping[str, Finding], by_gdp: Mapping[str, Finding], cast: Cast) -> str:
    """Where counting states by their GDP changes an answer; empty where it changes none."""
    changed = [cast.subject(axis) for axis in AXES if equal[axis].direction != by_gdp[axis].direction]
    if not changed:
        return "With states counted by GDP, not equally, no late answer changes sides."
    return f"With states counted by GDP, not equally, the late answer on {listed(changed)} is another: see the table."


def luck_sentence(subject: str, title: str, low: float, high: float, finding: Finding, what: str = "Luck") -> str:
    """What luck does to a level, beside what the choice of strategy does in the same world; low, high are shares."""
    if high - low < SMALLEST / 100:
        return f"All worlds are alike under {quoted(title)}: nothing is left to luck."
    width, spread = 100 * (high - low), finding.high - finding.low
    held = f"{percent_1(low)} to {percent_1(high)}"
    first = f"{what} spreads {subject} over {width:.2f} points under {quoted(title)} ({PERCENT_OF_WORLDS}: {held})."
    if finding.same:
        return f"{first} In the same world the strategies do not differ."
    second = f"In the same world the strategies differ by {points(finding)} points on average,"
    second += f" and this difference spreads over {spread:.2f} points:"
    if finding.direction == 0:
        return f"{first} {second} its sign is left to {what.lower()}."
    return f"{first} {second} {what.lower()} does not turn its sign in {PERCENT_OF_WORLDS}."


def percent_1(share: float) -> str:
    """A share as per cent with one decimal."""
    return f"{share * 100:.1f}{NO_BREAK}%"


def spells_words(spells: Sequence[tuple[str, int]], first: tuple[int, float], last: tuple[int, float]) -> str:
    """Who leads from when, with the leader's share in the first and the last year.

    >>> said = spells_words([("North", 1992), ("South", 2009)], (1992, 0.42), (2024, 0.31))
    >>> said.replace(NO_BREAK, " ")
    'North (42 % in 1992), South from 2009 (31 % in 2024)'
    >>> spells_words([("North", 1992)], (1992, 0.42), (2024, 0.31)).replace(NO_BREAK, " ")
    'North throughout (42 % in 1992, 31 % in 2024)'
    """
    start, end = f"{percent(first[1])} in {first[0]}", f"{percent(last[1])} in {last[0]}"
    if len(spells) == 1:
        return f"{spells[0][0]} throughout ({start}, {end})"
    middle = [f"{name} from {year}" for name, year in spells[1:]]
    if len(middle) > MOST_SPELLS:
        middle = [f"{len(middle) - 1} changes from {spells[1][1]} on", middle[-1]]
    return ", ".join([f"{spells[0][0]} ({start})", *middle]) + f" ({end})"
