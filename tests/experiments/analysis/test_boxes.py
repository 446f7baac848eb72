import numpy as np
import pandas as pd
import pytest

from influence_sim.experiments.analysis.boxes import Box, Side, box_frame, boxes, boxes_where, cuts, pruned


@pytest.fixture(scope="module")
def points():
    rng = np.random.default_rng(4)
    words = rng.choice(["none", "bank", "retreat"], 1500)
    return pd.DataFrame({"depth": rng.random(1500), "leak": rng.random(1500), "who": words, "idle": rng.random(1500)})


def test_a_planted_box_is_found_with_its_bounds(points):
    wins = ((points["depth"] > 0.6) & (points["leak"] < 0.4)).to_numpy()
    box = boxes(points, wins)[0]
    assert set(box.restricted) == {"depth", "leak"}
    assert box.sides["depth"].low == pytest.approx(0.6, abs=0.03)
    assert box.sides["leak"].high == pytest.approx(0.4, abs=0.03)
    assert box.density > 0.9 and box.coverage > 0.9


def test_coverage_and_density_are_counted_by_hand(points):
    wins = ((points["depth"] > 0.6) & (points["leak"] < 0.4)).to_numpy()
    box = boxes(points, wins)[0]
    inside = box.holds(points)
    assert box.density == wins[inside].mean() and box.coverage == wins[inside].sum() / wins.sum()


def test_a_word_that_decides_is_named(points):
    wins = ((points["who"] == "retreat") & (points["depth"] > 0.3)).to_numpy()
    box = boxes(points, wins)[0]
    assert box.words == {"who": ("retreat",)} and box.sides["depth"].low == pytest.approx(0.3, abs=0.05)


def test_noise_does_not_restrict_a_factor_that_does_nothing(points):
    flips = np.random.default_rng(8).random(len(points)) < 0.1
    wins = (points["depth"] > 0.5).to_numpy() ^ flips
    assert boxes(points, wins)[0].restricted == ["depth"]


def test_what_lies_apart_is_two_boxes(points):
    low, high = points["depth"] < 0.2, points["leak"] > 0.85
    found = boxes(points, (low | high).to_numpy())
    assert len(found) == 2 and sum(box.coverage for box in found) > 0.8
    assert {tuple(box.restricted) for box in found} == {("depth",), ("leak",)}


def test_a_strategy_that_always_or_never_wins_has_no_box(points):
    assert boxes(points, np.ones(len(points), dtype=bool)) == boxes(points, np.zeros(len(points), dtype=bool)) == []


def test_chance_alone_gives_no_box(points):
    found = boxes(points, np.random.default_rng(6).random(len(points)) < 0.5)
    assert found == []


def test_a_grid_of_few_values_is_cut_between_them():
    values = pd.Series([0.0, 0.5, 1.0] * 10)
    assert cuts(values, None) == [Side(low=0.25), Side(high=0.75)]


def test_swapped_strategies_swap_the_boxes(fakes):
    sweep = fakes.results(
        fakes.grid(depth=np.linspace(0, 1, 21), leak=[0.0, 1.0]), lambda points: points["depth"] - 0.31
    )
    club = boxes_where(sweep, "possession_late", "club", "alone")
    assert boxes_where(fakes.mirrored(sweep), "possession_late", "alone", "club") == club
    assert club[0].sides["depth"].low == pytest.approx(0.325)


def test_a_table_has_a_row_for_each_restriction(points):
    wins = ((points["depth"] > 0.6) & (points["who"] != "bank")).to_numpy()
    frame = box_frame(boxes(points, wins)[:1])
    assert frame["factor"].tolist() == ["depth", "who"]
    assert np.isnan(frame.loc[0, "high"]) and frame.loc[1, "words"] == "none, retreat"


def test_a_side_that_luck_could_explain_is_dropped(points):
    wins = (points["depth"] > 0.5).to_numpy() ^ (np.random.default_rng(8).random(len(points)) < 0.1)
    wide = Box(sides={"depth": Side(low=0.5), "idle": Side(low=0.05)})
    assert pruned(wide, points, wins).restricted == ["depth"]
