"""What ``show`` tells of a design."""

from influence_sim.experiments.designs import load_design
from influence_sim.experiments.designs.factors import Factor
from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.scenario.files import shown_path
from influence_sim.scenario.listing import one_line

MOST_VALUES = 12


def design_page(name: str) -> list[Block]:
    """A design: its question, what is played, which factors vary over which values, and how large it is."""
    design = load_design(name)
    source = shown_path(design.source) if design.source else "–"
    rows = [
        ["Name", design.key],
        ["File", source],
        ["Scenario", design.scenario],
        ["Strategies", ", ".join(design.strategies)],
        ["Of others", ", ".join(design.others) or "none"],
        ["Method", design.method],
        ["Points", f"{design.point_count:,}"],
        ["Runs", f"{design.run_count:,}: {design.runs_per_point} for each point and strategy"],
        ["Luck", "the same at every point" if design.common_random_numbers else "each point its own"],
    ]
    rows += [["Set", f"{path} = {value}"] for path, value in design.set.items()]
    factors = [
        [key, "\n".join(design.factors[key].path), values_text(factor)]
        for key, factor in design.resolved_factors.items()
    ]
    blocks: list[Block] = [Heading(design.title, 1)]
    if design.summary:
        blocks.append(Paragraph(one_line(design.summary)))
    table = Table(["Factor", "Path", "Values"], factors, words=3, spaced=True)
    return [*blocks, Table(["What", "Value"], rows, words=2), Heading("Factors"), table]


def values_text(factor: Factor) -> str:
    """The values of a factor in words."""
    if factor.values is None and factor.prior.kind == "fixed":
        return "in the file of points"
    if factor.values is None and not factor.steps and not factor.words:
        return factor.prior.text()
    values = [text(value) for value in factor.lattice()]
    return ", ".join(values if len(values) <= MOST_VALUES else [*values[: MOST_VALUES - 1], "…", values[-1]])


def text(value: object) -> str:
    """A value as a table shows it.

    >>> text(True), text(0.25), text("none")
    ('true', '0.25', 'none')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
