"""Shipped files are read once: hundreds of cases start from the same few."""

from functools import lru_cache
from pathlib import Path

import pytest

from influence_sim.scenario import merging
from influence_sim.scenario.files import shipped_folder
from influence_sim.scenario.yaml import Document, read_file


@pytest.fixture(autouse=True, scope="session")
def remembered() -> object:
    """Read a shipped file the first time only."""
    once = lru_cache(read_file)
    shipped = shipped_folder()

    def read(path: Path) -> Document:
        return once(path) if path.is_relative_to(shipped) else read_file(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "read_file", read)
        yield
