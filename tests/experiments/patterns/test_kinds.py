"""Every kind of pattern on records made by hand."""

from typing import Any

import numpy as np
import pytest
from experiments.patterns.made import look_of, money, record, seen, shares

from influence_sim.experiments.patterns.case import Case, Look, Quantity, Untold, Wanted
from influence_sim.experiments.patterns.founding import gain_left_out, logit, utilities
from influence_sim.experiments.patterns.kinds import LOOKS
from influence_sim.experiments.patterns.money import misplaced
from influence_sim.experiments.patterns.shares import effective_number, passing, varying
from influence_sim.experiments.patterns.strategies import gini, quadrants
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.patterns import KINDS, Founding, Vary

pytestmark = pytest.mark.slow  # they draw or run a good deal


def measured(look: Look, **records: Any) -> list[float]:
    return list(look.measure(seen(**records)))


def met(look: Look, values: list[float]) -> bool:
    return bool(look.met(np.array([values]))[0])


def test_every_kind_has_a_look() -> None:
    assert set(LOOKS) == set(KINDS)


def test_a_power_that_leads_everywhere_is_nowhere_behind() -> None:
    look = look_of("leads_everywhere", power="north", years=[2001, 2002])
    values = measured(look, plain=record(share=shares(0.6, 0.3)))
    assert values == [0.0] and met(look, values)


def test_states_and_years_in_which_another_leads_are_counted() -> None:
    share = shares(0.6, 0.3)
    share[0, 1, 0] = share[1, 1, 2] = 0.7
    look = look_of("leads_everywhere", power="north", years=[2001, 2002])
    values = measured(look, plain=record(share=share))
    assert values == [2.0] and not met(look, values)


def test_only_the_states_that_are_named_are_looked_at() -> None:
    share = shares(0.6, 0.3)
    share[0, 1, 0] = 0.7
    look = look_of("leads_everywhere", power="north", years=[2001, 2001], among=["bora", "cima"])
    assert measured(look, plain=record(share=share)) == [0.0]


def test_the_largest_share_is_of_the_years_named() -> None:
    share = shares(0.6, 0.3)
    share[0, 1, 0], share[5, 0, 1] = 0.9, 0.8
    look = look_of("share_at_most", most=0.75, years=[2002, 2012])
    values = measured(look, plain=record(share=share))
    assert values == [0.8] and not met(look, values)


def test_shares_of_three_and_one_count_as_one_and_six_tenths() -> None:
    # q = .75 and .25: 1 / (.5625 + .0625) = 1.6
    assert effective_number(np.array([[0.6], [0.2]])) == pytest.approx([1.6])
    look = look_of("effective_number_between", year=2005, low=1.5, high=1.7)
    values = measured(look, plain=record(share=shares(0.6, 0.2)))
    assert values == pytest.approx([1.6]) and met(look, values)


def overtaking(year: int) -> Any:
    """Shares with which south passes north in a year, in every state."""
    share = shares(0.5, 0.2)
    share[year - 2001 :] = shares(0.2, 0.4, 2013 - year)
    return share


@pytest.mark.parametrize(("year", "said"), [(2004, True), (2005, True), (2007, False)])
def test_passing_is_the_first_year_ahead(year: int, said: bool) -> None:
    look = look_of("passes_between", power="south", rival="north", years=[2004, 2005])
    values = measured(look, plain=record(share=overtaking(year)))
    assert values == [year] and met(look, values) is said


def test_who_never_passes_fails() -> None:
    look = look_of("passes_between", power="south", rival="north", years=[2004, 2005])
    values = measured(look, plain=record(share=shares(0.5, 0.2)))
    assert values == [np.inf] and not met(look, values)
    assert passing(np.array([False, False])) == np.inf


def test_an_assumption_is_varied_for_one_actor_alone() -> None:
    case = Case(load_scenario("classroom"))
    change = varying(Vary(parameter="budget_scale", element="south", factors=[3]), 3.0, case)
    assert (change(case.world()).budget_scale / case.world().budget_scale).tolist() == [1.0, 3.0]


