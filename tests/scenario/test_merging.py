from pathlib import Path

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.merging import Merged, read_extended


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def read(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Merged:
    monkeypatch.chdir(folder)
    return read_extended(folder / f"{name}.yaml")


def test_the_file_itself_wins_key_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, base="a: {x: 1, y: 2}\nb: 3\n", mine="extends: base\na: {y: 4}\n")
    assert read(tmp_path, "mine", monkeypatch).mapping == {"a": {"x": 1, "y": 4}, "b": 3}


def test_later_names_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, one="a: 1\nb: 1\n", two="a: 2\n", mine="extends: [one, two]\n")
    assert read(tmp_path, "mine", monkeypatch).mapping == {"a": 2, "b": 1}


def test_lists_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, base="a: [1, 2, 3]\n", mine="extends: base\na: [4]\n")
    merged = read(tmp_path, "mine", monkeypatch)
    assert merged.mapping == {"a": [4]}
    assert ("a", 2) not in merged.places


def test_empty_takes_a_mapping_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, base="powers: {north: {name: N}, south: {name: S}}\n", mine="extends: base\npowers: {north: }\n")
    assert read(tmp_path, "mine", monkeypatch).mapping == {"powers": {"south": {"name": "S"}}}


def test_a_prior_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path,
        base="parameters: {credit_leak: {value: 1, prior: {uniform: [0, 1]}}}\n",
        mine="extends: base\nparameters: {credit_leak: {prior: {times: [1, 2]}}}\n",
    )
    merged = read(tmp_path, "mine", monkeypatch).mapping
    assert merged["parameters"]["credit_leak"] == {"value": 1, "prior": {"times": [1, 2]}}


def test_each_key_knows_the_file_that_said_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, base="\na: {x: 1, y: 2}\n", mine="extends: base\n\na: {y: 4}\n")
    places = read(tmp_path, "mine", monkeypatch).places
    assert str(places["a", "x"]) == "base.yaml, line 2"
    assert str(places["a", "y"]) == "mine.yaml, line 3"


def test_a_file_that_extends_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, one="extends: two\n", two="a: 1\nextends: one\n")
    with pytest.raises(InputError, match=r"line 1: one\.yaml extends itself"):
        read(tmp_path, "one", monkeypatch)


def test_a_chain_of_nine_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, **{f"f{i}": f"extends: f{i + 1}\n" for i in range(8)}, f8="a: 1\n")
    with pytest.raises(InputError, match="more than 8 deep"):
        read(tmp_path, "f0", monkeypatch)


def test_a_chain_of_eight_files_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, **{f"f{i}": f"extends: f{i + 1}\n" for i in range(7)}, f7="a: 1\n")
    assert read(tmp_path, "f0", monkeypatch).mapping == {"a": 1}


def test_a_name_that_is_not_found_gets_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, mine="a: 1\nextends: [parts/core_parameter]\n")
    with pytest.raises(InputError, match=r'mine\.yaml, line 2: .*did you mean "parts/core_parameters"'):
        read(tmp_path, "mine", monkeypatch)


@pytest.mark.parametrize("said", ["3", "[3]", "{a: 1}", ""])
def test_extends_takes_names_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    write(tmp_path, mine=f"a: 1\nextends: {said}\n")
    with pytest.raises(InputError, match=r"mine\.yaml, line 2: extends is .*; it must be a name or a list of names"):
        read(tmp_path, "mine", monkeypatch)


def test_all_files_that_were_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, one="a: 1\n", two="extends: one\n", mine="extends: [one, two]\n")
    assert [path.name for path in read(tmp_path, "mine", monkeypatch).files] == ["one.yaml", "two.yaml", "mine.yaml"]
