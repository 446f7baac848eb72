"""Two drawings of a figure as one."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

import influence_sim as isim
from influence_sim import plots
from influence_sim.faces.report.vector import compact, data_address, short_names, two_toned
from influence_sim.plots.saving import encoded
from influence_sim.plots.theme import DARK, LIGHT, ThemeName
from influence_sim.runs.trajectory import Trajectory

SVG = '<svg><style>*{}</style><path id="far" style="fill: %s" clip-path="url(#near)"/><clipPath id="near"/></svg>'


@pytest.fixture(scope="module")
def run() -> Trajectory:
    return isim.simulate("classroom", "institution", engine="mesa")


def drawn(run: Trajectory, theme: ThemeName) -> str:
    return encoded(plots.membership(run, theme=theme), "svg").decode()


def test_a_colour_is_named_where_the_drawings_differ() -> None:
    both = two_toned(SVG % "#ffffff", SVG % "#000000")
    assert "--a:#ffffff;" in both and "@media (prefers-color-scheme:dark){:root{--a:#000000;}}" in both


def test_a_colour_that_both_share_stays() -> None:
    assert 'fill: #bf2e07"' in two_toned(SVG % "#bf2e07", SVG % "#bf2e07")


def test_drawings_that_differ_in_more_than_colours_are_shown_light() -> None:
    assert two_toned(SVG % "#ffffff", SVG.replace("clipPath", "mask") % "#000000") == compact(SVG % "#ffffff")


def test_identifiers_to_which_nothing_points_are_dropped() -> None:
    assert compact(SVG % "#ffffff").count("id=") == 1
    assert 'url(#a)"' in compact(SVG % "#ffffff") and '<clipPath id="a"/>' in compact(SVG % "#ffffff")


def test_remarks_are_dropped() -> None:
    assert compact("<svg><!-- a --> <metadata>b</metadata></svg>") == "<svg></svg>"


def test_a_figure_is_one_drawing_with_two_palettes(run: Trajectory) -> None:
    both = two_toned(drawn(run, "light"), drawn(run, "dark"))
    assert LIGHT.paper.lower() in both and DARK.paper.lower() in both
    assert re.findall(r'(?:fill|stroke)="#', both) == []


def test_a_figure_stays_a_well_formed_svg_and_nothing_points_nowhere(run: Trajectory) -> None:
    both = two_toned(drawn(run, "light"), drawn(run, "dark"))
    tree = ElementTree.fromstring(both)
    known = {element.get("id") for element in tree.iter()}
    wanted = {a or b for a, b in re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', both)}
    assert wanted and wanted <= known


def test_a_figure_takes_less_than_half_the_room(run: Trajectory) -> None:
    light, dark = drawn(run, "light"), drawn(run, "dark")
    assert len(two_toned(light, dark)) < (len(light) + len(dark)) / 2


def test_an_address_holds_the_drawing_and_no_sign_that_ends_it() -> None:
    address = data_address('<svg a="b">%#&</svg>')
    assert not set(address) & set('"<>#&')
    assert unquote(address.removeprefix("data:image/svg+xml,")) == "<svg a='b'>%#&</svg>"


def test_short_names_do_not_end() -> None:
    names = short_names()
    assert [next(names) for _ in range(28)][25:] == ["z", "aa", "ab"]
