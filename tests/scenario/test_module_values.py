"""Numbers along axes: for all, for each, over years, from tables."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.module_values import SHARE, Values, Within, held
from influence_sim.scenario.modules import OfEach, OfPairs
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.tables import Library

KEYS = {"P": ("north", "south"), "S": ("alba", "bora"), "F": (), "C": ("aid", "works"), "K": ()}
YEARS = range(2001, 2005)
ROWS = "year,who,kind,level\n2001,alba,x,0.1\n2003,alba,x,0.3\n2001,bora,x,0.5\n2004,bora,x,0.8\n2001,alba,y,7\n"
FROM = {"table": "regimes", "where": {"kind": "x"}}


def values(folder: Path | None = None, text: str = ROWS, **table: Any) -> Values:
    if folder is None:
        return Values(KEYS, YEARS)
    (folder / "regimes.csv").write_text(text)
    said = {"file": "regimes.csv", "year": "year", "keys": "who", "value": "level"} | table
    facts = {"tables": {"regimes": said}, "power_gdp": 1, "state_gdp": 1, "population": 1, "budgets": {}}
    return Values(KEYS, YEARS, Library(Facts.model_validate(facts), [folder]))


def by_state(said: Any, folder: Path | None = None, **table: Any) -> Any:
    read = TypeAdapter(OfEach).validate_python(said)
    return values(folder, **table).over_time(read, "S", SHARE, ("here",)).T.tolist()


def refusal(said: Any, folder: Path | None = None, **table: Any) -> tuple[tuple[Any, ...], str]:
    with pytest.raises(Wrong) as caught:
        by_state(said, folder, **table)
    return caught.value.keys, caught.value.sentence


def test_a_number_holds_for_all_and_in_all_years() -> None:
    assert by_state(0.5) == [[0.5] * 4, [0.5] * 4]


def test_each_may_have_its_own_and_the_others_one() -> None:
    assert by_state({"bora": 0.1, "others": 0.2}) == [[0.2] * 4, [0.1] * 4]


def test_who_is_not_named_has_zero() -> None:
    assert by_state({"bora": 0.1}) == [[0.0] * 4, [0.1] * 4]


def test_a_number_holds_until_the_next_and_the_first_before_too() -> None:
    assert by_state({"alba": {2002: 0.2, 2004: 0.4}}) == [[0.2, 0.2, 0.2, 0.4], [0.0] * 4]


def test_numbers_by_year_may_be_of_all() -> None:
    assert by_state({2002: 0.2, 2003: 0.4}) == [[0.2, 0.2, 0.4, 0.4]] * 2


def test_a_number_before_the_first_year_counts_from_the_start() -> None:
    assert held({1990: 1.0, 2002: 2.0}, YEARS).tolist() == [1.0, 2.0, 2.0, 2.0]


def test_pairs_may_be_given_at_each_depth() -> None:
    said = TypeAdapter(OfPairs).validate_python({"north": 0.5, "others": {"works": {2001: 0.1, 2003: 0.2}}})
    found = values().over_time(said, "PC", SHARE, ("here",))
    assert found[0].tolist() == [[0.5, 0.5], [0.0, 0.1]]
    assert found[3].tolist() == [[0.5, 0.5], [0.0, 0.2]]


def test_a_table_is_asked_for_each_actor(tmp_path: Path) -> None:
    said = {"others": {**FROM, "between": "step", "after": "hold"}}
    assert by_state(said, tmp_path) == [[0.1, 0.1, 0.3, 0.3], [0.5, 0.5, 0.5, 0.8]]


def test_a_table_may_be_of_all(tmp_path: Path) -> None:
    said = {**FROM, "between": "step", "after": "hold"}
    assert by_state(said, tmp_path) == by_state({"others": said}, tmp_path)


def test_a_row_that_is_absent_counts_as_the_table_says(tmp_path: Path) -> None:
    said = {"alba": {**FROM, "after": "hold"}}
    assert by_state(said, tmp_path, absent="zero", covers=[2001, 2003]) == [[0.1, 0.0, 0.3, 0.3], [0.0] * 4]


def test_without_a_library_a_table_is_unknown() -> None:
    assert np.isnan(by_state({"alba": FROM})[0]).all()


@pytest.mark.parametrize(
    ("said", "year", "rule"),
    [
        ({**FROM, "after": "hold"}, 2002, "between: step"),
        ({**FROM, "between": "step"}, 2004, "after: hold"),
        ({**FROM, "where": {"kind": "x", "year": [2003]}, "after": "hold"}, 2001, "before: hold"),
    ],
)
def test_a_gap_without_a_rule_is_refused(tmp_path: Path, said: Any, year: int, rule: str) -> None:
    keys, sentence = refusal({"alba": said}, tmp_path)
    assert keys == ("here", "alba")
    assert sentence == f"has no number for alba in {year}; name a rule, {rule}"


def test_an_actor_without_any_number_is_told(tmp_path: Path) -> None:
    _, sentence = refusal({"alba": {**FROM, "where": {"year": 2004}}}, tmp_path)
    assert sentence == 'has no number for alba in any year of the table "regimes"'


def test_a_number_of_a_table_out_of_range_is_told_with_its_year(tmp_path: Path) -> None:
    keys, sentence = refusal({"alba": {**FROM, "where": {"kind": "y"}, "after": "hold"}}, tmp_path)
    assert (keys, sentence) == (("here", "alba"), "is 7 for alba in 2001 by the table; it must be from 0 to 1")


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape('here.alba: there is no table "regime"; did you mean "regimes"?')):
        by_state({"alba": {"table": "regime"}}, tmp_path)


@pytest.mark.parametrize(
    ("said", "keys", "sentence"),
    [
        (1.5, ("here",), "is 1.5; it must be from 0 to 1"),
        ({"alba": {2001: 0.5, 2003: -1}}, ("here", "alba", 2003), "is -1; it must be from 0 to 1"),
        ({"others": 2}, ("here", "others"), "is 2; it must be from 0 to 1"),
        ({"albo": 0.5}, ("here", "albo"), 'names no state of this scenario; did you mean "alba"?'),
    ],
)
def test_a_slip_is_told_where_it_stands(said: Any, keys: tuple[Any, ...], sentence: str) -> None:
    assert refusal(said) == (keys, sentence)


@pytest.mark.parametrize(("number", "refused"), [(0, True), (0.1, False), (9, False), (9.1, True), (np.nan, False)])
def test_a_range_may_leave_out_its_lower_end(number: float, refused: bool) -> None:
    assert Within(0, 9, above=True).refuses(number) is refused
