"""Priors: how a parameter is drawn around or instead of its value, each by its own address."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from influence_sim.rules.chance import PRIOR, PRIOR_MASS, uniform
from influence_sim.rules.shapes import World
from influence_sim.scenario.names import name_id, shown
from influence_sim.scenario.parameters import (
    AXIS_WORDS,
    OTHERS,
    WEIGHTS,
    KeysByAxis,
    Wrong,
    check_keys,
    element_names,
    is_number,
    known_parameters,
    range_text,
)

if TYPE_CHECKING:
    from influence_sim.scenario.schema import Scenario

RANGES = ("uniform", "loguniform", "times", "times_log", "plus")
KINDS = ("fixed", *RANGES, "half_zero", "choice")


class Prior(NamedTuple):
    """One element's prior.

    ``kind`` is fixed, uniform, loguniform, times (value × uniform), times_log (value × loguniform), plus (value +
    uniform) or choice (``low`` to ``high`` are the numbers of words). ``half_zero``: half of the draws are 0.
    """

    kind: str = "fixed"
    low: float = 0.0
    high: float = 0.0
    half_zero: bool = False

    def at(self, u: float, value: float) -> float:
        """The draw that belongs to a uniform draw u, around a value.

        >>> Prior("uniform", 2, 6).at(0.25, 9), Prior("times", 0.5, 1.5).at(0.5, 9), Prior("plus", -1, 1).at(0.75, 9)
        (3.0, 9.0, 9.5)
        """
        low, high = self.low, self.high
        match self.kind:
            case "uniform":
                return low + u * (high - low)
            case "loguniform":
                return low * math.exp(u * math.log(high / low))
            case "times":
                return value * (low + u * (high - low))
            case "times_log":
                return value * low * math.exp(u * math.log(high / low))
            case "plus":
                return value + low + u * (high - low)
            case "choice":
                return min(low + math.floor(u * (high - low + 1)), high)
        return value

    def text(self, words: Sequence[str] = ()) -> str:
        """The prior in words.

        >>> Prior("times", 0.5, 1.5).text(), Prior("uniform", 0, 1, half_zero=True).text(), Prior().text()
        ('value times uniform 0.5 to 1.5', 'half at 0, else uniform 0 to 1', 'fixed')
        """
        if self.kind == "choice":
            return f"{', '.join(words[:-1])} or {words[-1]}, equally likely"
        lead = {"times": "value times uniform", "times_log": "value times loguniform", "plus": "value plus uniform"}
        said = "fixed" if self.kind == "fixed" else f"{lead.get(self.kind, self.kind)} {self.low:g} to {self.high:g}"
        return f"half at 0, else {said}" if self.half_zero else said


class Drawn(NamedTuple):
    """How one parameter is drawn: the address of its name, and the addresses and priors of its elements."""

    name: str
    who: int
    whom: tuple[int, ...]
    labels: tuple[str, ...]
    priors: tuple[Prior, ...]


def is_one_prior(raw: Any) -> bool:
    """Whether this is a prior for all elements, rather than a mapping of elements to priors."""
    return not isinstance(raw, dict) or (len(raw) == 1 and next(iter(raw)) in KINDS)


def read_priors(name: str, raw: Any, keys: KeysByAxis) -> list[Prior]:
    """The prior of each element of a parameter, in the order of its array.

    Raises:
        Wrong: the prior is none of the forms, its ends are not in order or not in range, or it names unknown actors.
    """
    axes = known_parameters()[name].about.axes.replace("Y", "")
    elements = element_names(name, keys)
    if is_one_prior(raw):
        return [read_prior(name, raw, ())] * len(elements)
    if len(axes) != 1:
        raise Wrong((), f"is {shown(raw)}; it must be one of: {', '.join(KINDS)}")
    check_keys(raw, [*elements], AXIS_WORDS[axes], ())
    every = raw.get(OTHERS)
    return [read_prior(name, raw.get(key, every), (key if key in raw else OTHERS,)) for key in elements]


def read_prior(name: str, raw: Any, path: tuple[str, ...]) -> Prior:
    """One prior from its YAML form."""
    about, words = known_parameters()[name]
    if raw is None or raw == "fixed":
        return Prior()
    if not isinstance(raw, dict) or len(raw) != 1 or next(iter(raw)) not in KINDS[1:]:
        kinds = ", ".join(KINDS[1:])
        raise Wrong(path, f"is {shown(raw)}; it must be fixed or one of: {kinds}, as in {{uniform: [0, 1]}}")
    ((kind, said),) = raw.items()
    if name == WEIGHTS:
        raise Wrong(path, "must be fixed: the weights sum to 1 and cannot be drawn one by one")
    if (kind == "choice") != bool(words):
        form = f"it must be {{choice: {shown(list(words))}}}" if words else "a choice is for parameters that are words"
        raise Wrong(path, f"is {shown(raw)}; {form}")
    if kind == "choice":
        if said != list(words):
            raise Wrong((*path, kind), f"is {shown(said)}; it must be {shown(list(words))}")
        return Prior("choice", 0, len(words) - 1)
    if kind == "half_zero":
        inner = read_prior(name, said, (*path, kind))
        if inner.kind not in ("uniform", "loguniform") or inner.half_zero or about.low > 0:
            allowed = "uniform or loguniform, of a parameter that may be 0"
            raise Wrong((*path, kind), f"is {shown(said)}; it must hold {allowed}")
        return inner._replace(half_zero=True)
    low, high = read_range(kind, said, (*path, kind))
    if kind in ("uniform", "loguniform") and not about.low <= low < high <= about.high:
        raise Wrong((*path, kind), f"is {shown(said)}; a value must be {range_text(about)}")
    return Prior(kind, low, high)


def read_range(kind: str, said: Any, path: tuple[str, ...]) -> tuple[float, float]:
    """The two ends of a range."""
    if isinstance(said, list) and len(said) == 2 and all(is_number(end) for end in said):
        low, high = float(said[0]), float(said[1])
        if low < high and (low > 0 or kind not in ("loguniform", "times_log")) and (low >= 0 or kind != "times"):
            return low, high
    above = {"loguniform": " above 0", "times_log": " above 0", "times": " of at least 0"}.get(kind, "")
    raise Wrong(path, f"is {shown(said)}; it must be two numbers{above}, the lower first, as in [0.5, 1.5]")


def drawn_parameters(scenario: "Scenario") -> tuple[Drawn, ...]:
    """The parameters that are in force and have a prior, with the addresses of their draws."""
    plan = []
    for name in sorted(filter(scenario.in_force, known_parameters())):
        priors = tuple(read_priors(name, scenario.parameters[name].prior, scenario.keys))
        if any(prior != Prior() for prior in priors):
            labels = tuple(element_names(name, scenario.keys))
            plan.append(Drawn(name, name_id(name), tuple(address(label) for label in labels), labels, priors))
    return tuple(plan)


def address(label: str) -> int:
    """The address of an element; 0 for a parameter that is one number."""
    return name_id(label) if label else 0


def draw_parameters(scenario: "Scenario", world: World, seed: int, run: int) -> World:
    """A world whose parameters are drawn from the scenario's priors, the same draw for the same seed and run.

    Each element has its own address, made of the parameter's and the element's names: another parameter, another
    actor or another prior moves no other draw. What has no prior stays as it is in ``world``; ``times`` and ``plus``
    start from its values there. Results are kept inside the parameter's range.

    Args:
        scenario: where the priors stand.
        world: built from this scenario; it is not changed.
        seed: 0 ≤ seed < 2**32.
        run: 0 ≤ run < 2**32.
    """
    drawn: dict[str, Any] = {}
    for plan in scenario.drawn:
        now = getattr(world, plan.name)
        about, words = known_parameters()[plan.name]
        if isinstance(now, np.ndarray):
            array = now.copy()
            flat = array.reshape(-1, len(plan.labels))  # years, if there are any, first
            for j in range(len(plan.labels)):
                for i in range(len(flat)):
                    flat[i, j] = clipped(draw(plan, j, seed, run, float(flat[i, j])), about.low, about.high)
            drawn[plan.name] = array
        else:
            value = clipped(draw(plan, 0, seed, run, float(now)), about.low, about.high)
            drawn[plan.name] = int(value) if words else float(value)
    return world._replace(**drawn)


def draw(plan: Drawn, element: int, seed: int, run: int, value: float) -> float:
    """The draw of one element."""
    prior, who, whom = plan.priors[element], plan.who, plan.whom[element]
    if prior.half_zero and uniform(seed, run, 0, PRIOR_MASS, who, whom) < 0.5:
        return 0.0
    return prior.at(uniform(seed, run, 0, PRIOR, who, whom), value)


def clipped(value: float, low: float, high: float) -> float:
    """A value brought into a range."""
    return min(max(value, low), high)


def describe_draw(scenario: "Scenario", world: World) -> dict[str, float | int | str]:
    """The values in ``world`` of all parameters that have a prior, in the last year; for tables and provenance.

    Keys are names as overrides take them ("credit_leak", "tie_reach.north"); a word stands as a word.
    """
    said: dict[str, float | int | str] = {}
    for plan in scenario.drawn:
        now = getattr(world, plan.name)
        words = known_parameters()[plan.name].words
        if words:
            said[plan.name] = words[now]
        elif isinstance(now, np.ndarray):
            last = now.reshape(-1, len(plan.labels))[-1]
            elements = zip(plan.labels, plan.priors, last, strict=True)
            said |= {f"{plan.name}.{label}": float(one) for label, prior, one in elements if prior != Prior()}
        else:
            said[plan.name] = float(now)
    return said
