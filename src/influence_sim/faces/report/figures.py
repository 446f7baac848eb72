"""Which figures a report shows, with a caption in plain words for each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from influence_sim import plots
from influence_sim.experiments.comparison import Comparison
from influence_sim.faces.document import Image
from influence_sim.faces.words import quoted
from influence_sim.plots.words import span
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.trajectory import Trajectory


class Picture(NamedTuple):
    """A figure to draw: its file's name, how, and what it shows."""

    name: str
    draw: Callable[[], Any]
    caption: str

    @property
    def image(self) -> Image:
        """The picture as a page shows it."""
        return Image(f"figures/{self.name}.png", self.caption)


def comparison_pictures(comparison: Comparison) -> list[Picture]:
    """The differences, then each figure under every strategy in turn."""
    against = quoted(comparison.reference.title)
    names = {one.key: f"“{one.title}”" for one in comparison.strategies}
    pictures = []
    for other in comparison.strategies[1:]:
        pair = [names[comparison.reference.key], names[other.key]]
        caption = (
            f"{quoted(other.title)} less {against}, world by world, in percentage points: above zero the first has more"
            " on that axis. The band holds 90 % of worlds."
        )
        paths = comparison.paths_of(other.key)
        cast = plots.Cast.of(comparison.scenario)
        draw = _difference(paths, cast, pair)
        pictures.append(Picture(f"difference-{file_name(other.key)}", draw, caption))
    by_strategy = [run_pictures(runs, f"-{file_name(key)}") for key, runs in comparison.ensembles.items()]
    return pictures + [picture for together in zip(*by_strategy, strict=True) for picture in together]


def _difference(paths: Any, cast: plots.Cast, names: list[str]) -> Callable[[], Any]:
    return lambda: plots.difference(paths, cast, names=names)


def run_pictures(runs: Ensemble | Trajectory, ending: str = "") -> list[Picture]:
    """Influence, leaders, money, memberships and forums under one strategy."""
    scenario, title = runs.scenario, quoted(runs.strategy.title)
    late = (scenario.windows.late[0], scenario.windows.late[1])
    pictures = [
        Picture(
            f"influence{ending}",
            lambda: plots.influence(runs),
            f"Influence under {title}: who holds which part of each state; the top is what no power holds.",
        ),
        Picture(
            f"leaders{ending}",
            lambda: plots.leaders(runs),
            f"Who leads under {title}: the power with the largest share in each state and year.",
        ),
        Picture(
            f"money{ending}",
            lambda: plots.money(runs, years=late),
            f"Money paid out under {title} in {span(*late)}, by power and state, in million US dollars a year.",
        ),
    ]
    if scenario.forums:
        pictures += [
            Picture(
                f"membership{ending}",
                lambda: plots.membership(runs),
                f"Who belongs to which forum under {title}; the fainter a bar, the fewer the worlds.",
            ),
            Picture(
                f"forums{ending}",
                lambda: plots.forums(runs),
                f"How deep the forums are under {title}, and what their funds hold.",
            ),
        ]
    return pictures


def draw_all(pictures: list[Picture], folder: Path) -> Iterator[str]:
    """Draw every picture into the folder as PNG and SVG; yields each name when it is done."""
    for picture in pictures:
        plots.save(picture.draw(), folder, picture.name)
        yield picture.name


def file_name(key: str) -> str:
    """A strategy's key as part of a file's name.

    >>> file_name("hybrid(regional_share=0.4)")
    'hybrid-regional_share-0.4'
    """
    kept = "".join(letter if letter.isalnum() or letter in "_." else "-" for letter in key)
    return "-".join(part for part in kept.split("-") if part)
