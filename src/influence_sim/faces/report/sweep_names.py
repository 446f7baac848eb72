"""How a report on a sweep calls its factors, strategies and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.outcomes import subject_of
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.words import quoted
from influence_sim.plots.cast import Cast
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.strategies import ALIASES, Strategy, strategy
from influence_sim.wording import AXES, listed, possessive, subject

BY_STATE = "focal_share", "rivals_share"
PURE = ("1", "-", "share", "factor")  # units that a number goes without


@dataclass(frozen=True)
class Names:
    """Words for keys.

    Attributes:
        cast: the scenario's actors; empty where it is not known.
        titles: key of a strategy → its title.
        factors: name of a factor → what it means.
        units: name of a factor → its unit, or nothing.
    """

    cast: Cast
    titles: Mapping[str, str]
    factors: Mapping[str, str]
    units: Mapping[str, str]

    @property
    def focal(self) -> str | None:
        """The focal power's name, where it is known."""
        return self.cast.name(self.cast.focal) if self.cast.focal else None

    @property
    def rivals(self) -> list[str]:
        """Names of its rivals."""
        return [self.cast.name(key) for key in self.cast.rivals]

    def strategy(self, key: str) -> str:
        """A strategy inside a sentence."""
        return quoted(self.titles.get(key, key))

    def factor(self, name: str) -> str:
        """A factor with its unit, for a table or a figure."""
        meaning, unit = self.factors.get(name, name), self.units.get(name, "")
        text = meaning if meaning == name else f"{name}: {meaning}"
        return f"{text} ({unit})" if unit else text

    def value(self, name: str, text: str) -> str:
        """A value of a factor with its unit."""
        unit = self.units.get(name, "")
        return f"{text} {unit}" if unit and unit not in PURE else text

    def subject(self, outcome: str) -> str:
        """An outcome as the subject of a sentence."""
        about = subject_of(outcome)
        owner = possessive(self.focal) if self.focal else "the focal power’s"
        if about.measure in AXES:
            text = subject(about.measure, self.focal, self.rivals)
        elif about.measure == BY_STATE[0]:
            text = f"{owner} share"
        elif about.measure == BY_STATE[1]:
            text = f"what {listed(self.rivals)} hold" if self.rivals else "what its rivals hold"
        elif about.is_money:
            text = f"what {self.focal or 'the focal power'} spends"
        else:
            text = about.measure.replace("_", " ")
        text += f" in {self.cast.states.get(about.state, about.state)}" if about.state else ""
        return f"{text}, by GDP" if about.weight == "by GDP" else text

    def window(self, outcome: str) -> str:
        """The years of an outcome's window."""
        window = subject_of(outcome).window
        years = {"early": self.cast.early, "late": self.cast.late}.get(window)
        return f"{window} ({years[0]}–{years[1]})" if years else window


def names_of(results: Results) -> Names:
    """Words for what a sweep varies, plays and measures; keys where its files are not to be had."""
    design = results.design
    try:
        cast = Cast.of(load_scenario(str(design["scenario"]))) if "scenario" in design else Cast({}, {})
    except InputError:
        cast = Cast({}, {})
    titles = {key: title_of(key) for key in results.strategies}
    entries = design.get("factors") or {}
    told = {name: told_of(name, entries.get(name) or {}) for name in results.factors}
    return Names(cast, titles, {key: one[0] for key, one in told.items()}, {key: one[1] for key, one in told.items()})


def title_of(key: str) -> str:
    """A strategy's title; its key where it is not shipped."""
    try:
        return strategy(key).title
    except InputError:
        return key


def told_of(name: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    """What a factor means and its unit: from the design's label, else from the table of parameters."""
    paths = entry.get("path") or ()
    path = str(paths if isinstance(paths, str) else paths[0]) if paths else ""
    head, _, rest = path.partition(".")
    parameter, _, element = rest.partition(".")
    unit = meaning = ""
    if head == "parameters" and parameter in known_parameters():
        about, words = known_parameters()[parameter]
        unit = "" if words else about.unit
        meaning = f"{about.meaning} ({element})" if element else about.meaning
    elif head == "strategies" and ALIASES.get(element, element) in Strategy.model_fields:
        meaning = Strategy.model_fields[ALIASES.get(element, element)].description or element
    elif head == "others":
        meaning = f"what {rest} does"
    return str(entry.get("label") or meaning or name), "" if unit in ("1", "-") else unit
