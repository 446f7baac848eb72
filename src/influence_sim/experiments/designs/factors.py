"""A factor with everything known about it: where its values go, which they are, how they are drawn."""

import math
from dataclasses import dataclass
from typing import Any

from influence_sim.experiments.designs.paths import (
    NONE,
    Cast,
    OfFile,
    OfOther,
    OfScenario,
    Target,
    check_target,
    is_whole_field,
    parameter_in,
)
from influence_sim.experiments.designs.schema import FactorEntry, Scalar, kind_of
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import Known, Wrong, element_names, is_number, known_parameters
from influence_sim.scenario.priors import Prior, clipped, is_one_prior, read_prior, read_priors, read_range
from influence_sim.scenario.schema import Scenario

ENDS = (0.05, 0.95)  # of a prior, where one factor is moved alone
PLAIN = ("uniform", "loguniform")
RELATIVE = ("times", "times_log", "plus")


@dataclass(frozen=True)
class Factor:
    """One factor of a design.

    Attributes:
        name: its column.
        targets: where its values go.
        values: the values that were listed; None where it is drawn from a prior.
        prior: how it is drawn; fixed where values are listed, or where a list of points has the values.
        words: what the numbers of a prior over words stand for.
        given: where it stands when it is not moved; None if the files say nothing that is one value.
        low, high: the range that is allowed.
        whole: whether it is a whole number.
        steps: how many values a grid has of a prior; None if it does not say.
        label, unit: what a figure's axis says.
    """

    name: str
    targets: tuple[Target, ...]
    values: tuple[Scalar, ...] | None
    prior: Prior
    words: tuple[str, ...]
    given: Any
    low: float
    high: float
    whole: bool
    steps: int | None
    label: str
    unit: str

    def at(self, u: float) -> Scalar:
        """The value at a quantile, 0 ≤ u ≤ 1; the lower half is 0 where a prior has half its mass there.

        Listed values and words are equally likely.
        """
        if self.values is not None:
            return self.values[min(int(u * len(self.values)), len(self.values) - 1)]
        if self.prior.half_zero:
            if u < 0.5:
                return 0.0
            u = 2.0 * u - 1.0
        if self.whole:
            low, high = int(self.prior.low), int(self.prior.high)
            return min(low + int(u * (high - low + 1)), high)
        value = self.prior.at(u, self.given if is_number(self.given) else 0.0)
        return self.words[int(value)] if self.words else clipped(value, self.low, self.high)

    def lattice(self) -> list[Scalar]:
        """The values of a grid: those listed, every word, or as many as ``steps`` says, evenly over the prior.

        A prior with half its mass at zero begins with 0.
        """
        if self.values is not None:
            return list(self.values)
        if self.words:
            return list(self.words)
        steps = self.steps or 0
        zero: list[Scalar] = [0.0] if self.prior.half_zero and self.prior.low > 0 else []
        count = steps - len(zero)
        places = [i / (count - 1) for i in range(count)] if count > 1 else [0.5] * count
        return list(dict.fromkeys(zero + [self.at(0.5 + u / 2 if self.prior.half_zero else u) for u in places]))

    def ends(self) -> list[Scalar]:
        """The values of a factor that is moved alone: those of a grid, or the ends of its prior.

        Ends are the 5 % and 95 % points; a prior with half its mass at zero begins at 0.
        """
        if self.values is not None or self.words or self.steps:
            return self.lattice()
        if self.prior.half_zero:
            return [0.0, self.at(0.5 + ENDS[1] / 2)]
        return list(dict.fromkeys(self.at(u) for u in ENDS))

    def extremes(self) -> list[Scalar]:
        """The values by which it is checked: all that are listed, or the lowest and highest."""
        if self.values is not None:
            return list(self.values)
        return [] if self.prior == Prior() else list(self.words) or [self.at(0.0), self.at(1.0)]


def made(name: str, entry: FactorEntry, targets: tuple[Target, ...], cast: Cast, method: str) -> Factor:
    """A factor from what the file says of it.

    Raises:
        Wrong: a path leads nowhere, or there are no values.
    """
    for i, target in enumerate(targets):
        try:
            check_target(target, cast)
        except Wrong as wrong:
            raise Wrong(("path", i), wrong.sentence) from None
    first = targets[0]
    parameter, element = parameter_in(first.path) if isinstance(first, OfFile) else (None, ())
    known = known_parameters()[parameter] if parameter else None
    given = entry.given if entry.given is not None else first.given(cast)
    given = given if kind_of(given) else None
    whole = any(is_whole_field(target, cast) for target in targets)
    prior = Prior()
    if method in ("sobol", "morris") and entry.values is not None and len(entry.values) < 2:
        raise Wrong(("values",), f"is {shown(entry.values)}; {method} needs two values at least")
    if method == "list":
        refuse_values(entry)
    elif entry.values is None:
        prior = prior_of(entry, first, parameter, element, given, cast.scenario)
        check_prior(prior, entry, whole, method)
    about = known.about if known else None
    return Factor(
        name,
        targets,
        None if entry.values is None else tuple(entry.values),
        prior,
        known.words if known and prior.kind == "choice" else (),
        given,
        about.low if about else -math.inf,
        about.high if about else math.inf,
        whole,
        entry.steps,
        entry.label or (label_of(known, element) if known else name),
        about.unit if about and known and not known.words else "",
    )


