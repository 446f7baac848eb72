"""How a parameter's value is shown in a narrow place."""

from influence_sim.scenario.listing import readable_value
from influence_sim.scenario.schema import Scenario

LONGEST = 24


def value_text(scenario: Scenario, name: str) -> str:
    """A parameter's value as a reader takes it in."""
    value = readable_value(scenario, name)
    return f"{value:g}" if isinstance(value, float) else value


def short_value(scenario: Scenario, name: str) -> str:
    """The same, or how many numbers there are where they would fill more than a line."""
    text = value_text(scenario, name)
    if len(text) <= LONGEST:
        return text
    return f"{text.count(',') + 1} numbers"
