"""Patterns of money: where a power’s money goes, when it is most and least, what comes back."""

from collections.abc import Sequence

import numpy as np

from influence_sim.experiments.patterns.case import PLAIN, Case, Look, Quantity, Seen, Untold, Values, Wanted
from influence_sim.rules.shapes import Record
from influence_sim.scenario.patterns import Allocation, MoneyPath, NetRepayments, StateHolds
from influence_sim.scenario.sources import Item
from influence_sim.scenario.tables import Library


def allocation_against_benchmarks(pattern: Allocation, case: Case) -> Look:
    """How far a donor’s money is from the record, and how far simple rules are."""
    power = case.power(pattern.power)
    spans = list(pattern.windows)
    if len(spans) > 1:
        spans.insert(0, (spans[0][0], max(last for _, last in spans)))
    library = Library(case.scenario.facts, case.scenario.folders)
    states, places = case.names_among(pattern), case.among(pattern)
    past = part(
        recorded(library, pattern.recorded, states, pattern.past).sum(axis=0), f"{pattern.past[0]}–{pattern.past[1]}"
    )
    world = case.world()
    given: list[tuple[slice, Values]] = []
    quantities: list[Quantity] = []
    benchmarks: list[float] = []
    for span in spans:
        years, title = case.span(span), f"{span[0]}–{span[1]}"
        truth = part(recorded(library, pattern.recorded, states, span).sum(axis=0), title)
        given.append((years, truth))
        quantities.append(Quantity(f"{title}: money misplaced", "share"))
        for name, rule in (
            ("by GDP", world.state_gdp[years][:, places].mean(axis=0)),
            ("equal", np.ones(len(states))),
            ("by population", world.population[years][:, places].mean(axis=0)),
            ("as before", past),
        ):
            benchmarks.append(misplaced(rule / rule.sum(), truth))
            words = f"{title}: less “{name}” ({benchmarks[-1]:.2f})"
            quantities.append(Quantity(words, "share", Wanted(high=0.0, strict=True)))

    def measure(seen: Seen) -> list[float]:
        money = flow_of(seen.plain, power, pattern.flow)[:, places]
        found: list[float] = []
        for place, (years, truth) in enumerate(given):
            total = money[years].sum(axis=0)
            off = misplaced(total / total.sum(), truth) if total.sum() > 0.0 else float("nan")
            found += [off, *(off - other for other in benchmarks[4 * place : 4 * place + 4])]
        return found

    return Look(quantities, measure, PLAIN)


def misplaced(found: Values, truth: Values) -> float:
    """Part of the money that would have to go elsewhere.

    >>> misplaced(np.array([0.5, 0.5]), np.array([0.75, 0.25]))
    0.25
    """
    return float(np.abs(found - truth).sum() / 2.0)


def part(money: Values, years: str) -> Values:
    """Money as shares of its sum."""
    total = float(money.sum())
    if not total > 0.0:
        raise Untold(f"the series have no money in {years}")
    return money / total


def recorded(library: Library, items: Sequence[Item], states: Sequence[str], span: tuple[int, int]) -> Values:
    """[year, state]: what the series hold."""
    years = range(span[0], span[1] + 1)
    money = np.zeros((len(years), len(states)))
    for item in items:
        if item.table not in library.facts.tables:
            raise Untold(f"the scenario has no table {item.table}")
        panel = library.panel(item.table, item.where, 1, "patterns")
        for y, s in np.ndindex(money.shape):
            number = panel.at(years[y], states[s])
            money[y, s] += 0.0 if item.positive_only and number < 0.0 else number
    if np.isnan(money).any():
        raise Untold(f"the series have no number for every state in {span[0]}–{span[1]}")
    return money


def flow_of(record: Record, power: int, flow: str) -> Values:
    """[year, state]: a power’s money by all routes in all channels."""
    money = record.committed if flow == "committed" else record.disbursed
    return np.asarray(money[:, power].sum(axis=(2, 3)))


def money_path(pattern: MoneyPath, case: Case) -> Look:
    """What the series hold of years that a source tells; when the model’s payments are largest and smallest."""
    power = case.power(pattern.power)
    library = Library(case.scenario.facts, case.scenario.folders)
    values, quantities = [], []
    for year, told in sorted(pattern.told.items()):
        series = recorded(library, pattern.recorded, case.names_among(pattern), (year, year)).sum()
        values.append(float(series))
        near = Wanted(told * (1.0 - pattern.tolerance), told * (1.0 + pattern.tolerance))
        quantities.append(Quantity(f"series in {year} (told: {told:g})", "M$", near))
    quantities.append(Quantity("largest payments in", "year", Wanted(*pattern.peak)))
    quantities.append(Quantity("smallest payments after that", "year", Wanted(*pattern.trough)))
    quantities.append(Quantity("mean of the trough to that of the peak", "factor"))
    first, end = case.scenario.years.first, case.year(pattern.until) + 1
    peak, trough, places = case.span(pattern.peak), case.span(pattern.trough), case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        money = flow_of(seen.plain, power, "paid")[:end, places].sum(axis=1)
        top = int(money.argmax())
        bottom = top + int(money[top:].argmin())
        return [*values, first + top, first + bottom, float(money[trough].mean() / money[peak].mean())]

    return Look(quantities, measure, PLAIN)


def state_gets_at_least(pattern: StateHolds, case: Case) -> Look:
    """The part of a power’s payments that a state gets."""
    power, state, years = case.power(pattern.power), case.state(pattern.state), case.span(pattern.years)
    places = case.among(pattern)

    def measure(seen: Seen) -> list[float]:
        money = flow_of(seen.plain, power, "paid")[years].sum(axis=0)
        return [float(money[state] / money[places].sum())]

    name = f"part of the payments that {case.scenario.states[pattern.state].name} gets"
    return Look([Quantity(name, "share", Wanted(low=pattern.least))], measure, PLAIN)


def net_repayments(pattern: NetRepayments, case: Case) -> Look:
    """What a state gets a year, less what it pays back."""
    power, state, years = case.power(pattern.power), case.state(pattern.state), case.span(pattern.years)

    def measure(seen: Seen) -> list[float]:
        got = flow_of(seen.plain, power, "paid")[years, state].mean()
        back = seen.plain.returned[years, power, state].sum(axis=1).mean()
        return [float(got - back), float(got), float(back)]

    quantities = [
        Quantity("paid less paid back, a year", "M$", Wanted(high=0.0, strict=True)),
        Quantity("paid a year", "M$"),
        Quantity("paid back a year", "M$"),
    ]
    return Look(quantities, measure, PLAIN)
