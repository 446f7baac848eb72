"""Small designs, an engine that takes no time, and what a dataset is byte for byte."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from influence_sim.experiments.designs import Design, load_design
from influence_sim.experiments.sweeps.outcomes import FIELDS
from influence_sim.rules.shapes import Record, World, empty, sizes_of

LEAKS = [0.0, 0.2, 0.4]
TESTS = Path(__file__).resolve().parent


def write_design(folder: Path, name: str = "mine", leaks: Sequence[float] = LEAKS, **changes: Any) -> Path:
    """A design file in a folder: a grid over one parameter and one field of a strategy, in the classroom scenario."""
    content = {
        "title": "Small",
        "scenario": "classroom",
        "set": {"parameters.shocks": 1},
        "runs_per_point": 100,
        "method": "grid",
        "factors": {
            "leak": {"path": "parameters.credit_leak", "values": list(leaks)},
            "rho": {"path": "strategies.institution.rho", "values": [0.2, 1.0]},
        },
        **changes,
    }
    path = folder / f"{name}.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(content, stream)
    return path


def small_design(folder: Path, **changes: Any) -> Design:
    """The same, loaded."""
    return load_design(write_design(folder, **changes))


def play_quickly(world: World, seed: int, runs: Sequence[int]) -> dict[str, Any]:
    """In place of an engine: numbers that depend on the run, the seed and the world, and on nothing else."""
    sample = empty(Record, sizes_of(world))
    level = world.credit_leak + float(world.regional_share.mean())
    luck = ((np.array(runs) + 1) * (2654435761 + 2 * seed) % 2**32) / 2**32
    return {name: np.add.outer(luck, getattr(sample, name) + level) for name in FIELDS}


def bytes_of(folder: Path) -> dict[str, str]:
    """File → SHA-256 of all that is in a dataset; of the manifest without who made it and when."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.name == "manifest.json":
            said = json.loads(content)
            del said["made"]
            content = json.dumps(said).encode()
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    return found
