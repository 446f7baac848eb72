"""The rivals' answer: none, copy or outspend."""

import pytest
from rules.helpers import situation_of, world_of

from influence_sim.rules.reaction import (
    COPY,
    NO_ANSWER,
    OUTSPEND,
    answer_of,
    answered_depth,
    copied_share,
    outspent_factor,
)
from influence_sim.rules.shapes import Situation, World


def answered(form: int = OUTSPEND, own_forum: int = 0, opens: float = 0.0) -> tuple[World, Situation]:
    """The second of two powers is a rival; the forum has depth .4, the answer size .5."""
    world = world_of(own_forum=own_forum, rival=[0, 1], rivals_answer=form, rivals_answer_size=0.5)
    return world, situation_of(world, depth=[0.4], opens=[opens])


def test_a_rival_answers_in_proportion_to_depth() -> None:
    assert answer_of(*answered(), 1) == pytest.approx(0.2)  # .5 · .4


def test_who_is_no_rival_does_not_answer() -> None:
    assert answer_of(*answered(), 0) == 0.0


def test_a_dialogue_is_not_answered() -> None:
    assert answered_depth(*answered(opens=-1.0)) == 0.0


def test_without_an_own_forum_there_is_nothing_to_answer() -> None:
    assert answered_depth(*answered(own_forum=-1)) == 0.0


@pytest.mark.parametrize(("form", "copied", "factor"), [(NO_ANSWER, 0.0, 1.0), (COPY, 0.2, 1.0), (OUTSPEND, 0.0, 1.2)])
def test_an_answer_takes_one_form_only(form: int, copied: float, factor: float) -> None:
    assert copied_share(*answered(form), 1) == pytest.approx(copied)
    assert outspent_factor(*answered(form), 1) == pytest.approx(factor)
