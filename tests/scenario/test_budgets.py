"""Budgets: sums over states, presumed money, smoothing, and years outside the series."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.budgets import budget, of_power
from influence_sim.scenario.facts import Budget, Facts
from influence_sim.scenario.tables import Library

AID = """year,giver,taker,aid
1992,N,Ada,10
1992,N,Bren,-4
1993,N,Ada,20
1993,N,Bren,0
1994,N,Ada,60
1994,N,Bren,30
1992,all,Ada,15
1992,all,Bren,-9
1993,all,Ada,5
1993,all,Bren,7
1994,all,Ada,60
1994,all,Bren,31
1993,owed,Ada,-9
1993,owed,Bren,2
"""
YEARS = range(1990, 1997)
GDP = np.array([100.0, 100, 100, 100, 200, 300, 400])


def money(folder: Path, said: Any, gdp: NDArray[np.float64] = GDP) -> tuple[list[float], list[float]]:
    (folder / "aid.csv").write_text(AID)
    tables = {"aid": {"file": "aid.csv", "year": "year", "keys": "taker", "value": "aid"}}
    facts = Facts.model_validate(
        {"tables": tables, "power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {"N": said}}
    )
    fact = facts.budgets["N"]
    known, presumed = budget(Library(facts, [folder]), fact, gdp, ["Ada", "Bren"], YEARS, "facts.budgets.N")
    return known.tolist(), presumed.tolist()


def aid(giver: str, **more: Any) -> dict[str, Any]:
    return {"table": "aid", "where": {"giver": giver}, **more}


def test_only_what_flows_to_a_state_counts_if_said(tmp_path: Path) -> None:
    known, presumed = money(tmp_path, {"sum": [aid("N", positive_only=True)], "outside": "none"})
    assert known == [0, 0, 10, 20, 90, 0, 0]
    assert presumed == [0] * 7


def test_else_repayments_count_against_it(tmp_path: Path) -> None:
    known, _ = money(tmp_path, {"sum": [aid("N")], "outside": "none"})
    assert known == [0, 0, 6, 20, 90, 0, 0]


def test_items_are_added(tmp_path: Path) -> None:
    known, _ = money(tmp_path, {"sum": [aid("N"), aid("all")], "outside": "none"})
    assert known[2:5] == [12, 32, 181]


def test_presumed_money_is_what_others_leave_and_never_below_zero(tmp_path: Path) -> None:
    said = {"presumed": {"sum": [aid("all")], "less": [aid("N")]}, "outside": "none"}
    known, presumed = money(tmp_path, said)
    # 1992: 15 - 10 and -9 + 4 < 0; 1993: 5 - 20 < 0 and 7 - 0; 1994: 60 - 60 and 31 - 30
    assert presumed == [0, 0, 5, 7, 1, 0, 0]
    assert known == [0] * 7


def test_a_lumpy_series_is_smoothed_over_its_own_years(tmp_path: Path) -> None:
    known, _ = money(tmp_path, {"sum": [aid("N", positive_only=True)], "smooth_years": 3, "outside": "none"})
    assert known[2:5] == [15, 40, 55]


def test_outside_a_budget_can_keep_its_share_of_gdp(tmp_path: Path) -> None:
    said = {"sum": [aid("N", positive_only=True)], "outside": "share_of_gdp", "edge_years": 2}
    known, _ = money(tmp_path, said)
    # first two years: (10 / 100 + 20 / 100) / 2 = .15; last two: (20 / 100 + 90 / 200) / 2 = .325
    assert_allclose(known, [15, 15, 10, 20, 90, 97.5, 130])


def test_outside_a_budget_can_hold_its_mean(tmp_path: Path) -> None:
    known, _ = money(tmp_path, {"sum": [aid("N", positive_only=True)], "outside": "hold", "edge_years": 1})
    assert known == [10, 10, 10, 20, 90, 90, 90]


def test_outside_without_a_rule_a_budget_is_unknown(tmp_path: Path) -> None:
    known, _ = money(tmp_path, {"sum": [aid("N", positive_only=True)]})
    assert np.isnan(known).tolist() == [True, True, False, False, False, True, True]


def test_a_gap_inside_is_bridged_by_the_same_rule(tmp_path: Path) -> None:
    gap = {"table": "aid", "where": {"giver": "N", "year": [1992, 1994]}, "positive_only": True}
    known, _ = money(tmp_path, {"sum": [gap], "outside": "hold", "edge_years": 2})
    assert known[3] == 50


def test_a_share_of_gdp_needs_no_series(tmp_path: Path) -> None:
    assert_allclose(money(tmp_path, {"share_of_gdp": 0.02})[0], 0.02 * GDP)


def test_numbers_hold_until_the_next(tmp_path: Path) -> None:
    assert money(tmp_path, {1990: 1, 1993: 5})[0] == [1, 1, 1, 5, 5, 5, 5]


def test_before_the_first_number_given_a_budget_is_unknown(tmp_path: Path) -> None:
    assert np.isnan(money(tmp_path, {1992: 1})[0][:2]).all()


def test_a_sum_below_zero_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("facts.budgets.N.sum: the sum of 1993 is -7")):
        money(tmp_path, {"sum": [aid("owed")]})


def test_a_negative_number_given_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"facts\.budgets\.N: -5 in 1993; a budget cannot be negative"):
        money(tmp_path, {1990: 1, 1993: -5})


def test_a_series_without_a_full_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no year with a number for every state"):
        money(tmp_path, {"sum": [{"table": "aid", "where": {"taker": "Ada", "giver": "N"}}]})


def test_a_power_without_a_budget_is_named_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r'facts\.budgets: there is no budget for "nrth"; did you mean "north"'):
        of_power({"north": Budget(given=1)}, "nrth")
