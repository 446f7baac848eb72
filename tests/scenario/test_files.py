from pathlib import Path

import pytest

import influence_sim
from influence_sim.errors import InfluenceSimError, InputError
from influence_sim.scenario import files
from influence_sim.scenario.files import find, find_extended, shipped_folder, shipped_names, shown_path


def test_the_baseline_is_shipped() -> None:
    assert {"baseline", "classroom"} <= set(shipped_names("scenario"))


def test_four_strategies_are_shipped() -> None:
    assert {"bilateral", "alone", "institution", "hybrid"} <= set(shipped_names("strategy"))


def test_data_inside_the_package_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "influence_sim"
    (package / "configs").mkdir(parents=True)
    (tmp_path / "configs").mkdir()
    monkeypatch.setattr(influence_sim, "__file__", str(package / "__init__.py"))
    assert shipped_folder() == (package / "configs").resolve()


def test_an_installation_without_data_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(influence_sim, "__file__", str(tmp_path / "src" / "influence_sim" / "__init__.py"))
    with pytest.raises(InfluenceSimError, match="install it again"):
        files.shipped_folder()


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(InputError, match='unknown scenario "basline"; did you mean "baseline"'):
        find("basline", "scenario")


@pytest.mark.parametrize("text", ["mine.yaml", "mine.YML", "folder/mine", "./mine"])
def test_a_path_is_taken_as_it_is(text: str) -> None:
    assert find(text, "scenario") == Path(text)


def test_a_path_object_is_a_path_whatever_it_looks_like() -> None:
    assert find(Path("baseline"), "scenario") == Path("baseline")


def test_neither_name_nor_path_is_refused() -> None:
    with pytest.raises(InputError, match="not by int"):
        find(3, "scenario")  # type: ignore[arg-type]


def test_a_file_beside_comes_before_a_shipped_one(tmp_path: Path) -> None:
    mine = tmp_path / "baseline.yaml"
    mine.write_text("title: mine", encoding="utf-8")
    assert find_extended("baseline", tmp_path) == mine


def test_a_shipped_file_can_be_extended_from_anywhere(tmp_path: Path) -> None:
    assert find_extended("parts/core_parameters", tmp_path) == shipped_folder() / "parts" / "core_parameters.yaml"


def test_a_shipped_file_is_shown_without_its_folder() -> None:
    assert shown_path(shipped_folder() / "strategies" / "hybrid.yaml") == "strategies/hybrid.yaml"
