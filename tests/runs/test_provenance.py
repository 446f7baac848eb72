import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import influence_sim.runs.provenance as source
from influence_sim.language.reading import rulebook_digest
from influence_sim.runs.provenance import git_state, provenance


def made() -> dict[str, object]:
    return provenance(
        scenario=SimpleNamespace(key="invented", digest="ab" * 32),
        command=["influence-sim", "compare", "--runs", "5"],
        seed=3,
        runs=5,
        strategies=["bilateral", "institution"],
        others=["retreat"],
    )


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    return subprocess.run(
        ["git", *identity, "-C", str(folder), *words], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed checkout with one module."""
    monkeypatch.delenv("GIT_DIR", raising=False)
    folder = tmp_path / "checkout"
    module = folder / "src" / "influence_sim" / "runs" / "provenance.py"
    module.parent.mkdir(parents=True)
    module.touch()
    (folder / "pyproject.toml").write_text('[project]\nname = "influence-sim"\n')
    git(tmp_path, "init", "-q", "checkout")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def module_of(folder: Path) -> Path:
    return folder / "src" / "influence_sim" / "runs" / "provenance.py"


def test_it_holds_what_makes_results_again() -> None:
    told = made()
    assert told["scenario"] == {"key": "invented", "digest": "ab" * 32}
    assert (told["seed"], told["runs"], told["parameters"]) == (3, 5, "value")
    assert told["command"] == ["influence-sim", "compare", "--runs", "5"]
    assert told["strategies"] == ["bilateral", "institution"]
    assert told["others"] == ["retreat"]
    assert told["rulebook_digest"] == rulebook_digest()


def test_json_can_hold_it() -> None:
    told = made()
    assert json.loads(json.dumps(told)) == told


def test_only_the_time_of_creation_differs_between_two_calls() -> None:
    first, second = made(), made()
    first.pop("created")
    second.pop("created")
    assert first == second


def test_the_time_of_creation_is_now_in_utc() -> None:
    created = datetime.fromisoformat(str(made()["created"]))
    assert created.utcoffset() == datetime.now(UTC).utcoffset()
    assert abs((datetime.now(UTC) - created).total_seconds()) < 60


def test_it_names_the_versions_of_the_libraries_that_compute() -> None:
    import numpy

    libraries = made()["libraries"]
    assert isinstance(libraries, dict)
    assert libraries["numpy"] == numpy.__version__
    assert {"mesa", "numba", "llvmlite", "pandas"} <= libraries.keys()
    assert not {"pytest", "ruff"} & libraries.keys()


def test_a_clean_checkout_tells_its_commit(checkout: Path) -> None:
    assert git_state(checkout) == (git(checkout, "rev-parse", "HEAD"), False)


@pytest.mark.parametrize("name", ["src/influence_sim/runs/provenance.py", "src/new.py"])
def test_changed_or_new_code_makes_a_checkout_dirty(checkout: Path, name: str) -> None:
    (checkout / name).write_text("x = 1\n")
    assert git_state(checkout)[1] is True


def test_other_files_do_not_make_a_checkout_dirty(checkout: Path) -> None:
    (checkout / "notes.txt").write_text("x")
    assert git_state(checkout)[1] is False


def test_a_module_in_the_checkout_finds_it(checkout: Path) -> None:
    assert source._checkout(module_of(checkout)) == checkout


def test_a_package_installed_inside_somebody_elses_checkout_has_no_commit(checkout: Path) -> None:
    installed = checkout / ".venv" / "lib" / "python3" / "site-packages" / "influence_sim" / "runs" / "provenance.py"
    installed.parent.mkdir(parents=True)
    installed.touch()
    assert source._checkout(installed) is None


def test_a_copy_inside_another_project_has_no_commit(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text('[project]\nname = "my-thesis"\n')
    assert source._checkout(module_of(checkout)) is None


def test_the_commit_of_a_repository_further_up_is_not_taken(checkout: Path) -> None:
    inner = checkout / "unpacked"
    shutil.copytree(checkout / "src", inner / "src")
    (inner / ".git").mkdir()  # broken, so git looks further up
    assert git_state(inner) == (None, None)


def test_a_hook_of_another_repository_does_not_mislead(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = git(checkout, "rev-parse", "HEAD")
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert git_state(checkout) == (head, False)


def test_a_missing_git_is_no_failure(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git_state(checkout) == (None, None)


def test_a_checkout_without_commits_has_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "new")
    assert git_state(tmp_path / "new") == (None, None)
