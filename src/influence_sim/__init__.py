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
    from influence_sim.experiments.explanation import Explanation, explain
    from influence_sim.experiments.laws import check_laws
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
    "Ensemble": "runs.ensemble",
    "Explanation": "experiments.explanation",
    "InfluenceModel": "engines.model",
    "InfluenceSimError": "errors",
    "InputError": "errors",
    "OutputError": "errors",
    "Scenario": "scenario.schema",
    "Strategy": "scenario.strategies",
    "Trajectory": "runs.trajectory",
    "check_laws": "experiments.laws",
    "compare": "experiments.comparison",
    "ensemble": "runs.ensemble",
    "explain": "experiments.explanation",
    "list_scenarios": "scenario.listing",
    "list_strategies": "scenario.listing",
    "load_scenario": "scenario.loading",
    "parameters": "scenario.listing",
    "simulate": "runs.simulate",
    "strategy": "scenario.strategies",
}

__all__ = [
    "Comparison",
    "Ensemble",
    "Explanation",
    "InfluenceModel",
    "InfluenceSimError",
    "InputError",
    "OutputError",
    "Scenario",
    "Strategy",
    "Trajectory",
    "check_laws",
    "compare",
    "ensemble",
    "explain",
    "list_scenarios",
    "list_strategies",
    "load_scenario",
    "parameters",
    "plot",
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
