"""Figures that teach: tidy frames in, axes or a sheet out, one palette.

Every figure takes a frame (with a `Cast`) or a run, ensemble or comparison that carries both, draws into `ax` if one
is given and returns it, and otherwise returns a sheet of its own. None of them touches matplotlib's settings.
"""

from influence_sim.plots.cast import Actor, Cast
from influence_sim.plots.depth import forums
from influence_sim.plots.flow import money
from influence_sim.plots.leading import leaders
from influence_sim.plots.paired import difference
from influence_sim.plots.plane import plane
from influence_sim.plots.regime_map import regime_map
from influence_sim.plots.saving import save
from influence_sim.plots.shares import influence
from influence_sim.plots.timeline import membership
from influence_sim.plots.waterfall import ledger

__all__ = [
    "Actor",
    "Cast",
    "difference",
    "forums",
    "influence",
    "leaders",
    "ledger",
    "membership",
    "money",
    "plane",
    "regime_map",
    "save",
]
