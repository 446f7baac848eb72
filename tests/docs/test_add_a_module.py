"""A module is added to a copy of the checkout by following docs/how-to/add-a-module.md to the letter.

Each block of the page has its place in the line above it; the words of such lines are those of ``FORMS``. Blocks after
``CHECKS`` are commands that show that it works. What else must hold stands in ``module_probe.py``.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from readme_command import Block, blocks

from influence_sim.language.odd import broken_links, without_fences

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-a-module.md"
CHECKS = "## See that it works"
OWN_TESTS = (
    "tests/rules/test_fatigue.py",
    "tests/laws/test_modules.py",
    "-k=test_fatigue or bites and fatigue or one_field_of_each",
)
COPIED = ("src", "configs", "docs", "tests", "pyproject.toml", "tasks.py", "CHANGELOG.md")
CODE = r"(`+) ?(?P<{}>.+?) ?\{}"
FILE = CODE.format("file", 1)
FORMS = {
    "new": rf"A new file, {FILE}:",
    "end": rf"At the end of {FILE}:",
    **{
        how: rf"In {FILE}, {words} the line that starts with {CODE.format('anchor', 3)}:"
        for how, words in {"before": "before", "after": "after", "replace": "in place of"}.items()
    },
}


class Step(NamedTuple):
    """One block of the page: a text and its place, or a command."""

    how: str
    file: str
    anchor: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.how} {self.file} {self.anchor}".strip()


def steps(page: str) -> list[Step]:
    """The steps of a page, in order; formulas are none.

    Raises:
        ValueError: a block has no place.
    """
    page = page.partition(f"\n{CHECKS}\n")[0]
    lines = page.splitlines()
    return [step_of(block, lines) for block in blocks(page) if block.language != "math"]


def step_of(block: Block, lines: list[str]) -> Step:
    """The step that a block is, by the line above it."""
    if block.language == "bash":
        return Step("command", "", block.code.strip(), "")
    above = [line for line in lines[: block.line - 2] if line.strip() and not line.startswith("<!--")]
    for how, form in FORMS.items():
        if found := re.fullmatch(form, above[-1]):
            said = found.groupdict()
            return Step(how, said["file"], said.get("anchor", ""), block.code)
    raise ValueError(f"the block in line {block.line} has no place: {above[-1]}")


def follow(step: Step, folder: Path) -> None:
    """Do what a step says in a copy of the checkout.

    Raises:
        ValueError: its place is not there, or there twice.
    """
    if step.how == "command":
        ran = run(folder, "bash", "-euo", "pipefail", "-c", step.anchor)
        assert ran.returncode == 0, said_by(ran)
        return
    path = folder / step.file
    if step.how == "new":
        if path.exists():
            raise ValueError(f"{step.file} is there already")
        path.write_text(step.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    path.write_text(text + step.text if step.how == "end" else placed(step, text), encoding="utf-8")


def placed(step: Step, text: str) -> str:
    """A file's text with the step's at its line."""
    lines = text.splitlines(keepends=True)
    found = [at for at, line in enumerate(lines) if line.lstrip().startswith(step.anchor)]
    if len(found) != 1:
        raise ValueError(f"{step.file} has {len(found)} lines that start with {step.anchor}")
    first = found[0] + (step.how == "after")
    lines[first : first + (step.how == "replace")] = [step.text]
    return "".join(lines)


def run(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a copy, with the copy's own package and a cache of its own."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(folder / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def said_by(ran: "subprocess.CompletedProcess[str]") -> str:
    return f"exit code {ran.returncode}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"


def probe(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return run(folder, sys.executable, "tests/docs/module_probe.py", *words)


def own_tests(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The tests that the page itself has written, and those of its spoils."""
    return run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *OWN_TESTS)


def copied(folder: Path) -> Path:
    """A copy of what the page speaks of."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.png"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


STEPS = steps(PAGE.read_text(encoding="utf-8"))
SHOWN = [block.code for block in blocks(PAGE.read_text(encoding="utf-8").partition(f"\n{CHECKS}\n")[2])]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the checkout does without the module."""
    ran = probe(copied(tmp_path_factory.mktemp("before")), "before")
    assert ran.returncode == 0, said_by(ran)
    return ran.stdout


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which every step was followed."""
    folder = copied(tmp_path_factory.mktemp("grown"))
    for step in STEPS:
        follow(step, folder)
    return folder


@pytest.mark.slow
def test_the_page_adds_a_module_that_is_neutral_when_off(grown: Path, before: str) -> None:
    ran = probe(grown, "after", before)
    assert ran.returncode == 0, said_by(ran)


@pytest.mark.slow
def test_the_tests_on_the_page_pass_and_its_spoils_are_noticed(grown: Path) -> None:
    ran = own_tests(grown)
    assert ran.returncode == 0, said_by(ran)
    assert re.match(r"1\d passed", ran.stdout.splitlines()[-1]), said_by(ran)


@pytest.mark.slow  # draws figures, compiles the rules of the copy
def test_what_the_page_shows_at_its_end_works(grown: Path) -> None:
    for commands in SHOWN:
        ran = run(grown, "bash", "-euo", "pipefail", "-c", commands)
        assert ran.returncode == 0, said_by(ran)
    assert "years led" in (grown / "results" / "run-weary" / "tables" / "metrics.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_code_on_the_page_has_the_layout_of_the_house(grown: Path) -> None:
    files = sorted({step.file for step in STEPS if step.file.endswith(".py")})
    assert len(files) > 5
    for command in (["check"], ["format", "--check"]):
        ran = run(grown, "ruff", *command, *files)
        assert ran.returncode == 0, said_by(ran)


@pytest.mark.slow  # compiles the rules of the copy
def test_both_engines_have_the_module_to_the_bit(grown: Path) -> None:
    ran = probe(grown, "engines")
    assert ran.returncode == 0, said_by(ran)


@pytest.mark.slow  # twenty copies, one after the other
@pytest.mark.parametrize("left_out", range(len(STEPS)), ids=[step.name for step in STEPS])
def test_no_step_can_be_left_out(left_out: int, tmp_path: Path, before: str) -> None:
    folder = copied(tmp_path)
    try:
        for step in (step for at, step in enumerate(STEPS) if at != left_out):
            follow(step, folder)
    except (AssertionError, ValueError):
        return  # another step has found nothing to stand on
    assert probe(folder, "after", before).returncode != 0 or own_tests(folder).returncode != 0


def test_links_on_the_page_lead_somewhere() -> None:
    lines = without_fences(PAGE.read_text(encoding="utf-8").splitlines())
    assert list(broken_links(lines, PAGE.parent)) == []


def test_a_block_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="line 4 has no place: Some words:"):
        steps("Some words:\n\n```python\nx = 1\n```\n")


@pytest.mark.parametrize(
    ("how", "after"), [("before", "a\nnew\n  b\n"), ("after", "a\n  b\nnew\n"), ("replace", "a\nnew\n")]
)
def test_a_text_goes_to_its_line(how: str, after: str) -> None:
    assert placed(Step(how, "file", "b", "new\n"), "a\n  b\n") == after


@pytest.mark.parametrize(("text", "count"), [("a\n", 0), ("b\nb\n", 2)])
def test_a_line_that_is_missing_or_doubled_is_refused(text: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"file has {count} lines that start with b"):
        placed(Step("before", "file", "b", "new\n"), text)
