"""What the reader accepts, and what it says of it."""

import ast
from collections.abc import Callable

import pytest

from influence_sim.language.errors import LanguageError
from influence_sim.language.reading import read_sources
from influence_sim.language.rulebook import Rulebook

Read = Callable[..., Rulebook]

ARITHMETIC = '''
"""Elementary functions."""

from math import floor, sqrt

from .primitives import scale, split

HALF = 0.5
LOWEST = -3


def halves(x):
    """Two halves of x."""
    return HALF * x, HALF * x


def root_of(x):
    """Whole part of the root."""
    fraction, exponent = split(x)
    return floor(sqrt(scale(fraction, exponent))) - LOWEST
'''

CONTEST = '''
"""The contest."""

from .arithmetic import HALF, halves, root_of


def total_standing(now, s):
    """All standing in a state."""
    total = 0.0
    for p in range(now.standing.shape[0]):
        total += now.standing[p, s]
    return total


def shares(world, now, s, year):
    """Shares of all powers."""
    P, S = now.share.shape
    total = total_standing(now, s) + world.leak_to_home * now.own_hand[s]
    first, second = halves(total)
    if year >= world.branch and world.moving == 1:
        for p in range(P):
            now.share[p, s] = now.standing[p, s] / total if total > 0.0 else 0.0
    else:
        for _ in range(S):
            now.share[0, s] += first - second
    root = root_of(total)
    crowded = total > HALF or not 1 < root <= 3
    if crowded:
        now.status[0, s] = 2
    now.leaked[s] = abs(-total)


def first_shares(world, now, s):
    """Shares before the first step."""
    shares(world, now, s, 0)


def pipe_left(stock, inflow, lag, h):
    """What waits after a step."""
    if lag <= 0.0:
        return 0.0
    kept = 1.0 / (1.0 + h / lag)
    return stock * kept + inflow * lag * (1.0 - kept)
'''


@pytest.fixture
def sample(read: Read) -> Rulebook:
    """Two modules that use all that the language has."""
    return read(contest=CONTEST, arithmetic=ARITHMETIC)


def test_a_module_comes_after_those_it_imports_from(sample: Rulebook) -> None:
    assert [module.name for module in sample.modules] == ["arithmetic", "contest"]


def test_functions_keep_their_order_within_a_module(sample: Rulebook) -> None:
    names = [function.name for function in sample.modules[1].functions]
    assert names == ["total_standing", "shares", "first_shares", "pipe_left"]


def test_a_callee_comes_before_its_callers(sample: Rulebook) -> None:
    seen: set[str] = set()
    for function in sample.functions.values():
        assert {name for name in function.calls if name in sample.functions} <= seen
        seen.add(function.name)


def test_constants_keep_their_values(sample: Rulebook) -> None:
    assert sample.constants == {"HALF": 0.5, "LOWEST": -3}


def test_a_function_knows_its_place(sample: Rulebook) -> None:
    shares = sample["shares"]
    assert (shares.module, shares.file, shares.line) == ("contest", "contest.py", 14)


def test_docstrings_are_kept_and_are_no_statement(sample: Rulebook) -> None:
    assert sample["total_standing"].docstring == "All standing in a state."
    assert isinstance(sample["total_standing"].body[0], ast.Assign)


def test_a_variable_has_the_kind_of_what_it_is_given(sample: Rulebook) -> None:
    kinds = {"s": "int", "year": "int", "P": "int", "S": "int", "p": "int"}
    kinds |= {"root": "int", "total": "float", "first": "float", "second": "float", "crowded": "bool"}
    assert sample["shares"].kinds == kinds


def test_a_parameter_is_a_float_unless_something_tells_otherwise(sample: Rulebook) -> None:
    assert set(sample["pipe_left"].kinds.values()) == {"float"}


