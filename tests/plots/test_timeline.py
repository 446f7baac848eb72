import dataclasses

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from influence_sim.errors import InputError
from influence_sim.plots import membership
from influence_sim.plots.theme import LIGHT, mix


def history(statuses, member="s0", **more):
    years = range(2000, 2000 + len(statuses))
    return pd.DataFrame({"year": years, "forum": "f0", "member": member, "status": statuses}).assign(**more)


def bars(figure):
    return [p for p in figure.axes[0].patches if 0.5 < p.get_height() < 0.8]


def shown(figure):
    return [text.get_text() for text in [*figure.texts, *(t for ax in figure.axes for t in ax.texts)]]


def test_years_with_the_same_status_are_one_bar(stage):
    figure = membership(history(["none", "member", "member", "none", "member"]), stage.cast())
    assert [(bar.get_x(), bar.get_width()) for bar in bars(figure)] == [(2000.5, 2), (2003.5, 1)]


def test_observers_are_hatched_and_members_are_not(stage):
    figure = membership(history(["observer", "member"]), stage.cast())
    assert [bool(bar.get_hatch()) for bar in bars(figure)] == [True, False]


def test_states_are_ink_and_powers_have_their_colour(stage):
    cast = stage.cast()
    frame = pd.concat([history(["member"] * 3), history(["member"] * 3, "C")])
    assert [to_hex(b.get_facecolor()).upper() for b in bars(membership(frame, cast))] == [
        LIGHT.soft,
        cast.powers["C"].colour,
    ]


def test_in_an_ensemble_a_bar_is_as_faint_as_the_share_of_runs(stage):
    frame = pd.concat([history(["member"], run=0), history(["none"], run=1), history(["none"], run=2)])
    (bar,) = bars(membership(frame, stage.cast()))
    assert to_hex(bar.get_facecolor()) == mix(LIGHT.panel, LIGHT.soft, 1 / 3)


def test_an_uncertain_membership_is_given_in_per_cent_at_the_end(stage):
    frame = pd.concat([history(["member"], run=0), history(["none"], run=1)])
    assert "50\xa0%" in shown(membership(frame, stage.cast()))


def test_states_that_never_join_are_named_in_the_notes_and_have_no_row(stage):
    frame = pd.concat([history(["member"]), history(["none"], "s1")])
    figure = membership(frame, stage.cast())
    assert "Kyrland" not in [text.get_text() for text in figure.axes[0].texts]
    assert "Never in: Kyrland (Shared Council)." in shown(figure)


def test_depth_is_a_line_in_the_heading(stage):
    cast = stage.cast(branch=None, marks=())
    depths = pd.DataFrame({"year": [2000, 2001], "forum": "f0", "depth": [0.0, 0.5], "fund_musd": 0.0})
    with_depth = membership(history(["member", "member"]), cast, depths=depths).axes[0].lines
    assert len(membership(history(["member", "member"]), cast).axes[0].lines) == 0
    low, high = with_depth[0].get_ydata()
    assert low - high == pytest.approx(0.5)  # the axis points down


@pytest.mark.slow
def test_forums_that_find_no_room_are_counted(stage):
    cast = stage.cast(8, 7, 30)
    figure = membership(stage.membership(cast, first=2000, last=2012), cast)
    assert any("of 30 forums are drawn" in text for text in shown(figure))


def test_an_unknown_forum_is_refused(stage):
    with pytest.raises(InputError, match='no forum "g0"'):
        membership(history(["member"]), stage.cast(), forums=["g0"])


def test_axes_that_are_passed_come_back(stage):
    figure, ax = plt.subplots()
    assert membership(history(["member"]), stage.cast(), ax=ax) is ax
    plt.close(figure)


def test_forums_without_room_are_called_by_name_in_words_for_a_reader(stage):
    cast = stage.cast(8, 7, 30)
    told = " ".join(shown(membership(stage.membership(cast, first=2000, last=2012), cast)))
    assert "Without room on this sheet: " in told and "Forum 30." in told
    assert "forums=" not in told


def test_the_own_forum_finds_room_before_all_others(stage):
    cast = stage.cast(8, 7, 30, own_forum="f29")
    figure = membership(stage.membership(cast, first=2000, last=2012), cast)
    drawn = [text.get_text() for text in figure.axes[0].texts if text.get_weight() == "bold"]
    assert (drawn[0], drawn[-1]) == ("Shared Council", "Forum 30")


def test_twelve_forums_of_seven_states_all_find_room(stage):
    cast = stage.cast(8, 7, 12)
    figure = membership(stage.membership(cast, first=2000, last=2012), cast)
    assert sum(text.get_weight() == "bold" for text in figure.axes[0].texts) == 12
    assert "are drawn" not in " ".join(shown(figure))


def test_a_forum_with_the_key_of_a_power_keeps_its_own_name(stage):
    named = dataclasses.replace(stage.cast(), forums={"C": "Chardon's Pact"})
    figure = membership(history(["member"] * 3, "C").assign(forum="C"), named)
    assert {"Chardon's Pact", "Chardon"} <= set(shown(figure))
