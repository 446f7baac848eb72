"""Nothing comes from nothing: standing only fades where nobody acts, and the books of money balance."""

import numpy as np

from influence_sim.experiments.laws.case import FEW, ROUNDING, Case, Found, Silent
from influence_sim.rules.shapes import Numbers, Record, World


def fading(case: Case) -> Found:
    """Fading.

    Without budgets, ties and forums, and without the modules corridors and events, what powers hold beside the home
    standing is what the fading leaves of the first: T − n = Σ a₀ e^(−δt).
    """
    world = case.active
    first = first_standing(world)
    if not first.any():
        raise Silent("no power has standing at the start")
    nothing = world._replace(
        budget_scale=np.zeros_like(world.budget_scale),
        tie_strength=0.0,
        standing_per_depth=0.0,
        with_corridors=0,
        with_events=0,
        shocks=1.0,
    )
    home = (world.state_gdp / world.state_gdp[0]) ** world.home_growth_elasticity
    years = np.arange(1, len(home) + 1)
    left = np.exp(-world.standing_decay * years)[:, None] * first.sum(axis=0)
    held = home / case.record(nothing).home - home  # the record holds the home share n / T
    return Found(float(np.abs(held - left).max()), ROUNDING, "standing")


def money(case: Case) -> Found:
    """Money.

    What a power has committed was paid, is on its way, is lost or went to a secretariat, in every year.
    """
    records = [case.record(case.active, run) for run in range(FEW)]
    if not any(record.budget.any() for record in records):
        raise Silent("no power has money")
    return Found(float(np.max([unaccounted(record) for record in records])), ROUNDING, "relative")


def first_standing(world: World) -> Numbers:
    """[power, state]: a₀, the first standing, spread by the pattern; the strongest power's mean is the parameter."""
    strongest = world.initial_pattern.mean(axis=1).max()
    if strongest == 0.0:
        return np.zeros_like(world.initial_pattern)
    first: Numbers = world.initial_standing * world.initial_pattern / strongest
    return first


def unaccounted(record: Record) -> float:
    """The largest part of a power's commitments since the first year that the books do not show."""
    committed = record.budget.cumsum(axis=0)
    paid = record.disbursed.sum(axis=(2, 3, 4)) + record.works.sum(axis=2)
    spent = (paid + record.lost + record.secretariat.sum(axis=2)).cumsum(axis=0)
    return float((np.abs(committed - spent - record.pending) / np.maximum(1.0, committed)).max())
