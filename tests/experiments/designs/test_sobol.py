import numpy as np
import pytest
from experiments.designs.making import THREE, design
from SALib.analyze import sobol


def test_without_second_order_there_are_n_times_factors_and_two_points() -> None:
    assert len(design("sobol", THREE, samples=16).points()) == 16 * (3 + 2)


def test_with_second_order_there_are_n_times_twice_factors_and_two_points() -> None:
    assert len(design("sobol", THREE, samples=16, second_order=True).points()) == 16 * (2 * 3 + 2)


def test_each_point_between_a_and_b_differs_from_a_in_one_factor() -> None:
    block = design("sobol", THREE, samples=4).unit_points()[:5]  # A, A with one column of B each, B
    for j in range(3):
        assert (block[1 + j] != block[0]).tolist() == [i == j for i in range(3)]
        assert block[1 + j, j] == block[4, j]


def test_more_samples_begin_with_the_same_points() -> None:
    few, many = (design("sobol", THREE, samples=n).points() for n in (8, 16))
    assert many.iloc[: len(few)].equals(few)


@pytest.mark.parametrize("second_order", [False, True])
def test_salibs_analyser_finds_the_indices_of_a_sum_by_hand(second_order: bool) -> None:
    made = design("sobol", THREE, samples=1024, second_order=second_order)
    unit = made.unit_points()
    # Var(3 u + u') is 9/12 + 1/12: the first factor has 9 of 10 parts, the second 1, the third none.
    found = sobol.analyze(made.problem(), 3 * unit[:, 0] + unit[:, 1], calc_second_order=second_order, seed=1)
    assert np.allclose(found["S1"], [0.9, 0.1, 0.0], atol=0.01)
    assert np.allclose(found["ST"], [0.9, 0.1, 0.0], atol=0.01)


def test_salibs_analyser_takes_the_values_of_points_in_their_order() -> None:
    made = design("sobol", THREE, samples=2048)
    depth = made.points()["depth"].to_numpy()  # the others have no effect
    found = sobol.analyze(made.problem(), depth, calc_second_order=False, seed=1)
    assert np.allclose(found["ST"], [0, 1, 0], atol=0.02)
