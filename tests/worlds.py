"""Invented worlds of any size, made so that every branch of every rule is reached."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from influence_sim.rules import shapes
from influence_sim.rules.shapes import Parameter, World

# Ranges of the parameters that are not dimensionless shares; zero is put in by `extremes`.
RANGES: dict[str, tuple[float, float]] = {
    "standing_decay": (0.02, 0.3),
    "standing_per_log_effort": (0.0, 0.5),
    "effort_saturation": (0.0005, 0.05),
    "tie_strength": (0.0, 0.3),
    "tie_gdp_elasticity": (0.0, 1.5),
    "tie_reach": (-4.0, 1.0),
    "tie_border": (-1.0, 2.0),
    "tie_distance": (-1.0, 0.2),
    "tie_total": (0.2, 3.0),
    "initial_standing": (0.0, 5.0),
    "home_growth_elasticity": (0.0, 1.0),
    "standing_per_depth": (0.0, 0.4),
    "leak_to_home": (0.0, 1.0),
    "standing_shock_sd": (0.0, 0.5),
    "standing_shock_memory": (0.1, 3.0),
    "budget_shock_sd": (0.0, 0.4),
    "budget_shock_memory": (0.1, 5.0),
    "budget_scale": (0.2, 3.0),
    "choice_precision": (0.0, 6.0),
    "people_exponent": (-1.0, 2.0),
    "income_exponent": (-1.0, 2.0),
    "balancing_weight": (0.0, 3.0),
    "disbursement_lag": (0.2, 6.0),
    "leverage": (0.0, 2.0),
    "coordination_phase_in": (0.5, 4.0),
    "non_rivalry_scale": (0.0, 3.0),
    "fund_lag": (0.2, 5.0),
    "founding_delay": (0.0, 4.0),
    "secretariat_cost": (0.0, 20.0),
    "money_to_depth": (0.0, 1.0),
    "money_to_depth_half": (1.0, 100.0),
    "depth_growth": (0.0, 0.5),
    "depth_decay": (0.0, 0.2),
    "forum_activity": (0.0, 0.6),
    "membership_revision_rate": (0.05, 2.0),
    "membership_precision": (0.2, 5.0),
    "membership_constant": (-1.0, 2.0),
    "market_weight": (0.0, 3.0),
    "autonomy_scale": (0.0, 2.0),
    "autonomy_base": (0.0, 0.5),
    "autonomy_rents": (0.0, 4.0),
    "autonomy_shallow": (0.0, 1.0),
    "autonomy_deep": (0.0, 3.0),
    "rivals_answer_size": (0.0, 2.0),
    "hedging_half_point": (0.1, 0.9),
    "absorptive_capacity": (0.0001, 0.005),
    "loan_grace": (0.0, 5.0),
    "loan_maturity": (1.0, 20.0),
    "loan_interest": (0.0, 0.1),
    "offtake_yield": (0.0, 0.5),
    "offtake_decay": (0.0, 0.2),
    "security_weight": (0.0, 3.0),
    "shortage_weight": (0.0, 5.0),
    "corridor_elasticity": (0.0, 2.0),
    "corridor_build": (0.0, 2.0),
    "corridor_decay": (0.0, 0.2),
    "corridor_lag": (0.2, 6.0),
    "corridor_toll": (0.0, 0.2),
    "budget_reaction": (0.0, 4.0),
    "conditionality": (0.0, 3.0),
    "event_size": (0.0, 2.0),
}
# Parameters whose zero is a case of its own in a rule.
EXTREMES = (
    "standing_decay", "standing_shock_memory", "budget_shock_memory", "disbursement_lag", "fund_lag",
    "coordination_phase_in", "tie_gdp_elasticity", "initial_standing", "choice_precision", "shocks",
    "secretariat_cost", "founding_delay", "budget_scale", "loan_grace", "loan_maturity", "offtake_decay",
    "corridor_lag", "corridor_decay",
)  # fmt: skip


def lengths(powers: int, states: int, forums: int, channels: int, corridors: int, years: int) -> dict[str, int]:
    """The axes' lengths."""
    return {"Y": years, "P": powers, "S": states, "F": forums, "C": channels, "K": corridors, "R": 1 + forums}


