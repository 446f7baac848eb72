import numpy as np
import pytest

from influence_sim.experiments.analysis.regimes import plane_frame, regime_frame


def tilted(points):
    return points["depth"] - points["leak"]


@pytest.fixture
def sweep(fakes):
    return fakes.results(fakes.grid(depth=[0.0, 0.5, 1.0], leak=[0.0, 0.5, 1.0]), tilted, runs=8, noise=0.01)


def winners(frame):
    return {(row.x, row.y): row.winner for row in frame.itertuples()}


def test_each_side_of_the_line_has_its_winner_and_on_the_line_it_is_open(sweep):
    found = winners(regime_frame(sweep, "possession_late", "club", "alone", "depth", "leak"))
    assert found == {
        (x, y): "club" if x > y else "alone" if x < y else "" for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0)
    }


def test_swapped_strategies_swap_the_winners(sweep, fakes):
    swap = {"club": "alone", "alone": "club", "": ""}
    one = winners(regime_frame(sweep, "possession_late", "club", "alone", "depth", "leak"))
    other = winners(regime_frame(fakes.mirrored(sweep), "possession_late", "club", "alone", "depth", "leak"))
    assert other == {cell: swap[name] for cell, name in one.items()}


def test_a_cell_takes_all_points_in_it(fakes):
    points = fakes.grid(depth=[0.0, 1.0], leak=[0.0, 1.0], third=[-0.1, 0.3])
    found = regime_frame(
        fakes.results(points, lambda points: points["third"]), "possession_late", "club", "alone", "depth", "leak"
    )
    assert found["points"].tolist() == [2, 2, 2, 2]
    assert found["difference"].tolist() == pytest.approx([0.1] * 4)
    assert set(found["winner"]) == {""}


def test_a_factor_with_many_numbers_is_put_into_bins(fakes):
    rng = np.random.default_rng(2)
    points = fakes.grid(depth=rng.random(300), leak=["none"])
    found = regime_frame(
        fakes.results(points, lambda points: points["depth"]), "possession_late", "club", "alone", "depth", "leak", 4
    )
    assert len(found) == 4 and found["points"].sum() == 300
    assert ((found["difference"] >= found["x_low"]) & (found["difference"] <= found["x_high"])).all()


def test_the_plane_has_every_world_of_the_sweep(sweep):
    found = plane_frame(sweep, "club", "alone")
    assert len(found) == 9 * 8 and found["run"].is_unique
    assert found["possession"].to_numpy() == pytest.approx(found["milieu"].to_numpy())


def test_the_plane_of_a_large_sweep_takes_every_nth_world(sweep):
    assert len(plane_frame(sweep, "club", "alone", most=30)) == 24
