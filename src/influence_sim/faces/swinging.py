"""The sentences on who decides: which assumption, alone, carries an answer to the other side."""

from collections.abc import Sequence
from dataclasses import dataclass

from influence_sim.wording import listed, signed

LEAST = 0.005  # points: a swing below it is told as none
DIGITS = 2
MOST = 3  # assumptions that a sentence names


@dataclass(frozen=True)
class End:
    """A difference in percentage points with an assumption at one value: mean and the ends of 90 % of worlds."""

    value: str
    points: float
    low: float
    high: float

    @property
    def direction(self) -> int:
        """1 or −1 where the interval lies on one side of zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)


@dataclass(frozen=True)
class Swing:
    """An assumption and the difference at each of its values."""

    name: str
    ends: Sequence[End]

    @property
    def size(self) -> float:
        """From the lowest to the highest difference."""
        points = [end.points for end in self.ends]
        return max(points) - min(points)

    @property
    def turns(self) -> bool:
        """Whether it carries the answer from one side to the other."""
        return {end.direction for end in self.ends} >= {-1, 1}


def swing_words(swing: Swing) -> str:
    """The assumption with the differences at its outer values.

    >>> swing_words(Swing("the leak", [End("0", 0.46, 0.1, 0.7), End("0.8", -0.26, -0.5, -0.1)]))
    'the leak (at 0: +0.46, at 0.8: −0.26)'
    """
    lowest = min(swing.ends, key=lambda end: end.points)
    highest = max(swing.ends, key=lambda end: end.points)
    shown = [end for end in swing.ends if end in (lowest, highest)]
    return f"{swing.name} ({', '.join(f'at {end.value}: {signed(end.points, DIGITS)}' for end in shown)})"


def decider_sentence(about: str, swings: Sequence[Swing]) -> str:
    """Who decides on one axis: the assumptions that turn the answer, else the one that moves it most.

    >>> leak = Swing("the leak", [End("0", 0.46, 0.1, 0.7), End("0.8", -0.26, -0.5, -0.1)])
    >>> decider_sentence("its share", [leak, Swing("the lag", [End("2", 0.2, 0.1, 0.3), End("5", 0.1, 0.0, 0.2)])])
    'The answer on its share changes sides with one assumption alone: the leak (at 0: +0.46, at 0.8: −0.26).'
    """
    ranked = sorted(swings, key=lambda swing: -swing.size)
    turning = [swing for swing in ranked if swing.turns]
    if turning:
        number = "one assumption" if len(turning) == 1 else f"each of {len(turning)} assumptions"
        more = f", and {len(turning) - MOST} more" if len(turning) > MOST else ""
        named = [swing_words(swing) for swing in turning[:MOST]]
        told = listed(named) if not more else ", ".join(named) + more
        return f"The answer on {about} changes sides with {number} alone: {told}."
    if not ranked or ranked[0].size < LEAST:
        return f"No contested assumption alone moves the difference on {about}."
    return (
        f"No contested assumption alone carries the answer on {about} to the other side;"
        f" {swing_words(ranked[0])} moves it most."
    )