def refuse_values(entry: FactorEntry) -> None:
    """In a list of points the file has the values."""
    for key in ("values", "prior", "steps"):
        if getattr(entry, key) is not None:
            raise Wrong((key,), f"is {shown(getattr(entry, key))}, but the points of a list stand in its file")


def prior_of(
    entry: FactorEntry, first: Target, parameter: str | None, element: tuple[str, ...], given: Any, scenario: Scenario
) -> Prior:
    """The prior that an entry names, or the parameter's own."""
    if isinstance(first, OfOther | OfScenario):
        raise Wrong((), "has no values; list the names to choose from")
    if parameter is None:
        if entry.prior is None:
            raise Wrong((), "has neither values nor a prior; only parameters have a prior of their own")
        return plain_prior(entry.prior, ("prior",))
    prior = own_prior(scenario, parameter, element) if entry.prior is None else read_here(parameter, entry.prior)
    if prior.kind in RELATIVE and given is None:
        raise Wrong((), f"has a prior that is relative to each element of {parameter}; name one element, or values")
    return prior


def read_here(parameter: str, raw: Any) -> Prior:
    """A prior that a design gives to a parameter."""
    try:
        return read_prior(parameter, raw, ("prior",))
    except Wrong as wrong:
        raise Wrong(wrong.keys, wrong.sentence) from None


def own_prior(scenario: Scenario, parameter: str, element: tuple[str, ...]) -> Prior:
    """The prior of a parameter, or of one of its elements, in the scenario."""
    raw = scenario.parameters[parameter].prior
    priors = read_priors(parameter, raw, scenario.keys)
    labels, label = element_names(parameter, scenario.keys), ".".join(element)
    if label in labels:
        prior = priors[labels.index(label)]
    elif is_one_prior(raw) and not element:
        prior = priors[0]
    else:
        raise Wrong((), f"has no values, and the elements of {parameter} have priors of their own; name one element")
    if prior == Prior():
        raise Wrong((), f"has no values, and {parameter} is fixed: it has no prior; give values, or a prior")
    return prior


def plain_prior(raw: Any, path: tuple[str, ...]) -> Prior:
    """A prior of what is no parameter."""
    if isinstance(raw, dict) and len(raw) == 1:
        ((kind, said),) = raw.items()
        if kind == "half_zero":
            inner = plain_prior(said, (*path, kind))
            if not inner.half_zero:
                return inner._replace(half_zero=True)
        elif kind in PLAIN:
            return Prior(kind, *read_range(kind, said, (*path, kind)))
    raise Wrong(path, f"is {shown(raw)}; it must be one of: uniform, loguniform, half_zero, as in {{uniform: [0, 1]}}")


def check_prior(prior: Prior, entry: FactorEntry, whole: bool, method: str) -> None:
    """Refuse a prior that gives no values here."""
    if whole and (prior.kind != "uniform" or prior.half_zero or prior.low % 1 or prior.high % 1):
        raise Wrong(("prior",), f"is {shown(entry.prior)}; for a whole number it must be uniform between whole numbers")
    if method == "grid" and prior.kind != "choice" and entry.steps is None:
        raise Wrong((), "has no values; a grid needs values, or steps: how many over its prior")
    if entry.steps is not None and method not in ("grid", "one_at_a_time"):
        raise Wrong(("steps",), f"is of no use to the method {method}, which draws values")


def label_of(known: Known, element: tuple[str, ...]) -> str:
    """What a parameter means, with the key of an element."""
    meaning = known.about.meaning
    return f"{meaning} ({', '.join(element)})" if element else meaning


def names_in(targets: tuple[Target, ...], entry: FactorEntry, kind: type[Target]) -> list[tuple[int, str]]:
    """Place and name of a factor's values, where they name scenarios or strategies; ``none`` aside.

    Raises:
        Wrong: a value is no word.
    """
    if not any(isinstance(target, kind) for target in targets):
        return []
    for i, value in enumerate(entry.values or ()):
        if not isinstance(value, str):
            raise Wrong((i,), f"is {shown(value)}; it must be a name")
    return [(i, value) for i, value in enumerate(entry.values or ()) if value != NONE or kind is OfScenario]
