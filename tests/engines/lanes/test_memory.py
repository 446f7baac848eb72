"""A group of runs in memory."""

import numpy as np
from worlds import make_world

from influence_sim.engines.lanes.memory import CACHE_LINE, Group, address_of, may_share_a_group
from influence_sim.engines.lanes.tables import AXES, LAYOUT, Storage, storage_of

LANES = 4
BY_NAME = {str(field): field for field in LAYOUT.fields}


def test_every_entry_of_the_table_has_a_place_of_its_own() -> None:
    places = [*range(len(AXES)), *LAYOUT.fields.values(), *LAYOUT.wanted.values(), LAYOUT.years]
    assert sorted(places) == list(range(LAYOUT.words))


def test_series_of_facts_are_stored_once_and_what_may_differ_in_each_lane() -> None:
    assert storage_of(BY_NAME["world.state_gdp"]) is Storage.SHARED
    assert storage_of(BY_NAME["world.power_id"]) is Storage.SHARED
    assert storage_of(BY_NAME["world.branch"]) is Storage.NUMBER
    for name in ("world.credit_leak", "world.state_value", "world.initial_pattern", "now.status", "record.share"):
        assert storage_of(BY_NAME[name]) is Storage.WIDE, name


def test_lanes_beyond_the_runs_repeat_the_last() -> None:
    sides = [make_world(np.random.default_rng(0))._replace(credit_leak=leak) for leak in (0.1, 0.2)]
    group = Group(sides[0], LANES, ())
    group.use(sides)
    group.start([5, 6])
    assert group.runs.tolist() == [5, 6, 6, 6]
    assert group.arrays[BY_NAME["world.credit_leak"]].tolist() == [0.1, 0.2, 0.2, 0.2]


def test_what_is_recorded_starts_at_a_cache_line_and_nothing_else_is_reserved() -> None:
    world = make_world(np.random.default_rng(0))
    group = Group(world, LANES, ("share", "possession"))
    assert set(group.record) == {"share", "possession"}
    assert address_of(group.record["share"]) % CACHE_LINE == 0
    assert group.record["share"].shape == (6, 3, 4, LANES)


def test_a_new_world_replaces_all_of_the_last() -> None:
    first, second = (make_world(np.random.default_rng(number)) for number in (0, 1))
    group = Group(first, LANES, ())
    group.use([first])
    group.use([second])
    fresh = Group(second, LANES, ())
    fresh.use([second])
    for name, field in BY_NAME.items():
        if name.startswith("world.") and storage_of(field) is not Storage.NUMBER:
            assert np.array_equal(group.arrays[field], fresh.arrays[field]), name
        elif name.startswith("world."):
            assert group.table[LAYOUT.fields[field]] == fresh.table[LAYOUT.fields[field]], name


def test_starting_clears_what_earlier_runs_left() -> None:
    group = Group(make_world(np.random.default_rng(0)), LANES, ("share",))
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
