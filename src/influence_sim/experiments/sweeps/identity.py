"""What a dataset is of: facts that must be the same for rows to belong together, and how they differ."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.language.reading import rulebook_digest
from influence_sim.scenario.strategies import Strategy

Identity = dict[str, Any]

MAY_CHANGE = ("title", "summary", "runs_per_point", "samples", "file", "seed")
"""What a design may say otherwise and still be of the same dataset: words, how many, and what stands elsewhere here."""


def identity_of(design: Design, content: Mapping[str, Any], columns: Sequence[str]) -> Identity:
    """What must be alike, each by the words that an error would use. Points are told apart by themselves."""
    said = {name: what for name, what in content.items() if name not in MAY_CHANGE}
    factors, cast = said.pop("factors"), design.resolved.cast
    return {
        "the rulebook": rulebook_digest(),
        **{f'the scenario "{name}"': one.digest for name, one in cast.scenarios.items()},
        **{f'the strategy "{name}"': digest_of_strategy(one) for name, one in cast.strategies.items()},
        "the seed": design.seed,
        **{f'the factor "{name}"': what["path"] for name, what in factors.items()},
        **{f'"{name}" of the design': what for name, what in said.items()},
        "the outcomes": list(columns),
    }


def digest_of_strategy(strategy: Strategy) -> str:
    """SHA-256 of all that a strategy says, but for its words."""
    content = strategy.model_dump(mode="json", exclude={"title", "summary"})
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def digest_of_points(points: pd.DataFrame, count: int | None = None) -> str:
    """SHA-256 of the first so many points, to the last digit."""
    text = points.iloc[:count].to_csv(lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()


WAY_OUT = "; choose another --out, or replace it with --force"


def differing(there: Identity, wanted: Identity) -> str | None:
    """In what a dataset differs from what is wanted, in words; None if in nothing."""
    for name in [*wanted, *there]:
        if there.get(name) != wanted.get(name):
            return difference(name, there, wanted)
    return None


def difference(name: str, there: Identity, wanted: Identity) -> str:
    """In what something differs.

    >>> difference("the seed", {"the seed": 1}, {"the seed": 2})
    'the seed was 1 and is now 2'
    >>> difference("x", {}, {"x": 2})
    'x is new'
    """
    if name not in there:
        return f"{name} is new"
    if name not in wanted:
        return f"{name} is gone"
    old, new = shown(there[name]), shown(wanted[name])
    return f"{name} has changed" if old == new else f"{name} was {old} and is now {new}"


def shown(value: Any) -> str:
    """A value in a sentence: a digest by its first letters, anything long cut."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) == 64 and not set(text) - set("0123456789abcdef"):
        return text[:8]
    return text if len(text) <= 80 else text[:77] + "…"


def check_points(there: Mapping[str, Any], points: pd.DataFrame, where: str) -> None:
    """See that the points of a dataset are the first of those that are wanted.

    Args:
        there: ``count`` and ``sha256`` of the dataset's points.
        points: those that are wanted.
        where: the dataset's folder.

    Raises:
        InputError: they are not.
    """
    count = int(there["count"])
    if len(points) < count:
        raise InputError(f"{where} holds {count:,} points, more than the {len(points):,} of the design{WAY_OUT}")
    if digest_of_points(points, count) != there["sha256"]:
        more = f"its {count:,} points are not the first of the {len(points):,} of the design"
        raise InputError(f"{where} holds another sweep: {more}{WAY_OUT}")
