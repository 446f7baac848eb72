"""Numbers of pairs: given, from a table, or shares of totals."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts, Mix
from influence_sim.scenario.pairs import mix, pairs
from influence_sim.scenario.tables import Library

TRADE = """year,partner,state,exports,imports
1994,N,Ada,10,10
1994,S,Ada,20,10
1994,rest,Ada,40,10
1994,N,Bren,0,0
1994,S,Bren,30,10
1995,N,Ada,5,0
1995,S,Ada,3,2
1995,N,Bren,10,0
1995,rest,Bren,10,0
"""
WAY = "power,state,km\nN,Ada,1000\nN,Bren,2500\nS,Ada,0\nS,Bren,400\n"
POWERS, STATES = ["N", "S"], ["Ada", "Bren"]


def shelf(folder: Path, unusable: list[dict[str, Any]] | None = None, **facts: Any) -> Library:
    (folder / "trade.csv").write_text(TRADE)
    (folder / "way.csv").write_text(WAY)
    trade: dict[str, Any] = {"file": "trade.csv", "year": "year", "keys": ["partner", "state"], "absent": "zero"}
    trade["unusable"] = unusable or []
    tables = {
        "exports": trade | {"value": "exports"},
        "imports": trade | {"value": "imports"},
        "way": {"file": "way.csv", "keys": ["power", "state"], "value": "km", "times": 0.001},
    }
    least = {"tables": tables, "power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {}}
    return Library(Facts.model_validate(least | facts), [folder])


def distance(folder: Path, said: Any) -> NDArray[np.float64]:
    library = shelf(folder, distance=said)
    return pairs(library, library.facts.distance, POWERS, STATES, "facts.distance")


def shares(folder: Path, said: Any, unusable: list[dict[str, Any]] | None = None) -> NDArray[np.float64]:
    library = shelf(folder, unusable, initial_pattern=said)
    return mix(library, library.facts.initial_pattern, POWERS, STATES, "facts.initial_pattern")


BOTH = [{"table": "exports"}, {"table": "imports"}]


def test_a_table_gives_each_pair(tmp_path: Path) -> None:
    assert_allclose(distance(tmp_path, {"table": "way"}), [[1.0, 2.5], [0.0, 0.4]])


def test_what_is_given_comes_before_the_table(tmp_path: Path) -> None:
    assert_allclose(distance(tmp_path, {"table": "way", "given": {"N": {"Bren": 9}}}), [[1.0, 9.0], [0.0, 0.4]])


def test_a_number_of_an_actor_holds_for_all_others(tmp_path: Path) -> None:
    assert distance(tmp_path, {"N": 2, "S": {"Ada": 1, "Bren": 3}}).tolist() == [[2, 2], [1, 3]]


def test_a_distance_left_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"facts\.distance: there is nothing given for S and Ada; a number is needed"):
        distance(tmp_path, {"N": 2})


def test_a_pair_that_the_table_lacks_is_refused(tmp_path: Path) -> None:
    library = shelf(tmp_path, distance={"table": "way", "where": {"power": "N"}})
    with pytest.raises(InputError, match='nothing in the table "way" for S and Ada'):
        pairs(library, library.facts.distance, POWERS, STATES, "facts.distance")


def test_a_negative_distance_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="-2 for N and Ada; the number cannot be negative"):
        distance(tmp_path, {"N": -2, "S": 1})


def test_an_unknown_actor_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'facts\.distance\.N: there is no actor "Brenn" here; did you mean "Bren"'):
        distance(tmp_path, {"N": {"Ada": 1, "Brenn": 2}, "S": 1})


def test_a_listed_neighbour_has_a_border_and_others_have_none(tmp_path: Path) -> None:
    library = shelf(tmp_path, neighbour={"Ada": ["Bren"]})
    found = pairs(library, library.facts.neighbour, STATES, STATES, "facts.neighbour", unsaid=0)
    assert found.tolist() == [[0, 1], [0, 0]]


def test_an_actor_is_no_neighbour_of_itself(tmp_path: Path) -> None:
    library = shelf(tmp_path, neighbour=1)
    found = pairs(library, library.facts.neighbour, STATES, STATES, "facts.neighbour", unsaid=0)
    assert found.tolist() == [[0, 1], [1, 0]]


def test_a_share_is_a_part_of_everyones_total(tmp_path: Path) -> None:
    found = shares(tmp_path, {"mix": [{"sum": BOTH, "years": [1994, 1994]}]})
    assert_allclose(found, [[0.2, 0], [0.3, 1]])  # Ada: 20 and 30 of 100


def test_a_share_can_be_a_part_of_the_rows_total(tmp_path: Path) -> None:
    found = shares(tmp_path, {"mix": [{"sum": BOTH, "years": [1994, 1994], "among": "rows"}]})
    assert_allclose(found, [[0.4, 0], [0.6, 1]])


def test_years_count_alike_however_much_is_traded(tmp_path: Path) -> None:
    found = shares(tmp_path, {"mix": [{"sum": BOTH, "years": [1990, 1999]}]})
    assert_allclose(found, [[(0.2 + 0.5) / 2, 0.25], [(0.3 + 0.5) / 2, 0.5]])


def test_parts_are_weighted(tmp_path: Path) -> None:
    parts = [{"weight": 3, "sum": BOTH, "years": [1994, 1994]}, {"weight": 1, "sum": BOTH, "years": [1995, 1995]}]
    assert_allclose(shares(tmp_path, {"mix": parts}), [[0.75 * 0.2 + 0.25 * 0.5, 0.125], [0.75 * 0.3 + 0.125, 0.75]])


def test_a_share_given_comes_before_the_measured(tmp_path: Path) -> None:
    found = shares(tmp_path, {"given": {"N": {"Bren": 0.6}}, "mix": [{"sum": BOTH, "years": [1994, 1994]}]})
    assert_allclose(found, [[0.2, 0.6], [0.3, 1]])


def test_what_is_given_in_full_is_not_measured(tmp_path: Path) -> None:
    said = {"given": {"N": 0.1, "S": 0.2}, "mix": [{"sum": [{"table": "no such"}], "years": [1994, 1994]}]}
    assert shares(tmp_path, said).tolist() == [[0.1, 0.1], [0.2, 0.2]]


def test_a_state_given_in_full_need_not_be_in_the_table(tmp_path: Path) -> None:
    library = shelf(tmp_path)
    said = Mix.model_validate(
        {"given": {"N": {"Cid": 0.6}, "S": {"Cid": 0.1}}, "mix": [{"sum": BOTH, "years": [1994, 1994]}]}
    )
    assert_allclose(mix(library, said, POWERS, ["Ada", "Cid"], "here"), [[0.2, 0.6], [0.3, 0.1]])


def test_shares_given_without_a_mix_are_zero_elsewhere(tmp_path: Path) -> None:
    assert shares(tmp_path, {"N": {"Ada": 0.5}}).tolist() == [[0.5, 0], [0, 0]]


@given(st.integers(1, 30), st.integers(1, 9))
def test_without_a_word_the_rows_are_equal(rows: int, columns: int) -> None:
    facts = Facts.model_validate({"power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {}})
    names = [f"p{row}" for row in range(rows)]
    found = mix(Library(facts, []), Mix(), names, [f"s{column}" for column in range(columns)], "here")
    assert_allclose(found.sum(axis=0), 1)
    assert (found == found[0, 0]).all()


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"sum": BOTH, "years": [2001, 2005]}, "facts.initial_pattern.mix: trade.csv has no year from 2001 to 2005"),
        ({"sum": BOTH, "years": [1994, 1994], "weight": 0}, "the weights sum to 0"),
        ({"sum": [{"table": "way"}], "years": [1994, 1994]}, "names no column of the year"),
        ({"sum": [{"table": "imports"}], "years": [1995, 1995]}, "the numbers for Bren from 1995 to 1995 sum to 0"),
    ],
)
def test_a_share_that_cannot_be_taken_is_refused(tmp_path: Path, part: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        shares(tmp_path, {"mix": [part]})


def test_an_unusable_number_in_the_window_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no usable number for N and Ada in 1994; choose other years"):
        shares(tmp_path, {"mix": [{"sum": BOTH, "years": [1994, 1995]}]}, [{"partner": "N", "year": 1994}])
