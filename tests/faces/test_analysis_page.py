"""What a report on a sweep says, of invented sweeps."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.reading import Results
from influence_sim.faces.document import as_markdown, as_text
from influence_sim.faces.report.analysis_page import Wanted, analysis, head_of
from influence_sim.faces.report.sweep_sensitivity import leading

pytestmark = pytest.mark.slow  # they draw or run a good deal

WIDE = 10_000


@pytest.fixture(scope="module")
def fakes():
    """Makers of small sweeps, those of the analysis' own tests."""
    path = Path(__file__).parents[1] / "experiments" / "analysis" / "conftest.py"
    spec = spec_from_file_location("fake_sweeps", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Fakes


def text_of(results, **wanted):
    return as_text(analysis(results, Wanted(figures=False, **wanted)).blocks, WIDE).replace("\xa0", " ")


def numbers_in(sentence):
    return sorted(word.rstrip(";.") for word in sentence.split() if word.rstrip(";.").isdigit())


def with_design(results, **design):
    return Results(results.points, results.read, results.outcomes, results.complete, {"design": design})


@pytest.fixture
def sweep(fakes):
    points = fakes.grid(depth=np.linspace(0, 0.2, 6), leak=np.linspace(0, 1, 5))
    return fakes.results(points, lambda p: 0.1 * p["depth"] - 0.01 * p["leak"] + 0.002, runs=4, noise=0.0005)


def test_the_answer_follows_the_numbers(fakes):
    points = fakes.grid(depth=[0.0, 0.1, 0.2])
    text = text_of(fakes.results(points, lambda p: 0.01 + 0.1 * p["depth"]))
    assert "the focal power’s share is 2.00 points higher under “club” than under “Bilateral, and" in text


def test_swapped_strategies_swap_the_sentences(fakes, sweep):
    other = text_of(fakes.mirrored(sweep))
    assert "points higher under “club”" in text_of(sweep) and "points lower under “club”" not in text_of(sweep)
    assert "points lower under “club”" in other and "points higher under “club”" not in other


def test_swapped_strategies_swap_maps_and_boxes(fakes, sweep):
    def said(text, start):
        return next(line for line in text.splitlines() if start in line)

    one, other = text_of(sweep), text_of(fakes.mirrored(sweep))
    map_one, map_other = (said(text, "Late: under “club” the focal power’s share") for text in (one, other))
    swapped = map_one.replace("higher in", "#").replace("lower in", "higher in").replace("#", "lower in")
    words = {word for word in ("higher in", "lower in") if word in map_one}
    assert words and map_one != map_other
    assert numbers_in(swapped) == numbers_in(map_other)
    lead = "Under “{}” the focal power’s share is higher than under “{}” at"
    club, alone = "club", "Bilateral, and the own forum asleep"
    part = said(one, lead.format(club, alone)).partition(" at ")[2]
    assert said(other, lead.format(alone, club)).partition(" at ")[2] == part


def test_a_difference_that_is_nothing_is_told_as_the_same(fakes):
    text = text_of(fakes.results(fakes.grid(depth=[0.0, 1.0]), lambda p: 0 * p["depth"]))
    assert "the focal power’s share is the same under “club” and under" in text


def test_an_unfinished_sweep_says_so_first(sweep):
    part = analysis(Results(sweep.points, sweep.read, sweep.outcomes, complete=False), Wanted(figures=False))
    assert "This sweep is unfinished" in as_text(part.blocks[:2], WIDE)
    assert "unfinished" not in text_of(sweep)


def test_names_and_units_come_from_scenario_and_parameters(sweep):
    design = {
        "scenario": "classroom",
        "strategies": ["alone", "club"],
        "factors": {"depth": {"path": ["parameters.standing_per_depth"]}, "leak": {"path": "parameters.credit_leak"}},
    }
    text = text_of(with_design(sweep, **design))
    assert "depth: standing that a forum's depth itself confers (1/yr)" in text
    assert "the focal power’s share" not in text


def test_failed_runs_are_counted(sweep):
    runs = sweep.read(["point", "strategy", "run", "error", *sweep.outcomes])
    runs = runs.assign(error=runs["error"].astype(object).where(runs.index != 3, "burst"))
    assert "1 run has failed and is left out" in text_of(
        Results(sweep.points, lambda names: runs[[n for n in names if n in runs]], sweep.outcomes)
    )


def test_a_sobol_design_gets_its_indices(fakes):
    from SALib.sample import sobol

    problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1]] * 2}
    drawn = sobol.sample(problem, 64, calc_second_order=False, seed=np.random.default_rng(1))
    points = pd.DataFrame(drawn, columns=["a", "b"]).rename_axis("point")
    sweep = fakes.results(points, lambda p: 0.03 * p["a"] + 0.01 * p["b"] - 0.02, runs=2)
    part = analysis(with_design(sweep, method="sobol"), Wanted(figures=False))
    found = part.tables["sensitivity"].set_index("factor")
    assert found["total"].iloc[0] == pytest.approx(0.9, abs=0.1)
    assert "most hangs on a" in as_text(part.blocks, WIDE)


