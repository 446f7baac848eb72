"""What modules leave behind, in the frames: only of those that are on, by keys, with the unit of the record."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from modular import modular

import influence_sim as isim
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record
from influence_sim.runs.module_metrics import recorded_by_modules
from influence_sim.runs.trajectory import Trajectory

# metric: the module that leaves it, and a subject
METRICS = {
    "acceptance": ("hedging", "north in alba"),
    "debt": ("debt", "south in cima"),
    "offtake": ("resources", "south in alba: works"),
    "supply security": ("resources", "south works"),
    "shortage": ("resources", "south works"),
    "capacity": ("corridors", "pass"),
    "works": ("corridors", "south at pass"),
    "sea distance": ("sea_access", "bora"),
    "sea choice": ("sea_access", "bora"),
}


@pytest.fixture(scope="module")
def run() -> Trajectory:
    return isim.simulate(modular(), "institution", engine="mesa")


def row(run: Trajectory, metric: str, subject: str, year: int) -> Any:
    found = run.metrics.query("metric == @metric and subject == @subject and year == @year")
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("metric", METRICS)
def test_a_module_that_is_on_has_its_metrics(metric: str, run: Trajectory) -> None:
    _, subject = METRICS[metric]
    assert subject in set(run.metrics.query("metric == @metric")["subject"])


@pytest.mark.parametrize("module", sorted({module for module, _ in METRICS.values()}))
def test_a_module_that_is_off_has_no_metrics(module: str) -> None:
    own = {metric for metric, (owner, _) in METRICS.items() if owner == module}
    metrics = isim.simulate(modular(module), engine="mesa").metrics
    assert own & set(metrics["metric"]) == set()
    assert set(METRICS) - own <= set(metrics["metric"])


def test_the_table_of_these_tests_is_complete() -> None:
    named = {metric.replace(" ", "_"): module for metric, (module, _) in METRICS.items()}
    recorded = {name: said.module for name, _, said in shapes.fields(Record) if said.module}
    assert recorded == named | {"returned": "debt"}


def test_without_modules_the_metrics_are_the_cores() -> None:
    plain = isim.simulate("classroom", engine="mesa")
    assert recorded_by_modules(plain.world) == {}
    assert set(plain.metrics["unit"]) == {"share"}


@pytest.mark.parametrize(
    ("metric", "subject", "of_record"),
    [
        ("acceptance", "north in bora", lambda record: record.acceptance[3, 0, 1]),
        ("debt", "south in cima", lambda record: record.debt[3, 1, 2]),
        ("offtake", "south in alba: works", lambda record: record.offtake[3, 1, 0, 1]),
        ("supply security", "south works", lambda record: record.supply_security[3, 1, 1]),
        ("shortage", "south works", lambda record: record.shortage[3, 1, 1]),
        ("capacity", "coast", lambda record: record.capacity[3, 1]),
        ("sea distance", "bora", lambda record: record.sea_distance[3, 1]),
        ("sea choice", "bora", lambda record: record.sea_choice[3, 1]),
    ],
)
def test_a_metric_is_the_record_of_its_subject(metric: str, subject: str, of_record: Any, run: Trajectory) -> None:
    value = of_record(run.record)
    assert row(run, metric, subject, 2004)["value"] == value > 0.0


def test_a_metric_has_the_unit_of_its_record(run: Trajectory) -> None:
    units = dict(zip(run.metrics["metric"], run.metrics["unit"], strict=True))
    said = {name.replace("_", " "): about.unit for name, about in recorded_by_modules(run.world).items()}
    assert {metric: units[metric] for metric in METRICS} == {metric: said[metric] for metric in METRICS}


def test_no_security_is_told_of_what_a_power_does_not_import(run: Trajectory) -> None:
    told = run.metrics[run.metrics["metric"].isin(["supply security", "shortage"])]
    assert set(told["subject"]) == {"south works"}


def test_of_imports_that_begin_later_every_year_is_told() -> None:
    later = modular(modules__resources__imports={"south": {"works": {2001: 0, 2005: 300}}})
    told = isim.simulate(later, engine="mesa").metrics.query("metric == 'shortage'")
    assert list(told["year"]) == list(range(2001, 2013))


def test_by_hand_a_state_with_two_equal_ways_to_the_sea(run: Trajectory) -> None:
    # both are 4,000 km, one line by the pass and half a line along the coast: 1/16 + 1/32, in parts ⅔ and ⅓
    idle = modular(parameters__corridor_build=0)
    first = isim.simulate(idle, engine="mesa")
    assert row(first, "sea distance", "bora", 2001)["value"] == pytest.approx((3 / 32) ** -0.5)
    assert row(first, "sea choice", "bora", 2001)["value"] == pytest.approx(1 - 4 / 9 - 1 / 9)


# --- money that comes back ---


def test_what_is_returned_comes_back_by_the_bilateral_route(run: Trajectory) -> None:
    back = run.exchange.groupby("route")["returned_musd"].sum()
    assert back["bilateral"] == pytest.approx(run.record.returned.sum())
    assert back["bilateral"] > 0.0 == back.drop("bilateral").sum()


def test_what_is_returned_stands_with_its_power_state_and_channel(run: Trajectory) -> None:
    one = run.exchange.query("year == 2008 and power == 'south' and state == 'cima' and route == 'bilateral'")
    returned = one.set_index("channel")["returned_musd"]
    assert returned["works"] == run.record.returned[7, 1, 2, 1]
    assert returned["aid"] == run.record.returned[7, 1, 2, 0]


def test_without_loans_nothing_is_returned() -> None:
    assert (isim.simulate(modular("debt"), engine="mesa").exchange["returned_musd"] == 0.0).all()


# --- ensembles ---


@pytest.fixture(scope="module")
def many() -> Any:
    return isim.ensemble(modular(parameters__shocks=1), "institution", runs=3, engine="mesa")


def test_an_ensembles_metrics_are_those_of_its_runs(many: Any) -> None:
    alone = isim.simulate(modular(parameters__shocks=1), "institution", run=2, engine="mesa")
    own = many.metrics.query("run == 2").drop(columns="run")
    keys = ["year", "metric", "subject"]
    pd.testing.assert_frame_equal(
        own.sort_values(keys, ignore_index=True), alone.metrics.sort_values(keys, ignore_index=True), check_exact=True
    )


def test_an_ensemble_sums_what_is_returned(many: Any) -> None:
    alone = isim.simulate(modular(parameters__shocks=1), "institution", run=2, engine="mesa")
    own = many.exchange.query("run == 2 and year == 2008 and power == 'south' and state == 'cima'")
    assert own["returned_musd"].item() == pytest.approx(alone.record.returned[7, 1, 2].sum())


def test_quantiles_of_a_modules_metric_are_those_over_runs(many: Any) -> None:
    found = many.quantiles("metrics", [0.5]).query("metric == 'acceptance' and subject == 'north in bora'")
    alone = many.metrics.query("metric == 'acceptance' and subject == 'north in bora' and year == 2008")["value"]
    assert found.query("year == 2008")["value"].item() == pytest.approx(np.median(alone))
