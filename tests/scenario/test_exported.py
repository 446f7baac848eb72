import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from influence_sim.scenario.exported import schema_text, schemas, write_schemas
from influence_sim.scenario.files import shipped_folder
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.yaml import read_file

SCENARIO, STRATEGY = "scenario.schema.json", "strategy.schema.json"
FOLDER = shipped_folder()
FILES = [
    *((path, SCENARIO) for path in sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("parts/*.yaml")])),
    *((path, STRATEGY) for path in sorted(FOLDER.glob("strategies/*.yaml"))),
]
EACH_FILE = pytest.mark.parametrize(("path", "schema"), FILES, ids=[path.stem for path, _ in FILES])


def as_json(mapping: dict[Any, Any]) -> Any:
    """A mapping as editors see it: all keys are text."""
    return json.loads(json.dumps(mapping))


def complaints(mapping: dict[Any, Any], schema: str = SCENARIO) -> list[str]:
    validator = jsonschema.Draft202012Validator(schemas()[schema])
    return [error.message for error in validator.iter_errors(as_json(mapping))]


@pytest.mark.parametrize("name", [SCENARIO, STRATEGY])
def test_the_shipped_schema_is_that_of_the_models(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(schemas()[name])


@pytest.mark.parametrize("name", [SCENARIO, STRATEGY])
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


@EACH_FILE
def test_every_shipped_file_fits_its_schema(path: Path, schema: str) -> None:
    assert complaints(read_file(path).mapping, schema) == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [(path, schema) for path, schema in FILES if path.parent.name != "parts"],
    ids=[path.stem for path, _ in FILES if path.parent.name != "parts"],
)
def test_every_scenario_and_strategy_tells_editors_its_schema(path: Path, schema: str) -> None:
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == (FOLDER / schema).resolve()


def test_every_parameter_is_described_by_name_unit_and_meaning() -> None:
    entries = schemas()[SCENARIO]["properties"]["parameters"]["properties"]
    assert set(entries) == set(known_parameters())
    for name, (about, _) in known_parameters().items():
        assert about.meaning in entries[name]["description"]
        assert entries[name]["properties"]["unit"] == {"const": about.unit}


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "x"},
        {"parameters": {"credit_leek": {"value": 1}}},
        {"parameters": {"credit_leak": {"value": 2}}},
        {"parameters": {"credit_leak": {"value": {"north": 1}}}},
        {"parameters": {"credit_leak": {"unit": "yr"}}},
        {"parameters": {"credit_leak": {"prior": {"unifrm": [0, 1]}}}},
        {"parameters": {"credit_leak": {"evidence": "guess"}}},
        {"parameters": {"rivals_answer": {"value": "copie"}}},
        {"parameters": {"tie_reach": {"value": {"north": "far"}}}},
        {"powers": {"north": {"color": "#000000"}}},
        {"steps_per_year": 0},
        {"modules": {"hedgin": True}},
        {"modules": {"hedging": {"of": True}}},
        {"modules": {"conditionality": {"openness": {"Ada": {"table": 3}}}}},
        {"modules": {"corridors": {"routes": {"rail": {"name": "Rail", "lenght": 1}}}}},
        {"modules": {"events": {"list": {"war": {"years": ["soon", 2]}}}}},
        {"extends": 3},
    ],
)
def test_an_editor_marks_a_slip(wrong: dict[str, Any]) -> None:
    assert complaints(wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"extends": "baseline", "powers": {"north": None}},
        {"parameters": {"budget_scale": {"value": {"others": 1}, "prior": {"north": {"times_log": [0.5, 3]}}}}},
        {"parameters": {"channel_weight": {"value": "equal"}}},
        {"parameters": {"forum_credit": {"value": {"league": {"north": {2005: 0.5}, "others": 0}, "others": 0}}}},
        {"modules": {"hedging": True, "debt": {"on": False}, "corridors": {"routes": {"rail": None}}}},
        {"modules": {"conditionality": {"openness": {"Ada": {1990: 0.5}, "others": {"table": "t", "where": {}}}}}},
        {"modules": {"conditionality": {"openness": {1990: 0.5}}}},
        {"modules": {"events": {"list": {"war": {"name": "War", "years": [1, 2], "ties": {"Ada": {"Bren": -0.1}}}}}}},
        {"parameters": {"standing_per_depth": {"prior": {"half_zero": {"uniform": [0, 1]}}}}},
    ],
)
def test_an_editor_marks_nothing_that_loads(right: dict[str, Any]) -> None:
    assert complaints(right) == []


def test_schemas_are_written_whole(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [SCENARIO, STRATEGY]
    assert json.loads((tmp_path / STRATEGY).read_text(encoding="utf-8")) == schemas()[STRATEGY]
