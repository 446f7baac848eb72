"""Modules of an invented region: each is on or off, with facts of its own in one of the forms a user may choose."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regions.inventing import Making


def modules(made: "Making") -> dict[str, Any]:
    """The section of that name."""
    draw = made.draw
    plain = ("hedging", "absorption", "debt", "budget_reaction")
    section: dict[str, Any] = {name: draw.choice([True, {"on": False}, {"on": True}, False]) for name in plain}
    section["resources"] = resources(made)
    section["corridors"] = corridors(made)
    section["sea_access"] = {"on": any(way.get("sea") for way in section["corridors"]["routes"].values())}
    section["conditionality"] = conditionality(made)
    section["events"] = events(made)
    return section


def resources(made: "Making") -> dict[str, Any]:
    """One power imports through one channel."""
    draw, power, channel = made.draw, made.draw.choice(list(made.powers)), made.draw.choice(list(made.channels))
    supply = {key: {channel: draw.uniform(0, 90)} for key in made.some(made.states, 1)}
    return {
        "on": draw.random() < 0.5,
        "imports": {power: {channel: draw.choice([300, {made.first: 100, made.first + 4: 250}])}},
        "suppliers": {power: {channel: {"main": {made.first: 0.5, made.first + 2: 0.8}, "others": 0.03}}},
        "supply": supply,
    }


def corridors(made: "Making") -> dict[str, Any]:
    """Ways for some powers and states."""
    draw, routes = made.draw, {}
    for key, name in made.corridors.items():
        lengths = {power: draw.choice([3.5, {"others": 2.5}]) for power in made.some(made.powers, 1)}
        controlled = made.some(made.powers)[:2]
        routes[key] = {
            "name": name,
            "capacity": draw.uniform(0.2, 2),
            "open": draw.choice([1, {made.first: 1, made.first + 5: 0.4}]),
            "control": dict.fromkeys(controlled, 0.5),
            "crosses": made.some(made.states),
            "length": lengths,
            "sea": {state: draw.uniform(0.1, 5) for state in made.some(made.states)},
        }
    builds = made.some(made.channels) if routes else []
    return {"on": bool(routes) and draw.random() < 0.7, "builds": builds, "routes": routes}


def conditionality(made: "Making") -> dict[str, Any]:
    """Regimes from a table or as given; with a single state there is nobody to prefer."""
    if len(made.states) == 1:
        return {"on": False}
    read = {"table": "regime", "between": "step", "before": "hold", "after": "hold"}
    given = {key: round(made.draw.random(), 2) for key in made.states}
    return {
        "on": made.draw.random() < 0.5,
        "openness": made.draw.choice([given, dict.fromkeys(made.states, read)]),
        "conditions": {next(iter(made.powers)): 1, "others": 0.2},
    }


def events(made: "Making") -> dict[str, Any]:
    """Things that happen to powers, ties, standing and ways; to each power one at most."""
    draw, listed = made.draw, {}
    for number, power in enumerate(made.some(made.powers)[:3]):
        first, state = draw.randint(made.first, made.last), draw.choice(list(made.states))
        listed[f"event_{number}"] = {
            "name": made.namer.event(),
            "years": [first, min(made.last, first + draw.randint(0, 4))],
            "budget": {power: -0.4},
            "ties": {power: {state: 0.5}},
            "standing": {power: draw.choice([-0.3, {state: -0.5}])},
            "corridors": {draw.choice(list(made.corridors)): -0.5} if made.corridors else {},
            "squeeze": {power: {draw.choice(list(made.channels)): 0.5}},
        }
    return {"on": bool(listed), "list": listed}
