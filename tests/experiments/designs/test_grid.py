import pytest
from experiments.designs.making import ANSWER, DEPTH, LEAK, RHO, design, rows

from influence_sim.errors import InputError


def test_a_grid_has_every_combination_and_its_last_factor_moves_fastest() -> None:
    made = design("grid", {"rho": {"path": RHO, "values": [0.2, 0.6]}, "leak": {**LEAK, "values": [0, 0.5, 1]}})
    assert rows(made) == [(0.2, 0), (0.2, 0.5), (0.2, 1), (0.6, 0), (0.6, 0.5), (0.6, 1)]


def test_points_are_numbered_from_zero() -> None:
    points = design("grid", {"leak": {**LEAK, "values": [0, 0.5]}}).points()
    assert (points.index.name, list(points.index), str(points.index.dtype)) == ("point", [0, 1], "int64")


def test_steps_lie_evenly_over_the_prior() -> None:
    made = design("grid", {"leak": {**LEAK, "steps": 3}})  # its prior is uniform from 0 to 0.8
    assert [row[0] for row in rows(made)] == pytest.approx([0, 0.4, 0.8])


def test_steps_of_a_prior_on_a_log_scale_have_one_ratio() -> None:
    made = design("grid", {"cost": {"path": "parameters.secretariat_cost", "steps": 3}})  # loguniform, 2 to 30
    assert [row[0] for row in rows(made)] == pytest.approx([2, 60**0.5, 30])


def test_steps_of_a_prior_with_half_its_mass_at_zero_begin_there_once() -> None:
    made = design("grid", {"depth": {**DEPTH, "steps": 3}})  # half at 0, else uniform from 0 to 0.2
    assert [row[0] for row in rows(made)] == pytest.approx([0, 0.1, 0.2])


def test_a_zero_outside_the_rest_of_the_prior_is_one_of_the_steps() -> None:
    prior = {"half_zero": {"uniform": [0.1, 0.2]}}
    made = design("grid", {"depth": {**DEPTH, "prior": prior, "steps": 3}})
    assert [row[0] for row in rows(made)] == pytest.approx([0, 0.1, 0.2])


def test_a_parameter_of_words_takes_every_word() -> None:
    assert rows(design("grid", {"answer": ANSWER})) == [("none",), ("copy",), ("outspend",)]


def test_whole_numbers_words_and_switches_keep_their_kind() -> None:
    factors = {
        "start": {"path": "strategies.institution.start", "values": [2002, 2003]},
        "leak": {**LEAK, "values": [0, 0.5]},
        "answer": {**ANSWER, "values": ["none"]},
        "debt": {"path": "modules.debt.on", "values": [False, True]},
    }
    points = design("grid", factors).points()
    assert [kind.kind for kind in points.drop(columns="answer").dtypes] == ["i", "f", "b"]
    assert set(points["answer"]) == {"none"}


def test_the_runs_are_points_times_strategies_times_worlds() -> None:
    made = design("grid", {"leak": {**LEAK, "values": [0, 0.5, 1]}}, runs_per_point=7)
    assert made.run_count == 3 * 2 * 7


def test_more_points_than_a_table_can_hold_are_refused_before_they_are_made() -> None:
    names = ("credit_leak", "leverage", "fund_lag", "complementarity")
    made = design("grid", {name: {"path": f"parameters.{name}", "steps": 100} for name in names})
    with pytest.raises(InputError, match="grid makes 100,000,000 points of these factors; at most 1,000,000 can be"):
        made.points()
