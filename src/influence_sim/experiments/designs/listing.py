"""The shipped designs, one line each."""

import pandas as pd

from influence_sim.scenario.files import find, shipped_names
from influence_sim.scenario.listing import one_line
from influence_sim.scenario.yaml import read_file


def list_designs() -> pd.DataFrame:
    """The shipped designs: name, title, summary (the question), method, scenario."""
    rows = []
    for name in shipped_names("design"):
        said = read_file(find(name, "design")).mapping
        texts = (one_line(str(said.get(key, ""))) for key in ("title", "summary", "method"))
        rows.append((name, *texts, said.get("scenario", "baseline")))
    return pd.DataFrame(rows, columns=["name", "title", "summary", "method", "scenario"])
