"""Engines against each other: lanes, the scalar engine, Mesa, and the same model in C."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import mesa

from benchmarks.document import Goal, Section
from benchmarks.many import stages_of, write_outcomes
from benchmarks.measuring import Subject, alternate, cores, on, timed
from benchmarks.plan import Plan
from benchmarks.profiling import Sampler
from benchmarks.yardstick import OUTCOMES, Worlds, Yardstick, compiler
from influence_sim.engines.compiled import CompiledRuns
from influence_sim.engines.lanes.playing import Lanes
from influence_sim.engines.model import InfluenceModel
from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import Setup, prepare
from influence_sim.runs.ensemble import ensemble
from influence_sim.scenario.priors import draw_parameters

SEED = 1
ONE_WORLD, OWN_WORLDS = "one world for all runs", "parameters of each run's own"


def measured(plan: Plan, folder: Path) -> tuple[list[Section], list[Goal]]:
    """All comparisons of engines on the plan's scenario; ``folder`` takes what they write."""
    setup = prepare(plan.scenario, plan.strategy)
    sections, goals = one_core(setup, plan)
    for more_sections, more_goals in (two_cores(setup, plan), against_mesa(setup, plan, folder)):
        sections += more_sections
        goals += more_goals
    return sections, goals


def one_core(setup: Setup, plan: Plan) -> tuple[list[Section], list[Goal]]:
    """Lanes, the scalar engine and C, each in one thread on one core."""
    runs = plan.runs_on_one_core
    own = [draw_parameters(setup.scenario, setup.world, SEED, run) for run in range(plan.own_worlds)]
    subjects = {
        f"lanes, {ONE_WORLD}": lanes([setup.world] * runs),
        f"lanes, {OWN_WORLDS}": lanes(own),
        "scalar engine": scalar(setup.world, max(1, runs // 8)),
    }
    if compiler():
        exact, fused = Yardstick(), Yardstick(fused=True)
        subjects |= {
            f"C, {ONE_WORLD}": in_c(exact, [setup.world], runs),
            f"C, {OWN_WORLDS}": in_c(exact, own, len(own)),
            f"C with fused multiply-add, {ONE_WORLD}": in_c(fused, [setup.world], runs),
            f"C with fused multiply-add, {OWN_WORLDS}": in_c(fused, own, len(own)),
        }
    for subject in subjects.values():
        subject()  # compile, and warm up
    times = alternate({name: on(1, subject) for name, subject in subjects.items()}, plan.rounds)
    rows = [[name, f"{1e6 * times.median(name):.0f}", f"{1 / times.median(name):,.0f}"] for name in subjects]
    text = (
        f"{setup.scenario.title}, {setup.strategy.key}: outcomes of every year, kept in memory; one thread on one core."
        " C makes what depends on the world alone once for all runs of one world."
    )
    sections = [
        Section("One core", text, ("engine", "µs a run", "runs a second"), rows),
        inside_lanes({which: subjects[f"lanes, {which}"] for which in (ONE_WORLD, OWN_WORLDS)}, plan.rounds),
    ]
    if not compiler():
        return sections, []
    goals = [
        Goal(f"lanes against C on one core, {which}", times.ratio(f"C, {which}", f"lanes, {which}"), 2.0)
        for which in (ONE_WORLD, OWN_WORLDS)
    ]
    goals += [
        Goal(
            f"lanes against C with fused multiply-add, {which}",
            times.ratio(f"C with fused multiply-add, {which}", f"lanes, {which}"),
        )
        for which in (ONE_WORLD, OWN_WORLDS)
    ]
    goals.append(Goal("scalar engine against C, one world", times.ratio(f"C, {ONE_WORLD}", "scalar engine")))
    return sections, goals


def inside_lanes(subjects: Mapping[str, Subject], rounds: int) -> Section:
    """What lanes do besides simulating, by sampling: the part that faster machine code would not save."""
    found: dict[str, dict[str, float]] = {}
    for name, subject in subjects.items():
        with Sampler(interval=0.002) as sampler, cores(1):
            for _ in range(rounds):
                subject()
        found[name] = stages_of(sampler.shares())
    stages = sorted({stage for shares in found.values() for stage in shares}, key=stage_order)
    rows = [[stage, *(f"{100 * shares.get(stage, 0.0):.0f} %" for shares in found.values())] for stage in stages]
    text = "Shares of the time on one core, by a look every 2 ms; simulating is the machine code of the rules."
    return Section("Inside lanes", text, ("what", *found), rows)


def stage_order(stage: str) -> tuple[bool, str]:
    """Simulating first."""
    return stage != "simulating", stage


def lanes(worlds: Sequence[World]) -> Subject:
    """Runs on lanes, a world each, in memory that is used again."""
    player = Lanes(worlds[0], OUTCOMES)

    def work() -> None:
        for _ in player.play(worlds, SEED, range(len(worlds))):
            pass

    return timed(work, len(worlds))


def scalar(world: World, runs: int) -> Subject:
    """Runs on the scalar engine, one after the other, in memory that is used again."""
    player = CompiledRuns(world)

    def work() -> None:
        for run in range(runs):
            player.play(SEED, run)

    return timed(work, runs)


def in_c(yardstick: Yardstick, worlds: Sequence[World], runs: int) -> Subject:
    """Runs in C."""
    ready = Worlds(worlds)
    return timed(lambda: yardstick.outcomes(ready, SEED, 0, runs), runs)


def two_cores(setup: Setup, plan: Plan) -> tuple[list[Section], list[Goal]]:
    """An ensemble on lanes with two processors and with one."""
    runs = plan.runs_on_two_cores
    work = timed(lambda: outcomes_of(setup, runs), runs)
    times = alternate({"two": on(2, work), "one": on(1, work)}, plan.rounds)
    return [], [Goal("lanes on two cores against one, an ensemble of outcomes", times.ratio("one", "two"), 1.8)]


def outcomes_of(setup: Setup, runs: int) -> Any:
    """An ensemble's outcomes on lanes."""
    return ensemble(setup.scenario, setup.strategy, runs=runs, seed=SEED, record="outcomes", engine="lanes")


def against_mesa(setup: Setup, plan: Plan, folder: Path) -> tuple[list[Section], list[Goal]]:
    """Lanes on two cores against ``mesa.batch_run`` with two processes, the outcomes of both as Parquet.

    Mesa's processes take their time to start; what a longer batch takes beyond a short one is counted alone.
    """
    short, runs = plan.mesa_runs
    many = plan.runs_on_two_cores

    def batch(count: int) -> Subject:
        return timed(lambda: mesa_to_disk(setup, count, folder / "mesa.parquet"))

    subjects = {
        "mesa, few": on(2, batch(short)),
        "mesa": on(2, batch(short + runs)),
        "lanes": on(2, timed(lambda: lanes_to_disk(setup, many, folder / "lanes.parquet"), many)),
    }
    times = alternate(subjects, plan.rounds)
    pairs = zip(times.seconds["mesa"], times.seconds["mesa, few"], strict=True)
    times.seconds["mesa, per run"] = [(whole - start) / runs for whole, start in pairs]
    mesa_run = times.median("mesa, per run")
    rows = [
        ["`mesa.batch_run`, two processes", f"{1e3 * mesa_run:.1f} ms", f"{1 / mesa_run:,.1f}"],
        ["lanes, two threads", f"{1e6 * times.median('lanes'):.0f} µs", f"{1 / times.median('lanes'):,.0f}"],
    ]
    text = (
        f"Outcomes of every year, as Parquet on disk. Mesa: batches of {short} and of {short + runs} runs, the"
        f" difference counted, so that the start of its processes is not. Lanes: {many:,} runs, start of threads and"
        " making of the world included."
    )
    section = Section("Two cores, outcomes on disk", text, ("engine", "a run", "runs a second"), rows)
    ratio = times.ratio("mesa, per run", "lanes")
    return [section], [Goal("lanes on two threads against Mesa with two processes", ratio, 1000.0)]


def mesa_to_disk(setup: Setup, runs: int, path: Path) -> None:
    """A batch of Mesa's, its model's reports of every year on disk."""
    import pandas as pd

    rows = mesa.batch_run(
        InfluenceModel,
        parameters={"scenario": [setup.scenario], "strategy": [setup.strategy], "seed": SEED, "run": range(runs)},
        number_processes=2,
        data_collection_period=1,
        display_progress=False,
    )
    kept = ("run", "year", "possession", "milieu", "independence")
    frame = pd.DataFrame({name: [row[name] for row in rows] for name in kept})
    frame.drop_duplicates().to_parquet(path)


def lanes_to_disk(setup: Setup, runs: int, path: Path) -> None:
    """An ensemble's outcomes on lanes, on disk."""
    found = outcomes_of(setup, runs)
    with write_outcomes(path) as write:
        write(found)
