"""Switches: what is off leaves no trace, to the bit; and what is on does something, or the law says nothing."""

from typing import Any, NamedTuple

import numpy as np
import pytest
from laws.spoils import Play, spoilt
from worlds import make_world

from influence_sim.engines import compiled
from influence_sim.rules.membership import MEMBER
from influence_sim.rules.reaction import COPY, NO_ANSWER
from influence_sim.rules.shapes import World
from influence_sim.runs.trajectory import record_digest

YEARS, POWERS, FORUMS = 5, 3, 2

# A world in which every ingredient is at work.
AT_WORK: dict[str, Any] = {
    "branch": 1,
    "moving": 1,
    "shocks": 1.0,
    "own_forum": 0,
    "vehicle": np.array([0, 1, -1]),
    "convenor": np.array([0, 1]),
    "rival": np.array([0, 1, 1]),
    "rivals_answer": COPY,
    "forum_exists": np.ones((YEARS, FORUMS)),
    "regional_share": np.broadcast_to(np.array([[0.5, 0.0], [0.0, 0.3], [0.0, 0.0]]), (YEARS, POWERS, FORUMS)),
    "membership_revision_rate": 1.0,
    "observer_weight": 0.5,
    "autonomy_scale": 1.0,
    "depth_growth": 0.4,
    "depth_ceiling": np.ones(FORUMS),
}


class Switch(NamedTuple):
    """How an ingredient is switched off, and the fields that then say nothing."""

    off: dict[str, Any]
    idle: tuple[str, ...]


NO_MONEY_THROUGH_FORUMS = {
    "regional_share": np.zeros((YEARS, POWERS, FORUMS)),
    "vehicle": np.full(POWERS, -1),
    "rivals_answer": NO_ANSWER,
}
# What states look at when they decide to belong.
CLOCK = (
    "membership_revision_rate", "membership_precision", "membership_constant", "market_weight", "autonomy_scale",
    "autonomy_base", "autonomy_rents", "autonomy_shallow", "autonomy_deep", "consent", "forum_exists", "eligible",
    "trade_with_power", "trade_with_state", "resource_rents", "power_member",
)  # fmt: skip
SWITCHES = {
    "luck": Switch(
        {"shocks": 0.0},
        ("standing_shock_sd", "standing_shock_memory", "budget_shock_sd", "budget_shock_memory"),
    ),
    "membership by clock": Switch(
        {"moving": 0},
        CLOCK,
    ),
    "universal membership": Switch({"universal_membership": 1.0}, ("moving", *CLOCK)),
    "answer": Switch({"rivals_answer": NO_ANSWER}, ("rivals_answer_size", "own_forum")),
    "forums' money": Switch(
        NO_MONEY_THROUGH_FORUMS,
        ("credit_leak", "leverage", "leverage_credit", "forum_coordination_gain", "coordination_phase_in", "fund_lag",
         "founding_delay", "secretariat_cost", "convenor_targeting", "money_to_depth", "convenor"),
    ),
    "leverage": Switch({"leverage": 0.0}, ("leverage_credit",)),
    "standing from depth": Switch({"standing_per_depth": 0.0}, ("forum_credit",)),
    "leaked credit": Switch({"credit_leak": 0.0, "leverage": 0.0}, ("leak_to_home",)),
    "cross-border works": Switch(
        {"non_rivalry_scale": 0.0},
        ("non_rivalry", "complementarity", "bilateral_coordination", "forum_coordination_gain",
         "coordination_phase_in", "neighbour"),
    ),
    "ties": Switch({"tie_strength": 0.0}, ("tie_reach", "tie_border", "tie_distance", "tie_total", "tie_year")),
    "first standing": Switch({"initial_standing": 0.0}, ("initial_pattern",)),
    "balancing": Switch({"balancing_weight": 0.0}, ("reactivity",)),
    "presumed budgets": Switch({"presumed_budget_share": 0.0}, ("budget_presumed",)),
    "activity bought": Switch({"money_to_depth": 0.0}, ("money_to_depth_half",)),
}  # fmt: skip


def world_at_work(number: int, **changes: Any) -> World:
    """A generated world in which every ingredient is at work, but for the changes."""
    return make_world(np.random.default_rng(number), powers=POWERS, forums=FORUMS, years=YEARS, **AT_WORK | changes)


