import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from influence_sim.errors import InputError
from influence_sim.plots import influence
from influence_sim.plots.theme import LIGHT


def bands(ax):
    return {str(c.get_label()): c for c in ax.collections if isinstance(c, PolyCollection)}


def texts(figure):
    return [t.get_text() for ax in figure.axes for t in ax.texts] + [t.get_text() for t in figure.texts]


def heights(band, x):
    """Lower and upper edge of a band at x, read from its outline."""
    vertices = band.get_paths()[0].vertices
    at = vertices[np.isclose(vertices[:, 0], x)][:, 1]
    return at.min(), at.max()


def test_there_is_a_panel_for_each_state_with_its_name(stage):
    cast = stage.cast()
    figure = influence(stage.influence(cast), cast)
    assert [ax.get_title(loc="left") for ax in figure.axes] == list(cast.states.values())


def test_bands_touch_and_fill_the_panel_from_0_to_1(stage):
    cast = stage.cast()
    for ax in influence(stage.influence(cast), cast).axes:
        edges = [heights(band, 2010) for band in bands(ax).values()]
        assert edges[0][0] == pytest.approx(0) and edges[-1][1] == pytest.approx(1)
        assert [top for _, top in edges[:-1]] == pytest.approx([foot for foot, _ in edges[1:]])


def test_the_focal_power_stands_at_the_bottom_and_independence_on_top(stage):
    cast = stage.cast(focal="E")
    drawn = list(bands(influence(stage.influence(cast), cast).axes[0]))
    assert (drawn[0], drawn[-1]) == ("E", "independence")


def test_bands_have_the_colours_of_the_cast_and_independence_has_none_of_them(stage):
    cast = stage.cast()
    drawn = {
        k: to_hex(b.get_facecolor()[0]).upper()
        for k, b in bands(influence(stage.influence(cast), cast).axes[0]).items()
    }
    assert drawn.pop("independence") == LIGHT.land
    assert drawn == {key: actor.colour for key, actor in cast.powers.items()}


def test_the_dark_theme_takes_the_dark_colours(stage):
    cast = stage.cast()
    band = bands(influence(stage.influence(cast), cast, theme="dark").axes[0])["J"]
    assert to_hex(band.get_facecolor()[0]).upper() == cast.powers["J"].colour_dark


def test_powers_beyond_the_colours_get_patterns_and_no_two_look_alike(stage):
    cast = stage.cast(powers=12)
    drawn = bands(influence(stage.influence(cast), cast).axes[0])
    drawn.pop("independence")
    assert len({(to_hex(b.get_facecolor()[0]), b.get_hatch()) for b in drawn.values()}) == 12
    assert len({to_hex(b.get_facecolor()[0]) for b in drawn.values()}) == 5


def test_labels_give_the_share_of_the_last_year(stage):
    cast = stage.cast()
    frame = stage.influence(cast)
    share = frame.query("year == 2024 and state == 's0' and power == 'C'")["share"].item()
    shown = [t.get_text() for t in influence(frame, cast).axes[0].texts]
    assert f"Chardon\N{EN SPACE}{share * 100:.0f}\N{NO-BREAK SPACE}%" in shown


def test_an_ensemble_is_drawn_as_its_mean_and_says_so(stage):
    cast = stage.cast()
    frame = stage.influence(cast, runs=6)
    figure = influence(frame, cast)
    mean = frame.query("year == 2010 and state == 's0' and power == 'J'")["share"].mean()
    assert heights(bands(figure.axes[0])["J"], 2010)[1] == pytest.approx(mean)
    assert any("mean of 6 worlds" in text for text in texts(figure))


def test_no_key_is_shown_where_a_name_exists(stage):
    cast = stage.cast()
    shown = " ".join(texts(influence(stage.influence(cast), cast))).split()
    assert not {*cast.powers, *cast.states} & set(shown)


def test_axes_that_are_passed_come_back(stage):
    cast = stage.cast()
    figure, ax = plt.subplots()
    assert influence(stage.influence(cast), cast, ax=ax) is ax
    plt.close(figure)


def test_without_a_state_given_axes_show_the_mean_of_the_states(stage):
    cast = stage.cast()
    frame = stage.influence(cast)
    figure, ax = plt.subplots()
    influence(frame, cast, ax=ax)
    plt.close(figure)
    mean = frame.query("year == 2010 and power == 'J'")["share"].mean()
    assert heights(bands(ax)["J"], 2010)[1] == pytest.approx(mean)


def test_more_than_twelve_states_are_limited_and_the_sheet_says_so(stage):
    cast = stage.cast(states=14)
    figure = influence(stage.influence(cast, 2000, 2004), cast)
    assert len(figure.axes) == 12
    assert any(text.startswith("12 of 14 states") for text in texts(figure))


def test_marks_outside_the_years_are_left_out(stage):
    cast = stage.cast(marks=((1900, "Long ago"), (2010, "Now")))
    shown = " ".join(texts(influence(stage.influence(cast), cast)))
    assert "Now" in shown.replace("\xa0", " ") and "Long" not in shown


def test_shares_that_do_not_sum_to_1_are_refused(stage):
    cast = stage.cast()
    frame = stage.influence(cast)
    frame.loc[0, "share"] += 0.1
    with pytest.raises(InputError, match="do not sum to 1"):
        influence(frame, cast)


def test_an_unknown_state_is_refused_with_the_nearest_key(stage):
    cast = stage.cast()
    with pytest.raises(InputError, match='no state "s9"'):
        influence(stage.influence(cast), cast, states=["s9"])


def test_a_key_without_a_name_is_refused(stage):
    cast = stage.cast()
    frame = stage.influence(cast).replace({"power": {"C": "X"}})
    with pytest.raises(InputError, match='"X", which the scenario does not name'):
        influence(frame, cast)


def test_a_missing_column_is_named(stage):
    cast = stage.cast()
    with pytest.raises(InputError, match='no column "share"'):
        influence(stage.influence(cast).rename(columns={"share": "part"}), cast)


def test_a_frame_without_rows_is_refused(stage):
    cast = stage.cast()
    with pytest.raises(InputError, match="no rows"):
        influence(stage.influence(cast).iloc[:0], cast)


def test_a_frame_alone_asks_for_a_cast(stage):
    with pytest.raises(InputError, match="cast="):
        influence(stage.influence(stage.cast()))


def test_categorical_columns_draw_the_same_bytes_as_strings(stage):
    from influence_sim.plots.saving import encoded

    cast = stage.cast()
    frame = stage.influence(cast)
    categories = frame.astype({"power": "category", "state": "category"})
    assert isinstance(categories["power"].dtype, pd.CategoricalDtype)
    assert encoded(influence(categories, cast), "svg") == encoded(influence(frame, cast), "svg")


def test_a_branch_in_the_first_year_has_no_line_and_no_history(stage):
    def told_and_lines(branch):
        cast = stage.cast(2, 1, branch=branch, marks=())
        figure = influence(stage.influence(cast), cast)
        dashed = [line for line in figure.axes[0].lines if line.get_linestyle() == "--"]
        return " ".join(text.get_text() for text in figure.texts), len(dashed)

    words, lines = told_and_lines(1992)
    assert "history" not in words and lines == 0
    words, lines = told_and_lines(1993)
    assert "Dashed line, 1993" in words and lines == 1
