"""A group of runs in memory: their worlds side by side, one situation and one record with a number for each lane."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from operator import is_
from typing import Any, TypeAlias

import numpy as np

from influence_sim.engines.lanes.remembering import YEARS
from influence_sim.engines.lanes.tables import AXES, LAYOUT, WORD, Storage, storage_of
from influence_sim.language.rulebook import Field
from influence_sim.rules.shapes import World, sizes_of

Array: TypeAlias = np.ndarray[Any, Any]
MOST_REMEMBERED = 32_000_000  # bytes of remembered values; above, only those of one year are kept
CACHE_LINE = 64  # bytes; vectors that do not straddle two lines load faster
TYPES = {"int": np.int64, "float": np.float64}


def aligned(shape: Sequence[int], kind: str) -> Array:
    """An array of zeros that starts at a cache line."""
    size = int(np.prod(shape)) * WORD
    start = np.zeros(size + CACHE_LINE, np.uint8)
    skip = -start.__array_interface__["data"][0] % CACHE_LINE
    return start[skip : skip + size].view(TYPES[kind]).reshape(shape)


def address_of(array: Array) -> int:
    """Where an array's numbers lie."""
    return int(array.__array_interface__["data"][0])


WORLD = tuple(field for field in LAYOUT.fields if field.owner == "world")  # in the order of World
STORED_ONCE = tuple(storage_of(field) is not Storage.WIDE for field in WORLD)


def may_share_a_group(one: World, other: World) -> bool:
    """Whether two worlds can be played side by side: of one size, and alike in what is stored once."""
    values: Iterable[tuple[Any, Any, bool]] = zip(one, other, STORED_ONCE, strict=True)
    for mine, theirs, stored_once in values:
        if mine is theirs:
            continue
        if getattr(mine, "shape", ()) != getattr(theirs, "shape", ()):
            return False
        if stored_once and not np.array_equal(mine, theirs):
            return False
    return True


