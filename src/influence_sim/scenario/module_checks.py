"""What the ``modules`` section must have to make sense: known actors, numbers in range, and what a module needs."""

from typing import TYPE_CHECKING

from influence_sim.scenario.complaints import problem
from influence_sim.scenario.module_facts import module_arrays
from influence_sim.scenario.module_values import Values
from influence_sim.scenario.modules import Conditionality, Corridors, Resources
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.yaml import KeyPath

if TYPE_CHECKING:
    from influence_sim.scenario.schema import Scenario

TOP: KeyPath = ("modules",)


def check_modules(scenario: "Scenario") -> None:
    """All that can be checked before a table is read."""
    section, values = scenario.modules, Values(scenario.keys, scenario.calendar)
    try:
        module_arrays(section, values)
        check_names(section.corridors)
        if section.resources.on:
            check_resources(section.resources, values)
        if section.corridors.on:
            check_corridors(section.corridors)
        if section.is_on("sea_access"):
            check_sea_access(section.corridors)
        if section.conditionality.on:
            check_conditionality(section.conditionality, values)
    except Wrong as wrong:
        raise problem(wrong.keys, wrong.sentence) from None


def check_names(section: Corridors) -> None:
    """No two corridors share a name."""
    names: dict[str, str] = {}
    for key, route in section.routes.items():
        if names.setdefault(route.name, key) != key:
            path = (*TOP, "corridors", "routes", key, "name")
            raise Wrong(path, f"is {shown(route.name)}, as that of {names[route.name]}; names differ")


def check_resources(section: Resources, values: Values) -> None:
    """Something is imported, each import has its suppliers, and some state can deliver."""
    path = (*TOP, "resources")
    if section.imports == {}:
        raise Wrong((*path, "on"), "is true, but there are no imports; say power → channel → M$/yr")
    if section.supply == {}:
        raise Wrong((*path, "on"), "is true, but there is no supply; say state → channel → M$/yr")
    supplied = {cell.who for cell in values.cells(section.suppliers, "PC", path)}
    for cell in values.cells(section.imports, "PC", path):
        if cell.who not in supplied and cell.value != 0:
            power, channel = cell.who
            sentence = f"lacks suppliers of {power} in {channel}, which imports has; say main: and others:, or a table"
            raise Wrong((*path, "suppliers") if section.suppliers else path, sentence)


def check_corridors(section: Corridors) -> None:
    """There is a way between a power and a state."""
    if not any(route.length != {} for route in section.routes.values()):
        path = (*TOP, "corridors", "on")
        raise Wrong(path, "is true, but there is no route with a length; say routes: key: length: power → 1000 km")


def check_sea_access(section: Corridors) -> None:
    """There is a way to the sea."""
    if not any(route.sea != {} for route in section.routes.values()):
        sentence = "is true, but no route of modules.corridors.routes has a way to the sea; say sea: state → 1000 km"
        raise Wrong((*TOP, "sea_access", "on"), sentence)


def check_conditionality(section: Conditionality, values: Values) -> None:
    """Every state's regime is known, and some power minds."""
    path = (*TOP, "conditionality")
    known = {cell.who for cell in values.cells(section.openness, "S", path)}
    for state in values.keys["S"]:
        if (state,) not in known:
            raise Wrong((*path, "openness"), f'has no number for the state "{state}"; add {state}: or others:')
    if section.conditions == {}:
        raise Wrong((*path, "on"), "is true, but no power has conditions; say power → 0 to 1")
