"""What ``tables/`` holds: tidy frames with keys, one CSV and one Parquet file each."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from influence_sim.experiments.comparison import Comparison
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.store import write_table
from influence_sim.runs.trajectory import Trajectory

AT = (0.05, 0.25, 0.5, 0.75, 0.95)


def comparison_tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """The verdict, what it is made of, the paths of the differences, and quantiles over worlds under each strategy."""
    found = {"verdict": comparison.verdict, "plane": comparison.plane, "paths": path_quantiles(comparison)}
    if keeps_ledger(comparison):
        found |= {
            "ledger": comparison.ledger,
            "interactions": comparison.interactions,
            "swings": comparison.swings,
        }
    return found | ensemble_tables(comparison.ensembles)


def keeps_ledger(comparison: Comparison) -> bool:
    """Whether the scenario has terms to account for, and worlds are spent on it."""
    return bool(comparison.ledger_runs and comparison.scenario.ledger)


def ensemble_tables(ensembles: Mapping[str, Ensemble]) -> dict[str, pd.DataFrame]:
    """Quantiles over worlds of each frame; of memberships, the part of the worlds in each status."""
    frames: dict[str, Callable[[Ensemble], pd.DataFrame]] = {
        "influence": lambda runs: runs.quantiles("influence", AT),
        "exchange": lambda runs: runs.quantiles("exchange", AT),
        "membership": membership_parts,
        "forums": lambda runs: runs.quantiles("forums", AT),
        "metrics": lambda runs: runs.quantiles("metrics", AT),
    }
    return {name: by_strategy({key: make(runs) for key, runs in ensembles.items()}) for name, make in frames.items()}


def trajectory_tables(trajectory: Trajectory) -> dict[str, pd.DataFrame]:
    """The frames of one run as they are."""
    names = ("influence", "exchange", "membership", "forums", "metrics")
    return {name: getattr(trajectory, name) for name in names}


def by_strategy(parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Frames of several strategies as one, with the strategy's key in front."""
    marked = []
    for key, part in parts.items():
        frame = part.copy()
        frame.insert(0, "strategy", key)
        marked.append(frame)
    return pd.concat(marked, ignore_index=True)


def membership_parts(runs: Ensemble) -> pd.DataFrame:
    """year, forum, member, status, part_of_runs; what no run has is left out."""
    keys = ["year", "forum", "member", "status"]
    counted = runs.membership.groupby(keys, sort=False, observed=True).size() / runs.runs
    frame = counted.rename("part_of_runs").reset_index()
    return frame.sort_values(["year"], kind="stable", ignore_index=True)


def path_quantiles(comparison: Comparison) -> pd.DataFrame:
    """strategy, against, year, axis, quantile, difference (a share)."""
    parts = []
    for other in comparison.strategies[1:]:
        paths = comparison.paths_of(other.key)
        found = paths.groupby(["axis", "year"], sort=False)["difference"].quantile(np.array(AT))
        frame = found.rename_axis(["axis", "year", "quantile"]).reset_index()[
            ["year", "axis", "quantile", "difference"]
        ]
        frame.insert(0, "strategy", other.key)
        frame.insert(1, "against", comparison.reference.key)
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> Sequence[str]:
    """Write each table into the folder as CSV and Parquet; their names."""
    for name, frame in tables.items():
        write_table(frame, folder / name)
    return list(tables)
