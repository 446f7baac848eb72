"""The ledger's sentences follow the numbers: mirrored numbers, mirrored words."""

from hypothesis import given
from hypothesis import strategies as st

from influence_sim.faces.accounting import Entry, Meeting, account_sentence, adding_sentence

UNDER, ABOUT = "the club", "Ada’s share"

points = st.floats(-3, 3).map(lambda x: round(x, 2))


@st.composite
def entries(draw: st.DrawFn, name: str) -> Entry:
    middle, half = draw(points), draw(st.floats(0, 2))
    return Entry(name, middle, middle - half, middle + half, draw(points))


def mirrored(one: Entry) -> Entry:
    return Entry(one.name, -one.points, -one.high, -one.low, -one.alone)


def swapped(sentence: str) -> str:
    """The sentence with higher and lower, brings and costs, + and − exchanged."""
    for one, other in (("higher", "lower"), ("brings", "costs"), ("+", "−")):
        sentence = sentence.replace(one, "\0").replace(other, one).replace("\0", other)
    return sentence


def parts_of(sentence: str) -> set[str]:
    """Its parts, whatever their order: gains stand before losses in each."""
    head, _, rest = sentence.rstrip(".").partition(": ")
    return {head, *rest.split("; ")}


@given(entries("whole"), entries("the leak"), entries("the wait"))
def test_mirrored_numbers_give_the_mirrored_sentence(whole: Entry, leak: Entry, wait: Entry) -> None:
    said = account_sentence(UNDER, ABOUT, whole, [leak, wait])
    mirror = account_sentence(UNDER, ABOUT, mirrored(whole), [mirrored(leak), mirrored(wait)])
    said_ends, mirror_ends = said.replace(ends(whole), "(ends)"), mirror.replace(ends(mirrored(whole)), "(ends)")
    assert parts_of(swapped(said_ends)) == parts_of(mirror_ends)


def ends(whole: Entry) -> str:
    """The interval as a sentence writes it."""
    from influence_sim.wording import signed

    return f"({signed(whole.low, 2)} to {signed(whole.high, 2)})"


def test_terms_are_told_by_size_gains_before_losses() -> None:
    terms = [
        Entry("the office", -0.1, -0.2, -0.05, -0.1),
        Entry("the leak", -0.5, -0.6, -0.4, -0.5),
        Entry("coordination", 0.3, 0.2, 0.4, 0.3),
    ]
    said = account_sentence(UNDER, ABOUT, Entry("whole", -0.3, -0.5, -0.1, -0.3), terms)
    assert said == (
        "Under the club Ada’s share is 0.30 points lower: coordination brings 0.30;"
        " the leak costs 0.50 and the office 0.10."
    )


def test_a_whole_whose_interval_holds_zero_is_left_open() -> None:
    said = account_sentence(UNDER, ABOUT, Entry("whole", 0.1, -0.2, 0.4, 0.1), [])
    assert (
        said
        == "Under the club Ada’s share is 0.10 points higher on average, but the worlds do not decide (−0.20 to +0.40)."
    )


def test_a_term_whose_interval_holds_zero_is_neither_gain_nor_loss() -> None:
    said = account_sentence(UNDER, ABOUT, Entry("whole", 0.3, 0.1, 0.4, 0), [Entry("the leak", 0.2, -0.1, 0.5, 0)])
    assert said.endswith(": the leak may bring or cost (+0.20).")


def test_strategies_that_do_the_same_are_told_as_the_same() -> None:
    nothing = Entry("whole", 0.0, 0.0, 0.0, 0.0)
    said = account_sentence(UNDER, ABOUT, nothing, [nothing])
    assert said == "Under the club Ada’s share is the same: no assumption tells the strategies apart."


def test_terms_that_add_up_need_no_interaction() -> None:
    terms = [Entry("a", 0.5, 0.4, 0.6, 0.5), Entry("b", 0.5, 0.4, 0.6, 0.55)]
    said = adding_sentence(ABOUT, Entry("whole", 1.0, 0.8, 1.2, 0), terms, [Meeting("a", "b", 0.01)])
    assert said == "For Ada’s share one term at a time gives +1.05 points, all together +1.00."


def test_terms_that_do_not_add_up_name_the_pair_that_acts_on_each_other_most() -> None:
    terms = [Entry("a", 0.5, 0.4, 0.6, 0.0), Entry("b", 0.5, 0.4, 0.6, 0.1)]
    pairs = [Meeting("a", "b", -0.2), Meeting("a", "c", 0.9)]
    said = adding_sentence(ABOUT, Entry("whole", 1.0, 0.8, 1.2, 0), terms, pairs)
    assert said.endswith("all together +1.00: a and c act on each other most (+0.90).")


def test_terms_that_act_on_each_other_by_nothing_are_not_named() -> None:
    terms = [Entry("a", 0.004, 0.0, 0.0, 0.0), Entry("b", 0.0, 0.0, 0.0, 0.0)]
    whole = Entry("whole", -0.008, -0.01, 0.0, 0.0)
    assert "most" not in adding_sentence(ABOUT, whole, terms, [Meeting("a", "b", 0.004)])
    assert "act on each other most (+0.20)" in adding_sentence(ABOUT, whole, terms, [Meeting("a", "b", 0.2)])
