"""influence_sim: powers that compete for influence in states, by money, ties and forums.

    >>> import influence_sim as isim
    >>> isim.simulate("classroom", strategy="bilateral").influence      # doctest: +SKIP

Everything here is loaded when it is first used; importing the package loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from influence_sim import plots as plot
    from influence_sim.engines.model import InfluenceModel
    from influence_sim.errors import InfluenceSimError, InputError, OutputError
    from influence_sim.experiments.comparison import Comparison, compare
    from influence_sim.experiments.designs import Design, list_designs, load_design
    from influence_sim.experiments.explanation import Explanation, explain
    from influence_sim.experiments.laws import check_laws
    from influence_sim.experiments.sweeps import Sweep, merge_sweeps, open_sweep, run_sweep
    from influence_sim.runs.ensemble import Ensemble, ensemble
    from influence_sim.runs.simulate import simulate
    from influence_sim.runs.trajectory import Trajectory
    from influence_sim.scenario.listing import list_scenarios, list_strategies, parameters
    from influence_sim.scenario.loading import load_scenario
    from influence_sim.scenario.schema import Scenario
    from influence_sim.scenario.strategies import Strategy, strategy

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "experiments.comparison",
    "Design": "experiments.designs",
    "Ensemble": "runs.ensemble",
    "Explanation": "experiments.explanation",
    "InfluenceModel": "engines.model",
    "InfluenceSimError": "errors",
    "InputError": "errors",
    "OutputError": "errors",
    "Scenario": "scenario.schema",
    "Strategy": "scenario.strategies",
    "Sweep": "experiments.sweeps",
    "Trajectory": "runs.trajectory",
    "check_laws": "experiments.laws",
    "compare": "experiments.comparison",
    "ensemble": "runs.ensemble",
    "explain": "experiments.explanation",
    "list_designs": "experiments.designs",
    "list_scenarios": "scenario.listing",
    "list_strategies": "scenario.listing",
    "load_design": "experiments.designs",
    "load_scenario": "scenario.loading",
    "merge_sweeps": "experiments.sweeps",
    "open_sweep": "experiments.sweeps",
    "parameters": "scenario.listing",
    "run_sweep": "experiments.sweeps",
    "simulate": "runs.simulate",
    "strategy": "scenario.strategies",
}

__all__ = [
    "Comparison",
    "Design",
    "Ensemble",
    "Explanation",
    "InfluenceModel",
    "InfluenceSimError",
    "InputError",
    "OutputError",
    "Scenario",
    "Strategy",
    "Sweep",
    "Trajectory",
    "check_laws",
    "compare",
    "ensemble",
    "explain",
    "list_designs",
    "list_scenarios",
    "list_strategies",
    "load_design",
    "load_scenario",
    "merge_sweeps",
    "open_sweep",
    "parameters",
    "plot",
    "run_sweep",
    "simulate",
    "strategy",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its home."""
    if name == "plot":
        value = import_module("influence_sim.plots")
    elif name in _HOMES:
        value = getattr(import_module(f"influence_sim.{_HOMES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
