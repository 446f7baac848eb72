"""All patterns of a scenario, or some, looked for in the same runs."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from influence_sim.errors import InputError, nearest
from influence_sim.experiments.patterns import judging
from influence_sim.experiments.patterns.case import Case, Look, Untold
from influence_sim.experiments.patterns.kinds import LOOKS, NEEDS
from influence_sim.experiments.patterns.sampling import CONTESTED, Group, Progress, run_count, sample
from influence_sim.rules.joining import membership_utility
from influence_sim.runs.choosing import Player, check_number, player
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario

RUNS, DRAWS = 200, 1000
Modules = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Patterns:
    """What was found of a scenario’s patterns.

    Attributes:
        scenario, seed, runs, draws: what was looked at.
        verdicts: key, letter, kind, claim, verdict ("met", "failed", "cannot be told"), runs_meeting (part of runs
            with the values as shipped that meet it), draws_meeting (part of draws from the priors), weight
            ("evidence", or "sanity check" where more than .95 of the draws meet it), runs, draws, note, source.
        quantities: key, letter, quantity, unit, value (median over runs), low, high (90 % of runs), prior_value,
            prior_low, prior_high (the same over draws), wanted_low, wanted_high, wanted_ends ("in" or "out" of the
            range), runs_meeting, draws_meeting. A year that never comes is infinite.
    """

    scenario: Scenario
    seed: int
    runs: int
    draws: int
    verdicts: pd.DataFrame
    quantities: pd.DataFrame

    def __repr__(self) -> str:
        counts = self.verdicts["verdict"].value_counts()
        said = ", ".join(f"{counts.get(word, 0)} {word}" for word in (judging.MET, judging.FAILED, judging.UNTOLD))
        return f'<Patterns of "{self.scenario.key}": {said}; verdicts, quantities>'


@dataclass(frozen=True, eq=False)
class Plan:
    """What is to be looked for, in which worlds, and what cannot be told."""

    scenario: Scenario
    chosen: Mapping[str, Any]
    groups: Mapping[Modules, Group]
    untold: Mapping[str, str]
    notes: Mapping[str, str]

    def run_count(self, runs: int, draws: int) -> int:
        """How many runs there will be."""
        again = [contested(group) for group in self.groups.values()]
        number = sum(run_count(group, runs + draws) for group in self.groups.values())
        return number + sum(run_count(group, draws) for group in again if group)


def check_patterns(
    scenario: Any = "baseline",
    runs: int = RUNS,
    draws: int = DRAWS,
    seed: int = 1,
    only: Sequence[str] = (),
    *,
    progress: Progress | None = None,
    player: Player | None = None,
    utility: Callable[..., float] = membership_utility,
) -> Patterns:
    """Look for a scenario’s patterns.

    Args:
        scenario: a name, a path to YAML, or a scenario from ``load_scenario``.
        runs: runs with the values as shipped, each with luck of its own.
        draws: runs that draw all parameters from their priors; 0: the part of draws stays unknown.
        seed: which luck.
        only: letters of the patterns to look for; all where none is given.
        progress: called with the number of runs that have ended since the last call.
        player: what plays a run; the compiled engine where none is given.
        utility: the rule for what belonging to a forum is worth.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.
    """
    seed, runs = check_number("seed", seed), check_number("runs", runs, low=1)
    draws = check_number("draws", draws)
    plan = planned(load_scenario(scenario), only, utility)
    return look_for(plan, runs, draws, seed, player or compiled(), progress)


def compiled() -> Player:
    """The compiled engine."""
    return player("compiled")


def planned(scenario: Scenario, only: Sequence[str] = (), utility: Callable[..., float] = membership_utility) -> Plan:
    """What is to be looked for.

    Raises:
        InputError: the scenario has no patterns, or none of a letter; or a series is wrong.
    """
    if not scenario.patterns:
        raise InputError(f'scenario "{scenario.key}" has no patterns; a section "patterns" would name them')
    letters = {pattern.letter for pattern in scenario.patterns.values()}
    for letter in only:
        if letter not in letters:
            raise InputError(f'no pattern has the letter "{letter}"; {nearest(letter, letters)}')
    chosen = {key: one for key, one in scenario.patterns.items() if not only or one.letter in only}
    chosen = dict(sorted(chosen.items(), key=lambda item: item[1].letter))
    cases: dict[Modules, Case] = {}
    looks: dict[Modules, dict[str, Look]] = {}
    untold, notes = {}, {}
    for key, pattern in chosen.items():
        modules = NEEDS.get(pattern.kind, ())
        try:
            if modules not in cases:
                cases[modules] = Case(with_modules(scenario, modules), utility)
            looks.setdefault(modules, {})[key] = LOOKS[pattern.kind](pattern, cases[modules])
        except Untold as reason:
            untold[key] = str(reason)
        notes[key] = " ".join([*pattern.note.split(), *switched_on(scenario, modules).split()])
    groups = {modules: Group(cases[modules].scenario, found) for modules, found in looks.items() if found}
    return Plan(scenario, chosen, groups, untold, notes)


def with_modules(scenario: Scenario, modules: Modules) -> Scenario:
    """The scenario with modules switched on.

    Raises:
        Untold: it says too little for one of them.
    """
    off = [module for module in modules if not scenario.modules.is_on(module)]
    try:
        return load_scenario(scenario, {f"modules.{module}.on": True for module in off})
    except InputError as error:
        raise Untold(f"with {' and '.join(modules)} switched on the scenario is not complete: {error}") from None


def switched_on(scenario: Scenario, modules: Modules) -> str:
    """What is said of modules that are switched on for a pattern alone."""
    off = [module.replace("_", " ") for module in modules if not scenario.modules.is_on(module)]
    if not off:
        return ""
    return f"Looked for with the module{'s' if len(off) > 1 else ''} {' and '.join(off)} switched on."


def contested(group: Group) -> Group | None:
    """The patterns of a group that also ask for draws of the contested assumptions alone."""
    looks = {key: look for key, look in group.looks.items() if look.contested}
    return Group(group.scenario, looks) if looks else None


def look_for(plan: Plan, runs: int, draws: int, seed: int, play: Player, progress: Progress | None) -> Patterns:
    """Play all worlds and judge."""
    rows, parts = {}, {}
    for group in plan.groups.values():
        by_value = sample(group, "value", runs, seed, play, progress)
        by_prior = sample(group, "prior", draws, seed, play, progress)
        for key, look in group.looks.items():
            pattern = plan.chosen[key]
            rows[key] = judging.judged(pattern, look, by_value[key], by_prior[key], plan.notes[key])
            parts[key] = judging.measured(pattern.letter, look, by_value[key], by_prior[key])
        also = contested(group)
        if also and draws:
            for key, values in sample(also, CONTESTED, draws, seed, play, progress).items():
                found = also.looks[key].contested
                assert found is not None
                parts[key] += [judging.told(plan.chosen[key].letter, *one) for one in found(values)]
    for key, reason in plan.untold.items():
        rows[key] = judging.untold(plan.chosen[key], reason)
    verdicts, quantities = judging.frames({key: rows[key] for key in plan.chosen}, in_order(parts, plan.chosen))
    return Patterns(plan.scenario, seed, runs, draws, verdicts, quantities)


def in_order(parts: Mapping[str, list[judging.Row]], keys: Collection[str]) -> dict[str, list[judging.Row]]:
    """The quantities in the order of their patterns."""
    return {key: parts[key] for key in keys if key in parts}
