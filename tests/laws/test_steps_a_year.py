"""The number of steps a year is a matter of accuracy: 1, 4 and 16 tell the same story."""

import math
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from laws.spoils import Play, spoilt
from numpy.typing import NDArray
from worlds import make_world

from influence_sim.engines import compiled
from influence_sim.rules import shapes
from influence_sim.rules.membership import MEMBER
from influence_sim.rules.shapes import SWITCH_OF, World
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world

pytestmark = pytest.mark.slow  # they draw or run a good deal

STRATEGIES = ("bilateral", "alone", "hybrid", "institution")
SHIPPED = [(scenario, chosen) for scenario in ("classroom", "baseline") for chosen in STRATEGIES]


@cache
def as_shipped(scenario: str, chosen: str) -> World:
    """The world of a shipped scenario and strategy; nobody writes to it."""
    return build_world(load_scenario(scenario), [strategy(chosen)])


def shipped_world(scenario: str, chosen: str, **changes: Any) -> World:
    """The world of a shipped scenario and strategy, but for the changes."""
    return as_shipped(scenario, chosen)._replace(**changes)


# Deterministic paths


def deviation(play: Play, world: World, few: int, many: int) -> NDArray[np.float64]:
    """How far shares at the years' ends are from those with many steps, relative to them; by year."""
    quiet = world._replace(shocks=0.0, moving=0)
    coarse, fine = (play(quiet._replace(steps_per_year=n), 1, 0).share.copy() for n in (few, many))
    return np.asarray(np.abs(coarse / fine - 1.0).max(axis=(1, 2)))


@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize(("scenario", "chosen"), SHIPPED)
def test_paths_agree_with_those_of_sixteen_steps_within_one_per_cent(scenario: str, chosen: str, steps: int) -> None:
    # measured: classroom .04 % and .002 %, baseline .33 % and .02 %, in founding years no more
    assert deviation(compiled.play, shipped_world(scenario, chosen), steps, 16).max() < 0.01


@pytest.mark.parametrize("delay", [0.0, 0.3, 1.5, 2.7])
def test_a_fund_that_opens_within_a_year_leaves_paths_within_one_per_cent(delay: float) -> None:
    world = shipped_world("classroom", "institution", founding_delay=delay)
    assert deviation(compiled.play, world, 1, 16).max() < 0.01  # measured: .27 %


@pytest.mark.slow
def test_paths_agree_for_parameters_from_the_priors_too() -> None:
    """The first years are the coarsest, as all pipes start empty and the first money does most."""
    scenario = load_scenario("baseline")
    world = build_world(scenario, [strategy("institution")])
    drawn = [draw_parameters(scenario, world, 1, run) for run in range(60)]
    worst = np.max([deviation(compiled.play, one, 1, 16) for one in drawn], axis=0)
    assert worst.max() < 0.03  # measured over 300 draws: .026, and above .02 in two
    assert worst[5:].max() < 0.01  # measured over 300 draws: .0099


def test_paths_of_generated_worlds_agree_within_one_point_of_influence() -> None:
    """Their parameters are wilder than any prior: a state may get a tenth of its GDP in money.

    In the year in which a fund opens, what it gathered may be paid in the last days: two points there.
    """
    for number in range(100):
        quiet = make_world(np.random.default_rng(number), years=8, shocks=0.0, moving=0)
        coarse, fine = (compiled.play(quiet._replace(steps_per_year=n), 1, 0) for n in (1, 16))
        apart = np.abs(coarse.share - fine.share).max(axis=(1, 2))
        paid = coarse.committed[..., 1:].sum(axis=(1, 2, 3)) > 0.0  # by year and forum
        opening = [int(years.argmax()) for years in paid.T if years.any()]
        assert np.delete(apart, opening).max() < 0.01, number  # measured: .004
        assert apart.max() < 0.02, number  # measured: .014, in a fund's opening year


@pytest.mark.parametrize("module", [*shapes.modules(), "all"])
def test_paths_of_generated_worlds_with_modules_agree_within_three_points(module: str) -> None:
    """Hedging and corridors follow what the last step left, so that a coarse first year tells more."""
    on = {SWITCH_OF + one: int(module in (one, "all")) for one in shapes.modules()}
    if module == "sea_access":
        on["with_corridors"] = 1
    for number in range(50):
        quiet = make_world(np.random.default_rng(number), years=8, shocks=0.0, moving=0, **on)
        coarse, fine = (compiled.play(quiet._replace(steps_per_year=n), 1, 0) for n in (1, 16))
        assert np.abs(coarse.share - fine.share).max() < 0.03, number  # measured: .022


