"""The page as HTML: whole, closed in itself, safe, and the same each time."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from influence_sim.faces.document import Block, Bullets, Code, Heading, Image, Paragraph, Table
from influence_sim.faces.hypertext import Figure, as_html, style
from influence_sim.plots.theme import DARK, LIGHT, contrast

HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;"
EMPTY = {"meta", "img", "br", "wbr", "!doctype"}
DRAWN = Figure("data:image/svg+xml,%3Csvg/%3E", "North leads", 90, 60)
PAGE: list[Block] = [
    Heading("North & South", 1),
    Code("influence-sim compare"),
    Heading("The answer"),
    Paragraph("It depends.", main=True),
    Table(
        ["", "early\n2001\nas given", "early\n2001\nat zero", "late"],
        [["Share", "+1.00\n0.50 to 1.50", "2", "3"]],
        caption="In points.",
    ),
    Heading("Figures"),
    Image("figures/a.png", "Who leads: a line."),
    Heading("The answer"),
    Bullets(["one", "two"]),
    Heading("Less", 3),
    Table(["Name", "What"], [["credit_leak", "text"]], words=2),
]


class Reader(HTMLParser):
    """Reads a page and keeps what it is made of; a tag that is closed out of turn is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page() -> str:
    return as_html(PAGE, {"figures/a.png": DRAWN})


def hostile_page() -> str:
    blocks: list[Block] = [
        Heading(HOSTILE, 1),
        Paragraph(HOSTILE),
        Paragraph(HOSTILE, main=True),
        Code(HOSTILE),
        Heading(HOSTILE),
        Heading(HOSTILE, 3),
        Bullets([HOSTILE]),
        Table([HOSTILE, HOSTILE], [[HOSTILE, f"1\n{HOSTILE}"]], caption=HOSTILE),
        Table([HOSTILE, HOSTILE], [[HOSTILE, HOSTILE]]),
        Heading("More"),
        Image("a", HOSTILE),
    ]
    return as_html(blocks, {"a": Figure(HOSTILE, HOSTILE, 1, 1)})


def test_every_tag_is_closed_in_turn(page: str) -> None:
    assert Reader(page).open == []


def test_a_hostile_name_stays_text() -> None:
    reader = Reader(hostile_page())
    assert reader.open == []
    assert reader.all("script") == []
    assert len(reader.all("img")) == 1
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]


def test_a_hostile_heading_leaves_an_anchor_of_letters() -> None:
    (anchor, _) = (tag["id"] for tag in Reader(hostile_page()).all("h2"))
    assert anchor == "script-alert-x-script-img-src-x-onerror-alert-1-amp"


def test_the_policy_lets_nothing_in(page: str) -> None:
    policies = [
        tag["content"] for tag in Reader(page).all("meta") if tag.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]


def test_nothing_is_fetched(page: str) -> None:
    reader = Reader(page)
    assert {tag for tag, _ in reader.tags} & {"script", "link", "iframe", "object", "embed"} == set()
    assert all(tag["src"].startswith("data:") for tag in reader.all("img"))
    assert all(tag["href"].startswith("#") for tag in reader.all("a"))
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in style() and "@import" not in style()


def test_every_link_leads_to_one_section(page: str) -> None:
    reader = Reader(page)
    anchors = Counter(tag["id"] for _, tag in reader.tags if "id" in tag)
    assert [anchors[tag["href"][1:]] for tag in reader.all("a")] == [1, 1, 1]


def test_the_title_stands_above_all_and_once(page: str) -> None:
    assert page.count("<h1>North &amp; South</h1>") == 1
    assert page.count("<title>North &amp; South</title>") == 1


def test_the_language_is_named(page: str) -> None:
    assert Reader(page).all("html") == [{"lang": "en"}]


def test_a_figure_says_what_it_shows_to_those_who_do_not_see_it(page: str) -> None:
    (image,) = Reader(page).all("img")
    assert (image["alt"], image["width"], image["height"]) == ("North leads", "90", "60")
    assert "<figcaption>Who leads: a line.</figcaption>" in page


def test_columns_that_share_a_name_stand_below_it(page: str) -> None:
    assert '<th scope="colgroup" colspan="2" class="number">early<small>2001</small></th>' in page
    assert '<th scope="col" class="number">as given</th><th scope="col" class="number">at zero</th>' in page
    assert '<th scope="col" rowspan="2" class="number">late</th>' in page


def test_a_column_without_a_name_is_no_heading(page: str) -> None:
    assert '<td rowspan="2"></td>' in page


def test_numbers_are_marked_and_words_are_not(page: str) -> None:
    assert '<td class="number">+1.00<small>0.50 to 1.50</small></td>' in page
    assert '<th scope="row">credit_<wbr>leak</th><td>text</td>' in page


def test_the_same_page_has_the_same_bytes(page: str) -> None:
    assert as_html(PAGE, {"figures/a.png": DRAWN}) == page


def test_the_tones_are_those_of_the_palette() -> None:
    sheet = style()
    assert all(f"--paper: {theme.paper}" in sheet and f"--ink: {theme.ink}" in sheet for theme in (LIGHT, DARK))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_can_be_read_on_the_paper(theme: type) -> None:
    assert min(contrast(theme.ink, theme.paper), contrast(theme.soft, theme.paper)) >= 4.5
