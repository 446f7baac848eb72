"""The command as a person types it, in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest
from faces.typing_words import QUICK, Typed, type_words


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Run command lines in an empty folder, 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return type_words


@pytest.fixture(scope="session")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The folder and the result of one small comparison, figures included."""
    out = tmp_path_factory.mktemp("compared") / "deep" / "results"
    result = type_words("compare", "classroom", "--runs", "4", "--ledger-runs", "0", *QUICK, "--out", str(out))
    return out, result
