from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Choice, World, fields
from influence_sim.runs.simulate import simulate
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy, strategy
from influence_sim.scenario.world import build_world

SOUTH = 1


def worlds_differ(one: World, other: World) -> set[str]:
    """The fields in which two worlds differ."""
    return {name for name in World._fields if not np.array_equal(getattr(one, name), getattr(other, name))}


def refusal(scenario: Scenario, strategies: Sequence[Strategy]) -> str:
    with pytest.raises(InputError) as caught:
        build_world(scenario, strategies)
    return str(caught.value)


def through_council(scenario: Scenario, **changes: Any) -> list[float]:
    world = build_world(scenario, [strategy("hybrid", **changes)])
    return [float(share) for share in world.regional_share[:, SOUTH, 0]]


@pytest.mark.parametrize("name", ["classroom", "baseline"])
def test_bilateral_is_the_world_without_a_strategy(name: str) -> None:
    scenario = load_scenario(name)
    assert worlds_differ(build_world(scenario), build_world(scenario, [strategy("bilateral")])) == set()


def test_without_a_strategy_every_choice_is_neutral(classroom: Scenario) -> None:
    world = build_world(classroom)
    choices = [name for name, _, about in fields(World) if isinstance(about, Choice)]
    assert choices
    for name in choices:
        assert np.all(getattr(world, name) == (0 if name in ("regional_share", "corridor_works", "upkeep") else 1))


def test_an_institution_sends_its_share_from_the_branch_on(baseline: Scenario) -> None:
    world = build_world(baseline, [strategy("institution")])
    sent = world.regional_share[:, world.focal, world.own_forum]
    assert set(sent[: world.branch]) == {0.0}
    assert set(sent[world.branch :]) == {0.6}
    assert np.count_nonzero(world.regional_share) == np.count_nonzero(sent)


def test_without_history_a_strategy_starts_in_the_first_year(classroom: Scenario) -> None:
    assert through_council(classroom) == [0.3] * 12


def test_a_start_delays_it(classroom: Scenario) -> None:
    assert through_council(classroom, start=2003) == [0.0] * 2 + [0.3] * 10


def test_a_share_may_change_over_the_years(classroom: Scenario) -> None:
    assert through_council(classroom, rho={2003: 0.1, 2005: 0.5}) == [0.0] * 2 + [0.1] * 2 + [0.5] * 8


def test_a_share_of_earlier_years_holds_from_the_start_on(classroom: Scenario) -> None:
    assert through_council(classroom, rho={1990: 0.1}, start=2002) == [0.0] + [0.1] * 11


def test_a_share_may_rise_in_a_straight_line(classroom: Scenario) -> None:
    line = {"start": 0.1, "end": 0.5, "over": 4}
    assert through_council(classroom, rho=line, start=2003) == pytest.approx([0, 0, 0.1, 0.2, 0.3, 0.4] + [0.5] * 6)


def test_the_share_of_an_institution_in_phases_rises_from_the_start_on(classroom: Scenario) -> None:
    world = build_world(classroom, [strategy("phased")])
    sent = world.regional_share[:, SOUTH, 0]
    assert sent.tolist() == pytest.approx([0.06 * i for i in range(11)] + [0.6])
    assert world.forum_exists[0, 0] == 1


def test_upkeep_is_of_the_strategys_power_and_years(classroom: Scenario) -> None:
    world = build_world(classroom, [strategy("bilateral", upkeep={2004: 7, 2010: 9}, start=2005)])
    assert world.upkeep[:, SOUTH].tolist() == [0] * 4 + [7] * 5 + [9] * 3
    assert world.upkeep[:, 0].tolist() == [0] * 12


def test_upkeep_leaves_less_to_give(classroom: Scenario) -> None:
    plain, costly = (simulate(classroom, strategy("bilateral", upkeep=u), engine="mesa").record for u in (0, 250))
    assert costly.budget[:, SOUTH].tolist() == pytest.approx(plain.budget[:, SOUTH] - 250)
    assert costly.budget[:, 0].tolist() == pytest.approx(plain.budget[:, 0])


