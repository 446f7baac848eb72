"""What a referee asks of a comparison, each answered with its own numbers."""

from influence_sim.experiments.comparison import Comparison
from influence_sim.experiments.ledger import START, WHOLE
from influence_sim.faces.document import Block, Bullets, Heading, Paragraph
from influence_sim.faces.findings import EQUALLY, GIVEN, ZERO
from influence_sim.faces.report.assumed import unrecorded_sentence
from influence_sim.faces.report.decides import power_swings, swings_of
from influence_sim.faces.report.ledger import POINTS, neutral_words
from influence_sim.faces.swinging import Swing
from influence_sim.faces.words import AXES, Cast, quoted
from influence_sim.scenario.strategies import Strategy
from influence_sim.wording import counted, listed, signed, span


def referee_section(comparison: Comparison, cast: Cast) -> list[Block]:
    """Objections and the numbers that answer them, late, states counted equally."""
    first, last = comparison.scenario.windows.late
    blocks: list[Block] = [
        Heading("What a referee asks"),
        Paragraph(
            f"Three numbers in a row are differences in {span(first, last)}, in percentage points: of"
            f" {listed([cast.subject(axis) for axis in AXES])}."
        ),
    ]
    for strategy in comparison.strategies[1:]:
        if len(comparison.strategies) > 2:
            blocks.append(Heading(f"{quoted(strategy.title)} against {quoted(comparison.reference.title)}", 3))
        blocks.append(Bullets(answers(comparison, strategy, cast)))
    return blocks


def answers(comparison: Comparison, strategy: Strategy, cast: Cast) -> list[str]:
    """One answer an objection."""
    swings = swings_of(comparison, strategy)
    said = [
        f"“You assumed the winner.” {winner_answer(comparison, strategy)}",
        *(
            f"“{term.objection}” Of the whole difference {term.name} makes {three(comparison, strategy, GIVEN, key)}."
            for key, term in comparison.scenario.ledger.items()
            if term.objection
        ),
        f"“Influence is unobserved.” {index_answer(swings, cast)}",
    ]
    if unrecorded := unrecorded_sentence(comparison.scenario):
        said.append(f"“There are no data.” {unrecorded}{missing_answer(power_swings(comparison, strategy), cast)}")
    return [*said, f"“Who decides?” {decides_answer(swings, cast)}"]


def three(comparison: Comparison, strategy: Strategy, decider: str, term: str) -> str:
    """A row of the ledger on the three axes."""
    frame = comparison.ledger
    chosen = (frame["strategy"] == strategy.key) & (frame["decider"] == decider) & (frame["term"] == term)
    rows = frame[chosen & (frame["window"] == "late") & (frame["weight"] == EQUALLY)]
    by_axis = dict(zip(rows["axis"], rows["contribution"].to_numpy(), strict=True))
    return listed([signed(float(by_axis[axis]) * POINTS, 2) for axis in AXES])


def winner_answer(comparison: Comparison, strategy: Strategy) -> str:
    """What is left with all contested terms off, and what they make together."""
    frame = comparison.ledger
    rows = frame[(frame["strategy"] == strategy.key) & (frame["term"] == START)]
    off = f"With all {len(comparison.scenario.ledger)} contested terms off the strategies"
    start = neutral_words(float(rows["contribution"].abs().max()))
    said = f"{off} {start}; with all of them as given they differ by {three(comparison, strategy, GIVEN, WHOLE)}"
    if (frame["decider"] == ZERO).any():
        said += f", with the deciding assumption at zero by {three(comparison, strategy, ZERO, WHOLE)}"
    return f"{said}."


def index_answer(swings: dict[str, list[Swing]], cast: Cast) -> str:
    """How far the differences go as the contested assumptions move, one at a time."""
    ranges = []
    for axis in AXES:
        points = [end.points for swing in swings[axis] for end in swing.ends]
        if points:
            ranges.append(f"for {cast.subject(axis)} from {signed(min(points), 2)} to {signed(max(points), 2)}")
    index = "The shares are an index, and no series has been held against it."
    if not ranges:
        return index
    return f"{index} As its contested assumptions move one at a time, the difference runs {listed(ranges)}."


def missing_answer(swings: list[Swing], cast: Cast) -> str:
    """What the missing series may change on the first axis."""
    if not swings:
        return ""
    points = [end.points for swing in swings for end in swing.ends]
    return (
        f" Moved across their priors, these change the difference on {cast.subject(AXES[0])} to between"
        f" {signed(min(points), 2)} and {signed(max(points), 2)}."
    )


def decides_answer(swings: dict[str, list[Swing]], cast: Cast) -> str:
    """How many assumptions carry each answer to the other side alone."""
    counts = {axis: sum(swing.turns for swing in swings[axis]) for axis in AXES}
    turned = [f"{counted(counts[axis], 'assumption')} on {cast.subject(axis)}" for axis in AXES if counts[axis]]
    if not turned:
        return "No contested assumption alone carries an answer to the other side."
    return f"Alone, an answer is carried to the other side by {listed(turned)}; the names stand above."
