"""The section as a whole: switches, parameters in force, merging, overrides, digest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.rules.shapes import SWITCH_OF, Fact, Module, World, fields, modules
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.modules import Modules, WithFacts
from influence_sim.scenario.parameters import known_parameters, lowest
from influence_sim.scenario.priors import draw_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

WithModules = Callable[..., Scenario]
Edited = Callable[[str, str], Path]
PARAMETER = "hedging_half_point"
ENTRY = {"value": 0.4, "unit": "share", "evidence": "assumed", "prior": {"uniform": [0.2, 0.6]}}
# enough for each module that needs facts
NEEDED: dict[str, Any] = {
    "resources": {"imports": {"south": {"works": 1}}, "suppliers": {"south": {"works": {"main": 1}}}, "supply": 1},
    "corridors": {"routes": {"rail": {"name": "Rail", "length": 2, "sea": 3}}},
    "conditionality": {"openness": 0.5, "conditions": 1},
}


def test_the_modules_are_those_of_the_rules() -> None:
    assert set(Modules.model_fields) == set(modules())


def test_the_modules_with_facts_here_have_facts_in_the_rules() -> None:
    with_facts = {about.module for _, _, about in fields(World) if isinstance(about, Fact) and about.module}
    assert set(WithFacts.model_fields) <= with_facts


@pytest.mark.parametrize("name", list(modules()))
def test_a_switch_is_described_by_the_meaning_that_the_rules_give_it(name: str) -> None:
    about = next(about for field, _, about in fields(World) if field == SWITCH_OF + name)
    assert isinstance(about, Module)
    if name not in WithFacts.model_fields:
        assert Modules.model_fields[name].description == about.meaning


def test_without_a_section_every_module_is_off_and_its_facts_are_zero(classroom: Scenario) -> None:
    world = build_world(classroom)
    for name, _, about in fields(World):
        if isinstance(about, Module):
            assert getattr(world, name) == 0
        elif isinstance(about, Fact) and about.module:
            assert not np.any(getattr(world, name))


@pytest.mark.parametrize("name", list(modules()))
def test_a_module_that_is_switched_on_is_on_alone(with_modules: WithModules, name: str) -> None:
    world = build_world(with_modules({**NEEDED, name: {**NEEDED.get(name, {}), "on": True}}))
    on = [each for each in modules() if getattr(world, SWITCH_OF + each)]
    assert on == [name]


@pytest.mark.parametrize("name", list(modules()))
def test_a_switch_changes_nothing_else_in_the_world(with_modules: WithModules, name: str) -> None:
    off = build_world(with_modules(NEEDED))
    on = build_world(with_modules({**NEEDED, name: {**NEEDED.get(name, {}), "on": True}}))
    differ = {field for field in World._fields if not np.array_equal(getattr(off, field), getattr(on, field))}
    assert differ == {SWITCH_OF + name}


@pytest.mark.parametrize("said", [True, {"on": True}])
def test_true_stands_for_on(with_modules: WithModules, said: Any) -> None:
    assert with_modules({"hedging": said}).modules.is_on("hedging")


def test_a_parameter_of_the_core_is_in_force(classroom: Scenario) -> None:
    assert classroom.in_force("credit_leak")


@pytest.mark.parametrize("on", [True, False])
def test_a_parameter_of_a_module_is_in_force_if_the_module_is_on(with_modules: WithModules, on: bool) -> None:
    assert with_modules({"hedging": on}).in_force(PARAMETER) is on


@pytest.mark.parametrize("on", [True, False])
def test_a_prior_is_drawn_if_its_parameter_is_in_force(with_modules: WithModules, on: bool) -> None:
    scenario = with_modules({"hedging": on}, **{f"parameters.{PARAMETER}": ENTRY["value"]})
    scenario = load_scenario(scenario, {f"parameters.{PARAMETER}.prior": ENTRY["prior"]})
    world = build_world(scenario)
    assert (PARAMETER in {plan.name for plan in scenario.drawn}) is on
    assert (draw_parameters(scenario, world, 1, 0).hedging_half_point != world.hedging_half_point) is on


def test_a_module_that_is_off_changes_no_draw(classroom: Scenario, with_modules: WithModules) -> None:
    plain, more = (draw_parameters(s, build_world(s), 1, 0) for s in (classroom, with_modules({"hedging": False})))
    assert plain.credit_leak == more.credit_leak


def without_parameters_of_modules(scenario: Scenario) -> dict[str, Any]:
    entries = scenario.parameters.items()
    return {name: entry.model_dump() for name, entry in entries if not known_parameters()[name].about.module}


def test_a_missing_parameter_of_a_module_that_is_off_has_its_lowest_value(classroom: Scenario) -> None:
    bare = load_scenario(classroom, {"parameters": without_parameters_of_modules(classroom), "modules": {}})
    world = build_world(bare)
    for name, known in known_parameters().items():
        if known.about.module:
            assert np.all(getattr(world, name) == lowest(known))
    assert world.loan_share.shape == (2, 2)


def test_a_missing_parameter_of_a_module_that_is_on_is_told_with_the_module(classroom: Scenario) -> None:
    said = {"parameters": without_parameters_of_modules(classroom), "modules": {"hedging": True}}
    with pytest.raises(
        InputError, match=rf'parameters lacks "{PARAMETER}" \(in share\), which the module hedging needs'
    ):
        load_scenario(classroom, said)


def test_a_parameter_of_a_module_that_is_off_is_checked(with_modules: WithModules) -> None:
    with pytest.raises(InputError, match=r"hedging_half_point\.value is 2; it must be from"):
        with_modules({}, **{f"parameters.{PARAMETER}": 2})


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


PART = """
modules:
  corridors:
    routes:
      rail: {name: Rail, length: 2, control: {north: 1}, crosses: [alba, cima]}
      road: {name: Road, length: 3}
  events: {list: {war: {name: War, years: [2002, 2003], corridors: {rail: -1, road: -0.5}, budget: {north: -0.1}}}}
