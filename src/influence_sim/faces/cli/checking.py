"""All that ``compare`` and ``run`` check before they load what does the work."""

from collections.abc import Sequence
from pathlib import Path

from influence_sim.errors import InputError
from influence_sim.runs.choosing import check_engine, prepare, strategies_of
from influence_sim.runs.keeping import Keeper
from influence_sim.runs.store import check_output
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.strategies import strategy as strategy_of


def prepared(
    scenario: Scenario,
    names: Sequence[str],
    runs: int,
    engine: str,
    target: Path,
    force: bool,
    least: int,
    others: Sequence[str] = (),
) -> tuple[list[Strategy], list[Strategy]]:
    """The strategies, and those of other powers, once everything that was asked for has been checked.

    Raises:
        InputError: a strategy, the engine, a series, the number of runs or the output folder is wrong.
    """
    check_engine(engine)
    chosen = [strategy_of(name) for name in names]
    keys = [one.key for one in chosen]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise InputError(f'--strategy names "{twice[0]}" twice; name each strategy once')
    if len(chosen) < least:
        raise InputError(f'--strategy names only "{keys[0]}"; name at least {least} strategies to compare')
    beside = list(strategies_of(list(others)))
    for one in chosen:
        Keeper(prepare(scenario, one, beside), list(scenario.calendar), runs, outcomes_only=False, full=False).check()
    check_output(target, force=force)
    return chosen, beside
