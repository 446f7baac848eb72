"""Same luck: what changes nothing changes no bit, and what differs in one place moves no draw elsewhere."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from laws.spoils import Play, spoilt
from worlds import make_world, uses_of, worlds

from influence_sim.engines.compiled import play
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.world import build_world

YEARS, FORUMS = 8, 2

# Forums matter to nobody but themselves: no money goes through them, and depth confers no standing.
IDLE_FORUMS: dict[str, Any] = {
    "branch": 0,
    "moving": 1,
    "shocks": 1.0,
    "forum_exists": np.ones((YEARS, FORUMS)),
    "regional_share": np.zeros((YEARS, 3, FORUMS)),
    "rivals_answer": 0,
    "standing_per_depth": 0.0,
    "membership_revision_rate": 1.0,
}


def idle_world(number: int, **changes: Any) -> World:
    """A generated world with luck, in which memberships move and forums matter to nobody."""
    return make_world(np.random.default_rng(number), years=YEARS, forums=FORUMS, **IDLE_FORUMS | changes)


def without_first_forum(record: Record) -> Record:
    """The record as if the first forum's memberships, depth and home share were not written down."""
    masked = {name: getattr(record, name).copy() for name in ("status", "depth")}
    masked["status"][:, 0] = masked["depth"][:, 0] = 0
    return record._replace(**masked)


def one_decision_apart(play: Play, number: int) -> tuple[Record, Record]:
    """Two runs of a world whose first forum admits everybody in the one, nobody in the other."""
    open_door, closed_door = (idle_world(number, consent=np.array([consent, 0.5])) for consent in (1.0, 0.0))
    return play(open_door, 1, 0), play(closed_door, 1, 0)


@given(world=worlds(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_a_door_that_nobody_uses_changes_no_bit(world: World, seed: int) -> None:
    """That a power may send money through a forum, and sends none, is not seen."""
    used = world._replace(uses=np.ones_like(world.uses))
    assert record_digest(play(used, seed, 0)) == record_digest(play(world, seed, 0))


@given(world=worlds(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_a_strategy_changes_no_bit_before_it_starts(world: World, seed: int) -> None:
    sizes = shapes.sizes_of(world)
    assume(sizes["Y"] > 1)
    last = sizes["Y"] - 1
    choices = {}
    for name in ("regional_share", "convening"):
        changed = getattr(world, name).copy()
        changed[last] = 0.5 / max(1, sizes["F"])
        choices[name] = changed
    changed_world = world._replace(uses=uses_of(choices["regional_share"], world.vehicle) | world.uses, **choices)
    before, after = play(world, seed, 0), play(changed_world, seed, 0)
    for name, _, said in shapes.fields(Record):
        assert said.axes[0] == "Y"
        assert np.array_equal(getattr(before, name)[:last], getattr(after, name)[:last]), name


@pytest.mark.parametrize("scenario", ["classroom", "baseline"])
def test_a_shipped_strategy_that_sends_nothing_is_its_model_to_the_bit(scenario: str) -> None:
    loaded = load_scenario(scenario)
    bilateral = build_world(loaded, [strategy("bilateral")])
    alike = bilateral._replace(uses=np.ones_like(bilateral.uses))
    assert record_digest(play(alike, 1, 0)) == record_digest(play(bilateral, 1, 0))


def test_one_forums_decision_moves_nothing_else() -> None:
    for number in range(5):
        admitting, refusing = one_decision_apart(play, number)
        assert record_digest(without_first_forum(admitting)) == record_digest(without_first_forum(refusing))


def test_one_forums_decision_is_really_another() -> None:
    for number in range(5):
        admitting, refusing = one_decision_apart(play, number)
        assert not np.array_equal(admitting.status[:, 0], refusing.status[:, 0])


def test_a_state_that_joins_more_easily_never_joins_later() -> None:
    """The draws are the same, so that a lower threshold can only let in more, as long as nobody leaves."""
    eager = {"membership_constant": 20.0, "membership_precision": 5.0}
    few, many = (play(idle_world(3, consent=np.full(FORUMS, consent), **eager), 1, 0) for consent in (0.3, 0.7))
    assert (many.status >= few.status).all()
    assert (many.status > few.status).any()


def with_a_bystander(world: World) -> World:
    """The same world with a last power that has no money, no ties, no first standing and no credit."""
    found: dict[str, Any] = {}
    for name, _, said in shapes.fields(World):
        value = getattr(world, name)
        if "P" in said.axes:
            place = said.axes.index("P")
            value = np.concatenate([value, np.take(value, [-1], axis=place)], axis=place)
        found[name] = value
    found["power_id"][-1] = 12345
    found["tie_reach"][-1] = -700.0
    found["vehicle"][-1] = -1
    for name in ("budget_scale", "initial_pattern", "rival", "uses"):
        found[name][-1] = 0
    for name in ("forum_credit", "power_member"):
        found[name][..., -1] = 0.0
    found["regional_share"][:, -1] = 0.0
    return World(**found)


@given(number=st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_another_actor_moves_no_draw(number: int) -> None:
    world = make_world(np.random.default_rng(number), shocks=1.0, standing_shock_sd=0.3)
    alone, watched = play(world, 1, 0), play(with_a_bystander(world), 1, 0)
    assert watched.share[:, :-1] == pytest.approx(alone.share, abs=1e-12)
    assert np.array_equal(watched.status, alone.status)


def test_the_law_bites_where_a_draw_depends_on_what_was_decided_before() -> None:
    healthy = "clock = uniform(seed, run, tick, REVISION, world.forum_id[f], world.state_id[s])"
    with spoilt("joining", healthy, healthy.replace("tick,", "tick + now.status[0, s],")) as wrong:
        admitting, refusing = one_decision_apart(wrong, 0)
    assert record_digest(without_first_forum(admitting)) != record_digest(without_first_forum(refusing))


def test_the_law_bites_where_draws_are_counted_through() -> None:
    healthy = "z_mean = normal(seed, run, tick, STANDING_BRIDGE, world.power_id[p], world.state_id[s])"
    spoil = healthy.replace("world.power_id[p], world.state_id[s]", "now.share.shape[0], s")
    world = make_world(np.random.default_rng(1), shocks=1.0, standing_shock_sd=0.3)
    with spoilt("luck", healthy, spoil) as wrong:
        alone, watched = wrong(world, 1, 0), wrong(with_a_bystander(world), 1, 0)
    assert np.abs(watched.share[:, :-1] - alone.share).max() > 1e-6
