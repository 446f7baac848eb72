"""Which engine runs, and checks of what every run is given."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from influence_sim.errors import InputError, nearest
from influence_sim.rules.shapes import Record, World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.strategies import strategy as strategy_of
from influence_sim.scenario.world import build_world

ABOUT = {
    "auto": "lanes; for one run only if they are ready, else the compiled engine if that is, else Mesa",
    "lanes": "many runs side by side in the registers of the processor: the fastest",
    "compiled": "one run at a time, as machine code",
    "mesa": "agents on Mesa in plain Python, to look at and to build on",
}
ENGINES = tuple(ABOUT)
PARAMETERS = ("value", "prior")
LIMIT = 2**32

Player = Callable[[World, int, int], Record]


class Setup(NamedTuple):
    """A scenario, a strategy, those of other powers, and the world in which they are followed."""

    scenario: Scenario
    strategy: Strategy
    world: World
    others: tuple[Strategy, ...] = ()


def prepare(scenario: Any, strategy: Any, others: Sequence[Any] = ()) -> Setup:
    """Load what is given by name or path, and build the world.

    Raises:
        InputError: a scenario, strategy or series is wrong.
    """
    loaded = load_scenario(scenario)
    chosen, beside = strategy_of(strategy), strategies_of(others)
    return Setup(loaded, chosen, build_world(loaded, [chosen, *beside]), beside)


def strategies_of(others: Sequence[Any]) -> tuple[Strategy, ...]:
    """Strategies of other powers, given by name, path or value.

    Raises:
        InputError: one is wrong, or they are no sequence.
    """
    if isinstance(others, str | Strategy) or not isinstance(others, Sequence):
        raise InputError("others is a list of strategies, as in others=[name, …]")
    return tuple(strategy_of(other) for other in others)


def check_engine(engine: str) -> str:
    """The name of an engine, or an error with the nearest right spelling."""
    if engine not in ENGINES:
        raise InputError(f'engine "{engine}" is not known; {nearest(str(engine), ENGINES)}')
    return engine


def check_parameters(parameters: str) -> str:
    """Where parameters come from: their values, or a draw of their priors for each run."""
    if parameters not in PARAMETERS:
        raise InputError(f'parameters "{parameters}" is not known; {nearest(str(parameters), PARAMETERS)}')
    return parameters


def check_number(name: str, value: Any, low: int = 0, below: int = LIMIT) -> int:
    """A whole number of a given range; numbers of other libraries are welcome."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise InputError(f"{name} {value!r} is not a whole number; allowed: {low} to {below - 1}")
    number = int(value.__index__())
    if not low <= number < below:
        raise InputError(f"{name} {number} is out of range; allowed: {low} to {below - 1}")
    return number


def player(engine: str) -> Player:
    """The function that plays one run on an engine (not "auto")."""
    if engine == "mesa":
        from influence_sim.engines import model

        return model.play
    if engine == "lanes":
        from influence_sim.engines.lanes import playing

        return playing.play
    from influence_sim.engines import compiled

    return compiled.play


def engine_for_one_run(engine: str) -> str:
    """For "auto": lanes or the compiled engine if one lies ready, else Mesa, which needs no compiling. Same bits.

    Of the two, lanes start sooner: they do without numba.
    """
    if check_engine(engine) != "auto":
        return engine
    return next((name for name in ("lanes", "compiled") if is_ready(name)), "mesa")


def engine_for_many_runs(engine: str) -> str:
    """For "auto": lanes."""
    return "lanes" if check_engine(engine) == "auto" else engine


def is_ready(engine: str) -> bool:
    """Whether an engine can start without compiling anything."""
    if engine == "compiled":
        from influence_sim.engines import compiled

        return compiled.is_ready()
    if engine == "lanes":
        from influence_sim.engines.lanes import compiling

        return compiling.is_ready()
    return True
