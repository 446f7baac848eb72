"""docs/performance.md."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.measuring import Ratio

HEAD = """# How fast it is

Written by `python tasks.py bench`, which measures everything anew on the machine at hand. Whatever is compared was
measured in alternation in one pass; numbers are medians, ratios those of {rounds} rounds with their range. A quiet
machine is assumed, and no test depends on any of it. A ratio says how many times faster the first is than the second.

The yardstick is the core of the model in C (`benchmarks/c/`), written by hand for one run at a time: flat arrays, what
depends on the world alone computed once, no work for funds that nobody has founded and decisions that nobody makes.
Its draws and operations are the rulebook's, in the same order; `tests/benchmarks/test_c.py` holds every number that a
run leaves behind against the compiled engine's, to the bit. Allowed to fuse multiplications and additions, as C
compilers do by themselves, it is measured too; its last digits then differ.
"""


class Section(NamedTuple):
    """A table with what it shows."""

    title: str
    text: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Goal(NamedTuple):
    """A ratio or a share, and what it should be at least (``most``: at most); None: it is only reported."""

    what: str
    measured: Ratio
    wanted: float | None = None
    most: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether the median reaches the goal."""
        if self.wanted is None:
            return True
        return self.measured.median <= self.wanted if self.most else self.measured.median >= self.wanted

    def row(self) -> list[str]:
        """Its row of the table."""
        middle, low, high = (number(value) for value in self.measured)
        span = f" ({low} to {high})" if low != high else ""
        if self.wanted is None:
            return [self.what, f"{middle}{self.unit}{span}", "–", "–"]
        wanted = f"{'≤' if self.most else '≥'} {self.wanted:,g}{self.unit}"
        return [self.what, f"{middle}{self.unit}{span}", wanted, "yes" if self.met else "no"]


def number(value: float) -> str:
    """Three digits, no exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first hold numbers."""
    rule = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (columns, rule, *rows)) + "\n"


def written(rounds: int, machine: Mapping[str, str], goals: Sequence[Goal], sections: Sequence[Section]) -> str:
    """The whole document."""
    parts = [HEAD.format(rounds=rounds)]
    parts.append("".join(f"- {name}: {said}\n" for name, said in machine.items()))
    parts.append("## Against the goals\n")
    parts.append(table(("what", "measured", "goal", "met"), [goal.row() for goal in goals]))
    for section in sections:
        parts += [f"## {section.title}\n", section.text + "\n", table(section.columns, section.rows)]
    return "\n".join(parts)
