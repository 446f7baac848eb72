"""What a person waits for: the import, and the first result with and without compiled code in the cache."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.document import Goal, Section
from benchmarks.measuring import Ratio, Subject, alternate, timed
from benchmarks.plan import Plan

IMPORT = "import influence_sim"
SINGLE = "import influence_sim as isim; isim.simulate('{scenario}', '{strategy}', engine='{engine}').influence"
MANY = "import influence_sim as isim; isim.ensemble('{scenario}', '{strategy}', runs=8, engine='{engine}').influence"
LONGEST_START = 2.0  # seconds to the first result on a warm cache


def measured(plan: Plan) -> tuple[list[Section], list[Goal]]:
    """New processes, from their start to their end."""

    def filled(script: str, engine: str) -> str:
        return script.format(scenario=plan.scenario, strategy=plan.strategy, engine=engine)

    warm = {
        "Python itself": "pass",
        "`import influence_sim`": IMPORT,
        "one run, scalar engine": filled(SINGLE, "compiled"),
        "one run, lanes": filled(SINGLE, "lanes"),
        "one run, Mesa": filled(SINGLE, "mesa"),
        "eight runs, lanes": filled(MANY, "lanes"),
    }
    subjects = {name: process(script) for name, script in warm.items()}
    for subject in subjects.values():
        subject()  # compiled code and byte code into their caches
    times = alternate(subjects, plan.starts)
    rows = [[name, f"{times.median(name):.2f} s", str(plan.starts)] for name in warm]
    for engine, name in (("compiled", "scalar engine"), ("lanes", "lanes")):
        if plan.cold_starts:
            seconds = [cold(filled(SINGLE, engine)) for _ in range(plan.cold_starts)]
            rows.append([f"one run, {name}, nothing compiled yet", f"{median(seconds):.1f} s", str(plan.cold_starts)])
    text = f"From the start of a process to its end, with {plan.scenario}, {plan.strategy}; code compiled before."
    seconds = times.seconds["one run, scalar engine"]
    first = Ratio(median(seconds), min(seconds), max(seconds))
    goals = [Goal("first result on a warm cache, scalar engine", first, LONGEST_START, most=True, unit=" s")]
    return [Section("Starting", text, ("what", "takes", "measured"), rows)], goals


def process(script: str, environment: Mapping[str, str] | None = None) -> Subject:
    """A new Python that runs a script."""
    words = [sys.executable, "-c", script]
    return timed(lambda: subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL))


def cold(script: str) -> float:
    """The seconds that a script takes with an empty cache of compiled code."""
    with TemporaryDirectory(prefix="cold-") as folder:
        Path(folder, "home").mkdir()
        caches = {"XDG_CACHE_HOME": folder, "HOME": str(Path(folder, "home")), "LOCALAPPDATA": folder}
        return process(script, {**os.environ, **caches})()
