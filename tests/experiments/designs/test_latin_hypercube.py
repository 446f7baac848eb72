import numpy as np
from experiments.designs.making import THREE, design

MADE = design("latin_hypercube", THREE, samples=300)


def test_each_of_as_many_equal_parts_of_a_range_has_one_point() -> None:
    parts = np.floor(MADE.points()["leak"].to_numpy() / 0.8 * 300).astype(int)
    assert sorted(parts) == list(range(300))


def test_half_of_the_points_are_zero_where_half_the_mass_is() -> None:
    assert (MADE.points()["depth"] == 0).sum() == 150


def test_the_other_half_is_uniform_over_the_rest() -> None:
    depth = np.sort(MADE.points()["depth"].to_numpy())[150:]
    parts = np.floor(depth / 0.2 * 150).astype(int)
    assert sorted(parts) == list(range(150))


def test_words_are_equally_frequent() -> None:
    assert MADE.points()["answer"].value_counts().to_dict() == {"none": 100, "copy": 100, "outspend": 100}


def test_whole_numbers_are_equally_frequent_ends_included() -> None:
    start = {"path": "strategies.institution.start", "prior": {"uniform": [2001, 2005]}}
    points = design("latin_hypercube", {"start": start}, samples=100).points()
    assert points["start"].value_counts().to_dict() == dict.fromkeys(range(2001, 2006), 20)
