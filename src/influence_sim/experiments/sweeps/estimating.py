"""How long a sweep will take, by a short timing, and how much room it needs."""

import os
from time import perf_counter
from typing import NamedTuple

from influence_sim.experiments.sweeps.playing import play_block
from influence_sim.experiments.sweeps.running import Job
from influence_sim.rules.shapes import World

SECONDS = 0.3  # of timing
MOST_RUNS = 256
BYTES_OF_KEYS = 4  # point, strategy, run and error of a row compress well; outcomes hardly do


class Estimate(NamedTuple):
    """Seconds that are left, and bytes on disk when all is there (at most; where luck is off, far fewer)."""

    seconds: float
    size: int


def estimate(job: Job, workers: int | None = None) -> Estimate:
    """Time a few runs of the first point that is left; the engine is compiled first if need be."""
    wanted = job.plan.wanted
    size = job.plan.runs_in(job.plan.chunks) * (8 * len(wanted.columns) + BYTES_OF_KEYS)
    if not job.tasks:
        return Estimate(0.0, size)
    worlds, first = job.plan.maker.worlds, job.tasks[0].parts[0].points.first
    worlds.at(first)  # reads the series
    start = perf_counter()
    sides = worlds.at(first)
    building = perf_counter() - start
    playing = next((seconds_a_run(side.world) for side in sides if side.world is not None), 0.0)
    points = sum(part.points.length for task in job.tasks for part in task.parts)
    threads = workers or os.cpu_count() or 1
    return Estimate(points * building + job.runs_left * playing / threads, size)


def seconds_a_run(world: World) -> float:
    """How long a run takes, once the engine is there."""
    play_block(world, 0, [0])
    runs, taken = 1, 0.0
    while taken < SECONDS and runs < MOST_RUNS:
        runs *= 4
        start = perf_counter()
        play_block(world, 0, range(runs))
        taken = perf_counter() - start
    return taken / runs
