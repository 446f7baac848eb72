import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgba

from influence_sim.errors import InputError
from influence_sim.plots import forums
from influence_sim.plots.theme import LIGHT


def test_lines_are_named_at_their_ends_with_the_last_value(stage):
    cast = stage.cast()
    frame = stage.forums(cast)
    last = frame.query("year == 2024 and forum == 'f0'")["depth"].item()
    assert f"Shared Council\N{EN SPACE}{last:.2f}" in [t.get_text() for t in forums(frame, cast).axes[0].texts]


def test_forums_without_money_are_left_out_of_the_funds(stage):
    cast = stage.cast()
    words = " ".join(t.get_text() for t in forums(stage.forums(cast), cast).axes[1].texts)
    assert "Dialogue with Nippara" in words and "Shared Council" not in words


def test_no_fund_at_all_is_said(stage):
    cast = stage.cast()
    ax = forums(stage.forums(cast).assign(fund_musd=0.0), cast).axes[1]
    assert "no forum has a fund" in [t.get_text() for t in ax.texts]


def test_words_that_there_is_no_fund_are_not_struck_through_by_marks(stage):
    cast = stage.cast()
    ax = forums(stage.forums(cast).assign(fund_musd=0.0), cast).axes[1]
    (said,) = [text for text in ax.texts if text.get_text() == "no forum has a fund"]
    assert said.get_bbox_patch().get_facecolor() == to_rgba(LIGHT.panel)
    assert said.get_zorder() > max(line.get_zorder() for line in ax.lines)


def test_twelve_forums_have_twelve_different_lines(stage):
    cast = stage.cast(forums=12, branch=None, marks=())
    paths = [line for line in forums(stage.forums(cast), cast).axes[0].lines if len(line.get_xdata()) > 4]
    looks = {(line.get_linestyle(), line.get_color(), str(line._dash_pattern)) for line in paths}
    assert len(looks) == len(paths) == 12


def test_lines_of_forums_have_no_power_s_colour(stage):
    cast = stage.cast()
    lines = forums(stage.forums(cast), cast).axes[0].lines
    assert not {line.get_color() for line in lines} & {actor.colour for actor in cast.powers.values()}


def test_an_unknown_quantity_is_refused(stage):
    cast = stage.cast()
    with pytest.raises(InputError, match='"depth"'):
        forums(stage.forums(cast), cast, quantity="dept")


def test_axes_that_are_passed_come_back(stage):
    cast = stage.cast()
    figure, ax = plt.subplots()
    assert forums(stage.forums(cast), cast, quantity="fund_musd", ax=ax) is ax
    plt.close(figure)


def test_a_forum_has_the_same_line_in_both_panels(stage):
    cast = stage.cast(branch=None, marks=())
    depth, fund = forums(stage.forums(cast), cast).axes
    ends = {line.get_linestyle() for line in fund.lines if len(line.get_xdata()) > 4}
    assert ends == {depth.lines[3].get_linestyle()}  # the last of four forums alone has a fund


def level_forums(stage, cast):
    """Twelve forums that end at nearly the same depth."""
    frame = stage.forums(cast)
    places = frame["forum"].map({key: i for i, key in enumerate(cast.forums)})
    return frame.assign(depth=0.1 + 0.001 * places, fund_musd=0.0)


def leads_of(ax):
    """The leads beside a panel, in pixels: corner after corner."""
    leads = [line for line in ax.lines if len(line.get_xdata()) == 4 and line.get_linewidth() < 1]
    return [lead.get_transform().transform(lead.get_xydata()) for lead in leads]


def test_leads_of_twelve_forums_at_one_depth_keep_apart(stage):
    cast = stage.cast(forums=12, branch=None, marks=())
    figure = forums(level_forums(stage, cast), cast)
    figure.canvas.draw()
    leads = leads_of(figure.axes[0])
    assert len(leads) == 12
    for i, one in enumerate(leads):
        for other in leads[i + 1 :]:
            together = min(max(one[:, 1]), max(other[:, 1])) - max(min(one[:, 1]), min(other[:, 1]))
            assert together <= 1e-6 or abs(one[1, 0] - other[1, 0]) > 2


def test_each_label_stands_behind_a_piece_of_its_line(stage):
    cast = stage.cast(forums=12, branch=None, marks=())
    lines = forums(stage.forums(cast), cast).axes[0].lines
    look = {(line.get_color(), str(line._dash_pattern)) for line in lines if len(line.get_xdata()) > 4}
    pieces = {(line.get_color(), str(line._dash_pattern)) for line in lines if len(line.get_xdata()) == 2}
    assert pieces == look and len(look) == 12


def test_labels_of_twelve_forums_do_not_collide(stage, overlaps):
    cast = stage.cast(forums=12)
    assert overlaps(forums(level_forums(stage, cast), cast)) == []
