"""What does not belong to a dataset is not mixed into it."""

import json
from pathlib import Path
from typing import Any

import pytest
from sweeping import bytes_of, small_design, write_design

from influence_sim.errors import InputError
from influence_sim.experiments.designs import Design, load_design
from influence_sim.experiments.sweeps import identity, run_sweep

pytestmark = pytest.mark.slow  # they draw or run a good deal

OTHER = {
    "leak": {"path": "parameters.leak_to_home", "values": [0.0, 0.2, 0.4]},
    "rho": {"path": "strategies.institution.rho", "values": [0.2, 1.0]},
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": 2}, "the seed was 1 and is now 2"),
        ({"scenario": "baseline"}, 'the scenario "baseline" is new'),
        ({"set": {"parameters.shocks": 0}}, 'the scenario "classroom" was '),
        ({"strategies": ["institution", "bilateral"]}, '"strategies" of the design was ["bilateral", "institution"]'),
        ({"strategies": ["bilateral", "institution", "hybrid"]}, 'the strategy "hybrid" is new'),
        ({"factors": OTHER}, 'the factor "leak" was ["parameters.credit_leak"] and is now ["parameters.leak_to_home"]'),
        ({"outcomes": ["milieu_late"]}, '"outcomes" of the design was [] and is now ["milieu_late"]'),
        ({"common_random_numbers": False}, '"common_random_numbers" of the design was true and is now false'),
        ({"leaks": [0.0, 0.3, 0.4]}, "its 6 points are not the first of the 6 of the design"),
        ({"leaks": [0.0, 0.2]}, "holds 6 points, more than the 4 of the design"),
    ],
)
def test_a_changed_design_is_refused_and_the_error_says_what_differs(
    changes: dict[str, Any], said: str, whole: Path, wanted: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        run_sweep(small_design(tmp_path, **changes), whole)
    assert said in str(caught.value)
    assert "choose another --out, or replace it with --force" in str(caught.value)
    assert bytes_of(whole) == wanted


def test_a_changed_rulebook_is_refused(whole: Path, design: Design, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "rulebook_digest", lambda: "f" * 64)
    with pytest.raises(InputError, match=r"the rulebook was [0-9a-f]{8} and is now ffffffff"):
        run_sweep(design, whole)


def test_an_edited_strategy_is_refused(quick: None, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("title: Own\nregional_share: 0.3\n")
    changes = {"strategies": ["bilateral", "./own.yaml"], "factors": {"leak": OTHER["leak"]}}
    design = write_design(tmp_path, **changes)
    run_sweep(load_design(design), tmp_path / "out")
    file.write_text("title: Own, renamed\nregional_share: 0.3\n")
    run_sweep(load_design(design), tmp_path / "out")
    file.write_text("title: Own\nregional_share: 0.4\n")
    with pytest.raises(InputError, match='the strategy "own" was '):
        run_sweep(load_design(design), tmp_path / "out")


def test_other_words_are_no_other_sweep(whole: Path, tmp_path: Path) -> None:
    run_sweep(small_design(tmp_path, title="Renamed", summary="The same all the same."), whole)


def test_force_begins_anew_and_leaves_what_is_not_of_the_sweep(whole: Path, tmp_path: Path) -> None:
    (whole / "notes.txt").write_text("mine")
    sweep = run_sweep(small_design(tmp_path, seed=2, runs_per_point=10), whole, force=True)
    assert sweep.complete and sweep.said.seed == 2
    assert len([*(whole / "chunks").iterdir()]) == 1
    assert (whole / "notes.txt").read_text() == "mine"


def test_a_folder_of_something_else_is_left_alone(design: Design, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    for force in (False, True):
        with pytest.raises(InputError, match="it holds other files"):
            run_sweep(design, tmp_path / "thesis", force=force)
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


@pytest.mark.parametrize("content", ["{}", "not JSON", json.dumps({"kind": "web page", "format": 1})])
def test_a_manifest_of_something_else_is_left_alone(content: str, design: Design, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "manifest.json").write_text(content)
    with pytest.raises(InputError, match="manifest of a sweep"):
        run_sweep(design, tmp_path / "site", force=True)
    assert (tmp_path / "site" / "manifest.json").read_text() == content
