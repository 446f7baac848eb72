"""docs/seed.md names only files, keys and commands that exist."""

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.strategies import strategy
from influence_sim.scenario.yaml import read_file

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"`([^`]+)`")
ENDINGS = (".yaml", ".csv")


def cells(text: str, count: int) -> list[list[str]]:
    """The rows of tables with so many columns, headings left out."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if len(row) == count and set("".join(row)) - set("-")]


PAGE = (ROOT / "docs" / "seed.md").read_text(encoding="utf-8")
CLAIMS = [row for row in cells(PAGE, 3) if row[0] != "claim"]
COMMANDS = {row[0]: CODE.findall(row[1])[0] for row in cells(PAGE, 2) if row[1] != "command"}


def places(cell: str) -> list[tuple[str, str]]:
    """Every file of a cell with each of the keys that follow it; a file without keys has the key ''."""
    found: list[tuple[str, str]] = []
    for word in CODE.findall(cell):
        if word.endswith(ENDINGS):
            found.append((word, ""))
        else:
            found.append((found[-1][0], word))
    return found


@cache
def mapping_of(path: Path) -> dict[Any, Any]:
    return read_file(path).mapping


@cache
def cells_of(path: Path) -> set[str]:
    return set(re.split(r"[,\n]", path.read_text(encoding="utf-8")))


def holds(name: str, key: str) -> bool:
    """Whether a file of the project has a key: a path in YAML, a cell in CSV."""
    path = ROOT / name
    if not path.is_file():
        return False
    if path.suffix == ".csv":
        return not key or key in cells_of(path)
    part: Any = mapping_of(path)
    for step in filter(None, key.split(".")):
        if not isinstance(part, dict) or step not in part:
            return False
        part = part[step]
    return True


ALL = sorted({place for row in CLAIMS for place in places(row[1])})


@pytest.mark.parametrize(("name", "key"), ALL)
def test_what_a_claim_rests_on_exists(name: str, key: str) -> None:
    assert holds(name, key)


def test_every_claim_names_a_file_and_a_key_in_it() -> None:
    assert [row[0] for row in CLAIMS if not any(key for _, key in places(row[1]))] == []
    assert len(CLAIMS) > 15


def test_a_key_that_is_not_there_is_found_out() -> None:
    assert not holds("configs/baseline.yaml", "forums.SCOO")
    assert not holds("configs/series/timeline.csv", "SCOO")
    assert not holds("configs/nowhere.yaml", "")


def test_every_measurement_names_a_command_of_the_list() -> None:
    cited = {one for row in CLAIMS for group in re.findall(r"\((\d(?:, \d)*)\)", row[2]) for one in group.split(", ")}
    assert cited == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS.values())
def test_every_command_finds_what_it_names(command: str) -> None:
    program, verb, scenario, *rest = shlex.split(command)
    assert (program, verb in ("compare", "run", "patterns")) == ("influence-sim", True)
    said = {
        option: [value for name, value in zip(rest[::2], rest[1::2], strict=True) if name == option] for option in rest
    }
    load_scenario(scenario, dict(text.split("=") for text in said.get("--set", [])))
    for name in said.get("--strategy", []):
        strategy(name)
