"""Text and bytes that nobody wrote: whatever they are, they are read or refused in one sentence."""

import string
from pathlib import Path
from typing import Any

import pytest
from faces.typing_words import type_words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from influence_sim.errors import InputError
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import known_parameters
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy, strategy
from influence_sim.scenario.world import build_world
from influence_sim.scenario.yaml import parse_value

LONGEST = 300
KEYS = sorted({*Scenario.model_fields, *Strategy.model_fields, *list(known_parameters())[:20], "extends", "value"})
WORDS = st.sampled_from([*KEYS, "classroom", "parts/core_parameters", "north", "south", "council", "alba", "member"])
SIGNS = st.sampled_from(
    ["\n", "\n  ", ": ", ", ", "- ", "{", "}", "[", "]", "'", '"', "#", "&a ", "*a", "!!str ", "|\n ", "? "]
)
NUMBERS = st.one_of(st.integers(), st.floats()).map(str)
PIECES = st.one_of(WORDS, SIGNS, NUMBERS, st.text(max_size=5), st.text(string.printable, max_size=3))
YAML_TEXT = st.lists(PIECES, max_size=30).map("".join)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS, st.text(max_size=8))
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4))
quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)


def check_read(read: Any) -> None:
    """Something is read, or refused in one printable sentence."""
    try:
        read()
    except InputError as error:
        assert str(error).isprintable()
        assert len(str(error)) < LONGEST


@quick
@given(YAML_TEXT)
def test_random_text_is_a_scenario_or_one_sentence(text: str) -> None:
    Path("mine.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    check_read(lambda: build_world(load_scenario("mine.yaml")))


@quick
@given(YAML_TEXT)
def test_random_text_is_a_strategy_or_one_sentence(text: str) -> None:
    Path("mine.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    check_read(lambda: strategy("mine.yaml"))


@pytest.mark.slow
@quick
@given(st.binary(max_size=400))
def test_random_bytes_are_validated_in_one_sentence(content: bytes) -> None:
    Path("mine.yaml").write_bytes(content)
    result = type_words("validate", "mine.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: mine.yaml")
    assert result.stderr.count("\n") == 1


@pytest.mark.slow
@quick
@given(YAML_TEXT)
def test_random_text_is_validated_in_one_line(text: str) -> None:
    Path("mine.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    result = type_words("validate", "mine.yaml")
    assert result.exit_code in (0, 2)
    assert (result.stdout + result.stderr).count("\n") == 1


@quick
@given(st.sampled_from(sorted(Scenario.model_fields)), VALUES)
def test_any_value_of_an_override_is_taken_or_refused_in_one_sentence(key: str, value: Any) -> None:
    classroom = load_scenario("classroom")
    check_read(lambda: build_world(load_scenario(classroom, {key: value})))


@pytest.mark.slow
@quick
@given(st.text(max_size=40), VALUES)
def test_any_path_of_an_override_is_taken_or_refused_in_one_sentence(path: str, value: Any) -> None:
    classroom = load_scenario("classroom")
    check_read(lambda: load_scenario(classroom, {path: value}))


@quick
@given(st.sampled_from(sorted(Strategy.model_fields)), VALUES)
def test_any_change_of_a_strategy_is_taken_or_refused_in_one_sentence(key: str, value: Any) -> None:
    check_read(lambda: strategy("hybrid", **{key: value}))


@quick
@given(YAML_TEXT)
def test_any_text_of_a_setting_is_a_value_or_one_sentence(text: str) -> None:
    check_read(lambda: parse_value(text, "--set"))


@quick
@given(st.text(max_size=300))
def test_any_name_is_told_to_be_unknown(name: str) -> None:
    check_read(lambda: load_scenario(name))
    check_read(lambda: strategy(name))
