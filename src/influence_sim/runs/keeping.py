"""What is kept of the runs of an ensemble, and whether there is memory for it."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Record, empty, sizes_of
from influence_sim.runs.choosing import Setup
from influence_sim.runs.module_metrics import recorded_by_modules
from influence_sim.wording import AXES as AXES

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
        self.data: dict[str, np.ndarray[Any, Any]] = {}

    def keep(self, run: int, record: Record) -> None:
        """Keep what is asked of one run's record."""
        for name in self.fields:
            value = self.chosen_part(name, getattr(record, name))
            self.data[name][run] = value

    def keep_group(self, first: int, results: Mapping[str, np.ndarray[Any, Any]]) -> None:
        """Keep what is asked of several runs, whose numbers follow each other: by field [run, year, …]."""
        for name in self.fields:
            group = results[name]
            if name in MONEY and not self.full:
                for k, one in enumerate(group):  # numpy's sums depend on how an array lies in memory
                    self.data[name][first + k] = self.chosen_part(name, np.ascontiguousarray(one))
            else:
                self.data[name][first : first + len(group)] = group[:, self.chosen]

    def chosen_part(self, name: str, array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The years that are recorded; money summed over channels and routes unless all is asked for."""
        part = array[self.chosen]
        if name in MONEY and not self.full:
            part = part.sum(axis=tuple(range(3, part.ndim)))
        return part

    def check(self) -> dict[str, np.ndarray[Any, Any]]:
        """Whether the memory is there; what is kept of one run, empty.

        Raises:
            InputError: so many runs would fill more than a quarter of the machine's memory; frames need more.
        """
        record = empty(Record, sizes_of(self.world))
        samples = {name: self.chosen_part(name, getattr(record, name)) for name in self.fields}
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


def memory_of_machine() -> int:
    """Bytes of memory; where the system does not tell (Windows), as many as there can be."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return sys.maxsize
