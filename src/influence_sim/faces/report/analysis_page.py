"""An analysis of a sweep as a page: the answer first, then what stands behind it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.levels import most_telling
from influence_sim.experiments.analysis.outcomes import headline
from influence_sim.experiments.analysis.pairs import pair_frame
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph, Table
from influence_sim.faces.report.origin import limits
from influence_sim.faces.report.sweep_boxes import boxes_part
from influence_sim.faces.report.sweep_choices import choices_part
from influence_sim.faces.report.sweep_game import game_part
from influence_sim.faces.report.sweep_line import line_part
from influence_sim.faces.report.sweep_maps import (
    map_pictures,
    map_section,
    maps_of,
    plane_pictures,
    planes_of,
)
from influence_sim.faces.report.sweep_names import Names, names_of
from influence_sim.faces.report.sweep_pairs import answer, pair_sections
from influence_sim.faces.report.sweep_part import Part
from influence_sim.faces.report.sweep_sensitivity import sensitivity_part
from influence_sim.plots.regime_map import number_text
from influence_sim.wording import counted, listed

FEW_PAIRS = 2  # with more, maps are of one outcome only


class Wanted(NamedTuple):
    """What is asked of an analysis.

    Attributes:
        sides: the two factors of maps; those that tell most where none are named.
        outcome: what maps, lines and boxes are about; the first axis of the verdict in the late window where none
            is named.
        precision: the wanted half-width of a 90 % interval, in percentage points.
        figures: whether figures are drawn.
    """

    sides: tuple[str, str] | None = None
    outcome: str | None = None
    precision: float | None = None
    figures: bool = True


def analysis(results: Results, wanted: Wanted) -> Part:
    """The whole page with its tables and pictures.

    Raises:
        InputError: the sweep has no run, fewer than two strategies that were played, or not what was asked for.
    """
    if not results.runs:
        raise InputError("the sweep has no run yet, so there is nothing to analyse")
    outcome = checked(results, wanted)
    names = names_of(results)
    parts = [opening(results, names), *(make(results, wanted, outcome, names) for make in SECTIONS)]
    return joined([*parts, ending(results)])


def checked(results: Results, wanted: Wanted) -> str:
    """The outcome that maps, lines and boxes are about."""
    for name in wanted.sides or ():
        results.check_factor(name)
    if wanted.outcome is not None:
        results.values(wanted.outcome)
        return wanted.outcome
    if not results.outcomes:
        raise InputError("the sweep keeps no outcome, so there is nothing to analyse")
    return (headline(results.outcomes) or results.outcomes)[0]


def joined(parts: Sequence[Part]) -> Part:
    """Parts, one below the other."""
    tables: dict[str, pd.DataFrame] = {}
    for part in parts:
        tables |= part.tables
    return Part(
        [block for part in parts for block in part.blocks],
        {name: frame for name, frame in tables.items() if len(frame)},
        [picture for part in parts for picture in part.pictures],
    )


def opening(results: Results, names: Names) -> Part:
    """What was varied, played and left out; in front of all where the sweep is unfinished."""
    design = results.design
    title = str(design.get("title") or results.manifest.get("title") or "A sweep")
    blocks: list[Block] = [Heading(title, 1)]
    if not results.complete:
        blocks.append(
            Paragraph(
                "This sweep is unfinished. What follows is of the part that has been run, and may change.", main=True
            )
        )
    if design.get("summary"):
        blocks.append(Paragraph(str(design["summary"]).strip()))
    played = listed([names.strategy(key) for key in results.strategies])
    what = f"{counted(len(results.points), 'point')}, {counted(results.runs, 'run')}: {played}."
    if results.failed:
        have, are = ("has", "is") if results.failed == 1 else ("have", "are")
        what += f" {counted(results.failed, 'run')} {have} failed and {are} left out, with those held against them."
    table = Table(["Factor", "From", "To", "Values"], factor_rows(results, names), words=1)
    return Part([*blocks, Paragraph(what), table])


def factor_rows(results: Results, names: Names) -> list[list[str]]:
    """Each factor with its range."""
    rows = []
    for name in results.factors:
        values = pd.Series(results.points[name])
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            ends = [number_text(float(values.min())), number_text(float(values.max()))]
        else:
            ends = [str(values.iloc[0]), str(values.iloc[-1])]
        rows.append([names.factor(name), *ends, f"{values.nunique():,}"])
    return rows


def pairs_part(results: Results, wanted: Wanted, outcome: str, names: Names) -> Part:
    """Strategies held against the first, for every outcome."""
    if not results.pairs():
        return Part()
    precision = None if wanted.precision is None else wanted.precision / 100
    pairs = pd.concat([pair_frame(results, *pair, precision=precision) for pair in results.pairs()], ignore_index=True)
    shown = headline(results.outcomes) or [outcome]
    return Part([*answer(pairs, shown, names), *pair_sections(pairs, names, precision)], {"pairs": pairs})


def maps_part(results: Results, wanted: Wanted, outcome: str, names: Names) -> Part:
    """Who wins over two factors, and both axes in every world."""
    if not results.pairs():
        return Part()
    told = most_telling(results.differences(outcome, *results.pairs()[0]), results.points)
    sides = wanted.sides or tuple(told)
    axes = headline(results.outcomes) if len(results.pairs()) <= FEW_PAIRS else []
    mapped = list(dict.fromkeys([outcome, *axes]))
    maps = maps_of(results, sides, mapped) if len(sides) == 2 else pd.DataFrame()
    planes = planes_of(results)
    pictures = map_pictures(maps, names) if len(maps) and wanted.figures else []
    clouds = plane_pictures(planes, names) if wanted.figures else []
    blocks = map_section(maps, names, pictures)
    if clouds:
        blocks += [Heading("Both axes at once"), *(picture.image for picture in clouds)]
    return Part(blocks, {"regimes": maps, "plane": planes}, [*pictures, *clouds])


def ending(results: Results) -> Part:
    """Where the numbers come from, and what they are."""
    manifest = results.manifest
    items = [f"{label} {value}" for label, value in origin(manifest).items()]
    blocks: list[Block] = [limits()]
    if items:
        blocks += [Heading("Where this comes from"), Bullets([*items, "all of it in provenance.json"])]
    return Part(blocks)


def origin(manifest: Mapping[str, Any]) -> dict[str, str]:
    """What a manifest says of itself, as far as it does."""
    made = (manifest.get("made") or [{}])[-1]
    identity = manifest.get("identity") or {}
    facts = {
        "influence_sim": made.get("version"),
        "commit": made.get("commit"),
        "rulebook digest": identity.get("the rulebook"),
        "design": (manifest.get("design") or {}).get("key"),
        "seed": manifest.get("seed"),
    }
    return {label: str(value)[:16] for label, value in facts.items() if value is not None}


def head_of(blocks: Sequence[Block]) -> list[Block]:
    """What a terminal shows: all that stands above the second section."""
    sections = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    return list(blocks[: sections[1]] if len(sections) > 1 else blocks)


def provenance_of(manifest: Mapping[str, Any], command: Sequence[str], folder: Path, complete: bool) -> dict[str, Any]:
    """What ``provenance.json`` holds: the sweep's manifest, without its list of chunks, and the command."""
    kept = {key: value for key, value in manifest.items() if key != "chunks"}
    return {"command": list(command), "sweep": str(folder), "complete": complete, "manifest": kept}


SECTIONS = (
    pairs_part,
    maps_part,
    lambda results, _, outcome, names: boxes_part(results, outcome, names),
    lambda results, _, outcome, names: sensitivity_part(results, outcome, names),
    lambda results, _, outcome, names: line_part(results, outcome, names),
    lambda results, _, __, names: game_part(results, names),
    lambda results, _, outcome, names: choices_part(results, outcome, names),
)
