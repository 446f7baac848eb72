"""Each objection is answered with the comparison's own numbers, whichever way they fall."""

import pytest

import influence_sim as isim
from influence_sim.experiments.comparison import Comparison
from influence_sim.faces import findings
from influence_sim.faces.report.referee import answers, decides_answer, three
from influence_sim.faces.swinging import End, Swing
from influence_sim.faces.words import Cast
from influence_sim.wording import signed


@pytest.fixture(scope="module")
def pair() -> Comparison:
    return isim.compare("baseline", runs=2, ledger_runs=1)


def answers_of(comparison: Comparison) -> list[str]:
    return answers(comparison, comparison.strategies[1], findings.cast_of(comparison.scenario))


def test_the_five_objections_each_have_an_answer(pair: Comparison) -> None:
    said = answers_of(pair)
    for objection in ("assumed the winner", "Public goods", "unobserved", "no data", "Who decides"):
        assert sum(objection in answer for answer in said) == 1, objection


def test_the_winner_is_answered_with_the_ledgers_ends(pair: Comparison) -> None:
    first = answers_of(pair)[0]
    assert "the strategies do the same" in first
    late = pair.ledger.query("term == 'whole' and window == 'late' and weight == 'states equally'")
    for _, row in late.iterrows():
        assert signed(row["contribution"] * 100, 2) in first


def test_swapped_strategies_swap_the_signs(pair: Comparison) -> None:
    swapped = isim.compare("baseline", ["institution", "bilateral"], runs=2, ledger_runs=1)
    one = three(pair, pair.strategies[1], "as given", "coordination")
    other = three(swapped, swapped.strategies[1], "as given", "coordination")
    assert other == one.replace("+", "\0").replace("−", "+").replace("\0", "−")


def test_powers_without_series_are_told_with_what_they_may_change(pair: Comparison) -> None:
    (said,) = (answer for answer in answers_of(pair) if "no data" in answer)
    assert "No series tells what Russia and India commit" in said
    assert "Moved across their priors" in said


def test_turning_assumptions_are_counted_by_axis() -> None:
    turning = Swing("the leak", [End("0", 0.5, 0.1, 0.7), End("1", -0.2, -0.5, -0.1)])
    still = Swing("the lag", [End("0", 0.5, 0.1, 0.7), End("1", 0.2, 0.1, 0.3)])
    cast = Cast("Ada", ["Bo"])
    said = decides_answer({"possession": [turning], "milieu": [still], "independence": [turning, turning]}, cast)
    assert "1 assumption on Ada’s share and 2 assumptions on what no power holds" in said
    nothing = {axis: [still] for axis in ("possession", "milieu", "independence")}
    assert decides_answer(nothing, cast).startswith("No contested assumption")
