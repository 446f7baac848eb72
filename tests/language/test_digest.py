"""The rulebook's digest names the rules, wherever and however they were checked out."""

import shutil
from pathlib import Path

import pytest

from influence_sim.language import reading
from influence_sim.language.reading import read_rulebook, rulebook_digest


def test_the_digest_is_that_of_the_rulebook_that_is_read() -> None:
    assert rulebook_digest() == read_rulebook().digest


def rules_in(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: bytes) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.py").write_bytes(text)
    monkeypatch.setattr(reading, "files", lambda _: folder)
    return rulebook_digest()


def test_the_rulebook_digest_sees_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    books: list[dict[str, bytes]] = [
        {"a": b"x = 1\n", "b": b"y = 2\n"},
        {"a": b"x = 1\n", "b": b"y = 3\n"},
        {"a": b"x = 1\n", "c": b"y = 2\n"},
        {"a": b"x = 1\ny = 2\n", "b": b""},
        {"a": b"x = 1\n"},
    ]
    assert len({rules_in(tmp_path / "rules", monkeypatch, **book) for book in books}) == len(books)


def test_the_rulebook_digest_does_not_see_line_ends_or_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = rules_in(tmp_path / "rules", monkeypatch, a=b"x = 1\ny = 2\n")
    (tmp_path / "rules" / "notes.txt").touch()
    assert rulebook_digest() == plain
    assert rules_in(tmp_path / "rules", monkeypatch, a=b"x = 1\r\ny = 2\r\n") == plain
