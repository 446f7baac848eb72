"""Which code is left out when no lane goes there."""

import ast

import pytest

from influence_sim.engines.lanes.costs import Costs, parts_lanes
from influence_sim.language.reading import read_rulebook, read_sources

TEXT = """
def short(x):
    return x + 1.0

def rule(world, now, p, s):
    k = world.focal
    x = 0.0
    if now.depth[0] > 0.0:
        x = {}
    now.effect[p, s] = x + now.share[k, s] + short(x)
"""


def must_branch(expression: str) -> bool:
    book = read_sources({"sample": TEXT.format(expression)})
    rule = book["rule"]
    condition = rule.body[2]
    assert isinstance(condition, ast.If)
    return Costs(book).must_branch(rule, condition.body[0])


@pytest.mark.parametrize("expression", ["now.share[p, s]", "now.share[0, 1]", "short(x)", "now.share[p, s] * 2.0"])
def test_short_code_with_plain_indices_runs_for_all_lanes(expression: str) -> None:
    assert not must_branch(expression)


@pytest.mark.parametrize("expression", ["now.share[k, s]", "now.share[p - 1, s]", "now.share[world.focal, s]"])
def test_an_index_that_a_condition_may_guard_runs_only_where_it_holds(expression: str) -> None:
    assert must_branch(expression)


def test_long_code_runs_only_if_a_lane_needs_it() -> None:
    assert must_branch(" + ".join(["x * 2.0"] * 40))


def test_a_rule_is_as_long_as_what_it_calls() -> None:
    costs = Costs(read_rulebook())
    assert costs.lengths["power"] > costs.lengths["exp"] + costs.lengths["log"]


def test_lanes_part_where_a_condition_on_the_run_returns() -> None:
    book = read_rulebook()
    assert parts_lanes(book["exp"], book["exp"].body[0])
    assert not any(parts_lanes(book["year_of"], statement) for statement in book["year_of"].body)
