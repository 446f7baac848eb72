"""The Pacific scenario: its facts are the numbers of the public record, and nothing of another region is in it."""

import csv
from typing import Any

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.faces.document import as_markdown
from influence_sim.faces.report.comparison_page import answer, question
from influence_sim.faces.report.told import depth_bullets, leaders_section
from influence_sim.rules.shapes import World
from influence_sim.scenario.files import find
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

MEMBER, NONE = 2, 0


@pytest.fixture(scope="module")
def pacific() -> Scenario:
    return load_scenario("pacific")


@pytest.fixture(scope="module")
def world(pacific: Scenario) -> World:
    return build_world(pacific)


def at(scenario: Scenario, array: Any, *where: int | str) -> float:
    """One number of an array, by years and keys."""
    keys = [*scenario.powers, *scenario.states, *scenario.forums]
    assert len(set(keys)) == len(keys)
    every = [list(scenario.powers), list(scenario.states), list(scenario.forums)]
    place = [
        each - scenario.years.first if isinstance(each, int) else next(k.index(each) for k in every if each in k)
        for each in where
    ]
    return float(array[tuple(place)])


def constant(money: float, year: int, prices_of_2018: float = 251.107) -> float:
    """Current million US$ in prices of 2018, by US consumer prices."""
    return money * prices_of_2018 / {1995: 152.4, 2005: 195.3, 2011: 224.939}[year]


@pytest.mark.parametrize(
    ("state", "millions"),
    [("PNG", 5.54), ("FJI", 0.84), ("SLB", 0.44), ("VUT", 0.19), ("WSM", 0.18), ("TON", 0.10)],
)
def test_the_people_of_2000_are_those_of_the_record(
    pacific: Scenario, world: World, state: str, millions: float
) -> None:
    assert at(pacific, world.population, 2000, state) == pytest.approx(millions, abs=0.01)


@pytest.mark.parametrize(
    ("power", "year", "sum_of_the_six"),
    [
        ("AUS", 2005, 20.46 + 233.71 + 143.02 + 8.79 + 19.09 + 12.05),
        ("NZL", 2011, 3.94 + 25.73 + 21.16 + 14.70 + 13.57 + 11.71),
        ("USA", 2011, 1.86 + 3.54 + 0.25 + 1.21 + 3.00 + 1.10),
    ],
)
def test_a_donor_s_budget_is_its_aid_to_the_six(
    pacific: Scenario, world: World, power: str, year: int, sum_of_the_six: float
) -> None:
    assert at(pacific, world.budget_known, year, power) == pytest.approx(constant(sum_of_the_six, year), rel=1e-3)


def test_repayments_are_no_gift_the_other_way(pacific: Scenario, world: World) -> None:
    given = 12.59 + 14.16 + 11.24 + 3.20 + 12.52  # Papua New Guinea paid 5.16 back
    assert at(pacific, world.budget_known, 2005, "JPN") == pytest.approx(constant(given, 2005), rel=1e-3)


def test_the_smallest_economies_follow_the_largest_in_the_order_of_the_record(pacific: Scenario, world: World) -> None:
    year = 2015 - pacific.years.first
    order = [list(pacific.states)[s] for s in np.argsort(-world.state_gdp[year])]
    assert order == ["PNG", "FJI", "SLB", "WSM", "VUT", "TON"]


@pytest.mark.parametrize(("power", "state", "km"), [("NZL", "WSM", 3320), ("AUS", "PNG", 2880), ("JPN", "SLB", 5450)])
def test_capitals_are_as_far_apart_as_on_a_globe(
    pacific: Scenario, world: World, power: str, state: str, km: float
) -> None:
    assert at(pacific, world.distance, power, state) * 1000 == pytest.approx(km, abs=30)


def test_neighbours_are_mutual(world: World) -> None:
    assert np.array_equal(world.neighbour, world.neighbour.T)
    assert np.all(world.neighbour.sum(axis=1) > 0)


@pytest.mark.parametrize(
    ("year", "forum", "state", "status"),
    [
        (2008, "PIF", "FJI", MEMBER),
        (2009, "PIF", "FJI", NONE),  # suspended
        (2014, "PIF", "FJI", MEMBER),
        (1996, "PALM", "WSM", NONE),
        (1997, "PALM", "WSM", MEMBER),
        (2006, "CPF", "TON", MEMBER),
        (2018, "CPF", "SLB", NONE),
        (2019, "CPF", "SLB", MEMBER),
    ],
)
def test_memberships_are_those_of_the_record(
    pacific: Scenario, world: World, year: int, forum: str, state: str, status: int
) -> None:
    assert at(pacific, world.history, year, forum, state) == status


def test_what_is_replayed_has_the_forum_of_the_rival(pacific: Scenario, world: World) -> None:
    assert pacific.branch is not None
    assert at(pacific, world.forum_exists, pacific.branch - 1, "CPF")


def test_where_no_record_is_nothing_is_made_up(pacific: Scenario, world: World) -> None:
    china = list(pacific.powers).index("CHN")
    assert np.all(world.initial_pattern[china] == 0)
    assert len(set(world.trade_with_power.ravel())) == 1


@pytest.mark.parametrize("name", ["tie_reach", "people_exponent", "income_exponent", "depth_ceiling"])
def test_what_was_fitted_elsewhere_is_equal_here(world: World, name: str) -> None:
    assert np.ptp(getattr(world, name)) == 0


def test_what_is_equal_for_want_of_knowledge_is_marked_assumed(pacific: Scenario) -> None:
    for name in ("tie_reach", "people_exponent", "income_exponent", "forum_credit"):
        assert pacific.parameters[name].evidence == "assumed"


def test_a_row_stands_once_in_each_series() -> None:
    for name, keys in {"gdp": 2, "population": 2, "oda_net_wdi": 3, "chinese_finance_gcdf3": 3}.items():
        path = find("pacific", "scenario").parent / "series" / f"pacific_{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = [tuple(row[:keys]) for row in list(csv.reader(file))[1:]]
        assert len(set(rows)) == len(rows) > 50


@pytest.fixture(scope="module")
def words() -> str:
    compared = isim.compare("pacific", runs=10)
    reference, other = compared.ensembles.values()
    asked = [*question(compared), *answer(compared, compared.strategies[1])]
    return as_markdown([*asked, *leaders_section(compared.ensembles), *depth_bullets([reference, other])])


def test_the_words_name_this_region(words: str) -> None:
    for name in ("Australia", "Papua New Guinea", "Pacific Islands Forum", "its rival is China"):
        assert name in words


def test_the_words_name_no_other_region(words: str) -> None:
    for name in ("Kazakhstan", "Central Asia", "Russia", "India", "SCO", "EAEU"):
        assert name not in words