def test_four_times_the_steps_leave_a_tenth_of_the_error() -> None:
    """All that is left of second order, 1/16: nothing acts a step too late or too early."""
    world = shipped_world("classroom", "institution")
    coarse, fine = (deviation(compiled.play, world, steps, 32).max() for steps in (1, 4))
    assert fine < 0.1 * coarse  # measured: 1/16


@pytest.mark.parametrize(
    ("rule", "healthy", "spoil"),
    [
        ("stocks", "return exp(-rate * h)", "return 1.0 - rate * h"),
        ("stocks", "return h * mean_decay(rate * h)", "return h"),
        ("disbursement", "+ inflow * h * mean_decay(h / lag)", "+ inflow * h * exp(-h / lag)"),
        ("forums", "now.depth[f] = goal + (before - goal) * exp(-rate * h)", "now.depth[f] = 0.5 * (before + goal)"),
        ("schedule", "if fiscal == 1:", "if fiscal >= 0:"),
        ("effect", "now.effect[p, s] * step_length(world)", "now.effect[p, s]"),
    ],
    ids=["fading", "gathering", "pipes", "depth", "budgets made every step", "effects not averaged"],
)
def test_the_law_of_paths_bites(rule: str, healthy: str, spoil: str) -> None:
    world = shipped_world("classroom", "institution", standing_per_depth=0.2, choice_precision=3.0)
    with spoilt(rule, healthy, spoil) as wrong:
        assert deviation(wrong, world, 1, 8).max() > 0.01
    assert deviation(compiled.play, world, 1, 8).max() < 0.01


# Ensembles


class Told(NamedTuple):
    """What runs tell: powers' mean shares in three years, and changes of membership after the branch."""

    shares: NDArray[np.float64]
    changes: NDArray[np.float64]


def ensemble(world: World, steps: int, runs: int) -> Told:
    """Runs of a world with a number of steps a year; its luck is its own, so that errors are independent."""
    player = compiled.CompiledRuns(world._replace(steps_per_year=steps))
    shares, changes = [], []
    for run in range(runs):
        record = player.play(steps, run)
        shares.append(record.share.mean(axis=2)[[-18, -10, -1]].ravel())
        changes.append((np.diff(record.status[world.branch - 1 :], axis=0) != 0).sum())
    return Told(np.array(shares), np.array(changes, dtype=float))


def assert_alike(few: NDArray[np.float64], many: NDArray[np.float64]) -> None:
    """Means within four standard errors, spreads within four of theirs (1/√2n of a normal, doubled for thick tails)."""
    error = np.sqrt((few.var(axis=0) + many.var(axis=0)) / len(few))
    assert (np.abs(few.mean(axis=0) - many.mean(axis=0)) < 4.0 * error).all()
    assert (np.abs(np.log(few.std(axis=0) / many.std(axis=0))) < 4.0 * 2.0 / math.sqrt(2.0 * len(few))).all()


@pytest.mark.slow
def test_ensembles_with_one_and_four_steps_are_alike() -> None:
    world = shipped_world("baseline", "institution")
    few, many = ensemble(world, 1, 400), ensemble(world, 4, 400)
    assert_alike(few.shares, many.shares)
    assert_alike(few.changes, many.changes)


@pytest.mark.slow
@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize("chosen", ["bilateral", "institution"])
def test_ensembles_agree_with_those_of_sixteen_steps(chosen: str, steps: int) -> None:
    # measured with 2,000 runs: means of shares within .3 %, spreads within 4 %, changes within .5 %
    world = shipped_world("baseline", chosen)
    few, many = ensemble(world, steps, 2000), ensemble(world, 16, 2000)
    assert_alike(few.shares, many.shares)
    assert_alike(few.changes, many.changes)


# One ingredient at a time


def standing_after_a_year(play: Play, steps: int, runs: int = 25) -> NDArray[np.float64]:
    """Standing earned in a year by ties of 1 a year, in 40 states by two powers: 80 independent draws a run."""
    world = make_world(
        np.random.default_rng(1),
        powers=2,
        states=40,
        forums=0,
        channels=1,
        years=1,
        steps_per_year=steps,
        shocks=1.0,
        standing_shock_sd=0.4,
        standing_shock_memory=1.0,
        standing_decay=0.0,
        initial_standing=0.0,
        budget_scale=np.zeros(2),
        tie_strength=1.0,
        tie_total=2.0,
        tie_reach=np.zeros(2),
        tie_border=0.0,
        tie_distance=0.0,
        tie_gdp_elasticity=0.0,
    )
    return np.array([play(world, steps, run).standing[0].ravel() for run in range(runs)]).ravel()


