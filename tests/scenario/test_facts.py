"""The facts section: short forms, long forms, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from influence_sim.scenario.facts import Budget, Facts, Mix

LEAST: dict[str, Any] = {"power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {"north": 1}}


def facts(**more: Any) -> Facts:
    return Facts.model_validate(LEAST | more)


def test_a_number_holds_for_every_actor() -> None:
    assert facts(population=5).population.given == 5


def test_numbers_by_year_are_bridged_between_and_held_at_the_ends() -> None:
    said = facts(population={"Ada": {1990: 4, 2000: 6}}).population
    assert said.given == {"Ada": {1990: 4, 2000: 6}}
    assert (said.between, said.before, said.after) == ("log_linear", "hold", "hold")


def test_a_table_bridges_no_gap_unless_told() -> None:
    said = facts(population={"table": "people"}).population
    assert (said.between, said.before, said.after) == ("none", "none", "none")


def test_a_budget_may_be_a_number() -> None:
    assert facts().budgets["north"] == Budget(given=1)


def test_neighbours_may_be_listed() -> None:
    assert facts(neighbour={"Ada": ["Bren"]}).neighbour.given == {"Ada": ["Bren"]}


def test_members_may_be_listed_with_their_status() -> None:
    assert facts(memberships={"league": {"Ada": "member"}}).memberships["league"].given == {"Ada": "member"}


def test_the_long_form_reads_itself_back() -> None:
    said = facts(
        budgets={"north": {"sum": [{"table": "aid", "where": {"year": {"last": 2000}}}]}},
        memberships={"league": {"Ada": {1995: "observer", 2000: "member"}}},
        neighbour={"Ada": ["Bren"]},
        resource_rents={"Ada": 0.1},
    )
    assert Facts.model_validate(said.model_dump()) == said
    assert Facts.model_validate_json(said.model_dump_json()) == said


def test_facts_cannot_change() -> None:
    said = facts()
    with pytest.raises(ValidationError, match="frozen"):
        said.population = said.state_gdp


def test_nothing_said_means_equal_actors() -> None:
    assert facts().initial_pattern == Mix()


def test_the_schema_offers_the_short_forms() -> None:
    kinds = [form.get("type") for form in Facts.model_json_schema()["properties"]["population"]["anyOf"]]
    assert kinds[:2] == ["number", "object"]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"populaton": 5}, "populaton"),
        ({"population": "many"}, "valid number"),
        ({"population": True}, "valid number"),
        ({"population": float("nan")}, "finite number"),
        ({"population": {"table": "people", "smooth_years": 4}}, "must be odd"),
        ({"population": {"table": "people", "between": "linear"}}, "log_linear"),
        ({"budgets": {"north": {"given": 1, "share_of_gdp": 0.1}}}, "one source"),
        ({"budgets": {"north": {}}}, "at least 1 item"),
        ({"budgets": {"north": {"share_of_gdp": -0.1}}}, "greater than or equal to 0"),
        ({"resource_rents": {"sum": [{"table": "exports"}]}}, "needs years"),
        ({"channel_need": {"aid": {"rule": "low_income"}}}, "needs years"),
        ({"channel_need": {"aid": {"rule": "closeness"}}}, "needs to"),
        ({"memberships": {"league": {"Ada": "friend"}}}, "observer"),
        ({"tables": {"t": {"file": "t.csv", "keys": "k", "value": "v", "prices": "constant"}}}, "pattern"),
        ({"tables": {"t": {"file": "t.csv", "keys": "k", "value": "v", "covers": [1990, 2000]}}}, "absent: zero"),
        ({"tables": {"t": {"file": "t.csv", "keys": "k", "value": "v", "leave_out": [{}]}}}, "at least 1 item"),
    ],
)
def test_a_wrong_entry_is_refused(section: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        facts(**section)


def test_a_replacing_table_cannot_itself_be_replaced() -> None:
    table = {"file": "t.csv", "keys": "k", "value": "v"}
    with pytest.raises(ValidationError, match="one step"):
        facts(tables={"a": table | {"replaced_by": "b"}, "b": table | {"replaced_by": "a"}})
