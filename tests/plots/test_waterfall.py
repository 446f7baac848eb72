import dataclasses

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Polygon
from matplotlib.text import Text

from influence_sim.errors import InputError
from influence_sim.plots import ledger, save
from influence_sim.plots.steps import Account, Step, sentence
from influence_sim.plots.theme import LIGHT

pytestmark = pytest.mark.slow  # they draw or run a good deal

NAMES = ["the leak", "coordination", "depth", "the wait", "the office", "need", "the answer", "belonging", "leverage"]
POINTS = (-0.5, 0.3, 0.4, -0.2, -0.15, 0.09, -0.05, 0.02, 0.01)
AXES = {"possession": 1.0, "milieu": -1.6, "independence": 0.7}


def make_ledger(points=POINTS, half=0.04, names=NAMES, start=0.0, runs=200, axes=AXES, **changes):
    """A ledger whose terms bring `points` (percentage points), with intervals of ± `half`."""
    halves = np.broadcast_to(half, len(points)) / 100
    rows = []
    for axis, scale in axes.items():
        rows.append((axis, "neutral point", "neutral point", start / 100, start / 100, start / 100))
        for i, (value, reach) in enumerate(zip(points, halves, strict=True)):
            value *= scale / 100
            rows.append((axis, f"t{i}", names[i % len(names)], value, value - reach, value + reach))
        total = start / 100 + scale * sum(points) / 100
        reach = max(halves, default=0.0)
        rows.append((axis, "whole", "whole", total, total - reach, total + reach))
    frame = pd.DataFrame(rows, columns=["axis", "term", "name", "contribution", "low", "high"])
    fields = {"strategy": "institution", "against": "bilateral", "decider": "as given", "window": "late"}
    return frame.assign(**(fields | {"weight": "states equally", "runs": runs} | changes))


def mirrored(frame):
    low, high = -frame["high"], -frame["low"]
    return frame.assign(contribution=-frame["contribution"], low=low, high=high)


def words_of(figure):
    return " ".join(text.get_text() for text in figure.texts).replace("\xa0", " ").replace("\n", " ")


def arrows(ax):
    """The corners of each bar: start above, neck, tip, neck, start below."""
    return [patch for patch in ax.patches if isinstance(patch, Polygon)]


def tips(ax):
    """(start, end) of each bar in points."""
    return [(patch.get_xy()[0, 0], patch.get_xy()[2, 0]) for patch in arrows(ax)]


def drawn(stage, frame=None, **options):
    return ledger(make_ledger() if frame is None else frame, stage.cast(), **options)


def test_each_term_starts_where_the_one_before_ends(stage):
    *steps, _ = tips(drawn(stage).axes[0])
    assert steps[0][0] == 0
    assert [start for start, _ in steps[1:]] == pytest.approx([end for _, end in steps[:-1]])


def test_the_last_term_ends_where_the_whole_does(stage):
    *_, last, whole = tips(drawn(stage).axes[0])
    # −0.5 + 0.3 + 0.4 − 0.2 − 0.15 + 0.09 − 0.05 + 0.02 + 0.01 = −0.08
    assert whole == pytest.approx((0, -0.08)) and last[1] == pytest.approx(-0.08)


def test_terms_stand_in_the_order_of_their_size(stage):
    *steps, _ = tips(drawn(stage).axes[0])
    sizes = [abs(end - start) for start, end in steps]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) == len(POINTS)


def test_a_neutral_point_off_zero_is_where_the_terms_start(stage):
    start, first, *_ = tips(drawn(stage, make_ledger(start=0.3)).axes[0])
    assert start == pytest.approx((0, 0.3)) and first == pytest.approx((0.3, -0.2))


def test_what_brings_and_what_costs_differ_in_shape_and_in_tone(stage):
    leak, depth = arrows(drawn(stage).axes[0])[:2]
    assert leak.get_xy()[2, 0] < leak.get_xy()[1, 0] < leak.get_xy()[0, 0]
    assert depth.get_xy()[2, 0] > depth.get_xy()[1, 0] > depth.get_xy()[0, 0]
    grey = [sum(bar.get_facecolor()[:3]) / 3 for bar in (leak, depth)]
    assert grey[0] - grey[1] > 0.2


def test_a_bar_whose_interval_holds_zero_is_hollow_and_no_other(stage):
    bars = arrows(drawn(stage).axes[0])
    hollow = [to_hex(bar.get_facecolor()).upper() == LIGHT.panel for bar in bars]
    # Intervals are ± 0.04: the terms of 0.02 and 0.01 hold zero; −0.05, 0.09 and the whole (−0.08) do not.
    assert hollow == [False] * 7 + [True] * 2 + [False]


def test_hollow_is_explained_only_where_there_is_a_hollow_bar(stage):
    assert "Hollow: this interval holds zero." in words_of(drawn(stage))
    assert "Hollow" not in words_of(drawn(stage, make_ledger((0.5, -0.2))))


def test_numbers_are_signed_points(stage):
    shown = [text.get_text() for text in drawn(stage).axes[0].texts]
    assert {"−0.50", "+0.40", "0.00", "−0.08"} <= set(shown)


