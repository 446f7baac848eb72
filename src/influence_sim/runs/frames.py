"""Records → tidy frames: one row an observation, names in place of indices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.scenario.schema import Scenario

INDEPENDENCE = "independence"
BILATERAL = "bilateral"
SHARE = "share"
STATUS_WORDS = np.array(["none", "observer", "member"], dtype=object)


@dataclass(frozen=True)
class Labels:
    """The names along the axes of a record: years, keys of actors, routes."""

    years: Sequence[int]
    powers: Sequence[str]
    states: Sequence[str]
    forums: Sequence[str]
    channels: Sequence[str]
    corridors: Sequence[str] = ()

    @classmethod
    def of(cls, scenario: Scenario, years: Sequence[int] | None = None) -> "Labels":
        """The labels of a scenario, for all its years or for those that were recorded."""
        span = range(scenario.years.first, scenario.years.last + 1) if years is None else years
        return cls(
            list(span),
            list(scenario.powers),
            list(scenario.states),
            list(scenario.forums),
            list(scenario.channels),
            list(scenario.keys["K"]),
        )

    @property
    def routes(self) -> list[str]:
        """The routes that money takes: bilateral, or a forum."""
        return [BILATERAL, *self.forums]


def tidy(axes: Mapping[str, Sequence[object]], **values: NDArray[np.generic]) -> pd.DataFrame:
    """One row for each cell of arrays that share their axes.

    Args:
        axes: name of each axis → its labels, in the arrays' order.
        values: column name → array of that shape.
    """
    index = pd.MultiIndex.from_product([list(labels) for labels in axes.values()], names=list(axes))
    frame = index.to_frame(index=False)
    for name, array in values.items():
        frame[name] = np.ascontiguousarray(array).reshape(-1)
    return frame


def influence_frame(
    labels: Labels,
    share: NDArray[np.float64],
    independence: NDArray[np.float64],
    runs: Sequence[int] | None = None,
) -> pd.DataFrame:
    """year, power, state, share; powers and "independence" sum to 1 in each state and year.

    Args:
        labels: names along the axes.
        share: [(run,) year, power, state].
        independence: [(run,) year, state].
        runs: numbers of the runs, if the arrays have that axis in front.
    """
    everything = np.concatenate([share, np.expand_dims(independence, -2)], axis=-2)
    axes = {"year": labels.years, "power": [*labels.powers, INDEPENDENCE], "state": labels.states}
    return tidy(with_runs(axes, runs), share=everything)


def exchange_frame(
    labels: Labels,
    committed: NDArray[np.float64],
    disbursed: NDArray[np.float64],
    returned: NDArray[np.float64],
    runs: Sequence[int] | None = None,
) -> pd.DataFrame:
    """year, power, state, channel, route and the year's money in M$; routes that carry nothing are left out.

    What is returned is what states pay back on loans, by the bilateral route; nothing where the module debt is off.
    """
    axes = {
        "year": labels.years,
        "power": labels.powers,
        "state": labels.states,
        "channel": labels.channels,
        "route": labels.routes,
    }
    back = np.zeros_like(committed)
    back[..., 0] = returned
    frame = tidy(with_runs(axes, runs), committed_musd=committed, disbursed_musd=disbursed, returned_musd=back)
    empty = (frame["route"] != BILATERAL) & (frame["committed_musd"] == 0.0) & (frame["disbursed_musd"] == 0.0)
    return frame[~empty].reset_index(drop=True)


def exchange_sum_frame(
    labels: Labels,
    committed: NDArray[np.float64],
    disbursed: NDArray[np.float64],
    returned: NDArray[np.float64],
    runs: Sequence[int] | None = None,
) -> pd.DataFrame:
    """year, power, state and the year's money in M$, summed over channels and routes."""
    axes = {"year": labels.years, "power": labels.powers, "state": labels.states}
    return tidy(with_runs(axes, runs), committed_musd=committed, disbursed_musd=disbursed, returned_musd=returned)


def membership_frame(
    labels: Labels,
    status: NDArray[np.int64],
    power_member: NDArray[np.float64],
    runs: Sequence[int] | None = None,
) -> pd.DataFrame:
    """year, forum, member, status (none, observer or member); powers' membership is history's."""
    powers = 2 * power_member.astype(np.int64)
    if runs is not None:
        powers = np.broadcast_to(powers, (len(runs), *powers.shape))
    everything = np.concatenate([powers, status], axis=-1)
    axes = {"year": labels.years, "forum": labels.forums, "member": [*labels.powers, *labels.states]}
    return tidy(with_runs(axes, runs), status=STATUS_WORDS[everything])


def forums_frame(
    labels: Labels,
    depth: NDArray[np.float64],
    fund: NDArray[np.float64],
    runs: Sequence[int] | None = None,
) -> pd.DataFrame:
    """year, forum, depth (0 to 1) and what its fund holds (M$)."""
    return tidy(with_runs({"year": labels.years, "forum": labels.forums}, runs), depth=depth, fund_musd=fund)


def metrics_frame(
    labels: Labels,
    axes: Mapping[str, NDArray[np.float64]],
    by_state: Mapping[str, NDArray[np.float64]],
    runs: Sequence[int] | None = None,
    by_modules: Iterable[tuple[str, Sequence[str], NDArray[np.float64], str]] = (),
) -> pd.DataFrame:
    """year, metric, subject, value, unit.

    Args:
        labels: names along the axes.
        axes: metric → [(run,) year], means over all states.
        by_state: metric → [(run,) year, state].
        runs: numbers of the runs, if the arrays have that axis in front.
        by_modules: name, subjects, [(run,) year, subject] and unit of each further metric.
    """
    parts = [
        tidy(with_runs({"year": labels.years, "metric": [name], "subject": ["all states"]}, runs), value=value)
        for name, value in axes.items()
    ]
    for name, value in by_state.items():
        names = {"year": labels.years, "metric": [name], "subject": labels.states}
        parts.append(tidy(with_runs(names, runs), value=np.expand_dims(value, -2)))
    for part in parts:
        part["unit"] = SHARE
    for name, subjects, value, unit in by_modules:
        names = {"year": labels.years, "metric": [name], "subject": subjects}
        parts.append(tidy(with_runs(names, runs), value=np.expand_dims(value, -2)).assign(unit=unit))
    frame = pd.concat(parts, ignore_index=True)
    if runs is not None:
        frame = frame.sort_values("run", kind="stable", ignore_index=True)
    return frame


def with_runs(axes: Mapping[str, Sequence[object]], runs: Sequence[int] | None) -> Mapping[str, Sequence[object]]:
    """The axes with the runs in front, if there are any."""
    return axes if runs is None else {"run": runs, **axes}
