"""Module resources: money opens sources, resources go back, and powers mind how secure their supply is."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.spoils import play
from rules.helpers import record_of, situation_of, world_of
from worlds import worlds

from influence_sim.rules.allocation import worth_of
from influence_sim.rules.resources import (
    assess_supply,
    deliver,
    deliverable_part,
    met_by,
    met_by_all,
    record_supply,
    shortage_of,
    supply_concentration,
    urgency_of,
)
from influence_sim.rules.shapes import World

# The first power imports 100 M$ a year of the one channel's resource, .9 of it from its main supplier.
IMPORTER: dict[str, Any] = {
    "years": 1,
    "with_resources": 1,
    "import_need": [[[100], [0]]],
    "main_supplier": [[[0.9], [0]]],
    "other_suppliers": [[[0.01], [0]]],
}
A_CUT = {"with_events": 1, "event_size": 1.0, "event_squeeze": [[[0.4], [0]]]}


def offtake_of(*by_state: float) -> dict[str, Any]:
    """The first power's off-take from each state."""
    return {"offtake": [[[value] for value in by_state], [[0]] * len(by_state)]}


def test_a_state_meets_its_part_of_the_need() -> None:
    world = world_of(**IMPORTER)
    now = situation_of(world, **offtake_of(30, 20))
    assert [met_by(world, now, 0, s, 0, 0) for s in range(2)] == pytest.approx([0.3, 0.2])
    assert met_by_all(world, now, 0, 0, 0) == pytest.approx(0.5)


def test_together_states_meet_no_more_than_the_need() -> None:
    # 150 for a need of 100: 50 and 100 of 150
    world = world_of(**IMPORTER)
    now = situation_of(world, **offtake_of(50, 100))
    assert [met_by(world, now, 0, s, 0, 0) for s in range(2)] == pytest.approx([1 / 3, 2 / 3])
    assert met_by_all(world, now, 0, 0, 0) == pytest.approx(1.0)


def test_where_nothing_is_needed_nothing_is_met() -> None:
    world = world_of(**IMPORTER)
    assert met_by_all(world, situation_of(world), 1, 0, 0) == 0.0


def test_supply_from_one_main_supplier_is_as_concentrated_as_its_share_squared() -> None:
    world = world_of(**IMPORTER | {"main_supplier": [[[0.93], [0]]], "other_suppliers": [[[0], [0]]]})
    assert supply_concentration(world, situation_of(world), 0, 0, 0) == pytest.approx(0.8649)


def test_concentration_by_hand() -> None:
    # half comes from outside: .25 (.81 + .01), and .3² + .2² from the states
    world = world_of(**IMPORTER)
    now = situation_of(world, **offtake_of(30, 20))
    assert supply_concentration(world, now, 0, 0, 0) == pytest.approx(0.205 + 0.13)


def test_the_first_source_beside_a_single_supplier_makes_supply_safer() -> None:
    world = world_of(**IMPORTER)
    before, after = (
        supply_concentration(world, situation_of(world, **offtake_of(met, 0)), 0, 0, 0) for met in (0.0, 10.0)
    )
    assert after < before


def test_what_a_squeeze_leaves_unmet_by_hand() -> None:
    # .93 of all comes from the supplier who delivers .4 less; half of it once states meet the other half
    world = world_of(**IMPORTER | A_CUT | {"main_supplier": [[[0.93], [0]]]})
    assert shortage_of(world, situation_of(world), 0, 0, 0) == pytest.approx(0.372)
    assert shortage_of(world, situation_of(world, **offtake_of(30, 20)), 0, 0, 0) == pytest.approx(0.186)


def test_without_events_nothing_is_short() -> None:
    world = world_of(**IMPORTER | A_CUT | {"with_events": 0})
    assert shortage_of(world, situation_of(world), 0, 0, 0) == 0.0


