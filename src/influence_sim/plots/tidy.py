"""From what is handed in (a tidy frame, a run, an ensemble, a comparison) to the table a figure needs."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from influence_sim.errors import InputError, nearest
from influence_sim.plots.cast import INDEPENDENCE, Cast


def frame_of(data: object, attribute: str, columns: Sequence[str]) -> pd.DataFrame:
    """The frame itself, or this attribute of a run, an ensemble or a comparison; checked for its columns."""
    frame = data if isinstance(data, pd.DataFrame) else getattr(data, attribute, None)
    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            f'a figure of "{attribute}" needs a frame or an object with .{attribute}, not {type(data).__name__}'
        )
    for column in columns:
        if column not in frame.columns:
            raise InputError(f'the frame has no column "{column}"; {nearest(column, map(str, frame.columns))}')
    if frame.empty:
        raise InputError(f'the frame of "{attribute}" has no rows, so there is nothing to draw')
    return frame


def cast_of(data: object, cast: Cast | None) -> Cast:
    """The cast given, or that of the scenario which the object carries."""
    if cast is not None:
        return cast
    scenario = getattr(data, "scenario", None)
    if scenario is None:
        raise InputError("a frame alone does not know names and colours: give cast=Cast.of(scenario)")
    return Cast.of(scenario)


def number_of_runs(frame: pd.DataFrame) -> int:
    """Runs in a frame; a frame without the column `run` is one."""
    return int(frame["run"].nunique()) if "run" in frame.columns else 1


def shares_by_state(frame: pd.DataFrame, cast: Cast) -> pd.DataFrame:
    """Mean share over the runs: rows (state, year), one column for each power in stacking order, then independence.

    The mean, not the median: the means of shares that sum to 1 sum to 1.
    """
    grouped = frame.groupby(["state", "year", "power"], observed=True)["share"].mean().unstack("power")
    for key in grouped.columns:
        if key != INDEPENDENCE:
            cast.name(str(key))
    present = [key for key in cast.stacking if key in grouped.columns]
    return grouped.reindex(columns=[*present, INDEPENDENCE]).fillna(0.0)


def in_order(keys: Sequence[str], known: Sequence[str]) -> list[str]:
    """Keys in the scenario's order; those it does not know stand at the end, for `Cast.name` to complain about."""
    place = {key: i for i, key in enumerate(known)}
    return sorted(keys, key=lambda key: (place.get(key, len(place)), key))


def chosen_states(frame: pd.DataFrame, cast: Cast, wanted: Sequence[str] | None) -> list[str]:
    """States to draw: those asked for, or all in the frame, in the scenario's order."""
    present = [str(key) for key in frame["state"].unique()]
    for key in wanted or ():
        if key not in present:
            raise InputError(f'the frame has no state "{key}"; {nearest(key, present)}')
    return list(wanted) if wanted else in_order(present, list(cast.states))


class Cell(NamedTuple):
    """One state in one year.

    The power that leads in most runs ("" if none has any share), the part of the runs in which it does, its mean
    share, and whether the state's own hand is larger than the leader in most runs.
    """

    leader: str
    strength: float
    share: float
    own_larger: bool


def leading(frame: pd.DataFrame, cast: Cast) -> dict[tuple[str, int], Cell]:
    """Who leads in each (state, year); ties go to the power that the scenario names first."""
    keys = ["run", "state", "year"] if "run" in frame.columns else ["state", "year"]
    wide = frame.pivot_table(index=keys, columns="power", values="share", observed=True).fillna(0.0)
    for key in wide.columns:
        if key != INDEPENDENCE:
            cast.name(str(key))
    powers = [key for key in cast.powers if key in wide.columns]
    values = wide[powers].to_numpy()
    largest = values.max(axis=1, initial=0.0)
    own = wide[INDEPENDENCE].to_numpy() if INDEPENDENCE in wide.columns else np.zeros(len(wide))
    first = values.argmax(axis=1) if powers else np.zeros(len(wide))
    leads = pd.DataFrame({key: (first == i) & (largest > 0) for i, key in enumerate(powers)}, index=wide.index)
    means = wide[powers].groupby(["state", "year"]).mean()
    parts = leads.astype(float).groupby(["state", "year"]).mean()
    owns = pd.Series(own > largest, index=wide.index).astype(float).groupby(["state", "year"]).mean()
    cells = {}
    for at, part in zip(parts.index, parts.to_numpy(), strict=True):
        best = int(part.argmax()) if powers else 0
        found = bool(powers) and part[best] > 0
        share = float(means.loc[at].iloc[best]) if found else 0.0
        leader, strength = (powers[best], float(part[best])) if found else ("", 0.0)
        cells[str(at[0]), int(at[1])] = Cell(leader, strength, share, bool(owns.loc[at] > 0.5))
    return cells
