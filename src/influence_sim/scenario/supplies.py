"""Facts of the module resources: what powers import and from how few suppliers, and what states could deliver."""

import math
from typing import Any

import numpy as np

from influence_sim.rules.shapes import Numbers
from influence_sim.scenario.complaints import dotted
from influence_sim.scenario.module_values import AMOUNT, SHARE, Cell, Values, bridged
from influence_sim.scenario.modules import FromTable, Resources
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.yaml import KeyPath

PATH: KeyPath = ("modules", "resources")
ROUNDING = 1e-9


def supplies(section: Resources, values: Values) -> dict[str, Any]:
    """The arrays of the module.

    Raises:
        Wrong: an actor or a channel is unknown, or a number is missing or outside its range.
        InputError: a table cannot be read.
    """
    main = np.zeros(values.shape("YPC"))
    others = np.zeros_like(main)
    for cell in values.cells(section.suppliers, "PC", (*PATH, "suppliers")):
        column: tuple[Any, ...] = (slice(None), *cell.at)
        main[column], others[column] = concentration(cell, values)
    return {
        "import_need": values.over_time(section.imports, "PC", AMOUNT, (*PATH, "imports")),
        "main_supplier": main,
        "other_suppliers": others,
        "resource_supply": values.over_time(section.supply, "SC", AMOUNT, (*PATH, "supply")),
    }


def concentration(cell: Cell, values: Values) -> tuple[Numbers, Numbers]:
    """Share of the largest supplier outside the region, and sum of the squared shares of the others, by year."""
    power, said, path = cell.who[0], cell.value, cell.path
    if isinstance(said, FromTable):
        return from_table(said, power, values, path)
    main = values.column(said.main, power, SHARE, (*path, "main"))
    others = values.column(said.others, power, SHARE, (*path, "others"))
    for year, one, rest in zip(values.years, main, others, strict=True):
        if rest > (1 - one) ** 2 + ROUNDING:
            most = f"where main is {one:g}, as in {year}, the squares of the others sum to at most {(1 - one) ** 2:g}"
            raise Wrong((*path, "others"), f"is {rest:g}; {most}")
    return main, others


def from_table(said: FromTable, power: str, values: Values, path: KeyPath) -> tuple[Numbers, Numbers]:
    """The same from a table whose key columns are supplier and power."""
    if values.library is None:
        unknown = np.full(len(values.years), np.nan)
        return unknown, unknown
    panel = values.library.panel(said.table, said.where, 2, dotted(path))
    own = panel.codes_of(power, 1)
    inside = {code for state in values.keys["S"] for code in panel.table.codes.get(state, [state])}
    amounts: dict[int, dict[str, float]] = {}
    for (year, (supplier, buyer)), amount in panel.numbers.items():
        if amount < 0:
            raise Wrong(path, f"is {amount:g} from {supplier} to {buyer} in {year} by the table; it must be at least 0")
        if buyer in own and supplier not in inside and supplier not in own:
            of_year = amounts.setdefault(year, {})
            of_year[supplier] = of_year.get(supplier, 0.0) + amount
    found = {year: by_concentration(list(of_year.values())) for year, of_year in amounts.items()}
    main, others = (
        bridged({year: pair[i] for year, pair in found.items()}, said, values.years, power, path) for i in (0, 1)
    )
    return main, others


def by_concentration(amounts: list[float]) -> tuple[float, float]:
    """Share of the largest of some amounts, and the sum of the squared shares of the rest; NaN if they sum to 0.

    >>> by_concentration([1.0, 6.0, 3.0])
    (0.6, 0.1)
    """
    total = math.fsum(amounts)
    if not total > 0:
        return math.nan, math.nan
    largest, *rest = sorted((amount / total for amount in amounts), reverse=True)
    return largest, math.fsum(share * share for share in rest)
