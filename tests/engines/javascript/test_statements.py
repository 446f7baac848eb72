"""Statements: variables, branches, loops and returns do in JavaScript what they do in Python."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from worlds import make_world

PAIRS = [*product([-1.5, 0.0, 0.25, 2.0], repeat=2)]


def test_a_variable_assigned_in_branches_holds_after_them(twins: Callable[..., Any]) -> None:
    text = """
    def rule(a, b):
        if a < b:
            x = a
        elif a > b:
            y = a * 2.0
            x = y + b
        else:
            x = 7.0
        return x
    """
    twins(text).agree("rule", *PAIRS)


def test_a_variable_of_one_branch_may_be_assigned_again_after_it(twins: Callable[..., Any]) -> None:
    text = """
    def rule(a, b):
        if a < b:
            x = a * 3.0
            return x
        x = b
        if x > 0.0:
            x += 1.0
        return x
    """
    twins(text).agree("rule", *PAIRS)


def test_a_variable_of_the_one_branch_that_goes_on_holds_after_it(twins: Callable[..., Any]) -> None:
    text = """
    def rule(a, b):
        if a < b:
            x = a * 3.0
        else:
            return b
        return x + b
    """
    twins(text).agree("rule", *PAIRS)


def test_else_with_more_than_an_if_stays_else(twins: Callable[..., Any]) -> None:
    text = """
    def rule(a, b):
        if a < 0.0:
            x = 1.0
        else:
            if b < 0.0:
                y = b
                x = y * y
            else:
                x = 2.0
            x += 0.5
        if b > 1.0:
            x *= 2.0
        else:
            if a > 1.0:
                x -= 1.0
        return x
    """
    twins(text).agree("rule", *PAIRS)


def test_every_assignment_that_changes_a_value_does(twins: Callable[..., Any]) -> None:
    text = """
    def rule(x, k):
        x += 0.1
        x -= 0.7
        x *= 3.0
        x /= 7.0
        n = k + 5
        n += 3
        n -= 1
        n *= k
        n //= 2
        n %= 1000003
        n |= 5
        n ^= 0xFFFF0000
        n &= 0xFFFFFFF0
        n >>= 2
        return x, n
    """
    twins(text).agree("rule", *product([0.3, -2.0], [0, 1, 2**30]))


def test_a_condition_may_be_kept_in_a_variable(twins: Callable[..., Any]) -> None:
    text = """
    def rule(a, b):
        if b < 1.0:
            holds = a < 1.0
        else:
            holds = a > 1.0
        return 1 if not holds or a == b else 0
    """
    assert {*twins(text).agree("rule", *PAIRS)} == {0, 1}


def test_loops_keep_their_bounds(twins: Callable[..., Any]) -> None:
    text = """
    def rule(k, q):
        total = 0
        for i in range(k, q):
            total += i
        for i in range(2 * k + 1):
            for _ in range(3):
                total += 100 * i
        for _ in range(2):
            for _ in range(k // 2, q + 1):
                total += 1
        return total
    """
    twins(text).agree("rule", (0, 0), (0, 4), (3, 9), (5, 2))


def test_a_loop_may_count_in_a_variable_that_was_its_bound(twins: Callable[..., Any]) -> None:
    text = """
    def rule(k):
        n = k + 1
        total = n
        for n in range(n):
            total += n
        i = 2
        total *= i
        for i in range(i, i + 3):
            total += i
        return total
    """
    twins(text).agree("rule", (0,), (4,))


def test_a_variable_of_a_loop_starts_anew_in_the_next(twins: Callable[..., Any]) -> None:
    text = """
    def rule(k, x):
        total = 0.0
        for i in range(k):
            if i > 1:
                y = x * i
            else:
                y = 1.0
            total += y
        for i in range(k):
            y = total * 0.5
            total -= y
        return total
    """
    twins(text).agree("rule", *product([0, 1, 5], [0.1, 3.0]))


def test_several_values_are_returned_and_unpacked(twins: Callable[..., Any]) -> None:
    text = """
    from .primitives import split

    def three(a, b):
        if a < b:
            return a, b, a + b
        return b, a, a - b

    def rule(a, b):
        low, _, x = three(a, b)
        if x > 1.0:
            low, high, _ = three(x, low)
        else:
            high = 0.0
        fraction, k = split(abs(x) + 1.0)
        return low, high, x, fraction * k
    """
    twins(text).agree("rule", *PAIRS)


def test_a_parameter_may_be_assigned(twins: Callable[..., Any]) -> None:
    twins("def rule(a, b):\n    a += b\n    b = a * 2.0\n    return a - b * b\n").agree("rule", *PAIRS)


def test_words_that_javascript_keeps_are_names_like_others(twins: Callable[..., Any]) -> None:
    text = """
    def delete(new, default):
        var = new * 2.0
        let = var - default
        return let

    def rule(this, function):
        Math = delete(this, function)
        return Math + this
    """
    twins(text).agree("rule", *PAIRS)


def test_rules_call_rules_that_write(twins: Callable[..., Any]) -> None:
    text = """
    def inner(world, now, s, x):
        for p in range(now.share.shape[0]):
            if world.rival[p] == 1:
                now.share[p, s] += x
            else:
                now.share[p, s] -= x * world.autonomy_base

    def rule(world, now, record, x):
        for s in range(now.share.shape[1]):
            inner(world, now, s, x + s)
            for p in range(now.share.shape[0]):
                record.share[1, p, s] = now.share[p, s] * 0.5
                record.status[0, 0, s] = p + 1
    """
    world = make_world(np.random.default_rng(2), rival=np.array([1, 0, 1]))
    fields = [("now", "share"), ("record", "share"), ("record", "status")]
    twins(text, world).agree("rule", ("world", "now", "record", 0.1), ("world", "now", "record", 1.7), fields=fields)
