import pytest

from influence_sim.scenario.over_time import LineOfFactors, LineOfShares, OverTime, first_year_of, numbers_over, words

YEARS = range(2001, 2007)


def numbers(said: OverTime, start: int = 0, before: float = 0.0) -> list[float]:
    return [round(float(one), 12) for one in numbers_over(said, YEARS, start, before)]


def test_a_number_holds_from_the_start_on() -> None:
    assert numbers(0.4, start=2) == [0, 0, 0.4, 0.4, 0.4, 0.4]


def test_a_number_of_a_year_holds_until_the_next() -> None:
    assert numbers({2002: 0.1, 2005: 0.5}) == [0, 0.1, 0.1, 0.1, 0.5, 0.5]


def test_the_order_in_which_years_are_written_does_not_matter() -> None:
    assert numbers({2005: 0.5, 2002: 0.1}) == numbers({2002: 0.1, 2005: 0.5})


def test_of_two_years_before_the_start_the_later_one_holds() -> None:
    assert numbers({1998: 0.1, 1999: 0.3}, start=1) == [0, 0.3, 0.3, 0.3, 0.3, 0.3]


def test_a_line_over_a_number_of_years_begins_at_the_start() -> None:
    assert numbers(LineOfShares(start=0.2, end=0.6, over=2), start=1) == [0, 0.2, 0.4, 0.6, 0.6, 0.6]


def test_a_line_between_two_years_is_level_before_and_after_them() -> None:
    assert numbers(LineOfFactors(start=1, end=0, over=(2002, 2004))) == [1, 1, 0.5, 0, 0, 0]


def test_a_line_that_began_before_the_start_is_joined_where_it_is() -> None:
    assert numbers(LineOfShares(start=0, end=1, over=(2001, 2005)), start=2, before=0.0) == [0, 0, 0.5, 0.75, 1, 1]


def test_a_line_that_outlasts_the_scenario_stays_short_of_its_end() -> None:
    assert numbers(LineOfShares(start=0, end=1, over=10))[-1] == 0.5


def test_a_line_ends_exactly_where_it_says() -> None:
    assert numbers_over(LineOfShares(start=0.1, end=0.7, over=3), YEARS, 0, 0.0)[-1] == 0.7


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (0.5, None),
        ({2004: 1, 2003: 2}, 2003),
        (LineOfShares(start=0, end=1, over=3), None),
        (LineOfShares(start=0, end=1, over=(2003, 2005)), 2003),
    ],
)
def test_only_calendar_years_have_a_first_one(said: OverTime, first: int | None) -> None:
    assert first_year_of(said) == first


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (0.25, "0.25"),
        ({2004: 1.0, 2003: 0.5}, "2003: 0.5, 2004: 1"),
        (LineOfShares(start=0, end=1, over=3), "0 to 1 over 3 years"),
        (LineOfShares(start=0, end=1, over=(2003, 2005)), "0 to 1 over 2003 to 2005"),
    ],
)
def test_each_form_is_told_in_words(said: OverTime, told: str) -> None:
    assert words(said) == told
