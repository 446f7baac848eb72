"""The sentences on who decides follow the numbers whichever way they fall."""

from influence_sim.faces.swinging import End, Swing, decider_sentence

LEAK = Swing("the leak", [End("0", 0.46, 0.1, 0.7), End("0.8", -0.26, -0.5, -0.1)])
LAG = Swing("the lag", [End("2", 0.2, 0.1, 0.3), End("5", 0.1, 0.01, 0.2)])


def mirrored(swing: Swing) -> Swing:
    return Swing(swing.name, [End(end.value, -end.points, -end.high, -end.low) for end in swing.ends])


def test_an_assumption_that_turns_the_answer_is_named_with_both_ends() -> None:
    said = decider_sentence("Ada’s share", [LAG, LEAK])
    assert said == (
        "The answer on Ada’s share changes sides with one assumption alone: the leak (at 0: +0.46, at 0.8: −0.26)."
    )


def test_mirrored_strategies_give_the_mirrored_sentence() -> None:
    said = decider_sentence("Ada’s share", [LAG, LEAK])
    mirror = decider_sentence("Ada’s share", [mirrored(LAG), mirrored(LEAK)])
    assert mirror == said.replace("+", "\0").replace("−", "+").replace("\0", "−")


def test_where_nothing_turns_it_the_largest_swing_is_named() -> None:
    said = decider_sentence("Ada’s share", [LAG])
    assert said.endswith("to the other side; the lag (at 2: +0.20, at 5: +0.10) moves it most.")


def test_an_end_that_the_worlds_leave_open_turns_nothing() -> None:
    open_end = Swing("the lag", [End("2", 0.2, 0.1, 0.3), End("5", -0.1, -0.4, 0.2)])
    assert not open_end.turns


def test_many_turning_assumptions_are_counted_and_three_named() -> None:
    many = [Swing(f"a{k}", [End("0", -0.1 * k, -1, -0.01), End("1", 0.1, 0.01, 1)]) for k in range(1, 6)]
    said = decider_sentence("Ada’s share", many)
    assert "each of 5 assumptions alone: a5 " in said
    assert said.endswith(", and 2 more.")


def test_assumptions_that_move_nothing_are_told_so() -> None:
    still = Swing("the lag", [End("2", 0.0, 0.0, 0.0), End("5", 0.0, 0.0, 0.0)])
    assert (
        decider_sentence("Ada’s share", [still]) == "No contested assumption alone moves the difference on Ada’s share."
    )


def test_of_three_words_the_outer_two_are_told() -> None:
    answer = Swing("the answer", [End("none", -0.5, -0.6, -0.4), End("copy", 0.1, 0, 0.2), End("all", 0.5, 0.4, 0.6)])
    assert "(at none: −0.50, at all: +0.50)" in decider_sentence("Ada’s share", [answer])
