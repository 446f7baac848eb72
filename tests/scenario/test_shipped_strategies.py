"""What the shipped strategies promise: whose they are, where they fit, what they cost and aim at."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.listing import list_strategies
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.strategies import FOCAL, OWN_FORUM, strategy
from influence_sim.scenario.world import build_world

NAMES = shipped_names("strategy")
BY_ROLES = ["alone", "bilateral", "deepen", "hybrid", "institution", "phased"]
EACH = pytest.mark.parametrize("name", NAMES)
EACH_SCENARIO = pytest.mark.parametrize("scenario", shipped_names("scenario"))


@EACH
def test_every_shipped_strategy_says_what_it_does_costs_and_is_for(name: str) -> None:
    one = strategy(name)
    assert one.summary and one.costs and one.motives and one.aims


@EACH
def test_numbers_are_told_where_they_come_from(name: str) -> None:
    said = strategy(name).model_dump(exclude_unset=True)
    numbers = said.keys() & {"upkeep", "corridors", "channel_fit", "state_value", "reactivity"}
    if numbers or said.get("regional_share"):
        assert said.get("note")


def test_strategies_of_one_power_have_the_same_aims() -> None:
    aims: dict[str, list[Mapping[Any, float]]] = {}
    for one in map(strategy, NAMES):
        aims.setdefault(one.by, []).append(one.aims)
    assert len(aims) > 4
    assert all(each == those[0] for those in aims.values() for each in those)


def test_every_power_that_has_one_strategy_and_the_focal_power_has_another() -> None:
    assert [name for name in NAMES if strategy(name).by == FOCAL][:2] == ["alone", "bilateral"]
    assert {strategy(name).by for name in NAMES} >= {"CHN", "RUS", "EU", "IND"}


@EACH_SCENARIO
@pytest.mark.parametrize("name", BY_ROLES)
def test_a_strategy_by_roles_fits_every_shipped_scenario(scenario: str, name: str) -> None:
    loaded = load_scenario(scenario)
    if loaded.roles.own_forum is None and name != "bilateral":
        pytest.skip("the focal power has no forum of its own")
    build_world(loaded, [strategy(name)])


def test_the_strategies_by_roles_are_those_of_the_focal_power_that_name_nobody() -> None:
    def names_nobody(name: str) -> bool:
        one = strategy(name)
        return one.by == FOCAL and one.through == OWN_FORUM and not (one.corridors or one.enlarge or one.state_value)

    assert [name for name in NAMES if names_nobody(name)] == BY_ROLES


def test_every_shipped_strategy_fits_some_shipped_scenario() -> None:
    scenarios = [load_scenario(each) for each in shipped_names("scenario")]
    scenarios += [load_scenario(one, {"modules.corridors.on": True}) for one in scenarios if one.keys["K"]]
    tables = [list_strategies(one) for one in scenarios]
    assert {name for table in tables for name in table["name"][table["refusal"] == ""]} == set(NAMES)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("retreat", 'by names "RUS", which is no power of this scenario; allowed: focal, north, south'),
        ("join_sco", 'through names "SCO", which is no forum of this scenario; allowed: council, own_forum'),
        ("corridor", 'corridors names "CHA", which is no corridor of this scenario; allowed: nothing'),
    ],
)
def test_where_an_actor_is_lacking_one_sentence_says_so(name: str, why: str) -> None:
    table = list_strategies("classroom").set_index("name")
    assert table["refusal"][name] == why


def test_the_list_says_who_may_use_which() -> None:
    table = list_strategies("baseline").set_index("name")
    scenario = load_scenario("baseline")
    assert table["who"]["institution"] == scenario.powers[scenario.roles.focal].name
    for name in NAMES:
        by = strategy(name).by
        assert table["by"][name] == by
        assert by == FOCAL or table["who"][name] == scenario.powers[by].name


def test_the_focal_powers_strategies_are_listed_first() -> None:
    order = [by == FOCAL for by in list_strategies()["by"]]
    assert order == sorted(order, reverse=True)


def test_the_strategy_on_the_page_is_one_that_fits(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "strategies.md"
    _, _, own = page.read_text(encoding="utf-8").partition("## One of your own")
    (block,) = re.findall(r"```yaml\n(.*?)```", own, re.S)
    file = tmp_path / "water.yaml"
    file.write_text(block, encoding="utf-8")
    world = build_world(load_scenario("baseline"), [strategy(file)])
    assert world.regional_share[-1, world.focal, world.own_forum] == 0.33


def test_every_shipped_strategy_is_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "strategies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(\w+)` \|", page.split("## What each does")[0], re.M))
    assert rows == set(NAMES)
