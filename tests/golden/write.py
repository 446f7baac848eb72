"""Write ``trajectories.json`` anew: ``python tests/golden/write.py``.

Do so after a wanted change of the model, and say in CHANGELOG.md what moved the trajectories.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import influence_sim as isim

FILE = Path(__file__).with_name("trajectories.json")
STRATEGIES = ("bilateral", "alone", "institution", "hybrid")
AXES = ("possession", "milieu", "independence")


class Case(NamedTuple):
    """One run that is kept: a scenario, a strategy, and whether luck is switched on by hand."""

    scenario: str
    strategy: str
    luck: bool = False

    @property
    def name(self) -> str:
        return f"{self.scenario}{', with luck' if self.luck else ''}, {self.strategy}"


CASES = [
    Case(scenario, chosen, luck)
    for scenario, luck in (("baseline", False), ("classroom", False), ("classroom", True))
    for chosen in STRATEGIES
]


def numbers_of(case: Case) -> dict[str, Any]:
    """What is kept of a run: the axes in the last year, and a digest of everything."""
    scenario = isim.load_scenario(case.scenario, overrides={"parameters.shocks": 1} if case.luck else {})
    found = isim.simulate(scenario, strategy=case.strategy, seed=1, run=0, engine="compiled")
    last = {f"{axis} in {scenario.years.last}": float(getattr(found.record, axis)[-1]) for axis in AXES}
    return {**last, "digest": found.digest}


def write() -> None:
    """Run all cases and write the file beside itself, then in its place."""
    kept = {case.name: numbers_of(case) for case in CASES}
    beside = FILE.with_suffix(".new")
    beside.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    beside.replace(FILE)


if __name__ == "__main__":
    write()
