import pytest

from influence_sim.faces.document import Block, Bullets, Code, Heading, Image, Paragraph, Table, as_markdown, as_text
from influence_sim.faces.layout import cell_width, columns, filled

LONG = "a sentence of many short words that has to be broken into lines " * 4
PAGE: list[Block] = [
    Heading("A page", 1),
    Paragraph(LONG),
    Bullets(["one", LONG]),
    Table(["State", "Money"], [["Alba | Bora", "1\n2 to 3"], ["a*b <c>", "4"]]),
    Image("figures/a.png", "What it shows: a line."),
    Code("influence-sim compare"),
]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_of_a_page_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_width(line) for line in as_text(PAGE, width).splitlines()) <= width


def test_a_terminal_shows_no_images() -> None:
    assert "figures/a.png" not in as_text(PAGE, 80)


def test_markdown_keeps_a_table_in_shape() -> None:
    lines = [line for line in as_markdown(PAGE).splitlines() if line.startswith("|")]
    assert lines == [
        "| State | Money |",
        "|---|---:|",
        r"| Alba \| Bora | 1<br>2 to 3 |",
        r"| a\*b \<c> | 4 |",
    ]


def test_markdown_embeds_a_figure_with_its_caption() -> None:
    assert "![What it shows](figures/a.png)\n\n*What it shows: a line.*" in as_markdown(PAGE)


def test_numbers_stand_at_the_right() -> None:
    assert columns(["A", "n"], [["x", "5"], ["y", "500"]], 80).splitlines()[2:] == ["x    5", "y  500"]


def test_a_wide_column_is_broken_at_spaces() -> None:
    lines = columns(["A", "B"], [["one two three", "x"]], 10, words=2).splitlines()
    assert lines == ["A        B", "──────────", "one two  x", "three"]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert filled("a " + "b" * 30, 10) == ["a", "b" * 30]


def test_a_caption_stands_above_its_table_in_both_looks() -> None:
    table = Table(["A", "n"], [["x", "5"]], caption="What *n* is.")
    assert as_text([table], 80).startswith("What *n* is.\n\nA  n\n")
    assert as_markdown([table]).startswith("What \\*n\\* is.\n\n| A | n |\n")


def test_markdown_sets_the_main_sentence_apart() -> None:
    assert as_markdown([Paragraph("It depends.", main=True)]) == "> It depends.\n"
