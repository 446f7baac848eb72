"""Where a report comes from: the line on what scores are, provenance, how to cite."""

from collections.abc import Mapping
from typing import Any

from influence_sim.faces.document import Block, Bullets, Heading, Paragraph
from influence_sim.wording import counted

NO_CLAIM = (
    "No claim is made beyond the model: the scores are an index of influence, not influence measured, and the"
    " differences are those of the model’s worlds."
)


def origin(facts: Mapping[str, Any], title: str) -> list[Block]:
    """The section "Where this comes from", from what ``provenance.json`` holds."""
    commit = facts["commit"]
    state = f"commit {commit[:12]}{', with changes' if facts['dirty'] else ''}" if commit else "no commit known"
    version = facts["version"] or "not installed"
    chosen = ", ".join(facts["strategies"]) + (f" with {', '.join(facts['others'])}" if facts["others"] else "")
    items = [
        f"influence_sim {version} ({state})",
        f"scenario {facts['scenario']['key']}, digest {facts['scenario']['digest'][:16]}",
        f"rulebook digest {facts['rulebook_digest'][:16]}",
        f"strategies {chosen}; {counted(facts['runs'], 'run')} each, seed {facts['seed']}",
        "all of it in provenance.json",
    ]
    cite = (
        f"To cite: influence_sim contributors, influence_sim, version {version}; scenario “{title}”, digest"
        f" {facts['scenario']['digest'][:16]}, seed {facts['seed']}. CITATION.cff has the entry for the software."
    )
    return [Heading("Where this comes from"), Bullets(items), Paragraph(cite)]


def limits() -> Paragraph:
    """The line on what the scores are."""
    return Paragraph(NO_CLAIM)
