from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from influence_sim.errors import InputError
from influence_sim.scenario.yaml import MOST_BYTES, Place, parse, read_file


def refused(tmp_path: Path, text: str | bytes) -> str:
    """What is said of a file with this content, without its folder."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        read_file(path)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(str(tmp_path) + "/")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("NO", "NO"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("none", "none"),
        ("012", 12),
        ("-3", -3),
        ("1_000", "1_000"),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("2001-01-01", "2001-01-01"),
        ("'3'", "3"),
        ("0x10", "0x10"),
    ],
)
def test_plain_text_is_read_as_yaml_1_2(text: str, value: object) -> None:
    read = parse(f"a: {text}", "mine.yaml")[0]["a"]
    assert read == value
    assert type(read) is type(value)


plain = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    plain | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner),
    max_leaves=12,
)


@settings(max_examples=30)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), values, min_size=1))
def test_what_a_yaml_library_writes_is_read_back(mapping: dict[str, object]) -> None:
    from io import StringIO

    stream = StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.representer.ignore_aliases = lambda *_: True
    writer.dump(mapping, stream)
    assert parse(stream.getvalue(), "mine.yaml")[0] == mapping


def test_every_key_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("a: 1\n\nb:\n  c: [1,\n    2]\n", encoding="utf-8")
    places = {key: place.line for key, place in read_file(path).places.items()}
    assert places == {(): 1, ("a",): 1, ("b",): 3, ("b", "c"): 4, ("b", "c", 0): 4, ("b", "c", 1): 5}


def test_a_year_is_a_number_as_a_key() -> None:
    assert parse("{2005: 1, '2006': 2}", "mine.yaml")[0] == {2005: 1, "2006": 2}


def test_a_place_without_a_line_is_its_file() -> None:
    assert str(Place("overrides", 0)) == "overrides"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 'mine.yaml, line 3: the key "a" stands twice, here and in line 1; keep one'),
        ("a: &x 1\nb: *x\n", "mine.yaml, line 1: anchors (&) and aliases (*) are not used here"),
        ("a: *x\n", "mine.yaml, line 1: anchors (&) and aliases (*) are not used here"),
        ("a: !!python/name:os.system\n", "mine.yaml, line 1: tags (here !!python/name:os.system) are not used"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "mine.yaml, line 2: tag directives are not used here"),
        ("- a\n", "mine.yaml, line 1: the file holds a list, not a mapping (key: value)"),
        ("word\n", "mine.yaml, line 1: the file holds a single value, not a mapping"),
        ("", "mine.yaml is empty; it should hold a mapping"),
        ("# only a comment\n", "mine.yaml is empty; it should hold a mapping"),
        ("a: 1\n---\nb: 2\n", "mine.yaml, line 3: a second document begins; a file holds one"),
        ("x: 1\n[a]: 1\n", "mine.yaml, line 2: a key should be a word or a year, not a mapping or a list"),
        ("a: 1\nb: .nan\n", "mine.yaml, line 2: .nan is not a finite number"),
        ("a: -.inf\n", "mine.yaml, line 1: -.inf is not a finite number"),
        ("a: 1e999\n", "mine.yaml, line 1: 1e999 is not a finite number"),
        ("a: [1\nb: 2\n", "mine.yaml, line 2: this is not YAML: expected ',' or ']'"),
        ("a: 'x\n", "mine.yaml, line 2: this is not YAML: found unexpected end of file"),
        ("a: \x00\n", "mine.yaml: this is not YAML: special characters are not allowed"),
        ("a: " + "[" * 60, "mine.yaml, line 1: values are nested deeper than 40 levels"),
        ("a: " + "x" * MOST_BYTES, "mine.yaml is larger than 1 MB"),
        (b"a: 1\nb: \xff\n", "mine.yaml, line 2: the text is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_not_plain_data_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    assert refused(tmp_path, text).startswith(message)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder; give a file"):
        read_file(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no file .*nowhere\.yaml"):
        read_file(tmp_path / "nowhere.yaml")


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_file(Path("a\0b.yaml"))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    try:
        parse(text, "mine.yaml")
    except InputError as error:
        assert "\n" not in str(error)
