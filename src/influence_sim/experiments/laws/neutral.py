"""The neutral point: where nothing that an institution might add or cost is assumed, the route does not matter."""

import numpy as np

from influence_sim.experiments.laws.case import FEW, ROUNDING, ROUTE, Case, Found, Silent
from influence_sim.experiments.ledger import with_terms
from influence_sim.rules.shapes import Numbers, World
from influence_sim.scenario.schema import Term

CONSTANT_ROUTES = (0.25, ROUTE, 1.0)
YEARLY_ROUTES = (0.2, 0.9, 0.0, 0.5, 1.0)  # one for each year, over and over


def neutral_point(case: Case) -> Found:
    """The neutral point.

    With all terms of the ledger off it does not matter which part of its money the focal power sends through its own
    forum, the same part every year or another: all shares stay as they are. The module resources is off for it, since
    only bilateral money opens sources.
    """
    terms = terms_of(case)
    years = len(case.plain.regional_share)
    routes = [np.full(years, route) for route in CONSTANT_ROUTES]
    routes.append(np.resize(YEARLY_ROUTES, years))
    world = with_terms(case.active, terms, 0)._replace(with_resources=0)
    worst = np.max([route_effect(case, world, route, run) for route in routes for run in range(FEW)])
    return Found(float(worst), ROUNDING, "share")


def ledger_terms(case: Case) -> Found:
    """The terms of the ledger.

    Each of them, switched on alone, makes the route matter; of a term that does not, the neutral point says nothing.
    """
    terms, world = terms_of(case), case.active
    route = np.full(len(world.regional_share), ROUTE)
    effects = {
        term.name: max(route_effect(case, with_terms(world, terms, 1 << k), route, run) for run in range(FEW))
        for k, term in enumerate(terms)
    }
    if all(is_off(world, term) for term in terms):
        raise Silent("all terms of the ledger are off in this scenario")
    awake = {name: effect for name, effect in effects.items() if effect > ROUNDING}
    idle = [name for name in effects if name not in awake]
    notes = [f"smallest effect of {len(effects)} terms: {min(awake, key=awake.__getitem__)}"] if awake else []
    notes += [f"no effect alone: {', '.join(idle)}"] * bool(idle)
    return Found(min(awake.values(), default=0.0), ROUNDING, "share", "; ".join(notes), at_least=True)


def terms_of(case: Case) -> list[Term]:
    """The terms of the scenario's ledger.

    Raises:
        Silent: there is no neutral point in this scenario.
    """
    own = case.need_own_forum()
    if case.plain.convenor[own] != case.plain.focal:
        raise Silent("another than the focal power convenes its own forum")
    if not case.scenario.ledger:
        raise Silent("the scenario has no ledger")
    return list(case.scenario.ledger.values())


def is_off(world: World, term: Term) -> bool:
    """Whether a term is off in a world already."""
    return all(np.all(getattr(world, name) == value) for name, value in term.off.items())


def route_effect(case: Case, world: World, route: Numbers, run: int) -> float:
    """The largest difference to any share that a route makes, against no money through the forum."""
    shares = np.zeros_like(world.regional_share)
    direct = case.record(world._replace(regional_share=shares), run).share
    through = shares.copy()
    through[case.start :, world.focal, world.own_forum] = route[case.start :]
    return float(np.abs(case.record(world._replace(regional_share=through), run).share - direct).max())
