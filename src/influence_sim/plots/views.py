"""One view of a frame that holds many: of one strategy, one window, one weight, the decider as given or at zero."""

from collections.abc import Sequence

import pandas as pd

from influence_sim import wording as words
from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import Cast


def chosen_rows(frame: pd.DataFrame, **wanted: str | None) -> pd.DataFrame:
    """The rows in which each column has the wanted value; None takes the value that comes first.

    A column that the frame lacks chooses nothing. Raises InputError for a value that does not occur.
    """
    for column, value in wanted.items():
        if column in frame.columns:
            present = list(dict.fromkeys(map(str, frame[column])))
            if value is not None and value not in present:
                raise InputError(f'the frame has no {column} "{value}"; {nearest(value, present)}')
            frame = frame[frame[column] == (present[0] if value is None else value)]
    return frame


def pair_of(frame: pd.DataFrame, names: Sequence[str] | None) -> tuple[str, str]:
    """The two strategies as a sentence names them, the one that the other is held against first."""
    if names is None:
        row = frame.iloc[0]
        names = [f"the {row['against']} strategy", f"the {row['strategy']} strategy"]
    if len(names) != 2:
        raise InputError(f"a difference is between two strategies, and names= has {len(names)}")
    return names[0], names[1]


def years_of(cast: Cast, window: str) -> str:
    """The years of a window; the window's own name where the cast does not know them.

    >>> years_of(Cast({}, {}, late=(2015, 2024)), "late"), years_of(Cast({}, {}), "late")
    ('2015–2024', 'the late window')
    """
    span = {words.EARLY: cast.early, words.LATE: cast.late}.get(window)
    return words.span(*span) if span else f"the {window} window"


def counted_as(weight: str) -> str:
    """How states are counted, as a sentence for the notes.

    >>> counted_as("by GDP")
    'States are counted by GDP.'
    """
    return f"States are counted {weight.removeprefix('states ')}."
