"""A group of runs in memory."""

import numpy as np
import pytest
from worlds import make_world

from influence_sim.engines.lanes import memory
from influence_sim.engines.lanes.memory import CACHE_LINE, Group, address_of, may_share_a_group
from influence_sim.engines.lanes.tables import AXES, LAYOUT, Storage, storage_of
from influence_sim.rules.shapes import World

LANES = 4
SITES = ("PS", "YS", "")
BY_NAME = {str(field): field for field in LAYOUT.fields}


def test_every_entry_of_the_table_has_a_place_of_its_own() -> None:
    places = [*range(len(AXES)), *LAYOUT.fields.values(), *LAYOUT.wanted.values()]
    places += [LAYOUT.years, LAYOUT.remembered, LAYOUT.years_kept, LAYOUT.work]
    assert sorted(places) == list(range(LAYOUT.words))


def test_series_of_facts_are_stored_once_and_what_may_differ_in_each_lane() -> None:
    assert storage_of(BY_NAME["world.state_gdp"]) is Storage.SHARED
    assert storage_of(BY_NAME["world.power_id"]) is Storage.SHARED
    assert storage_of(BY_NAME["world.branch"]) is Storage.NUMBER
    for name in ("world.credit_leak", "world.state_value", "world.initial_pattern", "now.status", "record.share"):
        assert storage_of(BY_NAME[name]) is Storage.WIDE, name


def test_fields_of_the_world_stand_in_the_order_of_the_world() -> None:
    assert tuple(field.name for field in memory.WORLD) == World._fields


def test_lanes_beyond_the_runs_repeat_the_last() -> None:
    sides = [make_world(np.random.default_rng(0))._replace(credit_leak=leak) for leak in (0.1, 0.2)]
    group = Group(sides[0], LANES, SITES, ())
    group.use(sides)
    group.start([5, 6])
    assert group.runs.tolist() == [5, 6, 6, 6]
    assert group.arrays[BY_NAME["world.credit_leak"]].tolist() == [0.1, 0.2, 0.2, 0.2]


def test_what_is_recorded_starts_at_a_cache_line_and_nothing_else_is_reserved() -> None:
    world = make_world(np.random.default_rng(0))
    group = Group(world, LANES, SITES, ("share", "possession"))
    assert set(group.record) == {"share", "possession"}
    assert address_of(group.record["share"]) % CACHE_LINE == 0
    assert group.record["share"].shape == (6, 3, 4, LANES)


def test_a_new_world_replaces_all_of_the_last() -> None:
    first, second = (make_world(np.random.default_rng(number)) for number in (0, 1))
    group = Group(first, LANES, SITES, ())
    group.use([first])
    group.use([second])
    fresh = Group(second, LANES, SITES, ())
    fresh.use([second])
    for name, field in BY_NAME.items():
        if name.startswith("world.") and storage_of(field) is not Storage.NUMBER:
            assert np.array_equal(group.arrays[field], fresh.arrays[field]), name
        elif name.startswith("world."):
            assert group.table[LAYOUT.fields[field]] == fresh.table[LAYOUT.fields[field]], name


def test_starting_clears_what_earlier_runs_left() -> None:
    group = Group(make_world(np.random.default_rng(0)), LANES, SITES, ("share",))
    group.situation["tie"][...] = 1.0
    group.record["share"][...] = 1.0
    group.start([0])
    assert not group.situation["tie"].any()
    assert not group.record["share"].any()


def test_worlds_share_a_group_unless_series_roles_or_sizes_differ() -> None:
    world = make_world(np.random.default_rng(0))
    copy = world._replace(state_gdp=world.state_gdp.copy())
    assert may_share_a_group(world, copy)
    assert may_share_a_group(world, world._replace(credit_leak=0.5, distance=world.distance * 2))
    assert not may_share_a_group(world, world._replace(state_gdp=world.state_gdp * 2))
    assert not may_share_a_group(world, world._replace(focal=(world.focal + 1) % 3))
    assert not may_share_a_group(world, make_world(np.random.default_rng(0), powers=4))


def test_a_new_world_makes_the_group_forget() -> None:
    world = make_world(np.random.default_rng(0))
    group = Group(world, LANES, SITES, ())
    group.use([world])
    for marks in group.marks:
        marks.fill(1)
    group.use([world])
    assert all(marks.all() for marks in group.marks)
    group.use([world._replace(credit_leak=0.5)])
    assert not any(marks.any() for marks in group.marks)


def test_values_are_remembered_for_every_year_unless_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(np.random.default_rng(0), states=4, years=6)
    assert [len(marks) for marks in Group(world, LANES, SITES, ()).marks] == [13, 25, 2]
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 100)
    assert [len(marks) for marks in Group(world, LANES, SITES, ()).marks] == [13, 5, 2]
