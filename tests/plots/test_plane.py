import dataclasses

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from influence_sim.errors import InputError
from influence_sim.plots import plane, save
from influence_sim.plots.plane import corners_of, sentence
from influence_sim.wording import both_axes

pytestmark = pytest.mark.slow  # they draw or run a good deal

BOTH, RIVALS_TOO, LESS_ALL, WORSE = (True, True), (True, False), (False, True), (False, False)


def make_plane(given, zero=None, **changes):
    """Worlds as (possession, milieu) in percentage points, with the decider as given and at zero."""
    parts = []
    for name, worlds in (("as given", given), ("at zero", zero)):
        if worlds is not None:
            x, y = np.asarray(worlds, dtype=float).T / 100
            parts.append(pd.DataFrame({"decider": name, "run": range(len(x)), "possession": x, "milieu": y}))
    fields = {"strategy": "institution", "against": "bilateral", "window": "late", "weight": "states equally"}
    return pd.concat(parts, ignore_index=True).assign(**(fields | changes))


def cloud(worlds, x=0.3, y=0.2, spread=0.4):
    return np.random.default_rng(1).normal((x, y), spread, size=(worlds, 2))


def words_of(figure):
    return " ".join(text.get_text() for text in figure.texts).replace("\xa0", " ").replace("\n", " ")


def dots(ax):
    return next(line for line in ax.lines if line.get_marker() == "o")


def written(ax):
    return [text.get_text().replace("\xa0", " ").replace("\n", " ") for text in ax.texts]


def points(worlds):
    return pd.DataFrame(worlds, columns=["possession", "milieu"], dtype=float)


def test_each_world_is_one_dot_in_percentage_points(stage):
    worlds = cloud(50)
    ax = plane(make_plane(worlds, worlds), stage.cast()).axes[0]
    assert np.column_stack(dots(ax).get_data()) == pytest.approx(worlds)


def test_parts_of_quadrants_are_counted_by_hand():
    found = corners_of(points([(1, 1), (2, 1), (1, -1), (-1, 1), (-1, -1), (-2, -1), (-3, -1), (3, 3)]))
    assert found == {BOTH: 3 / 8, RIVALS_TOO: 1 / 8, LESS_ALL: 1 / 8, WORSE: 3 / 8}


def test_a_world_on_a_line_counts_half_to_each_side():
    assert corners_of(points([(0, 1)])) == {BOTH: 0.5, LESS_ALL: 0.5, RIVALS_TOO: 0, WORSE: 0}


def test_a_world_without_any_difference_counts_a_quarter_to_each_quadrant():
    assert set(corners_of(points([(0, 0)])).values()) == {0.25}


def test_parts_sum_to_one():
    worlds = cloud(501)
    worlds[:40, 0] = 0
    assert sum(corners_of(points(worlds)).values()) == pytest.approx(1)


def test_worlds_on_a_line_are_said_and_only_then(stage):
    on, off = [(0, 1), (1, 0), (1, 1)], [(1, 1), (1, 2), (2, 1)]
    told = words_of(plane(make_plane(on, off), stage.cast()))
    assert "Worlds on a line, where nothing differs on that axis, count half to each side: 2 (as given)." in told
    assert "on a line" not in words_of(plane(make_plane(off, off), stage.cast())).lower()


def test_each_quadrant_says_its_part_and_its_meaning(stage):
    ax = plane(make_plane([(1, 1), (1, 1), (1, -1), (-1, -1)], [(1, 1)] * 4), stage.cast()).axes[0]
    assert written(ax) == [
        "0 %",
        "Nippara and its rivals both hold less",
        "50 %",
        "better on both: Nippara holds more and its rivals less",
        "25 %",
        "worse on both: Nippara holds less and its rivals more",
        "25 %",
        "Nippara and its rivals both hold more",
    ]


