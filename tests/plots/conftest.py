"""Invented casts and frames: five powers and five states with logistic transitions, and the extremes."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from influence_sim.plots import Actor, Cast

COLOURS = {
    "J": ("#C857B1", "#D06ABB"),
    "C": ("#BF2E07", "#C93A12"),
    "R": ("#1A8CF0", "#2E96F5"),
    "E": ("#AC9333", "#C2A744"),
    "I": ("#007463", "#0B8070"),
}
POWER_NAMES = ["Nippara", "Chardon", "Rossland", "Eastern Union", "Indra"]
STATE_NAMES = ["Kasmar", "Kyrland", "Tadorra", "Turania", "Usbeck"]
LONG = "The Federated Commonwealth of the Outer and Inner Isles"


def make_cast(powers: int = 5, states: int = 5, forums: int = 4, **changes: Any) -> Cast:
    """A cast of any size; beyond five powers no colour is given."""
    keys = list(COLOURS) + [f"P{i}" for i in range(6, powers + 1)]
    names = POWER_NAMES + [f"Power {i}" for i in range(6, powers + 1)]
    state_names = STATE_NAMES + [f"State {i}" for i in range(6, states + 1)]
    forum_names = ["Shared Council", "Customs Union", "Open Trade Area", "Dialogue with Nippara"] + [
        f"Forum {i}" for i in range(5, forums + 1)
    ]
    fields: dict[str, Any] = {
        "powers": {k: Actor(n, *COLOURS.get(k, ("", ""))) for k, n in list(zip(keys, names, strict=True))[:powers]},
        "states": {f"s{i}": name for i, name in enumerate(state_names[:states])},
        "forums": {f"f{i}": name for i, name in enumerate(forum_names[:forums])},
        "channels": {"aid": "Aid", "transport": "Transport"},
        "marks": (
            (1997, "Silk road diplomacy"),
            (2001, "Council founded"),
            (2004, "Dialogue founded"),
            (2005, "First loans through the council"),
            (2013, "Belt announced"),
            (2015, "Customs union"),
            (2022, "War"),
        ),
        "early": (2005, 2008),
        "late": (2015, 2024),
        "focal": "J",
        "rivals": tuple(keys[1 : min(3, powers)]),
        "branch": 2005,
    }
    return Cast(**(fields | changes))


def make_influence(cast: Cast, first: int = 1992, last: int = 2024, runs: int | None = None) -> pd.DataFrame:
    """The second power overtakes the third on a logistic path; shares and independence sum to 1."""
    rng = np.random.default_rng(7)
    years = np.arange(first, last + 1)
    rows = []
    for run in range(runs or 1):
        for s, state in enumerate(cast.states):
            turn = 2009 + 3 * s % 11 + (rng.normal(0, 4) if runs else 0)
            rise = 1 / (1 + np.exp(-(years - turn) / 3.5))
            weights = []
            for p in range(len(cast.powers)):
                if p == 1:
                    weight = 0.05 + 0.5 * rise
                elif p == 2:
                    weight = 0.55 - 0.3 * rise
                else:
                    weight = (0.05 + 0.03 * ((p + s) % 3)) * (1 + 0.5 * np.sin((years - first) / 9 + p + s))
                weights.append(weight)
            weights.append(0.12 + 0.004 * (years - first))
            shares = np.array(weights) / np.sum(weights, axis=0)
            for key, share in zip([*cast.powers, "independence"], shares, strict=True):
                rows.append(pd.DataFrame({"run": run, "year": years, "power": key, "state": state, "share": share}))
    frame = pd.concat(rows, ignore_index=True)
    return frame if runs else frame.drop(columns="run")


def make_paths(runs: int = 200, sizes: tuple[float, float, float] = (-0.006, 0.012, 0.003)) -> pd.DataFrame:
    """Paired differences of which those in the last year scatter around `sizes`."""
    rng = np.random.default_rng(3)
    years = np.arange(1992, 2025)
    shape = np.clip((years - 2005) / 12, 0, 1)
    rows = []
    for axis, size in zip(["possession", "milieu", "independence"], sizes, strict=True):
        for run in range(runs):
            noise = rng.normal(0, 0.004) + 0.0006 * np.cumsum(rng.normal(size=len(years)))
            difference = shape * (size + noise)
            rows.append(pd.DataFrame({"run": run, "year": years, "axis": axis, "difference": difference}))
    return pd.concat(rows, ignore_index=True)


def make_exchange(cast: Cast, scale: float = 1.0, runs: int | None = None) -> pd.DataFrame:
    """Money on two channels, directly and through the first and the last forum."""
    rng = np.random.default_rng(5)
    rows = []
    for run in range(runs or 1):
        for p, power in enumerate(cast.powers):
            for s, state in enumerate(cast.states):
                for route in ["bilateral", *list(cast.forums)[:1]]:
                    amount = (
                        scale * rng.lognormal(3.5 - 0.4 * p + 0.3 * (s % 3), 1) * (1 if route == "bilateral" else 0.4)
                    )
                    if p == 4 and s == 2:
                        amount = 0.0
                    for channel in cast.channels:
                        for year in (2015, 2016, 2017):
                            rows.append((run, year, power, state, channel, route, amount, 0.8 * amount, 0.1 * amount))
    names = ["run", "year", "power", "state", "channel", "route", "committed_musd", "disbursed_musd", "returned_musd"]
    frame = pd.DataFrame(rows, columns=names)
    return frame if runs else frame.drop(columns="run")


def make_membership(cast: Cast, runs: int | None = None, first: int = 1992, last: int = 2024) -> pd.DataFrame:
    """Members join, some as observers first, some leave again, some never come."""
    rng = np.random.default_rng(11)
    years = np.arange(first, last + 1)
    rows = []
    for run in range(runs or 1):
        for f, forum in enumerate(cast.forums):
            for m, member in enumerate([*cast.states, *list(cast.powers)[1:3]]):
                join = first + 3 + (5 * f + 4 * m) % 19 + (int(rng.integers(-2, 6)) if runs and m % 2 else 0)
                leave = join + 8 if (f + m) % 5 == 4 else last + 1
                never = (f * m) % 7 == 6
                for year in years:
                    status = "member" if join <= year < leave else "none"
                    if status == "none" and join - 4 <= year < join and (f + m) % 3 == 0:
                        status = "observer"
                    rows.append((run, int(year), forum, member, "none" if never else status))
    frame = pd.DataFrame(rows, columns=["run", "year", "forum", "member", "status"])
    return frame if runs else frame.drop(columns="run")


def make_forums(cast: Cast, runs: int | None = None) -> pd.DataFrame:
    """Depth that grows towards a ceiling, and a fund in the last forum from 2005."""
    years = np.arange(1992, 2025)
    rows = []
    for run in range(runs or 1):
        for f, forum in enumerate(cast.forums):
            depth = (0.2 + 0.2 * (f % 4)) * (1 - np.exp(-np.clip(years - 1996 - 2 * f, 0, None) / 8)) * (1 + 0.03 * run)
            fund = np.where((years > 2005) & (f == len(cast.forums) - 1), 80 * (1 - np.exp(-(years - 2005) / 5)), 0.0)
            rows.append(pd.DataFrame({"run": run, "year": years, "forum": forum, "depth": depth, "fund_musd": fund}))
    frame = pd.concat(rows, ignore_index=True)
    return frame if runs else frame.drop(columns="run")


class Stage:
    """The makers above, for tests."""

    cast = staticmethod(make_cast)
    influence = staticmethod(make_influence)
    paths = staticmethod(make_paths)
    exchange = staticmethod(make_exchange)
    membership = staticmethod(make_membership)
    forums = staticmethod(make_forums)
    long = LONG


@pytest.fixture(scope="session")
def stage() -> type[Stage]:
    """Makers of invented casts and frames."""
    return Stage


@pytest.fixture(autouse=True)
def no_figure_stays_open() -> Iterator[None]:
    """Figures live outside pyplot: whatever a test draws, the register stays empty."""
    import matplotlib.pyplot as plt

    yield
    assert plt.get_fignums() == []


@pytest.fixture
def overlaps() -> Callable[[Any], list[tuple[str, str]]]:
    """Pairs of texts whose boxes share more than a hair, and texts that leave the figure (paired with "edge")."""

    def found(figure: Any) -> list[tuple[str, str]]:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.text import Text

        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        boxes = []
        for text in figure.findobj(Text):
            if text.get_visible() and text.get_text().strip():
                box = text.get_window_extent(canvas.get_renderer())
                boxes.append((text.get_text(), box))
        pairs = []
        width, height = canvas.get_width_height()
        for i, (one, a) in enumerate(boxes):
            if a.x0 < -1 or a.y0 < -1 or a.x1 > width + 1 or a.y1 > height + 1:
                pairs.append((one, "edge"))
            for other, b in boxes[i + 1 :]:
                across = min(a.x1, b.x1) - max(a.x0, b.x0)
                along = min(a.y1, b.y1) - max(a.y0, b.y0)
                if across > 1.0 and along > 1.5:
                    pairs.append((one, other))
        return pairs

    return found
