"""What is shipped, what is locked, and what may import what."""

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from readme_command import command
from ruamel.yaml import YAML

HEAVY = ["matplotlib", "mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "rich", "ruamel", "typer"]

# A module may import from its own package and from those on lines above.
LAYERS = [
    {"errors", "wording", "cards"},
    {"rules"},
    {"language", "scenario"},
    {"engines"},
    {"runs"},
    {"experiments"},
    {"plots"},
    {"faces"},
]


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def build(checkout: Path, kind: str, into: Path) -> Path:
    words = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(into)]
    subprocess.run(words, cwd=checkout, check=True, capture_output=True)
    (made,) = into.iterdir()
    return made


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel of this checkout."""
    with zipfile.ZipFile(build(root, "wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


# --- what is shipped ---


def test_a_wheel_holds_the_package_the_configs_and_the_designs_and_nothing_else(root: Path, wheel: set[str]) -> None:
    package = {f"influence_sim/{name}" for name in files(root / "src" / "influence_sim")}
    configs = {f"influence_sim/configs/{name}" for name in files(root / "configs")}
    designs = {f"influence_sim/designs/{name}" for name in files(root / "experiments")}
    assert "influence_sim/py.typed" in package
    assert "influence_sim/designs/metagame.yaml" in designs
    assert {name for name in wheel if ".dist-info/" not in name} == package | configs | designs


def test_a_wheel_carries_the_licence_and_the_command(wheel: set[str]) -> None:
    information = {name.partition(".dist-info/")[2] for name in wheel}
    assert {"licenses/LICENSE", "entry_points.txt"} <= information


@pytest.mark.slow
def test_the_source_archive_builds_the_same_wheel_and_has_the_tests(
    root: Path, wheel: set[str], tmp_path: Path
) -> None:
    (tmp_path / "sdist").mkdir()
    with tarfile.open(build(root, "sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert {"requirements.lock", "requirements-dev.lock", "tests/test_package.py", "tasks.py"} <= files(unpacked)
    (tmp_path / "wheel").mkdir()
    with zipfile.ZipFile(build(unpacked, "wheel", tmp_path / "wheel")) as archive:
        assert set(archive.namelist()) == wheel


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = f"import sys, influence_sim; print(*sorted(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


# --- what is locked ---


def locked(text: str) -> dict[str, str]:
    """Name → version and marker of each pin."""
    pins = re.findall(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==(\S+(?: ; [^\\\n]+)?)", text, re.MULTILINE)
    return {name: version.strip() for name, version in pins}


def names(requirements: list[Any]) -> set[str]:
    """Names of requirements, as a lock file spells them."""
    plain = (re.match(r"[\w.-]+", line) for line in requirements if isinstance(line, str))
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in plain if match}


@pytest.fixture(scope="session", params=["requirements.lock", "requirements-dev.lock"])
def lock(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / str(request.param)).read_text(encoding="utf-8")


def test_a_lock_file_pins_every_dependency_of_the_package(lock: str, project: dict[str, Any]) -> None:
    needed = names(project["project"]["dependencies"]) | names(project["build-system"]["requires"])
    assert needed <= locked(lock).keys()


def test_every_pin_has_hashes(lock: str) -> None:
    pins = re.split(r"\n(?=\S)", lock.strip())
    assert len(pins) == len(locked(lock)) > 20
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_a_lock_file_names_no_address_and_no_path(lock: str) -> None:
    assert [line for line in lock.splitlines() if re.search(r"https?:|file:|@|/|--(?!hash=)", line)] == []


def test_the_developers_lock_is_the_users_lock_and_more(root: Path, project: dict[str, Any]) -> None:
    users = locked((root / "requirements.lock").read_text(encoding="utf-8"))
    developers = locked((root / "requirements-dev.lock").read_text(encoding="utf-8"))
    assert {name: developers.get(name) for name in users} == users
    groups = project["dependency-groups"]
    assert set().union(*(names(group) for group in groups.values())) <= developers.keys()


def test_the_readme_installs_what_is_locked_and_ends_with_the_two_commands(root: Path) -> None:
    page = (root / "README.md").read_text(encoding="utf-8")
    main_job, tests = command(page, 1).split("\n"), command(page, 2)
    assert "-r requirements.lock" in command(page, 1)
    assert main_job[-2].endswith("influence-sim compare")  # CI adds words at its end
    assert "-r requirements-dev.lock" in tests and "pytest" in tests


def test_one_version_is_told_everywhere(root: Path, project: dict[str, Any]) -> None:
    version = project["project"]["version"]
    assert f"\n## [{version}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert YAML(typ="safe").load(root / "CITATION.cff")["version"] == version


def test_tasks_that_the_contributing_guide_names_exist(root: Path) -> None:
    told = set(re.findall(r"tasks\.py ([a-z][a-z-]*)", (root / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    done = subprocess.run([sys.executable, "tasks.py", "--help"], cwd=root, check=True, capture_output=True, text=True)
    listed = set(re.findall(r"^  ([a-z-]+)  ", done.stdout.partition("tasks:")[2], re.MULTILINE))
    assert {"setup", "test", "check"} <= told <= listed


# --- what may import what ---


SHOWN = ("plot", "_repr_html_", "sentences")


def layer(name: str) -> int:
    """Place of ``influence_sim.<name>`` in the order of layers."""
    return next(place for place, packages in enumerate(LAYERS) if name in packages)


def imports(module: Path, package: Path) -> set[str]:
    """First names below influence_sim that a module imports, ever.

    A result may reach out to how it is shown: to its figure, its notebook cell, its words.
    """
    found: set[str] = set()
    home = ["influence_sim", *module.relative_to(package).parts[:-1]]
    tree = ast.parse(module.read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in SHOWN]
    excused = {inner for method in methods for inner in ast.walk(method)}
    for node in ast.walk(tree):
        if node in excused:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in found if name.startswith("influence_sim.")}


def test_relative_and_absolute_imports_are_both_seen(tmp_path: Path) -> None:
    module = tmp_path / "rules" / "a.py"
    module.parent.mkdir()
    module.write_text("from ..runs import x\nfrom . import b\nfrom .. import plots\nimport influence_sim.faces.cli\n")
    assert imports(module, tmp_path) == {"runs", "rules", "plots", "faces"}


def test_only_the_plot_of_a_result_may_reach_out(tmp_path: Path) -> None:
    module = tmp_path / "runs" / "a.py"
    module.parent.mkdir()
    module.write_text(
        "class A:\n  def plot(self):\n    from .. import plots\n  def draw(self):\n    from .. import faces\n"
    )
    assert imports(module, tmp_path) == {"faces"}


def test_dependencies_point_inward(root: Path) -> None:
    package = root / "src" / "influence_sim"
    wrong = []
    for module in package.rglob("*.py"):
        own = module.relative_to(package).parts[0].removesuffix(".py")
        if own in ("__init__", "__main__"):  # the public face
            continue
        wrong += [
            f"{module.relative_to(package)} imports {name}"
            for name in imports(module, package)
            if name != own and not name.startswith("__") and layer(name) >= layer(own)
        ]
    assert wrong == []
