"""The figures of a report on a sweep: maps of who wins over two factors, and both axes in every world."""

from collections.abc import Sequence

import pandas as pd

from influence_sim import plots
from influence_sim.experiments.analysis.outcomes import headline, subject_of
from influence_sim.experiments.analysis.reading import Results
from influence_sim.experiments.analysis.regimes import plane_frame, regime_frame
from influence_sim.faces.document import Block, Heading, Paragraph
from influence_sim.faces.report.figures import Picture, file_name
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.words import PERCENT_OF_WORLDS, capital
from influence_sim.plots.regime_map import sentence
from influence_sim.plots.sheet import Drawn
from influence_sim.plots.theme import ThemeName
from influence_sim.wording import DIFFERENCE_AXIS


def maps_of(results: Results, sides: Sequence[str], outcomes: Sequence[str]) -> pd.DataFrame:
    """The regime maps of every pair of strategies over two factors, one below the other."""
    parts = [
        regime_frame(results, outcome, strategy, against, sides[0], sides[1])
        for strategy, against in results.pairs()
        for outcome in outcomes
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def map_pictures(maps: pd.DataFrame, names: Names) -> list[Picture]:
    """A figure for each map."""
    pictures = []
    for (strategy, against, outcome), frame in maps.groupby(["strategy", "against", "outcome"], sort=False):
        pictures.append(map_picture(frame, str(strategy), str(against), str(outcome), names))
    return pictures


def map_picture(frame: pd.DataFrame, strategy: str, against: str, outcome: str, names: Names) -> Picture:
    """The figure of one map."""
    about, sides = subject_of(outcome), {str(frame.iloc[0][side]) for side in ("x_factor", "y_factor")}
    pair = names.strategy(against), names.strategy(strategy)

    def draw(theme: ThemeName) -> Drawn:
        return plots.regime_map(
            frame,
            names.cast,
            about=names.subject(outcome),
            factors={name: names.factor(name) for name in sides},
            names=pair,
            scale=about.scale,
            unit=about.unit if about.is_money else DIFFERENCE_AXIS,
            theme=theme,
        )

    caption = f"{capital(names.subject(outcome))}, {names.window(outcome)}: {pair[1]} less {pair[0]} in every cell."
    return Picture(f"regimes-{file_name(outcome)}-{file_name(strategy)}", draw, caption)


def map_sentences(maps: pd.DataFrame, names: Names) -> list[Block]:
    """What each map says, in words."""
    found: list[Block] = []
    for (strategy, _, outcome), frame in maps.groupby(["strategy", "against", "outcome"], sort=False):
        text = sentence(frame, names.subject(str(outcome)), names.strategy(str(strategy)))
        found.append(Paragraph(f"{capital(names.window(str(outcome)))}: {text[0].lower()}{text[1:]}."))
    return found


def map_section(maps: pd.DataFrame, names: Names, pictures: Sequence[Picture]) -> list[Block]:
    """The section on maps, with their figures."""
    if maps.empty:
        return []
    x, y = str(maps.iloc[0]["x_factor"]), str(maps.iloc[0]["y_factor"])
    lead = f"Over two factors: {names.factor(x)}, and {names.factor(y)}."
    note = (
        f" A cell takes all points in it, whatever their other factors; a strategy wins where {PERCENT_OF_WORLDS} in a"
        " cell, with their luck and their other factors, lie on one side of zero."
    )
    images = [picture.image for picture in pictures]
    return [Heading("Who wins where"), Paragraph(lead + note), *map_sentences(maps, names), *images]


def planes_of(results: Results) -> pd.DataFrame:
    """Both axes in every world, for each pair; empty where the sweep lacks one of the axes."""
    if len(headline(results.outcomes)) < 2 or "possession_late" not in results.outcomes:
        return pd.DataFrame()
    if "milieu_late" not in results.outcomes or not results.pairs():
        return pd.DataFrame()
    return pd.concat([plane_frame(results, *pair) for pair in results.pairs()], ignore_index=True)


def plane_pictures(planes: pd.DataFrame, names: Names) -> list[Picture]:
    """The plane of each pair."""
    pictures = []
    for (strategy, against), frame in planes.groupby(["strategy", "against"], sort=False) if len(planes) else ():
        pair = [names.strategy(str(against)), names.strategy(str(strategy))]
        pictures.append(plane_picture(frame, str(strategy), pair, names))
    return pictures


def plane_picture(frame: pd.DataFrame, strategy: str, pair: list[str], names: Names) -> Picture:
    """The figure of one plane."""

    def draw(theme: ThemeName) -> Drawn:
        return plots.plane(frame, names.cast, names=pair, theme=theme)

    return Picture(
        f"plane-{file_name(strategy)}",
        draw,
        f"{pair[1]} less {pair[0]} on two axes at once: each dot is a world at one point of the sweep.",
    )