def test_words_stand_in_the_quadrant_that_they_speak_of(stage):
    figure = plane(make_plane(cloud(200), cloud(200, -0.3)), stage.cast())
    figure.canvas.draw()
    for ax in figure.axes:
        middle = ax.transData.transform((0, 0))
        for text, (right, up) in zip(ax.texts, np.repeat([(0, 1), (1, 1), (0, 0), (1, 0)], 2, axis=0), strict=True):
            box = text.get_window_extent()
            assert box.x0 > middle[0] if right else box.x1 < middle[0]
            assert box.y0 > middle[1] if up else box.y1 < middle[1]


@pytest.mark.parametrize("at", [(0.3, 0.2), (-0.3, 0.2), (40, -20), (0.001, -0.001)])
def test_no_dot_lies_under_the_words(stage, at):
    figure = plane(make_plane(cloud(300, *at), cloud(300, *at)), stage.cast())
    figure.canvas.draw()
    for ax in figure.axes:
        pixels = ax.transData.transform(np.column_stack(dots(ax).get_data()))
        for box in (text.get_window_extent() for text in ax.texts):
            across = (pixels[:, 0] > box.x0) & (pixels[:, 0] < box.x1)
            assert not (across & (pixels[:, 1] > box.y0) & (pixels[:, 1] < box.y1)).any()


def test_both_panels_have_the_same_scale(stage):
    one, other = plane(make_plane(cloud(50), cloud(50, -3, 8)), stage.cast()).axes
    assert one.get_xlim() == other.get_xlim() and one.get_ylim() == other.get_ylim()


def test_no_part_is_rounded_to_none_or_all_of_the_worlds(stage):
    ax = plane(make_plane([(1, 1)] * 999 + [(-1, 1)], [(1, 1)] * 1000), stage.cast()).axes[0]
    assert {">99 %", "<1 %"} <= set(written(ax))


def test_the_title_says_what_most_worlds_say_in_each_panel(stage):
    told = words_of(plane(make_plane([(1, 1)] * 3 + [(1, -1)], [(-1, -1)] * 4), stage.cast()))
    assert told.startswith(
        "Under the institution strategy Nippara holds more and its rivals less in 75 % of worlds;"
        " with the deciding assumption at zero Nippara holds less and its rivals more in all worlds"
    )


def test_the_mirrored_frame_gives_the_mirrored_title(stage):
    worlds, cast = points(cloud(201, 0.5, 0.5)), stage.cast()
    one, other = sentence({"": worlds}, cast), sentence({"": -worlds}, cast)
    swap = {"more": "less", "less": "more"}
    assert "more" in one and other == " ".join(swap.get(word, word) for word in one.split(" "))


def test_worlds_that_are_divided_are_called_so(stage):
    assert "no outcome holds in most" in sentence({"": points([(1, 1), (-1, -1)])}, stage.cast())


def test_no_difference_is_said(stage):
    assert sentence({"": points([(0, 0)] * 3)}, stage.cast()) == "no world differs on either axis"


def test_a_single_rival_is_called_by_name():
    assert both_axes(True, True, "North", ["East"]) == "North holds more and East less"


def test_worlds_in_one_point_are_said(stage):
    assert "All worlds lie in one point (as given)." in words_of(
        plane(make_plane([(1, 1)] * 40, cloud(40)), stage.cast())
    )


def test_the_deciding_assumption_is_named_where_the_scenario_names_it(stage):
    class Term:
        name, off = "the trust in talk", {"trust": 0.0}

    class Scenario:
        deciders, ledger = ("trust",), {"talk": Term}

    class Compared:
        plane, scenario = make_plane(cloud(30), cloud(30)), Scenario

    assert "The deciding assumption: the trust in talk." in words_of(plane(Compared(), stage.cast()))


def test_a_frame_without_deciders_fills_one_panel(stage):
    figure = plane(make_plane(cloud(30)).drop(columns="decider"), stage.cast())
    assert len(figure.axes) == 1 and "deciding" not in words_of(figure)


