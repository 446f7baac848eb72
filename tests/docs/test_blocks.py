"""The code blocks of README.md and docs/ run as they stand.

Python blocks run unless ``<!-- not run: reason -->`` stands above them; the blocks of one file share their names.
Bash blocks run only where ``<!-- run -->`` stands above them.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from readme_command import Block, blocks, command

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if page.is_file()]


def runs(block: Block) -> bool:
    """Whether a block is to be run.

    Raises:
        ValueError: It is left out without a reason.
    """
    if block.remark.startswith("not run"):
        if not block.remark.removeprefix("not run").strip(": "):
            raise ValueError(f"line {block.line}: say why the block is not run: <!-- not run: reason -->")
        return False
    return block.language == "python" or (block.language == "bash" and block.remark == "run")


def run_page(text: str, name: str) -> int:
    """Run a page's blocks in order, in the current folder; how many were run."""
    names: dict[str, Any] = {"__name__": "__main__"}
    chosen = [block for block in blocks(text) if runs(block)]
    for block in chosen:
        if block.language == "python":
            code = "\n" * (block.line - 1) + block.code  # so that a traceback tells the page's line
            exec(compile(code, name, "exec"), names)
        else:
            path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", block.code], env={**os.environ, "PATH": path})
            assert done.returncode == 0, f"{name}, line {block.line}: exit code {done.returncode}"
    return len(chosen)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_code_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page(page.read_text(encoding="utf-8"), str(page))


def test_blocks_of_a_page_share_their_names() -> None:
    assert run_page("```python\nx = 1\n```\ntext\n```python\nassert x == 1\n```\n", "page.md") == 2


def test_a_failing_block_names_the_line_on_its_page() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        run_page("Title\n\n```python\nx = 0\n1 / x\n```\n", "page.md")
    last = caught.traceback[-1]
    assert (Path(last.path).name, last.lineno + 1) == ("page.md", 5)


def test_a_bash_block_runs_only_when_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page("```bash\ntouch plain\n```\n<!-- run -->\n```bash\ntouch marked\n```\n", "page.md")
    assert [file.name for file in tmp_path.iterdir()] == ["marked"]


def test_a_failing_bash_block_fails_its_page() -> None:
    with pytest.raises(AssertionError, match="line 3: exit code"):
        run_page("<!-- run -->\n```bash\nfalse | true\n```\n", "page.md")


def test_a_block_with_a_reason_is_left_out() -> None:
    assert run_page("<!-- not run: needs a cluster -->\n\n```python\nraise SystemExit\n```\n", "page.md") == 0


def test_a_block_is_not_left_out_without_a_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        run_page("<!-- not run -->\n```python\nx = 1\n```\n", "page.md")


def test_a_remark_belongs_to_the_next_block_only() -> None:
    first, second = blocks("<!-- run -->\n```bash\na\n```\n```bash\nb\n```\n")
    assert (first.remark, second.remark) == ("run", "")


def test_a_fence_inside_a_longer_fence_is_text() -> None:
    (block,) = blocks("````markdown\n```python\nx\n```\n````\n")
    assert (block.language, block.code) == ("markdown", "```python\nx\n```\n")


def test_a_fence_that_is_never_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2 is never closed"):
        blocks("text\n```python\nx = 1\n")


def test_an_indented_block_loses_its_indent() -> None:
    (block,) = blocks("- item\n\n  ```python\n  if 1:\n      pass\n  ```\n")
    assert block.code == "if 1:\n    pass\n"


def test_commands_are_counted_among_bash_blocks_only() -> None:
    page = "```bash\none\n```\n```python\nx\n```\n```bash\ntwo\n```\n"
    assert (command(page, 1), command(page, 2)) == ("one\n", "two\n")
    with pytest.raises(ValueError, match="2 bash blocks"):
        command(page, 3)
