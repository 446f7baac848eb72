"""The sentences of a ledger: what brings and what costs how much. They follow the numbers whichever way these fall."""

from collections.abc import Sequence
from dataclasses import dataclass

from influence_sim.wording import listed, signed

LEAST = 0.005  # points: below it a term is told as bringing nothing
ADDS_UP = 0.25  # part of the whole by which single switches may miss it and still count as adding up
DIGITS = 2


@dataclass(frozen=True)
class Entry:
    """A term, or the whole, in percentage points: the mean, the ends that hold 90 % of worlds, its effect alone."""

    name: str
    points: float
    low: float
    high: float
    alone: float

    @property
    def direction(self) -> int:
        """1 or −1 where the interval lies on one side of zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)

    @property
    def idle(self) -> bool:
        """Whether the term does nothing that two digits show."""
        return max(abs(self.points), abs(self.low), abs(self.high)) < LEAST


@dataclass(frozen=True)
class Meeting:
    """Two terms that act on each other, in percentage points."""

    one: str
    other: str
    points: float


def account_sentence(under: str, about: str, whole: Entry, terms: Sequence[Entry]) -> str:
    """One axis: the whole difference and the terms that make it, largest first.

    >>> whole = Entry("whole", -0.4, -0.6, -0.1, -0.4)
    >>> terms = [Entry("paying by need", 0.1, -0.1, 0.2, 0.1), Entry("the leak", -0.5, -0.6, -0.4, -0.5)]
    >>> account_sentence("the club", "its share", whole, terms)
    'Under the club its share is 0.40 points lower: the leak costs 0.50; paying by need may bring or cost (+0.10).'
    """
    if whole.idle and all(term.idle for term in terms):
        return f"Under {under} {about} is the same: no assumption tells the strategies apart."
    parts = [part for part in (brought(terms), cost(terms), undecided(terms)) if part]
    told = f": {'; '.join(parts)}" if parts else ""
    return f"Under {under} {about} {whole_words(whole)}{told}."


def whole_words(whole: Entry) -> str:
    """The difference itself; an interval that holds zero is told as such."""
    if whole.idle:
        return "is the same"
    size = f"{abs(whole.points):.{DIGITS}f} points {'higher' if whole.points > 0 else 'lower'}"
    if abs(whole.points) < LEAST:
        size = "the same to a hundredth of a point"
    if whole.direction == 0:
        ends = f"{signed(whole.low, DIGITS)} to {signed(whole.high, DIGITS)}"
        return f"is {size} on average, but the worlds do not decide ({ends})"
    return f"is {size}"


def brought(terms: Sequence[Entry]) -> str:
    """The terms that raise it."""
    return clause([term for term in terms if term.direction > 0 and not term.idle], "brings")


def cost(terms: Sequence[Entry]) -> str:
    """The terms that lower it."""
    return clause([term for term in terms if term.direction < 0 and not term.idle], "costs")


def clause(terms: Sequence[Entry], verb: str) -> str:
    """What terms of one direction do, the largest first: the leak costs 0.50, the wait 0.20 and the office 0.10."""
    ranked = sorted(terms, key=lambda term: -abs(term.points))
    if not ranked:
        return ""
    first, *rest = ranked
    sizes = [f"{first.name} {verb} {abs(first.points):.{DIGITS}f}"]
    return listed([*sizes, *(f"{term.name} {abs(term.points):.{DIGITS}f}" for term in rest)])


def undecided(terms: Sequence[Entry]) -> str:
    """The terms of which the worlds do not say whether they help."""
    left = sorted((term for term in terms if term.direction == 0 and not term.idle), key=lambda term: -abs(term.points))
    if not left:
        return ""
    return listed([f"{term.name} may bring or cost ({signed(term.points, DIGITS)})" for term in left])


def adding_sentence(about: str, whole: Entry, terms: Sequence[Entry], meetings: Sequence[Meeting]) -> str:
    """Whether terms switched on one at a time add up to the whole; if not, which act on each other most.

    >>> whole = Entry("whole", 1.1, 0.9, 1.4, 1.1)
    >>> terms = [Entry("the leak", 0.5, 0.4, 0.6, -0.1), Entry("the answer", 0.6, 0.4, 0.7, 0.1)]
    >>> sentence = adding_sentence("its share", whole, terms, [Meeting("the leak", "the answer", 1.2)])
    >>> sentence.endswith("all together +1.10: the leak and the answer act on each other most (+1.20).")
    True
    """
    alone = sum(term.alone for term in terms)
    sums = (
        f"For {about} one term at a time gives {signed(alone, DIGITS)} points,"
        f" all together {signed(whole.points, DIGITS)}"
    )
    largest = max(meetings, key=lambda meeting: abs(meeting.points), default=None)
    adds_up = abs(alone - whole.points) <= ADDS_UP * max(abs(whole.points), abs(alone))
    if adds_up or largest is None or abs(largest.points) < LEAST:
        return f"{sums}."
    return f"{sums}: {largest.one} and {largest.other} act on each other most ({signed(largest.points, DIGITS)})."
