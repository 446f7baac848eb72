"""Tables: rows kept, codes combined, prices, and what is refused."""

import re
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.tables import Library, Panel

FLOWS = """year,giver,taker,kind,given,lent
1990,N,Ada,aid,1,2
1990,N,Bren,aid,3,
1991,N,Ada,aid,5,0
1991,S,Ada,debt,-4,0
1992,S,Bren,aid,8,0
"""
PRICES = "year,level\n1990,50\n1991,100\n1992,200\n"


def library(folder: Path, text: str = FLOWS, index: str = PRICES, money: bool = True, **table: Any) -> Library:
    (folder / "flows.csv").write_text(text)
    (folder / "prices.csv").write_text(index)
    said = {"file": "flows.csv", "year": "year", "keys": ["giver", "taker"], "value": "given"} | table
    facts = {
        "money": {"deflator": "index", "base_year": 1992} if money else None,
        "tables": {
            "flows": said,
            "index": {"file": "prices.csv", "year": "year", "keys": [], "value": "level"},
            "better": said | {"value": "lent", "blank": "skip", "replaced_by": []},
        },
        "power_gdp": 1,
        "state_gdp": 1,
        "population": 1,
        "budgets": {},
    }
    return Library(Facts.model_validate(facts), [folder])


def panel(folder: Path, text: str = FLOWS, **table: Any) -> Panel:
    keys, yearly = len(table.get("keys", ["giver", "taker"])), table.get("year", "year") is not None
    return library(folder, text, **table).panel("flows", {}, keys, "facts.here", yearly)


def test_a_number_is_found_by_year_and_actors(tmp_path: Path) -> None:
    assert panel(tmp_path).at(1991, "S", "Ada") == -4


def test_columns_are_added_and_an_empty_cell_can_be_zero(tmp_path: Path) -> None:
    table = panel(tmp_path, value=["given", "lent"], blank="zero")
    assert (table.at(1990, "N", "Ada"), table.at(1990, "N", "Bren")) == (3, 3)


def test_a_row_with_an_empty_cell_can_be_skipped(tmp_path: Path) -> None:
    assert isnan(panel(tmp_path, value=["given", "lent"], blank="skip").at(1990, "N", "Bren"))


def test_times_brings_the_unit(tmp_path: Path) -> None:
    assert panel(tmp_path, times=0.5).at(1991, "N", "Ada") == 2.5


def test_current_prices_are_brought_to_the_base_year(tmp_path: Path) -> None:
    table = panel(tmp_path, prices="current")  # 1990: 200 / 50 = 4, 1991: 2, 1992: 1
    assert [table.at(1990, "N", "Ada"), table.at(1991, "N", "Ada"), table.at(1992, "S", "Bren")] == [4, 10, 8]


def test_constant_prices_have_one_factor(tmp_path: Path) -> None:
    table = panel(tmp_path, prices="constant 1991")
    assert [table.at(1990, "N", "Ada"), table.at(1992, "S", "Bren")] == [2, 16]


def test_where_keeps_rows(tmp_path: Path) -> None:
    table = panel(tmp_path, where={"kind": "aid", "year": {"first": 1991}})
    assert sorted(table.numbers) == [(1991, ("N", "Ada")), (1992, ("S", "Bren"))]


def test_left_out_rows_are_gone(tmp_path: Path) -> None:
    table = panel(tmp_path, leave_out=[{"giver": "N", "taker": "Ada"}, {"kind": "debt"}])
    assert sorted(table.numbers) == [(1990, ("N", "Bren")), (1992, ("S", "Bren"))]


def test_an_unusable_row_is_missing_even_where_no_row_is_zero(tmp_path: Path) -> None:
    table = panel(tmp_path, unusable=[{"giver": "S"}], absent="zero")
    assert isnan(table.at(1991, "S", "Ada"))
    assert isnan(table.total(1991, "Ada"))
    assert table.at(1991, "N", "Bren") == 0


def test_no_row_is_missing_unless_said(tmp_path: Path) -> None:
    assert isnan(panel(tmp_path).at(1992, "N", "Ada"))


