import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex

from influence_sim.errors import InputError
from influence_sim.plots import difference
from influence_sim.plots.paired import fan, sentence
from influence_sim.plots.theme import LIGHT, mix
from influence_sim.wording import verdict

pytestmark = pytest.mark.slow  # they draw or run a good deal

NAMES = ("the dialogue", "the institution")


def shown(figure):
    return " ".join(text.get_text() for text in figure.texts).replace("\xa0", " ").replace("\n", " ")


def test_the_words_follow_the_numbers_down(stage):
    figure = difference(stage.paths(sizes=(-0.02, 0.02, 0.02)), stage.cast(), names=NAMES)
    assert "Under the institution Nippara’s share is 2.0 points lower by 2024" in shown(figure)


def test_the_words_follow_the_numbers_up(stage):
    figure = difference(stage.paths(sizes=(0.02, 0.02, 0.02)), stage.cast(), names=NAMES)
    assert "Under the institution Nippara’s share is 2.0 points higher by 2024" in shown(figure)


def test_swapped_strategies_mirror_the_sentence(stage):
    paths, cast = stage.paths(), stage.cast()
    swapped = paths.assign(difference=-paths["difference"])
    one = sentence(fan(paths, "possession"), "possession", cast, "A", 200)
    other = sentence(fan(swapped, "possession"), "possession", cast, "A", 200)
    # Exchanging the words, the signs and the ends of the interval turns one sentence into the other.
    head, interval = one.split("worlds:")
    low, high = interval.strip("\xa0)").split("\xa0to\xa0")
    flip = str.maketrans("+−", "−+")
    mirrored = head.replace("lower", "higher") + f"worlds:\xa0{high.translate(flip)}\xa0to\xa0{low.translate(flip)})"
    assert "lower" in one and other == mirrored


def test_an_interval_across_zero_says_that_either_sign_is_possible():
    assert "either sign is possible" in verdict("X", "it", 2024, 0.5, -0.2, 1.0, 100)


def test_an_interval_on_one_side_does_not_say_so():
    assert "either sign" not in verdict("X", "it", 2024, 0.5, 0.2, 1.0, 100)


def test_no_difference_is_called_the_same():
    assert "the same to a tenth of a point" in verdict("X", "it", 2024, 0.01, -0.2, 0.2, 100)


def test_small_differences_get_two_decimals():
    assert "0.04 points higher" in verdict("X", "it", 2024, 0.04, 0.01, 0.06, 100)


def test_fewer_than_twenty_worlds_are_shown_whole(stage):
    paths = stage.paths(runs=7)
    last = paths.query("axis == 'milieu' and year == 2024")["difference"] * 100
    end = fan(paths, "milieu").loc[2024]
    assert (end["low"], end["high"]) == (pytest.approx(last.min()), pytest.approx(last.max()))
    assert "all 7 worlds" in shown(difference(paths, stage.cast()))


def test_many_worlds_are_shown_by_quantiles(stage):
    paths = stage.paths()
    last = paths.query("axis == 'milieu' and year == 2024")["difference"] * 100
    end = fan(paths, "milieu").loc[2024]
    assert end.tolist() == pytest.approx(last.quantile([0.05, 0.25, 0.5, 0.75, 0.95]).tolist())


def test_one_world_has_a_line_and_no_band(stage):
    figure = difference(stage.paths(runs=1), stage.cast())
    assert all(len(ax.collections) == 0 for ax in figure.axes)
    assert "(one world)" in shown(figure)


def test_panels_share_a_scale_where_sizes_are_alike(stage):
    figure = difference(stage.paths(), stage.cast())
    assert len({ax.get_ylim() for ax in figure.axes}) == 1


def test_panels_with_scales_of_their_own_say_so(stage):
    paths = stage.paths()
    paths.loc[paths["axis"] == "milieu", "difference"] *= 30
    figure = difference(paths, stage.cast())
    assert len({ax.get_ylim() for ax in figure.axes}) == 3
    assert "scales of their own" in shown(figure)


def test_only_the_focal_powers_share_has_its_colour(stage):
    cast = stage.cast()
    axes = difference(stage.paths(), cast).axes
    drawn = [{to_hex(band.get_facecolor()[0]) for band in ax.collections} for ax in axes]
    focal = {mix(LIGHT.panel, cast.powers["J"].colour, part) for part in (0.22, 0.48)}
    assert drawn[0] == focal and drawn[1] == drawn[2] and not drawn[1] & focal


def test_windows_are_shaded_and_named(stage):
    figure = difference(stage.paths(), stage.cast())
    assert {"early", "late"} <= {text.get_text() for text in figure.axes[0].texts}
    assert "early 2005–2008 and late 2015–2024" in shown(figure)


def test_a_comparison_gives_names_and_paths_itself(stage):
    class Compared:
        paths = stage.paths()
        strategies = ("alone", "together")

    assert "Under the together strategy" in shown(difference(Compared(), stage.cast()))


def test_three_names_are_refused(stage):
    with pytest.raises(InputError, match="two strategies"):
        difference(stage.paths(), stage.cast(), names=("a", "b", "c"))


def test_an_unknown_axis_is_refused(stage):
    with pytest.raises(InputError, match="possession"):
        difference(stage.paths(), stage.cast(), axis="possesion")


def test_axes_that_are_passed_come_back(stage):
    figure, ax = plt.subplots()
    assert difference(stage.paths(), stage.cast(), axis="milieu", ax=ax) is ax
    plt.close(figure)
