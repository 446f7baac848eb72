"""Many runs with few and with many steps a year, for the laws of steps."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import Player
from influence_sim.runs.ensemble import in_threads

COARSE, FINE = (1, 4), 16  # steps a year
BLOCK = 8  # runs that a thread takes at a time
YEARS = 3  # years, evenly spread, in which shares are looked at


class Sample(NamedTuple):
    """What runs tell: [run, …] powers’ mean shares in some years, and how often a state entered or left a forum."""

    shares: NDArray[np.float64]
    changes: NDArray[np.float64]


def sample(play: Player, world: World, seed: int, runs: int, first: int) -> Sample:
    """Runs of a world, numbered from ``first`` on."""
    years, powers, _ = world.regional_share.shape
    chosen = np.linspace(0, years - 1, YEARS + 1).astype(int)[1:]
    shares, changes = np.empty((runs, YEARS * powers)), np.empty((runs, 1))

    def block(start: int) -> int:
        numbers = range(start, min(start + BLOCK, runs))
        for run in numbers:
            record = play(world, seed, first + run)
            shares[run] = record.share.mean(axis=2)[chosen].ravel()
            changes[run] = (np.diff(record.status[max(0, world.branch - 1) :], axis=0) != 0).sum()
        return len(numbers)

    in_threads(block, range(0, runs, BLOCK), None)
    return Sample(shares, changes)
