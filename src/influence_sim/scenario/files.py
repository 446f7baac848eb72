"""Where scenarios, strategies, designs and series lie: shipped with the package or in the user's own folder."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import influence_sim
from influence_sim.errors import InfluenceSimError, InputError
from influence_sim.scenario.names import nearest_of_many, short, shown

ENDINGS = (".yaml", ".yml")
KINDS = ("scenario", "strategy", "design")


def shipped_folder() -> Path:
    """The folder of the data that came with the package.

    A wheel holds it inside the package, a checkout beside ``src``.
    """
    package = Path(str(influence_sim.__file__)).resolve().parent
    for folder in (package / "configs", package.parents[1] / "configs"):
        if folder.is_dir():
            return folder
    raise InfluenceSimError(f"the data shipped with influence_sim are missing from {package}; install it again")


def folder_of(kind: str) -> Path:
    """The folder of the shipped files of a kind; designs have one of their own."""
    if kind == "design":
        package = Path(str(influence_sim.__file__)).resolve().parent
        inside = package / "designs"
        return inside if inside.is_dir() else package.parents[1] / "experiments"
    return shipped_folder() / "strategies" if kind == "strategy" else shipped_folder()


def shipped_names(kind: str) -> list[str]:
    """Names of the shipped files of a kind ("scenario", "strategy" or "design"), in alphabetical order."""
    return sorted(path.stem for path in folder_of(kind).glob("*.yaml"))


def is_path(name: str) -> bool:
    """Whether a word is meant as a path rather than as the name of something shipped.

    >>> is_path("baseline"), is_path("./mine"), is_path("mine.yaml")
    (False, True, True)
    """
    return "/" in name or os.sep in name or name.lower().endswith(ENDINGS)


def find(name: str | os.PathLike[str], kind: str) -> Path:
    """The file of a scenario, strategy or design, given by the name of a shipped one or by a path.

    Raises:
        InputError: no shipped one has this name. A path is handed on as it is; reading it says what is wrong.
    """
    if not isinstance(name, str | os.PathLike):
        raise InputError(f"a {kind} is given by a name or a path, not by {type(name).__name__}")
    text = os.fspath(name)
    if not isinstance(name, str) or is_path(text):
        return Path(text)
    names = shipped_names(kind)
    if text not in names:
        hint = nearest_of_many(text, names)
        raise InputError(f"unknown {kind} {shown(text)}; {hint} (or give a path ending in .yaml)")
    return folder_of(kind) / f"{text}.yaml"


def find_extended(name: str, folder: Path) -> Path | None:
    """The file that ``extends: name`` means in a file of ``folder``: looked for there first, then among the shipped."""
    forms = [name] if name.lower().endswith(ENDINGS) else [name + ending for ending in ENDINGS]
    candidates = [base / form for base in (folder, shipped_folder()) for form in forms]
    return first(candidates, is_file)


def first(paths: Iterable[Path], test: Callable[[Path], bool]) -> Path | None:
    """The first path that passes a test, or None."""
    return next((path for path in paths if test(path)), None)


def is_file(path: Path) -> bool:
    """Whether a file is there; a name that no file can have is that of none."""
    try:
        return path.is_file()
    except OSError:
        return False


def shown_path(path: Path) -> str:
    """A path as messages and records show it: short for shipped files and for files below the working folder."""
    try:
        whole = path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that no file can have
        return short(str(path), 100)
    for folder in (shipped_folder(), folder_of("design"), Path.cwd()):
        if whole.is_relative_to(folder):
            return short(whole.relative_to(folder).as_posix(), 200)
    return short(str(path), 200)
