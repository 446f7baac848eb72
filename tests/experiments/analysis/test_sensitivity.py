import numpy as np
import pandas as pd
import pytest
from SALib.sample import morris, sobol

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.sensitivity import level_frame, morris_frame, sobol_frame

NAMES = ["a", "b", "c"]
PROBLEM = {"num_vars": 3, "names": NAMES, "bounds": [[0.0, 1.0]] * 3}
ISHIGAMI = {"num_vars": 3, "names": NAMES, "bounds": [[-np.pi, np.pi]] * 3}


def saltelli(problem=PROBLEM, base=512, second_order=False):
    drawn = sobol.sample(problem, base, calc_second_order=second_order, seed=np.random.default_rng(3))
    return pd.DataFrame(drawn, columns=NAMES).rename_axis("point")


def trajectories(number=20):
    drawn = morris.sample(PROBLEM, number, num_levels=4, seed=np.random.default_rng(3))
    return pd.DataFrame(drawn, columns=NAMES).rename_axis("point")


@pytest.mark.parametrize("second_order", [False, True])
def test_indices_of_a_sum_are_its_squared_weights(second_order):
    points = saltelli(second_order=second_order)
    found = sobol_frame(3 * points["a"] + points["b"], NAMES, second_order).set_index("factor")
    assert found["first"].tolist() == pytest.approx([0.9, 0.1, 0.0], abs=0.02)  # 9 : 1 : 0 of ten
    assert found["total"].tolist() == pytest.approx([0.9, 0.1, 0.0], abs=0.02)


def test_indices_of_ishigamis_function_are_the_known_ones():
    points = saltelli(ISHIGAMI, 4096)
    value = np.sin(points["a"]) + 7 * np.sin(points["b"]) ** 2 + 0.1 * points["c"] ** 4 * np.sin(points["a"])
    found = sobol_frame(value, NAMES)
    assert found["first"].tolist() == pytest.approx([0.314, 0.442, 0.0], abs=0.03)
    assert found["total"].tolist() == pytest.approx([0.558, 0.442, 0.244], abs=0.03)


def test_the_intervals_hold_the_truth():
    points = saltelli(base=256)
    found = sobol_frame(3 * points["a"] + points["b"], NAMES)
    assert (np.abs(found["first"] - [0.9, 0.1, 0.0]) <= 2 * found["first_error"] + 1e-6).all()


def test_a_product_has_more_in_total_than_alone():
    points = saltelli()
    found = sobol_frame((points["a"] - 0.5) * (points["b"] - 0.5), NAMES).set_index("factor")
    assert found.loc["a", "first"] == pytest.approx(0.0, abs=0.05) and found.loc["a", "total"] > 0.9


def test_a_block_with_a_failed_point_is_left_out_whole():
    points = saltelli()
    values = 3 * points["a"] + points["b"]
    values.iloc[7] = np.nan
    found = sobol_frame(values, NAMES)
    assert found["blocks"].iloc[0] == 511
    assert found["first"].tolist() == pytest.approx([0.9, 0.1, 0.0], abs=0.02)


def test_an_unfinished_sweep_gives_the_indices_of_what_is_there():
    points = saltelli()
    values = (3 * points["a"] + points["b"]).where(points.index < 1003)
    assert sobol_frame(values, NAMES)["blocks"].iloc[0] == 200


def test_too_few_blocks_are_refused():
    with pytest.raises(InputError, match="only 4 of the design's blocks of 5 points"):
        sobol_frame(saltelli(base=4)["a"], NAMES)


def test_what_does_not_vary_is_refused():
    with pytest.raises(InputError, match="the same at every point"):
        sobol_frame(saltelli()["a"] * 0, NAMES)


def test_effects_of_a_line_are_its_slopes_without_spread():
    points = trajectories()
    found = morris_frame(2 * points["a"] - points["b"], points).set_index("factor")
    assert found["effect"].tolist() == pytest.approx([2.0, -1.0, 0.0])
    assert found["size"].tolist() == pytest.approx([2.0, 1.0, 0.0])
    assert found["spread"].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_an_effect_that_depends_on_another_factor_has_a_spread():
    points = trajectories()
    found = morris_frame(points["a"] * points["b"], points).set_index("factor")
    assert found.loc["a", "spread"] > 0.1 and found.loc["c", "spread"] == pytest.approx(0.0, abs=1e-12)


def test_half_a_priors_mass_at_zero_spoils_no_effect():
    points = trajectories()
    points["a"] = (2 * points["a"] - 1).clip(lower=0)  # both lower levels are 0
    found = morris_frame(points["a"] + points["b"], points).set_index("factor")
    assert found.loc["b", "effect"] == pytest.approx(1.0) and found.loc["b", "spread"] == pytest.approx(0, abs=1e-12)
    assert 0.5 < found.loc["a", "size"] < 1.5  # a move of 2/3 brings 1/3 or 1


def test_words_have_an_effect_without_a_direction():
    points = trajectories()
    points["c"] = np.where(points["c"] > 0.5, "retreat", "none")
    found = morris_frame(0.5 * (points["c"] == "retreat") + points["a"], points).set_index("factor")
    assert found.loc["c", "size"] == pytest.approx(0.75)  # half a point in a move of 2/3 of the range
    assert np.isnan(found.loc["c", "effect"])


def test_on_a_grid_the_variance_between_levels_stands_in(fakes):
    points = fakes.grid(a=[0.0, 1.0], who=["none", "some"])
    found = level_frame(2 * points["a"] + (points["who"] == "some"), points)
    assert found["first"].tolist() == pytest.approx([0.8, 0.2])