def spreads_ratio(play: Play) -> float:
    """Spread of a year's standing in one step over that in four."""
    return float(standing_after_a_year(play, 1).std() / standing_after_a_year(play, 4).std())


def test_luck_has_mean_one_whatever_the_steps() -> None:
    # 2,000 draws of spread .4 √.736 = .34: standard error .008
    for steps in (1, 4):
        assert standing_after_a_year(compiled.play, steps).mean() == pytest.approx(1.0, abs=0.03)


def test_luck_has_the_same_spread_whatever_the_steps() -> None:
    assert spreads_ratio(compiled.play) == pytest.approx(1.0, abs=0.08)  # standard error .022


def test_the_law_of_spreads_bites_where_the_shock_at_the_end_of_a_step_acts() -> None:
    healthy = "exp(shock_mean(before, after, spread, memory, h, z_mean) - centre)"
    with spoilt("luck", healthy, "exp(after - 0.5 * spread * spread)") as wrong:
        assert abs(spreads_ratio(wrong) - 1.0) > 0.08


def members_after_a_year(
    play: Play, steps: int, consent: float, runs: int, rate: float, states: int
) -> NDArray[np.float64]:
    """Part of the states that are members of a forum after a year, when all begin outside and four fifths would join.

    U is ln 4 and λ_m is 1, so that a state that reconsiders wants to belong with probability .8.
    """
    world = make_world(
        np.random.default_rng(2),
        powers=2,
        states=states,
        forums=1,
        channels=1,
        years=1,
        steps_per_year=steps,
        branch=0,
        moving=1,
        shocks=0.0,
        neighbour=np.zeros((states, states)),
        regional_share=np.zeros((1, 2, 1)),
        vehicle=np.array([-1, -1]),
        forum_exists=np.ones((1, 1)),
        eligible=np.ones((1, states), np.int64),
        membership_revision_rate=rate,
        membership_precision=1.0,
        membership_constant=math.log(4.0),
        market_weight=0.0,
        autonomy_scale=0.0,
        consent=np.array([consent]),
    )
    return np.array([(play(world, steps, run).status[0] == MEMBER).mean() for run in range(runs)])


def drift_in_errors(play: Play, consent: float, runs: int, rate: float = 1.0, many: int = 4, states: int = 16) -> float:
    """Difference of members between one step a year and many, in standard errors."""
    coarse, fine = (members_after_a_year(play, steps, consent, runs, rate, states) for steps in (1, many))
    return float((coarse.mean() - fine.mean()) / math.sqrt((coarse.var() + fine.var()) / len(coarse)))


@pytest.mark.parametrize("many", [4, 16])
@pytest.mark.parametrize("consent", [1.0, 0.5])
def test_as_many_join_whatever_the_steps(consent: float, many: int) -> None:
    assert abs(drift_in_errors(compiled.play, consent, 200, many=many, states=80)) < 4.0


@pytest.mark.parametrize("consent", [1.0, 0.5, 0.1])
@pytest.mark.parametrize("steps", [1, 4, 16])
def test_as_many_join_as_a_clock_without_steps_says(steps: int, consent: float) -> None:
    # at each tick a member leaves with .2, another enters with .8 c; three ticks a year
    turnover = 0.2 + 0.8 * consent
    expected = 0.8 * consent / turnover * (1.0 - math.exp(-3.0 * turnover))
    found = members_after_a_year(compiled.play, steps, consent, 100, rate=3.0, states=80)
    assert abs(found.mean() - expected) < 4.0 * found.std() / math.sqrt(len(found))


def test_the_law_of_joining_bites_where_the_clock_ticks_at_most_once_for_sure() -> None:
    with spoilt("joining", "clock < chance_of_tick", "clock < ticks") as wrong:
        assert abs(drift_in_errors(wrong, 1.0, 40)) > 4.0


def test_the_law_of_joining_bites_where_a_state_asks_for_consent_once_a_step() -> None:
    healthy = "consent = consent_in_step(before, wish, world.consent[f], ticks, chance_of_tick)"
    with spoilt("joining", healthy, "consent = before + (1.0 - before) * world.consent[f]") as wrong:
        # in one step .9975 · .4 = .40 belong, with a clock without steps .65
        assert abs(drift_in_errors(wrong, 0.5, 40, rate=6.0)) > 4.0
