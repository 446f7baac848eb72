"""The best plan among those that a sweep played, against one future and many.

A plan is a strategy with the values of the factors that are its own to choose (paths ``strategies.NAME.…``); a future
is a setting of all other factors. A plan's worth in a future is the mean of an outcome, less that of the reference
strategy in the same future. Savage 1951 for the largest regret.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.reading import Results

OWN = "strategies."


def own_factors(results: Results) -> dict[str, list[str]]:
    """Factor → the strategies that it is a choice of, of the factors that are one."""
    found = {}
    for name, entry in (results.design.get("factors") or {}).items():
        paths = entry.get("path") or ()
        paths = [paths] if isinstance(paths, str) else list(paths)
        if name in results.factors and paths and all(str(path).startswith(OWN) for path in paths):
            found[str(name)] = [str(path).split(".")[1] for path in paths]
    return found


def choice_frame(results: Results, outcome: str, own: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """strategy, the factors of its own (NaN or empty where they are not), expected, worst, regret, futures.

    In the outcome's own unit, less the first strategy's; the largest expected worth first. Only futures in which every
    plan was played count.

    Args:
        results: the sweep.
        outcome: what plans are judged by.
        own: factor → the strategies whose choice it is; see :func:`own_factors`.

    Raises:
        InputError: the plans were not all played in any one future, as in a design that draws its points.
    """
    others = [name for name in results.factors if name not in own]
    reference = results.strategies[0]
    parts = []
    for strategy in results.strategies:
        worth = results.differences(outcome, strategy, reference)
        part = results.points.assign(strategy=strategy, worth=worth)
        for name, owners in own.items():
            part[name] = part[name].astype(object) if strategy in owners else None
        parts.append(part)
    table = pd.concat([part.astype(dict.fromkeys(own, object)) for part in parts])
    plans = ["strategy", *own]
    keys, label = joined_words(table, plans), joined_words(table, others)
    wide = table.assign(plan=keys, future=label).groupby(["plan", "future"])["worth"].mean().unstack("future")
    whole = wide.loc[:, wide.notna().all()]
    if whole.empty or len(wide) < 2:
        raise InputError("the plans were not all played in one and the same future, so they cannot be held together")
    regret = whole.max(axis=0) - whole
    told = table.assign(plan=keys).drop_duplicates("plan").set_index("plan")[plans]
    scores = {"expected": whole.mean(axis=1), "worst": whole.min(axis=1), "regret": regret.max(axis=1)}
    frame = told.join(pd.DataFrame(scores)).assign(futures=whole.shape[1])
    order = np.argsort(-frame["expected"].to_numpy(dtype=float), kind="stable")
    return frame.iloc[order].reset_index(drop=True)


def joined_words(table: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Row by row, the values of some columns as one word."""
    rows = table[list(columns)].itertuples(index=False, name=None) if columns else [()] * len(table)
    return ["|".join("" if value is None else str(value) for value in row) for row in rows]
