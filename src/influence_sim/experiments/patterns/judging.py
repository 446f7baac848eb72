"""From what was seen in runs to a verdict, and to what it is worth as evidence."""

from collections.abc import Mapping
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.experiments.patterns.case import Look, Quantity, Values
from influence_sim.experiments.verdict import SPAN

MET, FAILED, UNTOLD = "met", "failed", "cannot be told"
SANITY, EVIDENCE = "sanity check", "evidence"
SANE = 0.95  # a pattern that more prior draws meet could hardly have failed
MOST = 0.5  # a pattern is met where more runs than this part meet it

PATTERNS = ("key", "letter", "kind", "claim", "verdict", "runs_meeting", "draws_meeting", "weight", "runs", "draws")
QUANTITIES = ("key", "letter", "quantity", "unit", "value", "low", "high", "prior_value", "prior_low", "prior_high")
WANTED = ("wanted_low", "wanted_high", "wanted_ends", "runs_meeting", "draws_meeting")
Row = dict[str, Any]


def judged(pattern: Any, look: Look, by_value: Values, by_prior: Values, note: str) -> Row:
    """A pattern’s row: whether it is met with the values as shipped, and in which part of prior draws."""
    telling, drawn = look.met(by_value), look.met(by_prior)
    if len(telling) == 0:
        return untold(pattern, "no run could tell")
    runs, draws = share_met(telling), share_met(drawn)
    weight = "" if np.isnan(draws) else SANITY if draws > SANE else EVIDENCE
    found = (MET if runs > MOST else FAILED, runs, draws, weight, len(telling), len(drawn))
    return said_of(pattern) | dict(zip(PATTERNS[4:], found, strict=True)) | {"note": note, "source": pattern.source}


def untold(pattern: Any, reason: str) -> Row:
    """The row of a pattern that cannot be told, with the reason."""
    found = (UNTOLD, nan, nan, "", 0, 0)
    return said_of(pattern) | dict(zip(PATTERNS[4:], found, strict=True)) | {"note": reason, "source": pattern.source}


def said_of(pattern: Any) -> Row:
    """What the scenario says of a pattern."""
    return {"letter": pattern.letter, "kind": pattern.kind, "claim": " ".join(pattern.claim.split())}


def measured(letter: str, look: Look, by_value: Values, by_prior: Values) -> list[Row]:
    """The rows of a pattern’s quantities."""
    return [
        {
            "letter": letter,
            "quantity": quantity.name,
            "unit": quantity.unit,
            **dict(zip(("value", "low", "high"), spread(by_value[:, place]), strict=True)),
            **dict(zip(("prior_value", "prior_low", "prior_high"), spread(by_prior[:, place]), strict=True)),
            **asked(quantity, by_value[:, place], by_prior[:, place]),
        }
        for place, quantity in enumerate(look.quantities)
    ]


def told(letter: str, quantity: Quantity, value: float) -> Row:
    """The row of a quantity that is one number over all draws of the contested assumptions."""
    empty = np.empty(0)
    numbers = dict.fromkeys(QUANTITIES[4:], nan) | {"prior_value": value}
    said = {"letter": letter, "quantity": quantity.name, "unit": quantity.unit}
    return said | numbers | asked(quantity, empty, empty)


def asked(quantity: Quantity, by_value: Values, by_prior: Values) -> Row:
    """What a quantity is to be, and in which part of runs and draws it is."""
    wanted = quantity.wanted
    if wanted is None:
        return dict(zip(WANTED, (nan, nan, "", nan, nan), strict=True))
    parts = (share_met(wanted.holds(one[~np.isnan(one)])) for one in (by_value, by_prior))
    ends = "out" if wanted.strict else "in"
    return dict(zip(WANTED, (wanted.low, wanted.high, ends, *parts), strict=True))


def spread(values: Values) -> tuple[float, float, float]:
    """Median, and the interval that holds 90 %; what never happens lies beyond all years."""
    seen = values[~np.isnan(values)]
    if len(seen) == 0:
        return nan, nan, nan
    low, middle, high = np.quantile(seen, (SPAN[0], 0.5, SPAN[1]), method="inverted_cdf")
    return float(middle), float(low), float(high)


def share_met(met: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
    """The part that is met; no number where there is none."""
    return float(met.mean()) if len(met) else nan


def frames(patterns: Mapping[str, Row], quantities: Mapping[str, list[Row]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables, with the keys of the patterns in front."""
    first = pd.DataFrame([{"key": key} | row for key, row in patterns.items()], columns=[*PATTERNS, "note", "source"])
    rows = [{"key": key} | row for key, parts in quantities.items() for row in parts]
    return first, pd.DataFrame(rows, columns=[*QUANTITIES, *WANTED])
