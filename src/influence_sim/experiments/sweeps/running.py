"""Runs a sweep, or what is left of it."""

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock
from typing import Any, cast

from influence_sim.errors import OutputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps.chunks import Shard, missing_parts
from influence_sim.experiments.sweeps.durable import make_folder, remove_partials, write_durably
from influence_sim.experiments.sweeps.examining import examine
from influence_sim.experiments.sweeps.folder import (
    CHUNKS,
    POINTS,
    Entry,
    chunk_path,
    is_dataset,
    read_manifest,
    write_manifest,
)
from influence_sim.experiments.sweeps.journal import Journal
from influence_sim.experiments.sweeps.opening import Sweep, open_sweep
from influence_sim.experiments.sweeps.origin import origin_of, with_origin
from influence_sim.experiments.sweeps.parquet import as_bytes, digest_of, from_bytes, points_as_bytes
from influence_sim.experiments.sweeps.place import check_place, empty
from influence_sim.experiments.sweeps.plan import Plan, planned
from influence_sim.experiments.sweeps.rows import Rows, in_order, joined
from influence_sim.experiments.sweeps.working import Made, Scheduler, Task, threads

Progress = Callable[[int], None]


def run_sweep(
    design: Design,
    out: str | Path,
    runs: int | None = None,
    seed: int | None = None,
    shard: tuple[int, int] = (1, 1),
    progress: Progress | None = None,
    scheduler: Scheduler | None = None,
    *,
    force: bool = False,
    workers: int | None = None,
    command: Sequence[str] = (),
) -> Sweep:
    """Run a sweep, or what is left of it, or what is new of it: whatever is in the folder already stays.

    The finished dataset is the same, byte for byte, whether it was interrupted or not, however many workers made it,
    and whether it was extended or made at once.

    Args:
        design: what to run; see ``load_design``.
        out: folder of the dataset.
        runs: of each strategy at each point; the design's unless given.
        seed: which luck; the design's unless given.
        shard: (I, N): only part I of N, to be put together by ``merge_sweeps``.
        progress: called with the number of runs that have ended since the last call.
        scheduler: who makes the parts; threads unless given.
        force: begin anew, whatever sweep the folder holds.
        workers: number of threads; as many as there are processors unless given.
        command: the command line, for the manifest.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.
        OutputError: the disk is full or cannot be written. What was finished stays.
        KeyboardInterrupt: the user's, with a sentence for the user.
    """
    with Job(planned(design, runs, seed, Shard(*shard)), Path(out), force=force, command=command) as job:
        job.run(progress, scheduler or threads(workers))
    return open_sweep(out)


class Job:
    """A plan and its folder, which is locked as long as the ``with`` statement lasts.

    Raises:
        InputError: the folder holds something else, or another process works in it.
    """

    def __init__(self, plan: Plan, out: Path, *, force: bool = False, command: Sequence[str] = ()) -> None:
        self.plan, self.out, self.force, self.command = plan, out, force, command

    def __enter__(self) -> "Job":
        check_place(self.out)
        with ExitStack() as stack:
            made = not self.out.exists()
            make_folder(self.out)
            stack.callback(self.leave_nothing, made)
            self.journal = stack.enter_context(Journal(self.out))
            if self.force:
                empty(self.out)
            self.state = examine(self.plan, self.out)
            self.done = dict(self.state.there)
            self.held = stack.pop_all()
        return self

    def __exit__(self, *error: Any) -> None:
        self.held.__exit__(*error)

    def leave_nothing(self, made: bool) -> None:
        """Without a manifest nothing is said of what is in the folder: remove that, and the folder if it is ours."""
        if is_dataset(self.out):
            return
        with suppress(OSError):
            (self.out / POINTS).unlink(missing_ok=True)
            (self.out / CHUNKS).rmdir()
        if made:
            with suppress(OSError):
                self.out.rmdir()

    @property
    def tasks(self) -> list[Task]:
        """What is left to do."""
        shorter = self.state.shorter
        return [
            Task(chunk, tuple(missing_parts(chunk.part, shorter[chunk.name].part if chunk.name in shorter else None)))
            for chunk in self.state.left
        ]

    @property
    def runs_left(self) -> int:
        """How many runs, strategies counted, are left."""
        pairs = sum(part.pairs for task in self.tasks for part in task.parts)
        return pairs * len(self.plan.wanted.strategies)

    def run(self, progress: Progress | None = None, scheduler: Scheduler | None = None) -> None:
        """Do what is left.

        Raises:
            OutputError: the disk is full or cannot be written. What was finished stays.
            KeyboardInterrupt: the user's, with a sentence for the user.
        """
        if self.is_finished():
            self.journal.remove()
            return
        maker = replace(self.plan.maker, tick=one_at_a_time(progress), stopped=Event())
        try:
            self.begin()
            with closing(cast(Generator[Made], (scheduler or threads())(maker, self.tasks))) as results:
                for task, parts in results:
                    self.keep(task, parts)
            self.finish()
        except OutputError as error:
            raise OutputError(f"{error}; {self.kept()}") from error
        except KeyboardInterrupt as stop:
            raise KeyboardInterrupt(f"interrupted; {self.kept()}") from stop

    def is_finished(self) -> bool:
        """Whether all that is wanted is there, and the manifest says so."""
        if self.state.left or not is_dataset(self.out):
            return False
        there, wanted = read_manifest(self.out), self.plan.wanted
        return there.complete and (there.points, there.runs) == (wanted.points, wanted.runs)

    def begin(self) -> None:
        """Say in the folder what it is to hold; the points come first, for a manifest without them says nothing."""
        make_folder(self.out / CHUNKS)
        for folder in (self.out, self.out / CHUNKS):
            remove_partials(folder)
        write_durably(self.out / POINTS, points_as_bytes(self.plan.points))
        before = read_manifest(self.out).made if is_dataset(self.out) else []
        self.made = with_origin(before, origin_of(self.plan.wanted, self.command))
        self.write(complete=False, chunks={**self.state.shorter, **self.done})

    def keep(self, task: Task, parts: list[Rows]) -> None:
        """Put a chunk on the disk, then into the journal."""
        name = task.chunk.name
        if name in self.state.shorter:
            parts = [from_bytes(chunk_path(self.out, name).read_bytes()), *parts]
        rows = in_order(joined(parts), self.plan.wanted.strategies)
        content = as_bytes(rows)
        write_durably(chunk_path(self.out, name), content)
        failed = sum(error is not None for error in rows.error)
        self.done[name] = Entry(task.chunk.part, failed, digest_of(content))
        self.journal.add(name, self.done[name])

    def finish(self) -> None:
        """Put all that the journal says into the manifest."""
        self.write(complete=True, chunks=self.done)
        self.journal.remove()

    def write(self, *, complete: bool, chunks: dict[str, Entry]) -> None:
        """Write the manifest."""
        write_manifest(self.out, self.plan.wanted._replace(made=self.made, complete=complete, chunks=chunks))

    def kept(self) -> str:
        """What an interrupted sweep leaves, in words."""
        chunks = len(self.plan.chunks)
        return f"{len(self.done):,} of {chunks:,} chunks are kept in {self.out}; the same command goes on from there"


def one_at_a_time(progress: Progress | None) -> Progress | None:
    """The same, for several threads."""
    if progress is None:
        return None
    lock = Lock()

    def tick(runs: int) -> None:
        with lock:
            progress(runs)

    return tick