def test_a_varied_assumption_has_a_date_of_its_own() -> None:
    vary = {"parameter": "budget_scale", "element": "north", "factors": [2]}
    look = look_of("passes_between", power="south", rival="north", years=[2004, 2005], vary=vary)
    varied = next(role for role in look.arms if role != "plain")
    records = {"plain": record(share=overtaking(2004)), varied: record(share=overtaking(2009))}
    assert measured(look, **records) == [2004.0, 2009.0]


def test_a_state_that_is_passed_later_than_the_mean_is_late() -> None:
    share = overtaking(2005)
    share[:8, :, 2] = shares(0.5, 0.2)[:8, :, 2]  # cima in 2009; the mean in 2005: .33 and .3
    look = look_of("passes_not_later_than_mean", power="south", rival="north", states=["alba", "cima"])
    values = measured(look, plain=record(share=share))
    assert values == [0.0, 4.0] and not met(look, values)


def test_a_quarter_of_the_money_is_misplaced() -> None:
    assert misplaced(np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.5, 0.25])) == 0.25


def test_the_part_that_a_state_gets_is_of_payments() -> None:
    look = look_of("state_gets_at_least", power="south", state="bora", years=[2003, 2004], least=0.5)
    values = measured(look, plain=record(disbursed=money([1.0, 2.0, 1.0])))
    assert values == [0.5] and met(look, values)


def test_repayments_are_taken_off_what_is_paid() -> None:
    look = look_of("net_repayments", power="south", state="alba", years=[2003, 2004])
    returned = np.zeros((12, 2, 3, 2))
    returned[:, 1, 0, 1] = 5.0
    values = measured(look, plain=record(disbursed=money([3.0, 0.0, 0.0]), returned=returned))
    assert values == [-2.0, 3.0, 5.0] and met(look, values)


def led_in_alba() -> Any:
    share = shares(0.3, 0.4)
    share[:, 0, 0] = 0.6
    return share


def test_a_response_is_looked_for_where_the_rival_led() -> None:
    look = look_of("response_of_effort", power="south", rival="north", start=2006)
    plain = record(share=led_in_alba(), committed=money([2.0, 1.0, 1.0]))
    raised = record(share=led_in_alba(), committed=money([3.0, 0.5, 0.5]))
    values = measured(look, plain=plain, raised=raised)
    assert values == pytest.approx([1.0, 0.5, 0.0]) and met(look, values)


def test_a_rival_that_leads_everywhere_cannot_tell_a_response() -> None:
    look = look_of("response_of_effort", power="south", rival="north", start=2006)
    plain = record(share=shares(0.6, 0.3), committed=money([1.0, 1.0, 1.0]))
    values = measured(look, plain=plain, raised=plain)
    assert values[0] == 3.0 and len(look.met(np.array([values]))) == 0


@pytest.mark.parametrize(("twice", "said"), [(0.55, True), (0.51, False)])
def test_a_second_helping_is_to_lower_the_leader_by_less(twice: float, said: bool) -> None:
    look = look_of("added_dollar_lowers_leader", power="south", musd=10, start=2005)
    levels = {"plain": 0.6, "once": 0.56, "twice": twice}  # the first takes .04
    values = measured(look, **{role: record(share=shares(level, 0.2)) for role, level in levels.items()})
    assert values[0] == pytest.approx(-0.04) and met(look, values) is said


def test_helpings_are_dollars_and_not_parts_of_a_budget() -> None:
    look = look_of("added_dollar_lowers_leader", power="south", musd=10, start=2005)
    world = Case(load_scenario("classroom")).world()
    change = look.arms["twice"].change
    assert change is not None
    assert (change(world).budget_known - world.budget_known)[[3, 4]].tolist() == [[0.0, 0.0], [0.0, 20.0]]


