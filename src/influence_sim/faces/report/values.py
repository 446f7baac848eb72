"""How a parameter's value and prior are shown to a reader."""

import numpy as np

from influence_sim.scenario.listing import readable_value
from influence_sim.scenario.parameters import aligned, element_keys, known_parameters
from influence_sim.scenario.priors import Prior, read_priors
from influence_sim.scenario.schema import Scenario
from influence_sim.wording import listed

LONGEST = 24
UNITS = {"-": "", "share": "", "factor": "", "share of GDP": "of GDP", "1/yr": "per year", "yr": "years"}


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


def unit_words(name: str) -> str:
    """A parameter's unit as it stands behind a number; nothing behind a word, a share or a factor."""
    about, words = known_parameters()[name]
    return "" if words else UNITS.get(about.unit, about.unit.replace("/yr", " a year"))


def value_words(scenario: Scenario, name: str) -> str:
    """A parameter's value with its unit; actors by their names where they differ."""
    raw = scenario.parameters[name].value
    now = aligned(name, raw, scenario.keys, scenario.calendar)
    if isinstance(now, np.ndarray) and now.ndim == 1 and np.unique(now).size > 1:
        return by_actor(scenario, name, [f"{value:g}" for value in now])
    return f"{value_text(scenario, name)} {unit_words(name)}".rstrip()


def prior_words(scenario: Scenario, name: str) -> str:
    """A parameter's prior; actors by their names where they differ."""
    words = known_parameters()[name].words
    priors = read_priors(name, scenario.parameters[name].prior, scenario.keys) or [Prior()]
    said = [prior.text(words) for prior in priors]
    return said[0] if len(set(said)) == 1 else by_actor(scenario, name, said, rest=Prior().text())


def by_actor(scenario: Scenario, name: str, said: list[str], rest: str = "") -> str:
    """What holds for whom: those with the same together, those with ``rest`` at the end as the others."""
    groups: dict[str, list[str]] = {}
    for keys, text in zip(element_keys(name, scenario.keys), said, strict=True):
        groups.setdefault(text, []).append(" in ".join(actor_name(scenario, key) for key in keys))
    others = [f"others {rest}"] if groups.pop(rest, None) else []
    return "; ".join([*(f"{listed(who)}: {text}" for text, who in groups.items()), *others])


def actor_name(scenario: Scenario, key: str) -> str:
    """The name of a power, state, forum or channel."""
    for actors in (scenario.powers, scenario.states, scenario.forums, scenario.channels):
        if key in actors:
            return str(actors[key].name)
    return key
