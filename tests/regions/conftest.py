"""Invented regions on disk, each written once."""

from collections.abc import Callable
from functools import cache

import pytest
from regions.inventing import LARGEST, SMALLEST, Region, Size, invent

SIZES: dict[int, Size] = {-1: SMALLEST, -2: LARGEST}


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Region]:
    """The region of a seed; -1 and -2 are those at the ends of the sizes."""

    @cache
    def made(seed: int) -> Region:
        return invent(tmp_path_factory.mktemp("region") / f"of_{abs(seed)}", seed, SIZES.get(seed))

    return made
