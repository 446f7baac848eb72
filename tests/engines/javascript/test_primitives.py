"""The four primitives, and the rulebook's own functions of numbers."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from influence_sim.language.vocabulary import primitive_signatures
from influence_sim.rules import arithmetic, chance, primitives

SMALLEST, SMALLEST_NORMAL, LARGEST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
EDGES = [SMALLEST, 3 * SMALLEST, SMALLEST_NORMAL - SMALLEST, SMALLEST_NORMAL, LARGEST, 0.5, 1.0 - 2**-53, 1.0, 0.0]


@pytest.fixture(scope="module")
def everywhere(in_node: Callable[[str, Any], Any], sources: list[str]) -> Callable[..., None]:
    """Compare a function of numbers with what the rules in JavaScript give."""

    def compare(function: Callable[..., Any], calls: list[tuple[float, ...]]) -> None:
        job = {
            "sources": sources,
            "calls": [[function.__name__, *map(bits_of, call)] for call in calls],
            "fields": [],
        }
        expected = [bits_of(function(*call)) for call in calls]
        for found in in_node("evaluate.mjs", job):
            assert found["given"] == expected

    return compare


def bits_of(value: Any) -> Any:
    """The bits of a number as hexadecimal digits, or those of several."""
    return [*map(bits_of, value)] if isinstance(value, tuple) else np.float64(value).tobytes()[::-1].hex()


def doubles(number: int) -> list[float]:
    """Doubles with all bits drawn, those that are numbers, and edges, with both signs."""
    drawn = np.random.default_rng(1).integers(0, 2**64, number, np.uint64).view(np.float64)
    small = np.random.default_rng(2).integers(0, 2**52, number, np.uint64).view(np.float64)
    return [*drawn[np.isfinite(drawn)].tolist(), *small.tolist(), *EDGES, *(-edge for edge in EDGES)]


def words() -> list[int]:
    """Numbers of 32 bits: drawn, and edges."""
    drawn = np.random.default_rng(3).integers(0, 2**32, 200).tolist()
    return [*drawn, 0, 1, 2, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFF0000, 0xFFFFFFFF]


def test_split_is_exact_for_every_double(everywhere: Callable[..., None]) -> None:
    everywhere(primitives.split, [(x,) for x in [*doubles(2000), math.inf, -math.inf]])


def test_scale_rounds_once_for_every_double(everywhere: Callable[..., None]) -> None:
    exponents = [-2200, -2098, -1100, -1075, -1074, -1023, -1022, -54, -1, 0, 1, 54, 1023, 1024, 2000, 2098]
    calls = [(x, k) for x in doubles(60) for k in exponents if x == 0.0 or math.frexp(x)[1] + k <= 1024]
    assert any(0 < abs(primitives.scale(x, k)) < SMALLEST_NORMAL for x, k in calls)
    everywhere(primitives.scale, calls)


@pytest.mark.parametrize("half", [primitives.multiply_high, primitives.multiply_low])
def test_products_of_32_bits_have_both_halves(everywhere: Callable[..., None], half: Callable[..., int]) -> None:
    everywhere(half, [(a, b) for a in words() for b in words()[::7] + words()[-9:]])


def test_the_exponential_keeps_its_bits_at_its_ends(everywhere: Callable[..., None]) -> None:
    ends = [708.0, math.nextafter(708.0, 0.0), math.nextafter(708.0, 1e3), 1e300, 0.0, -0.0, SMALLEST]
    drawn = np.random.default_rng(4).uniform(-720, 720, 2000).tolist()
    everywhere(arithmetic.exp, [(x,) for x in [*ends, *(-end for end in ends), *drawn]])


def test_the_logarithm_keeps_its_bits_for_every_positive_number(everywhere: Callable[..., None]) -> None:
    everywhere(arithmetic.log, [(abs(x),) for x in doubles(2000) if x != 0.0])


def test_powers_keep_their_bits(everywhere: Callable[..., None]) -> None:
    drawn = np.random.default_rng(5).lognormal(0.0, 5.0, 300).tolist()
    everywhere(arithmetic.power, [(x, a) for x in [0.0, 1.0, *drawn] for a in [-2.0, -0.3, 0.0, 0.5, 1.0, 30.0]])


def test_draws_keep_their_bits(everywhere: Callable[..., None]) -> None:
    ends = words()
    addresses = [(ends[i], ends[-i], i, i % 9, ends[(7 * i) % 200], ends[(3 * i) % 200]) for i in range(200)]
    addresses += [(0,) * 6, (0xFFFFFFFF,) * 6]
    everywhere(chance.philox, addresses)
    everywhere(chance.normal, addresses)


def test_every_primitive_is_supplied(sources: list[str]) -> None:
    for name in primitive_signatures():
        assert all(f"function {name}(" in source for source in sources), name
