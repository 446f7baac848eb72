"""Boxes of factors in sentences, with units."""

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from influence_sim.experiments.analysis.boxes import Box, Side, box_frame, boxes_where
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.report.sweep_part import Part
from influence_sim.wording import MINUS, listed, part_of

LEGEND = (
    "Density: the part of a box’s points at which it is so. Coverage: the part of all such points that lie in the box."
    " The box leaves out what is not named. A box says where, not why."
)


def boxes_part(results: Results, outcome: str, names: Names) -> Part:
    """For each pair: where the one wins, and where the other."""
    blocks: list[Block] = []
    tables = []
    for strategy, against in results.pairs():
        for one, other in ((strategy, against), (against, strategy)):
            found = boxes_where(results, outcome, one, other)
            blocks += told(found, results, outcome, one, other, names)
            if found:
                tables.append(box_frame(found).assign(strategy=one, against=other, outcome=outcome))
    if not blocks:
        return Part()
    heading = Heading("In which circumstances")
    frame = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    return Part([heading, *blocks, Paragraph(LEGEND)], {"boxes": frame})


def told(
    found: Sequence[Box], results: Results, outcome: str, strategy: str, against: str, names: Names
) -> list[Block]:
    """What boxes say of one strategy against another."""
    won = float((results.differences(outcome, strategy, against) > 0).mean())
    lead = f"Under {names.strategy(strategy)} {names.subject(outcome)} is higher than under {names.strategy(against)}"
    if won in (0.0, 1.0):
        return [Paragraph(f"{lead} at {'every' if won else 'no'} point.")]
    whole = f"{lead} at {part_of(won)} of the points"
    if not found:
        return [Paragraph(f"{whole}; no box of factors says where.")]
    return [Paragraph(f"{whole}, above all:"), Bullets([box_sentence(box, names) for box in found])]


def box_sentence(box: Box, names: Names) -> str:
    """A box as a sentence, with what it is worth."""
    terms = [side_words(name, side, names) for name, side in box.sides.items()]
    for name, left in box.words.items():
        terms.append(f"{names.factor(name)} is {' or '.join(left)}")
    return (
        f"where {listed(terms)}: density {part_of(box.density)} (of all points {part_of(box.base)}), coverage"
        f" {part_of(box.coverage)}, {box.points:,} points."
    )


def side_words(name: str, side: Side, names: Names) -> str:
    """The range of one factor, with its unit.

    >>> from influence_sim.plots.cast import Cast
    >>> names = Names(Cast({}, {}), {}, {"leak": "credit that leaks"}, {"leak": "1/yr"})
    >>> side_words("leak", Side(high=0.25), names), side_words("leak", Side(0.1, 0.2), names)
    ('leak: credit that leaks is below 0.25 1/yr', 'leak: credit that leaks is between 0.1 and 0.2 1/yr')
    """
    meaning = names.factors.get(name, name)
    lead = name if meaning == name else f"{name}: {meaning}"
    low, high = (f"{end:.3g}".replace("-", MINUS) for end in side)
    if isfinite(side.low) and isfinite(side.high):
        return f"{lead} is between {low} and {names.value(name, high)}"
    word, end = ("above", low) if isfinite(side.low) else ("below", high)
    return f"{lead} is {word} {names.value(name, end)}"
