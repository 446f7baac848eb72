"""What the tests of scenarios share: the classroom scenario, and files that differ from it in one place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.files import find
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import known_parameters, lowest
from influence_sim.scenario.schema import Scenario


@pytest.fixture(scope="session")
def classroom() -> Scenario:
    """The shipped classroom scenario."""
    return load_scenario("classroom")


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    """The shipped baseline scenario."""
    return load_scenario("baseline")


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Write mine.yaml: the classroom scenario with one text, which stands there once, in place of another."""
    monkeypatch.chdir(tmp_path)

    def edit(old: str, new: str) -> Path:
        text = find("classroom", "scenario").read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path = tmp_path / "mine.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return edit


@pytest.fixture
def refusal(edited: Callable[[str, str], Path]) -> Callable[[str, str], str]:
    """What is said of the classroom scenario with one text in place of another, which must not load."""

    def told(old: str, new: str) -> str:
        with pytest.raises(InputError) as caught:
            load_scenario(edited(old, new))
        message = str(caught.value)
        assert "\n" not in message
        return message

    return told


@pytest.fixture(scope="session")
def with_modules(classroom: Scenario) -> Callable[..., Scenario]:
    """The classroom with a section ``modules`` and every parameter of every module, each at its lowest value."""
    entries = {
        name: {"value": lowest(known), "unit": known.about.unit, "evidence": "assumed"}
        for name, known in known_parameters().items()
        if known.about.module
    }
    parameters = {name: entry.model_dump() for name, entry in classroom.parameters.items()} | entries

    def load(section: dict[str, Any], **overrides: Any) -> Scenario:
        return load_scenario(classroom, {"parameters": parameters, "modules": section, **overrides})

    return load
