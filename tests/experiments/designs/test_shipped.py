import json
from typing import Any

import jsonschema
import pytest

from influence_sim.experiments.designs import Design, list_designs, load_design
from influence_sim.experiments.designs.exported import NAME, design_schema, write_schema
from influence_sim.rules.shapes import World
from influence_sim.scenario.exported import schema_text
from influence_sim.scenario.files import find, shipped_folder, shipped_names
from influence_sim.scenario.yaml import read_file

NAMES = [
    "bilateral_vs_regional",
    "chabahar",
    "chinese_surge",
    "join_or_found",
    "metagame",
    "rare_earths",
    "russia_budget",
    "russian_retreat",
    "sanctions_2022",
    "sensitivity",
]
EACH = pytest.mark.parametrize("name", NAMES)
RUNS_A_SECOND = 1_500  # of the slowest scenario, on two cores
ALL_TOGETHER = 30 * 60


@pytest.fixture(scope="module")
def loaded() -> dict[str, Design]:
    return {name: load_design(name) for name in NAMES}


def test_ten_designs_are_shipped() -> None:
    assert shipped_names("design") == NAMES


@EACH
def test_a_shipped_design_makes_the_points_it_says(name: str, loaded: dict[str, Design]) -> None:
    points = loaded[name].points()
    assert len(points) == loaded[name].point_count
    assert list(points.columns) == list(loaded[name].factors)
    assert not points.isna().any().any()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "metagame" else pytest.mark.slow) for name in NAMES]
)
def test_the_worlds_of_its_first_and_last_point_are_built_for_every_strategy(
    name: str, loaded: dict[str, Design]
) -> None:
    design = loaded[name]
    points = design.points()
    for row in (points.iloc[0], points.iloc[-1]):
        worlds = design.setting(row).worlds()
        assert len(worlds) == len(design.strategies)
        assert all(isinstance(world, World) for world in worlds)


@EACH
def test_a_shipped_design_asks_a_question_under_common_luck(name: str, loaded: dict[str, Design]) -> None:
    assert loaded[name].summary.rstrip().endswith("?")
    assert loaded[name].common_random_numbers


def test_all_together_take_half_an_hour_at_most(loaded: dict[str, Design]) -> None:
    assert sum(design.run_count for design in loaded.values()) / RUNS_A_SECOND < ALL_TOGETHER


def test_the_sensitivity_varies_every_contested_assumption_that_is_in_force(loaded: dict[str, Design]) -> None:
    design = loaded["sensitivity"]
    scenario = design.resolved.cast.scenario
    varied = {path.split(".")[1] for entry in design.factors.values() for path in entry.path if "parameters" in path}
    wanted = {plan.name for plan in scenario.drawn if scenario.parameters[plan.name].evidence == "contested"}
    assert varied == wanted


def test_the_list_tells_each_question() -> None:
    frame = list_designs()
    assert list(frame["name"]) == NAMES
    assert list(frame.columns) == ["name", "title", "summary", "method", "scenario"]
    assert frame["summary"].str.endswith("?").all()


# --- for editors ---


def complaints(mapping: dict[Any, Any]) -> list[str]:
    """What an editor marks; to it all keys are text."""
    validator = jsonschema.Draft202012Validator(design_schema())
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(mapping)))]


def test_the_shipped_schema_is_that_of_the_model() -> None:
    jsonschema.Draft202012Validator.check_schema(design_schema())
    assert (shipped_folder() / NAME).read_text(encoding="utf-8") == schema_text(design_schema())


@EACH
def test_every_shipped_design_fits_the_schema_and_names_it(name: str) -> None:
    path = find(name, "design")
    first, _, _ = path.read_text(encoding="utf-8").partition("\n")
    assert first == f"# yaml-language-server: $schema=../configs/{NAME}"
    assert complaints(read_file(path).mapping) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "x"},
        {"method": "gird"},
        {"samples": "many"},
        {"factors": {"a": {"pth": "branch"}}},
        {"factors": {"a": {"path": "branch", "values": 3}}},
        {"factors": {"a": {"path": "branch", "values": [[1]]}}},
        {"factors": {"a": {"path": "branch", "prior": {"unifrm": [0, 1]}}}},
        {"factors": {"a b": {"path": "branch"}}},
    ],
)
def test_an_editor_marks_a_slip(wrong: dict[str, Any]) -> None:
    assert complaints(wrong)


def test_the_schema_is_written_whole(tmp_path: Any) -> None:
    write_schema(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
