"""Levels: gaps bridged by rule, smoothing in logarithms."""

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
from influence_sim.scenario.levels import levels, needed, smooth, smooth_logs, span_of
from influence_sim.scenario.tables import Library

GDP = "year,who,gdp\n1991,A,10\n1993,A,40\n1994,A,80\n"
YEARS = range(1990, 1997)


def column(folder: Path, gdp: Any, text: str = GDP) -> list[float]:
    (folder / "gdp.csv").write_text(text)
    tables = {"gdp": {"file": "gdp.csv", "year": "year", "keys": "who", "value": "gdp"}}
    facts = Facts.model_validate({"tables": tables, "power_gdp": gdp, "state_gdp": 1, "population": 1, "budgets": {}})
    found = levels(Library(facts, [folder]), facts.power_gdp, ["A"], YEARS, "facts.power_gdp")
    return [round(float(number), 6) for number in found[:, 0]]


def test_a_gap_can_be_bridged_in_logarithms(tmp_path: Path) -> None:
    found = column(tmp_path, {"table": "gdp", "between": "log_linear"})
    assert_allclose(found[1:5], [10, 20, 40, 80])
    assert np.isnan([found[0], *found[5:]]).all()


def test_a_gap_can_keep_the_last_number(tmp_path: Path) -> None:
    assert column(tmp_path, {"table": "gdp", "between": "step"})[1:5] == [10, 10, 40, 80]


def test_ends_can_be_held(tmp_path: Path) -> None:
    said = {"table": "gdp", "between": "step", "before": "hold", "after": "hold"}
    assert column(tmp_path, said) == [10, 10, 10, 40, 80, 80, 80]


def test_a_gap_without_a_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"facts\.power_gdp: A has no number in 1992; name a rule, between"):
        column(tmp_path, {"table": "gdp"})


def test_what_is_given_stands_in_place_of_the_table(tmp_path: Path) -> None:
    said = {"table": "gdp", "given": {"A": {1990: 1, 1994: 16}}, "between": "log_linear", "after": "hold"}
    assert column(tmp_path, said) == [1, 2, 4, 8, 16, 16, 16]


def test_an_unusable_number_is_a_gap(tmp_path: Path) -> None:
    (tmp_path / "gdp.csv").write_text(GDP)
    tables = {"gdp": {"file": "gdp.csv", "year": "year", "keys": "who", "value": "gdp", "unusable": [{"year": 1993}]}}
    said = {"table": "gdp", "between": "step"}
    facts = Facts.model_validate({"tables": tables, "power_gdp": said, "state_gdp": 1, "population": 1, "budgets": {}})
    found = levels(Library(facts, [tmp_path]), facts.power_gdp, ["A"], YEARS, "here")
    assert found[1:5, 0].tolist() == [10, 10, 10, 80]


@pytest.mark.parametrize("number", ["0", "-3"])
def test_a_level_is_above_zero(tmp_path: Path, number: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"facts.power_gdp: A has {number} in 1991; a number above 0")):
        column(tmp_path, {"table": "gdp"}, f"year,who,gdp\n1991,A,{number}\n")


def test_an_actor_without_a_number_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='there is no number for "A"; allowed: Ada'):
        column(tmp_path, {"Ada": 3})


def test_an_actor_without_any_usable_row_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gdp.csv").write_text(GDP)
    tables = {"gdp": {"file": "gdp.csv", "year": "year", "keys": "who", "value": "gdp", "unlisted": "error"}}
    tables["gdp"]["unusable"] = [{"who": "A"}]  # type: ignore[assignment]
    facts = Facts.model_validate(
        {"tables": tables, "power_gdp": {"table": "gdp"}, "state_gdp": 1, "population": 1, "budgets": {}}
    )
    with pytest.raises(InputError, match="here: there is no number for A in any year"):
        levels(Library(facts, [tmp_path]), facts.power_gdp, ["A"], YEARS, "here")


def test_the_span_reaches_as_far_as_the_numbers(tmp_path: Path) -> None:
    facts = Facts.model_validate(
        {"power_gdp": {"A": {1985: 1, 1999: 2}}, "state_gdp": 1, "population": 1, "budgets": {}}
    )
    span = span_of(Library(facts, [tmp_path]), {"power_gdp": facts.power_gdp}, YEARS)
    assert (span[0], span[-1]) == (1985, 1999)


def test_a_year_that_is_needed_and_missing_is_named() -> None:
    with pytest.raises(InputError, match="here: B has no number in 1991; name a rule, before: hold or after: hold"):
        needed(np.array([[1, 2], [3, np.nan]]), range(1990, 1992), [1990, 1991], ["A", "B"], "here")


def test_a_year_outside_the_numbers_is_named() -> None:
    with pytest.raises(InputError, match="no number in 1995; the years are 1990 to 1991"):
        needed(np.ones((2, 1)), range(1990, 1992), [1995], ["A"], "here")


def test_smoothing_over_five_years_is_a_geometric_mean() -> None:
    found = smooth_logs(np.array([1.0, 2, 4, 8, 16, 32]), 5)
    assert_allclose(found, [2, 2 * 2**0.5, 4, 8, 8 * 2**0.5, 16])  # the window is cut short at the ends


@given(st.lists(st.floats(0.1, 1e6), min_size=1, max_size=12), st.sampled_from([1, 3, 5]))
def test_smoothing_stays_within_the_range(numbers: list[float], width: int) -> None:
    found = smooth_logs(np.array(numbers), width)
    assert (found <= max(numbers) * (1 + 1e-12)).all()
    assert (found >= min(numbers) * (1 - 1e-12)).all()


@given(st.floats(0.1, 1e6), st.floats(0.8, 1.25), st.integers(5, 20))
def test_smoothing_leaves_steady_growth_as_it_is(start: float, growth: float, years: int) -> None:
    steady = np.array([start * growth**year for year in range(years)])
    assert_allclose(smooth_logs(steady, 5)[2:-2], steady[2:-2])


@given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=1, max_size=12))
def test_smoothing_bridges_no_gap(numbers: list[float]) -> None:
    found = smooth(np.array(numbers), 3)
    assert (np.isnan(found) == np.isnan(numbers)).all()