def test_powers_whose_strategies_vary_make_a_game_or_none(fakes):
    points = fakes.grid(who=["eaeu_deepening", "retreat"])
    zero = {name: lambda p: 0.0 * np.arange(len(p)) for name in ("milieu_late", "independence_late")}
    gain = {"possession_late": lambda p: np.where(p["who"] == "retreat", 0.03, 0.01)}
    late = {"possession_late": lambda p: np.where(p["who"] == "retreat", -0.01, 0.02)}
    design = {"strategies": ["bilateral", "institution"], "factors": {"who": {"path": ["others.RUS"]}}}
    from influence_sim.experiments.analysis.reading import results_of

    none = results_of((points, fakes.runs(points, {"bilateral": {"possession_late": lambda p: np.zeros(len(p))} | zero,
                                                   "institution": gain | zero})))  # fmt: skip
    some = results_of((points, fakes.runs(points, {"bilateral": {"possession_late": lambda p: np.zeros(len(p))} | zero,
                                                   "institution": late | zero})))  # fmt: skip
    assert "There is no game: no power’s best reply depends on another’s choice" in text_of(with_design(none, **design))
    assert "There is a game: what is best for one power depends on what another does" in text_of(
        with_design(some, **design)
    )


def test_every_picture_stands_on_the_page(sweep):
    part = analysis(sweep, Wanted())
    text = as_markdown(part.blocks)
    assert len(part.pictures) == 4 and all(picture.image.path in text for picture in part.pictures)


def test_the_terminal_gets_the_answer_and_no_more(sweep):
    text = as_text(head_of(analysis(sweep, Wanted(figures=False)).blocks), WIDE)
    assert "The answer" in text and "By outcome and state" not in text


def test_a_single_strategy_has_no_pairs_but_sensitivities(fakes):
    points = fakes.grid(depth=np.linspace(0, 1, 12))
    runs = fakes.runs(points, {"alone": {"possession_late": lambda p: p["depth"]}})
    from influence_sim.experiments.analysis.reading import results_of

    text = text_of(results_of((points, runs)))
    assert "Which factors matter" in text and "The answer" not in text


def test_wrong_names_are_told_before_any_work(sweep):
    with pytest.raises(InputError, match='no factor "dept"; did you mean "depth"'):
        analysis(sweep, Wanted(sides=("dept", "leak")))
    with pytest.raises(InputError, match="no outcome"):
        analysis(sweep, Wanted(outcome="milieu_lat"))


def test_many_strategies_get_maps_of_one_outcome_only(fakes):
    points = fakes.grid(depth=[0.0, 1.0], leak=[0.0, 1.0])
    axes = ("possession_late", "milieu_late")
    rules = {key: dict.fromkeys(axes, lambda p: p["depth"]) for key in ("alone", "club", "pact", "union")}
    from influence_sim.experiments.analysis.reading import results_of

    part = analysis(results_of((points, fakes.runs(points, rules))), Wanted())
    assert [one.name for one in part.pictures if one.name.startswith("regimes")] == [
        f"regimes-possession_late-{key}" for key in ("club", "pact", "union")
    ]


def test_swapped_strategies_leave_what_the_line_is_worth_and_turn_its_costs(fakes, sweep):
    def line(results):
        part = analysis(results, Wanted(figures=False))
        text = as_text(part.blocks, WIDE)
        return next(one for one in text.splitlines() if "A line of costs" in one), part.tables["cost_line"]["cost"]

    (said, costs), (other_said, other_costs) = line(sweep), line(fakes.mirrored(sweep))
    assert other_said == said
    assert other_costs.tolist() == pytest.approx((-costs).tolist())


def test_a_line_that_is_no_better_than_the_majority_is_called_so(fakes):
    points = fakes.grid(depth=np.linspace(-1, 1, 9), leak=np.linspace(-1, 1, 9))
    text = text_of(fakes.results(points, lambda p: p["depth"] * p["leak"] + 0.05))
    assert "names every winner" not in text and "is of use" not in text
    assert "The simulation departs from the line’s winner at" in text


def test_intervals_that_are_too_wide_name_no_factor():
    wide = pd.DataFrame({"factor": ["a", "b"], "first": [0.4, 0.3], "first_error": [1.0, 1.0],
                         "total": [0.5, 0.4], "total_error": [0.9, 0.9]})  # fmt: skip
    assert "too wide" in leading(wide, "sobol")
    sure = wide.assign(first_error=0.01, total_error=0.01)
    assert leading(sure, "sobol") == "most hangs on a and b; 30\xa0% comes only of several together"


def test_the_best_plan_is_told_by_each_criterion(fakes):
    points = fakes.grid(rho=[0.5, 1.0], depth=[0.0, 1.0])
    sweep = fakes.results(points, lambda p: p["rho"] * np.where(p["depth"] > 0, 0.03, -0.01))
    design = {"factors": {"rho": {"path": ["strategies.club.rho"]}, "depth": {"path": "parameters.standing_per_depth"}}}
    text = text_of(with_design(sweep, **design))
    assert "on average “club” with rho 1 (+1.00)" in text
    assert "in the worst case “Bilateral, and the own forum asleep” (0.00)" in text
    assert "by the largest regret “club” with rho 1 (1.00)" in text
