"""By which programs a dataset was made."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from influence_sim.experiments.sweeps.folder import Manifest
from influence_sim.runs.provenance import provenance

FACTS = ("version", "commit", "dirty", "libraries", "platform", "command", "created")
VOLATILE = ("command", "created")


def origin_of(wanted: Manifest, command: Sequence[str]) -> dict[str, Any]:
    """Versions, commit, platform, command and time of this program."""
    facts = provenance(
        scenario=SimpleNamespace(key=str(wanted.design.get("scenario", "")), digest=""),
        command=command,
        seed=wanted.seed,
        runs=wanted.runs,
        strategies=wanted.strategies,
    )
    return {name: facts[name] for name in FACTS}


def with_origin(before: Sequence[Mapping[str, Any]], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The programs that have added to a dataset, this one too unless one just like it has already."""
    listed = [dict(one) for one in before]
    return listed if any(lasting(one) == lasting(now) for one in listed) else [*listed, dict(now)]


def lasting(origin: Mapping[str, Any]) -> dict[str, Any]:
    """Without what differs each time."""
    return {name: value for name, value in origin.items() if name not in VOLATILE}
