"""The ledger: Shapley's axioms on games worked by hand, then on the model."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence_sim as isim
from influence_sim.experiments.comparison import Comparison
from influence_sim.experiments.ledger import (
    START,
    WHOLE,
    Ledger,
    interaction,
    ledger_run_count,
    make_ledger,
    shapley,
    subsets,
    with_terms,
)
from influence_sim.scenario.world import build_world

games = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.floats(-5, 5), min_size=2**n, max_size=2**n).map(lambda values: (n, values))
)


def game(values: list[float]) -> np.ndarray[Any, Any]:
    """A game's values by subset, for one run and one outcome."""
    return np.array(values).reshape(-1, 1, 1)


def value(of: Any) -> float:
    return float(of[0, 0])


@given(games)
def test_the_terms_sum_to_the_whole_difference(drawn: tuple[int, list[float]]) -> None:
    n, values = drawn
    terms = list(range(n))
    total = sum(value(shapley(game(values), k, terms)) for k in terms)
    assert total == pytest.approx(values[-1] - values[0], abs=1e-12)


def test_a_gloves_game_by_hand() -> None:
    """One left glove (0), two right gloves (1, 2); a pair is worth 1. Left: 2/3, each right: 1/6."""
    pair = [0, 0, 0, 1, 0, 1, 0, 1]
    assert [value(shapley(game(pair), k, [0, 1, 2])) for k in range(3)] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_a_term_that_changes_nothing_gets_nothing() -> None:
    values = [0, 0, 2, 2]  # bit 0 is idle
    assert value(shapley(game(values), 0, [0, 1])) == 0.0


def test_terms_that_do_not_meet_get_what_they_bring_alone() -> None:
    brought = [0.5, -0.2, 0.9]
    values = [sum(brought[k] for k in range(3) if s >> k & 1) for s in range(8)]
    assert [value(shapley(game(values), k, [0, 1, 2])) for k in range(3)] == pytest.approx(brought)
    assert value(interaction(game(values), 0, 2, [0, 1, 2])) == pytest.approx(0.0, abs=1e-12)


def test_two_terms_that_work_only_together_share_and_interact() -> None:
    values = [0, 0, 0, 1]
    assert value(shapley(game(values), 0, [0, 1])) == 0.5
    assert value(interaction(game(values), 0, 1, [0, 1])) == 1.0


def test_terms_left_out_stay_off() -> None:
    values = [0, 1, 10, 100]  # bit 1 left out: only subsets 0 and 1 count
    assert value(shapley(game(values), 0, [0])) == 1.0


@pytest.mark.parametrize("n", range(5))
def test_every_subset_is_met_once(n: int) -> None:
    met = [number for number, _ in subsets(range(n))]
    assert sorted(met) == list(range(2**n))


def test_a_subset_switches_off_the_terms_that_it_lacks() -> None:
    scenario = isim.load_scenario("baseline")
    world, keys = build_world(scenario, [isim.strategy("institution")]), list(scenario.ledger)
    only_leak = with_terms(world, terms=list(scenario.ledger.values()), subset=1 << keys.index("leak"))
    assert only_leak.credit_leak == world.credit_leak
    assert (only_leak.leverage, only_leak.founding_delay, only_leak.convenor_targeting) == (0.0, 0.0, 1.0)


@pytest.fixture(scope="module")
def pair() -> Comparison:
    return isim.compare("classroom", runs=2, ledger_runs=2)


def test_at_the_neutral_point_the_route_of_money_makes_no_difference(pair: Comparison) -> None:
    start = pair.ledger[pair.ledger["term"] == START]
    assert start["contribution"].abs().max() < 1e-9


def test_the_whole_is_the_verdict_of_the_same_worlds(pair: Comparison) -> None:
    whole = pair.ledger[pair.ledger["term"] == WHOLE]
    keys = ["decider", "axis", "window", "weight"]
    both = whole.merge(pair.verdict, on=keys)
    assert len(both) == len(pair.verdict)
    assert (both["contribution"] - both["difference"]).abs().max() < 1e-12


def test_contributions_sum_to_the_whole(pair: Comparison) -> None:
    keys = ["decider", "axis", "window", "weight"]
    terms = pair.ledger[~pair.ledger["term"].isin([START, WHOLE])].groupby(keys)["contribution"].sum()
    ends = pair.ledger[pair.ledger["term"] == WHOLE].set_index(keys)["contribution"]
    assert (terms - ends).abs().max() < 1e-9
    assert pair.make_ledgers()[0].largest_error < 1e-12


def test_with_the_decider_at_zero_its_term_is_not_in_the_ledger(pair: Comparison) -> None:
    at_zero = pair.ledger[pair.ledger["decider"] == "at zero"]
    assert "depth" not in set(at_zero["term"])
    assert "depth" in set(pair.ledger[pair.ledger["decider"] == "as given"]["term"])


def test_interactions_name_each_pair_once(pair: Comparison) -> None:
    chosen = pair.interactions.query("decider == 'as given' and axis == 'milieu' and window == 'late'")
    chosen = chosen[chosen["weight"] == "by GDP"]
    keys = list(pair.scenario.ledger)
    assert list(zip(chosen["term"], chosen["other"], strict=True)) == list(combinations(keys, 2))


def ledger_of(one: str, other: str, parameters: str = "value") -> Ledger:
    scenario = isim.load_scenario("classroom", {"parameters.shocks": 1})
    return make_ledger(scenario, isim.strategy(one), isim.strategy(other), runs=2, parameters=parameters)


def test_swapped_strategies_give_the_mirrored_ledger() -> None:
    one, other = ledger_of("institution", "bilateral").frame, ledger_of("bilateral", "institution").frame
    assert np.allclose(one["contribution"], -other["contribution"], atol=1e-15)
    assert np.allclose(one["low"], -other["high"], atol=1e-15)


def test_each_world_draws_its_own_prior() -> None:
    values = ledger_of("institution", "bilateral", parameters="prior").values
    assert not np.array_equal(values[-1, 0], values[-1, 1])


def test_a_ledger_runs_every_subset_of_both_strategies(pair: Comparison) -> None:
    told: list[int] = []
    scenario = isim.load_scenario("classroom")
    make_ledger(scenario, *pair.strategies[::-1], runs=1, progress=told.append)
    assert sum(told) == ledger_run_count(scenario, 1) == 2 * 2 ** len(scenario.ledger)


def test_strategies_with_plans_of_their_own_differ_at_the_neutral_point_too() -> None:
    scenario = isim.load_scenario("classroom")
    state = next(iter(scenario.states))
    keen = isim.strategy("bilateral", state_value={state: 3.0})
    ledger = make_ledger(scenario, keen, isim.strategy("bilateral"), runs=1)
    assert np.abs(ledger.values[0]).max() > 1e-6