def test_no_row_is_zero_only_in_the_years_covered(tmp_path: Path) -> None:
    table = panel(tmp_path, absent="zero", covers=[1989, 1992])
    assert (table.at(1989, "N", "Ada"), table.at(1992, "N", "Ada")) == (0, 0)
    assert isnan(table.at(1993, "N", "Ada"))


def test_codes_are_added(tmp_path: Path) -> None:
    assert panel(tmp_path, codes={"all": ["N", "S"]}).at(1991, "all", "Ada") == 1


@pytest.mark.parametrize(("rule", "number"), [("minimum", -4), ("maximum", 5)])
def test_codes_can_be_combined_otherwise(tmp_path: Path, rule: str, number: float) -> None:
    assert panel(tmp_path, codes={"all": ["N", "S"]}, combine=rule).at(1991, "all", "Ada") == number


def test_a_total_runs_over_every_code_of_the_first_column(tmp_path: Path) -> None:
    assert panel(tmp_path).total(1991, "Ada") == 1


def test_repeated_rows_can_be_added(tmp_path: Path) -> None:
    assert panel(tmp_path, keys=["taker"], repeats="sum").at(1991, "Ada") == 1


def test_a_symmetric_table_is_read_both_ways(tmp_path: Path) -> None:
    table = panel(tmp_path, "a,b,border\nAda,Bren,1\n", keys=["a", "b"], value="border", year=None, symmetric=True)
    assert (table.at(0, "Ada", "Bren"), table.at(0, "Bren", "Ada")) == (1, 1)


def test_better_rows_take_the_place_of_rows_and_add_none(tmp_path: Path) -> None:
    table = panel(tmp_path, where={"year": 1990}, replaced_by="better")
    assert table.numbers == {(1990, ("N", "Ada")): 2, (1990, ("N", "Bren")): 3}


def test_an_actor_without_code_can_count_as_zero(tmp_path: Path) -> None:
    assert panel(tmp_path, unlisted="zero").at(1990, "X", "Ada") == 0


def test_a_file_is_read_once(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    first = shelf.panel("flows", {}, 2, "here")
    (tmp_path / "flows.csv").unlink()
    assert shelf.panel("flows", {}, 2, "there") is first


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"value": "gvien"}, 'flows.csv: there is no column "gvien"; did you mean "given"'),
        ({"value": "lent"}, 'flows.csv, line 3: column "lent" holds ""; a number is needed'),
        ({"value": "kind"}, 'line 2: column "kind" holds "aid"'),
        ({"year": "kind"}, 'line 2: column "kind" holds "aid"; a year is needed'),
        ({"file": "flow.csv"}, 'facts.tables.flows.file: there is no file "flow.csv"'),
        ({"where": {"kind": "aids"}}, 'column "kind" never holds "aids"; did you mean "aid"'),
        ({"where": {"kind": "aid", "giver": "S", "taker": "Ada"}}, "no row of"),
        (
            {"keys": ["giver", "taker", "kind"]},
            "has the key columns giver, taker, kind; 2 are needed here",
        ),
        ({"year": None}, "names no column of the year"),
        ({"prices": "constant 1880"}, "prices.csv: the price index of 1880 must be a number above 0"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, table: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        library(tmp_path, **table).panel("flows", {}, 2, "facts.here")


def test_a_double_row_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"flows\.csv, line 5: Ada, 1991 stands there twice, first on line 4"):
        panel(tmp_path, keys=["taker"])


def test_an_unknown_code_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'column "taker" has no "Brenn" \(needed for Brenn\); did you mean "Bren"'):
        panel(tmp_path).at(1990, "N", "Brenn")


def test_an_unknown_table_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r'facts\.here: there is no table "flow"; did you mean "flows"'):
        library(tmp_path).panel("flow", {}, 2, "facts.here")


def test_prices_without_a_deflator_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("facts.tables.flows.prices: current needs facts.money")):
        library(tmp_path, money=False, prices="current").panel("flows", {}, 2, "here")


def test_current_prices_without_a_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="need a column of the year"):
        panel(tmp_path, "a,b,cost\nAda,Bren,1\n", keys=["a", "b"], value="cost", year=None, prices="current")


def test_a_price_index_of_zero_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="price index of 1990 must be a number above 0, not 0"):
        library(tmp_path, index="year,level\n1990,0\n1992,200\n", prices="current").panel("flows", {}, 2, "here")
