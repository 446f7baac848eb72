"""The mechanism by which laws are shown to bite."""

import sys

import numpy as np
import pytest
from laws.spoils import COPY, play, spoilt
from worlds import make_world

from influence_sim.rules import stocks

FADING = "return exp(-rate * h)"


def test_a_spoil_changes_what_is_played() -> None:
    world = make_world(np.random.default_rng(1))
    with spoilt("stocks", FADING, "return 1.0 - rate * h") as wrong:
        assert not np.array_equal(wrong(world, 1, 0).share, play(world, 1, 0).share)


def test_a_copy_without_a_spoil_plays_the_same_bits() -> None:
    world = make_world(np.random.default_rng(1))
    with spoilt("stocks", FADING, FADING) as same:
        assert np.array_equal(same(world, 1, 0).share, play(world, 1, 0).share)


def test_a_spoil_of_a_line_that_does_not_stand_there_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"), spoilt("standing", "return 42", "return 43"):
        pass


def test_a_spoil_leaves_the_rulebook_as_it_was() -> None:
    with spoilt("stocks", FADING, "return 1.0 - rate * h"):
        assert stocks.faded(0.5, 1.0) == pytest.approx(0.6065306597)
    assert not [name for name in sys.modules if name.startswith(COPY)]