class Group:
    """Memory for as many runs as there are lanes, used again for one group after the other.

    Args:
        world: any of the worlds that will be played; only its sizes count.
        lanes: how many runs go side by side.
        sites: the axes of each table of remembered values.
        wanted: the fields of the record that are asked for.
        years: the indices of the years that are asked for; all if left out.
    """

    def __init__(
        self,
        world: World,
        lanes: int,
        sites: Sequence[str],
        wanted: Collection[str],
        years: Iterable[int] | None = None,
    ) -> None:
        self.lanes = lanes
        self.sizes = sizes_of(world)
        self.table = np.zeros(LAYOUT.words, np.int64)
        self.table[: len(AXES)] = [self.sizes[axis] for axis in AXES]
        self.arrays: dict[Field, Array] = {}
        self.worlds: list[World] = []
        self.together = aligned([0, lanes], "float")  # the fields that each run draws, in one piece
        self.base: World | None = None  # the world around which runs draw, while they do
        self.runs = np.zeros(lanes, np.int64)
        for field, at in LAYOUT.wanted.items():
            self.table[at] = field.name in wanted
        self.record: dict[str, Array] = {}
        self.situation: dict[str, Array] = {}
        self.changing: list[Array] = []
        self.reserve(wanted)
        self.run_first = {name: np.moveaxis(array, -1, 0) for name, array in self.record.items()}
        self.marks: list[Array] = []
        self.remembered: list[Array] = []
        self.remember(sites)
        self.years = np.zeros(self.sizes["Y"], np.int64)
        self.years[list(range(self.sizes["Y"]) if years is None else years)] = 1
        self.table[LAYOUT.years] = address_of(self.years)

    def reserve(self, wanted: Collection[str]) -> None:
        """Memory for the situation, in one piece so that it is cleared at once, and for what is recorded."""
        fields = [field for field in LAYOUT.fields if field.owner == "now"]
        counts = [self.count(field) for field in fields]
        together = aligned([sum(counts)], "float")
        self.changing.append(together)
        for field, count, end in zip(fields, counts, np.cumsum(counts), strict=True):
            part = together[end - count : end].view(TYPES[field.kind]).reshape(self.shape(field))
            self.situation[field.name] = self.put(field, part)
        for field in LAYOUT.wanted:
            if field.name in wanted:
                self.record[field.name] = self.put(field, aligned(self.shape(field), field.kind))
                self.changing.append(self.record[field.name])

    def remember(self, sites: Sequence[str]) -> None:
        """Memory for remembered values, for every year unless that is too much."""
        each = [int(np.prod([self.sizes[axis] for axis in axes])) for axes in sites]
        keep_years = sum(each) * self.lanes * WORD <= MOST_REMEMBERED
        self.table[LAYOUT.years_kept] = keep_years
        for axes, count in zip(sites, each, strict=True):
            cells = count if keep_years or YEARS not in axes else count // self.sizes[YEARS]
            self.marks.append(aligned([1 + cells], "int"))  # the first is for what is on no axis
            self.remembered.append(aligned([1 + cells, self.lanes], "float"))
        pairs = zip(self.marks, self.remembered, strict=True)
        self.addresses = np.array([address_of(array) for pair in pairs for array in pair] or [0], np.int64)
        self.table[LAYOUT.remembered] = address_of(self.addresses)

    def shape(self, field: Field) -> list[int]:
        """The lengths of a field with a number for each lane."""
        return [*(self.sizes[axis] for axis in field.axes), self.lanes]

    def count(self, field: Field) -> int:
        """How many numbers that are."""
        return int(np.prod(self.shape(field)))

    def put(self, field: Field, array: Array) -> Array:
        """Note where a field lies, and keep it alive."""
        self.arrays[field] = array
        self.table[LAYOUT.fields[field]] = address_of(array)
        return array

    def use(self, worlds: Sequence[World]) -> None:
        """Take these worlds, one for each run; lanes beyond them repeat the last.

        They may differ in parameters, in choices and in facts that are no series; see ``may_share_a_group``.
        """
        self.base = None
        every = [*worlds, *[worlds[-1]] * (self.lanes - len(worlds))]
        if self.worlds and all(new is old for new, old in zip(every, self.worlds, strict=True)):
            return
        for marks in self.marks:
            marks.fill(0)
        before = zip(*self.worlds, strict=True) if self.worlds else repeat(())
        for field, values, old in zip(WORLD, zip(*every, strict=True), before, strict=False):
            if old and all(map(is_, values, old)):
                continue
            storage = storage_of(field)
            if storage is Storage.NUMBER:
                self.table[LAYOUT.fields[field]] = values[0]
            elif storage is Storage.SHARED:
                self.put(field, np.ascontiguousarray(values[0], TYPES[field.kind]))
            else:
                self.widen(field, values)
        self.worlds = every

    def lay_together(self, places: Mapping[str, slice]) -> None:
        """Memory in one piece for the fields that each run draws: [cell, lane], each field at its cells."""
        named = {field.name: field for field in WORLD}
        self.together = aligned([max((place.stop for place in places.values()), default=0), self.lanes], "float")
        for name, place in places.items():
            field = named[name]
            self.put(field, self.together[place].view(TYPES[field.kind]).reshape(self.shape(field)))

    def use_drawn(self, world: World, cells: Array) -> None:
        """Take a world, and for each run what it draws: [cell, run]; lanes beyond the runs repeat the last."""
        if self.base is not world:
            self.use([world])
            self.base = world
            self.worlds = []  # what is drawn overwrites parts of it: whatever comes next is written anew
        for marks in self.marks:
            marks.fill(0)
        count = cells.shape[1]
        self.together[:, :count] = cells
        self.together[:, count:] = cells[:, -1:]

    def widen(self, field: Field, values: Sequence[Any]) -> None:
        """A field with each lane's own number."""
        wide = self.arrays.get(field)
        if wide is None:
            wide = self.put(field, aligned(self.shape(field), field.kind))
        if all(value is values[0] for value in values):
            wide[...] = np.asarray(values[0])[..., None]
        else:
            for lane, value in enumerate(values):
                wide[..., lane] = value

    def start(self, runs: Sequence[int]) -> None:
        """Clear what earlier runs left behind, and number the lanes; those beyond the runs repeat the last."""
        for array in self.changing:
            array.fill(0)
        self.runs[: len(runs)] = runs
        self.runs[len(runs) :] = runs[-1]

    def results(self) -> Mapping[str, Array]:
        """What was asked for, run first; views that the next group overwrites."""
        return self.run_first
