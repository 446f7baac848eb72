"""What a module that is on needs, and regimes."""

from collections.abc import Callable
from typing import Any

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world

WithModules = Callable[..., Scenario]
IMPORTS = {"imports": {"south": {"works": 10}}}
SHARES = {"works": {"main": 0.5}}


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"resources": True}, "modules.resources.on is true, but there are no imports"),
        ({"resources": {"on": True, **IMPORTS}}, "modules.resources.on is true, but there is no supply"),
        (
            {"resources": {"on": True, **IMPORTS, "supply": 1}},
            "modules.resources lacks suppliers of south in works, which imports has",
        ),
        (
            {"resources": {"on": True, **IMPORTS, "supply": 1, "suppliers": {"north": SHARES}}},
            "modules.resources.suppliers lacks suppliers of south in works, which imports has",
        ),
        ({"corridors": True}, "modules.corridors.on is true, but there is no route with a length"),
        (
            {"corridors": {"on": True, "routes": {"rail": {"name": "Rail", "sea": 1}}}},
            "modules.corridors.on is true, but there is no route with a length",
        ),
        ({"sea_access": True}, "modules.sea_access.on is true, but no route of modules.corridors.routes has a way"),
        (
            {"sea_access": True, "corridors": {"on": True, "routes": {"rail": {"name": "Rail", "length": 1}}}},
            "modules.sea_access.on is true, but no route",
        ),
        ({"conditionality": True}, 'modules.conditionality.openness has no number for the state "alba"; add alba:'),
        (
            {"conditionality": {"on": True, "openness": {"alba": 1, "bora": 1}, "conditions": 1}},
            'modules.conditionality.openness has no number for the state "cima"; add cima: or others:',
        ),
        (
            {"conditionality": {"on": True, "openness": 0.5}},
            "modules.conditionality.on is true, but no power has conditions",
        ),
    ],
)
def test_a_module_that_is_on_without_what_it_needs_is_refused(
    with_modules: WithModules, section: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        with_modules(section)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "section",
    [
        {"resources": {"on": True, **IMPORTS, "supply": 1, "suppliers": {"south": SHARES}}},
        {
            "resources": {
                "on": True,
                "imports": {"south": {"works": 10}, "north": 0},
                "supply": 1,
                "suppliers": {"south": SHARES},
            }
        },
        {"corridors": {"on": True, "routes": {"rail": {"name": "Rail", "length": {"north": 1}}}}},
        {"sea_access": True, "corridors": {"routes": {"rail": {"name": "Rail", "sea": {"alba": 1}}}}},
        {"conditionality": {"on": True, "openness": {"alba": 0.1, "others": 0.2}, "conditions": {"north": 1}}},
        {"events": True},
    ],
)
def test_a_module_that_has_what_it_needs_is_taken(with_modules: WithModules, section: dict[str, Any]) -> None:
    (name,) = {name for name, said in section.items() if said is True or said.get("on")}
    assert with_modules(section).modules.is_on(name)


def test_a_module_that_is_off_needs_nothing(with_modules: WithModules) -> None:
    scenario = with_modules({"resources": IMPORTS, "conditionality": {"openness": {"alba": 1}}})
    assert build_world(scenario).import_need[0].tolist() == [[0, 0], [0, 10]]


def test_regimes_and_conditions_stand_where_they_are_given(with_modules: WithModules) -> None:
    said = {"openness": {"alba": 0.2, "bora": {2003: 0.1, 2007: 0.4}}, "conditions": {"north": 1, "others": 0.5}}
    world = build_world(with_modules({"conditionality": said}))
    assert world.openness[[0, 5, 6]].tolist() == [[0.2, 0.1, 0], [0.2, 0.1, 0], [0.2, 0.4, 0]]
    assert world.conditions.tolist() == [1, 0.5]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"openness": 1.1}, "conditionality.openness is 1.1; it must be from 0 to 1"),
        ({"openness": {"alba": "high"}}, 'conditionality.openness.alba is "high"; it must be a number'),
        ({"openness": {"alba": {}}}, "conditionality.openness.alba is {}"),
        ({"openness": {"alba": {"soon": 1}}}, 'conditionality.openness.alba.soon is "soon"'),
        ({"conditions": {"west": 1}}, "conditionality.conditions.west names no power of this scenario"),
    ],
)
def test_a_slip_is_told_where_it_stands(with_modules: WithModules, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        with_modules({"conditionality": said})
    assert sentence in str(caught.value)