def test_the_sentence_tells_the_whole_then_what_pulls_its_way_then_the_rest(stage):
    assert (
        "Under the institution strategy Nippara’s share is 0.08 points lower in 2015–2024:"
        " the leak costs 0.50 and the wait 0.20; depth brings 0.40 and coordination 0.30"
    ) in words_of(drawn(stage))


def test_the_mirrored_frame_gives_the_mirrored_sentence(stage):
    one = words_of(drawn(stage, axis="possession")).split("What makes")[0]
    other = words_of(drawn(stage, mirrored(make_ledger()), axis="possession")).split("What makes")[0]
    swap = {"lower": "higher", "costs": "brings", "brings": "costs"}
    assert "lower" in one and other == " ".join(swap.get(word, word) for word in one.split(" "))


def test_an_interval_across_zero_is_not_decided(stage):
    told = words_of(drawn(stage, make_ledger(half=0.1), axis="possession"))
    assert "The worlds do not decide whether under the institution strategy Nippara’s share is higher or lower" in told
    assert "(90 % of worlds: −0.18 to +0.02)" in told


def test_terms_that_the_worlds_do_not_decide_are_not_told():
    open_, firm = Step("the open one", 0.5, -0.1, 1.0), Step("the firm one", 0.2, 0.1, 0.3)
    told = sentence(Account(Step("", 0, 0, 0), [open_, firm], Step("", 0.7, 0.1, 1.2), 9), "it", "X", "2020")
    assert told == "Under X it is 0.70 points higher in 2020: the firm one brings 0.20"


def test_no_difference_is_called_the_same(stage):
    told = words_of(drawn(stage, make_ledger([0.0] * 9, 0.0), axis="milieu"))
    assert "what Chardon and Rossland do not hold is the same to a hundredth of a point in 2015–2024" in told


def test_ten_points_and_more_are_read_with_one_decimal(stage):
    assert "+40.0" in [text.get_text() for text in drawn(stage, make_ledger(np.array(POINTS) * 100)).axes[0].texts]


def test_one_world_has_no_whiskers_and_is_called_one(stage):
    figure = drawn(stage, make_ledger(half=0.0, runs=1))
    horizontal = [line for line in figure.axes[0].lines if len(set(line.get_ydata())) == 1 < len(set(line.get_xdata()))]
    assert [line for line in horizontal if line.get_linewidth() == 1.0] == []
    assert "(one world)" in words_of(figure) and "Thin lines" not in words_of(figure)


@pytest.mark.slow
def test_whiskers_span_the_interval_around_the_end_of_the_bar(stage):
    lines = drawn(stage, make_ledger((0.5,), 0.04)).axes[0].lines
    spans = [tuple(line.get_xdata()) for line in lines if len(set(line.get_ydata())) == 1 < len(set(line.get_xdata()))]
    assert any(span == pytest.approx((0.46, 0.54)) for span in spans)


def test_only_the_focal_powers_share_has_its_colour(stage):
    cast = stage.cast()
    fills = [{to_hex(bar.get_facecolor()).upper() for bar in arrows(ax)} for ax in ledger(make_ledger(), cast).axes]
    own = cast.powers["J"].colour
    assert own in fills[0] and own not in fills[1] | fills[2] and fills[1] == fills[2]


def test_panels_share_a_scale_where_sizes_are_alike(stage):
    assert len({ax.get_xlim() for ax in drawn(stage).axes}) == 1


def test_panels_with_scales_of_their_own_say_so(stage):
    figure = drawn(stage, make_ledger(axes={"possession": 1, "milieu": 40}))
    assert len({ax.get_xlim() for ax in figure.axes}) == 2 and "scales of their own" in words_of(figure)


def test_the_strategy_that_comes_first_is_shown_unless_another_is_chosen(stage):
    both = pd.concat([make_ledger(), mirrored(make_ledger(strategy="hybrid"))])
    assert "Under the institution strategy Nippara’s share is 0.08 points lower" in words_of(drawn(stage, both))
    assert "Under the hybrid strategy Nippara’s share is 0.08 points higher" in words_of(
        drawn(stage, both, strategy="hybrid")
    )


@pytest.mark.parametrize("options", [{}, {"axis": "possession"}])
def test_the_decider_at_zero_is_said(stage, options):
    both = pd.concat([make_ledger(), mirrored(make_ledger(decider="at zero"))])
    assert words_of(drawn(stage, both, decider="at zero", **options)).count(
        "with the deciding assumption at zero"
    ) == 1 + len(options)


@pytest.mark.parametrize("options", [{}, {"axis": "possession"}])
def test_both_strategies_are_named(stage, options):
    assert "the institution strategy compared with the bilateral strategy, 2015–2024" in words_of(
        drawn(stage, **options)
    )


@pytest.mark.slow
def test_names_given_are_used(stage):
    told = words_of(drawn(stage, names=("the dialogue", "the club")))
    assert "the club compared with the dialogue" in told and "Under the club" in told