def test_the_same_to_each_head_is_even() -> None:
    assert gini(np.array([2.0, 1.0]), np.array([10.0, 5.0])) == 0.0


def test_all_to_one_of_four_equal_states_is_three_quarters_uneven() -> None:
    assert gini(np.array([1.0, 0.0, 0.0, 0.0]), np.ones(4)) == pytest.approx(0.75)


def test_quadrants_hold_all_draws() -> None:
    values = np.array([[0, 0, 0.1, 0.1], [0, 0, 0.1, -0.1], [0, 0, -0.1, 0.1], [0, 0, -0.1, 0.1]])
    assert [part for _, part in quadrants(values)] == [0.25, 0.25, 0.5, 0.0]


def test_a_strategy_that_is_later_and_evener_is_seen() -> None:
    look = look_of("slower_and_evener", strategy="institution", against="bilateral")
    early = np.where(np.arange(12) < 4, 0.2, 0.4)
    one = record(possession=early, milieu=0.5, disbursed=money([10.0, 5.0, 5.0]))
    other = record(possession=0.3, milieu=0.4, disbursed=money([20.0, 0.0, 0.0]))
    values = measured(look, one=one, other=other)
    # people 10, 5, 5: even against all to half of the people, .5
    assert values == pytest.approx([-0.1, -0.5, 0.1, 0.1]) and met(look, values)


def test_a_worth_that_tells_all_choices_gains_on_the_base_rate() -> None:
    worth = np.array([[1.0, 1.0, -1.0], [1.0, -1.0, 1.0], [-1.0, 1.0, 1.0]])
    joined = (worth > 0).astype(float)
    folds: Any = np.indices(worth.shape)
    assert gain_left_out(worth, joined, folds[0]) > 0.5
    assert gain_left_out(worth, 1.0 - joined, folds[1]) > 0.5  # a slope may have either sign


def test_a_worth_that_tells_nothing_gains_nothing() -> None:
    joined = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    folds: Any = np.indices(joined.shape)
    assert gain_left_out(np.zeros((3, 3)), joined, folds[0]) == pytest.approx(0.0, abs=0.01)


def test_a_logit_finds_the_base_rate_where_worth_is_the_same() -> None:
    assert logit(np.zeros(4), np.array([1.0, 1.0, 1.0, 0.0]), np.zeros(1)) == pytest.approx([0.75], abs=1e-3)


def test_belonging_beside_a_partner_is_worth_what_trade_with_it_is() -> None:
    # the classroom: market weight 2, trade with north .4 in alba and .2 in cima, autonomy as rents .2 and 0
    case = Case(load_scenario("classroom"))
    alone, beside = (utilities(case.world(), [Founding(year=2001, powers=p)], case)[0] for p in ([], ["north"]))
    assert beside - alone == pytest.approx([0.8, 0.6, 0.4])


def test_a_missing_actor_makes_a_pattern_untold() -> None:
    with pytest.raises(Untold, match="the scenario has no power east"):
        look_of("leads_everywhere", power="east", years=[2001, 2002])


def test_a_missing_year_makes_a_pattern_untold() -> None:
    with pytest.raises(Untold, match="runs from 2001 to 2012 and has no 1999"):
        look_of("share_at_most", most=0.5, years=[1999, 2002])


def test_ends_of_a_range_count_unless_it_is_strict() -> None:
    values = np.array([0.0, 1.0, np.nan])
    assert Wanted(0.0, 0.5).holds(values).tolist() == [True, False, False]
    assert Wanted(0.0, 2.0, strict=True).holds(values).tolist() == [False, True, False]


def test_a_quantity_without_a_range_is_not_judged() -> None:
    look = Look([Quantity("told", "share"), Quantity("judged", "share", Wanted(high=0.0))], lambda _: [], {})
    assert look.met(np.array([[9.0, 0.0], [np.nan, 1.0]])).tolist() == [True, False]