def make_world(
    rng: np.random.Generator,
    powers: int = 3,
    states: int = 4,
    forums: int = 2,
    channels: int = 2,
    years: int = 6,
    steps_per_year: int = 1,
    extremes: bool = False,
    corridors: int = 2,
    modules: bool = False,
    **changes: Any,
) -> World:
    """A world of the given size with everything drawn; ``changes`` replace fields.

    Modules are off, or each is on with even odds.
    """
    n = lengths(powers, states, forums, channels, corridors, years)
    values: dict[str, Any] = {}
    for name, kind, said in shapes.fields(World):
        if isinstance(said, Parameter):
            low, high = RANGES.get(name, (said.low, min(said.high, 1.0)))
            drawn = rng.uniform(low, high, [n[axis] for axis in said.axes])
            if extremes and name in EXTREMES and rng.random() < 0.3:
                drawn = np.zeros_like(drawn)
            values[name] = drawn if said.axes else float(drawn)
        elif said.axes:
            size = [n[axis] for axis in said.axes]
            values[name] = np.zeros(size, np.int64) if shapes.is_whole(kind) else rng.uniform(0.0, 1.0, size)
        else:
            values[name] = int(rng.random() < 0.5) if modules and isinstance(said, shapes.Module) else 0
    growth = np.cumprod(rng.uniform(0.9, 1.2, (years, powers + states)), axis=0)
    values |= {
        "steps_per_year": steps_per_year,
        "branch": int(rng.integers(0, years)),
        "moving": int(rng.random() < 0.8),
        "gdp_year": int(rng.integers(0, years)),
        "tie_year": int(rng.integers(0, years)),
        "focal": int(rng.integers(0, powers)),
        "own_forum": int(rng.integers(-1, forums)) if forums else -1,
        "rival": rng.integers(0, 2, powers),
        "vehicle": rng.integers(-1, forums, powers) if forums else np.full(powers, -1),
        "eligible": (rng.random((forums, states)) < 0.9).astype(np.int64),
        "convenor": rng.integers(-1, powers, forums),
        "power_id": rng.integers(0, 2**32, powers),
        "state_id": rng.integers(0, 2**32, states),
        "forum_id": rng.integers(0, 2**32, forums),
        "power_gdp": 1e6 * rng.uniform(0.1, 10, powers) * growth[:, :powers],
        "state_gdp": 1e4 * rng.uniform(0.1, 10, states) * growth[:, powers:],
        "population": rng.uniform(0.5, 30, (years, states)),
        "budget_known": rng.uniform(0, 500, (years, powers)),
        "budget_presumed": rng.uniform(0, 50, (years, powers)),
        "border": rng.integers(0, 2, (powers, states)).astype(float),
        "distance": rng.uniform(0, 6, (powers, states)),
        "neighbour": symmetric(rng, states),
        "trade_with_power": rng.dirichlet(np.ones(powers + states), states).T[:powers].copy(),
        "trade_with_state": rng.dirichlet(np.ones(powers + states), states).T[powers:].copy(),
        "resource_rents": rng.uniform(0, 0.4, states),
        "history": rng.integers(0, 3, (years, forums, states)),
        "power_member": rng.integers(0, 2, (years, forums, powers)).astype(float),
        "forum_exists": rng.integers(0, 2, (years, forums)).astype(float),
        "regional_share": rng.dirichlet(np.ones(forums + 1), (years, powers))[:, :, :forums].copy()
        * rng.integers(0, 2, (1, powers, 1)),
        "reactivity": every_year(rng.uniform(0, 2, powers), years),
        "state_value": every_year(rng.uniform(0, 2, (powers, states)), years),
        "channel_fit": every_year(rng.uniform(0, 2, (powers, channels)), years),
        "channel_weight": rng.dirichlet(np.ones(channels)),
        "forum_credit": rng.dirichlet(np.ones(powers), (years, forums)) * rng.integers(0, 2, (1, forums, 1)),
        "rivals_answer": int(rng.integers(0, 3)),
        "shocks": float(rng.random() < 0.8),
        "universal_membership": 0.0,
        "upkeep": rng.uniform(0, 10, (years, powers)) * rng.integers(0, 2, (1, powers)),
        "import_need": rng.uniform(0, 200, (years, powers, channels)) * rng.integers(0, 2, (1, powers, channels)),
        "other_suppliers": rng.uniform(0, 0.2, (years, powers, channels)),
        "resource_supply": rng.uniform(0, 300, (years, states, channels)),
        "builds_corridors": rng.integers(0, 2, channels).astype(float),
        "corridor_length": rng.uniform(0.5, 8, (powers, states, corridors))
        * rng.integers(0, 2, (powers, states, corridors)),
        "corridor_capacity": rng.uniform(0, 2, corridors),
        "corridor_open": rng.uniform(0, 1, (years, corridors)) * rng.integers(0, 2, (years, corridors)),
        "corridor_crosses": rng.integers(0, 2, (states, corridors)),
        "sea_length": rng.uniform(0.5, 8, (states, corridors)) * rng.integers(0, 2, (states, corridors)),
        "event_budget": happening(rng, (years, powers)),
        "event_ties": happening(rng, (years, powers, states)),
        "event_standing": happening(rng, (years, powers, states)),
        "event_corridor": happening(rng, (years, corridors)),
        "event_squeeze": np.abs(happening(rng, (years, powers, channels))),
    }
    free = 1.0 - values["regional_share"].sum(axis=2, keepdims=True)
    values["corridor_works"] = 0.5 * free * rng.dirichlet(np.ones(corridors + 1), (years, powers))[:, :, :corridors]
    values |= changes
    values["uses"] = uses_of(values["regional_share"], values["vehicle"])
    return World(**{k: np.ascontiguousarray(v) if isinstance(v, np.ndarray) else v for k, v in values.items()})


