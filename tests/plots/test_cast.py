from types import SimpleNamespace as Thing

import pytest

from influence_sim.errors import InputError
from influence_sim.plots import Actor, Cast
from influence_sim.plots.theme import DARK, LIGHT, SPARE_COLOURS, contrast, readable, theme_named


def scenario():
    return Thing(
        roles=Thing(focal="n", rivals=["s"]),
        windows=Thing(early=(2001, 2004), late=(2009, 2012)),
        powers={
            "n": Thing(name="North", colour="#112233", colour_dark="#445566"),
            "s": Thing(name="South", colour="#778899", colour_dark=""),
        },
        states={"a": Thing(name="Ada")},
        forums={"f": Thing(name="Forum")},
        channels={"aid": Thing(name="Aid")},
        marks=[Thing(year=2003, label="Something")],
        branch=2002,
    )


def test_a_cast_is_read_from_a_scenario():
    assert Cast.of(scenario()) == Cast(
        powers={"n": Actor("North", "#112233", "#445566"), "s": Actor("South", "#778899", "")},
        states={"a": "Ada"},
        forums={"f": "Forum"},
        channels={"aid": "Aid"},
        marks=((2003, "Something"),),
        early=(2001, 2004),
        late=(2009, 2012),
        focal="n",
        rivals=("s",),
        branch=2002,
    )


def test_a_power_without_a_dark_colour_keeps_its_light_one():
    assert Cast.of(scenario()).looks(DARK)["s"].colour == "#778899"


def test_a_power_without_a_colour_takes_one_that_is_left():
    taken, left = SPARE_COLOURS["light"][0], SPARE_COLOURS["light"][1]
    looks = Cast(powers={"a": Actor("A", taken), "b": Actor("B")}, states={}).looks(LIGHT)
    assert (looks["b"].colour, looks["b"].pattern) == (left, "")


def test_thirty_powers_without_colours_all_look_different():
    looks = Cast(powers={str(i): Actor(str(i)) for i in range(30)}, states={}).looks(LIGHT)
    assert len(set(looks.values())) == 30


def test_a_key_that_nobody_bears_is_refused_with_the_nearest():
    with pytest.raises(InputError, match='did you mean "forum"'):
        Cast(powers={}, states={}, forums={"forum": "Forum"}).name("forun")


def test_an_unknown_theme_is_refused():
    with pytest.raises(InputError, match="light"):
        theme_named("ligth")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_in_a_powers_colour_can_be_read(theme):
    for colour in SPARE_COLOURS[theme.name]:
        assert contrast(readable(colour, theme), theme.paper) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_spare_colours_stand_out_from_the_panel(theme):
    for colour in SPARE_COLOURS[theme.name]:
        assert contrast(colour, theme.panel) >= 3