def test_urgency_by_hand() -> None:
    # 1 + 2 (.81 + .01) + 3 · .9 · .4
    world = world_of(security_weight=2.0, shortage_weight=3.0, **IMPORTER | A_CUT)
    assert urgency_of(world, situation_of(world), 0, 0, 0) == pytest.approx(1.0 + 1.64 + 1.08)


def test_a_channel_whose_resource_a_power_does_not_import_is_not_urgent() -> None:
    world = world_of(**IMPORTER | {"main_supplier": [[[0.9], [0.9]]]})
    assert urgency_of(world, situation_of(world), 1, 0, 0) == 1.0


def test_a_power_looks_at_its_supply_channel_by_channel() -> None:
    # 1 + 1 · 1² with a single supplier, 1 without imports
    world = world_of(
        channels=2, years=1, with_resources=1, security_weight=1.0, shortage_weight=0.0,
        import_need=[[[0, 50], [50, 50]]], main_supplier=[[[1, 1], [1, 1]]], other_suppliers=[[[0, 0], [0, 0]]],
    )  # fmt: skip
    now = situation_of(world)
    assess_supply(world, now, 0, 0)
    assert now.urgency[0] == pytest.approx([1.0, 2.0])
    assert now.urgency[1].tolist() == [1.0, 1.0]


def test_without_the_module_nothing_is_urgent() -> None:
    world = world_of(**IMPORTER | A_CUT | {"with_resources": 0})
    now = situation_of(world)
    assess_supply(world, now, 0, 0)
    assert (now.urgency == 1.0).all()


def test_an_urgent_channel_is_worth_as_much_more() -> None:
    world = world_of(states=1, channels=2)
    now = situation_of(world, contest_total=[2.0], urgency=[[1, 3], [1, 1]])
    plain = situation_of(world, contest_total=[2.0])
    assert worth_of(world, now, 0, 0, 1, 0) == pytest.approx(3.0 * worth_of(world, plain, 0, 0, 1, 0))
    assert worth_of(world, now, 0, 0, 0, 0) == worth_of(world, plain, 0, 0, 0, 0)


SOURCES = {"offtake_yield": 0.2, "offtake_decay": 0.0, "resource_supply": [[[1e9], [1e9]]]}


def test_money_opens_sources_by_hand() -> None:
    # 200 · .2 = 40 a year more, over half a year, beside the 10 there were
    world = world_of(steps_per_year=2, **IMPORTER | SOURCES)
    now = situation_of(world, paid=[[[200], [0]], [[0], [0]]], **offtake_of(10, 0))
    deliver(world, now, 0, 0)
    assert now.offtake[0, :, 0] == pytest.approx([30.0, 0.0])


def test_sources_run_out() -> None:
    # 10 e^{−.05} after a year
    world = world_of(**IMPORTER | SOURCES | {"offtake_decay": 0.05})
    now = situation_of(world, **offtake_of(10, 0))
    deliver(world, now, 0, 0)
    assert now.offtake[0, 0, 0] == pytest.approx(9.5122942)


def test_money_opens_no_source_of_what_its_giver_does_not_import() -> None:
    world = world_of(**IMPORTER | SOURCES)
    now = situation_of(world, paid=[[[0], [0]], [[200], [0]]])
    deliver(world, now, 0, 0)
    assert now.offtake.sum() == 0.0


def test_a_funds_works_open_no_source() -> None:
    world = world_of(vehicle=[0, -1], **IMPORTER | SOURCES)
    now = situation_of(world)
    now.fund_paid[0, 0, 0, 0] = 200.0
    deliver(world, now, 0, 0)
    assert now.offtake.sum() == 0.0


def test_contracts_beyond_the_supply_are_cut_alike() -> None:
    # 90 and 30 of a supply of 40: a third each
    world = world_of(**IMPORTER | SOURCES | {"resource_supply": [[[40], [0]]]})
    now = situation_of(world, offtake=[[[90], [0]], [[30], [0]]])
    assert deliverable_part(world, now, 0, 0, 0) == pytest.approx(1 / 3)
    deliver(world, now, 0, 0)
    assert now.offtake[:, 0, 0] == pytest.approx([30.0, 10.0])


