"""What is said of a sweep, before and after."""

from collections.abc import Iterator

from influence_sim.experiments.sweeps.chunks import Shard
from influence_sim.experiments.sweeps.estimating import estimate
from influence_sim.experiments.sweeps.running import Job
from influence_sim.wording import counted


def announced(job: Job, workers: int | None = None) -> Iterator[str]:
    """What a sweep will do: how many runs, what is there already, how long it takes, how large it will be."""
    plan, wanted = job.plan, job.plan.wanted
    counts = [
        counted(len(plan.points), "point"),
        strategies_of(len(wanted.strategies)),
        counted(wanted.runs, "run"),
    ]
    total = plan.runs_in(plan.all_chunks)
    yield f"{' × '.join(counts)} = {counted(total, 'run')}, seed {wanted.seed}, into {job.out}"
    own = plan.runs_in(plan.chunks)
    if wanted.shard != Shard():
        yield f"Shard {wanted.shard.number} of {wanted.shard.of} has {counted(own, 'run')} of them."
    if job.state.damaged:
        yield f"{counted(len(job.state.damaged), 'chunk')} damaged, to be run again: {', '.join(job.state.damaged[:3])}"
    if job.runs_left < own:
        yield f"{counted(own - job.runs_left, 'run')} are there already; {counted(job.runs_left, 'run')} are left."
    if job.runs_left:
        found = estimate(job, workers)
        yield f"About {duration(found.seconds)}, and at most {size(found.size)} on disk."


def told(job: Job) -> str:
    """What there is once a sweep has ended."""
    own = job.plan.runs_in(job.plan.chunks)
    failed = sum(entry.failed for entry in job.done.values())
    words = f"{counted(own, 'run')} in {counted(len(job.done), 'chunk')}: {job.out}"
    if failed:
        words += f"\n{counted(failed, 'run')} failed; the column error says why."
    if job.plan.wanted.shard != Shard():
        words += (
            f"\nThis is shard {job.plan.wanted.shard.number} of {job.plan.wanted.shard.of}; merge puts all together."
        )
    return words


def strategies_of(number: int) -> str:
    """So many strategies."""
    return "1 strategy" if number == 1 else f"{number} strategies"


def duration(seconds: float) -> str:
    """Seconds in words, as exact as a short timing is.

    >>> duration(0.2), duration(42.3), duration(150), duration(9000)
    ('1 s', '42 s', '2 min', '2.5 h')
    """
    if seconds < 100:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def size(number: int) -> str:
    """Bytes in words.

    >>> size(900), size(2_000_000), size(3_400_000_000)
    ('1 kB', '2 MB', '3.4 GB')
    """
    if number < 1e6:
        return f"{max(1, round(number / 1e3))} kB"
    return f"{number / 1e6:.0f} MB" if number < 1e9 else f"{number / 1e9:.1f} GB"
