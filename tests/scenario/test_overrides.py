import math
from typing import Any

import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.overrides import parse_setting
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world


def value_of(scenario: Scenario, name: str) -> Any:
    return scenario.parameters[name].value


def refusal(scenario: Scenario, path: Any, value: object) -> str:
    with pytest.raises(InputError) as caught:
        load_scenario(scenario, {path: value})
    return str(caught.value)


def test_a_parameter_is_set_by_its_name(classroom: Scenario) -> None:
    assert value_of(load_scenario(classroom, {"parameters.credit_leak": 0.2}), "credit_leak") == 0.2


def test_one_element_is_set_by_the_actors_key(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.tie_reach.north": 3})
    assert build_world(scenario).tie_reach.tolist() == [3.0, 0.0]


def test_an_element_of_a_number_for_all_leaves_the_others(classroom: Scenario) -> None:
    one = load_scenario(classroom, {"parameters.consent": 0.5})
    two = load_scenario(one, {"parameters.consent.council": 0.25})
    assert value_of(two, "consent") == {"others": 0.5, "council": 0.25}


def test_one_power_in_one_forum_is_set_by_both_keys(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.forum_credit.council.north": 0.5})
    assert build_world(scenario).forum_credit[0, 0].tolist() == [0.5, 1.0]


def test_one_year_of_an_element_may_be_set(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.forum_credit.council.north.2005": 0.5})
    assert build_world(scenario).forum_credit[:, 0, 0].tolist() == [0.0] * 4 + [0.5] * 8


def test_a_year_of_a_fact_is_set_by_its_number(classroom: Scenario) -> None:
    budget = load_scenario(classroom, {"facts.budgets.north": {2001: 100, 2005: 200}})
    world = build_world(load_scenario(budget, {"facts.budgets.north.2005": 300}))
    assert world.budget_known[:, 0].tolist() == [100.0] * 4 + [300.0] * 8


def test_all_weights_may_be_set_at_once(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.channel_weight": {"aid": 0.3, "works": 0.7}})
    assert build_world(scenario).channel_weight.tolist() == [0.3, 0.7]


def test_a_prior_is_set_by_its_name(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.credit_leak.prior": {"uniform": [0, 0.1]}})
    assert scenario.parameters["credit_leak"].prior == {"uniform": [0, 0.1]}


def test_what_the_file_leaves_out_may_be_set(classroom: Scenario) -> None:
    assert load_scenario(classroom, {"branch": 2005}).branch == 2005


def test_an_item_of_a_list_is_set_by_its_number(classroom: Scenario) -> None:
    assert load_scenario(classroom, {"windows.late.1": 2010}).windows.late == (2009, 2010)


def test_facts_may_be_set(classroom: Scenario) -> None:
    world = build_world(load_scenario(classroom, {"facts.budgets.north": 500}))
    assert set(world.budget_known[:, 0]) == {500.0}


def test_text_is_read_as_yaml(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"windows.early": "[2002, 2003]", "parameters.credit_leak": "0.2"})
    assert (scenario.windows.early, value_of(scenario, "credit_leak")) == ((2002, 2003), 0.2)


def test_numbers_of_numpy_are_numbers(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.credit_leak": np.float64(0.2), "windows.early": (2002, 2003)})
    assert value_of(scenario, "credit_leak") == 0.2


def test_overrides_add_up(classroom: Scenario) -> None:
    one = load_scenario(classroom, {"parameters.credit_leak": 0.2})
    two = load_scenario(one, {"parameters.leverage": 2})
    assert (value_of(two, "credit_leak"), value_of(two, "leverage")) == (0.2, 2)


def test_the_scenario_that_is_overridden_stays(classroom: Scenario) -> None:
    before = classroom.model_dump_json()
    load_scenario(classroom, {"parameters.tie_reach.north": 3, "facts.budgets.north": 1})
    assert classroom.model_dump_json() == before


def test_no_overrides_give_the_same_scenario(classroom: Scenario) -> None:
    assert load_scenario(classroom) is classroom


def test_roles_can_be_swapped(classroom: Scenario) -> None:
    swapped = load_scenario(classroom, {"roles.focal": "north", "roles.rivals": ["south"], "roles.own_forum": None})
    world = build_world(swapped)
    assert (world.focal, world.rival.tolist(), world.own_forum) == (0, [0, 1], -1)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("parameters.credit_leek", 1, 'there is nothing at "parameters.credit_leek": no "credit_leek" in "parameters"; '
         'did you mean "credit_leak"?'),
        ("parameters.tie_reach.norh", 1, 'no "norh" in "parameters.tie_reach.value"; did you mean "north"?'),
        ("parameters.credit_leak.north", 1, "credit_leak has one value"),
        ("parameters.tie_reach.north.2005", 1, "tie_reach has one value for each power"),
        ("parameters.forum_credit.council.north.early", 1, "one value for each forum and power"),
        ("parameters.credit_leak.unit.x", 1, "credit_leak has one value"),
        ("roles.focl", "north", 'no "focl" in "roles"; did you mean "focal"?'),
        ("facts.budgets.nort", 1, 'no "nort" in "facts.budgets"; did you mean "north"?'),
        ("windows.late.2", 2011, 'no "2" in "windows.late"; allowed: 0, 1'),
        ("title.x", 1, 'no "x" in "title"; allowed: nothing'),
        ("yeers.last", 1, 'no "yeers"; did you mean "years"?'),
        ("", 1, 'there is nothing at ""'),
        (3, 1, "3 is no path; write it with dots, as in parameters.credit_leak"),
    ],
)  # fmt: skip
def test_a_path_that_is_not_there_is_refused(classroom: Scenario, path: Any, value: object, message: str) -> None:
    said = refusal(classroom, path, value)
    assert said.startswith("overrides: ")
    assert message in said


@pytest.mark.parametrize("value", [3, "much", math.nan, True])
def test_a_value_that_is_not_allowed_is_refused(classroom: Scenario, value: object) -> None:
    assert refusal(classroom, "parameters.credit_leak", value).startswith("overrides: parameters.credit_leak.value is")


def test_text_that_is_not_yaml_is_refused(classroom: Scenario) -> None:
    assert "the value of windows.early" in refusal(classroom, "windows.early", "[2002")


def test_a_setting_has_a_path_and_a_value() -> None:
    assert parse_setting(" windows.early = [1, 3]") == ("windows.early", [1, 3])


def test_only_the_first_sign_parts_path_and_value() -> None:
    assert parse_setting("title=a=b") == ("title", "a=b")


@pytest.mark.parametrize("text", ["credit_leak", "=3", " =3", ""])
def test_a_setting_without_path_or_sign_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no setting; write PATH=VALUE"):
        parse_setting(text)