def test_contracts_within_the_supply_are_kept() -> None:
    world = world_of(**IMPORTER | SOURCES | {"resource_supply": [[[120], [0]]]})
    now = situation_of(world, offtake=[[[90], [0]], [[30], [0]]])
    assert deliverable_part(world, now, 0, 0, 0) == 1.0
    assert deliverable_part(world, now, 1, 0, 0) == 1.0  # nothing of nothing


def test_without_the_module_nothing_is_delivered() -> None:
    world = world_of(**IMPORTER | SOURCES | {"with_resources": 0})
    now = situation_of(world, paid=[[[200], [0]], [[0], [0]]])
    deliver(world, now, 0, 0)
    assert now.offtake.sum() == 0.0


@given(paid=st.floats(0.0, 1e4), decay=st.floats(0.0, 0.5), first=st.floats(0.0, 1e3))
def test_steady_money_opens_as_much_whatever_the_steps(paid: float, decay: float, first: float) -> None:
    found = []
    for steps in (1, 16):
        world = world_of(steps_per_year=steps, **IMPORTER | SOURCES | {"offtake_decay": decay})
        now = situation_of(world, paid=[[[paid], [0]], [[0], [0]]], **offtake_of(first, 0))
        for _ in range(steps):
            deliver(world, now, 0, 0)
        found.append(now.offtake[0, 0, 0])
    assert found[0] == pytest.approx(found[1])


@given(world=worlds())
@settings(max_examples=40)
def test_no_state_ever_delivers_more_than_it_can(world: World) -> None:
    record = play(world._replace(with_resources=1), 1, 0)
    assert (record.offtake.sum(axis=1) <= world.resource_supply * (1.0 + 1e-12)).all()


@pytest.mark.slow
@given(world=worlds())
@settings(max_examples=40)
def test_security_and_shortage_are_parts(world: World) -> None:
    """Where the suppliers' shares are shares: the main one's and those of the others leave room for each other."""
    main = world.main_supplier
    sound = world._replace(with_resources=1, other_suppliers=(1.0 - main) ** 2 * world.other_suppliers)
    record = play(sound, 1, 0)
    for part in (record.supply_security, record.shortage):
        assert (part >= -1e-12).all() and (part <= 1.0).all()


def test_supply_is_written_down_at_the_years_end_and_offtake_adds_up() -> None:
    # 30 and 50 a year for half a year each; at the end 1 − (.5² · .82 + .5²), and .5 · .9 · .4
    world = world_of(steps_per_year=2, **IMPORTER | A_CUT)
    record = record_of(world)
    for offtake in (30.0, 50.0):
        record_supply(world, situation_of(world, **offtake_of(offtake, 0)), record, 0, 0)
    assert record.offtake[0, 0, :, 0] == pytest.approx([40.0, 0.0])
    assert record.supply_security[0, 0, 0] == pytest.approx(1.0 - 0.205 - 0.25)
    assert record.shortage[0, 0, 0] == pytest.approx(0.18)


def test_of_a_power_without_imports_no_security_is_told() -> None:
    world = world_of(**IMPORTER | A_CUT | {"main_supplier": [[[0.9], [0.9]]], "event_squeeze": [[[0.4], [0.4]]]})
    record = record_of(world)
    record_supply(world, situation_of(world), record, 1, 0)
    assert record.supply_security.sum() == record.shortage.sum() == 0.0


def test_without_the_module_no_supply_is_told() -> None:
    world = world_of(**IMPORTER | A_CUT | {"with_resources": 0})
    record = record_of(world)
    record_supply(world, situation_of(world, **offtake_of(30, 20)), record, 0, 0)
    assert not any(np.any(one) for one in (record.offtake, record.supply_security, record.shortage))
