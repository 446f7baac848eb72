"""The rules know names, not positions: relabelling permutes results, and a channel may be split."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.laws.case import ROUNDING, Case, Found
from influence_sim.rules.shapes import Record, World, fields, sizes_of

ACTORS = "PSFCK"  # axes whose order must not matter
ROLES = {"focal": "P", "own_forum": "F", "vehicle": "F", "convenor": "P"}  # fields that hold an index, and of whom
SHARED = ("channel_weight", "import_need", "resource_supply")  # what two halves of a channel share
Order = NDArray[np.int64]


def relabelling(case: Case) -> Found:
    """Order.

    Powers, states, forums, channels and corridors in another order give the same results in that order.
    """
    world = case.active._replace(shocks=1.0)
    before = case.record(world)
    worst = [gap(case.record(relabelled(world, order)), moved(before, order)) for order in orders(case, world)]
    return Found(float(np.max(worst)), ROUNDING, "relative")


def splitting(case: Case) -> Found:
    """Channels.

    A channel cut into two halves, each with half its weight (and half the need and supply of its resource), does
    together what it did.
    """
    world = case.active
    before = case.record(world)
    worst = []
    for channel in range(len(world.channel_weight)):
        worst.append(gap(joined(case.record(split(world, channel)), channel), before))
    return Found(float(np.max(worst)), ROUNDING, "relative")


def orders(case: Case, world: World) -> list[dict[str, Order]]:
    """The reverse of each axis alone, and all of them at random."""
    sizes, rng = sizes_of(world), np.random.default_rng(case.seed)
    same = {axis: np.arange(sizes[axis]) for axis in ACTORS}
    reversed_ones = [same | {axis: same[axis][::-1]} for axis in ACTORS if sizes[axis] > 1]
    return [*reversed_ones, {axis: rng.permutation(sizes[axis]) for axis in ACTORS}]


def permuted(values: World | Record, order: Mapping[str, Order]) -> dict[str, Any]:
    """All fields along axes in a new order: entry i of a new axis is entry ``order[i]`` of the old one."""
    found: dict[str, Any] = {}
    for name, _, said in fields(type(values)):
        value = getattr(values, name)
        for place, axis in enumerate(said.axes):
            value = np.take(value, order[axis], axis=place) if axis in order else value
        found[name] = np.ascontiguousarray(value) if said.axes else value
    return found


def relabelled(world: World, order: Mapping[str, Order]) -> World:
    """The same world with its actors in another order, roles moved along."""
    found = permuted(world, order)
    for name, axis in ROLES.items():
        place = np.append(np.argsort(order[axis]), -1)  # the last entry: nobody stays nobody
        value = np.asarray(found[name])
        found[name] = place[value] if value.ndim else int(place[value])
    return World(**found)


def moved(record: Record, order: Mapping[str, Order]) -> Record:
    """The same record with its actors in another order."""
    routes = np.concatenate([[0], 1 + order["F"]])
    return Record(**permuted(record, {**order, "R": routes}))


def split(world: World, channel: int) -> World:
    """The same world with a channel cut into two halves, each with half of what they share."""
    cut = np.insert(np.arange(len(world.channel_weight)), channel, channel)
    found = permuted(world, {"C": cut})
    for name in SHARED:
        found[name][..., [channel, channel + 1]] /= 2.0
    return World(**found)


def joined(record: Record, channel: int) -> Record:
    """The record with two halves of a channel as one: money and resources add up, all else is alike in both."""
    found = record._asdict()
    for name, _, said in fields(Record):
        if "C" in said.axes:
            place = said.axes.index("C")
            halves = np.take(found[name], [channel, channel + 1], axis=place)
            whole = halves.sum(axis=place) if said.unit == "M$" else halves.take(0, axis=place)
            rest = np.delete(found[name], channel + 1, axis=place)
            np.moveaxis(rest, place, 0)[channel] = whole
            found[name] = rest
    return Record(**found)


def gap(one: Record, other: Record) -> float:
    """The largest difference between two records, relative where numbers are above one."""
    differences = [np.abs(a - b) / np.maximum(1.0, np.abs(b)) for a, b in zip(one, other, strict=True) if a.size]
    return float(np.max([difference.max() for difference in differences]))