def test_a_factor_on_the_budget_scales_it_before_upkeep_is_paid(classroom: Scenario) -> None:
    line = {"start": 1, "end": 0.5, "over": 2}
    record = simulate(classroom, strategy("bilateral", budget_factor=line, upkeep=100), engine="mesa").record
    assert record.budget[:4, SOUTH] == pytest.approx([900, 650, 400, 400])


def test_works_at_a_corridor_take_their_share_of_the_budget(with_pass: Scenario) -> None:
    world = build_world(with_pass, [strategy("bilateral", corridors={"pass": {2003: 0.2}})])
    assert world.corridor_works[:, SOUTH, 0].tolist() == [0, 0] + [0.2] * 10
    assert world.corridor_works[:, 0].sum() == 0


def test_works_and_forums_cannot_take_more_than_the_whole(with_pass: Scenario) -> None:
    said = refusal(with_pass, [strategy("hybrid", rho=0.6, corridors={"pass": {2001: 0.4, 2005: 0.5}})])
    assert said.endswith("regional_share and corridors take 1.1 of the budget in 2005; together at most 1")


def test_works_need_the_module(with_pass: Scenario) -> None:
    off = load_scenario(with_pass, {"modules.corridors.on": False})
    said = refusal(off, [strategy("bilateral", corridors={"pass": 0.2})])
    assert said.endswith(
        "corridors need the module of that name, which is off in classroom; set modules.corridors.on to true"
    )


def test_who_is_taken_in_is_a_member_from_the_start_on(classroom: Scenario) -> None:
    world = build_world(classroom, [strategy("institution", enlarge=["north"], start=2004)])
    assert world.power_member[:, 0, 0].tolist() == [0.0] * 3 + [1.0] * 9


def test_a_partner_pays_without_being_a_member_unless_it_says_so(classroom: Scenario) -> None:
    outside, inside = (
        build_world(classroom, [strategy("bilateral", by="north", rho=0.2, through="council", belong=belong)])
        for belong in (False, True)
    )
    assert (outside.power_member[-1, 0, 0], inside.power_member[-1, 0, 0]) == (0, 1)
    assert worlds_differ(outside, inside) == {"power_member"}


def test_alone_lets_the_own_forum_sleep(classroom: Scenario) -> None:
    world = build_world(classroom, [strategy("alone", start=2002)])
    assert world.convening[:, 0].tolist() == [1.0] + [0.0] * 11


def test_weights_spread_the_share_over_forums(baseline: Scenario) -> None:
    first, second = list(baseline.forums)[:2]
    world = build_world(baseline, [strategy("institution", through={first: 1, second: 3})])
    assert world.regional_share[-1, world.focal].tolist() == pytest.approx([0.15, 0.45, 0, 0])
    assert world.uses[world.focal].tolist() == [1, 1, 0, 1]


def test_a_forum_may_be_named(baseline: Scenario) -> None:
    first = next(iter(baseline.forums))
    assert build_world(baseline, [strategy("institution", through=first)]).regional_share[-1, 0, 0] == 0.6


def test_a_power_may_use_its_vehicle_and_the_focal_power_its_own_forum(baseline: Scenario) -> None:
    world = build_world(baseline)
    assert world.uses.sum(axis=1).tolist() == [1, 1, 1, 0, 0]
    assert [world.uses[p, world.vehicle[p]] for p in range(3)] == [1, 1, 1]


def test_a_forum_is_founded_where_history_has_none(classroom: Scenario) -> None:
    without = load_scenario(classroom, {"facts.memberships.council": {"alba": "none"}})
    world = build_world(without, [strategy("institution", start=2004)])
    assert build_world(without).forum_exists[:, 0].tolist() == [0.0] * 12
    assert world.forum_exists[:, 0].tolist() == [0.0] * 3 + [1.0] * 9
    assert world.power_member[:, 0, SOUTH].tolist() == [0.0] * 3 + [1.0] * 9


def test_emphasis_is_of_one_power(classroom: Scenario) -> None:
    emphasis = strategy("bilateral", channel_fit={"works": 2}, state_value={"cima": 3}, reactivity=0.5)
    world = build_world(classroom, [emphasis])
    assert world.channel_fit[-1].tolist() == [[1, 1], [1, 2]]
    assert world.state_value[-1].tolist() == [[1, 1, 1], [1, 1, 3]]
    assert world.reactivity[-1].tolist() == [1, 0.5]


