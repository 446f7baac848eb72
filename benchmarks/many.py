"""A very large ensemble: every run with parameters of its own, from the command to Parquet.

``python -m benchmarks.many --runs 1000000 --out FILE.parquet`` is the command that is measured. It runs seed after
seed, so that memory does not grow with the number of runs, and prints as JSON where the time went.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.document import Goal, Section
from benchmarks.measuring import Ratio, say
from benchmarks.plan import Plan
from benchmarks.profiling import Sampler

if TYPE_CHECKING:
    from influence_sim.runs.ensemble import Ensemble

RUNS_A_SEED = 50_000
STAGES = {
    "influence_sim.engines": "simulating",
    "influence_sim.engines.lanes.memory": "laying out worlds for lanes",
    "influence_sim.scenario.priors": "drawing parameters",
    "influence_sim.rules": "drawing parameters",
    "influence_sim.scenario": "reading the scenario",
    "influence_sim.language": "reading the rules",
    "influence_sim.runs": "handing over and keeping",
    "benchmarks": "writing Parquet",
}
"""What each module is there for, by the longest beginning of its name."""
OTHER = "the rest"


def measured(plan: Plan, runs: int, folder: Path) -> tuple[list[Section], list[Goal]]:
    """The command in a process of its own."""
    target = folder / "many.parquet"
    command = [sys.executable, "-m", "benchmarks.many", "--runs", str(runs), "--out", str(target)]
    command += ["--scenario", plan.scenario, "--strategy", plan.strategy]
    say(f"  {runs:,} runs with parameters of their own")
    begin = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    wall = time.perf_counter() - begin
    said = json.loads(done.stdout)
    stages, start = said["stages"], wall - said["seconds"]
    stages = {name: share * said["seconds"] / wall for name, share in stages.items()} | {"starting": start / wall}
    rows = [[name, f"{100 * share:.1f} %", f"{share * wall:.1f} s"] for name, share in sorted_by_share(stages)]
    size = target.stat().st_size / 1e6
    rows.append(["all, from the command to the file", "100 %", f"{wall:.1f} s"])
    text = (
        f"{runs:,} runs of {plan.scenario}, {plan.strategy}, on lanes with all cores, each run with its own draw of"
        f" every parameter; the outcomes of every year, {size:,.0f} MB of Parquet. {runs / wall:,.0f} runs a second,"
        f" so that a million take {1e6 / runs * wall / 60:,.1f} minutes. Shares of what the busy threads did."
    )
    share = stages.get("simulating", 0.0)
    percent = Ratio(100 * share, 100 * share, 100 * share)
    goal = Goal("simulating, of all time from command to Parquet", percent, 80.0, unit=" %")
    return [Section("Runs with parameters of their own", text, ("what", "share", "time"), rows)], [goal]


def sorted_by_share(stages: dict[str, float]) -> list[tuple[str, float]]:
    """The largest first."""
    return sorted(stages.items(), key=lambda item: -item[1])


@contextmanager
def write_outcomes(path: Path) -> Iterator[Callable[["Ensemble"], None]]:
    """A function that adds an ensemble to a Parquet file: a row a run, a column of all years for each outcome."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None

    def write(found: "Ensemble") -> None:
        nonlocal writer
        seeds = [found.seed] * found.runs
        columns = {"seed": pa.array(seeds, pa.uint32()), "run": pa.array(found.numbers, pa.uint32())}
        for name, values in found.data.items():
            columns[name] = pa.FixedSizeListArray.from_arrays(pa.array(values.reshape(-1)), values.shape[1])
        table = pa.table(columns)
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema, compression="zstd", use_dictionary=False)
        writer.write_table(table)

    try:
        yield write
    finally:
        if writer is not None:
            writer.close()


def run_and_write(scenario: str, strategy: str, runs: int, path: Path) -> None:
    """Run seed after seed and write each."""
    from influence_sim.runs.ensemble import ensemble
    from influence_sim.scenario.loading import load_scenario

    loaded = load_scenario(scenario)
    with write_outcomes(path) as write:
        for seed, start in enumerate(range(0, runs, RUNS_A_SEED), 1):
            write(
                ensemble(
                    loaded,
                    strategy,
                    runs=min(RUNS_A_SEED, runs - start),
                    seed=seed,
                    record="outcomes",
                    engine="lanes",
                    parameters="prior",
                )
            )


def stage_of(module: str) -> str:
    """What a module of the package is there for."""
    fitting = [start for start in STAGES if module.startswith(start)]
    return STAGES[max(fitting, key=len)] if fitting else OTHER


def stages_of(shares: Mapping[str, float]) -> dict[str, float]:
    """Stage → its share of the samples, from the shares of modules."""
    stages: dict[str, float] = {}
    for module, share in shares.items():
        stages[stage_of(module)] = stages.get(stage_of(module), 0.0) + share
    return stages


def main() -> None:
    """Run, write, and say where the time went."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--scenario", default=Plan().scenario)
    parser.add_argument("--strategy", default=Plan().strategy)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    begin = time.perf_counter()
    with Sampler() as sampler:
        run_and_write(asked.scenario, asked.strategy, asked.runs, asked.out)
    said = {"seconds": time.perf_counter() - begin, "stages": stages_of(sampler.shares())}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
