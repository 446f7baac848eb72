"""Where results came from: what it takes to make them again."""

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from influence_sim.language.reading import rulebook_digest

DISTRIBUTION = "influence-sim"

_ALSO = ("llvmlite",)  # turns the rules into machine code, so the last digits may depend on it


class _Scenario(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def digest(self) -> str: ...


def provenance(
    *,
    scenario: _Scenario,
    command: Sequence[str],
    seed: int,
    runs: int,
    strategies: Sequence[str],
    parameters: str | Mapping[str, Any] = "value",
    others: Sequence[str] = (),
) -> dict[str, Any]:
    """What ``provenance.json`` says.

    Only ``created`` differs when the same command runs again in the same place.

    Args:
        scenario: The scenario after all overrides.
        command: The command line, word by word.
        seed: Seed of the first and all other runs.
        runs: Number of runs of each strategy.
        strategies: Names of the strategies, in the order compared.
        parameters: "value", "prior", the name of a posterior file, or the values themselves.
        others: Names of the strategies that other powers followed, the same in all runs.

    Returns:
        Plain values that JSON can hold. Commit and dirty are None where the package is not in a git checkout.
    """
    commit, dirty = git_state(_checkout(Path(__file__)))
    return {
        "version": _version(DISTRIBUTION),
        "commit": commit,
        "dirty": dirty,
        "scenario": {"key": scenario.key, "digest": scenario.digest},
        "rulebook_digest": rulebook_digest(),
        "seed": seed,
        "runs": runs,
        "strategies": list(strategies),
        "others": list(others),
        "parameters": parameters if isinstance(parameters, str) else dict(parameters),
        "command": [str(word) for word in command],
        "libraries": _libraries(),
        "platform": {
            "python": platform.python_version(),
            "implementation": platform.python_implementation(),
            "system": platform.system(),
            "machine": platform.machine(),
        },
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def git_state(checkout: Path | None) -> tuple[str | None, bool | None]:
    """Commit of a checkout, and whether its code or configs differ from it; None, None where git cannot tell."""
    if checkout is None:
        return None, None
    top = _git(checkout, "rev-parse", "--show-toplevel")
    if top is None or Path(top.strip()).resolve() != checkout.resolve():
        return None, None  # somebody else's repository, further up
    commit = _git(checkout, "rev-parse", "HEAD")
    changes = _git(checkout, "status", "--porcelain", "--", "src", "configs")
    if commit is None or changes is None:
        return None, None
    return commit.strip(), bool(changes.strip())


def _checkout(module: Path) -> Path | None:
    """The project's own checkout that a module of it lies in, if it does: not site-packages, not a copy elsewhere."""
    root = module.resolve().parents[3]
    project = root / "pyproject.toml"
    if not project.is_file():
        return None
    named = re.search(rf'^name = "{DISTRIBUTION}"$', project.read_text(encoding="utf-8"), re.MULTILINE)
    return root if named else None


def _git(folder: Path, *words: str) -> str | None:
    # Inside a git hook, GIT_DIR and its like name the hook's repository, whatever folder git is sent to.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(folder), *words],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout


def _libraries() -> dict[str, str | None]:
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from the sources, not installed
        wanted = []
    names = {re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted}
    return {name: _version(name) for name in sorted(names | set(_ALSO))}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
