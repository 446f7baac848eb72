"""The meta-game's table: what every power gets when each follows one of its strategies.

A power's payoff is the sum of outcomes, each with a weight. Weights are given, or come from the ``aims`` of its
strategies, seen from where it stands: possession is its own share, milieu what its rivals do not hold.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.outcomes import subject_of
from influence_sim.experiments.analysis.reading import POINT, RUN, STRATEGY, Results
from influence_sim.scenario.strategies import strategy as strategy_of

OTHERS = "others."
FOCAL = "focal"
POSSESSION, MILIEU, INDEPENDENCE = "possession_late", "milieu_late", "independence_late"
OF_FOCAL = {"possession": {POSSESSION: 1.0}, "milieu": {MILIEU: 1.0}}
OF_RIVAL = {"possession": {MILIEU: -1.0}, "milieu": {POSSESSION: -1.0}}  # all rivals' share; what the focal lacks
OF_OTHER = {"possession": {MILIEU: 1.0, POSSESSION: -1.0, INDEPENDENCE: -1.0}, "milieu": {MILIEU: 1.0}}

Values = NDArray[np.float64]
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Game:
    """Payoffs in percentage points, run by run, so that two cells can be held against each other in the same luck.

    Attributes:
        players: keys of the powers.
        choices: player → names of its strategies, in order.
        payoffs: [run, player, choice of the first, choice of the second, …].
    """

    players: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    payoffs: Values

    @property
    def means(self) -> Values:
        """[player, choice, …]: the mean over runs."""
        mean: Values = self.payoffs.mean(axis=0)
        return mean

    @property
    def errors(self) -> Values:
        """[player, choice, …]: standard errors of the means; NaN for a single run."""
        runs = len(self.payoffs)
        if runs < 2:
            return np.full(self.payoffs.shape[1:], np.nan)
        error: Values = self.payoffs.std(axis=0, ddof=1) / runs**0.5
        return error

    @property
    def shape(self) -> tuple[int, ...]:
        """How many choices each player has."""
        return tuple(len(one) for one in self.choices)

    def frame(self) -> pd.DataFrame:
        """One column a player's choice, then player, payoff, error: one row for each player in each cell."""
        rows: list[dict[str, Any]] = []
        means, errors = self.means, self.errors
        for cell in product(*map(range, self.shape)):
            named = {f"choice_{player}": self.choices[k][cell[k]] for k, player in enumerate(self.players)}
            for k, player in enumerate(self.players):
                rows.append({**named, "player": player, "payoff": means[k, *cell], "error": errors[k, *cell]})
        return pd.DataFrame(rows)


def players_in(results: Results) -> dict[str, str]:
    """Power → the factor that says what it does, of the powers whose strategies the sweep varies."""
    found = {}
    for name, entry in (results.design.get("factors") or {}).items():
        paths = entry.get("path") or ()
        for path in [paths] if isinstance(paths, str) else paths:
            if str(path).startswith(OTHERS) and name in results.factors:
                found[str(path).removeprefix(OTHERS)] = str(name)
    return found


def game_of(results: Results, factors: Mapping[str, str], weights: Weights, focal: str = FOCAL) -> Game:
    """The game between the focal power and others.

    A cell's payoff in a run is the mean over all points in it, whatever the other factors.

    Args:
        results: the sweep; its strategies are the focal power's choices.
        factors: power → the factor whose words are its choices; one or more.
        weights: power, the focal one too → outcome → weight.
        focal: what the focal power is called.

    Raises:
        InputError: a power without weights, an unknown factor or outcome, or a cell that no complete run fills.
    """
    players = (focal, *factors)
    for name in factors.values():
        results.check_factor(name)
    for player in players:
        if not weights.get(player):
            raise InputError(f'the game needs weights for "{player}": outcome → what it is worth to that power')
    labels = {player: results.points[name].astype(str) for player, name in factors.items()}
    choices = (tuple(results.strategies), *(tuple(dict.fromkeys(labels[player])) for player in factors))
    worth = long_payoffs(results, players, weights)
    for player in factors:
        worth[player + " chooses"] = labels[player].reindex(worth[POINT]).to_numpy()
    columns = [STRATEGY, *(player + " chooses" for player in factors)]
    table = worth.groupby([RUN, *columns], observed=True)[list(players)].mean()
    wanted = pd.MultiIndex.from_product([worth[RUN].unique(), *choices], names=[RUN, *columns])
    filled = table.reindex(wanted).to_numpy().reshape(-1, *map(len, choices), len(players))
    filled = np.moveaxis(filled, -1, 1)
    whole = np.isfinite(filled).all(axis=tuple(range(1, filled.ndim)))
    if not whole.any():
        raise InputError("no run has been played in every cell of the game")
    return Game(players, choices, filled[whole])


def games_by_setting(results: Results, factors: Mapping[str, str], weights: Weights, focal: str = FOCAL) -> list[Game]:
    """One game for each setting of all other factors in which every cell was played."""
    rest = [name for name in results.factors if name not in factors.values()]
    if not rest:
        return [game_of(results, factors, weights, focal)]
    cells = int(np.prod([results.points[name].nunique() for name in factors.values()]))
    found = []
    for _, part in results.points.groupby(rest, sort=False):
        if len(part) >= cells:
            with contextlib.suppress(InputError):
                found.append(game_of(results.at(part.index), factors, weights, focal))
    return found


def long_payoffs(results: Results, players: Sequence[str], weights: Weights) -> pd.DataFrame:
    """point, run, strategy, and a payoff for each player.

    Raises:
        InputError: nothing has been played.
    """
    values = {name: results.values(name).stack() for name in {name for one in weights.values() for name in one}}
    if any(series.empty for series in values.values()):
        raise InputError("no run has been played in any cell of the game")
    payoffs = {
        player: sum(weight * subject_of(name).scale * values[name] for name, weight in weights[player].items())
        for player in players
    }
    return pd.DataFrame(payoffs).rename_axis([POINT, RUN, STRATEGY]).reset_index()


def weights_from_aims(
    results: Results, factors: Mapping[str, str], rivals: Sequence[str] | None = None, focal: str = FOCAL
) -> dict[str, dict[str, float]]:
    """Weights by the aims of each power's strategies, the first that has any.

    A sweep keeps one share for all rivals together, and leaves one for all who are neither the focal power nor its
    rivals. These stand for each one's own share, so that powers on one side are treated as if they were glad of each
    other's gains; and the focal power's rivals are taken for those of the powers beside it.

    Args:
        results: the sweep.
        factors: power → the factor that says what it does.
        rivals: which of these powers are the focal power's rivals; all where it is None.
        focal: what the focal power is called.

    Raises:
        InputError: none of a power's strategies has aims.
    """
    found = {focal: weights_of(focal, results.strategies, OF_FOCAL)}
    for player, name in factors.items():
        keys = list(dict.fromkeys(results.points[name].astype(str)))
        seen = OF_RIVAL if rivals is None or player in rivals else OF_OTHER
        found[player] = weights_of(player, keys, seen)
    return found


def weights_of(player: str, keys: Sequence[str], axes: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Outcome → weight, from the first of these strategies that has aims."""
    for key in keys:
        try:
            aims: Mapping[Any, float] = strategy_of(key).aims
        except InputError:
            continue
        if aims:
            weights: dict[str, float] = {}
            for axis, aim in aims.items():
                for outcome, part in axes.get(axis, {INDEPENDENCE: 1.0}).items():
                    weights[outcome] = weights.get(outcome, 0.0) + part * aim
            return weights
    raise InputError(f'no strategy of "{player}" says what it aims at; give weights')
