"""Values that are computed once are those that would be computed each time."""

import ast
from textwrap import dedent

import pytest

from influence_sim.engines.lanes import memory
from influence_sim.engines.lanes.constancy import Sight
from influence_sim.engines.lanes.functions import Program
from influence_sim.language.reading import read_rulebook, read_sources

LONG = """
    def long(x):
        y = 1.0 + x * (1.0 + x * (0.5 + x * (0.16 + x * (0.04 + x * (0.008 + x * (0.001 + x * 0.0002))))))
        z = 2.0 + x * (0.1 + x * (0.2 + x * (0.3 + x * (0.4 + x * (0.5 + x * (0.6 + x * (0.7 + x * 0.8)))))))
        return y * z + x
"""
RULES = {
    "a value of the world, met in many turns": """
    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            for s in range(now.share.shape[1]):
                now.effect[p, s] = now.share[p, s] * long(world.credit_leak) + long(world.distance[p, s])
    """,
    "a value of each year": """
    def rule(world, now, record, seed, run):
        for year in range(world.state_gdp.shape[0]):
            for s in range(now.share.shape[1]):
                now.effect[0, s] += long(world.state_gdp[year, s] / world.state_gdp[0, s] * world.credit_leak)
    """,
    "a value that waits behind a condition of each lane": """
    def guarded(world, now, p, s):
        if now.share[p, s] < 0.0:
            return 0.0
        return long(world.tie_reach[p]) * now.share[p, s]

    def rule(world, now, record, seed, run):
        for _ in range(2):
            for p in range(now.share.shape[0]):
                for s in range(now.share.shape[1]):
                    now.effect[p, s] += guarded(world, now, p, s)
                    now.share[p, s] = -now.share[p, s]
    """,
    "a value of the situation, while another part of it is written": """
    def standing_of(now, p):
        return long(now.standing[p, 0])

    def work(now, p):
        for s in range(now.share.shape[1]):
            now.effect[p, s] = standing_of(now, p) + s

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """,
    "a value of the situation that changes between one work and the next": """
    def standing_of(now, p):
        return long(now.standing[p, 0])

    def work(now, p):
        for s in range(now.share.shape[1]):
            now.effect[p, s] += standing_of(now, p)

    def change(now, p):
        now.standing[p, 0] = now.standing[p, 0] * 0.5

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
        for p in range(now.share.shape[0]):
            change(now, p)
        for p in range(now.share.shape[0]):
            work(now, p)
        change(now, 1)
        work(now, 1)
    """,
    "a value of the situation that the work itself changes": """
    def standing_of(now, p):
        return long(now.standing[p, 0])

    def work(now, p):
        for s in range(now.share.shape[1]):
            now.standing[p, 0] = standing_of(now, p) * 0.001

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """,
    "a value that a rule which the work calls changes": """
    def standing_of(now, p):
        return long(now.standing[p, 0])

    def change(now, p):
        now.standing[p, 0] = now.standing[p, 0] * 0.5

    def work(now, p):
        for s in range(now.share.shape[1]):
            now.effect[p, s] = standing_of(now, p)
            change(now, p)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """,
    "two calls of one rule whose places have changed their turn": """
    def between(now, p, q):
        return long(now.standing[p, 0] - 2.0 * now.standing[q, 0])

    def work(now, p):
        for q in range(now.share.shape[0]):
            now.effect[p, 0] += between(now, p, q)
            now.effect[p, 1] += between(now, q, p)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """,
    "a variable that is given its value twice": """
    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            x = world.tie_reach[p]
            for s in range(now.share.shape[1]):
                now.effect[p, s] = long(x)
                x = x + 1.0
    """,
    "a value with two long ways, first met where lanes have parted": """
    def pick(world, p):
        if world.tie_reach[p] < -1.5:
            return long(world.tie_reach[p] * 2.0)
        return long(world.credit_leak)

    def some(world, now, p):
        return now.share[p, 0] * pick(world, p)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            for s in range(now.share.shape[1]):
                if now.share[p, s] > 0.0:
                    now.effect[p, s] = some(world, now, p)
                now.share[p, s] = -now.share[p, s]
                if now.share[p, s] > 0.0:
                    now.effect[p, s] = some(world, now, p)
    """,
    "a value of the situation and of years that a loop counts": """
    def value(world, now, p, year):
        return long(now.standing[p, 0] * world.state_gdp[year, 0] / world.state_gdp[0, 0])

    def work(world, now, p):
        for year in range(world.state_gdp.shape[0]):
            for s in range(now.share.shape[1]):
                now.effect[p, s] += value(world, now, p, year)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(world, now, p)
    """,
    "a value of the situation in either of two years": """
    def value(world, now, p, year):
        return long(now.standing[p, 0] * world.state_gdp[year, 0] / world.state_gdp[0, 0])

    def work(world, now, p, first, last):
        for s in range(now.share.shape[1]):
            now.effect[p, s] += value(world, now, p, first)
            now.effect_sum[p, s] += value(world, now, p, last) * world.state_gdp[first, 0] / world.state_gdp[last, 0]

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(world, now, p, 0, 2)
    """,
    "work on one actor after the other, each in a year of its own": """
    def value(world, now, p, year):
        return long(now.standing[0, 0] * world.state_gdp[year, 0] / world.state_gdp[0, 0]) + p

    def shared(world, now, year):
        return long(now.standing[0, 0] * world.state_gdp[year, 0] / world.state_gdp[0, 0])

    def work(world, now, p, year):
        for s in range(now.share.shape[1]):
            now.effect[p, s] += value(world, now, p, year) + shared(world, now, year)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(world, now, p, p)
        for p in range(now.share.shape[0]):
            work(world, now, p, world.moving * 0 + p)
    """,
    "a loop that goes beyond its axis": """
    def rule(world, now, record, seed, run):
        for s in range(now.share.shape[1] + 40):
            if s < now.share.shape[1]:
                now.effect[0, s] = now.share[0, s]
            now.effect[1, 0] += long(world.credit_leak * s)
            now.effect[1, 1] += long(world.credit_leak * (s - 2))
    """,
    "a number that is a place on two axes": """
    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[1]):
            now.effect[p, p] = now.share[p, p] + long(world.tie_reach[p] * world.resource_rents[p])
            now.effect[0, 0] += long(world.tie_reach[p] * world.resource_rents[p])
    """,
    "a rule that works where lanes have parted": """
    def work(world, now, p):
        now.effect[p, 0] = long(now.standing[p, 0]) + long(world.distance[p, 1])

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            if now.depth[0] > 0.0:
                now.effect[p, 0] = long(world.tie_reach[p])
            else:
                work(world, now, p)
                now.effect[p, 1] = long(now.depth[1])
    """,
}


