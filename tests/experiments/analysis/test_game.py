import numpy as np
import pandas as pd
import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.equilibria import (
    dominant,
    habit_frame,
    is_game,
    mixed,
    pure_frame,
    replies,
    reply_frame,
)
from influence_sim.experiments.analysis.payoffs import Game, game_of, games_by_setting, players_in, weights_from_aims
from influence_sim.experiments.analysis.reading import Results


def make_game(*tables, runs=20, noise=0.0, seed=3):
    """Players with these tables of payoffs, the same luck in all cells unless there is noise."""
    tables = np.asarray(tables, dtype=float)
    drawn = np.random.default_rng(seed)
    payoffs = (
        tables + noise * drawn.normal(size=(runs, *tables.shape)) + drawn.normal(size=(runs,) + (1,) * tables.ndim)
    )
    names = tuple(tuple(f"{letter}{i}" for i in range(n)) for letter, n in zip("xyz", tables.shape[1:], strict=False))
    return Game(("north", "south", "east")[: len(tables)], names, payoffs)


PRISONERS = [[3, 0], [5, 1]], [[3, 5], [0, 1]]
PENNIES = [[1, -1], [-1, 1]], [[-1, 1], [1, -1]]
BATTLE = [[2, 0], [0, 1]], [[1, 0], [0, 2]]


def equilibria(game):
    frame = pure_frame(game)
    return [tuple(row) for row in frame[[name for name in frame if name.startswith("choice")]].to_numpy()]


def test_prisoners_defect_and_there_is_no_game():
    game = make_game(*PRISONERS)
    assert equilibria(game) == [("x1", "y1")]
    assert not is_game(game) and dominant(game) == [("x1",), ("y1",)]


def test_matching_pennies_have_only_a_mixed_equilibrium():
    game = make_game(*PENNIES)
    assert equilibria(game) == [] and is_game(game)
    (only,) = mixed(game)
    assert only.first == pytest.approx((0.5, 0.5)) and only.second == pytest.approx((0.5, 0.5))


def test_a_battle_of_the_sexes_has_two_pure_equilibria_and_a_mixed_one():
    game = make_game(*BATTLE)
    assert equilibria(game) == [("x0", "y0"), ("x1", "y1")]
    inner = [one for one in mixed(game) if max(one.first) < 1]
    assert inner[0].first == pytest.approx((2 / 3, 1 / 3)) and inner[0].second == pytest.approx((1 / 3, 2 / 3))


def test_three_players_are_searched_cell_by_cell():
    same = np.zeros((3, 2, 2, 2))
    same[:, 1, 1, 1] = 2.0
    same[:, 0, 0, 0] = 1.0
    game = make_game(*same)
    assert ("x0", "y0", "z0") in equilibria(game) and ("x1", "y1", "z1") in equilibria(game)
    assert mixed(game) == []


def test_best_replies_have_their_margins():
    found = {(one.player, one.others): one for one in replies(make_game(*BATTLE))}
    assert found[0, (0,)].best == 0 and found[0, (0,)].margin == pytest.approx(2.0)
    assert found[1, (1,)].best == 1 and found[1, (1,)].margin == pytest.approx(2.0)


def test_luck_that_all_cells_share_blurs_no_margin():
    assert all(one.error == pytest.approx(0.0, abs=1e-12) for one in replies(make_game(*PRISONERS)))


def test_a_dependence_that_luck_could_bring_is_no_game():
    barely = [[0.01, 0.0], [0.0, 0.01]], [[0.01, 0.0], [0.0, 0.01]]
    assert is_game(make_game(*barely))
    assert not is_game(make_game(*barely, noise=1.0))


def test_resamples_say_how_sure_an_equilibrium_is():
    assert pure_frame(make_game(*PRISONERS, noise=0.1))["part"].tolist() == [1.0]
    unsure = pure_frame(make_game([[0.05, 0.0], [0.0, 0.05]], [[0, 0], [0, 0]], noise=1.0))
    assert (unsure["part"] < 1.0).all() and not unsure["clear"].any()


def test_a_table_of_replies_names_the_choices():
    frame = reply_frame(make_game(*PRISONERS))
    assert frame["best"].tolist() == ["x1", "x1", "y1", "y1"]
    assert frame.loc[0, ["choice_north", "choice_south"]].tolist() == ["", "y0"]


