"""Which series a scenario reads, and who made them: from the SOURCES.md that lies beside them."""

import re
from pathlib import Path

from influence_sim.faces.document import Block, Heading, Table
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.series import files_of
from influence_sim.scenario.sheets import find_file

BESIDE = "SOURCES.md"
FILE, WHAT, SOURCE = "file", "what", "source and licence"
UNKNOWN = "not stated"
EMPHASIS = re.compile(r"[*`]")


def sources(scenario: Scenario) -> list[Block]:
    """The section on the series; none if the scenario reads none."""
    names = files_of(scenario.facts)
    if not names:
        return []
    rows = []
    for name in names:
        known = stated(find_file(name, scenario.folders).with_name(BESIDE)).get(name, {})
        rows.append([name, known.get(WHAT, UNKNOWN), known.get(SOURCE, UNKNOWN)])
    caption = "The measured series that the scenario reads. Cite their makers too; SOURCES.md beside them says more."
    return [
        Heading("Series and their sources"),
        Table(["File", "What", "Source and licence"], rows, 3, caption=caption),
    ]


def stated(path: Path) -> dict[str, dict[str, str]]:
    """File → column → text, from the tables of a Markdown page that have a column "file"; nothing without the page."""
    if not path.is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    head: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [EMPHASIS.sub("", cell).strip() for cell in line.strip().strip("|").split("|")]
        if not head:
            head = [cell.lower() for cell in cells]
        elif FILE in head and len(cells) == len(head):
            found[cells[head.index(FILE)]] = dict(zip(head, cells, strict=True))
    return found
