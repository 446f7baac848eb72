#!/usr/bin/env python3
"""The one task runner: what CI runs, a person can run.

python tasks.py setup          then any task of `python tasks.py --help`
python tasks.py test -k store  words after a task go to its (first) tool
"""

import argparse
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")


def run(program: str, *words: str) -> None:
    """Print a command, run it, and stop with its exit code if it fails."""
    inside = PROGRAMS / program
    command = [str(inside) if inside.exists() or os.name == "nt" else program, *words]
    print("+", shlex.join([program, *words]), flush=True)
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def setup(*more: str) -> None:
    """Make .venv with the locked tools and this checkout in it."""
    print("+", shlex.join([sys.executable, "-m", "venv", ".venv"]), flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    run("python", "-m", "pip", "install", "-q", "-r", "requirements-dev.lock", *more)
    run("python", "-m", "pip", "install", "-q", "--no-build-isolation", "--no-deps", "-e", ".")


def test(*more: str) -> None:
    """Run the fast tests, on all cores."""
    run("pytest", "-n", "auto", *more)


def test_all(*more: str) -> None:
    """Run the fast and the slow tests, on all cores (--cov: with coverage, which takes longer)."""
    run("pytest", "-n", "auto", "-m", "slow or not slow", *more)


def lint(*more: str) -> None:
    """Check style and layout of the code."""
    run("ruff", "check", *more)
    run("ruff", "format", "--check")


def format_code(*more: str) -> None:
    """Mend style and layout of the code."""
    run("ruff", "check", "--fix", *more)
    run("ruff", "format")


def types(*more: str) -> None:
    """Check types, strictly."""
    run("mypy", *more)


def docs(*more: str) -> None:
    """Run the code blocks of README.md and docs/."""
    run("pytest", "tests/docs", *more)


def figures(*more: str) -> None:
    """Draw the pictures of the docs anew."""
    run("python", "docs/pictures/make.py", *more)


def schemas(*more: str) -> None:
    """Write the JSON Schemas of scenarios, strategies and designs anew, for editors."""
    run("python", "-m", "influence_sim.scenario.exported", "configs", *more)
    run("python", "-m", "influence_sim.experiments.designs.exported", "configs")


def odd(*more: str) -> None:
    """Hold docs/odd.md against the code."""
    run("python", "-m", "influence_sim.language.odd", "docs/odd.md", *more)


def bench(*more: str) -> None:
    """Measure how fast everything is and write docs/performance.md (--quick: a small pass, printed)."""
    run("python", "-m", "benchmarks", *more)


def lock(*more: str) -> None:
    """Resolve both lock files anew for all Pythons and platforms (--upgrade: to the newest)."""
    options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    options += ["--no-strip-extras"]  # pip before 24 takes no pin for a package that is wanted with an extra
    options += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-config", "--quiet"]
    compile_lock = ["pip", "compile", "pyproject.toml", *options]
    run("uv", *compile_lock, "--group", "build", "-o", "requirements.lock", *more)
    run("uv", *compile_lock, "--group", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock", *more)


def check(*more: str) -> None:
    """Run lint, types and all tests: what must pass before a change is offered."""
    lint()
    types()
    test_all(*more)


TASKS: dict[str, Callable[..., None]] = {
    "setup": setup,
    "test": test,
    "test-all": test_all,
    "lint": lint,
    "format": format_code,
    "types": types,
    "docs": docs,
    "odd": odd,
    "figures": figures,
    "schemas": schemas,
    "bench": bench,
    "lock": lock,
    "check": check,
}


def main() -> None:
    """Run one task and say how long it took."""
    width = max(map(len, TASKS))
    lines = [f"  {name:<{width}}  {(task.__doc__ or '').splitlines()[0]}" for name, task in TASKS.items()]
    parser = argparse.ArgumentParser(
        usage="python tasks.py TASK [WORD ...]",
        description="Words after a task go to its first tool.",
        epilog="tasks:\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=TASKS, metavar="TASK", help="see below")
    task = parser.parse_args(sys.argv[1:2] or ["--help"]).task
    begin = time.monotonic()
    TASKS[task](*sys.argv[2:])
    print(f"{task}: done in {time.monotonic() - begin:.0f} s", flush=True)


if __name__ == "__main__":
    main()
