import pickle
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.files import shipped_folder, shipped_names
from influence_sim.scenario.loading import load_scenario, made_of
from influence_sim.scenario.parameters import OTHERS
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.world import build_world
from influence_sim.scenario.yaml import KeyPath, read_file

Edited = Callable[[str, str], Path]


@pytest.mark.parametrize("name", shipped_names("scenario"))
def test_every_shipped_scenario_loads(name: str) -> None:
    scenario = load_scenario(name)
    assert (scenario.key, scenario.source) == (name, shipped_folder() / f"{name}.yaml")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(InputError, match='unknown scenario "clasroom"; did you mean "classroom"'):
        load_scenario("clasroom")


def test_a_scenario_may_be_given_by_its_path(edited: Edited) -> None:
    scenario = load_scenario(str(edited("title: Two", "title: Five")))
    assert (scenario.key, scenario.title) == ("mine", "Five powers, three states")


def test_a_scenario_may_extend_a_shipped_one(tmp_path: Path) -> None:
    text = "extends: classroom\ntitle: Mine\nstates: {cima: }\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    scenario = load_scenario(tmp_path / "mine.yaml")
    assert (scenario.title, list(scenario.states)) == ("Mine", ["alba", "bora"])
    assert build_world(scenario).neighbour.shape == (2, 2)


def test_facts_of_an_actor_that_is_left_out_may_not_be_given(tmp_path: Path) -> None:
    text = "extends: classroom\nstates: {cima: }\nfacts: {neighbour: {bora: {cima: 1}}}\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"line 3: facts\.neighbour.*cima"):
        build_world(load_scenario(tmp_path / "mine.yaml"))


