"""Draws by address: the published vectors, and what a user of luck may rely on."""

import itertools
import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from influence_sim.rules import chance
from influence_sim.rules.chance import normal, normal_quantile, philox, uniform

KINDS = {name: value for name, value in vars(chance).items() if name.isupper() and isinstance(value, int)}
KINDS.pop("LOW_32_BITS")

# The first line of each pair is the key and the counter, the second the answer (Random123, tests/kat_vectors).
PUBLISHED = [
    ((0, 0), (0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 2, (0xFFFFFFFF,) * 4, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0xA4093822, 0x299F31D0),
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("key", "counter", "answer"), PUBLISHED)
def test_philox_gives_the_published_vectors(
    key: tuple[int, ...], counter: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    assert philox(*key, *counter) == answer


@pytest.mark.parametrize(("key", "counter", "answer"), PUBLISHED)
def test_philox_gives_the_same_in_64_bits_that_wrap_around(
    key: tuple[int, ...], counter: tuple[int, ...], answer: tuple[int, ...]
) -> None:
    with np.errstate(over="ignore"):
        assert philox(*np.array(key), *np.array(counter)) == answer


def test_draws_have_the_same_bits_in_64_bits_that_wrap_around() -> None:
    with np.errstate(over="ignore"):
        for address in np.random.default_rng(1).integers(0, 2**32, (300, 6)):
            assert normal(*address) == normal(*(int(word) for word in address))


def words_of(monkeypatch: pytest.MonkeyPatch, word: int) -> float:
    """The uniform draw when the generator answers with this word throughout."""
    monkeypatch.setattr(chance, "philox", lambda *_: (word, word, word, word))
    return float(uniform(0, 0, 0, 0, 0, 0))


def test_a_uniform_draw_is_never_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_of(monkeypatch, 0) == 2.0**-53


def test_a_uniform_draw_is_never_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_of(monkeypatch, 0xFFFFFFFF) == 1.0 - 2.0**-53


def chi_square(counts: np.ndarray) -> float:
    """How far counts are from equal ones: 0 in the mean after taking off the mean, in standard deviations."""
    expected = counts.sum() / counts.size
    freedom = counts.size - 1
    return float(((counts - expected) ** 2 / expected).sum() - freedom) / math.sqrt(2.0 * freedom)


def one_word_moving(place: int, many: int) -> list[float]:
    """Uniform draws of addresses that differ in one word only."""
    address = np.tile([1, 2, 3, 4, 5, 6], (many, 1))
    address[:, place] = range(many)
    return [uniform(*row) for row in address.tolist()]


@pytest.mark.parametrize("place", range(6))
def test_draws_are_uniform_whichever_word_of_the_address_moves(place: int) -> None:
    counts = np.bincount([int(u * 64) for u in one_word_moving(place, 6_400)], minlength=64)
    assert abs(chi_square(counts)) < 4.0


@pytest.mark.parametrize("place", range(6))
def test_successive_addresses_give_independent_draws(place: int) -> None:
    draws = one_word_moving(place, 6_401)
    cells = [8 * int(8 * u) + int(8 * v) for u, v in itertools.pairwise(draws)]
    assert abs(chi_square(np.bincount(cells, minlength=64))) < 4.0


def test_the_last_bits_of_a_draw_are_as_random_as_the_first() -> None:
    last = [int(u * 2**52) % 64 for u in one_word_moving(1, 6_400)]
    assert abs(chi_square(np.bincount(last, minlength=64))) < 4.0


def test_addresses_that_differ_give_draws_that_differ() -> None:
    draws = {uniform(*address) for address in itertools.product(range(4), repeat=6)}
    assert len(draws) == 4**6


def test_who_and_whom_are_not_interchangeable() -> None:
    assert uniform(1, 1, 1, 1, 7, 8) != uniform(1, 1, 1, 1, 8, 7)


def test_normal_draws_have_mean_zero_and_variance_one() -> None:
    draws = np.array([normal(1, run, 0, chance.STANDING_SHOCK, 0, 0) for run in range(20_000)])
    assert abs(draws.mean()) < 4.0 / math.sqrt(20_000)
    assert abs(draws.var() - 1.0) < 4.0 * math.sqrt(2.0 / 20_000)


def quantile_points() -> list[float]:
    middle = np.random.default_rng(2).uniform(0.0, 1.0, 20_000)
    tails = 2.0 ** np.random.default_rng(3).uniform(-53.0, -1.0, 20_000)
    return [float(u) for u in [*middle, *tails, *(1.0 - tails[tails > 2.0**-50]), 2.0**-53, 1.0 - 2.0**-53]]


def test_the_normal_quantile_agrees_with_the_standard_library() -> None:
    exact: Callable[[float], float] = NormalDist().inv_cdf
    assert max(abs(normal_quantile(u) - exact(u)) / abs(exact(u)) for u in quantile_points()) < 1e-15


@pytest.mark.parametrize(
    ("u", "quantile"), [(0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408)]
)
def test_the_normal_quantile_gives_known_values(u: float, quantile: float) -> None:
    # one point for each of the three formulas
    assert normal_quantile(u) == pytest.approx(quantile, rel=2e-15)


def test_the_normal_quantile_is_odd_about_one_half() -> None:
    for n in range(1, 2**10):
        assert normal_quantile(n * 2.0**-11) == -normal_quantile(1.0 - n * 2.0**-11)


def test_every_kind_of_draw_has_a_number_of_its_own() -> None:
    assert sorted(KINDS.values()) == list(range(1, len(KINDS) + 1))
