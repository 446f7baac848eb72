"""What is kept of the runs of an ensemble, and whether there is memory for it."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Record, empty, sizes_of
from influence_sim.runs.choosing import Setup
from influence_sim.runs.module_metrics import recorded_by_modules
from influence_sim.wording import AXES as AXES

Array: TypeAlias = np.ndarray[Any, Any]

OUTCOMES = tuple(name for axis in AXES for name in (axis, f"{axis}_by_gdp"))
MONEY = ("committed", "disbursed", "returned")
LEVELS = ("share", "home", "forum_hand", "own_hand", "status", "depth", "fund", "budget")


class Keeper:
    """Memory for what all runs leave behind; each run writes its own row."""

    def __init__(self, setup: Setup, years: Sequence[int], runs: int, outcomes_only: bool, full: bool) -> None:
        self.chosen = [year - setup.scenario.years.first for year in years]
        self.full = full
        self.world = setup.world
        self.fields = OUTCOMES if outcomes_only else (*OUTCOMES, *LEVELS, *MONEY, *recorded_by_modules(setup.world))
        self.fields = tuple(dict.fromkeys(self.fields))  # what is returned is always kept, zero without loans
        self.runs = runs
        self.data: dict[str, Array] = {}

    def keep(self, run: int, record: Record) -> None:
        """Keep what is asked of one run's record."""
        for name in self.fields:
            self.data[name][run] = self.chosen_part(name, getattr(record, name)[None])[0]

    def keep_group(self, first: int, results: Mapping[str, Array]) -> None:
        """Keep what is asked of several runs, whose numbers follow each other: by field [run, year, …]."""
        for name in self.fields:
            group = results[name]
            self.data[name][first : first + len(group)] = self.chosen_part(name, group)

    def chosen_part(self, name: str, array: Array) -> Array:
        """[run, year, …]: the years that are recorded; money summed over channels and routes unless kept in full."""
        if name in MONEY and not self.full:
            array = summed_in_order(array, from_axis=4)
        return array[:, self.chosen]

    def check(self) -> dict[str, Array]:
        """Whether the memory is there; what is kept of one run, empty.

        Raises:
            InputError: so many runs would fill more than a quarter of the machine's memory; frames need more.
        """
        record = empty(Record, sizes_of(self.world))
        samples = {name: self.chosen_part(name, getattr(record, name)[None])[0] for name in self.fields}
        each = sum(sample.nbytes for sample in samples.values())
        most = memory_of_machine() // 4 // each
        if self.runs > most:
            said = f"would take {self.runs * each / 1e9:,.0f} GB of memory for each strategy"
            raise InputError(f"runs {self.runs} {said}; at most {most} fit on this machine")
        return samples

    def reserve(self) -> None:
        """Reserve the memory, before anything is compiled.

        Raises:
            InputError: it is not there.
        """
        for name, sample in self.check().items():
            self.data[name] = np.empty((self.runs, *sample.shape), sample.dtype)


def summed_in_order(array: Array, from_axis: int) -> Array:
    """The sum over all axes from one on, in the order in which they are numbered.

    numpy's own sums depend on how an array lies in memory, and that on the engine. Of the two ways to the same bits
    here, one is quick if the axes lie side by side, the other if they do not.
    """
    if not array.size:
        return np.zeros(array.shape[:from_axis])
    if array.flags.c_contiguous:
        return np.asarray(array.reshape(*array.shape[:from_axis], -1).cumsum(axis=-1)[..., -1])
    places = np.ndindex(array.shape[from_axis:])
    total = array[(..., *next(places))].copy()
    for place in places:
        total += array[(..., *place)]
    return np.asarray(total)


def memory_of_machine() -> int:
    """Bytes of memory; where the system does not tell (Windows), as many as there can be."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return sys.maxsize
