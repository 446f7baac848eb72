"""The meta-game in words: payoffs, best replies, equilibria, or that there is no game."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.equilibria import (
    dominant,
    habit_frame,
    is_game,
    mixed,
    pure_frame,
    reply_frame,
)
from influence_sim.experiments.analysis.payoffs import (
    FOCAL,
    INDEPENDENCE,
    MILIEU,
    POSSESSION,
    Game,
    game_of,
    games_by_setting,
    players_in,
    weights_from_aims,
)
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.report.sweep_part import Part
from influence_sim.wording import counted, listed, part_of, signed

MOST_CELLS, MOST_REPLIES = 36, 12  # on the page; the tables hold all
MOST_EQUILIBRIA = 6
NEEDED = {POSSESSION, MILIEU, INDEPENDENCE}
WEIGHED = (
    "Payoffs are weighted percentage points, by the aims of each power’s strategies seen from where it stands. A sweep"
    " keeps one share for all rivals together, and leaves one for all who are neither the focal power nor a rival;"
    " these stand for each one’s own. ±: standard error."
)


def game_part(results: Results, names: Names) -> Part:
    """The game between the focal power and those whose strategies the sweep varies; nothing where it varies none."""
    factors = players_in(results)
    if not factors or len(results.strategies) < 2 or not set(results.outcomes) >= NEEDED:
        return Part()
    heading = Heading("The meta-game")
    try:
        weights = weights_from_aims(results, factors, names.cast.rivals or None)
        game = game_of(results, factors, weights)
    except InputError as error:
        return Part([heading, Paragraph(f"No game can be told: {error}.")])
    tables = {"payoffs": game.frame(), "replies": reply_frame(game), "habits": habit_frame(game)}
    tables["equilibria"] = pure_frame(game)
    apart = settings_sentence(games_by_setting(results, factors, weights))
    return Part([heading, *told(game, names), *apart, Paragraph(WEIGHED)], tables)


def told(game: Game, names: Names) -> list[Block]:
    """What the game says."""
    blocks: list[Block] = [Paragraph(game_sentence(game, names), main=True)]
    if game.means[0].size <= MOST_CELLS:
        blocks.append(payoff_table(game, names))
    items = reply_items(game, names)
    blocks.append(Bullets(items if len(items) <= MOST_REPLIES else habit_items(game, names)))
    return [*blocks, *equilibrium_blocks(game, names)]


def player(key: str, names: Names) -> str:
    """A power's name."""
    if key == FOCAL:
        return names.focal or "the focal power"
    return names.cast.powers[key].name if key in names.cast.powers else key


def game_sentence(game: Game, names: Names) -> str:
    """Whether there is a game at all."""
    if is_game(game):
        return "There is a game: what is best for one power depends on what another does."
    best = [
        f"{player(key, names)} does best with {' or '.join(names.strategy(one) for one in good)}"
        for key, good in zip(game.players, dominant(game), strict=True)
    ]
    return (
        f"There is no game: no power’s best reply depends on another’s choice. Whatever the others do, {listed(best)}."
    )


def payoff_table(game: Game, names: Names) -> Table:
    """One row a cell."""
    frame = game.frame()
    columns = [f"choice_{key}" for key in game.players]
    rows = []
    for _, part in frame.groupby(columns, sort=False):
        chosen = [names.strategy(str(part.iloc[0][column])) for column in columns]
        rows.append([*chosen, *(payoff_text(row) for row in part.to_dict("records"))])
    head = [*(f"{player(key, names)} plays" for key in game.players), *(player(key, names) for key in game.players)]
    return Table(head, rows, words=len(columns), caption="What each power gets.")


def payoff_text(row: Mapping[Any, Any]) -> str:
    """A payoff with its error."""
    error = "" if pd.isna(row["error"]) else f" ± {row['error']:.2f}"
    return signed(row["payoff"], 2) + error


def habit_items(game: Game, names: Names) -> list[str]:
    """For each power the choice that loses least, whatever the others do."""
    return [
        f"{player(row['player'], names)}: by always playing {names.strategy(row['habit'])} it loses {row['loss']:.2f}"
        f" at most; that is a best reply, or not clearly worse, to {part_of(row['part_good'])} of what others can do."
        for row in habit_frame(game).to_dict("records")
    ]


def settings_sentence(games: Sequence[Game]) -> list[Block]:
    """In how many settings of the other factors there is a game."""
    if len(games) < 2:
        return []
    number = sum(map(is_game, games))
    return [
        Paragraph(
            f"Taken one by one, a best reply depends on another’s choice in {number} of {len(games):,} settings of the"
            f" other factors ({part_of(number / len(games))})."
        )
    ]


def reply_items(game: Game, names: Names) -> list[str]:
    """Each best reply with its margin."""
    items = []
    for row in reply_frame(game).to_dict("records"):
        others = [
            f"{player(key, names)} plays {names.strategy(row[f'choice_{key}'])}"
            for key in game.players
            if key != row["player"]
        ]
        doubt = "" if row["good"] == row["best"] else f" (others are not clearly worse: {row['good']})"
        items.append(
            f"Where {listed(others)}, {player(row['player'], names)} does best with {names.strategy(row['best'])}, by"
            f" {row['margin']:.2f}{doubt}."
        )
    return items


def equilibrium_blocks(game: Game, names: Names) -> list[Block]:
    """Pure equilibria with how sure they are; mixed ones of two players."""
    items = []
    for row in pure_frame(game).to_dict("records"):
        plays = listed([f"{player(key, names)} {names.strategy(row[f'choice_{key}'])}" for key in game.players])
        sure = "" if pd.isna(row["part"]) else f", in {part_of(row['part'])} of resamples of the runs"
        items.append(f"pure: {plays}{'' if row['clear'] else ' (not clear)'}{sure}")
    for one in mixed(game):
        if max(one.first) < 1 or max(one.second) < 1:
            sides = zip(game.players, game.choices, (one.first, one.second), strict=True)
            items.append("mixed: " + "; ".join(mixture(player(key, names), c, w, names) for key, c, w in sides))
    more = len(items) - MOST_EQUILIBRIA
    if more > 0:
        items = [*items[:MOST_EQUILIBRIA], f"{counted(more, 'other')}"]
    if not items:
        return [Paragraph("No pure equilibrium was found.")]
    return [Paragraph("Equilibria, from which no power would move alone:"), Bullets(items)]


def mixture(who: str, choices: tuple[str, ...], weights: tuple[float, ...], names: Names) -> str:
    """How likely a power plays what."""
    parts = [
        f"{names.strategy(one)} with {part_of(weight)}" for one, weight in zip(choices, weights, strict=True) if weight
    ]
    return f"{who} {listed(parts)}"
