"""Many runs: each is the run of its number, however they are made."""

import numpy as np
import pandas as pd
import pytest

import influence_sim as isim
from influence_sim.runs import ensemble as ensembles
from influence_sim.runs import keeping
from influence_sim.runs.ensemble import Ensemble

MOVING = {"parameters.shocks": 1, "membership_by_clock": True}


@pytest.fixture(scope="module")
def many() -> Ensemble:
    return isim.ensemble("baseline", strategy="institution", runs=20, seed=5)


@pytest.mark.parametrize("number", [0, 7, 19])
def test_a_run_of_an_ensemble_is_that_run_bit_for_bit(many: Ensemble, number: int) -> None:
    alone = isim.simulate("baseline", strategy="institution", seed=5, run=number, engine="compiled")
    for field in ("share", "status", "depth", "fund", "possession_by_gdp"):
        assert np.array_equal(many.data[field][number], getattr(alone.record, field)), field
    own = many.influence.query("run == @number").drop(columns="run").reset_index(drop=True)
    pd.testing.assert_frame_equal(own, alone.influence, check_exact=True)


def test_mesas_ensemble_is_the_compiled_ones() -> None:
    scenario = isim.load_scenario("classroom", MOVING)
    mesas = isim.ensemble(scenario, strategy="institution", runs=3, engine="mesa")
    compileds = isim.ensemble(scenario, strategy="institution", runs=3, engine="compiled")
    for field, array in mesas.data.items():
        assert np.array_equal(array, compileds.data[field]), field


def test_threads_and_blocks_change_nothing(many: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensembles, "BLOCK", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 5)
    again = isim.ensemble("baseline", strategy="institution", runs=20, seed=5)
    assert all(np.array_equal(array, again.data[field]) for field, array in many.data.items())


def test_more_runs_keep_the_first_ones(many: Ensemble) -> None:
    longer = isim.ensemble("baseline", strategy="institution", runs=25, seed=5)
    assert np.array_equal(longer.data["share"][:20], many.data["share"])


def test_frames_of_an_ensemble_have_runs_in_front(many: Ensemble) -> None:
    for name in ("influence", "exchange", "membership", "forums", "metrics"):
        frame = getattr(many, name)
        assert frame.columns[0] == "run"
        assert frame["run"].nunique() == 20


def test_quantiles_are_those_over_runs(many: Ensemble) -> None:
    found = many.quantiles("influence", [0.05, 0.5])
    assert found.columns.to_list() == ["year", "power", "state", "quantile", "share"]
    cell = many.influence.query("year == 2010 and power == 'JPN' and state == 'UZB'")["share"]
    row = found.query("year == 2010 and power == 'JPN' and state == 'UZB' and quantile == 0.5")
    assert row["share"].item() == pytest.approx(float(np.median(cell)), abs=1e-15)


@pytest.mark.parametrize("frame", ["exchange", "forums", "metrics"])
def test_every_frame_of_numbers_has_quantiles(many: Ensemble, frame: str) -> None:
    found = many.quantiles(frame, [0.5])
    keys = [name for name in found.columns if name not in {"quantile"} and found[name].dtype != np.float64]
    assert not found.duplicated(keys).any()
    assert len(found) > 0


def test_quantiles_of_full_exchange_count_runs_without_that_route_out(many: Ensemble) -> None:
    full = isim.ensemble("baseline", strategy="institution", runs=6, seed=5, exchange="full", record=[2010])
    assert {"channel", "route"} <= set(full.exchange.columns)
    assert full.quantiles("exchange", [0.5])["committed_musd"].ge(0).all()


def test_money_summed_is_the_sum_of_full_money() -> None:
    full = isim.ensemble("classroom", strategy="institution", runs=2, exchange="full").exchange
    summed = isim.ensemble("classroom", strategy="institution", runs=2).exchange
    keys = ["run", "year", "power", "state"]
    by_hand = full.groupby(keys, sort=False)["disbursed_musd"].sum()
    assert np.allclose(by_hand, summed.set_index(keys)["disbursed_musd"], rtol=1e-12)


def test_chosen_years_are_those_years_of_all(many: Ensemble) -> None:
    two = isim.ensemble("baseline", strategy="institution", runs=20, seed=5, record=[2008, 2016])
    kept = many.influence[many.influence["year"].isin([2008, 2016])].reset_index(drop=True)
    pd.testing.assert_frame_equal(two.influence, kept, check_exact=True)
    assert two.membership["year"].unique().tolist() == [2008, 2016]


def test_outcomes_only_say_so_when_more_is_asked() -> None:
    outcomes = isim.ensemble("classroom", runs=2, record="outcomes")
    assert set(outcomes.metrics["metric"]) == set(keeping.OUTCOMES)
    with pytest.raises(isim.InputError, match='recorded outcomes only; use record="all"'):
        _ = outcomes.influence


def test_progress_counts_every_run_once() -> None:
    told: list[int] = []
    isim.ensemble("classroom", runs=40, progress=told.append)
    assert sum(told) == 40


def test_an_error_in_a_run_reaches_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise MemoryError("a run")

    monkeypatch.setattr(ensembles, "draw_parameters", fails)
    with pytest.raises(MemoryError):
        isim.ensemble("classroom", runs=3, parameters="prior", engine="compiled")


def test_a_fixed_parameter_holds_in_every_draw() -> None:
    scenario = isim.load_scenario("baseline")
    fixed = isim.ensemble(scenario, "institution", 8, parameters="prior", fixed={"standing_per_depth": 0.0})
    free = isim.ensemble(scenario, "institution", 8, parameters="prior")
    assert fixed.world.standing_per_depth == 0.0
    assert not np.array_equal(fixed.data["share"], free.data["share"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"runs": 0}, "runs 0 is out of range; allowed: 1 to"),
        ({"record": "al"}, 'record "al" is not known'),
        ({"record": []}, "record is an empty list"),
        ({"record": [1066]}, "year 1066 is out of range"),
        ({"exchange": "ful"}, 'exchange "ful" is not known; did you mean "full"?'),
    ],
)
def test_a_wrong_argument_is_told_in_one_sentence(given: dict[str, object], told: str) -> None:
    with pytest.raises(isim.InputError) as caught:
        isim.ensemble("classroom", **given)  # type: ignore[arg-type]
    assert told in str(caught.value)


def test_an_ensemble_says_what_it_is(many: Ensemble) -> None:
    assert repr(many).startswith('<Ensemble "baseline", institution, 20 runs, seed 5, 1992–2024')
