import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from influence_sim.plots import leaders
from influence_sim.plots.tidy import leading


def shares(rows, run=None):
    """Rows (state, year, power, share) as a frame."""
    frame = pd.DataFrame(rows, columns=["state", "year", "power", "share"])
    return frame if run is None else frame.assign(run=run)


def cells(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle)]


def test_the_power_with_the_largest_share_leads_even_where_independence_is_larger(stage):
    frame = shares([("s0", 2000, "J", 0.2), ("s0", 2000, "C", 0.3), ("s0", 2000, "independence", 0.5)])
    cell = leading(frame, stage.cast())["s0", 2000]
    assert (cell.leader, cell.share, cell.own_larger) == ("C", 0.3, True)


def test_strength_is_the_part_of_the_runs_in_which_it_leads(stage):
    # C leads in runs 0 and 1, J in run 2: C, with strength 2/3 and mean share (.6 + .7 + .2)/3 = .5
    runs = [shares([("s0", 2000, "J", 1 - c), ("s0", 2000, "C", c)], run) for run, c in enumerate((0.6, 0.7, 0.2))]
    cell = leading(pd.concat(runs), stage.cast())["s0", 2000]
    assert (cell.leader, cell.strength, cell.share) == ("C", pytest.approx(2 / 3), pytest.approx(0.5))


def test_a_tie_goes_to_the_power_named_first(stage):
    frame = shares([("s0", 2000, "C", 0.5), ("s0", 2000, "J", 0.5)])
    assert leading(frame, stage.cast())["s0", 2000].leader == "J"


def test_where_no_power_has_a_share_nobody_leads(stage):
    frame = shares([("s0", 2000, "J", 0.0), ("s0", 2000, "independence", 1.0)])
    figure = leaders(frame, stage.cast())
    assert cells(figure.axes[0]) == []
    assert figure.texts[0].get_text() == "In 2000 no power has influence"


def test_cells_have_the_full_colour_of_the_leader_in_a_single_run(stage):
    cast = stage.cast()
    ax = leaders(stage.influence(cast), cast).axes[0]
    drawn = {to_hex(cell.get_facecolor()).upper() for cell in cells(ax)}
    assert drawn == {cast.powers["C"].colour, cast.powers["R"].colour}


def test_there_is_one_cell_for_each_state_and_year(stage):
    cast = stage.cast()
    assert len(cells(leaders(stage.influence(cast, 2000, 2009), cast).axes[0])) == 5 * 10


def test_the_title_counts_the_states_of_the_leader(stage):
    cast = stage.cast()
    frame = stage.influence(cast, 2016, 2016)
    powers = frame[frame["power"] != "independence"]
    best = powers.loc[powers.groupby("state")["share"].idxmax(), "power"].value_counts()
    title = leaders(frame, cast).texts[0].get_text()
    assert title == f"In 2016 {cast.name(best.index[0])} leads in {best.iloc[0]} of 5 states"


def test_a_leader_whose_stretches_are_short_is_named_below(stage):
    rows = [("s0", year, "J", 0.4 if year == 2010 else 0.1) for year in range(1992, 2025)]
    rows += [("s0", year, "C", 0.3) for year in range(1992, 2025)]
    ax = leaders(shares(rows), stage.cast()).axes[0]
    assert "Nippara" in [text.get_text() for text in ax.texts]


def test_axes_that_are_passed_come_back(stage):
    cast = stage.cast()
    figure, ax = plt.subplots()
    assert leaders(stage.influence(cast), cast, ax=ax) is ax
    plt.close(figure)
