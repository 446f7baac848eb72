"""The best plan among those swept, in words: by its mean, its worst case and its largest regret."""

from collections.abc import Mapping
from typing import Any

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.choices import choice_frame, own_factors
from influence_sim.experiments.analysis.outcomes import subject_of
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import Block, Heading, Paragraph, Table
from influence_sim.faces.report.sweep_names import Names
from influence_sim.faces.report.sweep_part import Part
from influence_sim.plots.regime_map import number_text
from influence_sim.wording import counted, signed

MOST = 12  # plans of the table on the page


def choices_part(results: Results, outcome: str, names: Names) -> Part:
    """Plans held together; nothing where the strategies have no factor of their own, or were drawn at random."""
    own = own_factors(results)
    if not own or len(results.strategies) < 2:
        return Part()
    try:
        frame = choice_frame(results, outcome, own)
    except InputError:
        return Part()
    scale, unit = subject_of(outcome).scale, subject_of(outcome).unit
    rows = frame.to_dict("records")
    table = Table(
        ["Plan", "Expected", "Worst", "Regret"],
        [
            [plan_words(row, own, names), *(score(row, key, scale) for key in ("expected", "worst", "regret"))]
            for row in rows[:MOST]
        ],
        words=1,
        caption=f"{names.subject(outcome)}, less that under {names.strategy(results.strategies[0])}, in {unit}.",
    )
    lead = choice_sentence(rows, own, outcome, names)
    blocks: list[Block] = [Heading("The best plan among those swept"), Paragraph(lead), table]
    return Part(blocks, {"choices": frame})


def choice_sentence(rows: list[dict[Any, Any]], own: Mapping[str, Any], outcome: str, names: Names) -> str:
    """Which plan is best by each criterion."""
    scale, unit = subject_of(outcome).scale, subject_of(outcome).unit
    best = {
        "on average": (max(rows, key=lambda row: row["expected"]), "expected"),
        "in the worst case": (max(rows, key=lambda row: row["worst"]), "worst"),
        "by the largest regret": (min(rows, key=lambda row: row["regret"]), "regret"),
    }
    told = [f"{how} {plan_words(row, own, names)} ({score(row, key, scale)})" for how, (row, key) in best.items()]
    futures = counted(int(rows[0]["futures"]), "future")
    return f"Over {futures}, for {names.subject(outcome)} ({unit}) the best plan is {'; '.join(told)}."


def score(row: Mapping[Any, Any], key: str, scale: float) -> str:
    """What a plan is worth by a criterion; a regret has no sign."""
    value = row[key] * scale
    return f"{value:.2f}" if key == "regret" else signed(value, 2)


def plan_words(row: Mapping[Any, Any], own: Mapping[str, Any], names: Names) -> str:
    """A plan: its strategy with what it chose."""
    chosen = [f"{name} {value_text(row[name])}" for name in own if row[name] is not None and row[name] == row[name]]
    return names.strategy(str(row["strategy"])) + (f" with {', '.join(chosen)}" if chosen else "")


def value_text(value: Any) -> str:
    """A chosen value."""
    return number_text(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
