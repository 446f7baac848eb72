"""Where values go: every kind of path."""

import numpy as np
import pytest
from experiments.designs.making import LEAK, RHO, design

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design, Setting


def at(made: Design, **row: object) -> Setting:
    return made.setting(row)


def test_a_parameter_is_set_in_the_world() -> None:
    (world, _) = at(design("grid", {"leak": {**LEAK, "values": [0.25]}}), leak=0.25).worlds()
    assert world.credit_leak == 0.25


def test_one_element_of_a_parameter_is_set_and_no_other() -> None:
    made = design("grid", {"money": {"path": "parameters.budget_scale.south", "values": [2]}})
    before = made.resolved.cast.scenario
    world = at(made, money=2).worlds()[0]
    assert world.budget_scale.tolist() == [1.0 if key != "south" else 2.0 for key in before.powers]


def test_a_word_is_set() -> None:
    made = design("grid", {"answer": {"path": "parameters.rivals_answer"}})
    assert at(made, answer="outspend").load().parameters["rivals_answer"].value == "outspend"


def test_a_field_of_one_strategy_is_set_and_the_other_is_as_it_was() -> None:
    made = design("grid", {"rho": {"path": RHO, "values": [0.2]}})
    bilateral, institution = at(made, rho=0.2).strategies
    assert (bilateral.regional_share, institution.regional_share) == (0, 0.2)


def test_a_changed_strategy_keeps_its_name() -> None:
    made = design("grid", {"rho": {"path": RHO, "values": [0.2]}})
    assert [one.key for one in at(made, rho=0.2).strategies] == ["bilateral", "institution"]


def test_rho_is_short_for_the_regional_share() -> None:
    made = design("grid", {"rho": {"path": "strategies.institution.rho", "values": [0.2]}})
    assert at(made, rho=0.2).strategies[1].regional_share == 0.2


def test_a_key_below_a_field_is_set_beside_those_that_are_there() -> None:
    factors = {
        "last": {"path": "strategies.phased.regional_share.end", "values": [0.3]},
        "works": {"path": "strategies.phased.channel_fit.works", "values": [2]},
    }
    phased = at(design("grid", factors, strategies=["bilateral", "phased"]), last=0.3, works=2).strategies[1]
    assert phased.model_dump()["regional_share"] == {"start": 0, "end": 0.3, "over": 10}
    assert phased.channel_fit == {"works": 2}


def test_two_factors_may_change_one_strategy() -> None:
    factors = {
        "rho": {"path": RHO, "values": [0.2]},
        "start": {"path": "strategies.institution.start", "values": [2003]},
    }
    institution = at(design("grid", factors), rho=0.2, start=2003).strategies[1]
    assert (institution.regional_share, institution.start) == (0.2, 2003)


def test_several_paths_get_the_same_value() -> None:
    paths = [RHO, "strategies.hybrid.regional_share"]
    made = design("grid", {"rho": {"path": paths, "values": [0.2]}}, strategies=["institution", "hybrid"])
    assert [one.regional_share for one in at(made, rho=0.2).strategies] == [0.2, 0.2]


def test_a_module_is_switched_on() -> None:
    made = design("grid", {"hedging": {"path": "modules.hedging.on", "values": [False, True]}})
    assert [at(made, hedging=on).worlds()[0].with_hedging for on in (False, True)] == [0, 1]


def test_an_event_is_switched_off_where_events_are_on() -> None:
    path = "modules.events.list.russia_2014.on"
    fixed = {"modules.events.on": True}
    made = design("grid", {"event": {"path": path, "values": [False, True]}}, scenario="baseline", set=fixed)
    changes = [at(made, event=on).worlds()[0].event_budget for on in (False, True)]
    power = list(made.resolved.cast.scenario.powers).index("RUS")
    assert [float(change[2015 - 1992, power]) for change in changes] == [0.0, -0.2]


