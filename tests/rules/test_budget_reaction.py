"""Module budget reaction: a power gives more as its strongest rival pulls ahead of what was usual."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.helpers import situation_of, world_of

from influence_sim.rules.budget import make_budget
from influence_sim.rules.budget_reaction import LEAST, MOST, reaction_factor, reaction_to, rival_lead, watch_rivals

ON = {"with_budget_reaction": 1, "budget_reaction": 0.5}
SHARE = st.floats(0.01, 1.0)


def test_a_reaction_by_hand() -> None:
    # 1 + .5 · .15/.30
    assert reaction_to(0.45, 0.30, 0.5) == pytest.approx(1.25)


@given(usual=SHARE, size=st.floats(0.0, 5.0))
def test_a_usual_lead_changes_nothing(usual: float, size: float) -> None:
    assert reaction_to(usual, usual, size) == 1.0


@given(lead=SHARE, usual=SHARE)
def test_without_a_size_nobody_reacts(lead: float, usual: float) -> None:
    assert reaction_to(lead, usual, 0.0) == 1.0


@given(lead=SHARE, more=st.floats(0.0, 0.5), usual=SHARE, size=st.floats(0.0, 5.0))
def test_a_larger_lead_never_lowers_the_budget(lead: float, more: float, usual: float, size: float) -> None:
    assert LEAST <= reaction_to(lead, usual, size) <= reaction_to(lead + more, usual, size) <= MOST


def test_a_budget_is_at_most_doubled_and_at_most_halved() -> None:
    # 1 + 4 · 1 = 5 and 1 − 4 · ½ = −1
    assert reaction_to(0.4, 0.2, 4.0) == 2.0
    assert reaction_to(0.1, 0.2, 4.0) == 0.5


def test_where_no_rival_was_usual_nobody_reacts() -> None:
    assert reaction_to(0.4, 0.0, 4.0) == 1.0


def test_the_lead_is_the_strongest_rivals_share_state_by_state() -> None:
    # .5 in one state and .3 in the other; for the second power .2 and .4
    world = world_of(powers=3)
    now = situation_of(world, share=[[0.2, 0.4], [0.5, 0.1], [0.1, 0.3]])
    assert rival_lead(now, 0) == pytest.approx(0.4)
    assert rival_lead(now, 1) == pytest.approx(0.3)


def usual_after(leads: list[float], branch: int, on: int = 1) -> float:
    """What lead the first power thinks usual after years in which its rival held these shares."""
    world = world_of(states=1, years=len(leads), branch=branch, **ON | {"with_budget_reaction": on})
    now = situation_of(world)
    for year, lead in enumerate(leads):
        now.share[1, 0] = lead
        watch_rivals(world, now, 0, year)
    return float(now.usual_lead[0])


def test_the_usual_lead_is_the_mean_up_to_the_branch() -> None:
    # .2, .4, .6 count; what comes from the branch on does not
    assert usual_after([0.2, 0.4, 0.6, 0.9, 0.9], branch=3) == pytest.approx(0.4)


def test_without_history_the_first_year_is_usual() -> None:
    assert usual_after([0.2, 0.4, 0.6], branch=0) == pytest.approx(0.2)


def test_without_the_module_nobody_watches() -> None:
    assert usual_after([0.2, 0.4, 0.6], branch=3, on=0) == 0.0


def test_a_factor_by_hand() -> None:
    # 1 + .5 · (.6 − .4)/.4
    world = world_of(states=1, **ON)
    now = situation_of(world, share=[[0.1], [0.6]], usual_lead=[0.4, 0.4])
    assert reaction_factor(world, now, 0) == pytest.approx(1.25)


def test_without_the_module_the_factor_is_one() -> None:
    world = world_of(states=1, **ON | {"with_budget_reaction": 0})
    now = situation_of(world, share=[[0.1], [0.6]], usual_lead=[0.4, 0.4])
    assert reaction_factor(world, now, 0) == 1.0


@pytest.mark.parametrize(("year", "budget"), [(0, 100.0), (1, 125.0)], ids=["before the branch", "from the branch on"])
def test_budgets_react_from_the_branch_on(year: int, budget: float) -> None:
    money = {
        "budget_known": [[100, 0], [100, 0]],
        "presumed_budget_share": 0.0,
        "budget_scale": [1, 1],
        "budget_factor": [[1, 1], [1, 1]],
    }
    quiet = {"branch": 1, "shocks": 0.0, "rivals_answer": 0, "upkeep": [[0, 0], [0, 0]]}
    world = world_of(states=1, **ON | money | quiet)
    now = situation_of(world, share=[[0.1], [0.6]], usual_lead=[0.4, 0.4])
    make_budget(world, now, 0, year)
    assert now.budget[0] == pytest.approx(budget)
