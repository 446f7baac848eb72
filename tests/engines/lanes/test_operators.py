"""Every operator and supplied function gives each lane the bits of plain Python."""

import pytest

FLOATS = ["x + y", "x - y", "x * y", "x / (y * y + 1.0)", "-x", "abs(x)", "sqrt(abs(x))", "0.1 * x + 0.2 * y", "m / 3"]
WHOLES = [
    "m + n", "m - 2 * n", "m * n", "m // 3", "(m + 5) % 3", "m & n", "m | 4", "m ^ 7", "(m + 100) >> 1", "-m",
    "abs(m - 2)", "floor(x)", "floor(-2.0)", "seed % 3 + run", "m // (n + 1)", "(m + 9) % (n + 1)",
    "multiply_high(run, 0xCD9E8D57)", "multiply_low(run, 0xD2511F53)", "multiply_high(run, run)",
]  # fmt: skip
TESTS = [
    "x < y", "x <= y", "x > 0.0", "x >= y", "m == n", "m != n", "x == x", "x != y", "-1.0 < x < 1.0", "0 <= m < n",
    "x < m", "not x < y", "x < y and m == n", "x < y or m == n", "world.moving == 1 and x > 0.0",
    "x > 0.0 and world.moving == 1", "world.moving == 0 or x > 0.0", "seed > 3 and world.moving == 0 or x > y",
]  # fmt: skip


def rule(expression: str, field: str) -> str:
    return f"""
        from math import floor, sqrt
        from .primitives import multiply_high, multiply_low

        def rule(world, now, record, seed, run):
            for p in range(now.share.shape[0]):
                for s in range(now.share.shape[1]):
                    x = now.share[p, s]
                    y = now.standing[p, s]
                    m = now.status[0, s]
                    n = now.intention[1, s]
                    {field} = {expression}
                    now.tie[p, s] = x + y + m + n + floor(sqrt(1.0) + multiply_low(1, 1)) + multiply_high(1, 1)
    """


@pytest.mark.parametrize("expression", FLOATS)
def test_an_operation_on_floats_has_the_same_bits(expression: str, both) -> None:
    lanes, python = both(rule(expression, "now.effect[p, s]"))
    assert lanes.same_as(python)


@pytest.mark.parametrize("expression", WHOLES)
def test_an_operation_on_whole_numbers_has_the_same_bits(expression: str, both) -> None:
    lanes, python = both(rule(expression, "now.intention[0, s]"))
    assert lanes.same_as(python)


@pytest.mark.parametrize("condition", TESTS)
def test_a_condition_holds_in_the_same_lanes(condition: str, both) -> None:
    lanes, python = both(rule(f"1.0 if {condition} else 0.0", "now.effect[p, s]"))
    assert lanes.same_as(python)


def test_a_number_is_split_and_scaled_as_by_the_rulebook(both) -> None:
    lanes, python = both("""
        from .primitives import scale, split

        def rule(world, now, record, seed, run):
            for p in range(now.share.shape[0]):
                for s in range(now.share.shape[1]):
                    fraction, k = split(abs(now.share[p, s]) * 1000.0 + 1e-300)
                    now.effect[p, s] = fraction
                    now.intention[0, s] = k
                    now.standing[p, s] = scale(now.share[p, s], k - 3)
    """)
    assert lanes.same_as(python)


def test_products_and_sums_are_never_fused(both) -> None:
    """1 + 2**-30 squared less 1 and 2**-29 leaves 2**-60 only if the product is not rounded."""
    lanes, python = both("""
        def rule(world, now, record, seed, run):
            x = 1.0 + 9.313225746154785e-10 * (1.0 if now.depth[0] > -9.0 else 2.0)
            now.effect[0, 0] = x * x - 1.0000000018626451
    """)
    assert lanes.now["effect"][0, 0, 0] == 0.0
    assert lanes.same_as(python)
