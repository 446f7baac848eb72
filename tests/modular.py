"""The classroom with every module on: facts of all kinds, in round numbers."""

from typing import Any

from influence_sim.rules import shapes
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario

PASS: dict[str, Any] = {
    "name": "Pass",
    "control": {"north": 0.6},
    "crosses": ["alba"],
    "length": {"north": 1, "south": 3},
    "sea": {"alba": 2, "bora": 4},
}
COAST: dict[str, Any] = {
    "name": "Coast",
    "capacity": 0.5,
    "open": {2001: 1, 2006: 0.5},
    "control": {"south": 1},
    "crosses": ["bora", "cima"],
    "length": {"south": 2},
    "sea": {"bora": 4, "cima": 1},
}
BLOCKADE: dict[str, Any] = {
    "name": "blockade",
    "years": [2003, 2004],
    "budget": {"north": -0.2},
    "ties": {"south": -0.1},
    "standing": {"north": {"bora": -0.3}},
    "corridors": {"pass": -0.5},
    "squeeze": {"south": {"works": 0.4}},
}
FACTS: dict[str, Any] = {
    "resources": {
        "imports": {"south": {"works": 300}},
        "suppliers": {"south": {"works": {"main": 0.8, "others": 0.02}}},
        "supply": {"alba": {"works": 100}, "bora": {"works": 50}},
    },
    "corridors": {"builds": ["works"], "routes": {"pass": PASS, "coast": COAST}},
    "conditionality": {"openness": {"alba": 0.8, "bora": 0.5, "cima": 0.2}, "conditions": {"south": 1}},
    "events": {"list": {"blockade": BLOCKADE}},
}


def modular(*off: str, **changes: Any) -> Scenario:
    """The classroom with all modules on but some; ``changes`` are overrides, with __ for a dot."""
    overrides = {f"modules.{name}": FACTS.get(name, {}) | {"on": name not in off} for name in shapes.modules()}
    return load_scenario("classroom", overrides | {path.replace("__", "."): value for path, value in changes.items()})
