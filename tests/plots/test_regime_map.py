import itertools

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from influence_sim.errors import InputError
from influence_sim.plots import regime_map
from influence_sim.plots.regime_map import colours_of, edges
from influence_sim.plots.theme import LIGHT

pytestmark = pytest.mark.slow  # they draw or run a good deal


def make_cells(rule, x=(0.0, 0.1, 0.2), y=(0.0, 0.5, 1.0), **changes):
    """Cells whose difference is a rule of both sides, open where it is small."""
    rows = []
    for one, other in itertools.product(x, y):
        value = rule(one, other)
        winner = "" if abs(value) < 0.005 else "institution" if value > 0 else "bilateral"
        rows.append(
            {"x_factor": "depth", "y_factor": "leak", "x": one, "y": other, "strategy": "institution",
             "against": "bilateral", "difference": value, "low": value - 0.005, "high": value + 0.005,
             "winner": winner, "runs": 30}
        )  # fmt: skip
    return pd.DataFrame(rows).assign(**changes)


def tilted(x, y):
    return 0.2 * x - 0.02 * y


def title_of(sheet):
    return " ".join(text.get_text() for text in sheet.texts if text.get_weight() == "bold").replace("\n", " ")


def numbers(ax):
    return {tuple(round(v - 0.5) for v in text.get_position()): text.get_text() for text in ax.texts}


def test_each_cell_has_its_number_in_points(stage):
    ax = regime_map(make_cells(tilted), stage.cast()).axes[0]
    assert numbers(ax)[2, 0] == "+4.0" and numbers(ax)[0, 2] == "−2.0" and len(ax.texts) == 9


def test_cells_that_are_open_are_hatched_and_no_others(stage):
    ax = regime_map(make_cells(tilted), stage.cast()).axes[0]
    hatched = {
        (int(patch.get_x()), int(patch.get_y()))
        for patch in ax.patches
        if isinstance(patch, Rectangle) and patch.get_hatch()
    }
    assert hatched == {(0, 0), (1, 2)}


def test_the_mirrored_frame_gives_the_mirrored_sentence(stage):
    frame = make_cells(tilted)
    swap = {"institution": "bilateral", "bilateral": "institution", "": ""}
    other = frame.assign(difference=-frame["difference"], winner=frame["winner"].map(swap))
    about = {"about": "its share", "names": ("one", "other")}
    assert title_of(regime_map(frame, **about)) == (
        "Under other its share is higher in 5 of 9 cells and lower in 2; in 2 either sign is possible"
    )
    assert title_of(regime_map(other, **about)) == (
        "Under other its share is higher in 2 of 9 cells and lower in 5; in 2 either sign is possible"
    )


def test_a_strategy_that_wins_everywhere_wins_in_all_cells():
    assert "higher in all 9 cells" in title_of(regime_map(make_cells(lambda x, y: 0.02)))
    assert "lower in all 9 cells" in title_of(regime_map(make_cells(lambda x, y: -0.02)))


def test_where_nothing_differs_no_strategy_has_its_colour(stage):
    ax = regime_map(make_cells(lambda x, y: 0.0), stage.cast()).axes[0]
    plain = {patch.get_facecolor() for patch in ax.patches if patch.get_fill()}
    assert len(plain) == 1


def test_the_gain_has_the_focal_powers_colour(stage):
    assert colours_of(stage.cast(), LIGHT)[1] == "#C857B1"
    assert colours_of(stage.cast(focal="C"), LIGHT)[1] == "#BF2E07"


def test_words_in_either_theme_keep_out_of_each_others_way(stage, overlaps):
    words = {"names": (f"“{stage.long}”", "“Regional institution”"), "factors": {"depth": stage.long * 2}}
    for theme in ("light", "dark"):
        assert overlaps(regime_map(make_cells(tilted), stage.cast(), theme=theme, **words)) == []


def test_levels_that_are_words_keep_their_order_and_their_room(stage, overlaps):
    frame = make_cells(lambda x, y: 0.01, x=("none", "a_strategy_with_a_long_name", "retreat"), y=(0.0, 1.0))
    sheet = regime_map(frame, stage.cast())
    assert next(tick.get_text() for tick in sheet.axes[0].get_xticklabels()) == "none"
    assert overlaps(sheet) == []


@pytest.mark.slow
def test_small_cells_go_without_numbers(stage):
    many = [place / 40 for place in range(41)]
    sheet = regime_map(make_cells(tilted, x=many, y=many), stage.cast())
    assert list(sheet.axes[0].texts) == []


def test_ends_of_bins_stand_at_the_borders():
    frame = make_cells(tilted, x=(0.05, 0.15), y=(0.0,))
    frame = frame.assign(x_low=frame["x"] - 0.05, x_high=frame["x"] + 0.05)
    frame["x_high"] = frame["x_high"].round(3)
    frame["x_low"] = frame["x_low"].round(3)
    assert edges(frame, "x") == [0.0, 0.1, 0.2]
    labels = [tick.get_text() for tick in regime_map(frame).axes[0].get_xticklabels()]
    assert labels == ["0.00", "0.10", "0.20"]


def test_given_axes_are_drawn_into_and_handed_back(stage):
    ax = Figure(figsize=(4, 3)).add_subplot()
    assert regime_map(make_cells(tilted), stage.cast(), ax=ax) is ax
    assert "higher in 5 of 9 cells" in ax.get_title(loc="left").replace("\n", " ")


def test_two_maps_at_once_are_refused():
    with pytest.raises(InputError, match="a cell twice"):
        regime_map(pd.concat([make_cells(tilted)] * 2))


def test_a_loss_is_grey_and_a_gain_is_not(stage):
    ax = regime_map(make_cells(tilted), stage.cast()).axes[0]
    grounds = {(int(p.get_x()), int(p.get_y())): p.get_facecolor()[:3] for p in ax.patches if p.get_fill()}

    def hue(cell):
        return max(grounds[cell]) - min(grounds[cell])

    assert hue((0, 2)) < 0.05 < 0.2 < hue((2, 0))
