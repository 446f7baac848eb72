import numpy as np
import pytest
from experiments.designs.making import THREE, design
from SALib.analyze import morris


def test_there_are_as_many_points_as_trajectories_times_factors_and_one() -> None:
    assert len(design("morris", THREE, samples=10).points()) == 10 * (3 + 1)


def test_on_a_trajectory_each_factor_moves_once_and_alone() -> None:
    unit = design("morris", THREE, samples=10).unit_points().reshape(10, 4, 3)
    moved = np.diff(unit, axis=1) != 0
    assert (moved.sum(axis=2) == 1).all()
    assert (moved.sum(axis=1) == 1).all()


@pytest.mark.parametrize("levels", [4, 8])
def test_points_lie_on_a_lattice_of_so_many_levels(levels: int) -> None:
    unit = design("morris", THREE, samples=40, levels=levels).unit_points()
    assert np.unique(np.round(unit * (levels - 1), 9)).tolist() == list(range(levels))


def test_three_words_are_two_lower_ones_and_one_upper_one_on_four_levels() -> None:
    made = design("morris", THREE, samples=40)
    place = np.round(made.unit_points()[:, 2] * 3).astype(int)
    words = np.array(["none", "copy", "outspend", "outspend"])  # at 0, 1/3, 2/3 and 1
    assert made.points()["answer"].tolist() == words[place].tolist()


def test_a_move_always_changes_the_value() -> None:
    switch = {"debt": {"path": "modules.debt.on", "values": [False, True]}}
    points = design("morris", THREE | switch, samples=40).points()
    for _, path in points.groupby(np.arange(len(points)) // 5):
        assert (path.nunique() == 2).all()


def test_more_trajectories_begin_with_the_same_ones() -> None:
    few, many = (design("morris", THREE, samples=n).points() for n in (5, 9))
    assert many.iloc[: len(few)].equals(few)


def test_salibs_analyser_finds_the_effects_of_a_line_by_hand() -> None:
    made = design("morris", THREE, samples=20)
    unit = made.unit_points()
    found = morris.analyze(made.problem(), unit, 3 * unit[:, 0] - unit[:, 2], num_levels=4, seed=1)
    assert np.allclose(np.asarray(found["mu"], dtype=float), [3, 0, -1])
    assert np.allclose(np.asarray(found["sigma"], dtype=float), 0)
