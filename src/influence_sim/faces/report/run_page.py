"""Runs of one strategy as a page."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from influence_sim.faces import findings as found
from influence_sim.faces.document import Block, Bullets, Code, Heading, Paragraph, Table
from influence_sim.faces.findings import BY_GDP, EQUALLY, WINDOWS, Level
from influence_sim.faces.report.assumed import assumed
from influence_sim.faces.report.figures import run_pictures
from influence_sim.faces.report.origin import limits, origin
from influence_sim.faces.report.sources import sources
from influence_sim.faces.report.told import (
    beside_words,
    depth_bullets,
    figures_section,
    leaders_section,
    money_section,
    shares_words,
    window_head,
    world_words,
)
from influence_sim.faces.words import AXES, PERCENT_OF_WORLDS, capital, percent_1, quoted
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.keeping import LEVELS, OUTCOMES
from influence_sim.runs.trajectory import Trajectory
from influence_sim.wording import counted, listed

MEMBER = 2


def as_ensemble(trajectory: Trajectory) -> Ensemble:
    """A single run as an ensemble of one."""
    fields = (*OUTCOMES, *LEVELS, "committed", "disbursed")
    return Ensemble(
        scenario=trajectory.scenario,
        strategy=trajectory.strategy,
        seed=trajectory.seed,
        runs=1,
        parameters="value",
        world=trajectory.world,
        years=trajectory.labels.years,
        data={name: np.asarray(getattr(trajectory.record, name))[None] for name in fields},
        others=trajectory.others,
    )


def head_of(runs: Ensemble, drawn: bool) -> list[Block]:
    """What a reader needs first; the terminal shows this and the report begins with it."""
    scenario, strategy = runs.scenario, runs.strategy
    summary = " ".join(strategy.summary.split())
    blocks: list[Block] = [
        Heading(f"{scenario.title}: {quoted(strategy.title)}", 1),
        Paragraph(f"{summary} {world_words(scenario)}".strip()),
        *beside_words(scenario, runs.others),
        Paragraph(shares_words(scenario)),
        Paragraph(worlds_words(runs.runs, runs.seed, drawn)),
        Heading("Influence"),
        levels_table(runs),
    ]
    together = {strategy.key: runs}
    blocks += money_section(together)
    blocks += leaders_section(together)
    if scenario.forums:
        blocks += [Heading("Forums"), *members(runs), *depth_bullets([runs])]
    return [*blocks, limits()]


def page(
    runs: Ensemble, facts: Mapping[str, Any], settings: Mapping[str, object], drawn: bool, pictures: bool
) -> list[Block]:
    """The whole report."""
    head = head_of(runs, drawn)
    blocks: list[Block] = [head[0], Code(" ".join(facts["command"])), *head[1:]]
    if pictures:
        blocks += figures_section(run_pictures(runs))
    blocks += assumed(runs.scenario, settings, drawn)
    return [*blocks, *sources(runs.scenario), *origin(facts, runs.scenario.title)]


def worlds_words(runs: int, seed: int, drawn: bool) -> str:
    """How many worlds, and what differs between them."""
    many = f"{counted(runs, 'world')}, seed {seed}."
    if drawn:
        return f"{many} Each drew its parameters from their priors."
    alone = " Parameters stand at their values"
    return (
        many + alone + ("." if runs == 1 else ": worlds differ by luck alone; --prior shows the assumptions’ spread.")
    )


def levels_table(runs: Ensemble) -> Table:
    """The three axes, states equally and by GDP, early and late."""
    scenario, cast = runs.scenario, found.cast_of(runs.scenario)
    head = [
        f"mean{f', {PERCENT_OF_WORLDS}' if runs.runs > 1 else ' of the years'}",
        *(window_head(scenario, window) for window in WINDOWS),
    ]
    rows = [
        [
            f"{capital(cast.subject(axis))}, {weight}",
            *(level_text(found.level(runs, axis, window, weight), runs.runs) for window in WINDOWS),
        ]
        for weight in (EQUALLY, BY_GDP)
        for axis in AXES
    ]
    return Table(head, rows)


def level_text(level: Level, runs: int) -> str:
    """A level with its interval, in per cent."""
    ends = f" ({percent_1(level.low)} to {percent_1(level.high)})" if runs > 1 else ""
    return percent_1(level.mean) + ends


def members(runs: Ensemble) -> list[Block]:
    """Who belongs to which forum at the end, in most worlds."""
    scenario, year = runs.scenario, runs.scenario.years.last
    parts = found.member_parts(runs, year)[MEMBER]
    items = []
    for f, forum in enumerate(scenario.forums.values()):
        inside = [state.name for s, state in enumerate(scenario.states.values()) if parts[f, s] > 0.5]
        items.append(f"{forum.name}: {listed(inside) if inside else 'no state'}")
    lead = f"States that are members at the end of {year}{', in most worlds' if runs.runs > 1 else ''}:"
    return [Paragraph(lead), Bullets(items)]
