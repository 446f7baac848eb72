from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from influence_sim.rules.shapes import Parameter, World, fields
from influence_sim.scenario.names import name_id
from influence_sim.scenario.parameters import Wrong, aligned, element_names, known_parameters

KEYS: Mapping[str, tuple[str, ...]] = {
    "P": ("north", "south"),
    "S": ("alba", "bora", "cima"),
    "F": ("league", "court"),
    "C": ("aid", "works"),
}
YEARS = range(2001, 2005)


def align(name: str, value: Any) -> Any:
    read = aligned(name, value, KEYS, YEARS)
    return read.tolist() if isinstance(read, np.ndarray) else read


def refusal(name: str, value: Any) -> tuple[tuple[str | int, ...], str]:
    with pytest.raises(Wrong) as caught:
        aligned(name, value, KEYS, YEARS)
    return caught.value.keys, caught.value.sentence


def test_the_parameters_are_those_of_the_rules() -> None:
    assert set(known_parameters()) == {n for n, _, about in fields(World) if isinstance(about, Parameter)}


def test_no_two_parameters_share_the_address_of_their_draws() -> None:
    assert len({name_id(name) for name in known_parameters()}) == len(known_parameters())


def test_a_whole_number_becomes_a_float() -> None:
    assert type(aligned("leverage", 1, KEYS, YEARS)) is float


def test_one_number_holds_for_all() -> None:
    assert align("tie_reach", -1) == [-1.0, -1.0]


def test_each_actor_has_its_own_number_in_the_order_of_the_scenario() -> None:
    assert align("tie_reach", {"south": 2, "north": 1}) == [1.0, 2.0]


def test_others_are_those_not_named() -> None:
    assert align("disbursement_lag", {"others": 3, "aid": 1}) == [1.0, 3.0]


def test_equal_weights_sum_to_one() -> None:
    assert align("channel_weight", "equal") == [0.5, 0.5]


def test_a_word_becomes_its_number() -> None:
    assert [aligned("rivals_answer", word, KEYS, YEARS) for word in ("none", "copy", "outspend")] == [0, 1, 2]


def test_credit_may_change_from_a_year_on() -> None:
    value = {"league": {"north": 0.5, "south": {2003: 0.2, 2002: 0.1}}, "others": 0}
    assert align("forum_credit", value) == [
        [[0.5, 0.0], [0.0, 0.0]],
        [[0.5, 0.1], [0.0, 0.0]],
        [[0.5, 0.2], [0.0, 0.0]],
        [[0.5, 0.2], [0.0, 0.0]],
    ]


def test_a_change_before_the_first_year_counts_from_the_start() -> None:
    value = {"league": {"north": {1990: 0.5}, "others": 0}, "others": 0}
    assert [year[0][0] for year in align("forum_credit", value)] == [0.5] * 4


def test_no_forums_give_an_empty_array() -> None:
    assert aligned("depth_ceiling", {"others": 1}, {**KEYS, "F": ()}, YEARS).shape == (0,)  # type: ignore[union-attr]


def test_elements_are_named_by_all_their_actors() -> None:
    assert element_names("forum_credit", KEYS) == ["league.north", "league.south", "court.north", "court.south"]


def test_a_parameter_without_axes_has_one_nameless_element() -> None:
    assert element_names("leverage", KEYS) == [""]


@pytest.mark.parametrize(
    ("name", "value", "keys", "sentence"),
    [
        ("credit_leak", 1.5, (), "is 1.5; it must be from 0 to 1"),
        ("leverage", -1, (), "is -1; it must be at least 0"),
        ("credit_leak", "much", (), 'is "much"; it must be a number, from 0 to 1'),
        ("credit_leak", True, (), "is true; it must be a number, from 0 to 1"),
        ("credit_leak", None, (), "is empty; it must be a number, from 0 to 1"),
        ("credit_leak", float("nan"), (), "is nan; it must be a number, from 0 to 1"),
        ("leverage", float("inf"), (), "is inf; it must be a number, at least 0"),
        ("credit_leak", {"north": 1}, (), "is {north: 1}; it must be a number, from 0 to 1"),
        ("tie_reach", {"north": 1}, (), 'has no number for the power "south"; add south: or others:'),
        ("tie_reach", {"nort": 1, "others": 1}, ("nort",), "names no power of this scenario; did you mean"),
        ("tie_reach", {"north": 99, "others": 1}, ("north",), "is 99; it must be from -20 to 20"),
        ("tie_reach", {2001: 1, "others": 1}, (2001,), "names no power of this scenario"),
        ("tie_reach", {"north": {2001: 1}, "others": 1}, ("north",), "is {2001: 1}; it must be a number"),
        ("tie_reach", "equal", ("north",), 'is "equal"; it must be a number'),
        ("channel_weight", {"aid": 0.5, "works": 0.4}, (), "sums to 0.9 over the channels; the weights sum to 1"),
        ("rivals_answer", "copie", (), 'is "copie"; it must be one of: none, copy, outspend'),
        ("rivals_answer", 1, (), "is 1; it must be one of: none, copy, outspend"),
        ("forum_credit", {"league": {"x": 1}, "others": 0}, ("league", "x"), "names no power"),
        ("forum_credit", {"league": {"north": 1}, "others": 0}, ("league",), 'has no number for the power "south"'),
        ("forum_credit", {"x": 1, "others": 0}, ("x",), "names no forum"),
        (
            "forum_credit",
            {"league": {"north": {2001: 0.1, "later": 1}, "others": 0}, "others": 0},
            ("league", "north", "later"),
            "names no year; a year is meant, as in {2001: 0.5}",
        ),
        (
            "forum_credit",
            {"league": {"north": {2001: 2}, "others": 0}, "others": 0},
            ("league", "north", 2001),
            "is 2; it must be from 0 to 1",
        ),
    ],
)
def test_a_value_that_cannot_be_aligned_is_refused(
    name: str, value: Any, keys: tuple[str | int, ...], sentence: str
) -> None:
    where, said = refusal(name, value)
    assert where == keys
    assert said.startswith(sentence)
