"""Covariates of states: rents and needs."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.needs import Measured, by_gdp, given_to_states, need, scaled
from influence_sim.scenario.tables import Library

EXPORTS = "year,who,what,worth\n2000,Ada,oil,30\n2000,Ada,ore,5\n2001,Ada,oil,50\n2001,Bren,ore,2\n"
GDP = np.array([[100.0, 10], [300, 30]])
PEOPLE = np.array([[4.0, 1], [4, 1]])


def measured(folder: Path, **facts: Any) -> Measured:
    (folder / "exports.csv").write_text(EXPORTS)
    table = {"file": "exports.csv", "year": "year", "keys": "who", "value": "worth", "repeats": "sum", "absent": "zero"}
    least = {"tables": {"exports": table}, "power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {}}
    said = Facts.model_validate(least | facts)
    return Measured(Library(said, [folder]), ["Ada", "Bren"], range(2000, 2002), GDP, PEOPLE, said.distance)


def column(folder: Path, said: Any, **facts: Any) -> list[float]:
    world = measured(folder, channel_need={"aid": said}, **facts)
    return [float(number) for number in need(world, world.library.facts.channel_need["aid"], "facts.channel_need.aid")]


def test_exports_are_taken_over_the_gdp_of_the_same_years(tmp_path: Path) -> None:
    world = measured(tmp_path, resource_rents={"sum": [{"table": "exports"}], "years": [2000, 2001]})
    fact = world.library.facts.resource_rents
    assert_allclose(by_gdp(world, fact.sum, (2000, 2001), "here"), [85 / 400, 2 / 40])


def test_the_poorest_needs_aid_most(tmp_path: Path) -> None:
    # 50 and 20 a head: (20 / 50) ^ .5 = .632, and 1 for the poorer
    found = column(tmp_path, {"rule": "low_income", "years": [2000, 2001], "least": 0})
    assert_allclose(found, [0.4**0.5, 1])


def test_need_follows_exports_by_gdp(tmp_path: Path) -> None:
    said = {"rule": "exports_to_gdp", "sum": [{"table": "exports"}], "years": [2000, 2001], "power": 1}
    assert_allclose(column(tmp_path, said), [1, 0.25 + 0.75 * (2 / 40) / (85 / 400)])


def test_where_no_one_exports_all_need_alike() -> None:
    assert scaled(np.zeros(3), 0.25).tolist() == [1, 1, 1]


def test_the_nearest_to_markets_needs_transport_most(tmp_path: Path) -> None:
    distance = {"N": {"Ada": 0, "Bren": 1}, "S": {"Ada": 0.5, "Bren": 1}}
    found = column(tmp_path, {"rule": "closeness", "to": ["N", "S"]}, distance=distance)
    assert_allclose(found, [1, 0.25 + 0.75 * (1 / 2.5) / 1])  # 1 / (.5 + .5) and 1 / (.5 + 2)


def test_distances_given_for_others_do_not_matter_to_closeness(tmp_path: Path) -> None:
    said = {"rule": "closeness", "to": ["North"]}
    far = {"North": {"Ada": 1, "Bren": 2}}
    with_others = column(tmp_path, said, distance=far | {"South": {"Ada": 9, "Bren": 0}})
    assert with_others == column(tmp_path, said, distance=far)


def test_a_need_may_be_given(tmp_path: Path) -> None:
    assert column(tmp_path, {"Ada": 0.2, "Bren": 1}) == [0.2, 1]


@pytest.mark.parametrize("number", [-0.1, 1.1])
def test_a_need_beyond_its_range_is_refused(tmp_path: Path, number: float) -> None:
    with pytest.raises(InputError, match=re.escape(f"facts.channel_need.aid: {number} for Ada; a need is a number")):
        column(tmp_path, {"Ada": number, "Bren": 1})


def test_a_state_without_a_number_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError, match='here: there is no number for "Bren"; did you mean "Brenn"'):
        given_to_states({"Ada": 1, "Brenn": 2}, ["Ada", "Bren"], "here")


def test_a_year_without_the_series_is_refused(tmp_path: Path) -> None:
    said = {"rule": "exports_to_gdp", "sum": [{"table": "exports"}], "years": [1999, 2001]}
    with pytest.raises(InputError, match=r"exports\.csv has no number for Ada in 1999"):
        column(tmp_path, said)


def test_a_window_outside_the_gdp_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no number in 2002; the years are 2000 to 2001"):
        column(tmp_path, {"rule": "low_income", "years": [2000, 2002]})


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=9), st.floats(0, 1))
def test_scaled_needs_lie_between_the_least_and_one(raw: list[float], least: float) -> None:
    found = scaled(np.array(raw), least)
    assert found.max() == pytest.approx(1)
    assert (found >= least - 1e-12).all()


@given(st.lists(st.floats(0.1, 1e3), min_size=2, max_size=9), st.floats(0.01, 100))
def test_a_change_of_unit_changes_no_need(raw: list[float], unit: float) -> None:
    assert_allclose(scaled(np.array(raw) * unit, 0.25), scaled(np.array(raw), 0.25))
