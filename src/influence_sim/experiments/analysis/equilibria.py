"""Best replies and equilibria of a meta-game, and whether it is a game at all.

A pure equilibrium is a cell that no player would leave alone. Mixed equilibria of two players come from support
enumeration (Nashpy). A margin is called clear where it exceeds 1.645 standard errors of the paired difference.
"""

import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.experiments.analysis.pairs import SURE
from influence_sim.experiments.analysis.payoffs import Game

SAME = 1e-9  # points: payoffs nearer than that are the same
RESAMPLES = 400
MOST_CHOICES = 7  # of each of two players: support enumeration takes 4ⁿ steps

Values = NDArray[np.float64]
Cell = tuple[int, ...]


class Reply(NamedTuple):
    """What a player does best against one profile of the others.

    Attributes:
        player: number of the player.
        others: the others' choices, in the order of players.
        best: number of the best choice.
        margin: by how much it is better than the next best, in points; 0 for a single choice.
        error: standard error of that margin; NaN for a single run.
        good: all choices that are not clearly worse.
    """

    player: int
    others: Cell
    best: int
    margin: float
    error: float
    good: tuple[int, ...]


class Mixed(NamedTuple):
    """An equilibrium of two players: how likely each choice is, and the two payoffs."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    payoffs: tuple[float, float]


def replies(game: Game) -> list[Reply]:
    """The best reply of every player to every profile of the others."""
    return [
        reply_of(game, player, others)
        for player in range(len(game.players))
        for others in product(*(range(n) for k, n in enumerate(game.shape) if k != player))
    ]


def reply_of(game: Game, player: int, others: Cell) -> Reply:
    """The best reply of one player to one profile."""
    cells = [(*others[:player], choice, *others[player:]) for choice in range(game.shape[player])]
    at: list[Any] = [(slice(None), player, *cell) for cell in cells]
    worth = np.column_stack([game.payoffs[one] for one in at])
    means = worth.mean(axis=0)
    best = int(np.argmax(means))
    gaps = [gap(worth[:, best] - worth[:, choice]) for choice in range(len(cells))]
    rest = [choice for choice in range(len(cells)) if choice != best]
    margin, error = min((gaps[choice] for choice in rest), default=(0.0, 0.0))
    good = tuple(choice for choice, one in enumerate(gaps) if choice == best or not is_clear(*one))
    return Reply(player, others, best, margin, error, good)


def gap(values: Values) -> tuple[float, float]:
    """Mean and standard error of a paired difference."""
    runs = len(values)
    error = float(values.std(ddof=1) / runs**0.5) if runs > 1 else float("nan")
    return float(values.mean()), error


def is_clear(margin: float, error: float) -> bool:
    """Whether a margin can hardly be luck; of a single run the margin itself has to do."""
    return margin > SAME and (np.isnan(error) or margin > SURE * error)


def is_game(game: Game) -> bool:
    """Whether some player's best reply depends on another's choice.

    It does not where one choice is good, never clearly worse than the best, whatever the others do.
    """
    found = replies(game)
    for player in range(len(game.players)):
        good = [set(one.good) for one in found if one.player == player]
        if not set.intersection(*good):
            return True
    return False


def dominant(game: Game) -> list[tuple[str, ...]]:
    """For each player the choices that are good whatever the others do."""
    found = replies(game)
    return [
        tuple(
            game.choices[player][choice]
            for choice in sorted(set.intersection(*(set(one.good) for one in found if one.player == player)))
        )
        for player in range(len(game.players))
    ]


def habit_frame(game: Game) -> pd.DataFrame:
    """player, habit, profiles, part_best, part_good, loss: what is lost by one choice, whatever the others do.

    ``habit`` is the choice with the smallest largest loss; ``part_best`` and ``part_good`` are the parts of the
    others' profiles against which it is best, and not clearly worse than the best; ``loss`` is the largest loss, in
    points. Where that is small, a reply hardly depends on the others.
    """
    rows = []
    for player, key in enumerate(game.players):
        worth = np.moveaxis(game.means[player], player, 0).reshape(game.shape[player], -1)
        losses = worth.max(axis=0) - worth
        habit = int(np.argmin(losses.max(axis=1)))
        good = [habit in one.good for one in replies(game) if one.player == player]
        rows.append(
            {
                "player": key,
                "habit": game.choices[player][habit],
                "profiles": worth.shape[1],
                "part_best": float((losses[habit] <= SAME).mean()),
                "part_good": float(np.mean(good)),
                "loss": float(losses[habit].max()),
            }
        )
    return pd.DataFrame(rows)


def pure_cells(means: Values) -> Iterator[Cell]:
    """The cells that no player would leave alone; [player, choice, …] are the payoffs."""
    stays = np.ones(means.shape[1:], dtype=bool)
    for player, worth in enumerate(means):
        stays &= worth >= worth.max(axis=player, keepdims=True) - SAME
    yield from (tuple(map(int, cell)) for cell in np.argwhere(stays))


def pure_frame(game: Game) -> pd.DataFrame:
    """One column a player's choice, then clear and part: the pure equilibria.

    ``clear``: every player would clearly lose by leaving. ``part``: in how many of 400 resamples of the runs the cell
    is an equilibrium; NaN for a single run.
    """
    by_cell = {(one.player, one.others): one for one in replies(game)}
    often = resampled(game)
    rows = []
    for cell in pure_cells(game.means):
        found = [by_cell[k, (*cell[:k], *cell[k + 1 :])] for k in range(len(game.players))]
        named = {f"choice_{player}": game.choices[k][cell[k]] for k, player in enumerate(game.players)}
        rows.append({**named, "clear": all(len(one.good) == 1 for one in found), "part": often.get(cell, 0.0)})
    return pd.DataFrame(rows, columns=[*(f"choice_{player}" for player in game.players), "clear", "part"])


def resampled(game: Game) -> dict[Cell, float]:
    """Cell → the part of resamples of the runs in which it is an equilibrium."""
    runs = len(game.payoffs)
    if runs < 2:
        return {cell: float("nan") for cell in np.ndindex(game.shape)}
    counts: Counter[Cell] = Counter()
    drawn = np.random.default_rng(0)
    for _ in range(RESAMPLES):
        for cell in pure_cells(game.payoffs[drawn.integers(0, runs, runs)].mean(axis=0)):
            counts[cell] += 1
    return {cell: count / RESAMPLES for cell, count in counts.items()}


def mixed(game: Game) -> list[Mixed]:
    """All equilibria of two players that support enumeration finds, pure ones included; none for more players.

    Nor for players with more than seven choices.
    """
    if len(game.players) != 2 or max(game.shape) > MOST_CHOICES:
        return []
    import nashpy

    first, second = game.means
    found: list[Mixed] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a degenerate game: some equilibria may be missing
        for one, other in nashpy.Game(first, second).support_enumeration():
            if np.isnan(one).any() or np.isnan(other).any():
                continue
            pair = tuple(map(float, np.round(one, 9))), tuple(map(float, np.round(other, 9)))
            if pair not in [(done.first, done.second) for done in found]:
                found.append(Mixed(*pair, (float(one @ first @ other), float(one @ second @ other))))
    return found


def reply_frame(game: Game) -> pd.DataFrame:
    """player, the others' choices (one column each, empty for the player itself), best, margin, error, good."""
    rows = []
    for one in replies(game):
        others = iter(one.others)
        named = {
            f"choice_{key}": "" if k == one.player else game.choices[k][next(others)]
            for k, key in enumerate(game.players)
        }
        names = game.choices[one.player]
        good = ", ".join(names[choice] for choice in one.good)
        told = {"best": names[one.best], "margin": one.margin, "error": one.error, "good": good}
        rows.append({"player": game.players[one.player], **named, **told})
    return pd.DataFrame(rows)
