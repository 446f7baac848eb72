import math
from collections.abc import Callable

import pytest

from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.listing import list_scenarios, list_strategies, parameters
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.schema import Scenario


def test_every_scenario_is_listed_with_its_title() -> None:
    frame = list_scenarios().set_index("name")
    assert list(frame.index) == shipped_names("scenario")
    assert frame.loc["classroom", "title"] == load_scenario("classroom").title


def test_every_strategy_is_listed_on_one_line() -> None:
    frame = list_strategies()
    assert sorted(frame["name"]) == shipped_names("strategy")
    assert all(text and "\n" not in text for text in [*frame["title"], *frame["summary"]])


@pytest.mark.parametrize("name", ["baseline", "classroom"])
def test_every_parameter_is_listed_in_the_order_of_the_rules(name: str) -> None:
    frame = parameters(name)
    assert list(frame["name"]) == list(known_parameters())
    assert list(frame.columns) == [
        "name",
        "symbol",
        "value",
        "unit",
        "low",
        "high",
        "prior",
        "evidence",
        "note",
        "meaning",
        "module",
    ]


def test_the_baseline_is_listed_unless_another_is_asked_for() -> None:
    assert parameters().equals(parameters("baseline"))


def test_values_and_priors_are_readable(classroom: Scenario) -> None:
    frame = parameters(classroom).set_index("name")
    assert frame.loc["credit_leak", "value"] == 0.35
    assert frame.loc["disbursement_lag", "value"] == "aid 1, works 4"
    assert frame.loc["tie_reach", "value"] == 0
    assert frame.loc["forum_credit", "value"] == "council (south 1)"
    assert frame.loc["rivals_answer", "value"] == "none"
    assert frame.loc["channel_weight", "value"] == 0.5
    assert frame.loc["standing_per_depth", "prior"] == "half at 0, else uniform 0 to 0.2"
    assert frame.loc["rivals_answer", "prior"] == "none, copy or outspend, equally likely"
    assert frame.loc["shocks", "prior"] == "fixed"


def test_what_differs_by_power_and_channel_is_listed_by_power(with_modules: Callable[..., Scenario]) -> None:
    share = {"north": {"works": 0.5, "aid": 0.1}, "others": 0}
    frame = parameters(with_modules({}, **{"parameters.loan_share": share})).set_index("name")
    assert frame.loc["loan_share", "value"] == "north (aid 0.1, works 0.5)"
    assert frame.loc["loan_share", "module"] == "debt"


def test_priors_that_differ_are_listed_one_by_one(classroom: Scenario) -> None:
    scenario = load_scenario(classroom, {"parameters.budget_scale.prior": {"north": {"times": [1, 2]}}})
    frame = parameters(scenario).set_index("name")
    assert frame.loc["budget_scale", "prior"] == "north value times uniform 1 to 2; others fixed"


def test_an_open_end_is_not_a_number(classroom: Scenario) -> None:
    frame = parameters(classroom).set_index("name")
    assert math.isnan(float(str(frame.loc["leverage", "high"])))
    assert frame.loc["credit_leak", "high"] == 1
