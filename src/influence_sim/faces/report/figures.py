"""Which figures a report shows, with a caption in plain words for each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from influence_sim import plots
from influence_sim.experiments.comparison import Comparison
from influence_sim.faces.document import Image
from influence_sim.faces.hypertext import Figure
from influence_sim.faces.report.tables import keeps_ledger
from influence_sim.faces.report.vector import data_address, size_of, two_toned
from influence_sim.faces.words import PERCENT_OF_WORLDS, quoted
from influence_sim.plots.saving import encoded
from influence_sim.plots.theme import TITLE, ThemeName
from influence_sim.runs.ensemble import Ensemble
from influence_sim.runs.trajectory import Trajectory
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import span


class Picture(NamedTuple):
    """A figure to draw: its file's name, how (light or dark), and what it shows."""

    name: str
    draw: Callable[[ThemeName], Any]
    caption: str

    @property
    def image(self) -> Image:
        """The picture as a page shows it."""
        return Image(f"figures/{self.name}.png", self.caption)


def comparison_pictures(comparison: Comparison) -> list[Picture]:
    """The differences, then each figure under every strategy in turn."""
    by_strategy = [run_pictures(runs, f"-{file_name(key)}") for key, runs in comparison.ensembles.items()]
    pictures = [picture for other in comparison.strategies[1:] for picture in paired_pictures(comparison, other)]
    return pictures + [picture for together in zip(*by_strategy, strict=True) for picture in together]


def paired_pictures(comparison: Comparison, other: Strategy) -> list[Picture]:
    """One strategy held against the first: over the years, on two axes at once, and what makes the difference."""
    cast = plots.Cast.of(comparison.scenario)
    names = [quoted(comparison.reference.title), quoted(other.title)]
    pair, ending = f"{names[1]} less {names[0]}", file_name(other.key)
    paths = comparison.paths_of(other.key)
    pictures = [
        Picture(
            f"difference-{ending}",
            lambda theme: plots.difference(paths, cast, names=names, theme=theme),
            f"{pair}, world by world, in percentage points: above zero the first has more on that axis. The band holds"
            f" {PERCENT_OF_WORLDS}.",
        ),
    ]
    if comparison.scenario.roles.rivals:  # without any, one of the two axes says nothing
        pictures.append(
            Picture(
                f"plane-{ending}",
                lambda theme: plots.plane(comparison, strategy=other.key, names=names, theme=theme),
                f"{pair} on two axes at once: each dot is a world.",
            )
        )
    if keeps_ledger(comparison):
        pictures.append(
            Picture(
                f"ledger-{ending}",
                lambda theme: plots.ledger(comparison, strategy=other.key, names=names, theme=theme),
                f"What makes the difference, {pair}: an arrow for each contested assumption, the largest first, all of"
                " them as given.",
            )
        )
    return pictures


def run_pictures(runs: Ensemble | Trajectory, ending: str = "") -> list[Picture]:
    """Influence, leaders, money, memberships and forums under one strategy."""
    scenario, title = runs.scenario, quoted(runs.strategy.title)
    late = (scenario.windows.late[0], scenario.windows.late[1])
    pictures = [
        Picture(
            f"influence{ending}",
            lambda theme: plots.influence(runs, theme=theme),
            f"Influence under {title}: who holds which part of each state; the top is what no power holds.",
        ),
        Picture(
            f"leaders{ending}",
            lambda theme: plots.leaders(runs, theme=theme),
            f"Who leads under {title}: the power with the largest share in each state and year.",
        ),
        Picture(
            f"money{ending}",
            lambda theme: plots.money(runs, years=late, theme=theme),
            f"Money paid out under {title} in {span(*late)}, by power and state, in million US dollars a year.",
        ),
    ]
    if scenario.forums:
        pictures += [
            Picture(
                f"membership{ending}",
                lambda theme: plots.membership(runs, theme=theme),
                f"Who belongs to which forum under {title}; the fainter a bar, the fewer the worlds.",
            ),
            Picture(
                f"forums{ending}",
                lambda theme: plots.forums(runs, theme=theme),
                f"How deep the forums are under {title}, and what their funds hold.",
            ),
        ]
    return pictures


def draw_all(pictures: list[Picture], folder: Path) -> Iterator[tuple[str, Figure]]:
    """Draw every picture into the folder as PNG and SVG; yields each image's path with the figure for a page."""
    for picture in pictures:
        sheet = picture.draw("light")
        _, vector = plots.save(sheet, folder, picture.name)
        light, dark = vector.read_text(encoding="utf-8"), encoded(picture.draw("dark"), "svg").decode()
        yield picture.image.path, Figure(data_address(two_toned(light, dark)), title_of(sheet), *size_of(light))


def title_of(sheet: Any) -> str:
    """The sentence above a figure, and those above its panels: the bold lines that stand on the sheet itself."""
    bold = [text for text in sheet.texts if text.get_weight() == "bold"]
    title = " ".join(text.get_text() for text in bold if text.get_fontsize() == TITLE)
    panels = [text.get_text().replace("\n", " ") for text in bold if text.get_fontsize() != TITLE]
    return ". ".join([title, *panels])


def file_name(key: str) -> str:
    """A strategy's key as part of a file's name.

    >>> file_name("hybrid(regional_share=0.4)")
    'hybrid-regional_share-0.4'
    """
    kept = "".join(letter if letter.isalnum() or letter in "_." else "-" for letter in key)
    return "-".join(part for part in kept.split("-") if part)
