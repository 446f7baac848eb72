import pandas as pd
import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.levels import levels_of
from influence_sim.experiments.analysis.reading import Results, results_of


def half(points):
    return points["rho"] / 2


@pytest.fixture
def sweep(fakes):
    return fakes.results(fakes.grid(rho=[0.0, 1.0]), half, runs=3)


def test_a_difference_is_taken_world_by_world(sweep):
    assert sweep.differences("possession_late", "club", "alone").tolist() == [0.0, 0.5]


def test_a_failed_run_takes_its_pair_with_it(sweep):
    runs = sweep.read(["point", "strategy", "run", "error", "possession_late"]).copy()
    runs["error"] = runs["error"].astype(object)
    runs.loc[(runs["point"] == 1) & (runs["strategy"] == "alone") & (runs["run"] == 0), "error"] = "burst"
    broken = results_of((sweep.points, runs))
    assert broken.failed == 1
    assert broken.paired("possession_late", "club", "alone").index.tolist() == [
        (0, 0), (0, 1), (0, 2), (1, 1), (1, 2),
    ]  # fmt: skip


def test_a_point_without_any_pair_has_no_difference(sweep):
    runs = sweep.read(["point", "strategy", "run", "error", "possession_late"])
    found = results_of((sweep.points, runs[runs["point"] == 0])).differences("possession_late", "club", "alone")
    assert found.isna().tolist() == [False, True]


def test_the_designs_first_strategy_is_the_reference(sweep):
    named = Results(sweep.points, sweep.read, sweep.outcomes, manifest={"design": {"strategies": ["club", "alone"]}})
    assert sweep.pairs() == [("club", "alone")]
    assert named.pairs() == [("alone", "club")]


def test_an_opened_sweep_is_read_one_outcome_at_a_time(sweep):
    asked = []

    class Opened:
        points = sweep.points.reset_index()
        outcomes = ("possession_late", "milieu_late")
        complete = False
        manifest: dict[str, object] = {}  # noqa: RUF012

        def runs(self, columns=None, points=None):
            asked.append(columns)
            return sweep.read(columns)

    found = results_of(Opened())
    found.paired("milieu_late", "club", "alone")
    assert not found.complete
    assert all("possession_late" not in columns for columns in asked)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda it: it.values("posession_late"), 'no outcome "posession_late"; did you mean "possession_late"'),
        (lambda it: it.paired("milieu_late", "clb", "alone"), 'no strategy "clb"; did you mean "club"'),
        (lambda it: it.check_factor("roh"), 'no factor "roh"; did you mean "rho"'),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(sweep, call, words):
    with pytest.raises(InputError, match=words):
        call(sweep)


def test_few_numbers_are_levels_of_their_own_and_many_are_put_together():
    assert levels_of(pd.Series([0.2, 0.1, 0.2])).code.tolist() == [1, 0, 1]
    many = levels_of(pd.Series(range(40)), bins=4)
    assert many.binned and len(many.labels) == 4 and many.code.tolist()[-1] == 3


def test_words_and_switches_are_levels_in_the_order_in_which_they_come():
    assert levels_of(pd.Series(["none", "some", "none"])).labels == ["none", "some"]
    assert levels_of(pd.Series([True, False])).labels == ["True", "False"]
