import pytest
from experiments.designs.making import ANSWER, DEPTH, LEAK, design, rows


def test_the_first_point_is_as_given_and_each_other_moves_one_factor() -> None:
    made = design("one_at_a_time", {"leak": {**LEAK, "values": [0, 0.5]}, "answer": ANSWER})
    # In the classroom the leak is 0.35 and nobody answers.
    assert rows(made) == [
        (0.35, "none"),
        (0, "none"),
        (0.5, "none"),
        (0.35, "copy"),
        (0.35, "outspend"),
    ]


def test_a_prior_is_taken_at_its_5_and_95_per_cent_points() -> None:
    made = design("one_at_a_time", {"leak": LEAK})  # uniform from 0 to 0.8
    assert [row[0] for row in rows(made)] == pytest.approx([0.35, 0.04, 0.76])


def test_a_prior_with_half_its_mass_at_zero_begins_there() -> None:
    made = design("one_at_a_time", {"depth": DEPTH})  # 0.1 given; half at 0, else uniform from 0 to 0.2
    assert [row[0] for row in rows(made)] == pytest.approx([0.1, 0, 0.19])


def test_a_prior_around_a_value_moves_around_it() -> None:
    factor = {"path": "parameters.budget_scale.south", "prior": {"times": [0.5, 1.5]}}
    made = design("one_at_a_time", {"money": factor})  # 1 given
    assert [row[0] for row in rows(made)] == pytest.approx([1, 0.55, 1.45])


def test_where_a_factor_stands_may_be_said() -> None:
    factor = {"path": "strategies.institution.start", "values": [2002, 2004], "given": 2001}
    assert [row[0] for row in rows(design("one_at_a_time", {"start": factor}))] == [2001, 2002, 2004]