def with_another(world: World, name: str, number: int) -> World:
    """The world with one field drawn anew; through which forums money may go follows from the rest."""
    other = make_world(np.random.default_rng(1000 + number), powers=POWERS, forums=FORUMS, years=YEARS)
    if name == "moving":
        return world._replace(moving=1 - world.moving)
    if name == "own_forum":
        return world._replace(own_forum=1 - world.own_forum)
    if name == "convenor":
        return world._replace(convenor=world.convenor[::-1].copy())
    if name == "tie_year":
        return world._replace(tie_year=(world.tie_year + 1) % YEARS)
    return world._replace(**{name: getattr(other, name)})


def leaves_a_trace(play: Play, number: int, off: dict[str, Any], name: str) -> bool:
    """Whether a field drawn anew changes a bit of the record of a generated world."""
    world = world_at_work(number, **off)
    return record_digest(play(world, 1, 0)) != record_digest(play(with_another(world, name, number), 1, 0))


CASES = [(switch, name) for switch in SWITCHES for name in SWITCHES[switch].idle]
NAMES = [f"{switch}: {name}" for switch, name in CASES]


@pytest.mark.parametrize(("switch", "name"), CASES, ids=NAMES)
def test_what_is_off_leaves_no_trace(switch: str, name: str) -> None:
    assert not any(leaves_a_trace(compiled.play, number, SWITCHES[switch].off, name) for number in range(3))


@pytest.mark.parametrize(("switch", "name"), CASES, ids=NAMES)
def test_what_is_on_leaves_a_trace(switch: str, name: str) -> None:
    assert any(leaves_a_trace(compiled.play, number, {}, name) for number in range(10))


def universal_gap(play: Play, number: int, branch: int) -> bool:
    """Whether universal membership differs in a bit from history in which all belong, without movement."""
    universal = world_at_work(number, universal_membership=1.0, branch=branch)
    history = universal.history.copy()
    history[branch:, universal.own_forum] = MEMBER
    replayed = universal._replace(universal_membership=0.0, moving=0, history=history)
    return record_digest(play(universal, 1, 0)) != record_digest(play(replayed, 1, 0))


@pytest.mark.parametrize("branch", [0, 1, 3])
def test_universal_membership_is_a_history_in_which_all_belong_to_the_own_forum(branch: int) -> None:
    assert not any(universal_gap(compiled.play, number, branch) for number in range(3))


@pytest.mark.parametrize("own_forum", [0, -1])
def test_universal_membership_replays_other_forums_to_the_bit(own_forum: int) -> None:
    for number in range(3):
        universal = world_at_work(number, universal_membership=1.0, own_forum=own_forum)
        replayed = universal._replace(universal_membership=0.0, moving=0)
        one, other = (compiled.play(world, 1, 0).status for world in (universal, replayed))
        others = [f for f in range(FORUMS) if f != own_forum]
        assert np.array_equal(one[:, others], other[:, others])


def test_the_law_of_universal_membership_bites_where_all_belong_before_the_branch() -> None:
    healthy = "if year >= world.branch and world.universal_membership > 0.0"
    with spoilt("membership", healthy, "if world.universal_membership > 0.0") as wrong:
        assert any(universal_gap(wrong, number, 3) for number in range(3))


@pytest.mark.parametrize(
    ("switch", "name", "rule", "healthy", "spoil"),
    [
        ("luck", "standing_shock_sd", "luck", "spread = world.shocks * world.standing_shock_sd",
         "spread = world.standing_shock_sd"),
        ("answer", "rivals_answer_size", "reaction", "if world.rivals_answer == COPY else 0.0",
         "if world.rivals_answer == COPY else 0.001 * answer_of(world, now, p)"),
        ("membership by clock", "consent", "membership", "or world.moving == 0 or", "or"),
        ("universal membership", "consent", "membership", "or world.universal_membership > 0.0:", "or False:"),
        ("cross-border works", "bilateral_coordination", "levers", "return world.non_rivalry_scale *",
         "return (0.001 + world.non_rivalry_scale) *"),
    ],
)  # fmt: skip
def test_the_law_bites(switch: str, name: str, rule: str, healthy: str, spoil: str) -> None:
    with spoilt(rule, healthy, spoil) as wrong:
        assert any(leaves_a_trace(wrong, number, SWITCHES[switch].off, name) for number in range(10))
