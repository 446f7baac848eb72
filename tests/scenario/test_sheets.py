"""CSV files as they stand."""

import re
from pathlib import Path

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.sheets import find_file, number_in, read_sheet, year_in


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "gdp.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_byte_order_mark_and_blank_lines_do_not_count(tmp_path: Path) -> None:
    sheet = read_sheet(written(tmp_path, "\ufeffyear,who\r\n\r\n1990,Ada\r\n"))
    assert sheet.columns == ["year", "who"]
    assert sheet.rows == [(3, ["1990", "Ada"])]


def test_the_first_folder_that_has_a_file_gives_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "gdp.csv").touch()
    assert find_file("gdp.csv", [tmp_path / "none", tmp_path / "b", tmp_path / "a"]).parent.name == "b"


def test_a_misspelt_file_is_named_with_the_nearest(tmp_path: Path) -> None:
    written(tmp_path, "year\n1990\n")
    with pytest.raises(InputError, match=r'there is no file "gpd.csv" .*did you mean "gdp.csv"'):
        find_file("gpd.csv", [tmp_path])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("year,gdp\n", "no rows"),
        ("year,gdp,gdp\n1990,1,2\n", '"gdp" stands there more than once'),
        ("year,gdp\n1990,1\n1991\n", "line 3: 1 cells; the header has 2"),
        ("year,gdp\n1990,1,2\n", "line 2: 3 cells"),
        (b"year,gdp\n1990,\xff\n", "not a CSV file in UTF-8"),
        ('year,gdp\n1990,"1\n', "not a CSV file"),
    ],
)
def test_a_file_without_form_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        read_sheet(written(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gdp\.csv: the file cannot be read"):
        read_sheet(tmp_path / "gdp.csv")


@pytest.mark.parametrize("cell", ["", "nan", "inf", "1_000", "1,5", "many", "..", "0x1", "1e999", "٣"])
def test_what_is_no_number_is_refused_with_its_line(tmp_path: Path, cell: str) -> None:
    sheet = read_sheet(written(tmp_path, "year\n1990\n"))
    with pytest.raises(InputError, match=re.escape(f'gdp.csv, line 7: column "gdp" holds "{cell}"')):
        number_in(sheet, 7, "gdp", cell)


@pytest.mark.parametrize(("cell", "number"), [("-1.5", -1.5), (".5", 0.5), ("2.", 2), ("1e-3", 0.001), ("+7E2", 700)])
def test_numbers_are_read_as_written(tmp_path: Path, cell: str, number: float) -> None:
    assert number_in(read_sheet(written(tmp_path, "year\n1990\n")), 2, "gdp", cell) == number


@pytest.mark.parametrize("cell", ["1990.0", "", "-5", "19900"])
def test_what_is_no_year_is_refused(tmp_path: Path, cell: str) -> None:
    sheet = read_sheet(written(tmp_path, "year\n1990\n"))
    with pytest.raises(InputError, match="a year is needed"):
        year_in(sheet, 2, "year", cell)


def test_a_misspelt_column_is_named_with_the_nearest(tmp_path: Path) -> None:
    sheet = read_sheet(written(tmp_path, "year,population\n1990,1\n"))
    with pytest.raises(InputError, match='no column "populaton"; did you mean "population"'):
        sheet.column("populaton")
