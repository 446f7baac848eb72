"""No words collide and none leave the sheet, whatever the size of the case."""

import dataclasses
import warnings

import pytest

from influence_sim.plots import difference, forums, influence, leaders, membership, money

CASES = {"usual": (5, 5, 4), "smallest": (2, 1, 0), "more powers than colours": (8, 7, 6), "large": (14, 15, 9)}


def long_names(cast, long):
    return dataclasses.replace(
        cast,
        powers={key: actor._replace(name=f"{actor.name} and {long}") for key, actor in cast.powers.items()},
        states={key: f"{name} in {long}" for key, name in cast.states.items()},
        forums={key: f"{name} of {long}" for key, name in cast.forums.items()},
    )


def figures(stage, cast, frames):
    drawn = {
        "influence": influence(stage.influence(frames), cast),
        "influence, dark ensemble": influence(stage.influence(frames, runs=3), cast, theme="dark"),
        "influence, one year": influence(stage.influence(frames, 2016, 2016), cast),
        "leaders": leaders(stage.influence(frames), cast),
        "leaders, ensemble": leaders(stage.influence(frames, runs=5), cast),
        "leaders, one year": leaders(stage.influence(frames, 2016, 2016), cast),
        "difference": difference(stage.paths(40), cast),
        "difference, small and large": difference(stage.paths(40, (-0.0001, 0.4, 0.0)), cast),
        "money": money(stage.exchange(frames), cast),
        "money, much": money(stage.exchange(frames, 3000.0), cast),
        "money, none": money(stage.exchange(frames, 0.0), cast),
    }
    if cast.forums:
        drawn["membership"] = membership(stage.membership(frames), cast, depths=stage.forums(frames))
        drawn["membership, ensemble"] = membership(stage.membership(frames, runs=3), cast)
        drawn["forums"] = forums(stage.forums(frames), cast)
    return drawn


SLOW = {"large", "more powers than colours"}
BY_TIME = [pytest.param(case, marks=pytest.mark.slow if case in SLOW else ()) for case in CASES]


@pytest.mark.parametrize("case", BY_TIME)
def test_no_words_collide(stage, overlaps, case):
    cast = stage.cast(*CASES[case])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert {name: found for name, figure in figures(stage, cast, cast).items() if (found := overlaps(figure))} == {}


@pytest.mark.slow
def test_long_names_are_cut_and_do_not_collide(stage, overlaps):
    cast = stage.cast()
    drawn = figures(stage, long_names(cast, stage.long), cast)
    assert {name: found for name, figure in drawn.items() if (found := overlaps(figure))} == {}


@pytest.mark.slow
def test_crowded_marks_do_not_collide(stage, overlaps):
    cast = stage.cast(marks=tuple((year, f"Event of {year}") for year in range(1995, 2020)))
    assert overlaps(influence(stage.influence(cast), cast)) == []


@pytest.mark.slow
def test_no_letter_on_a_sheet_is_smaller_than_seven_points_and_words_have_eight(stage):
    from matplotlib.text import Text

    cast = stage.cast()
    for figure in figures(stage, cast, cast).values():
        for text in figure.findobj(Text):
            if text.get_text().strip():
                assert text.get_size() >= (7 if text.get_text().isdigit() else 8)