def happening(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Relative changes by events, most of them none, some below -1."""
    return rng.uniform(-1.2, 0.6, shape) * (rng.random(shape) < 0.3)


def every_year(emphasis: np.ndarray, years: int) -> np.ndarray:
    """A power's emphasis, the same in all years."""
    return np.array([emphasis] * years)


def uses_of(regional_share: np.ndarray, vehicle: np.ndarray) -> np.ndarray:
    """Through which forums a power may send money."""
    used = (regional_share > 0).any(axis=0)
    for p, f in enumerate(vehicle):
        if f >= 0:
            used[p, f] = True
    return used.astype(np.int64)


def symmetric(rng: np.random.Generator, states: int) -> np.ndarray:
    """Who borders whom, at random."""
    upper = np.triu(rng.integers(0, 2, (states, states)), 1)
    return (upper + upper.T).astype(float)


@st.composite
def worlds(draw: st.DrawFn, steps: tuple[int, ...] = (1, 4)) -> World:
    """Worlds of 2-8 powers, 1-7 states, 0-5 forums, 1-4 channels and 0-3 corridors, modules on or off."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    world = make_world(
        rng,
        powers=draw(st.integers(2, 8)),
        states=draw(st.integers(1, 7)),
        forums=draw(st.integers(0, 5)),
        channels=draw(st.integers(1, 4)),
        years=draw(st.integers(1, 6)),
        steps_per_year=draw(st.sampled_from(steps)),
        extremes=draw(st.booleans()),
        corridors=draw(st.integers(0, 3)),
        modules=draw(st.booleans()),
        universal_membership=draw(st.sampled_from([0.0, 0.0, 1.0])),
    )
    return world._replace(state_value=world.state_value * rng.uniform(0, 2, world.state_value.shape))