def test_the_size_of_an_event_is_set() -> None:
    path = "modules.events.list.chinese_surge.budget.CHN"
    made = design("grid", {"surge": {"path": path, "values": [1]}}, scenario="baseline")
    assert at(made, surge=1).load().modules.events.list["chinese_surge"].budget == {"CHN": 1}


def test_another_power_follows_a_strategy_or_goes_on_as_it_did() -> None:
    factors = {"russia": {"path": "others.RUS", "values": ["none", "retreat"]}}
    made = design("grid", factors, scenario="baseline", others=["sco_bank"])
    assert [one.key for one in at(made, russia="none").others] == ["sco_bank"]
    assert [one.key for one in at(made, russia="retreat").others] == ["sco_bank", "retreat"]


def test_a_field_of_another_powers_strategy_is_set() -> None:
    factors = {
        "russia": {"path": "others.RUS", "values": ["none", "retreat"]},
        "left": {"path": "strategies.retreat.budget_factor.end", "values": [0.1]},
    }
    made = design("grid", factors, scenario="baseline")
    (retreat,) = at(made, russia="retreat", left=0.1).others
    assert retreat.model_dump()["budget_factor"]["end"] == 0.1


def test_the_scenario_itself_varies_with_what_all_points_change() -> None:
    made = design(
        "grid",
        {"region": {"path": "scenario", "values": ["classroom", "pacific"]}},
        set={"parameters.credit_leak": 0.5},
    )
    loaded = [at(made, region=name).load() for name in ("classroom", "pacific")]
    assert [one.key for one in loaded] == ["classroom", "pacific"]
    assert [one.parameters["credit_leak"].value for one in loaded] == [0.5, 0.5]


def test_the_branch_is_set_to_a_whole_year() -> None:
    made = design("latin_hypercube", {"branch": {"path": "branch", "prior": {"uniform": [2003, 2006]}}}, samples=4)
    assert sorted(made.points()["branch"]) == [2003, 2004, 2005, 2006]
    assert at(made, branch=2004.0).load().branch == 2004


def test_overrides_hold_what_load_scenario_takes() -> None:
    fixed = {"steps_per_year": 2}
    setting = at(design("grid", {"leak": {**LEAK, "values": [0.25]}}, set=fixed), leak=np.float64(0.25))
    assert setting.overrides == {"steps_per_year": 2, "parameters.credit_leak": 0.25}


def test_every_row_of_the_points_makes_worlds() -> None:
    factors = {"start": {"path": "strategies.institution.start", "values": [2002, 2004]}, "leak": {**LEAK, "steps": 2}}
    made = design("grid", factors)
    points = made.points()
    assert [len(made.setting(points.iloc[i]).worlds()) for i in range(4)] == [2, 2, 2, 2]
    assert [made.setting(row).strategies[1].start for _, row in points.iterrows()] == [2002, 2002, 2004, 2004]


def test_luck_is_common_to_all_points_unless_the_design_says_otherwise() -> None:
    assert design("grid", {"leak": {**LEAK, "steps": 2}}).common_random_numbers


def test_a_row_that_lacks_a_factor_is_refused() -> None:
    with pytest.raises(InputError, match='a point lacks the factor "leak"; it has leek'):
        at(design("grid", {"leak": {**LEAK, "steps": 2}}), leek=1)


def test_a_row_with_an_unknown_strategy_is_refused() -> None:
    made = design("grid", {"russia": {"path": "others.RUS", "values": ["none", "retreat"]}}, scenario="baseline")
    with pytest.raises(InputError, match='"retret" is no strategy of this design; did you mean "retreat"'):
        at(made, russia="retret")


def test_a_row_with_an_unknown_scenario_is_refused() -> None:
    made = design("grid", {"region": {"path": "scenario", "values": ["classroom", "pacific"]}})
    with pytest.raises(InputError, match='"pacfic" is no scenario of this design; did you mean "pacific"'):
        at(made, region="pacfic")
