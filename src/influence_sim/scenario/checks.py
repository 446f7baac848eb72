"""What must fit together in a scenario. Each check raises the first problem that it finds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from influence_sim.scenario.complaints import problem
from influence_sim.scenario.module_checks import check_modules
from influence_sim.scenario.names import collision, nearest_of_many, shown
from influence_sim.scenario.parameters import Wrong, aligned, known_parameters, nearest_parameter, range_text
from influence_sim.scenario.priors import read_priors

if TYPE_CHECKING:
    from influence_sim.scenario.schema import Scenario

MOST_YEARS = 500
Path = tuple[str | int, ...]


def check(scenario: "Scenario") -> None:
    """Everything that must fit together."""
    check_years(scenario)
    check_names(scenario)
    check_roles(scenario)
    check_forums(scenario)
    check_modules(scenario)
    check_parameters(scenario)
    check_deciders(scenario)
    check_ledger(scenario)


def check_years(scenario: "Scenario") -> None:
    """All years lie inside the first and last one."""
    first, last = scenario.years.first, scenario.years.last
    if last < first:
        raise problem(("years", "last"), f"is {last}; it must not lie before the first year, {first}")
    if last - first + 1 > MOST_YEARS:
        raise problem(("years", "last"), f"is {last}; from {first} on, at most {MOST_YEARS} years can be simulated")
    dated: list[tuple[Path, int | None]] = [
        (("branch",), scenario.branch),
        (("reference_years", "gdp"), scenario.reference_years.gdp),
        (("reference_years", "ties"), scenario.reference_years.ties),
        *((("windows", "early", i), scenario.windows.early[i]) for i in (0, 1)),
        *((("windows", "late", i), scenario.windows.late[i]) for i in (0, 1)),
        *((("marks", i, "year"), mark.year) for i, mark in enumerate(scenario.marks)),
    ]
    for path, year in dated:
        if year is not None and not first <= year <= last:
            raise problem(path, f"is {year}; it must be a year from {first} to {last}")
    for name, window in (("early", scenario.windows.early), ("late", scenario.windows.late)):
        if window[1] < window[0]:
            raise problem(("windows", name), f"is {shown(window)}; the first year must not lie after the last")


def check_names(scenario: "Scenario") -> None:
    """No two actors of a kind share a name or the address of their luck, and no power is a state."""
    for kind in ("powers", "states", "forums", "channels"):
        actors = getattr(scenario, kind)
        if clash := collision(actors):
            first, second = clash
            raise problem((kind, second), f'has the same 32-bit hash as "{first}"; rename one of them')
        names: dict[str, str] = {}
        for key, actor in actors.items():
            if names.setdefault(actor.name, key) != key:
                raise problem(
                    (kind, key, "name"), f"is {shown(actor.name)}, as that of {names[actor.name]}; names differ"
                )
    for key in scenario.states:
        if key in scenario.powers:
            raise problem(("states", key), "is also the key of a power; rename one of them")


def check_roles(scenario: "Scenario") -> None:
    """Roles name powers and forums of this scenario."""
    roles = scenario.roles
    check_known(("roles", "focal"), roles.focal, scenario.powers, "power")
    for i, rival in enumerate(roles.rivals):
        check_known(("roles", "rivals", i), rival, scenario.powers, "power")
        if rival == roles.focal:
            raise problem(("roles", "rivals", i), f"is {shown(rival)}, the focal power; a rival is another power")
        if rival in roles.rivals[:i]:
            raise problem(("roles", "rivals", i), f"is {shown(rival)}, which stands twice; keep one")
    check_known(("roles", "own_forum"), roles.own_forum, scenario.forums, "forum")


def check_forums(scenario: "Scenario") -> None:
    """Vehicles and convenors exist."""
    for key, power in scenario.powers.items():
        check_known(("powers", key, "forum"), power.forum, scenario.forums, "forum")
    for key, forum in scenario.forums.items():
        check_known(("forums", key, "convenor"), forum.convenor, scenario.powers, "power")
        for i, state in enumerate(forum.open_to or ()):
            check_known(("forums", key, "open_to", i), state, scenario.states, "state")


def check_known(path: Path, key: str | None, allowed: Iterable[str], kind: str) -> None:
    """A key names an actor of this scenario, or nobody."""
    if key is not None and key not in set(allowed):
        raise problem(path, f"is {shown(key)}, which is no {kind} of this scenario; {nearest_of_many(key, allowed)}")


def check_parameter_names(entries: Any) -> Any:
    """The names of parameters are those of the rules; told before what their entries lack."""
    known = known_parameters()
    for name in entries if isinstance(entries, dict) else ():
        if name not in known:
            raise problem((name,), f"is no parameter; {nearest_parameter(str(name), known)}")
    return entries


def check_parameters(scenario: "Scenario") -> None:
    """Every parameter of the rules is there, in the rules' unit, inside its range, with a prior that can be drawn."""
    for name, (about, _) in known_parameters().items():
        entry = scenario.parameters.get(name)
        if entry is None:
            needed = f", which the module {about.module} needs" if about.module else ""
            raise problem(("parameters",), f'lacks "{name}" (in {about.unit}){needed}: {about.meaning}')
        if entry.unit != about.unit:
            raise problem(("parameters", name, "unit"), f"is {shown(entry.unit)}; it must be {shown(about.unit)}")
        try:
            path: Path = ("parameters", name, "value")
            aligned(name, entry.value, scenario.keys, scenario.calendar)
            path = ("parameters", name, "prior")
            read_priors(name, entry.prior, scenario.keys)
        except Wrong as wrong:
            raise problem((*path, *wrong.keys), wrong.sentence) from None


def check_deciders(scenario: "Scenario") -> None:
    """Deciders are parameters that are one number and may be 0."""
    single = [name for name, (about, words) in known_parameters().items() if not (about.axes or words or about.low > 0)]
    for i, name in enumerate(scenario.deciders):
        if name not in single:
            allowed = "it must be a parameter that is one number and may be 0"
            sentence = f"is {shown(name)}; {allowed}; {nearest_parameter(name, single)}"
            raise problem(("deciders", i), sentence)


def check_ledger(scenario: "Scenario") -> None:
    """What switches a term off are parameters that are one number, at values they may have."""
    known = {name: about for name, (about, words) in known_parameters().items() if not (about.axes or words)}
    for key, term in scenario.ledger.items():
        for name, value in term.off.items():
            path = ("ledger", key, "off", name)
            if name not in known:
                raise problem(path, f"is no parameter that is one number; {nearest_parameter(name, list(known))}")
            about = known[name]
            if not about.low <= value <= about.high:
                raise problem(path, f"is {value:g}; it must be {range_text(about)}")
