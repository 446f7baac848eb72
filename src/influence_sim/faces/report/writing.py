"""An output folder: report (Markdown and HTML), figures, tables and provenance, all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from influence_sim.faces.document import Block, as_markdown
from influence_sim.faces.hypertext import as_html
from influence_sim.faces.report.figures import Picture, draw_all
from influence_sim.faces.report.tables import write_tables
from influence_sim.runs.store import Folder, write_json, write_text


def write_report(
    out: Path,
    force: bool,
    blocks: Sequence[Block],
    tables: Mapping[str, pd.DataFrame],
    pictures: Sequence[Picture],
    facts: Mapping[str, Any],
    progress: Callable[[], None],
) -> None:
    """Write everything beside ``out`` and rename it into place.

    ``progress`` is called after the tables and after each figure.

    Raises:
        InputError, OutputError: see :class:`influence_sim.runs.store.Folder`.
    """
    with Folder(out, force=force) as folder:
        write_tables(tables, folder / "tables")
        progress()
        figures = {}
        for path, figure in draw_all(list(pictures), folder / "figures"):
            figures[path] = figure
            progress()
        write_text(as_markdown(blocks), folder / "report.md")
        write_text(as_html(blocks, figures), folder / "report.html")
        write_json(facts, folder / "provenance.json")
