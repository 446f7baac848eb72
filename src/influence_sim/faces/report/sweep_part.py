"""A part of a report on a sweep: what it says, the tables behind it, the figures in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from influence_sim.faces.document import Block
from influence_sim.faces.report.figures import Picture


class Part(NamedTuple):
    """Blocks, tables by name, and pictures; every picture stands among the blocks."""

    blocks: Sequence[Block] = ()
    tables: Mapping[str, pd.DataFrame] = {}
    pictures: Sequence[Picture] = ()