def test_emphasis_leaves_the_years_before_the_start_as_they_were(classroom: Scenario) -> None:
    world = build_world(classroom, [strategy("bilateral", start=2004, state_value={"cima": 3}, reactivity=0.5)])
    assert world.state_value[:, SOUTH, 2].tolist() == [1] * 3 + [3] * 9
    assert world.reactivity[:, SOUTH].tolist() == [1] * 3 + [0.5] * 9


def test_other_powers_have_strategies_too(baseline: Scenario) -> None:
    rival = baseline.roles.rivals[0]
    world = build_world(baseline, [strategy("bilateral"), strategy("institution", by=rival)])
    p = list(baseline.powers).index(rival)
    assert world.regional_share[-1, p, world.vehicle[p]] == 0.6
    assert world.regional_share[:, world.focal].sum() == 0


def test_a_strategy_moves_with_the_role(classroom: Scenario) -> None:
    swapped = load_scenario(classroom, {"roles.focal": "north", "roles.rivals": ["south"]})
    world = build_world(swapped, [strategy("institution")])
    assert world.regional_share[-1, :, 0].tolist() == [0.6, 0.0]


def test_a_bilateral_strategy_needs_no_forum(classroom: Scenario) -> None:
    alone = load_scenario(classroom, {"roles.own_forum": None})
    assert build_world(alone, [strategy("bilateral")]).regional_share.sum() == 0


def test_emphasis_may_change_over_the_years(classroom: Scenario) -> None:
    line = {"start": 1, "end": 3, "over": 2}
    world = build_world(
        classroom,
        [strategy("bilateral", channel_fit={"works": line}, state_value={"cima": {2004: 2}}, reactivity=line)],
    )
    assert world.channel_fit[:4, SOUTH, 1].tolist() == [1, 2, 3, 3]
    assert world.state_value[:4, SOUTH, 2].tolist() == [1, 1, 1, 2]
    assert world.reactivity[:4, SOUTH].tolist() == [1, 2, 3, 3]


@pytest.fixture
def with_pass(classroom: Scenario) -> Scenario:
    """The classroom with one corridor, and its module on."""
    route = {"name": "Pass", "crosses": ["alba"], "length": 2}
    return load_scenario(classroom, {"modules.corridors": {"on": True, "builds": ["works"], "routes": {"pass": route}}})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"by": "west"}, 'by names "west", which is no power of this scenario; allowed: focal, north, south'),
        (
            {"through": "counsil"},
            'through names "counsil", which is no forum of this scenario; did you mean "council"?',
        ),
        ({"through": {"counsil": 1}}, 'through names "counsil", which is no forum of this scenario'),
        ({"through": {"council": 0}}, "through has no weight above 0; name a forum and a weight"),
        ({"channel_fit": {"work": 2}}, 'channel_fit names "work", which is no channel of this scenario; did you mean'),
        ({"state_value": {"albo": 2}}, 'state_value names "albo", which is no state of this scenario; did you mean'),
        (
            {"corridors": {"pass": 0.1}},
            'corridors names "pass", which is no corridor of this scenario; allowed: nothing',
        ),
        ({"enlarge": ["west"]}, 'enlarge names "west", which is no power of this scenario; allowed: north, south'),
        ({"rho": {2013: 0.5}}, "regional_share begins in 2013; it must begin by 2012, the last year"),
        ({"upkeep": {2020: 5}}, "upkeep begins in 2020; it must begin by 2012, the last year"),
        ({"start": 1990}, "start is 1990; it must be a year from 2001 to 2012"),
        ({"by": "north"}, "needs a forum of north's own; the scenario gives it none"),
    ],
)
def test_a_strategy_that_does_not_fit_is_refused(classroom: Scenario, changes: dict[str, Any], message: str) -> None:
    said = refusal(classroom, [strategy("hybrid", **changes)])
    assert said.startswith('strategy "hybrid(')
    assert message in said


def test_a_power_follows_one_strategy(classroom: Scenario) -> None:
    said = refusal(classroom, [strategy("hybrid"), strategy("bilateral", by="south")])
    assert said == 'the strategies "hybrid" and "bilateral(by="south")" are both of south; a power follows one'
