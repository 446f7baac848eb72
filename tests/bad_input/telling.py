"""What every refusal of the command line has in common."""

from pathlib import Path
from typing import Any

from bad_input.cases import LONGEST, Case, contents, lay_out
from faces.typing_words import type_words


def typed_in(folder: Path, case: Case) -> Any:
    """Type the words of a case in a folder with its files; nothing there may change."""
    lay_out(case.files, folder)
    before = contents(folder)
    result = type_words(*case.words)
    assert contents(folder) == before
    return result


def check_told(stderr: str, case: Case) -> None:
    """One sentence that a terminal can print, with all that the case wants said."""
    assert stderr.startswith("error: ")
    assert stderr.endswith("\n") and stderr.count("\n") == 1
    assert stderr[:-1].isprintable()
    assert len(stderr) < LONGEST
    assert "Traceback" not in stderr and "fault in influence-sim" not in stderr
    missing = [part for part in case.said if part not in stderr]
    assert not missing, f"{missing} not in {stderr}"
