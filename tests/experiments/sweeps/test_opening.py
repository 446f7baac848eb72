"""Reading a sweep back, with and without our help."""

import pickle
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import influence_sim as isim
from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design
from influence_sim.experiments.sweeps.chunks import Part, Range
from influence_sim.experiments.sweeps.outcomes import outcome_columns
from influence_sim.experiments.sweeps.parquet import as_bytes
from influence_sim.experiments.sweeps.plan import planned


def test_points_are_those_of_the_design(whole: Path, design: Design) -> None:
    pd.testing.assert_frame_equal(isim.open_sweep(whole).points, design.points(), check_index_type=False)


def test_runs_come_in_order_of_point_strategy_and_run(whole: Path) -> None:
    frame = isim.open_sweep(whole).runs()
    index = pd.MultiIndex.from_product([range(6), ["bilateral", "institution"], range(100)])
    assert list(zip(frame["point"], frame["strategy"], frame["run"], strict=True)) == list(index)
    assert [*frame.columns] == ["point", "strategy", "run", "error", *outcome_columns(["alba", "bora", "cima"])]


def test_only_what_is_asked_for_is_read(whole: Path) -> None:
    frame = isim.open_sweep(whole).runs(columns=["milieu_late"], points=[4, 1])
    assert [*frame.columns] == ["point", "strategy", "run", "milieu_late"]
    assert frame["point"].unique().tolist() == [1, 4]


def test_a_column_that_is_not_there_is_told_with_the_nearest(whole: Path) -> None:
    with pytest.raises(InputError, match='no column "milieu_lat"; did you mean "milieu_late"'):
        isim.open_sweep(whole).runs(["milieu_lat"])


def test_a_finished_sweep_is_complete(whole: Path) -> None:
    sweep = isim.open_sweep(whole)
    sweep.check_complete()
    assert sweep.complete and sweep.manifest["complete"]
    assert "6 points, 2 strategies, 100 runs of each" in repr(sweep)


def test_an_unfinished_sweep_is_opened_and_not_analysed_unless_told(whole: Path) -> None:
    (whole / "chunks" / "chunk-000000-000064.parquet").write_bytes(b"spoilt")
    sweep = isim.open_sweep(whole)
    assert not sweep.complete
    assert len(sweep.runs(["milieu_late"])) == 6 * 2 * 64
    with pytest.raises(InputError, match=r"1 of 2 chunks are there, 1 damaged; .*--partial takes what is there"):
        sweep.check_complete()
    sweep.check_complete(partial=True)


def test_a_sweep_of_which_nothing_is_there_has_no_rows(whole: Path) -> None:
    for chunk in (whole / "chunks").iterdir():
        chunk.unlink()
    assert isim.open_sweep(whole).runs(["milieu_late"]).empty


def test_a_folder_without_a_sweep_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(InputError, match=r"holds no sweep: there is no manifest\.json in it"):
            isim.open_sweep(folder)


def test_duckdb_reads_a_sweep_without_our_help(whole: Path) -> None:
    query = f"""
        select p.leak, r.strategy, avg(r.milieu_late) as milieu
        from '{whole}/chunks/*.parquet' r join '{whole}/points.parquet' p using (point)
        where r.error is null group by all order by all
    """
    found = duckdb.sql(query).fetchall()
    sweep = isim.open_sweep(whole)
    frame = sweep.runs(["milieu_late"]).join(sweep.points, on="point")
    means = frame.groupby(["leak", "strategy"])["milieu_late"].mean()
    assert [row[:2] for row in found] == [*means.index]
    assert [row[2] for row in found] == pytest.approx(means.to_list(), rel=1e-12)


def test_a_maker_sent_to_another_process_makes_the_same_rows(quick: None, design: Design) -> None:
    maker = planned(design).maker
    part = Part(Range(1, 3), Range(5, 9))
    sent = pickle.loads(pickle.dumps(maker.alone()))
    assert as_bytes(sent.rows(part)) == as_bytes(maker.rows(part))
