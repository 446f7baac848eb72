"""Relabelling actors permutes results, and a channel may be split: the rules know names, not positions."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.spoils import Play, spoilt
from worlds import make_world, worlds

from influence_sim.engines.compiled import play
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, World

ORDERS = st.integers(0, 2**32 - 1)
ROLES = {"focal": "P", "own_forum": "F", "vehicle": "F", "convenor": "P"}  # fields that hold an index, and of whom
HALVED = ("channel_weight", "import_need", "resource_supply")  # what two halves of a channel share


def permuted(values: Any, orders: dict[str, np.ndarray]) -> dict[str, Any]:
    """All fields along axes in a new order: entry i of a new axis is entry ``order[i]`` of the old one."""
    found: dict[str, Any] = {}
    for name, _, said in shapes.fields(type(values)):
        value = getattr(values, name)
        for place, axis in enumerate(said.axes):
            value = np.take(value, orders[axis], axis=place) if axis in orders else value
        found[name] = np.ascontiguousarray(value) if said.axes else value
    return found


def relabelled(world: World, orders: dict[str, np.ndarray]) -> World:
    """The same world with its actors in another order, names and roles moved along."""
    found = permuted(world, orders)
    for name, axis in ROLES.items():
        place = np.append(np.argsort(orders[axis]), -1)  # the last entry: nobody stays nobody
        value = np.asarray(found[name])
        found[name] = place[value] if value.ndim else int(place[value])
    return World(**found)


def gap(one: Any, other: dict[str, Any]) -> float:
    """The largest difference between two records, relative where numbers are large."""
    worst = 0.0
    for name in Record._fields:
        a, b = np.asarray(getattr(one, name)), np.asarray(other[name])
        if a.size:
            worst = max(worst, float((np.abs(a - b) / np.maximum(1.0, np.abs(a))).max()))
    return worst


def shuffled(world: World, number: int) -> dict[str, np.ndarray]:
    """An order at random along each axis of actors and channels."""
    rng, sizes = np.random.default_rng(number), shapes.sizes_of(world)
    return {axis: rng.permutation(sizes[axis]) for axis in "PSFCK"}


def reversed_order(world: World) -> dict[str, np.ndarray]:
    """The order from last to first along each axis of actors and channels."""
    sizes = shapes.sizes_of(world)
    return {axis: np.arange(sizes[axis])[::-1] for axis in "PSFCK"}


def gap_of_relabelling(play: Play, world: World, orders: dict[str, np.ndarray]) -> float:
    """How far a run of the relabelled world is from the relabelled run of the world."""
    routes = np.concatenate([[0], 1 + orders["F"]])
    moved = permuted(play(world, 1, 0), orders | {"R": routes})
    return gap(play(relabelled(world, orders), 1, 0), moved)


def split(world: World, channel: int) -> World:
    """The same world with a channel cut into two halves, each with half the weight, the need and the supply."""
    cut = np.insert(np.arange(len(world.channel_weight)), channel, channel)
    found = permuted(world, {"C": cut})
    for name in HALVED:
        found[name][..., [channel, channel + 1]] /= 2.0
    return World(**found)


def joined(record: Record, channel: int) -> dict[str, Any]:
    """The record with two halves of a channel as one: money and resources add up, all else is the same in both."""
    found = record._asdict()
    for name, _, said in shapes.fields(Record):
        if "C" in said.axes:
            place = said.axes.index("C")
            halves = [np.take(found[name], channel + half, axis=place) for half in (0, 1)]
            whole = halves[0] + halves[1] if said.unit.startswith("M$") else halves[0]
            without = np.delete(found[name], channel + 1, axis=place)
            np.moveaxis(without, place, 0)[channel] = whole
            found[name] = without
    return found


def gap_of_splitting(play: Play, world: World, number: int) -> float:
    """How far a split channel moves the record, its two halves counted together."""
    channel = number % len(world.channel_weight)
    whole, halves = play(world, 1, 0), play(split(world, channel), 1, 0)
    return gap(whole, joined(halves, channel))


@given(world=worlds(), number=ORDERS)
@settings(max_examples=60)
def test_relabelling_actors_permutes_results(world: World, number: int) -> None:
    assert gap_of_relabelling(play, world, shuffled(world, number)) < 1e-9  # measured: 5e-14


@given(world=worlds(), number=ORDERS)
@settings(max_examples=60)
def test_splitting_a_channel_changes_nothing(world: World, number: int) -> None:
    assert gap_of_splitting(play, world, number) < 1e-9  # measured: 1e-14


def test_relabelling_is_not_without_effect_on_the_arrays() -> None:
    world = make_world(np.random.default_rng(1), powers=4, states=4)
    assert not np.array_equal(play(relabelled(world, reversed_order(world)), 1, 0).share, play(world, 1, 0).share)


def test_the_law_of_relabelling_bites_where_a_draw_is_addressed_by_position() -> None:
    healthy = "z_end = normal(seed, run, tick, STANDING_SHOCK, world.power_id[p], world.state_id[s])"
    world = make_world(np.random.default_rng(1), shocks=1.0, standing_shock_sd=0.3)
    with spoilt("luck", healthy, healthy.replace("world.power_id[p]", "p")) as wrong:
        assert gap_of_relabelling(wrong, world, reversed_order(world)) > 1e-6


def test_the_law_of_relabelling_bites_where_the_first_power_is_privileged() -> None:
    world = make_world(np.random.default_rng(1))
    with spoilt("contest", "now.share[p, s] = now.standing[p, s] / total", "now.share[p, s] = p / total") as wrong:
        assert gap_of_relabelling(wrong, world, reversed_order(world)) > 1e-6


def test_the_law_of_splitting_bites_where_the_weight_of_a_channel_is_raised_to_a_power() -> None:
    world = make_world(np.random.default_rng(1), choice_precision=2.0)
    with spoilt("allocation", "return world.channel_weight[c] *", "return world.channel_weight[c] ** 2 *") as wrong:
        assert gap_of_splitting(wrong, world, 1) > 1e-6


def test_the_law_of_splitting_bites_where_a_fund_counts_channels() -> None:
    world = make_world(np.random.default_rng(1), convenor_targeting=0.0, history=np.full((6, 2, 4), 2), moving=0)
    with spoilt("forums", "return world.channel_weight[c] *", "return") as wrong:
        assert gap_of_splitting(wrong, world, 1) > 1e-6


def test_the_law_of_relabelling_bites_where_the_first_corridor_is_privileged() -> None:
    world = make_world(np.random.default_rng(1), with_corridors=1)
    with spoilt("corridors", "total += world.corridor_control[p, k] *", "total += (k + 1) *") as wrong:
        assert gap_of_relabelling(wrong, world, reversed_order(world)) > 1e-6


def test_the_law_of_splitting_bites_where_supply_is_compared_over_channels() -> None:
    world = make_world(np.random.default_rng(1), with_resources=1, import_need=np.full((6, 3, 2), 50.0))
    healthy = "return outside * outside * (main * main"
    with spoilt("resources", healthy, "return outside * outside * (main / now.urgency.shape[1]") as wrong:
        assert gap_of_splitting(wrong, world, 1) > 1e-6
