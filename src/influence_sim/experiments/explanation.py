"""Why a power holds as much influence in a state as it does in a year, from the model's own quantities.

Nothing is computed twice: one run is stepped through (:mod:`.explained_walk`), and the rulebook's own functions are
called on what its steps started from and led to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence_sim.errors import InputError, nearest
from influence_sim.experiments import explained_allocation, explained_membership, explained_money, explained_standing
from influence_sim.experiments.explained_walk import Walk, walk
from influence_sim.rules.disbursement import bilateral_money
from influence_sim.rules.effect import credited_part
from influence_sim.rules.shapes import World
from influence_sim.runs.choosing import check_number, check_parameters, prepare
from influence_sim.runs.trajectory import followed, html_escape
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy


@dataclass(frozen=True, eq=False)
class Explanation:
    """Where one number comes from: a power's influence in a state at the end of a year, in one run.

    Attributes:
        scenario, strategy, seed, run, parameters: what was run.
        power, state: keys.
        year: the calendar year.
        walk: the run up to that year, with the situations before and after each of the year's steps.
        others: strategies of other powers.
    """

    scenario: Scenario
    strategy: Strategy
    power: str
    state: str
    year: int
    seed: int
    run: int
    parameters: str
    walk: Walk
    others: tuple[Strategy, ...] = ()

    @property
    def p(self) -> int:
        """The power's index."""
        return self.scenario.keys["P"].index(self.power)

    @property
    def s(self) -> int:
        """The state's index."""
        return self.scenario.keys["S"].index(self.state)

    @property
    def share(self) -> float:
        """The power's influence in the state at the end of the year."""
        return float(self.walk.steps[-1].after.share[self.p, self.s])

    @property
    def share_before(self) -> float:
        """The same at the start of the year."""
        return float(self.walk.steps[0].before.share[self.p, self.s])

    @property
    def standing_before(self) -> float:
        """The power's standing at the start of the year."""
        return float(self.walk.steps[0].before.standing[self.p, self.s])

    @property
    def bilateral_musd(self) -> float:
        """What the power commits to states by itself in the year (M$)."""
        return float(bilateral_money(self.walk.world, self.walk.steps[0].after, self.p))

    @property
    def pooled_musd(self) -> float:
        """What the power gives to forums' funds in the year (M$)."""
        return float(np.asarray(self.walk.steps[0].after.contribution)[self.p].sum())

    @property
    def credited(self) -> float:
        """What a dollar through a fund counts for its giver: leverage adds, the credit that leaks is lost."""
        return float(credited_part(self.walk.world))

    @cached_property
    def contest(self) -> pd.DataFrame:
        """holder, kind (power or independent), standing, share: everybody who stands in the state.

        Holders are keys of powers, then home, forum_hand (forums without powers) and own_hand (leaked credit).
        """
        return explained_standing.contest_frame(self.scenario, self.walk, self.s)

    @cached_property
    def standing(self) -> pd.DataFrame:
        """part, forum, standing, share: what was left, effort, ties, depth, luck; they sum to the power's standing."""
        return explained_standing.standing_frame(self.scenario, self.walk, self.p, self.s)

    @cached_property
    def money(self) -> pd.DataFrame:
        """channel, route, place, committed_musd, disbursed_musd, disbursed_earlier_musd, effect, effect_earlier.

        ``place`` is where it was paid: the state, or a neighbour whose works spill over. ``effect`` is what the money
        did in the state, a share of its GDP a year. "Earlier": of commitments made in earlier years.
        """
        return explained_money.money_frame(self.scenario, self.walk, self.p, self.s)

    @cached_property
    def allocation(self) -> pd.DataFrame:
        """rank, state, share_of_plan, planned_musd and what the power saw in each state when it planned."""
        return explained_allocation.allocation_frame(self.scenario, self.walk, self.p)

    @cached_property
    def pulls(self) -> pd.DataFrame:
        """term, here, average, pull: how much each term of the allocation draws, against an average state."""
        return explained_allocation.pulls_frame(self.walk, self.p, self.s)

    @cached_property
    def membership(self) -> pd.DataFrame:
        """One row a forum: exists, status, since, decided_by, reconsidered, depth, credit and the utility's terms."""
        return explained_membership.membership_frame(self.scenario, self.walk, self.p, self.s)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """forum, year, before, after, decided_by: the state's status at the opening, and each change of it."""
        return explained_membership.changes_frame(self.scenario, self.walk, self.s)

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """forum, year, before, after and the utility's terms: each time that the state reconsidered."""
        return explained_membership.decisions_frame(self.scenario, self.walk, self.s)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The explanation in words."""
        from influence_sim.faces.explained import sentences

        return sentences(self)

    def __repr__(self) -> str:
        where = (
            f'"{self.scenario.key}", {followed(self.strategy, self.others)}, {self.power} in {self.state}, {self.year}'
        )
        frames = "contest, standing, money, allocation, pulls, membership, changes, decisions, sentences"
        return f"<Explanation {where}, seed {self.seed}, run {self.run}: share {self.share:.3f}; {frames}>"

    def _repr_html_(self) -> str:
        """The words, then who stands there and how the standing came about."""
        words = "".join(f"<p>{html_escape(sentence)}</p>" for sentence in self.sentences)
        tables = "".join(frame.to_html(index=False) for frame in (self.contest, self.standing))
        return f"<p><code>{html_escape(repr(self))}</code></p>{words}{tables}"


def explain(
    scenario: Any = "baseline",
    power: str = "",
    state: str = "",
    year: int | None = None,
    strategy: Any = "bilateral",
    seed: int = 1,
    run: int = 0,
    parameters: str = "value",
    others: Sequence[Any] = (),
) -> Explanation:
    """Explain a power's influence in a state at the end of a year.

    Args:
        scenario: a name, a path to YAML, or a scenario from ``load_scenario``.
        power: whose influence; by key or by name.
        state: in which state; by key or by name.
        year: a year of the scenario; its last one if none is given.
        strategy: what the focal power does: a name, a path, or a value from ``strategy``.
        seed: which luck.
        run: which run with that seed; run 7 here is run 7 of ``simulate`` and of an ensemble with the same seed.
        parameters: "value", or "prior" for the run's own draw of every parameter.
        others: strategies of other powers, each by name, path or value.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.

    Example:
        >>> made = explain("classroom", "north", "alba", 2001)
        >>> bool(abs(made.standing["standing"].sum() - made.contest["standing"][0]) < 1e-12)
        True
    """
    seed, run = check_number("seed", seed), check_number("run", run)
    check_parameters(parameters)
    setup = prepare(scenario, strategy, others)
    loaded = setup.scenario
    p = key_of("power", power, {key: actor.name for key, actor in loaded.powers.items()}, loaded)
    s = key_of("state", state, {key: actor.name for key, actor in loaded.states.items()}, loaded)
    when = checked_year(loaded.years.last if year is None else year, loaded)
    world: World = draw_parameters(loaded, setup.world, seed, run) if parameters == "prior" else setup.world
    walked = walk(world, seed, run, when - loaded.years.first, loaded.keys["S"].index(s))
    return Explanation(loaded, setup.strategy, p, s, when, seed, run, parameters, walked, setup.others)


def key_of(kind: str, said: str, names: Mapping[str, str], scenario: Scenario) -> str:
    """The key of an actor given by key or name, in capitals or not.

    Raises:
        InputError: nobody has this key or name.

    Example:
        >>> key_of("power", "ada", {"a": "Ada", "b": "Bo"}, None)
        'a'
    """
    if said in names:
        return said
    folded = str(said).strip().casefold()
    for words in ({name: key for key, name in names.items()}, {key: key for key in names}):
        for word, key in words.items():
            if word.casefold() == folded:
                return key
    raise InputError(unknown(kind, str(said), names, scenario.key))


def unknown(kind: str, said: str, names: Mapping[str, str], scenario: str) -> str:
    """What to say of an actor whom the scenario lacks; the hint is the nearest name or key, else all of both."""
    close = nearest(said, [*names, *names.values()])
    if not close.startswith("did") and said:
        folded = {word.casefold(): word for word in [*names, *names.values()]}
        again = nearest(said.casefold(), folded)
        close = f'did you mean "{folded[again[14:-2]]}"?' if again.startswith("did") else close
    if not close.startswith("did"):
        close = "allowed: " + listing(names)
    return f'{kind} "{said}" is not in {scenario}; {close}' if said else f"a {kind} is missing; {close}"


def listing(names: Mapping[str, str]) -> str:
    """Keys with names, as an error lists what is allowed."""
    return ", ".join(key if key == name else f"{key} ({name})" for key, name in names.items())


def checked_year(year: Any, scenario: Scenario) -> int:
    """A year of the scenario.

    Raises:
        InputError: it is none.
    """
    first, last = scenario.years.first, scenario.years.last
    if isinstance(year, bool) or not hasattr(year, "__index__"):
        raise InputError(f"year {year!r} is not a whole number; {scenario.key} has the years {first} to {last}")
    number = int(year.__index__())
    if not first <= number <= last:
        raise InputError(f"year {number} is not in {scenario.key}; allowed: {first} to {last}")
    return number
