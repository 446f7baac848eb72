"""What stands in the outputs: words of all files, names that must not occur, figures that hold something."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from matplotlib.image import imread

from influence_sim.scenario.files import shipped_names
from influence_sim.scenario.loading import load_scenario

TEXTS = (".md", ".html", ".csv", ".json", ".svg")
ADJECTIVES = ("Chinese", "Russian", "Indian", "Japanese", "American", "Australian", "Central Asia", "Pacific")
OWN_WORLDS = ("classroom",)  # invented too
ALIASES = {"PNG"}  # also the name of a kind of file


def shipped_actors() -> list[str]:
    """Keys and names of all actors, corridors and events of the regions that are shipped, and their adjectives."""
    found = set(ADJECTIVES)
    for name in shipped_names("scenario"):
        if name in OWN_WORLDS:
            continue
        scenario = load_scenario(name)
        for kind in (scenario.powers, scenario.states, scenario.forums, scenario.modules.corridors.routes):
            for key, actor in kind.items():  # type: ignore[attr-defined]
                found |= {key, actor.name}
        found |= {mark.label for mark in scenario.marks}
        found |= {event.name for event in scenario.modules.events.list.values()}
    return sorted(found - ALIASES)


def words_in(path: Path) -> str:
    """A text without the figures that it embeds; entities as they are read."""
    text = re.sub(r"data:[^\"'\s)]*", "", path.read_text(encoding="utf-8"))
    return html.unescape(text) if path.suffix == ".html" else text


def texts_of(folder: Path) -> dict[str, str]:
    """The words of all text files below a folder."""
    return {str(path.relative_to(folder)): words_in(path) for path in folder.rglob("*") if path.suffix in TEXTS}


def found_in(text: str, names: Iterable[str]) -> list[str]:
    """The names that occur as words of their own."""
    return [name for name in names if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def flat(text: str) -> str:
    """A text with single spaces, without the marks that keep Markdown from reading a sign as its own."""
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).split())


def colours_of(path: Path) -> int:
    """How many colours cover a thousandth of a PNG or more: paper and ink alone are two, an empty panel is a third."""
    pixels = (imread(path) * 255).astype(np.uint32)
    colours = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    return int(np.sum(np.unique(colours, return_counts=True)[1] > colours.size / 1000))
