"""Resources: imports, suppliers and supply, given and from tables."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from influence_sim.errors import InputError
from influence_sim.rules.shapes import World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.supplies import by_concentration
from influence_sim.scenario.world import build_world

WithModules = Callable[..., Scenario]
# south buys 60 from X1 and X2, which are one country here, 30 from Y, 10 from Z; 900 come from alba, 500 from itself
ROWS = """year,seller,buyer,ore
2001,X1,south,40
2001,X2,south,20
2001,Y,south,30
2001,Z,south,10
2001,alba,south,900
2001,south,south,500
2001,X1,north,1
2003,Y,south,5
2003,alba,south,300
2004,alba,south,100
"""
SUPPLIERS = """
extends: classroom
modules:
  resources:
    imports: {south: {works: {table: buys, between: step, after: hold}}}
    suppliers: {south: {works: {table: trade, between: step, after: hold}}}
    supply: {alba: {works: {table: sells, between: step, after: hold}}}
facts:
  tables:
    trade: {file: ore.csv, year: year, keys: [seller, buyer], value: ore}
    buys: {file: ore.csv, year: year, keys: buyer, value: ore, repeats: sum}
    sells: {file: ore.csv, year: year, keys: seller, value: ore, repeats: sum}
"""


def write(folder: Path, rows: str = ROWS, text: str = SUPPLIERS) -> Path:
    (folder / "ore.csv").write_text(rows, encoding="utf-8")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return folder / "mine.yaml"


def of_file(folder: Path, rows: str = ROWS, text: str = SUPPLIERS) -> World:
    return build_world(load_scenario(write(folder, rows, text)))


def refusal(folder: Path, rows: str = ROWS, text: str = SUPPLIERS) -> str:
    with pytest.raises(InputError) as caught:
        of_file(folder, rows, text)
    return str(caught.value)


def test_given_numbers_stand_where_they_are_given(with_modules: WithModules) -> None:
    world = build_world(
        with_modules(
            {
                "resources": {
                    "imports": {"south": {"works": {2003: 100, 2006: 50}}},
                    "suppliers": {"south": {"works": {"main": {2001: 0.9, 2002: 0.5}, "others": 0.01}}},
                    "supply": {"alba": {"works": 10}, "others": 3},
                }
            }
        )
    )
    assert world.import_need[:, 1, 1].tolist() == [100.0] * 5 + [50.0] * 7
    assert not world.import_need[:, 0].any() and not world.import_need[:, :, 0].any()
    assert world.main_supplier[:, 1, 1].tolist() == [0.9] + [0.5] * 11
    assert world.other_suppliers[:, 1, 1].tolist() == [0.01] * 12
    assert world.resource_supply[0].tolist() == [[0, 10], [3, 3], [3, 3]]


def test_imports_and_supply_are_read_from_tables(tmp_path: Path) -> None:
    world = of_file(tmp_path)
    assert world.import_need[:4, 1, 1].tolist() == [1500, 1500, 305, 100]
    assert world.resource_supply[:4, 0, 1].tolist() == [900, 900, 300, 100]


def test_shares_of_suppliers_leave_out_the_region_and_the_power_itself(tmp_path: Path) -> None:
    world = of_file(tmp_path)
    assert_allclose(world.main_supplier[:3, 1, 1], [0.4, 0.4, 1.0])
    assert_allclose(world.other_suppliers[:3, 1, 1], [0.2**2 + 0.3**2 + 0.1**2] * 2 + [0.0])


def test_a_year_without_an_outside_supplier_is_a_gap(tmp_path: Path) -> None:
    assert of_file(tmp_path).main_supplier[3:, 1, 1].tolist() == [1.0] * 9


def test_a_power_of_several_codes_buys_as_one(tmp_path: Path) -> None:
    codes = "value: ore, codes: {south: [south, north]}}\n    buys"
    world = of_file(tmp_path, text=SUPPLIERS.replace("value: ore}\n    buys", codes))
    assert_allclose(world.main_supplier[0, 1, 1], 41 / 101)


def test_a_state_of_another_code_is_known_to_be_of_the_region(tmp_path: Path) -> None:
    codes = "value: ore, codes: {bora: Y}}\n    buys"
    world = of_file(tmp_path, text=SUPPLIERS.replace("value: ore}\n    buys", codes))
    assert_allclose(world.main_supplier[0, 1, 1], 40 / 70)


def test_an_edited_table_is_read_again_and_changes_the_digest(tmp_path: Path) -> None:
    one = load_scenario(write(tmp_path))
    before, digest = build_world(one).main_supplier[0, 1, 1], one.digest
    two = load_scenario(write(tmp_path, ROWS.replace("2001,Y,south,30", "2001,Y,south,930")))
    assert (before, build_world(two).main_supplier[0, 1, 1]) == (0.4, 0.93)
    assert two.digest != digest


def test_nothing_bought_has_no_concentration() -> None:
    assert np.isnan(by_concentration([0.0, 0.0])).all()


def test_equal_suppliers_are_one_main_one_and_the_others() -> None:
    assert by_concentration([1.0, 1.0]) == (0.5, 0.25)


def test_a_negative_delivery_is_told(tmp_path: Path) -> None:
    said = refusal(
        tmp_path,
        ROWS.replace("2001,Y,south,30", "2001,Y,south,-30"),
        SUPPLIERS.replace("south: {works: {table: buys, between: step, after: hold}}", ""),
    )
    assert said.endswith(
        "mine.yaml, line 6: modules.resources.suppliers.south.works: is -30 from Y to south in 2001 by the table; "
        "it must be at least 0"
    )


def test_a_table_of_suppliers_needs_two_key_columns(tmp_path: Path) -> None:
    said = refusal(tmp_path, text=SUPPLIERS.replace("works: {table: trade", "works: {table: buys"))
    assert said.endswith(
        'line 6: modules.resources.suppliers.south.works: the table "buys" has the key columns buyer; 2 are needed here'
    )


def test_a_gap_in_a_table_needs_a_rule(tmp_path: Path) -> None:
    said = refusal(tmp_path, text=SUPPLIERS.replace("buys, between: step", "buys"))
    assert said.endswith(
        "line 5: modules.resources.imports.south.works: has no number for south in 2002; name a rule, between: step"
    )


def test_squares_that_cannot_be_are_refused(with_modules: WithModules) -> None:
    shares = {"main": 0.9, "others": {2001: 0.005, 2005: 0.02}}
    with pytest.raises(InputError, match=r"others is 0\.02; where main is 0\.9, as in 2005, .* at most 0\.01"):
        with_modules({"resources": {"suppliers": {"south": {"works": shares}}}})