@pytest.mark.parametrize(
    ("name", "returns"),
    [("halves", ("float", "float")), ("root_of", ("int",)), ("pipe_left", ("float",)), ("shares", ())],
)
def test_a_rule_knows_what_it_returns(sample: Rulebook, name: str, returns: tuple[str, ...]) -> None:
    assert sample[name].returns == returns


def test_a_rule_knows_what_it_calls_in_order(sample: Rulebook) -> None:
    assert sample["shares"].calls == ("total_standing", "halves", "root_of")
    assert sample["root_of"].calls == ("split", "scale")


def written(fields: frozenset[object]) -> set[str]:
    """The names of fields."""
    return {str(field) for field in fields}


def test_a_rule_knows_what_it_reads_itself(sample: Rulebook) -> None:
    own = {"world.leak_to_home", "world.branch", "world.moving", "now.own_hand", "now.standing", "now.share"}
    assert written(sample["shares"].own_reads) == own


def test_a_length_of_a_field_is_no_reading(read: Read) -> None:
    book = read(sample="def lengths(now):\n    return now.depth.shape[0]\n")
    assert book["lengths"].reads == frozenset()


def test_a_rule_knows_what_it_reads_and_writes_through_others(sample: Rulebook) -> None:
    assert sample["first_shares"].own_writes == frozenset()
    assert written(sample["first_shares"].writes) == {"now.share", "now.status", "now.leaked"}
    assert "now.standing" in written(sample["first_shares"].reads)


def test_a_rule_knows_that_it_loops_through_another(sample: Rulebook) -> None:
    assert sample["first_shares"].loops
    assert not sample["pipe_left"].loops


def test_a_function_of_numbers_sees_no_state(sample: Rulebook) -> None:
    assert sample["shares"].takes_shapes
    assert not sample["pipe_left"].takes_shapes


def test_every_number_in_a_rule_has_a_kind(sample: Rulebook) -> None:
    kinds = {ast.unparse(node): kind for node, kind in sample["shares"].kind_of.items()}
    assert kinds["now.standing[p, s] / total"] == "float"
    assert kinds["year >= world.branch and world.moving == 1"] == "bool"
    assert kinds["now.status[0, s]"] == kinds["root_of(total)"] == "int"


def test_what_depends_on_the_run_is_marked(sample: Rulebook) -> None:
    varying = {ast.unparse(node) for node in sample["shares"].varying}
    assert {"total", "root", "now.share[p, s]", "crowded", "total > HALF", "world.leak_to_home"} <= varying
    assert not {"P", "p", "s", "year >= world.branch", "world.moving == 1", "root_of"} & varying


def test_a_parameter_is_whole_if_every_caller_gives_a_whole_number(read: Read) -> None:
    text = "def weight(status):\n    return status\n\n\ndef rule(now, f, u):\n    return weight(now.status[f, u])\n"
    assert read(sample=text)["weight"].kinds["status"] == "int"


def test_a_parameter_is_a_float_if_one_caller_gives_a_float(read: Read) -> None:
    text = "def weight(x):\n    return x\n\n\ndef rule(now, f, u):\n    return weight(now.status[f, u]) + weight(1.0)\n"
    assert read(sample=text)["weight"].kinds["x"] == "float"


def test_a_parameter_that_is_handed_on_as_an_index_is_whole(read: Read) -> None:
    text = "def depth(now, i):\n    return now.depth[i]\n\n\ndef rule(now, which):\n    return depth(now, which + 1)\n"
    assert read(sample=text)["rule"].kinds["which"] == "int"


@pytest.mark.parametrize("index", ["x", "x + 1", "3 - (x if x > 2 else -x)", "7 % x", "x >> 1"])
def test_a_parameter_that_is_used_as_only_whole_numbers_can_be_is_whole(read: Read, index: str) -> None:
    book = read(sample=f"def rule(now, x):\n    return now.depth[{index}]\n")
    assert book["rule"].kinds["x"] == "int"