@pytest.mark.parametrize("text", RULES.values(), ids=RULES.keys())
def test_what_is_remembered_has_the_same_bits(text: str, both) -> None:
    lanes, python = both(dedent(LONG) + dedent(text))
    assert lanes.same_as(python)


@pytest.mark.parametrize("name", ["a value of each year", "a value of the world, met in many turns"])
def test_years_that_are_forgotten_are_computed_again(name: str, both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 0)
    lanes, python = both(dedent(LONG) + dedent(RULES[name]))
    assert lanes.same_as(python)


def sites(text: str) -> list[str]:
    """The axes of each table that the code of a rule has."""
    program = Program(read_sources({"sample": dedent(LONG) + dedent(text)}), 4)
    program.write_entry("rule")
    return program.sites


def test_a_value_has_a_table_with_the_axes_that_it_follows_from() -> None:
    assert sites(RULES["a value of the world, met in many turns"]) == ["", "PS"]
    assert sites(RULES["a value of each year"]) == ["SY"]


def test_what_a_rule_writes_is_not_remembered_while_it_works() -> None:
    assert sites(RULES["a value of the situation that the work itself changes"]) == []
    assert sites(RULES["a value that a rule which the work calls changes"]) == []


def test_a_value_of_the_situation_is_remembered_only_if_it_is_met_again() -> None:
    once = """
    def work(now, p):
        for s in range(now.share.shape[1]):
            now.effect[p, s] = long(now.standing[p, s])

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """
    assert sites(once) == []
    assert sites(RULES["a value of the situation, while another part of it is written"]) == ["P"]


def test_two_calls_of_one_rule_at_the_same_work_share_a_table() -> None:
    twice = """
    def value(now, p, s):
        return long(now.standing[p, s])

    def work(now, p):
        for s in range(now.share.shape[1]):
            now.effect[p, s] = value(now, p, s)
        for s in range(now.share.shape[1]):
            now.effect[p, s] += value(now, p, s)

    def rule(world, now, record, seed, run):
        for p in range(now.share.shape[0]):
            work(now, p)
    """
    assert sites(twice) == ["PS"]


def test_no_draw_of_luck_is_ever_remembered() -> None:
    book = read_rulebook()
    program = Program(book, 4)
    draws = {"philox", "uniform", "normal"}
    for rule in book.functions.values():
        for node in ast.walk(rule.node):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in draws:
                places = {name: program.constancy.place(rule, name) for name in rule.parameters}
                assert program.constancy.known(Sight(places, rule), node) is None