@pytest.fixture
def sweep(fakes):
    """The focal power gains by its club only where the other stays out."""
    points = fakes.grid(who=["none", "bank"], leak=[0.0, 1.0])
    return fakes.results(points, lambda p: np.where(p["who"] == "none", 0.02, -0.01) + 0.001 * p["leak"], noise=0.001)


WEIGHTS = {"focal": {"possession_late": 1.0}, "east": {"milieu_late": -1.0}}


def test_payoffs_are_weighted_outcomes_in_points_over_all_points_of_a_cell(sweep):
    game = game_of(sweep, {"east": "who"}, WEIGHTS)
    assert game.choices == (("alone", "club"), ("none", "bank"))
    gain = game.means[0, 1] - game.means[0, 0]
    lucky = gain - np.array([2.05, -0.95])
    assert lucky[0] == pytest.approx(lucky[1])
    assert game.means[1] == pytest.approx(-game.means[0])
    assert is_game(game)


def test_the_factor_of_another_power_makes_it_a_player(sweep):
    design = {"factors": {"who": {"path": ["others.EST"]}, "leak": {"path": "parameters.credit_leak"}}}
    named = Results(sweep.points, sweep.read, sweep.outcomes, manifest={"design": design})
    assert players_in(named) == {"EST": "who"}
    assert players_in(sweep) == {}


def test_aims_are_seen_from_where_a_power_stands(fakes):
    points = fakes.grid(who=["none", "retreat"])
    rules = {
        key: {name: lambda p: np.zeros(len(p)) for name in ("possession_late", "milieu_late", "independence_late")}
        for key in ("bilateral", "institution")
    }
    from influence_sim.experiments.analysis.reading import results_of

    found = weights_from_aims(results_of((points, fakes.runs(points, rules))), {"east": "who"})
    assert found["focal"] == {"possession_late": 1.0, "milieu_late": 1.0, "independence_late": 0.5}
    assert found["east"] == {"milieu_late": -1.0, "possession_late": -0.5, "independence_late": -0.5}
    beside = weights_from_aims(results_of((points, fakes.runs(points, rules))), {"east": "who"}, rivals=["south"])
    assert beside["east"] == {"milieu_late": 1.5, "possession_late": -1.0, "independence_late": -1.5}


def test_a_power_without_weights_is_named(sweep):
    with pytest.raises(InputError, match='weights for "east"'):
        game_of(sweep, {"east": "who"}, {"focal": WEIGHTS["focal"]})


def test_a_cell_that_was_never_played_is_told(sweep, fakes):
    runs = sweep.read(["point", "strategy", "run", "error", *sweep.outcomes])
    cut = runs[~((runs["strategy"] == "club") & runs["point"].isin([0, 1]))]
    from influence_sim.experiments.analysis.reading import results_of

    with pytest.raises(InputError, match="no run has been played in every cell"):
        game_of(results_of((sweep.points, pd.DataFrame(cut))), {"east": "who"}, WEIGHTS)


def test_a_habit_is_the_choice_that_loses_least_whatever_others_do():
    row = habit_frame(make_game(*PENNIES)).iloc[0]
    assert row["loss"] == pytest.approx(2.0) and row["part_best"] == 0.5
    row = habit_frame(make_game(*PRISONERS)).iloc[0]
    assert (row["habit"], row["loss"], row["part_good"]) == ("x1", 0.0, 1.0)


def test_settings_of_other_factors_are_games_of_their_own(fakes):
    """With a leak the other's choice no longer matters to the focal power's own."""
    points = fakes.grid(who=["none", "bank"], leak=[0.0, 1.0])
    sweep = fakes.results(points, lambda p: np.where((p["who"] == "none") | (p["leak"] > 0), 0.02, -0.01))
    found = games_by_setting(sweep, {"east": "who"}, WEIGHTS)
    assert [is_game(one) for one in found] == [True, False]


def test_a_setting_that_has_not_been_played_is_no_game(fakes):
    points = fakes.grid(who=["none", "bank"], leak=[0.0, 1.0])
    sweep = fakes.results(points, lambda p: np.where(p["who"] == "none", 0.02, -0.01))
    played = sweep.points.index[sweep.points["leak"] == 0.0]
    part = sweep.at(played)
    unfinished = Results(sweep.points, part.read, sweep.outcomes, complete=False)
    assert len(games_by_setting(unfinished, {"east": "who"}, WEIGHTS)) == 1
    with pytest.raises(InputError, match="no run has been played"):
        game_of(sweep.at(played[:0]), {"east": "who"}, WEIGHTS)
