"""One run, as a notebook user asks for it."""

from typing import Any

import pytest

import influence_sim as isim
from influence_sim.runs import choosing
from influence_sim.runs.keeping import AXES
from influence_sim.runs.trajectory import Trajectory


@pytest.fixture(scope="module")
def run() -> Trajectory:
    return isim.simulate("baseline", strategy="institution", seed=2, run=3, engine="compiled")


def test_influence_is_tidy(run: Trajectory) -> None:
    assert run.influence.columns.to_list() == ["year", "power", "state", "share"]
    assert not run.influence.duplicated(["year", "power", "state"]).any()


def test_shares_and_independence_sum_to_one_in_each_state_and_year(run: Trajectory) -> None:
    sums = run.influence.groupby(["year", "state"])["share"].sum()
    assert (sums - 1.0).abs().max() < 1e-12


def test_independence_is_the_sum_of_its_three_parts(run: Trajectory) -> None:
    parts = run.metrics[run.metrics["metric"].str.startswith("independence ")]
    whole = run.influence[run.influence["power"] == "independence"].set_index(["year", "state"])["share"]
    summed = parts.groupby(["year", "subject"])["value"].sum()
    assert (summed.rename_axis(["year", "state"]) - whole).abs().max() < 1e-12


def test_exchange_says_who_gave_what_through_which_route(run: Trajectory) -> None:
    money = ["committed_musd", "disbursed_musd", "returned_musd"]
    assert run.exchange.columns.to_list() == ["year", "power", "state", "channel", "route", *money]
    assert set(run.exchange["route"]) == {"bilateral", "CAJ", "SCO"} | set(run.exchange["route"]) & {"EAEU"}
    assert (run.exchange[money] >= 0).all(axis=None)


def test_routes_that_carry_nothing_are_left_out() -> None:
    bilateral = isim.simulate("baseline", strategy="bilateral", engine="compiled")
    assert set(bilateral.exchange["route"]) == {"bilateral"}


def test_membership_has_powers_and_states(run: Trajectory) -> None:
    assert run.membership.columns.to_list() == ["year", "forum", "member", "status"]
    assert set(run.membership["status"]) == {"none", "observer", "member"}
    members = {*run.scenario.powers, *run.scenario.states}
    assert set(run.membership["member"]) == members


def test_before_the_branch_memberships_are_historys(run: Trajectory) -> None:
    frame = run.membership.set_index(["year", "forum", "member"])["status"]
    assert frame[2000, "SCO", "UZB"] == "none"
    assert frame[2001, "SCO", "UZB"] == "member"
    assert frame[2004, "CAJ", "TKM"] == "observer"


def test_forums_have_depth_and_a_fund(run: Trajectory) -> None:
    assert run.forums.columns.to_list() == ["year", "forum", "depth", "fund_musd"]
    assert run.forums["depth"].between(0, 1).all()
    late = run.forums.query("forum == 'CAJ' and year == 2024")
    assert late["fund_musd"].item() > 0


def test_metrics_name_a_subject_and_a_unit(run: Trajectory) -> None:
    assert run.metrics.columns.to_list() == ["year", "metric", "subject", "value", "unit"]
    assert {*AXES, *(f"{axis}_by_gdp" for axis in AXES)} <= set(run.metrics["metric"])


def test_possession_is_the_focal_powers_mean_share(run: Trajectory) -> None:
    own = run.influence.query("power == 'JPN' and year == 2010")["share"].mean()
    metric = run.metrics.query("metric == 'possession' and year == 2010")["value"].item()
    assert metric == pytest.approx(own, abs=1e-12)


def test_milieu_is_what_the_rivals_do_not_hold_by_gdp_too(run: Trajectory) -> None:
    rivals = run.influence.query("power in ['CHN', 'RUS'] and year == 2010").groupby("state")["share"].sum()
    gdp = run.world.state_gdp[2010 - 1992]
    by_hand = ((1.0 - rivals.loc[list(run.scenario.states)].to_numpy()) * gdp).sum() / gdp.sum()
    metric = run.metrics.query("metric == 'milieu_by_gdp' and year == 2010")["value"].item()
    assert metric == pytest.approx(by_hand, abs=1e-12)


def test_the_first_run_of_a_fresh_machine_uses_mesa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "is_ready", lambda engine: False)
    assert isim.simulate("classroom").engine == "mesa"


@pytest.mark.parametrize("engine", ["lanes", "compiled"])
def test_one_run_uses_what_is_ready(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "is_ready", lambda name: name == engine)
    assert isim.simulate("classroom").engine == engine


def test_of_two_that_are_ready_one_run_uses_the_one_that_starts_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "is_ready", lambda name: True)
    assert isim.simulate("classroom").engine == "lanes"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"seed": -1}, "seed -1 is out of range; allowed: 0 to 4294967295"),
        ({"seed": 2**32}, "seed 4294967296 is out of range"),
        ({"run": 1.5}, "run 1.5 is not a whole number"),
        ({"seed": True}, "seed True is not a whole number"),
        ({"engine": "compild"}, 'engine "compild" is not known; did you mean "compiled"?'),
        ({"parameters": "priors"}, 'parameters "priors" is not known; did you mean "prior"?'),
        ({"strategy": "bilatral"}, "bilatral"),
        ({"scenario": "basline"}, "basline"),
    ],
)
def test_a_wrong_argument_is_told_in_one_sentence(given: dict[str, Any], told: str) -> None:
    with pytest.raises(isim.InputError, match=told.replace("?", r"\?")) as caught:
        isim.simulate(**{"scenario": "classroom", **given})
    assert "\n" not in str(caught.value)


def test_the_same_seed_and_run_give_the_same_bits(run: Trajectory) -> None:
    again = isim.simulate("baseline", strategy="institution", seed=2, run=3, engine="compiled")
    assert again.digest == run.digest


def test_a_draw_of_the_prior_is_the_runs_own() -> None:
    one = isim.simulate("baseline", run=1, parameters="prior", engine="compiled")
    two = isim.simulate("baseline", run=2, parameters="prior", engine="compiled")
    assert one.world.credit_leak != two.world.credit_leak
    again = isim.simulate("baseline", run=1, parameters="prior", engine="compiled")
    assert again.digest == one.digest


def test_a_trajectory_says_what_it_is(run: Trajectory) -> None:
    assert repr(run).startswith('<Trajectory "baseline", institution, seed 2, run 3, 1992–2024')
    assert "&lt;Trajectory" in run._repr_html_()


def test_japans_commitments_follow_the_series_until_the_branch(run: Trajectory) -> None:
    """Aid of 1993: 2.57 M current US$; US prices 144.5 then, 251.107 in 2018."""
    given = run.exchange.query("power == 'JPN'").groupby("year")["committed_musd"].sum()
    assert given[1993] == pytest.approx(2.57 * 251.107 / 144.5, rel=1e-3)
    assert given[1998] > given[1993] * 50


def test_one_power_leads_at_first_and_another_at_the_end() -> None:
    run = isim.simulate("baseline", seed=1, engine="compiled")
    powers = run.influence[run.influence["power"] != "independence"]
    mean = powers.groupby(["year", "power"])["share"].mean().unstack()
    assert mean.loc[1992].idxmax() == "RUS"
    assert mean.loc[2024].idxmax() == "CHN"
