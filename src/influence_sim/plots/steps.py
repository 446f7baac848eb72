"""The steps of a ledger, from the neutral point to the whole difference, and the sentence that they make."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from influence_sim.errors import InputError
from influence_sim.wording import BAND, MINUS, NO_BREAK, listed, signed

START, WHOLE = "neutral point", "whole"  # the two rows of a ledger that are no term
TOLD = 2  # terms of each direction that a sentence names


class Step(NamedTuple):
    """A term, the start or the whole, in percentage points: the mean and the ends that hold 90 % of worlds."""

    name: str
    points: float
    low: float
    high: float

    @property
    def direction(self) -> int:
        """1 or −1 where the interval lies on one side of zero, 0 where it holds zero."""
        return int(self.low > 0) - int(self.high < 0)


class Account(NamedTuple):
    """A ledger on one axis, its terms by size, and in how many worlds it was kept."""

    start: Step
    terms: list[Step]
    whole: Step
    worlds: int

    @property
    def digits(self) -> int:
        """Decimals with which its numbers are read: two where all of them are under ten points, else one."""
        return 2 if max(abs(step.points) for step in (self.start, *self.terms, self.whole)) < 9.995 else 1

    @property
    def gap(self) -> float:
        """What the terms leave unexplained: nothing but rounding in a ledger that is whole."""
        return self.whole.points - self.start.points - sum(term.points for term in self.terms)

    def merged(self, most: int) -> "Account":
        """The same with at most so many terms: the smallest become one, without an interval."""
        if len(self.terms) <= most:
            return self
        kept, rest = self.terms[: most - 1], self.terms[most - 1 :]
        total = sum(term.points for term in rest)
        return self._replace(terms=[*kept, Step(f"{len(rest)} smaller ones together", total, total, total)])


def account_of(frame: pd.DataFrame) -> Account:
    """The rows of one axis as an account. Without a row for the neutral point it starts at zero.

    Raises InputError where the whole is missing, a term occurs twice or a number is not finite.
    """
    twice = frame["term"][frame["term"].duplicated()]
    if len(twice):
        raise InputError(f'one view of the ledger holds the term "{twice.iloc[0]}" twice')
    numbers = frame[["contribution", "low", "high"]].to_numpy(dtype=float) * 100
    if not np.isfinite(numbers).all():
        raise InputError("the ledger holds a contribution that is not a finite number")
    names = zip(map(str, frame["term"]), map(str, frame["name"]), numbers.tolist(), strict=True)
    steps = {term: Step(name, *three) for term, name, three in names}
    if WHOLE not in steps:
        raise InputError(f'the ledger has no row with the term "{WHOLE}", the difference that its terms make up')
    start, whole = steps.pop(START, Step(START, 0.0, 0.0, 0.0)), steps.pop(WHOLE)
    worlds = int(frame["runs"].max()) if "runs" in frame.columns else 0
    return Account(start, sorted(steps.values(), key=lambda step: -abs(step.points)), whole, worlds)


def sentence(account: Account, about: str, under: str, years: str, terms: bool = True) -> str:
    """What an account says, whichever way its numbers fall: the mirrored account gives the mirrored sentence.

    Terms that pull as the whole does come first; those of which the worlds do not decide are not told.

    >>> leak, wait = Step("the leak", -0.5, -0.6, -0.4), Step("the wait", 0.1, 0.05, 0.2)
    >>> account = Account(Step("", 0, 0, 0), [leak, wait], Step("", -0.4, -0.5, -0.1), 9)
    >>> sentence(account, "its share", "the club", "2020")
    'Under the club its share is 0.40 points lower in 2020: the leak costs 0.50; the wait brings 0.10'
    """
    whole, digits = account.whole, account.digits
    if account.worlds != 1 and whole.low <= 0 <= whole.high and not _same(whole, digits):
        ends = f"({BAND}: {signed(whole.low, digits)} to {signed(whole.high, digits)})".replace(" ", NO_BREAK)
        said = f"The worlds do not decide whether under {under} {about} is higher or lower in {years} {ends}"
    elif signed(whole.points, digits)[0] not in f"+{MINUS}":
        said = f"Under {under} {about} is the same to a {'hundredth' if digits == 2 else 'tenth'} of a point in {years}"
    else:
        size = f"{abs(whole.points):.{digits}f} points {'higher' if whole.points > 0 else 'lower'}"
        said = f"Under {under} {about} is {size} in {years}" + (" (one world)" if account.worlds == 1 else "")
    parts = [part for way in _ways(whole) if (part := _clause(account.terms, way, digits))]
    return f"{said}: {'; '.join(parts)}" if parts and terms else said


def _same(step: Step, digits: int) -> bool:
    """Whether nothing of it shows at so many decimals."""
    return all(float(f"{value:.{digits}f}") == 0 for value in (step.points, step.low, step.high))


def _ways(whole: Step) -> tuple[int, int]:
    """Which direction is told first."""
    return (-1, 1) if whole.points < 0 else (1, -1)


def _clause(terms: Sequence[Step], way: int, digits: int) -> str:
    """The largest terms of one direction: the leak costs 0.50 and the wait 0.20."""
    told = [step for step in terms if step.direction == way and float(f"{step.points:.{digits}f}") != 0][:TOLD]
    verbs = [" brings " if way > 0 else " costs ", *[" "] * TOLD]
    sizes = [f"{step.name}{verb}{abs(step.points):.{digits}f}" for step, verb in zip(told, verbs, strict=False)]
    return listed(sizes) if sizes else ""
