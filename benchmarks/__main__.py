"""Measure everything and write docs/performance.md: ``python -m benchmarks``, or ``python tasks.py bench``."""

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import document, engines, linearity, many, starting
from benchmarks.machine import description
from benchmarks.measuring import say
from benchmarks.plan import FULL, QUICK

PARTS = ("engines", "linearity", "starting", "many")
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def main() -> None:
    """Measure what is asked for and write the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few runs and rounds, to see that all of it works")
    parser.add_argument("--runs", type=int, help=f"runs with parameters of their own (otherwise {FULL.many:,})")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part, or these; prints, writes nothing")
    parser.add_argument("--out", type=Path, help="where the document goes (otherwise docs/performance.md)")
    asked = parser.parse_args()
    plan = QUICK if asked.quick else FULL
    runs = plan.many if asked.runs is None else asked.runs
    parts = asked.only or PARTS
    begin = time.monotonic()
    sections: list[document.Section] = []
    goals: list[document.Goal] = []
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        for part in parts:
            say(part)
            if part == "linearity":
                sections += linearity.measured(plan)
                continue
            more_sections, more_goals = (
                engines.measured(plan, Path(folder))
                if part == "engines"
                else starting.measured(plan)
                if part == "starting"
                else many.measured(plan, runs, Path(folder))
            )
            sections += more_sections
            goals += more_goals
    text = document.written(plan.rounds, description(), goals, sections)
    if asked.out or not (asked.only or asked.quick):
        (asked.out or DOCUMENT).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    say(f"done in {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
