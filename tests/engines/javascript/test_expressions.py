"""Expressions: each has in JavaScript the bits that it has in Python."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from worlds import make_world

NUMBERS = [0.0, -0.0, 1.0, -1.0, 0.1, 0.3, -2.5, 3.7, 1e300, -1e-300, 5e-324]
WHOLE = [0, 1, 2, 3, 7, 12, 2**31 - 1, 2**31, 2**32 - 1]


def test_floats_keep_their_order_and_their_signs(agree_on: Callable[..., Any]) -> None:
    expressions = [
        "a + (b + 0.1)",
        "a - (b - 0.1)",
        "a * (b * 0.1)",
        "a - b - 0.1",
        "(a + b) * (a - b)",
        "a / (1.0 + b * b) / 3.0",
        "a / (3.0 / (1.0 + abs(b)))",
        "a - -b",
        "-(-a) + b",
        "-(a + b)",
        "-a * b",
        "2.5e-7 * a + 1e-05 - 1e22 * b",
        "abs(a) - abs(b)",
    ]
    agree_on(expressions, "a, b", product(NUMBERS, NUMBERS))


def test_whole_numbers_divide_as_in_python(agree_on: Callable[..., Any]) -> None:
    expressions = ["k // q", "k % q", "(k - k % q) // q", "k // q // 2", "(k + 1) // q * q - k", "k - (q - 1)", "k / q"]
    pairs = [(k, q) for k in [*WHOLE, 2**53 - 1, 2**53 - 2] for q in [1, 2, 3, 7, 2**31, 2**52 - 1] if k < 2**53 - q]
    agree_on(expressions, "k, q", pairs)


def test_bits_stay_unsigned(agree_on: Callable[..., Any]) -> None:
    expressions = [
        "k & q",
        "k | q",
        "k ^ q",
        "k ^ q ^ 0xFFFFFFFF",
        "k & (q | 1)",
        "(k | q) & (k ^ q)",
        "(k + q) & 0xFFFFFFFF",
        "(k ^ q) + 1",
        "k >> 3",
        "k >> 0",
        "k >> 31",
        "k >> 32",
        "(k | q) >> 1",
        "k >> (q & 63)",
        "k & 1 if k ^ q == q & 5 else 7",
    ]
    agree_on(expressions, "k, q", product(WHOLE, WHOLE))


def test_a_whole_zero_has_no_sign(twins: Callable[..., Any]) -> None:
    text = """
    from math import floor

    def rule(k, q, x):
        product = k * q
        scaled = 3 * q
        scaled *= k
        negative = -k
        return product * x, negative * x, scaled * x, floor(x) * x, 1.0 / (floor(x) + 1e-9), -0 * x
    """
    answers = twins(text).agree("rule", *product([0, 1], [-1, 0, 2], [-0.0, -0.5, 1.5]))
    assert any(value == 0.0 for answer in answers for value in answer)


def test_floor_goes_down_below_zero(twins: Callable[..., Any]) -> None:
    text = "from math import floor\n\ndef rule(x):\n    return floor(x) - 1, floor(-x)\n"
    answers = twins(text).agree("rule", *((x,) for x in [-2.5, -2.0, -0.1, -0.0, 0.0, 0.9, 7.0, 1e15 + 0.5]))
    assert answers[0] == (-4, 2)


def test_roots_are_rounded_alike(twins: Callable[..., Any]) -> None:
    numbers = np.random.default_rng(1).lognormal(0.0, 50.0, 200).tolist()
    twins("from math import sqrt\n\ndef rule(x):\n    return sqrt(x)\n").agree("rule", *((x,) for x in numbers))


def test_conditions_hold_as_in_python(agree_on: Callable[..., Any]) -> None:
    conditions = [
        "a < b",
        "a <= b",
        "a > b",
        "a >= b",
        "a == b",
        "a != b",
        "-1.0 < a < b",
        "a < b <= 1.0 < 3.7",
        "a == b == 0.0",
        "not a < b",
        "not (a < b and b < 1.0)",
        "a < 0.0 or a > 1.0 and b > 0.0",
        "(a < 0.0 or a > 1.0) and b > 0.0",
        "not a < b and not b < a",
    ]
    answers = agree_on([f"1 if {condition} else 0" for condition in conditions], "a, b", product(NUMBERS, NUMBERS))
    assert all({*each} == {0, 1} for each in answers)


def test_choices_nest(agree_on: Callable[..., Any]) -> None:
    expressions = [
        "1.0 if a < 0.0 else 2.0 if b < 0.0 else 3.0",
        "(1.0 if b < 0.0 else 2.0) if a < 0.0 else 3.0",
        "1.0 if (a if b < 0.0 else b) < 0.5 else 2.0",
        "1.0 + (a if a < b else b) * 2.0",
        "-(a if a < b else b)",
    ]
    agree_on(expressions, "a, b", product(NUMBERS, NUMBERS))


def test_constants_keep_their_bits(twins: Callable[..., Any]) -> None:
    text = """
    TINY = 5e-324
    LARGE = 1.7976931348623157e308
    THIRD = 0.3333333333333333
    BELOW = -1e-05
    MASK = 0xFFFFFFFF
    MOST = 9007199254740991

    def rule(x):
        return TINY * x, LARGE * x, THIRD * x, BELOW * x, (MASK ^ 1) * x, MOST * x, 0.50 * x, 10.0 * x, 1e16 * x
    """
    twins(text).agree("rule", (1.0,), (-1.0,))


def test_cells_are_found_by_all_their_indices(twins: Callable[..., Any]) -> None:
    text = """
    def rule(world, now, p, s):
        now.plan[p, s, 1] = world.state_value[2, p, s] + world.channel_need[s, 1 if p > 0 else 0]
        now.plan[p, s, 0] = now.plan[p, s, 1] * world.population[1 + p, s]
        now.depth[0] += world.history[p + 1, 1, s] + world.branch

    def lengths(world, now):
        P, S = now.share.shape
        return P * 100 + S * 10 + now.plan.shape[2], world.history.shape[0]
    """
    built = twins(text, make_world(np.random.default_rng(5), powers=3, states=4, forums=2, channels=2, branch=2))
    places = [("world", "now", p, s) for p in range(3) for s in range(4)]
    built.agree("rule", *places, fields=[("now", "plan"), ("now", "depth"), ("now", "share")])
    assert built.agree("lengths", ("world", "now")) == [(342, 6)]