def test_an_object_gives_the_frame_itself(stage):
    class Compared:
        ledger = make_ledger()

    assert len(ledger(Compared(), stage.cast()).axes) == 3


def test_terms_that_miss_the_whole_are_noted(stage):
    frame = make_ledger(axes={"possession": 1})
    frame.loc[frame["term"] == "whole", "contribution"] += 0.0002
    assert "The terms and the whole differ by +0.02 points." in words_of(drawn(stage, frame))
    assert "differ by" not in words_of(drawn(stage))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": "lat"}, 'no window "lat".*late'),
        ({"weight": "by size"}, "no weight"),
        ({"axis": "possesion"}, "possession"),
        ({"strategy": "institut"}, "institution"),
        ({"names": ("a", "b", "c")}, "two strategies"),
    ],
)
def test_what_does_not_occur_is_refused(stage, options, message):
    with pytest.raises(InputError, match=message):
        drawn(stage, **options)


def test_a_term_that_occurs_twice_is_refused(stage):
    with pytest.raises(InputError, match='"neutral point" twice'):
        drawn(stage, pd.concat([make_ledger(), make_ledger()]))


def test_a_ledger_without_its_whole_is_refused(stage):
    with pytest.raises(InputError, match='"whole"'):
        drawn(stage, make_ledger().query("term != 'whole'"))


def test_a_number_that_is_not_finite_is_refused(stage):
    frame = make_ledger()
    frame.loc[3, "high"] = np.nan
    with pytest.raises(InputError, match="finite"):
        drawn(stage, frame)


def extremes(long):
    return {
        "nine": make_ledger(),
        "mirrored": mirrored(make_ledger()),
        "undecided": make_ledger(half=0.6),
        "one term": make_ledger((0.4,)),
        "no term": make_ledger(()),
        "one world": make_ledger(half=0.0, runs=1),
        "no effect": make_ledger([0.0] * 9, 0.0),
        "hardly any": make_ledger(np.array(POINTS) / 1000, 0.00001),
        "huge interval": make_ledger(half=(50, *[0.1] * 8)),
        "large": make_ledger(np.array(POINTS) * 100, 3),
        "of different size": make_ledger(axes={"possession": 1, "milieu": 40, "independence": 0.02}),
        "twelve long": make_ledger((*POINTS, 0.6, -0.7, 0.1), names=[f"{name} of {long}" for name in NAMES]),
        "neutral point off zero": make_ledger(start=0.4),
    }


def inside(figure):
    """Whether all words that belong to a panel's numbers lie within that panel."""
    figure.canvas.draw()
    for ax in figure.axes:
        box = ax.get_window_extent()
        for text in ax.texts:
            if text.get_text()[0] in "+−0":
                extent = text.get_window_extent()
                if extent.x0 < box.x0 - 1 or extent.x1 > box.x1 + 1:
                    return False
    return True


@pytest.mark.slow
def test_no_words_collide_and_numbers_stay_in_their_panel(stage, overlaps):
    cast = stage.cast()
    figures = {name: ledger(frame, cast) for name, frame in extremes(stage.long).items()}
    assert {name: found for name, figure in figures.items() if (found := overlaps(figure))} == {}
    assert [name for name, figure in figures.items() if not inside(figure)] == []


@pytest.mark.slow
def test_long_names_of_powers_do_not_collide(stage, overlaps):
    cast = stage.cast()
    powers = {key: actor._replace(name=f"{actor.name} and {stage.long}") for key, actor in cast.powers.items()}
    assert overlaps(ledger(make_ledger(), dataclasses.replace(cast, powers=powers), theme="dark")) == []


def test_no_letter_is_smaller_than_eight_points(stage):
    sizes = [text.get_size() for text in drawn(stage).findobj(Text) if text.get_text().strip()]
    assert min(sizes) >= 8


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["none", "constrained"])
def test_axes_that_are_passed_come_back_with_one_panel_and_no_collision(stage, overlaps, layout):
    figure, axes = plt.subplots(1, 2, figsize=(12, 5), layout=layout)
    assert ledger(make_ledger(), stage.cast(), ax=axes[0]) is axes[0]
    assert ledger(make_ledger(), stage.cast(), axis="milieu", ax=axes[1]) is axes[1]
    assert len(arrows(axes[0])) == len(POINTS) + 1 and overlaps(figure) == []
    plt.close(figure)


@pytest.mark.slow
def test_where_rows_run_out_the_smallest_terms_are_put_together(stage):
    figure, ax = plt.subplots(figsize=(5, 2))
    ledger(make_ledger(), stage.cast(), ax=ax)
    names = [text.get_text() for text in ax.texts]
    assert any(name.endswith("smaller ones together") or (name.endswith("…") and "small" in name) for name in names)
    assert tips(ax)[-2][1] == pytest.approx(-0.08)  # and the steps still end in the whole
    plt.close(figure)


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(stage, tmp_path):
    first = [path.read_bytes() for path in save(drawn(stage), tmp_path / "a", "ledger")]
    assert [path.read_bytes() for path in save(drawn(stage), tmp_path / "b", "ledger")] == first
