"""One run."""

from collections.abc import Sequence
from typing import Any

from influence_sim.runs.choosing import check_number, check_parameters, engine_for_one_run, player, prepare
from influence_sim.runs.trajectory import Trajectory
from influence_sim.scenario.priors import draw_parameters


def simulate(
    scenario: Any = "baseline",
    strategy: Any = "bilateral",
    seed: int = 1,
    run: int = 0,
    engine: str = "auto",
    parameters: str = "value",
    others: Sequence[Any] = (),
) -> Trajectory:
    """Run a scenario once.

    Args:
        scenario: a name, a path to YAML, or a scenario from ``load_scenario``.
        strategy: what the focal power does: a name, a path, or a value from ``strategy``.
        seed: which luck, from 0 to 2³² − 1.
        run: which run with that seed, from 0 to 2³² − 1. Run 7 is run 7 of an ensemble with the same seed.
        engine: "auto", "compiled", "lanes" or "mesa"; the bits are the same.
        parameters: "value", or "prior" for the run's own draw of every parameter.
        others: strategies of other powers, each by name, path or value.

    Raises:
        InputError: one sentence on what is wrong; nothing has run.

    Example:
        >>> simulate("classroom", engine="mesa").influence.columns.to_list()
        ['year', 'power', 'state', 'share']
    """
    seed, run = check_number("seed", seed), check_number("run", run)
    engine = engine_for_one_run(engine)
    check_parameters(parameters)
    setup = prepare(scenario, strategy, others)
    world = setup.world
    if parameters == "prior":
        world = draw_parameters(setup.scenario, world, seed, run)
    record = player(engine)(world, seed, run)
    return Trajectory(setup.scenario, setup.strategy, seed, run, engine, world, record, setup.others)
