"""What an outcome of a sweep is: its measure, weight, window and state, read from the name of its column."""

import re
from typing import NamedTuple

from influence_sim.wording import AXES

PATTERN = re.compile(r"(?P<measure>\w+?)(?P<weight>_by_gdp)?_(?P<window>early|late)")
MONEY = "spent"
SHARE_UNIT, MONEY_UNIT = "points", "M$ a year"


class Subject(NamedTuple):
    """An outcome taken apart. ``state`` is a key, or empty where states are taken together."""

    measure: str
    weight: str
    window: str
    state: str

    @property
    def is_money(self) -> bool:
        """Whether it is counted in million dollars a year; all else is a share, counted in percentage points."""
        return self.measure.startswith(MONEY)

    @property
    def unit(self) -> str:
        """What a difference is told in."""
        return MONEY_UNIT if self.is_money else SHARE_UNIT

    @property
    def scale(self) -> float:
        """Factor from the column to the unit."""
        return 1.0 if self.is_money else 100.0


def subject_of(outcome: str) -> Subject:
    """An outcome's name taken apart.

    >>> subject_of("milieu_by_gdp_late")
    Subject(measure='milieu', weight='by GDP', window='late', state='')
    >>> subject_of("possession_late.ada").state
    'ada'
    """
    name, _, state = outcome.partition(".")
    found = PATTERN.fullmatch(name)
    if not found:
        return Subject(name, "", "", state)
    weight = "by GDP" if found["weight"] else "" if state or name.startswith(MONEY) else "states equally"
    return Subject(found["measure"], weight, found["window"], state)


def headline(outcomes: list[str], window: str = "late") -> list[str]:
    """The axes of the verdict in one window, states counted equally; those that the sweep has, in their order.

    >>> headline(["milieu_late", "possession_late", "possession_early", "possession_late.ada"])
    ['possession_late', 'milieu_late']
    """
    return [name for axis in AXES if (name := f"{axis}_{window}") in outcomes]