def test_a_decider_can_be_chosen(stage):
    figure = plane(make_plane([(1, 1)] * 30, [(-1, -1)] * 30), stage.cast(), decider="at zero")
    assert len(figure.axes) == 1 and "at zero Nippara holds less and its rivals more in all worlds" in words_of(figure)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"decider": "zero"}, "at zero"), ({"window": "middle"}, "no window"), ({"names": ("a",)}, "two strategies")],
)
def test_what_does_not_occur_is_refused(stage, options, message):
    with pytest.raises(InputError, match=message):
        plane(make_plane(cloud(30), cloud(30)), stage.cast(), **options)


def test_a_world_that_occurs_twice_is_refused(stage):
    frame = make_plane(cloud(30))
    with pytest.raises(InputError, match="world twice"):
        plane(pd.concat([frame, frame]), stage.cast())


def test_a_number_that_is_not_finite_is_refused(stage):
    with pytest.raises(InputError, match="finite"):
        plane(make_plane([(np.nan, 1)]), stage.cast())


EXTREMES = {
    "usual": (cloud(200), cloud(200, -0.3)),
    "thousands": (cloud(5000), cloud(5000)),
    "one world": ([(0.3, 0.2)], [(-0.3, 0.2)]),
    "one point": ([(0.3, -0.2)] * 200, [(0.3, -0.2)] * 200),
    "nothing": ([(0, 0)] * 200, [(0, 0)] * 200),
    "far away": (cloud(200, 40, -20), cloud(200, -40, 0)),
    "on one side": (cloud(200, 0.01, 4, 0.001), cloud(200, 0.02, 4, 0.001)),
}


@pytest.mark.slow
def test_no_words_collide(stage, overlaps):
    figures = {name: plane(make_plane(*both), stage.cast(), theme="dark") for name, both in EXTREMES.items()}
    assert {name: found for name, figure in figures.items() if (found := overlaps(figure))} == {}


def test_long_names_do_not_collide(stage, overlaps):
    cast = stage.cast()
    powers = {key: actor._replace(name=f"{actor.name} and {stage.long}") for key, actor in cast.powers.items()}
    assert overlaps(plane(make_plane(*EXTREMES["usual"]), dataclasses.replace(cast, powers=powers))) == []


def test_no_letter_is_smaller_than_eight_points(stage):
    figure = plane(make_plane(*EXTREMES["usual"]), stage.cast())
    assert min(text.get_size() for text in figure.findobj(Text) if text.get_text().strip()) >= 8


@pytest.mark.parametrize("layout", ["none", "constrained"])
def test_axes_that_are_passed_come_back_with_one_panel_and_no_collision(stage, overlaps, layout):
    figure, axes = plt.subplots(1, 2, figsize=(11, 5), layout=layout)
    frame = make_plane(*EXTREMES["usual"])
    assert plane(frame, stage.cast(), ax=axes[0]) is axes[0]
    assert plane(frame, stage.cast(), ax=axes[1], decider="at zero") is axes[1]
    assert overlaps(figure) == []
    plt.close(figure)


def test_small_axes_keep_the_parts_and_leave_out_their_words(stage):
    figure, ax = plt.subplots(figsize=(4, 2.5))
    plane(make_plane(*EXTREMES["usual"]), stage.cast(), ax=ax)
    assert [text for text in written(ax) if text and not text.endswith("%")] == []
    plt.close(figure)


def test_the_same_data_give_the_same_bytes(stage, tmp_path):
    frame = make_plane(*EXTREMES["usual"])
    first = [path.read_bytes() for path in save(plane(frame, stage.cast()), tmp_path / "a", "plane")]
    assert [path.read_bytes() for path in save(plane(frame, stage.cast()), tmp_path / "b", "plane")] == first


def test_readings_that_agree_are_told_once(stage):
    same = [(1, 1)] * 3 + [(1, -1)]
    told = words_of(plane(make_plane(same, same), stage.cast()))
    assert told.startswith(
        "Under the institution strategy Nippara holds more and its rivals less in 75 % of worlds,"
        " with the deciding assumption as given and at zero"
    )
    assert told.count("holds more and its rivals less in") == 1
