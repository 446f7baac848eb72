import dataclasses

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from influence_sim.errors import InputError
from influence_sim.plots import money
from influence_sim.plots.flow import folded, yearly
from influence_sim.plots.theme import LIGHT

COLUMNS = ["year", "power", "state", "channel", "route", "committed_musd", "disbursed_musd"]


def two_years():
    """Two years, two powers: J gives s0 10 directly and 30 through a forum in the first year, 20 in the second."""
    return pd.DataFrame(
        [
            (2000, "J", "s0", "aid", "bilateral", 0.0, 10.0),
            (2000, "J", "s0", "aid", "f0", 0.0, 30.0),
            (2001, "J", "s0", "aid", "bilateral", 0.0, 20.0),
            (2001, "C", "s1", "aid", "bilateral", 0.0, 40.0),
        ],
        columns=COLUMNS,
    )


def shown(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def test_amounts_are_means_over_years(stage):
    amounts, through = yearly(two_years(), stage.cast(), "disbursed_musd", 2)
    # J to s0: (10 + 30 + 20)/2 = 30, of which 30/2 = 15 through the forum; C to s1: 40/2 = 20
    assert (amounts.loc["J", "s0"], through.loc["J", "s0"], amounts.loc["C", "s1"]) == (30, 15, 20)


def test_runs_are_averaged(stage):
    runs = pd.concat([two_years().assign(run=0), two_years().assign(run=1)])
    assert shown(money(runs, stage.cast())) == shown(money(two_years(), stage.cast()))


def test_totals_stand_at_the_right_and_below(stage):
    assert {"30", "20", "50"} <= set(shown(money(two_years(), stage.cast())))


def test_years_choose_a_window(stage):
    assert "40" in shown(money(two_years(), stage.cast(), years=(2001, 2030)))


def test_years_without_data_are_refused(stage):
    with pytest.raises(InputError, match="covers 2000–2001"):
        money(two_years(), stage.cast(), years=(1990, 1995))


def test_bars_are_as_long_as_the_amounts_and_split_by_route(stage):
    cast = stage.cast()
    ax = money(two_years(), cast).axes[0]
    bars = {
        to_hex(p.get_facecolor()).upper(): p.get_width() for p in ax.patches if p.get_width() and p.get_height() < 0.5
    }
    direct, other = bars[cast.powers["J"].colour], bars[cast.powers["C"].colour]
    faint = next(w for c, w in bars.items() if c not in (cast.powers["J"].colour, cast.powers["C"].colour, LIGHT.panel))
    assert (faint, direct + faint) == (pytest.approx(direct), pytest.approx(1.5 * other))


def test_the_title_names_the_largest_giver_with_the_unit(stage):
    assert money(two_years(), stage.cast()).texts[0].get_text().replace("\xa0", " ") == (
        "Nippara gives 60 % of 50 million US$ disbursed a year, 2000–2001"
    )


def test_no_money_at_all_is_said(stage):
    title = money(two_years(), stage.cast(), column="committed_musd").texts[0].get_text()
    assert title.startswith("No money was committed")


def test_without_routes_nothing_is_split(stage):
    frame = two_years().drop(columns=["channel", "route"])
    assert not any("forums" in text.get_text() for text in money(frame, stage.cast()).texts)


def test_very_large_amounts_are_given_in_billions(stage):
    frame = two_years()
    frame["disbursed_musd"] *= 10_000
    assert "billion US$" in money(frame, stage.cast()).texts[0].get_text()


def test_folding_keeps_the_sum_and_the_largest():
    table = pd.DataFrame([[float(i * j) for j in range(15)] for i in range(14)]).rename(index=str, columns=str)
    small = folded(table)
    assert small.shape == (12, 12) and small.to_numpy().sum() == table.to_numpy().sum()
    assert small.index[-1] == "others" and "13" in small.index and "1" not in small.index


def test_an_unknown_kind_of_money_is_refused(stage):
    with pytest.raises(InputError, match="disbursed_musd"):
        money(two_years().assign(disbursd_musd=0.0), stage.cast(), column="disbursd_musd")


def test_axes_that_are_passed_come_back(stage):
    figure, ax = plt.subplots()
    assert money(two_years(), stage.cast(), ax=ax) is ax
    plt.close(figure)


def test_names_that_a_column_would_cut_run_upwards_and_stay_whole(stage, overlaps):
    cast = stage.cast(5, 12)
    states = {key: f"{name} Islands" for key, name in cast.states.items()}
    figure = money(stage.exchange(cast), dataclasses.replace(cast, states=states))
    turned = [text.get_text() for text in figure.axes[0].texts if text.get_rotation() == 90]
    assert turned == list(states.values())
    assert overlaps(figure) == []


def test_names_that_fit_stay_level(stage):
    figure = money(stage.exchange(stage.cast()), stage.cast())
    assert {text.get_rotation() for text in figure.axes[0].texts} == {0}


def test_nearly_all_is_not_called_all(stage):
    cast = stage.cast(2, 1)
    frame = pd.DataFrame({"year": 2015, "power": ["J", "C"], "state": "s0", "disbursed_musd": [999.0, 1.0]})
    figure = money(frame, cast)
    told = " ".join([*shown(figure), *(text.get_text() for text in figure.texts)]).replace("\xa0", " ")
    assert told.count(">99 %") == 2 and "100 %" not in told
