from pathlib import Path

import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.designs import load_design

DESIGN = """\
title: Listed
scenario: classroom
method: list
file: points.csv
factors:
  leak: {path: parameters.credit_leak}
  answer: {path: parameters.rivals_answer}
  start: {path: strategies.institution.start}
"""


def write(folder: Path, points: str) -> Path:
    (folder / "points.csv").write_text(points, encoding="utf-8")
    path = folder / "mine.yaml"
    path.write_text(DESIGN, encoding="utf-8")
    return path


def refusal(folder: Path, points: str) -> str:
    with pytest.raises(InputError) as caught:
        load_design(write(folder, points))
    return str(caught.value)


def test_a_list_has_the_points_of_its_file_with_the_columns_in_the_designs_order(tmp_path: Path) -> None:
    points = load_design(write(tmp_path, "start,leak,answer\n2001,0,copy\n2004,0.5,none\n")).points()
    assert list(points.columns) == ["leak", "answer", "start"]
    assert list(points.itertuples(index=False, name=None)) == [(0.0, "copy", 2001), (0.5, "none", 2004)]


def test_a_row_of_numbers_alone_sets_whole_years(tmp_path: Path) -> None:
    design = load_design(write(tmp_path, "leak,answer,start\n0.5,none,2004\n"))
    setting = design.setting({"leak": 0.5, "answer": "none", "start": 2004.0})
    assert setting.strategies[1].start == 2004


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("", "points.csv has no points"),
        ("leak,answer,start\n", "points.csv has no points"),
        ("leek,answer,start\n1,copy,2001\n", 'line 1: the column "leek" is no factor; did you mean "leak"?'),
        ("leak,answer\n1,copy\n", 'line 1: the factor "start" has no column'),
        ("leak,leak,answer,start\n1,1,copy,2001\n", 'line 1: the column "leak" stands twice'),
        ("leak,answer,start\n1,copy,2001\n1,copy\n", "line 3: the line has 2 cells; it must have 3"),
        ("leak,answer,start\n1,copy,2001\n,copy,2001\n", "line 3: leak is empty; give a value"),
        ("leak,answer,start\n1,copy,2001\nhalf,copy,2001\n", 'line 3: leak is "half"; it must be a number as above'),
        ("leak,answer,start\n1e999,copy,2001\n", "line 2: leak is"),
        ('leak,answer,start\n"1,copy,2001\n', "this is not CSV"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(tmp_path: Path, points: str, said: str) -> None:
    assert said in refusal(tmp_path, points)


def test_a_value_that_the_scenario_refuses_is_told_before_anything_runs(tmp_path: Path) -> None:
    told = refusal(tmp_path, "leak,answer,start\n0.5,copy,2001\n1.5,copy,2001\n")
    assert "mine.yaml, line 4: file has 1.5 for leak: parameters.credit_leak.value is 1.5" in told


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    (tmp_path / "points.csv").unlink()
    with pytest.raises(InputError, match=r"there is no file .*points\.csv"):
        load_design(path)


def test_values_in_the_design_of_a_list_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "leak,answer,start\n0.5,copy,2001\n")
    path.write_text(DESIGN.replace("credit_leak}", "credit_leak, values: [1]}"), encoding="utf-8")
    with pytest.raises(InputError, match=r"factors\.leak\.values is \[1\], but the points of a list stand in its file"):
        load_design(path)
