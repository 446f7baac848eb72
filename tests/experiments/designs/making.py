"""Small designs for tests, on the invented scenario unless they say otherwise."""

from typing import Any

from influence_sim.experiments.designs import Design

RHO = "strategies.institution.regional_share"
LEAK = {"path": "parameters.credit_leak"}
DEPTH = {"path": "parameters.standing_per_depth"}  # half of its prior's mass lies at zero
ANSWER = {"path": "parameters.rivals_answer"}
THREE = {"leak": LEAK, "depth": DEPTH, "answer": ANSWER}


def design(method: str, factors: dict[str, Any], **said: Any) -> Design:
    """A design with these factors."""
    content = {"title": "Made for a test", "scenario": "classroom", "method": method, "factors": factors, **said}
    return Design.model_validate(content)


def rows(made: Design) -> list[tuple[Any, ...]]:
    """Its points, each with its values in the order of the factors."""
    return list(made.points().itertuples(index=False, name=None))