def test_an_actor_that_is_left_out_may_come_back(classroom: Scenario, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("extends: classroom\nstates: {cima: }\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("extends: two\nstates: {cima: {name: Cima}}\n", encoding="utf-8")
    back = build_world(load_scenario(tmp_path / "mine.yaml"))
    assert np.array_equal(back.trade_with_power, build_world(classroom).trade_with_power)


def test_numbers_of_absent_actors_in_an_extended_file_are_left_aside(classroom: Scenario) -> None:
    core = read_file(shipped_folder() / "parts" / "core_parameters.yaml").mapping
    elsewhere = set(core["parameters"]["tie_reach"]["value"]) - {OTHERS}
    assert elsewhere
    assert not elsewhere & set(classroom.parameters["tie_reach"].value)


def test_numbers_of_absent_actors_in_the_file_itself_are_a_slip(edited: Edited) -> None:
    path = edited("tie_reach: {value: {north: 0, south: 0}}", "tie_reach: {value: {north: 0, soth: 0}}")
    with pytest.raises(InputError, match=r'tie_reach\.value\.soth names no power .*did you mean "south"'):
        load_scenario(path)


def test_priors_of_absent_actors_in_the_file_itself_are_a_slip(edited: Edited) -> None:
    path = edited("standing_decay: {value: 0.1}", "budget_scale: {prior: {nord: fixed}}")
    with pytest.raises(InputError, match=r'budget_scale\.prior\.nord names no power .*did you mean "north"'):
        load_scenario(path)


def test_every_actor_that_a_shared_part_names_is_one_of_the_shipped_scenarios() -> None:
    """An entry for an absent actor is left aside in a part, so a slip there would go unseen."""
    known = {OTHERS, "USA", "TUR"}  # powers of an extended scenario
    for name in shipped_names("scenario"):
        for keys in load_scenario(name).keys.values():
            known |= set(keys)
    core = read_file(shipped_folder() / "parts" / "core_parameters.yaml").mapping["parameters"]
    named = {key for entry in core.values() if isinstance(entry["value"], dict) for key in entry["value"]}
    assert named <= known


def test_an_equal_text_has_an_equal_digest(edited: Edited) -> None:
    one = load_scenario(edited("title: Two", "title: Five"))
    two = load_scenario(edited("title: Two", "# a comment\ntitle:   Five"))
    assert one.digest == two.digest


@pytest.mark.parametrize(
    "overrides",
    [{"title": "other"}, {"parameters.credit_leak": 0.1}, {"facts.budgets.north": 1}, {"parameters.shocks.note": "n"}],
)
def test_whatever_is_changed_changes_the_digest(classroom: Scenario, overrides: dict[str, object]) -> None:
    assert load_scenario(classroom, overrides).digest != classroom.digest


@pytest.fixture
def with_series(edited: Edited) -> Callable[[int, str], Path]:
    """Write a scenario whose population stands in a file, with the people of alba and the end of lines given."""

    def write(alba: int, end: str = "\n") -> Path:
        path = edited(
            "  population: {alba: 10, bora: 5, cima: 5}",
            "  tables: {people: {file: people.csv, keys: state, year: year, value: millions}}\n"
            "  population: {table: people, before: hold, after: hold}",
        )
        rows = ["year,state,millions", f"2001,alba,{alba}", "2001,bora,5", "2001,cima,5", ""]
        (path.parent / "people.csv").write_text(end.join(rows), encoding="utf-8", newline="")
        return path

    return write


def test_the_digest_covers_the_series(with_series: Callable[[int, str], Path]) -> None:
    digests = [load_scenario(with_series(alba, "\n")).digest for alba in (10, 20, 10)]
    assert digests[0] == digests[2] != digests[1]


def test_the_digest_does_not_depend_on_the_end_of_lines(with_series: Callable[[int, str], Path]) -> None:
    digests = {load_scenario(with_series(10, end)).digest for end in ("\n", "\r\n")}
    assert len(digests) == 1


def test_an_edited_series_is_read_again(with_series: Callable[[int, str], Path]) -> None:
    people = [build_world(load_scenario(with_series(alba, "\n"))).population[0, 0] for alba in (10, 20)]
    assert people == [10.0, 20.0]


def test_a_series_that_is_not_there_is_told(with_series: Callable[[int, str], Path]) -> None:
    path = with_series(10, "\n")
    (path.parent / "people.csv").unlink()
    with pytest.raises(InputError, match=r"people\.csv"):
        build_world(load_scenario(path))


def paths(value: Any, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key path below a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*above, key)
        yield from paths(item, (*above, key))


def put(value: Any, path: KeyPath, new: Any) -> Any:
    """A copy of a value with another at a path."""
    if not path:
        return new
    whole = copy(value)
    whole[path[0]] = put(value[path[0]], path[1:], new)
    return whole


@pytest.mark.parametrize(
    "junk",
    [
        *(-1, None, "x", {"a": 1}),
        *(
            pytest.param(junk, marks=pytest.mark.slow)
            for junk in (3, 1e9, 10**400, True, "", [], [1], [["a"]], {}, {"others": None}, {2005: "x"})
        ),
    ],
    ids=lambda junk: repr(junk)[:20],
)
def test_whatever_stands_anywhere_is_taken_or_refused_in_one_sentence(classroom: Scenario, junk: Any) -> None:
    refused = 0
    merged = classroom.resolved
    for path in paths(merged.mapping):
        try:
            build_world(made_of(merged._replace(mapping=put(merged.mapping, path, junk)), "mine", None))
        except InputError as error:
            refused += 1
            assert "\n" not in str(error)
            assert len(str(error)) < 1000
    assert refused > 50


def test_a_missing_series_is_told_with_the_line_that_names_it(edited: Edited) -> None:
    path = edited("  population: {alba: 10, bora: 5, cima: 5}", "  population: {alba: 10}")
    with pytest.raises(InputError, match=r"^mine\.yaml, line 6\d: facts\.population"):
        build_world(load_scenario(path))


def test_a_scenario_can_be_sent_to_another_process(classroom: Scenario) -> None:
    received = pickle.loads(pickle.dumps(classroom))
    assert (received, received.digest, received.key) == (classroom, classroom.digest, classroom.key)
    assert load_scenario(received, {"parameters.credit_leak": 0.1}).parameters["credit_leak"].value == 0.1