"""


@pytest.mark.parametrize("short", ["true", "{on: true}"])
def test_a_switch_in_the_file_itself_keeps_the_facts_of_the_part(tmp_path: Path, short: str) -> None:
    own = (
        f"extends: [classroom, part]\nmodules: {{events: {short}}}\nparameters: {{event_size: {{value: 1, "
        "unit: factor, evidence: assumed}}\n"
    )
    scenario = load_scenario(write(tmp_path, part=PART, mine=own))
    assert scenario.modules.is_on("events")
    assert list(scenario.modules.events.list) == ["war"]


def test_a_short_switch_in_the_part_merges_with_facts_in_the_file_itself(tmp_path: Path) -> None:
    part = "modules: {corridors: false}"
    own = "extends: [classroom, part]\nmodules: {corridors: {routes: {rail: {name: Rail, length: 2}}}}\n"
    scenario = load_scenario(write(tmp_path, part=part, mine=own))
    assert scenario.keys["K"] == ("rail",)


def test_a_corridor_that_is_taken_out_leaves_the_events_too(tmp_path: Path) -> None:
    own = "extends: [classroom, part]\nmodules: {corridors: {routes: {rail: }}}\n"
    scenario = load_scenario(write(tmp_path, part=PART, mine=own))
    assert scenario.keys["K"] == ("road",)
    assert build_world(scenario).event_corridor[:, 0].tolist() == [0, -0.5, -0.5] + [0] * 9


def test_a_state_that_is_taken_out_leaves_the_modules_too(tmp_path: Path) -> None:
    own = "extends: [classroom, part]\nstates: {cima: }\n"
    world = build_world(load_scenario(write(tmp_path, part=PART, mine=own)))
    assert world.corridor_crosses.tolist() == [[1, 0], [0, 0]]


@pytest.mark.parametrize(("path", "value"), [("modules.hedging.on", "true"), ("modules.hedging", "true")])
def test_a_module_is_switched_on_by_an_override(with_modules: WithModules, path: str, value: str) -> None:
    assert load_scenario(with_modules({}), {path: value}).modules.is_on("hedging")


def test_a_short_override_keeps_the_facts(with_modules: WithModules) -> None:
    scenario = load_scenario(with_modules(NEEDED), {"modules.corridors": True})
    assert (scenario.modules.is_on("corridors"), scenario.keys["K"]) == (True, ("rail",))


EVENT = {"events": {"list": {"war": {"name": "War", "years": [2002, 2002], "budget": {"north": -0.1}, "ties": -0.2}}}}


def test_an_event_is_switched_off_by_an_override(with_modules: WithModules) -> None:
    world = build_world(load_scenario(with_modules(EVENT), {"modules.events.list.war.on": False}))
    assert not world.event_budget.any() and not world.event_ties.any()


def test_one_change_of_an_event_is_set_by_an_override(with_modules: WithModules) -> None:
    world = build_world(load_scenario(with_modules(EVENT), {"modules.events.list.war.budget.north": -0.5}))
    assert world.event_budget[1].tolist() == [-0.5, 0]


def test_an_override_for_one_actor_leaves_the_others_of_a_number_for_all(with_modules: WithModules) -> None:
    world = build_world(load_scenario(with_modules(EVENT), {"modules.events.list.war.ties.south.bora": 0.5}))
    assert world.event_ties[1].tolist() == [[-0.2, -0.2, -0.2], [-0.2, 0.5, -0.2]]


@pytest.mark.parametrize("path", ["modules.hedgin.on", "modules.events.list.was.on", "modules.hedging.of"])
def test_an_override_of_nothing_is_refused(with_modules: WithModules, path: str) -> None:
    with pytest.raises(InputError, match=r"overrides: there is nothing at .*; (did you mean|allowed)"):
        load_scenario(with_modules(EVENT), {path: True})


@pytest.mark.parametrize(
    "overrides",
    [{"modules.hedging.on": True}, {"modules.events.list.war.on": False}, {"modules.events.list.war.note": "n"}],
)
def test_whatever_is_changed_in_the_section_changes_the_digest(
    with_modules: WithModules, overrides: dict[str, Any]
) -> None:
    scenario = with_modules(EVENT)
    assert load_scenario(scenario, overrides).digest != scenario.digest


def test_a_short_and_a_long_switch_have_one_digest(with_modules: WithModules) -> None:
    assert with_modules({"hedging": True}).digest == with_modules({"hedging": {"on": True}}).digest