def test_a_parameter_of_which_a_remainder_is_taken_in_place_is_whole(read: Read) -> None:
    book = read(sample="def rule(x):\n    n = 7\n    n %= x\n    return n\n")
    assert book["rule"].returns == ("int",)


def test_a_loop_in_a_function_of_numbers_may_stand_under_any_condition(read: Read) -> None:
    text = """
        def series(x):
            total = 0.0
            for _ in range(3):
                total = total * x + 1.0
            return total


        def rule(now, s):
            return series(now.own_hand[s]) if now.own_hand[s] > 0.0 else 0.0
        """
    assert read(sample=text)["rule"].loops


@pytest.mark.parametrize(
    "condition",
    [
        "s == 0",
        "year < world.branch",
        "world.convenor[0] >= 0",
        "world.with_debt == 1",
        "world.corridor_crosses[s, 0] == 1",
        "now.share.shape[1] > 2",
        "(year + 1) % 2 == 0 and s > 1",
    ],
)
def test_a_loop_may_stand_under_a_condition_that_is_the_same_in_all_runs(read: Read, condition: str) -> None:
    text = f"""
        def rule(world, now, s, year):
            if {condition}:
                for p in range(now.share.shape[0]):
                    now.share[p, s] = world.leak_to_home
        """
    assert written(read(sample=text)["rule"].writes) == {"now.share"}


def test_modules_that_are_exempt_are_not_read(read: Read) -> None:
    exempt = dict.fromkeys(("fields", "world", "situation", "record", "shapes"), "class World:\n    pass\n")
    book = read(sample="def rule(x):\n    return x\n", primitives="import math\n", **exempt)
    assert [module.name for module in book.modules] == ["sample"]


@pytest.mark.parametrize("edited", ["sample", "shapes"])
def test_the_digest_tells_an_edit_of_any_file(edited: str) -> None:
    texts = {"sample": "def rule(x):\n    return x\n", "shapes": "# the fields"}
    changed = {**texts, edited: texts[edited] + "\n"}
    assert read_sources(texts).digest != read_sources(changed).digest


def test_a_complaint_tells_its_place() -> None:
    with pytest.raises(LanguageError) as caught:
        read_sources({"sample": "\nx = 1"}, folder="rules/")
    assert (caught.value.file, caught.value.line) == ("rules/sample.py", 2)


def test_a_function_has_a_name_of_its_own_over_the_whole_rulebook(complaint_about: Callable[..., str]) -> None:
    text = "def rule(x):\n    return x\n"
    expected = "second.py:1: rule is also defined in first.py, line 1; find a name of its own"
    assert complaint_about(first=text, second=text) == expected


def test_a_constant_has_a_name_of_its_own_over_the_whole_rulebook(complaint_about: Callable[..., str]) -> None:
    expected = "second.py:1: RATE is also defined in first.py, line 1; find a name of its own"
    assert complaint_about(first="RATE = 1.0\n", second="RATE = 1.0\n") == expected


def test_a_name_is_imported_from_the_module_that_defines_it(complaint_about: Callable[..., str]) -> None:
    first, second = "def rule(x):\n    return x\n", "from .first import rule\n"
    expected = "third.py:1: second does not define rule; allowed: nothing"
    assert complaint_about(first=first, second=second, third="from .second import rule\n") == expected


def test_a_rule_of_another_module_is_called_only_if_imported(complaint_about: Callable[..., str]) -> None:
    second = "def other(x):\n    return rule(x)\n"
    expected = "second.py:2: rule() is not imported; write from .first import rule"
    assert complaint_about(first="def rule(x):\n    return x\n", second=second) == expected


def test_modules_do_not_import_each_other(complaint_about: Callable[..., str]) -> None:
    first = "from .second import B\n\nA = 1\n"
    second = "from .first import A\n\nB = 1\n"
    expected = "first.py:1: modules import each other: first → second → first; move what both need to a third"
    assert complaint_about(first=first, second=second) == expected
